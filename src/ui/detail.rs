//! The detail: the visible part of a page.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::regions::{Regions, short};
use crate::app::State;
use crate::app::keymap::Action;
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
    more(canvas, regions, state);
}

/// Writes on the rule below how many lines are hidden, and the key that shows them.
fn more(canvas: &mut Canvas, regions: &Regions, state: &State) {
    let below = state.detail.scroll.below();
    let (Some(y), true) = (regions.rules().bottom, below > 0 && regions.detail_text().height > 0) else {
        return;
    };
    let (count, key) = (format!(" +{below} "), state.key(Action::DetailDown));
    let key = if key.is_empty() { key } else { format!("{key} ") };
    let columns = canvas.columns(&count) + canvas.columns(&key);
    let x = regions.area().right().saturating_sub(columns + 2);
    let taken = canvas.say(x, y, columns, &count, Role::Dim);
    canvas.say(x + taken, y, short(key.len()).max(1), &key, Role::Key);
}
