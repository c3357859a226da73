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
/// Columns of the signs at the ends of the line, which show that there are more chips.
const SIGN: usize = 2;
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
    let cursor = chips.iter().position(|(row, ..)| focused && rail.at_cursor() == Some(*row));
    let at = cursor.or_else(|| chips.iter().position(|(row, ..)| rail.is_chosen(*row))).unwrap_or(0);
    // The chip at the cursor is always visible, so chips before it are dropped if there is no room.
    let room = |first: usize| columns.saturating_sub(SIGN + 1 + if first > 0 { SIGN } else { 0 });
    let fit =
        |first: usize, last: usize| chips[first..=last].iter().map(&width).sum::<usize>() <= room(first);
    let mut first = if focused { rail.first_chip().min(at) } else { 0 };
    while first < at && !fit(first, at) {
        first += 1;
    }
    let mut pieces = Vec::new();
    let mut x = 0;
    if first > 0 {
        // As many chips before as fill the line.
        let before = (0..first).find(|&before| fit(before, first - 1)).unwrap_or(first - 1);
        let press = Press::Chip { chip: first - 1, first: before };
        pieces.push(Piece::new(0, "‹ ", Role::Accent).pressing(press));
        x = SIGN;
    }
    let end = x + room(first);
    for (nth, chip) in chips.iter().enumerate().skip(first) {
        if x + width(chip) > end && nth > first {
            let press = Press::Chip { chip: nth, first: nth };
            pieces.push(Piece::new(columns.saturating_sub(SIGN), "› ", Role::Accent).pressing(press));
            break;
        }
        let (row, name, count) = chip;
        let chosen = rail.is_chosen(*row);
        let role = match row {
            _ if chosen => Role::Number,
            Row::Facet(Facet::Chance(chance)) => Role::Retry(*chance),
            _ if count == "·" => Role::Dim,
            _ => Role::Plain,
        };
        let counted = if chosen { Role::Strong } else { Role::Count };
        // As in the rail, what narrows the list has a sign, and the cursor a ground.
        let sign = if chosen { "●" } else { " " };
        for (text, role) in [(format!("{sign}{name} "), role), (format!("{count} "), counted)] {
            let mut piece = Piece::new(x, text, role).pressing(Press::Take(*row));
            piece.under_cursor = cursor == Some(nth);
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
