//! The tree pane.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::regions::Regions;
use super::theme::Part;
use crate::app::State;
use crate::app::detail::node_name;
use crate::app::pane::Pane;

pub(super) fn draw(canvas: &mut Canvas, regions: &Regions, state: &State) {
    let title = state.pane_name(Pane::Tree);
    let focused = state.pane == Pane::Tree;
    let view = &state.tree.view;
    if regions.is_framed() {
        canvas.frame(regions.pane(Pane::Tree), title, focused);
        canvas.thumb(regions.pane(Pane::Tree), view.offset(), view.height(), view.len());
    }
    let inside = regions.inside(Pane::Tree);
    for (row, y) in view.visible().zip(inside.top()..inside.bottom()) {
        draw_row(canvas, Rect { y, height: 1, ..inside }, state, row, focused);
    }
}

fn draw_row(canvas: &mut Canvas, area: Rect, state: &State, row: usize, focused: bool) {
    let id = state.tree.rows()[row];
    let node = state.tree.tree().node(id);
    let at_cursor = row == state.tree.view.cursor();
    let style = match (at_cursor, focused) {
        (true, true) => canvas.theme.part(Part::Selected),
        (true, false) => canvas.theme.part(Part::Chosen),
        _ => Default::default(),
    };
    if at_cursor && focused {
        canvas.fill(area, style);
    }
    // Groups stand as far left as the root: the tree is narrow.
    let indent = u16::try_from(node.depth.saturating_sub(1) * 2).unwrap_or(0).min(area.width / 2);
    let open = (!node.children.is_empty()).then(|| state.tree.is_open(id));
    let count = node.entries.len().to_string();
    let count_columns = canvas.columns(&count);
    let x = area.x + indent;
    let marker = if at_cursor { ">" } else { canvas.theme.fold_sign(open) };
    // The chosen row is told by a sign, too: state is never shown by colour alone.
    let sign_style = if at_cursor { style } else { canvas.theme.part(Part::Frame) };
    let sign = if at_cursor && open.is_some() { canvas.theme.fold_sign(open) } else { marker };
    canvas.text(x, area.y, area.width.saturating_sub(indent), sign, sign_style);

    let room = area.width.saturating_sub(indent + 2 + count_columns + 2);
    let name = node_name(&state.catalog, node, state.lang);
    let name = canvas.measure.truncate(&name, room.into()).into_owned();
    canvas.text(x + 2, area.y, room, &name, style);
    let count_style = if at_cursor { style } else { canvas.theme.part(Part::Count) };
    let right = area.right().saturating_sub(count_columns + 1).max(x);
    canvas.text(right, area.y, count_columns.min(area.right().saturating_sub(right)), &count, count_style);
}
