//! The detail pane.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::regions::Regions;
use super::theme::Part;
use crate::app::State;
use crate::app::pane::Pane;

pub(super) fn draw(canvas: &mut Canvas, regions: &Regions, state: &State) {
    let labels = state.labels();
    let detail = &state.detail;
    let outer = regions.pane(Pane::Detail);
    if regions.is_framed() {
        canvas.frame(outer, labels.detail, state.pane == Pane::Detail);
        canvas.thumb(outer, detail.scroll.offset(), detail.scroll.height(), detail.scroll.len());
    }
    let inside = regions.detail_text();
    if detail.lines.is_empty() {
        let hint = canvas.theme.part(Part::Hint);
        canvas.text(inside.x, inside.y, inside.width.min(outer.width), labels.nothing_selected, hint);
        return;
    }
    let lines = detail.lines.iter().skip(detail.scroll.offset());
    for (line, y) in lines.zip(inside.top()..inside.bottom()) {
        canvas.line(Rect { y, height: 1, ..inside }, line);
    }
}
