//! The rail: the pane at the left with everything that narrows the list.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::regions::{Regions, short};
use super::theme::On;
use crate::app::State;
use crate::app::facet::Facet;
use crate::app::keymap::Action;
use crate::app::number::number;
use crate::app::pane::Pane;
use crate::app::rail::{Row, Title};
use crate::catalog::NodeKind;
use crate::page::row::code;
use crate::page::{Role, Span, names, rich};

/// Columns of the sign of a node that is open or closed, the blank behind it included. Names stand behind it, of
/// leaves, too.
const SIGN: u16 = 2;

pub(super) fn draw(canvas: &mut Canvas, regions: &Regions, state: &State) {
    let inside = regions.pane(Pane::Tree);
    let view = &state.rail.view;
    for (row, y) in view.shown().into_iter().zip(inside.top()..inside.bottom()) {
        draw_row(canvas, Rect { y, height: 1, ..inside }, state, row);
    }
    if inside.width == 0 || state.rooms().one_pane {
        return;
    }
    for (line, part) in view.parts() {
        let y = inside.y.saturating_add(short(line));
        let rows = Rect { y, height: short(part.visible().len()), ..inside }.intersection(inside);
        canvas.thumb(inside.right() - 1, rows, part.offset(), part.height(), part.len());
    }
}

fn draw_row(canvas: &mut Canvas, area: Rect, state: &State, at: usize) {
    let row = state.rail.rows()[at];
    let labels = state.labels();
    // The last column stays free.
    let end = area.right().saturating_sub(1);
    match row {
        Row::Blank => {
            let view = &state.rail.view;
            if let Some((hidden, _)) = view.tree_below().filter(|_| view.is_gap(at)) {
                let x = area.x + 1 + SIGN;
                canvas.say(x, area.y, area.width.saturating_sub(2), &format!("+{hidden}"), Role::Dim);
            }
        }
        Row::Title(title) => {
            let name = match title {
                Title::Tree => state.tree_name(),
                Title::Chances => labels.can_i_retry,
                Title::Sources => labels.source,
                Title::Categories => labels.categories,
            };
            canvas.say(area.x + 1, area.y, area.width.saturating_sub(2), name, Role::Dim);
            let key = if title == Title::Tree { state.key(Action::Regroup) } else { String::new() };
            let columns = canvas.columns(&key);
            if canvas.columns(name) + columns + 3 < area.width {
                canvas.say(end.saturating_sub(columns), area.y, columns, &key, Role::Dim);
            }
        }
        _ => draw_choice(canvas, area, state, at, row),
    }
}

/// A row that narrows the list: its name, and how many hits it leaves.
fn draw_choice(canvas: &mut Canvas, area: Rect, state: &State, at: usize, row: Row) {
    let rail = &state.rail;
    let chosen = rail.is_chosen(row);
    let focused = state.pane == Pane::Tree && at == rail.view.cursor();
    let count = rail.count(at);
    let on = if focused { On::Selection } else { On::Ground };
    if focused {
        let from = area.x + 1;
        let ground = canvas.looks.ground(On::Selection);
        canvas.fill(Rect { x: from, width: area.width.saturating_sub(2), ..area }, ground);
    }
    // What narrows the list has a sign of its own: the cursor may stand on it, or elsewhere.
    if chosen || focused {
        canvas.say(area.x, area.y, 1, if chosen { "●" } else { "▌" }, Role::Accent);
    }
    let role = match row {
        _ if chosen => Role::Number,
        Row::Facet(Facet::Chance(chance)) if count > 0 => Role::Retry(chance),
        _ if count == 0 => Role::Dim,
        _ => Role::Plain,
    };
    let shown = number(count);
    let columns = canvas.columns(&shown);
    let end = area.right().saturating_sub(1);
    let x = match row {
        Row::Node(id) => {
            let depth = rail.tree().node(id).depth;
            let indent = short(depth.saturating_sub(1) * usize::from(SIGN)).min(area.width / 2);
            if depth > 0 && rail.can_fold(id) {
                let sign = if rail.is_open(id) { "▾" } else { "▸" };
                let role = if focused { role } else { Role::Dim };
                canvas.spans(area.x + 1 + indent, area.y, 1, &[Span::new(sign, role)], on);
            }
            area.x + 1 + indent + SIGN
        }
        Row::Facet(Facet::Chance(_)) => area.x + 1,
        _ => area.x + 1 + SIGN,
    };
    let room = end.saturating_sub(x + columns + 1);
    let style = canvas.looks.style(role, on);
    canvas.text(x, area.y, room, &name(state, row, room.into()), style);
    let counted = if chosen { Role::Strong } else { Role::Count };
    canvas.spans(end.saturating_sub(columns), area.y, columns, &[Span::new(shown, counted)], on);
}

fn name(state: &State, row: Row, room: usize) -> String {
    let measure = state.measure;
    match row {
        Row::Node(id) => {
            let node = state.rail.tree().node(id);
            let name = rich::showable(&names::node_fitting(&state.catalog, node, state.lang, room));
            match node.kind {
                // Namespaces begin alike: their ends tell them apart, and the dot behind each of them does not.
                NodeKind::Namespace(_) if measure.columns(&name) > room => {
                    let pieces = code(name.trim_end_matches('.'), &[], room, measure);
                    pieces.into_iter().map(|piece| piece.text).collect()
                }
                _ => measure.truncate(&name, room).into_owned(),
            }
        }
        Row::Facet(facet) => measure.truncate(&facet.name(state.lang), room).into_owned(),
        Row::Title(_) | Row::Blank => String::new(),
    }
}
