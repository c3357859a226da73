//! The rule below the panes: how much of the rail and of the detail is hidden below it, and the key that shows it.

use super::bar::{Piece, Press};
use super::footer::chord_of;
use super::keymap::Action;
use super::state::State;
use crate::page::Role;

/// The column of the rail's number: that of the names above it.
const RAIL_AT: usize = 2;

pub fn pieces(state: &State, columns: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let rooms = state.rooms();
    if let Some((hidden, first)) = state.rail.view.facets_below().filter(|_| rooms.rail.columns > 0) {
        pieces.push(Piece::new(RAIL_AT, format!(" +{hidden} "), Role::Dim).pressing(Press::Reach(first)));
    }
    let below = state.detail.scroll.below();
    if below == 0 || rooms.detail.lines == 0 {
        return pieces;
    }
    let chord = chord_of(state, Action::DetailDown);
    let key = chord.map(|chord| format!("{} ", chord.shown(state.shows_ascii()))).unwrap_or_default();
    let parts = [(format!(" +{below} "), Role::Dim), (key, Role::Key)];
    let taken: usize = parts.iter().map(|(text, _)| state.measure.columns(text)).sum();
    let mut x = columns.saturating_sub(taken + 2);
    for (text, role) in parts {
        let mut piece = Piece::new(x, text, role);
        piece.press = chord.map(Press::Key);
        x += state.measure.columns(&piece.span.text);
        pieces.push(piece);
    }
    pieces
}
