//! How messages change the state.

mod copying;
mod pasting;
mod travel;

use std::sync::Arc;

pub(super) use copying::copy;
use copying::{copied, open_copy_menu, open_page};
use pasting::{clipboard, diagnosed, paste};
use travel::{Travel, travel};

use super::copy::Form;
use super::diagnosis::{self, LeftFindings};
use super::effect::Effect;
use super::help::HelpPane;
use super::history::HistoryPane;
use super::keymap::{Action, Focus, Meaning};
use super::line_edit::{LineEdit, Motion};
use super::mouse;
use super::msg::Msg;
use super::pane::{Pane, Rooms};
use super::state::{LeftQuery, State, ToastKind};
use super::tree_pane::TreePane;
use crate::catalog::Catalog;
use crate::lang::Lang;
use crate::search::exact_code;

/// Lines that the detail is scrolled by from elsewhere, as by a notch of a wheel.
const DETAIL_LINES: isize = 3;

/// Takes in a message; returns what is to be done about it.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    let effects = match msg {
        Msg::Key(chord) => {
            // A notice has been seen once the next key is pressed; a failure stays its time.
            state.toast.take_if(|toast| toast.kind != ToastKind::Failure);
            match state.keymap.meaning(state.focus(), chord) {
                Meaning::Action(action) => act(state, action, chord.typed()),
                Meaning::Text(c) => type_in(state, c.encode_utf8(&mut [0; 4])),
                Meaning::Nothing => Vec::new(),
            }
        }
        Msg::Paste(text) => paste(state, &text),
        // Something newer was pasted meanwhile.
        Msg::Diagnosed { id, .. } if id != state.diagnosis_id => Vec::new(),
        // By entries that are others by now.
        Msg::Diagnosed { text, catalog, .. } if !Arc::ptr_eq(&catalog, &state.catalog) => {
            vec![state.ask_diagnosis(text)]
        }
        Msg::Diagnosed { text, diagnosis, .. } => diagnosed(state, text, diagnosis),
        Msg::Mouse(gesture, target) => mouse::update(state, gesture, target),
        Msg::Layout(rooms) => {
            lay_out(state, rooms);
            Vec::new()
        }
        Msg::Found { id, query, hits } => {
            // The first answer may come when the user has gone somewhere in the list of everything already.
            if id == state.search_id {
                if !state.list.shows(&query, &hits) {
                    state.list.show(query, hits);
                    leave_jumps(state);
                }
                if let Some(entry) = state.wanted.take() {
                    state.list.select(entry);
                }
            }
            Vec::new()
        }
        Msg::CatalogRead { catalog, faults } => change_catalog(state, catalog, &faults),
        Msg::Copied { what, outcome } => {
            copied(state, &what, outcome);
            Vec::new()
        }
        Msg::Clipboard(read) => clipboard(state, read),
        Msg::Opened(outcome) => {
            match outcome {
                Ok(url) => state.say(ToastKind::Done, state.labels().opened.replace("{}", &url)),
                Err(reason) => state.say(ToastKind::Failure, reason),
            }
            Vec::new()
        }
        Msg::ToastSeen(number) => {
            state.toast.take_if(|toast| toast.number == number);
            Vec::new()
        }
        // The shell picks the palette; nothing of the state depends on it.
        Msg::Ground(_) => Vec::new(),
        Msg::Warning(text) => {
            state.say(ToastKind::Failure, text);
            Vec::new()
        }
        Msg::Notice(text) => {
            state.say(ToastKind::Notice, text);
            Vec::new()
        }
    };
    state.refresh_detail();
    state.scroll_fields();
    effects
}

fn change_catalog(state: &mut State, catalog: Arc<Catalog>, faults: &[String]) -> Vec<Effect> {
    state.catalog = catalog;
    state.tree = state.tree.rebuilt(&state.catalog, state.tree.tree().grouping());
    // What was found and jumped to are entries of the old one.
    state.list.show_all(&state.catalog);
    state.detail.jumped.clear();
    state.left_query = None;
    let diagnose = state.outdate_findings();
    if !faults.is_empty() {
        state.say(ToastKind::Failure, faults.join("; "));
    }
    let mut effects = state.query_changed();
    effects.extend(diagnose);
    effects
}

