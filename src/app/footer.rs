//! The footer: the keys that matter now, the most important first, and at its end the key of the help.

use super::bar::{Piece, Press};
use super::chord::Chord;
use super::copy;
use super::form::Form;
use super::keymap::{Action, Bound, Focus};
use super::pane::Pane;
use super::rail::Row;
use super::state::State;
use crate::catalog::{Grouping, NodeId};
use crate::page::Role;

/// A key and what it does now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint {
    pub chord: Chord,
    pub label: &'static str,
}

/// Blanks between two hints.
const APART: usize = 3;

/// The hints for what has the focus.
pub fn hints(state: &State) -> Vec<Hint> {
    let rows = state.keymap.footer(state.focus());
    let told = rows.into_iter().filter_map(|bound| {
        let hint = Hint { chord: *bound.chords.first()?, label: label(state, bound)? };
        Some((bound.row.action, hint))
    });
    let (actions, mut hints): (Vec<Action>, Vec<Hint>) = told.unzip();
    if takes_value(state) {
        return in_values(state, actions.into_iter().zip(hints));
    }
    if let (Focus::Pane(Pane::List), Some((action, label))) = (state.focus(), beside(state)) {
        // Behind what copies: on a narrow screen the list is not seen, and this is all that tells of it.
        let copies = |action: &&Action| matches!(action, Action::Copy(_) | Action::CopyMenu);
        let at = actions.iter().take_while(copies).count();
        let chord = chord_of(state, action);
        hints.splice(at..at, chord.map(|chord| Hint { chord, label }));
    }
    hints
}

/// The way to another finding: the next one, from the last one the one before.
fn beside(state: &State) -> Option<(Action, &'static str)> {
    let labels = state.labels();
    let diagnosis = state.diagnosis.as_ref().filter(|diagnosis| diagnosis.is_several())?;
    let is_last = diagnosis.view.cursor() + 1 == diagnosis.findings().len();
    Some(if is_last { (Action::Up, labels.previous_error) } else { (Action::Down, labels.next_error) })
}

/// Whether the values of a filter are open, and the keys are theirs.
fn takes_value(state: &State) -> bool {
    state.filter_menu.is_some() && state.focus() == Focus::Pane(Pane::List) && state.diagnosis.is_none()
}

/// The hints for the values of a filter. Only the help is told of what else there is.
fn in_values(state: &State, others: impl Iterator<Item = (Action, Hint)>) -> Vec<Hint> {
    let labels = state.labels();
    let keys = [
        (Action::Copy(Form::Code), labels.take),
        (Action::Down, labels.next_chip),
        (Action::Back, labels.back),
    ];
    let own =
        keys.into_iter().filter_map(|(action, label)| Some(Hint { chord: chord_of(state, action)?, label }));
    own.chain(others.filter(|(action, _)| *action == Action::Help).map(|(_, hint)| hint)).collect()
}

/// The key of an action in the present focus.
pub fn chord_of(state: &State, action: Action) -> Option<Chord> {
    state.keymap.key_of(state.focus(), action)
}

/// The hints placed on a line, as many as fit.
pub fn pieces(state: &State, columns: usize) -> Vec<Piece> {
    let (measure, ascii) = (state.measure, state.shows_ascii());
    let width = |hint: &Hint| measure.columns(&hint.chord.shown(ascii)) + 1 + measure.columns(hint.label);
    let (help, others): (Vec<Hint>, Vec<Hint>) = hints(state)
        .into_iter()
        .partition(|hint| Some(hint.chord) == chord_of(state, Action::Help) && state.help.is_none());
    let mut end = columns.saturating_sub(1);
    let mut pieces = Vec::new();
    let mut put = |x: usize, hint: &Hint| {
        let key = hint.chord.shown(ascii);
        let press = Press::Key(hint.chord);
        let behind = x + measure.columns(&key) + 1;
        pieces.push(Piece::new(x, format!("{key} "), Role::Key).pressing(press));
        pieces.push(Piece::new(behind, hint.label, Role::Dim).pressing(press));
    };
    if let Some(help) = help.first().filter(|help| width(help) + 1 < columns) {
        end = end.saturating_sub(width(help));
        put(end, help);
        end = end.saturating_sub(APART);
    }
    let mut x = 1;
    for hint in &others {
        // A shorter hint behind it may still fit.
        if x + width(hint) <= end {
            put(x, hint);
            x += width(hint) + APART;
        }
    }
    pieces
}

