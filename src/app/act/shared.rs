//! Steps that several actions share: on text fields, the rail, the detail, and findings that were left.

use std::sync::Arc;

use crate::app::diagnosis::LeftFindings;
use crate::app::effect::Effect;
use crate::app::filter_menu::FilterMenu;
use crate::app::help;
use crate::app::keymap::Focus;
use crate::app::line_edit::Motion;
use crate::app::pane::Pane;
use crate::app::rail::Rail;
use crate::app::state::{State, ToastKind};

/// Text from the keyboard or a paste, into the field that has the focus.
pub(in crate::app) fn type_in(state: &mut State, text: &str) -> Vec<Effect> {
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

pub(in crate::app) fn delete(state: &mut State, motion: Motion) -> Vec<Effect> {
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

/// Puts the chosen value into the query.
pub(in crate::app) fn take_value(state: &mut State, menu: &FilterMenu) -> Vec<Effect> {
    let Some(value) = menu.chosen() else { return Vec::new() };
    let is_name = value.text.ends_with(':');
    let with = if is_name { value.text.clone() } else { format!("{} ", value.text) };
    state.pane = Pane::List;
    state.search.replace(menu.replace.clone(), &with);
    state.query_changed()
}

/// Changes the rail, then lists what it narrows to.
pub(in crate::app) fn in_rail(state: &mut State, change: impl FnOnce(&mut Rail)) {
    let before = state.rail.narrowing().clone();
    change(&mut state.rail);
    if *state.rail.narrowing() != before {
        state.narrow();
        leave_jumps(state);
    }
}

/// The detail shows the list's selection again, from its top.
pub(in crate::app) fn leave_jumps(state: &mut State) {
    state.detail.jumped.clear();
    state.detail.scroll.to_start();
}

/// Shows the findings that were left last, and keeps those that are shown for the next time.
pub(in crate::app) fn back_to_findings(state: &mut State) -> Vec<Effect> {
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

pub(in crate::app) fn relist_help(state: &mut State) {
    let ascii = state.shows_ascii();
    if let Some(help) = &mut state.help {
        help.scroll.set_size(help.lines.len(), state.rooms.help.lines);
        help.relist(&help::Wanted {
            keymap: &state.keymap,
            lang: state.lang,
            measure: state.measure,
            ascii,
            columns: state.rooms.help.columns,
            config: &state.config,
        });
    }
}
