//! Esc: one step out, and finally out of the program.

use super::shared::{in_rail, leave_jumps};
use crate::app::effect::Effect;
use crate::app::keymap::Focus;
use crate::app::pane::Pane;
use crate::app::state::{State, ToastKind};

/// Leaves the first of these that there is: a popup, a jump, the pane, the findings, the query, what narrows the
/// list. With none left, a second Esc ends the program; `update` sees to that.
pub(in crate::app) fn back(state: &mut State) -> Vec<Effect> {
    match state.focus() {
        Focus::Help => state.help = None,
        Focus::CopyMenu => state.copy_menu = None,
        Focus::History => state.history = None,
        Focus::Pane(_) if state.filter_menu.is_some() => return leave_values(state),
        Focus::Pane(Pane::Detail | Pane::Tree) => state.pane = Pane::List,
        Focus::Pane(Pane::List) if !state.detail.jumped.is_empty() => leave_jumps(state),
        Focus::Pane(Pane::List) if state.diagnosis.is_some() => state.leave_findings(),
        Focus::Pane(Pane::List) if !state.search.is_empty() => {
            let mut effects = state.remember();
            state.search.clear();
            effects.extend(state.query_changed());
            return effects;
        }
        Focus::Pane(Pane::List) if state.rail.is_narrowed() => {
            in_rail(state, |rail| while rail.widen() {});
        }
        Focus::Pane(Pane::List) => {
            state.say(ToastKind::Leaving, state.labels().again_to_quit.to_owned());
        }
    }
    Vec::new()
}

/// Closes the values of a filter. A filter without a value goes with them: it would stay and filter nothing.
fn leave_values(state: &mut State) -> Vec<Effect> {
    let Some(menu) = state.filter_menu.take() else { return Vec::new() };
    let text = state.search.text();
    let (before, typed) = (&text[..menu.replace.start], &text[menu.replace.clone()]);
    let start = match before.chars().next_back() {
        Some(':' | '：') if typed.is_empty() => {
            before.len() - before.rsplit(char::is_whitespace).next().map_or(0, str::len)
        }
        // The comma behind another value, or the colon alone.
        Some(comma @ (',' | '，')) if typed.is_empty() => before.len() - comma.len_utf8(),
        _ if matches!(typed, ":" | "：") => before.len(),
        _ => return Vec::new(),
    };
    state.search.replace(start..menu.replace.end, "");
    let effects = state.query_changed();
    state.filter_menu = None;
    effects
}
