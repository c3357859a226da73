//! The lines above and below the panes.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::regions::Regions;
use super::theme::On;
use crate::app::pane::Pane;
use crate::app::{State, ToastKind, chips, footer, header, rule};
use crate::lang::Labels;
use crate::page::{Role, Span};

pub(super) fn too_small(canvas: &mut Canvas, area: Rect, labels: &Labels) {
    canvas.say(area.x, area.y, area.width, labels.too_small, Role::Dim);
}

/// Draws the first line; returns where the caret stands, if the search has the focus.
pub(super) fn header(canvas: &mut Canvas, regions: &Regions, state: &State) -> Option<Position> {
    let area = regions.header;
    canvas.pieces(area, &header::pieces(state, area.width.into()));
    if state.diagnosis.is_some() {
        return None;
    }
    let caret = field(canvas, regions.search, state);
    (state.pane == Pane::List).then_some(caret)
}

/// The search text as far as it is seen; returns where its caret stands.
fn field(canvas: &mut Canvas, area: Rect, state: &State) -> Position {
    if state.search.is_empty() {
        // Leaves a free column behind the caret, which is at the start.
        let room = area.width.saturating_sub(2);
        let shown = canvas.measure.truncate(state.labels().search_hint, room.into()).into_owned();
        canvas.say(area.x + 1, area.y, room, &shown, Role::Dim);
        return Position::new(area.x, area.y);
    }
    canvas.field(area, &state.search)
}

/// The line of chips that replaces the rail or the list of findings on narrow screens.
pub(super) fn chips(canvas: &mut Canvas, regions: &Regions, state: &State) {
    let area = regions.chips();
    if area.height > 0 {
        canvas.pieces(area, &chips::pieces(state, area.width.into()));
    }
}

/// On the rule below the panes: how much is hidden.
pub(super) fn below(canvas: &mut Canvas, regions: &Regions, state: &State) {
    let area = regions.below();
    if area.height > 0 {
        canvas.pieces(area, &rule::pieces(state, area.width.into()));
    }
}

/// The keys that matter now, as many as fit; a toast takes their place for a while.
pub(super) fn footer(canvas: &mut Canvas, regions: &Regions, state: &State) {
    let area = regions.footer;
    let Some(toast) = &state.toast else {
        canvas.pieces(area, &footer::pieces(state, area.width.into()));
        return;
    };
    let (sign, role) = match toast.kind {
        ToastKind::Done => ("✓ ", Role::Good),
        ToastKind::Notice | ToastKind::Leaving => ("· ", Role::Accent),
        ToastKind::Failure => ("✕ ", Role::Bad),
    };
    let room = area.width.saturating_sub(2);
    let mut spans = vec![Span::new(sign, role), Span::new(toast.text.clone(), Role::Plain)];
    if !toast.head.is_empty() {
        spans.push(Span::new(format!("  {}", toast.head), Role::Dim));
    }
    // The way is what one needs to know: what was copied is cut for it.
    let way = Span::new(format!("  {}", toast.aside), Role::Dim);
    let kept = if toast.aside.is_empty() { 0 } else { canvas.columns(&way.text).min(room / 2) };
    let taken = canvas.spans_cut(area.x + 1, area.y, room - kept, &spans, On::Ground);
    canvas.spans_cut(area.x + 1 + taken, area.y, kept, &[way], On::Ground);
}