/// Shows the findings that were left last, and keeps those that are shown for the next time.
fn back_to_findings(state: &mut State) -> Vec<Effect> {
    match state.left_findings.take() {
        Some(LeftFindings::Read(mut findings)) => {
            findings.view.set_height(state.rooms.list.lines / diagnosis::ROW_LINES);
            state.left_findings = state.diagnosis.replace(findings).map(LeftFindings::Read);
            state.pane = Pane::List;
            leave_jumps(state);
            return state.put_query_away();
        }
        Some(LeftFindings::Outdated(text)) => {
            state.left_findings = Some(LeftFindings::Outdated(Arc::clone(&text)));
            return vec![state.ask_diagnosis(text)];
        }
        None if state.diagnosis.is_none() => {
            state.say(ToastKind::Notice, state.labels().no_findings.to_owned());
        }
        None => {}
    }
    Vec::new()
}

fn lay_out(state: &mut State, rooms: Rooms) {
    state.rooms = rooms;
    state.tree.view.set_height(rooms.tree.lines);
    state.list.set_room(rooms.list);
    if let Some(diagnosis) = &mut state.diagnosis {
        diagnosis.view.set_height(rooms.list.lines / diagnosis::ROW_LINES);
    }
    relist_help(state);
    if let Some(history) = &mut state.history {
        history.view.set_height(rooms.history.lines);
    }
}

