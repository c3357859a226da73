//! The detail: the visible part of a page.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::regions::Regions;
use crate::app::State;
use crate::app::pane::Pane;
use crate::page::Role;

pub(super) fn draw(canvas: &mut Canvas, regions: &Regions, state: &State) {
    let inside = regions.detail_text();
    let detail = &state.detail;
    for (line, y) in detail.lines.iter().skip(detail.scroll.offset()).zip(inside.top()..inside.bottom()) {
        canvas.line(Rect { y, height: 1, ..inside }, line);
    }
    // A sign shows that this pane has the keyboard, for there is no selected row to show it.
    if state.pane == Pane::Detail && inside.height > 0 && inside.x > 0 {
        canvas.say(inside.x.saturating_sub(2), inside.y, 1, "▌", Role::Accent);
    }
}
