//! What actions do, by whatever key, click or paste.

mod copying;
mod leaving;
mod pasting;
mod same;
mod shared;
mod travel;

pub(super) use copying::{copied, copy, take_or_copy};
use copying::{open_copy_menu, open_page};
use leaving::back;
pub(super) use pasting::{clipboard, diagnosed, paste};
pub(super) use same::{jump, take_match};
use same::{jump_next, list_same, numbered, return_to_query};
use shared::{back_to_findings, delete};
pub(super) use shared::{in_rail, leave_jumps, relist_help, take_value, type_in};
pub(super) use travel::Travel;
use travel::travel;

use super::chord::Chord;
use super::diagnosis::DiagnosisPane;
use super::effect::Effect;
use super::filter_menu::FilterMenu;
use super::form::Form;
use super::help::HelpPane;
use super::history::HistoryPane;
use super::keymap::Action;
use super::line_edit::{LineEdit, Motion};
use super::pane::Pane;
use super::rail::{Rail, Row};
use super::state::{State, ToastKind};
use crate::catalog::NodeId;
use crate::settings::Palette;

/// How many lines a key of another pane scrolls the detail, as a notch of the wheel does.
const DETAIL_LINES: isize = 3;

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

        // Findings have no caret: `◀ 2/4 ▶` says what the keys do there.
        Action::CaretLeft if of_several(state) => step(state, -1),
        Action::CaretRight if of_several(state) => step(state, 1),
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
        Action::NextPane => return next_pane(state, 1),
        Action::PreviousPane => return next_pane(state, -1),
        Action::Back => return back(state),

        Action::Fold if state.rooms.chips.columns > 0 => in_rail(state, |rail| rail.travel_chips(-1)),
        Action::Unfold if state.rooms.chips.columns > 0 => in_rail(state, |rail| rail.travel_chips(1)),
        Action::Fold => in_rail(state, Rail::fold),
        Action::Unfold => in_rail(state, Rail::unfold),
        Action::ToggleFold => match state.rail.at_cursor() {
            Some(row @ Row::Facet(_)) => in_rail(state, |rail| rail.take(row)),
            _ => in_rail(state, Rail::toggle_at_cursor),
        },
        Action::Narrow => match state.rail.at_cursor() {
            // Everything is listed already: what is left to do is to look at it.
            Some(row @ Row::Node(NodeId::ROOT)) if state.rail.is_chosen(row) => state.pane = Pane::List,
            Some(row) => in_rail(state, |rail| rail.take(row)),
            None => {}
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

/// The actions that copy or open something, and those that change the whole screen.
fn give(state: &mut State, action: Action, chord: Chord) -> Vec<Effect> {
    match action {
        Action::Copy(Form::Code) => return confirm_or_copy(state),
        Action::Copy(form) => return copy(state, form),
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
        Action::SwitchColours => return switch_colours(state),
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

fn switch_colours(state: &mut State) -> Vec<Effect> {
    let labels = state.labels();
    let Some(palette) = state.palette.map(Palette::next) else {
        state.say(ToastKind::Notice, labels.no_colours.to_owned());
        return Vec::new();
    };
    state.palette = Some(palette);
    state.say(ToastKind::Notice, labels.palettes[palette as usize].to_owned());
    vec![Effect::Recolour(palette)]
}

/// Enter takes a value of the filter that is being typed, takes or copies the code, or diagnoses a text that is no
/// query.
fn confirm_or_copy(state: &mut State) -> Vec<Effect> {
    let in_search = state.pane == Pane::List && state.diagnosis.is_none();
    if let Some(menu) = state.filter_menu.take_if(|_| in_search) {
        return take_value(state, &menu);
    }
    if state.pane == Pane::List && state.could_be_error() && state.copy_menu.is_none() {
        // The list is empty, so there is nothing to copy; the text may be an error.
        let text = state.search.text().trim().into();
        return vec![state.ask_diagnosis(text)];
    }
    state.filter_menu = None;
    if state.copy_menu.is_some() { copy(state, Form::Code) } else { take_or_copy(state) }
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

/// Scrolls the detail from any pane, so that an entry can be read while the list has the focus.
fn scroll_detail(state: &mut State, way: Travel) {
    // A hidden detail must not be scrolled unseen.
    if state.rooms.detail.lines > 0 {
        way.in_text(&mut state.detail.scroll);
    }
}

fn of_several(state: &State) -> bool {
    state.diagnosis.as_ref().is_some_and(DiagnosisPane::is_several)
}

/// Goes to the finding before, or behind.
pub(super) fn step(state: &mut State, steps: isize) {
    Travel::Lines(steps).in_rows(state.list_view());
    leave_jumps(state);
}

fn go(state: &mut State, motion: Motion) {
    if state.search.go(motion) {
        state.filter_menu = FilterMenu::at_caret(&state.search, &state.catalog, state.lang);
    }
}

/// Tab takes a value of the filter that is being typed, else it goes to the next pane.
fn next_pane(state: &mut State, steps: isize) -> Vec<Effect> {
    let in_search = state.pane == Pane::List && state.diagnosis.is_none();
    if let Some(menu) = state.filter_menu.take_if(|_| in_search && steps > 0) {
        return take_value(state, &menu);
    }
    if let Some(menu) = state.filter_menu.as_mut().filter(|_| in_search) {
        menu.walk(steps);
        return Vec::new();
    }
    if state.diagnosis.is_some() && !of_several(state) {
        // One report is all there is.
        return Vec::new();
    }
    state.pane = if steps < 0 { state.pane.previous() } else { state.pane.next() };
    // Findings have no rail beside them.
    if state.diagnosis.is_some() && state.pane == Pane::Tree {
        state.pane = if steps < 0 { Pane::List } else { Pane::Detail };
    }
    Vec::new()
}
