//! Going through the entries of one code, and through the choices of a finding.

use super::copying::copy;
use super::shared::{back_to_findings, leave_jumps};
use crate::app::copy::has_steps;
use crate::app::effect::Effect;
use crate::app::form::Form;
use crate::app::line_edit::LineEdit;
use crate::app::pane::Pane;
use crate::app::rail::Choices;
use crate::app::state::{LeftQuery, State};
use crate::catalog::EntryId;
use crate::search::exact_code;

/// Shows another entry of the same code.
pub(in crate::app) fn jump(state: &mut State, entry: EntryId) {
    state.detail.jumped.push(entry);
    state.detail.scroll.to_start();
}

/// Shows the finding by another of its matches.
pub(in crate::app) fn take_match(state: &mut State, matched: usize) {
    if let Some(diagnosis) = &mut state.diagnosis {
        diagnosis.pick(matched);
    }
    leave_jumps(state);
}

/// Shows the product with a number; where no other product has the code, copies the step with that number.
pub(in crate::app) fn numbered(state: &mut State, number: usize) -> Vec<Effect> {
    let Some(nth) = number.checked_sub(1) else { return Vec::new() };
    let elsewhere = if state.finding().is_some() { &[] } else { &state.detail.siblings.elsewhere[..] };
    if let Some(&entry) = elsewhere.get(nth) {
        jump(state, entry);
    } else if elsewhere.is_empty() && has_steps(state) {
        return copy(state, Form::Step(nth));
    }
    Vec::new()
}

/// Goes to the next product that has the code, in a diagnosis to the next choice of the finding; after the last comes
/// the first.
pub(in crate::app) fn jump_next(state: &mut State) {
    if let Some(diagnosis) = &mut state.diagnosis {
        diagnosis.next_choice();
        leave_jumps(state);
        return;
    }
    let (Some(shown), Some(selected)) = (state.shown(), state.selected()) else { return };
    let next = next_of_code(state, selected, shown);
    // One way back is enough, however many were looked at.
    state.detail.jumped.clear();
    state.detail.scroll.to_start();
    if next != selected {
        jump(state, next);
    }
}

/// The entry behind the shown one: of the next product that has the code, those that mean the same first, or of the only
/// one its next entry.
fn next_of_code(state: &State, selected: EntryId, shown: EntryId) -> EntryId {
    let catalog = &state.catalog;
    let product = |id: EntryId| catalog.entry(id).product_ix();
    let elsewhere = state.siblings(selected).elsewhere;
    if !elsewhere.is_empty() {
        // Of its own product the selected entry stands for all.
        let at = elsewhere.iter().position(|&id| product(id) == product(shown));
        return elsewhere.get(at.map_or(0, |at| at + 1)).copied().unwrap_or(selected);
    }
    let mut wordings: Vec<EntryId> = catalog.by_code(catalog.entry(selected).code()).collect();
    wordings.sort_unstable();
    wordings.iter().find(|&&id| id > shown).or(wordings.first()).copied().unwrap_or(selected)
}

/// Lists all entries of the shown code, of whatever product, and keeps the way back.
pub(in crate::app) fn list_same(state: &mut State) -> Vec<Effect> {
    let Some(id) = state.shown() else { return Vec::new() };
    state.pane = Pane::List;
    let left_for = exact_code(state.catalog.entry(id).code());
    if state.can_return_to_query() && left_for == state.search.text() {
        return Vec::new();
    }
    let left = LeftQuery {
        text: state.search.text().to_owned(),
        choices: state.rail.choices(),
        selected: state.list.selected().map(|hit| hit.entry),
        findings: state.diagnosis.is_some(),
        left_for,
    };
    state.search = LineEdit::new(&left.left_for);
    state.rail.restore(&state.catalog, &Choices::default());
    state.left_query = Some(left);
    let effects = state.query_changed();
    state.filter_menu = None;
    effects
}

/// The query, the scope and the findings that were there before the entries of one code were listed.
pub(in crate::app) fn return_to_query(state: &mut State) -> Vec<Effect> {
    if !state.can_return_to_query() {
        return Vec::new();
    }
    let Some(left) = state.left_query.take() else { return Vec::new() };
    state.search = LineEdit::new(&left.text);
    state.rail.restore(&state.catalog, &left.choices);
    let mut effects = state.query_changed();
    state.filter_menu = None;
    state.wanted = left.selected;
    if left.findings {
        effects.extend(back_to_findings(state));
    }
    effects
}
