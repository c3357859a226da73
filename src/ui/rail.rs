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
use crate::text::width::{ELLIPSIS, Measure};

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
    // What is hidden below is told in a number; a bar tells of rows above, too.
    for (line, part) in view.parts().into_iter().filter(|(_, part)| part.offset() > 0) {
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
            // A group without hits may be open, and show nothing.
            let below = rail.rows().get(at + 1);
            let shows = matches!(below, Some(Row::Node(next)) if rail.tree().node(*next).depth > depth);
            if depth > 0 && rail.can_fold(id) && (shows || !rail.is_open(id)) {
                let sign = if shows { "▾" } else { "▸" };
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
                NodeKind::Namespace(_) if measure.columns(&name) > room => namespace(&name, room, measure),
                _ => measure.truncate(&name, room).into_owned(),
            }
        }
        Row::Facet(facet) => measure.truncate(&facet.name(state.lang), room).into_owned(),
        Row::Title(_) | Row::Blank => String::new(),
    }
}

/// First words of many namespaces, which tell none from another.
const COMMON: [&str; 2] = ["Invalid", "Incorrect"];

/// A namespace that is too long: without the dot behind it and a common first word, then cut in its middle.
fn namespace(name: &str, room: usize, measure: Measure) -> String {
    let name = name.trim_end_matches('.');
    let rest = COMMON.into_iter().find_map(|word| name.strip_prefix(word)).filter(|rest| !rest.is_empty());
    let (head, rest) =
        rest.filter(|_| measure.columns(name) > room).map_or(("", name), |rest| (ELLIPSIS, rest));
    let pieces = code(rest, &[], room.saturating_sub(measure.columns(head)), measure);
    std::iter::once(head.to_owned()).chain(pieces.into_iter().map(|piece| piece.text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn namespaces_that_begin_and_end_alike_are_told_apart() {
        for (name, shown) in [
            ("InvalidInstanceId.", "…InstanceId"),
            ("InvalidInstanceType.", "…InstanceType"),
            ("InvalidSystemDiskCategory.", "…System…egory"),
            ("InvalidDataDiskCategory.", "…DataDi…egory"),
            ("InvalidDiskSize.", "…DiskSize"),
            ("OperationDenied.", "Operat…Denied"),
            ("InvalidName.", "InvalidName"),
        ] {
            assert_eq!(namespace(name, 13, Measure::Narrow), shown, "{name}");
        }
    }
}
