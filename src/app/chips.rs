//! The line that replaces the rail on narrow screens: its rows as chips, or the findings as `◀ 2/4 … ▶`.

use super::bar::{Piece, Press};
use super::facet::Facet;
use super::number::number;
use super::pane::Pane;
use super::rail::Row;
use super::state::State;
use crate::catalog::NodeKind;
use crate::page::{Role, names};
use crate::text::sanitize;

/// Blanks between two chips.
const APART: usize = 2;
/// A name is no longer than this.
const MOST: usize = 20;

/// The pieces of the line, as many as fit; those before the cursor are dropped first.
pub fn pieces(state: &State, columns: usize) -> Vec<Piece> {
    match &state.diagnosis {
        Some(_) => findings(state, columns),
        None => of_rail(state, columns),
    }
}

fn of_rail(state: &State, columns: usize) -> Vec<Piece> {
    let rail = &state.rail;
    let chips: Vec<(Row, String, String)> =
        rail.chips().into_iter().map(|(row, count)| (row, name(state, row), number(count))).collect();
    let width =
        |(_, name, count): &(Row, String, String)| state.measure.columns(name) + 2 + 1 + count.len() + APART;
    let focused = state.pane == Pane::Tree;
    let at = chips.iter().position(|(row, ..)| match rail.at_cursor() {
        Some(cursor) if focused => cursor == *row,
        _ => rail.is_chosen(*row),
    });
    // The chip at the cursor is always visible, so chips before it are dropped if there is no room.
    let room = columns.saturating_sub(3);
    let mut first = 0;
    while let Some(at) = at.filter(|&at| first < at) {
        if chips[first..=at].iter().map(&width).sum::<usize>() <= room {
            break;
        }
        first += 1;
    }
    let mut pieces = Vec::new();
    let mut x = 0;
    for (nth, chip) in chips.iter().enumerate().skip(first) {
        if x + width(chip) > room && nth > first {
            pieces.push(Piece::new(columns.saturating_sub(2), "›", Role::Accent));
            break;
        }
        let (row, name, count) = chip;
        let chosen = rail.is_chosen(*row) || focused && Some(nth) == at;
        let role = match row {
            _ if chosen => Role::Number,
            Row::Facet(Facet::Chance(chance)) => Role::Retry(*chance),
            _ if count == "·" => Role::Dim,
            _ => Role::Plain,
        };
        let counted = if chosen { Role::Strong } else { Role::Count };
        for (text, role) in [(format!(" {name} "), role), (format!("{count} "), counted)] {
            let mut piece = Piece::new(x, text, role).pressing(Press::Take(*row));
            piece.chosen = chosen;
            x += state.measure.columns(&piece.span.text);
            pieces.push(piece);
        }
        x += 1;
    }
    pieces
}

fn name(state: &State, row: Row) -> String {
    let name = match row {
        Row::Node(id) => match state.rail.tree().node(id).kind {
            NodeKind::Product(ix) => names::short(state.catalog.product(ix), state.lang).to_owned(),
            _ => names::node(&state.catalog, state.rail.tree().node(id), state.lang),
        },
        Row::Facet(facet) => facet.short_name(state.lang),
        Row::Title(_) | Row::Blank => String::new(),
    };
    state.measure.truncate(&sanitize::line(&name), MOST).into_owned()
}

fn findings(state: &State, columns: usize) -> Vec<Piece> {
    let Some(diagnosis) = state.diagnosis.as_ref().filter(|it| it.findings().len() > 1) else {
        return Vec::new();
    };
    let (at, all) = (diagnosis.view.cursor() + 1, diagnosis.findings().len());
    let code = diagnosis
        .selected()
        .and_then(|finding| finding.code.as_deref())
        .unwrap_or(state.labels().without_code);
    let place = format!("{at}/{all}");
    let room = columns.saturating_sub(place.len() + 9);
    let code = state.measure.truncate(&sanitize::line(code), room).into_owned();
    let end = 4 + place.len() + state.measure.columns(&code);
    vec![
        Piece::new(1, "◀ ", Role::Key).pressing(Press::Step(-1)),
        Piece::new(3, place.clone(), Role::Strong),
        Piece::new(4 + place.len(), code, Role::Plain),
        Piece::new(end, " ▶", Role::Key).pressing(Press::Step(1)),
    ]
}
