//! The footer: the keys that matter now, the most important first.

use super::chord::Chord;
use super::copy::{self, Form};
use super::keymap::{Action, Bound, Focus};
use super::pane::Pane;
use super::state::State;

/// A key and what it does now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint {
    pub chord: Chord,
    pub label: &'static str,
}

/// The hints for what has the focus; `one_pane`: the others are not on the screen, and have to be found first.
pub fn hints(state: &State, one_pane: bool) -> Vec<Hint> {
    let mut rows = state.keymap.footer(state.focus());
    if one_pane {
        let rank = |bound: &&Bound| match bound.row.action {
            Action::NextPane => 0,
            Action::Help => 1,
            // Out of the findings: a short way that nobody guesses.
            Action::Back => 2,
            _ => 3,
        };
        rows.sort_by_key(rank);
    }
    let hint =
        |bound: &Bound| Some(Hint { chord: *bound.chords.first()?, label: label(state, bound, one_pane)? });
    rows.into_iter().filter_map(hint).collect()
}

/// What a key does as things stand; `None` where that is nothing worth a place.
fn label(state: &State, bound: &Bound, one_pane: bool) -> Option<&'static str> {
    let labels = state.labels();
    let always = Some(bound.row.label(state.lang));
    let Focus::Pane(pane) = state.focus() else { return always };
    match bound.row.action {
        Action::CopyCode if copy::text(state, Form::Code).is_some() => always,
        Action::CopyCode => (pane == Pane::List && state.could_be_error()).then_some(labels.diagnose_it),
        Action::CopyMenu => always.filter(|_| state.shown().is_some() || state.finding().is_some()),
        Action::NextPane if one_pane => Some(state.pane_name(pane.next())),
        Action::Back if pane != Pane::List => None,
        Action::Back if !state.detail.jumped.is_empty() => Some(labels.back),
        Action::Back => state.diagnosis.is_some().then_some(labels.to_search),
        Action::JumpBack => state.can_return_to_query().then_some(labels.to_left_query),
        Action::Findings => {
            (state.diagnosis.is_none() && state.left_findings.is_some()).then_some(labels.to_findings)
        }
        _ => always,
    }
}
