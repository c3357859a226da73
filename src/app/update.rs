//! How messages change the state.

mod copying;
mod leaving;
mod pasting;
mod same;
mod travel;

use std::sync::Arc;

use copying::{copied, open_copy_menu, open_page};
pub(super) use copying::{copy, take_or_copy};
use leaving::back;
use pasting::{clipboard, diagnosed, paste};
pub(super) use same::{jump, take_match};
use same::{jump_next, list_same, numbered, return_to_query};
pub(super) use travel::Travel;
use travel::travel;

use super::chord::Chord;
use super::copy::Form;
use super::diagnosis::LeftFindings;
use super::effect::Effect;
use super::filter_menu::FilterMenu;
use super::help::{self, HelpPane};
use super::history::HistoryPane;
use super::keymap::{Action, Focus, Meaning};
use super::line_edit::{LineEdit, Motion};
use super::mouse;
use super::msg::Msg;
use super::pane::{Pane, Rooms};
use super::rail::{Rail, Row};
use super::state::{State, ToastKind};
use crate::catalog::Catalog;

/// Lines that the detail is scrolled by from elsewhere, as by a notch of a wheel.
const DETAIL_LINES: isize = 3;

/// Takes in a message; returns what is to be done about it.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    let effects = match msg {
        Msg::Key(chord) => key(state, chord),
        Msg::Paste(text) => {
            state.toast.take_if(|toast| toast.kind == ToastKind::Leaving);
            state.welcome = false;
            paste(state, &text)
        }
        // Something newer was pasted meanwhile.
        Msg::Diagnosed { id, .. } if id != state.diagnosis_id => Vec::new(),
        // By entries that are others by now.
        Msg::Diagnosed { text, catalog, .. } if !Arc::ptr_eq(&catalog, &state.catalog) => {
            vec![state.ask_diagnosis(text)]
        }
        Msg::Diagnosed { text, diagnosis, .. } => diagnosed(state, text, diagnosis),
        Msg::Mouse(gesture, target) => {
            state.toast.take_if(|toast| toast.kind == ToastKind::Leaving);
            mouse::update(state, gesture, target)
        }
        Msg::Layout(rooms) => {
            lay_out(state, rooms);
            Vec::new()
        }
        Msg::Found { id, query, hits } => {
            // The first answer may come when the user has gone somewhere in the list of everything already.
            if id == state.search_id {
                state.answered_id = id;
                if !state.list.shows(&query, &hits) {
                    state.list.find(query, hits);
                    state.narrow();
                    leave_jumps(state);
                }
                if let Some(entry) = state.wanted.take() {
                    state.list.select(entry);
                }
                if std::mem::take(&mut state.takes_answer) {
                    return take_or_copy(state);
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
        Msg::Ground(ground) => {
            state.ground = Some(ground);
            Vec::new()
        }
        Msg::Measured(measure) => {
            state.measure = measure;
            Vec::new()
        }
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

fn key(state: &mut State, chord: Chord) -> Vec<Effect> {
    let meaning = state.keymap.meaning(state.focus(), chord);
    state.takes_answer = false;
    state.welcome &=
        matches!(meaning, Meaning::Action(Action::SwitchLang | Action::Redraw) | Meaning::Nothing);
    // Only the very next Esc is the second one.
    let leaving = state.toast.take_if(|toast| toast.kind == ToastKind::Leaving).is_some();
    if leaving && meaning == Meaning::Action(Action::Back) {
        return act(state, Action::Quit, chord);
    }
    // A notice has been seen once the next key is pressed; a failure stays its time.
    state.toast.take_if(|toast| toast.kind != ToastKind::Failure);
    match meaning {
        Meaning::Action(action) => act(state, action, chord),
        Meaning::Text(c) => type_in(state, c.encode_utf8(&mut [0; 4])),
        Meaning::Nothing => Vec::new(),
    }
}

fn change_catalog(state: &mut State, catalog: Arc<Catalog>, faults: &[String]) -> Vec<Effect> {
    state.catalog = catalog;
    state.rail = state.rail.rebuilt(&state.catalog, state.rail.tree().grouping());
    // What was found and jumped to are entries of the old one.
    state.list.regroup(&state.catalog, state.lang);
    state.list.find_all(&state.catalog);
    state.narrow();
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
pub(super) fn back_to_findings(state: &mut State) -> Vec<Effect> {
    match state.left_findings.take() {
        Some(LeftFindings::Read(mut findings)) => {
            findings.set_room(state.rooms.list.lines);
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
    state.rail.set_room(rooms.rail.lines);
    state.list.set_room(rooms.list);
    if let Some(diagnosis) = &mut state.diagnosis {
        diagnosis.set_room(rooms.list.lines);
    }
    relist_help(state);
    if let Some(history) = &mut state.history {
        history.view.set_height(rooms.history.lines);
    }
}

/// Does what a key stands for.
pub(super) fn act(state: &mut State, action: Action, chord: Chord) -> Vec<Effect> {
    match action {
        Action::Up => return travel(state, Travel::Lines(-1)),
        Action::Down => return travel(state, Travel::Lines(1)),
        Action::PageUp => return travel(state, Travel::Pages(-1)),
        Action::PageDown => return travel(state, Travel::Pages(1)),
        Action::First => return travel(state, Travel::Start),
        Action::Last => return travel(state, Travel::End),
        Action::DetailUp => scroll_detail(state, Travel::Lines(-DETAIL_LINES)),
        Action::DetailDown => scroll_detail(state, Travel::Lines(DETAIL_LINES)),
        Action::DetailPageUp => scroll_detail(state, Travel::Pages(-1)),
        Action::DetailPageDown => scroll_detail(state, Travel::Pages(1)),

        Action::CaretLeft => go(state, Motion::Left),
        Action::CaretRight => go(state, Motion::Right),
        Action::CaretStart => go(state, Motion::Start),
        Action::CaretEnd => go(state, Motion::End),
        Action::WordLeft => go(state, Motion::WordLeft),
        Action::WordRight => go(state, Motion::WordRight),
        Action::DeleteLeft => return delete(state, Motion::Left),
        Action::DeleteRight => return delete(state, Motion::Right),
        Action::DeleteWord => return delete(state, Motion::WordLeft),
        Action::DeleteWordRight => return delete(state, Motion::WordRight),
        Action::DeleteToStart => return delete(state, Motion::Start),

        Action::Filter => return type_in(state, ":"),
        Action::NextPane => next_pane(state, 1),
        Action::PreviousPane => next_pane(state, -1),
        Action::Back => return back(state),

        Action::Fold if state.rooms.chips.columns > 0 => in_rail(state, |rail| rail.travel_chips(-1)),
        Action::Unfold if state.rooms.chips.columns > 0 => in_rail(state, |rail| rail.travel_chips(1)),
        Action::Fold => in_rail(state, Rail::fold),
        Action::Unfold => in_rail(state, Rail::unfold),
        Action::ToggleFold => match state.rail.at_cursor() {
            Some(row @ (Row::Chance(_) | Row::Category(_))) => in_rail(state, |rail| rail.take(row)),
            _ => in_rail(state, Rail::toggle_at_cursor),
        },
        Action::Narrow => match state.rail.at_cursor() {
            Some(row @ (Row::Chance(_) | Row::Category(_))) => in_rail(state, |rail| rail.take(row)),
            _ => state.pane = Pane::List,
        },
        Action::Widen => in_rail(state, |rail| {
            rail.widen();
        }),
        Action::Regroup => {
            state.leave_findings();
            let grouping = state.rail.tree().grouping().next();
            state.rail = state.rail.rebuilt(&state.catalog, grouping);
            state.narrow();
            leave_jumps(state);
        }

        Action::Numbered => return numbered(state, chord.digit().unwrap_or(0)),
        Action::JumpNext => jump_next(state),
        Action::JumpBack => {
            state.detail.scroll.to_start();
            if state.detail.jumped.pop().is_none() {
                return return_to_query(state);
            }
        }
        Action::ListSame => return list_same(state),
        _ => return give(state, action, chord),
    }
    Vec::new()
}

/// Does what gives something into the user's hands, or changes the screen as a whole.
fn give(state: &mut State, action: Action, chord: Chord) -> Vec<Effect> {
    match action {
        Action::CopyCode => return confirm_or_copy(state),
        Action::CopyMessage => return copy(state, Form::Message),
        Action::CopyExplanation => return copy(state, Form::Explanation),
        Action::CopyTicket => return copy(state, Form::Ticket),
        Action::CopyAllTickets => return copy(state, Form::AllTickets),
        Action::CopyJson => return copy(state, Form::Json),
        Action::CopyUrl => return copy(state, Form::Url),
        Action::CopyRequestId => return copy(state, Form::RequestId),
        Action::CopyPolicy => return copy(state, Form::Policy),
        Action::CopyStep => return copy(state, Form::Step(chord.digit().unwrap_or(1).saturating_sub(1))),
        Action::CopyMenu => open_copy_menu(state),
        Action::Confirm => return confirm(state),
        Action::OpenPage => return open_page(state),
        Action::Findings => return back_to_findings(state),
        Action::Paste => return vec![Effect::ReadClipboard],
        Action::SwitchLang => {
            state.lang = state.lang.other();
            state.list.regroup(&state.catalog, state.lang);
            let selected = state.list.selected().map(|hit| hit.entry);
            state.narrow();
            if let Some(entry) = selected {
                state.list.select(entry);
            }
            relist_help(state);
            return vec![Effect::RememberLanguage(state.lang)];
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
        _ => {}
    }
    Vec::new()
}

/// Enter takes the value that was gone to, takes or copies the code, or diagnoses a text that is no query.
fn confirm_or_copy(state: &mut State) -> Vec<Effect> {
    if let Some(menu) = state.filter_menu.take_if(|menu| menu.picked) {
        return take_value(state, &menu);
    }
    if state.pane == Pane::List && state.could_be_error() && state.copy_menu.is_none() {
        // Nothing is there to copy, and the text may have been an error.
        let text = state.search.text().trim().into();
        return vec![state.ask_diagnosis(text)];
    }
    state.filter_menu = None;
    if state.copy_menu.is_some() { copy(state, Form::Code) } else { take_or_copy(state) }
}

/// Puts the chosen value into the query.
pub(super) fn take_value(state: &mut State, menu: &FilterMenu) -> Vec<Effect> {
    let Some(value) = menu.chosen() else { return Vec::new() };
    let is_name = value.text.ends_with(':');
    let with = if is_name { value.text.clone() } else { format!("{} ", value.text) };
    state.pane = Pane::List;
    state.search.replace(menu.replace.clone(), &with);
    state.query_changed()
}

fn confirm(state: &mut State) -> Vec<Effect> {
    let chosen = state.copy_menu.as_ref().and_then(|menu| menu.forms.get(menu.view.cursor()).copied());
    if let Some(form) = chosen {
        return copy(state, form);
    }
    if let Some(query) = state.history.take().and_then(|history| history.chosen().cloned()) {
        state.pane = Pane::List;
        state.search = LineEdit::new(&query);
        let effects = state.query_changed();
        state.filter_menu = None;
        return effects;
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

/// Does something to the rail; what it narrows to is listed anew.
pub(super) fn in_rail(state: &mut State, change: impl FnOnce(&mut Rail)) {
    let before = state.rail.narrowing().clone();
    change(&mut state.rail);
    if *state.rail.narrowing() != before {
        state.narrow();
        leave_jumps(state);
    }
}

/// Whatever has the focus: what an entry says is read while the list is gone through.
fn scroll_detail(state: &mut State, way: Travel) {
    // Where it is not shown, nobody would see how far it went.
    if state.rooms.detail.lines > 0 {
        way.in_text(&mut state.detail.scroll);
    }
}

/// The detail shows the list's selection again, from its top.
pub(super) fn leave_jumps(state: &mut State) {
    state.detail.jumped.clear();
    state.detail.scroll.to_start();
}

fn go(state: &mut State, motion: Motion) {
    if state.search.go(motion) {
        state.filter_menu = FilterMenu::at_caret(state);
    }
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
    state.pane = Pane::List;
    if state.search.delete(motion) { state.query_changed() } else { Vec::new() }
}

/// Tab walks through the values of a filter that is being typed, else it goes to the next pane.
fn next_pane(state: &mut State, steps: isize) {
    let in_search = state.pane == Pane::List && state.diagnosis.is_none();
    if let Some(menu) = state.filter_menu.as_mut().filter(|_| in_search) {
        menu.walk(steps);
        return;
    }
    state.pane = if steps < 0 { state.pane.previous() } else { state.pane.next() };
    // Findings have no rail beside them.
    if state.diagnosis.is_some() && state.pane == Pane::Tree {
        state.pane = if steps < 0 { Pane::List } else { Pane::Detail };
    }
}

pub(super) fn relist_help(state: &mut State) {
    if let Some(help) = &mut state.help {
        help.scroll.set_size(help.lines.len(), state.rooms.help.lines);
        help.relist(&help::Wanted {
            keymap: &state.keymap,
            lang: state.lang,
            measure: state.measure,
            columns: state.rooms.help.columns,
            config: &state.config,
        });
    }
}