/// What a key does in the present state; `None` where it does nothing worth showing.
fn label(state: &State, bound: &Bound) -> Option<&'static str> {
    let labels = state.labels();
    let always = Some(bound.row.label(state.lang));
    let Focus::Pane(pane) = state.focus() else {
        return if bound.row.action == Action::Back { Some(labels.back) } else { always };
    };
    let diagnosis = state.diagnosis.is_some();
    match bound.row.action {
        Action::Copy(Form::Code) if state.welcome => None,
        Action::Copy(Form::Code) if state.takes.is_some_and(|form| copy::text(state, form).is_some()) => {
            Some(labels.take)
        }
        Action::Copy(Form::Code) if state.takes.is_none() && copy::text(state, Form::Code).is_some() => {
            always
        }
        // A key that would do nothing says why, where an entry is shown.
        Action::Copy(Form::Code) if state.takes.is_some() && copy::text(state, Form::Code).is_some() => {
            Some(if state.takes == Some(Form::Message) {
                labels.no_message_here
            } else {
                labels.nothing_to_take
            })
        }
        Action::Copy(Form::Code) => {
            (pane == Pane::List && state.could_be_error()).then_some(labels.diagnose_it)
        }
        Action::CopyMenu if state.welcome => None,
        Action::CopyMenu => always.filter(|_| state.shown().is_some() || state.finding().is_some()),
        Action::OpenPage if state.welcome => None,
        Action::OpenPage => always.filter(|_| copy::text(state, Form::Url).is_some()),
        Action::NextPane => match pane {
            _ if state.diagnosis.as_ref().is_some_and(|diagnosis| !diagnosis.is_several()) => None,
            Pane::List if diagnosis => Some(labels.detail),
            Pane::List => Some(match state.rail.tree().grouping() {
                Grouping::Product => bound.row.label(state.lang),
                Grouping::Status => labels.by_status,
                Grouping::Category => labels.by_kind,
            }),
            Pane::Tree => Some(labels.detail),
            Pane::Detail => Some(if diagnosis { labels.findings_list } else { labels.codes }),
        },
        Action::Narrow => Some(match state.rail.at_cursor() {
            _ if is_at_all(state) => labels.to_list,
            Some(row) if state.rail.is_chosen(row) => labels.let_go,
            _ => bound.row.label(state.lang),
        }),
        Action::Widen => always.filter(|_| state.rail.is_narrowed()),
        Action::Fold if state.rooms().chips.columns > 0 => None,
        Action::Unfold if state.rooms().chips.columns > 0 => Some(labels.next_chip),
        Action::Fold => always.filter(|_| state.rail.goes_up()),
        Action::Unfold => always.filter(|_| state.rail.can_open()),
        // Within a word a colon is a letter like any other.
        Action::Filter => always.filter(|_| !diagnosis && state.search.is_at_word_start()),
        // From the first row Enter leads there.
        Action::Back => (pane == Pane::Tree && !is_at_all(state)).then_some(labels.to_list),
        Action::JumpBack => match state.detail.jumped.is_empty() {
            false => Some(labels.back),
            true => state.can_return_to_query().then_some(labels.to_left_query),
        },
        Action::Findings => (!diagnosis && state.has_left_findings()).then_some(bound.row.label(state.lang)),
        Action::DetailDown => always.filter(|_| state.detail.scroll.has_more()),
        _ => always,
    }
}

/// Whether the rail's cursor is on the row of everything, and everything is listed.
fn is_at_all(state: &State) -> bool {
    state.rail.at_cursor() == Some(Row::Node(NodeId::ROOT)) && state.rail.chosen() == NodeId::ROOT
}