/// Does what a key stands for; `typed` is the character of the key, where it has one.
pub(super) fn act(state: &mut State, action: Action, typed: Option<char>) -> Vec<Effect> {
    match action {
        Action::Up => return travel(state, Travel::Lines(-1)),
        Action::Down => return travel(state, Travel::Lines(1)),
        Action::PageUp => return travel(state, Travel::Pages(-1)),
        Action::PageDown => return travel(state, Travel::Pages(1)),
        Action::First => return travel(state, Travel::Start),
        Action::Last => return travel(state, Travel::End),

        Action::DetailUp => scroll_detail(state, -DETAIL_LINES),
        Action::DetailDown => scroll_detail(state, DETAIL_LINES),

        Action::CaretLeft => drop(state.search.go(Motion::Left)),
        Action::CaretRight => drop(state.search.go(Motion::Right)),
        Action::CaretStart => drop(state.search.go(Motion::Start)),
        Action::CaretEnd => drop(state.search.go(Motion::End)),
        Action::WordLeft => drop(state.search.go(Motion::WordLeft)),
        Action::WordRight => drop(state.search.go(Motion::WordRight)),
        Action::DeleteLeft => return delete(state, Motion::Left),
        Action::DeleteRight => return delete(state, Motion::Right),
        Action::DeleteWord => return delete(state, Motion::WordLeft),
        Action::DeleteToStart => return delete(state, Motion::Start),
        Action::DeleteToEnd => return delete(state, Motion::End),

        Action::NextPane => return next_pane(state),
        Action::PreviousPane => state.pane = state.pane.previous(),
        Action::FocusSearch | Action::ToList => state.pane = Pane::List,
        Action::Back => return back(state),

        Action::Fold => return in_tree(state, |tree| tree.fold()),
        Action::Unfold => return in_tree(state, |tree| tree.unfold()),
        Action::ToggleFold => return in_tree(state, |tree| tree.toggle()),
        Action::Regroup => {
            let grouping = state.tree.tree().grouping().next();
            state.tree = state.tree.rebuilt(&state.catalog, grouping);
            return vec![state.ask()];
        }

        Action::Jump => {
            let number = typed.and_then(|c| c.to_digit(10)).and_then(|digit| (digit as usize).checked_sub(1));
            jump(state, number.unwrap_or(0));
        }
        Action::JumpNext => jump_next(state),
        Action::JumpBack => {
            state.detail.scroll.to_start();
            if state.detail.jumped.pop().is_none() {
                return return_to_query(state);
            }
        }
        Action::ListSame => return list_same(state),

        // Nothing is there to copy, and the text may have been an error.
        Action::CopyCode if state.pane == Pane::List && state.could_be_error() => {
            let text = state.search.text().trim().into();
            return vec![state.ask_diagnosis(text)];
        }
        Action::CopyCode => return copy(state, Form::Code),
        Action::CopyMessage => return copy(state, Form::Message),
        Action::CopyExplanation => return copy(state, Form::Explanation),
        Action::CopyTicket => return copy(state, Form::Ticket),
        Action::CopyJson => return copy(state, Form::Json),
        Action::CopyUrl => return copy(state, Form::Url),
        Action::CopyMenu => open_copy_menu(state),
        Action::Confirm => {
            let chosen =
                state.copy_menu.as_ref().and_then(|menu| menu.forms.get(menu.view.cursor()).copied());
            if let Some(form) = chosen {
                return copy(state, form);
            }
            if let Some(query) = state.history.take().and_then(|history| history.chosen().cloned()) {
                state.pane = Pane::List;
                state.search = LineEdit::new(&query);
                return state.query_changed();
            }
        }
        Action::OpenPage => return open_page(state),
        Action::Findings => return back_to_findings(state),
        Action::Paste => return vec![Effect::ReadClipboard],

        Action::SwitchLang => {
            state.lang = match state.lang {
                Lang::Zh => Lang::En,
                Lang::En => Lang::Zh,
            };
            relist_help(state);
            return vec![Effect::RememberLang(state.lang)];
        }
        Action::ToggleMouse => {
            state.mouse = !state.mouse;
            let labels = state.labels();
            let said = if state.mouse { labels.mouse_on } else { labels.mouse_off };
            state.say(ToastKind::Notice, said.to_owned());
            return vec![Effect::SetMouse(state.mouse)];
        }
        Action::Redraw => return vec![Effect::Redraw],
        Action::Help => {
            state.help = Some(HelpPane::default());
            relist_help(state);
        }
        Action::History => {
            let mut history = HistoryPane::default();
            history.view.set_height(state.rooms.history.lines);
            history.relist(&state.memory.queries);
            state.history = Some(history);
        }
        Action::Suspend => return vec![Effect::Suspend],
        Action::Quit => {
            let mut effects = state.remember();
            effects.push(Effect::Quit);
            return effects;
        }
    }
    Vec::new()
}

/// Text from the keyboard or a paste, into the field that has the focus.
pub(super) fn type_in(state: &mut State, text: &str) -> Vec<Effect> {
    match state.focus() {
        Focus::Help => {
            if let Some(help) = &mut state.help {
                help.filter.insert(text);
            }
            relist_help(state);
            Vec::new()
        }
        Focus::History => {
            if let Some(history) = &mut state.history {
                history.filter.insert(text);
                history.relist(&state.memory.queries);
            }
            Vec::new()
        }
        Focus::CopyMenu => Vec::new(),
        Focus::Pane(_) => {
            state.pane = Pane::List;
            state.search.insert(text);
            state.query_changed()
        }
    }
}

/// Does something to the tree; a new scope is a new search.
pub(super) fn in_tree(state: &mut State, change: impl FnOnce(&mut TreePane)) -> Vec<Effect> {
    let before = state.tree.chosen();
    change(&mut state.tree);
    if state.tree.chosen() == before { Vec::new() } else { vec![state.ask()] }
}

/// Whatever has the focus: what an entry says is read while the list is gone through.
fn scroll_detail(state: &mut State, lines: isize) {
    // Where it is not shown, nobody would see how far it went.
    if state.rooms.detail.lines > 0 {
        state.detail.scroll.scroll_by(lines);
    }
}

/// The detail shows the list's selection again, from its top.
pub(super) fn leave_jumps(state: &mut State) {
    state.detail.jumped.clear();
    state.detail.scroll.to_start();
}

