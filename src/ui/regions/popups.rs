//! Where popups stand: next to what they belong to.

use ratatui::layout::Rect;

use super::measures::{RULED_FROM, short};
use crate::app::State;

/// Columns of the copy menu, and of the history, where there is room.
const MENU: u16 = 84;
const HISTORY: u16 = 72;
const HISTORY_LINES: u16 = 16;
/// Columns of a value's bar.
const BAR: u16 = 10;

/// From this width on, the help has margins.
const AIRY_FROM: u16 = 60;

/// The help is a page of its own, below its header.
pub(super) fn help(area: Rect) -> Rect {
    let ruled = area.height >= RULED_FROM;
    let (above, below) = if ruled { (2, 2) } else { (1, 1) };
    let side = if area.width >= AIRY_FROM { 3 } else { 1 };
    Rect {
        x: area.x + side,
        y: area.y + above,
        width: area.width.saturating_sub(2 * side),
        height: area.height.saturating_sub(above + below),
    }
}

/// The open popup: the history below the search, the copy menu over what it copies.
pub(super) fn overlay(area: Rect, state: &State, search: Rect, detail: Rect) -> Option<Rect> {
    if state.help.is_some() {
        return None;
    }
    if state.history.is_some() {
        let width = HISTORY.min(area.width);
        let x = search.x.saturating_sub(3).min(area.right() - width);
        // A filter and a border, and a line at least.
        let lines = short(state.queries().max(1)).saturating_add(3).min(HISTORY_LINES);
        return Some(Rect { x, y: area.y + 1, width, height: lines.min(area.height - 2) });
    }
    let menu = state.copy_menu.as_ref()?;
    let width = MENU.min(area.width);
    let height = short(menu.forms.len()).saturating_add(2).min(area.height - 1);
    let x = detail.x.saturating_sub(2).min(area.right() - width);
    let y = detail.y.max(area.y + 1).min(area.bottom().saturating_sub(height + 1)).max(area.y);
    Some(Rect { x, y, width, height })
}

/// The values of the filter at the caret, below it.
pub(super) fn values(area: Rect, state: &State, search: Rect) -> Option<Rect> {
    let closed = state.help.is_some() || state.history.is_some() || state.copy_menu.is_some();
    let menu = state.filter_menu.as_ref().filter(|_| !closed && state.diagnosis.is_none())?;
    let measure = state.measure;
    let widest =
        |of: &dyn Fn(&crate::app::filter_menu::Value) -> usize| menu.values.iter().map(of).max().unwrap_or(0);
    let text = widest(&|value| measure.columns(&value.text));
    let note = widest(&|value| measure.columns(value.note));
    let width = short(text + note + 13).saturating_add(BAR).min(area.width);
    let height = short(menu.lines()).saturating_add(2).min(area.height.saturating_sub(2));
    let before = state.search.shown_column(menu.replace.start, measure);
    let x = search.x.saturating_add(short(before)).saturating_sub(2).min(area.right() - width);
    (height > 2).then_some(Rect { x, y: area.y + 1, width, height })
}

pub(super) fn shrink(area: Rect) -> Rect {
    if area.width < 2 || area.height < 2 {
        return Rect { width: 0, height: 0, ..area };
    }
    Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
}
