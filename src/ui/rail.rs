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
use crate::page::{Role, Span, names};

pub(super) fn draw(canvas: &mut Canvas, regions: &Regions, state: &State) {
    let inside = regions.pane(Pane::Tree);
    let view = &state.rail.view;
    for (row, y) in view.visible().zip(inside.top()..inside.bottom()) {
        draw_row(canvas, Rect { y, height: 1, ..inside }, state, row);
    }
}

fn draw_row(canvas: &mut Canvas, area: Rect, state: &State, at: usize) {
    let row = state.rail.rows()[at];
    let labels = state.labels();
    // The last column stays free.
    let end = area.right().saturating_sub(1);
    match row {
        Row::Blank => {}
        Row::Title(title) => {
            let name = match title {
                Title::Tree => state.tree_name(),
                Title::Chances => labels.can_i_retry,
                Title::Sources => labels.source,
                Title::Categories => labels.kinds,
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
    if chosen || focused {
        canvas.say(area.x, area.y, 1, "▌", Role::Accent);
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
    let indent = match row {
        Row::Node(id) => short(rail.tree().node(id).depth.saturating_sub(1) * 2).min(area.width / 2),
        _ => 0,
    };
    let x = area.x + 1 + indent;
    let room = end.saturating_sub(x + columns + 1);
    let name = name(state, row, room.into());
    let style = canvas.looks.style(role, on);
    let name = canvas.measure.truncate(&name, room.into()).into_owned();
    canvas.text(x, area.y, room, &name, style);
    let counted = if chosen { Role::Strong } else { Role::Count };
    canvas.spans(end.saturating_sub(columns), area.y, columns, &[Span::new(shown, counted)], on);
}

fn name(state: &State, row: Row, room: usize) -> String {
    let rail = &state.rail;
    match row {
        Row::Node(id) => {
            let node = rail.tree().node(id);
            let name = names::node_fitting(&state.catalog, node, state.lang, room);
            // A sign shows that a closed node can be opened.
            let deep = node.depth > 0 && rail.can_fold(id) && !rail.is_open(id);
            if deep && node.depth == 1 { format!("▸ {name}") } else { name }
        }
        Row::Facet(facet) => facet.name(state.lang),
        Row::Title(_) | Row::Blank => String::new(),
    }
}