fn delete(state: &mut State, motion: Motion) -> Vec<Effect> {
    if let Some(help) = &mut state.help {
        help.filter.delete(motion);
        relist_help(state);
        return Vec::new();
    }
    if let Some(history) = &mut state.history {
        history.filter.delete(motion);
        history.relist(&state.memory.queries);
        return Vec::new();
    }
    if state.search.delete(motion) { state.query_changed() } else { Vec::new() }
}

/// Tab completes a filter that is being typed, else it goes to the next pane.
fn next_pane(state: &mut State) -> Vec<Effect> {
    let completion = (state.pane == Pane::List).then(|| state.completion()).flatten();
    match completion {
        Some(completion) => {
            state.search.replace(completion.replace, &completion.with);
            state.query_changed()
        }
        None => {
            state.pane = state.pane.next();
            Vec::new()
        }
    }
}

/// One step out: of the overlay, of a jump, of the pane, of the query, of the scope.
fn back(state: &mut State) -> Vec<Effect> {
    match state.focus() {
        Focus::Help => state.help = None,
        Focus::CopyMenu => state.copy_menu = None,
        Focus::History => state.history = None,
        Focus::Pane(Pane::Detail | Pane::Tree) => state.pane = Pane::List,
        Focus::Pane(Pane::List) if !state.detail.jumped.is_empty() => leave_jumps(state),
        Focus::Pane(Pane::List) if state.diagnosis.is_some() => state.leave_findings(),
        Focus::Pane(Pane::List) if !state.search.is_empty() => {
            let mut effects = state.remember();
            state.search.clear();
            effects.extend(state.query_changed());
            return effects;
        }
        Focus::Pane(Pane::List) => return in_tree(state, |tree| tree.view.to_start()),
    }
    Vec::new()
}

/// Shows another entry of the same code.
pub(super) fn jump(state: &mut State, number: usize) {
    if let Some(&entry) = state.detail.same.get(number) {
        state.detail.jumped.push(entry);
        state.detail.scroll.to_start();
    }
}

/// Goes through the entries of a code in document order, round and round.
fn jump_next(state: &mut State) {
    let Some(shown) = state.shown() else { return };
    let same = &state.detail.same;
    let next = same.iter().position(|&other| other > shown).unwrap_or(0);
    // One way back is enough, however many were looked at.
    state.detail.jumped.clear();
    jump(state, next);
}

/// Lists all entries of the shown code, of whatever product, and keeps the way back.
fn list_same(state: &mut State) -> Vec<Effect> {
    let Some(id) = state.shown() else { return Vec::new() };
    state.pane = Pane::List;
    let left_for = exact_code(&state.catalog.entry(id).code());
    if state.can_return_to_query() && left_for == state.search.text() {
        return Vec::new();
    }
    let left = LeftQuery {
        text: state.search.text().to_owned(),
        scope: state.tree.tree().node(state.tree.chosen()).kind.clone(),
        selected: state.list.selected().map(|hit| hit.entry),
        findings: state.diagnosis.is_some(),
        left_for,
    };
    state.search = LineEdit::new(&left.left_for);
    state.tree.view.to_start();
    state.left_query = Some(left);
    state.query_changed()
}

/// The query, the scope and the findings that were there before the entries of one code were listed.
fn return_to_query(state: &mut State) -> Vec<Effect> {
    if !state.can_return_to_query() {
        return Vec::new();
    }
    let Some(left) = state.left_query.take() else { return Vec::new() };
    state.search = LineEdit::new(&left.text);
    state.tree.choose(&left.scope);
    let mut effects = state.query_changed();
    state.wanted = left.selected;
    if left.findings {
        effects.extend(back_to_findings(state));
    }
    effects
}

pub(super) fn relist_help(state: &mut State) {
    if let Some(help) = &mut state.help {
        help.scroll.set_size(help.lines.len(), state.rooms.help.lines);
        help.relist(&state.keymap, state.lang, state.measure, state.rooms.help.columns);
    }
}
