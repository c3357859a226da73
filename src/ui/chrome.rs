//! The lines above and below the panes.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::regions::{Regions, brand_columns, count_columns};
use super::theme::Part;
use crate::app::detail::node_name;
use crate::app::footer::{Hint, hints};
use crate::app::pane::Pane;
use crate::app::{State, ToastKind};
use crate::catalog::NodeId;
use crate::lang::Labels;

pub(super) fn too_small(canvas: &mut Canvas, area: Rect, labels: &Labels) {
    let hint = canvas.theme.part(Part::Hint);
    canvas.text(area.x, area.y, area.width, labels.too_small, hint);
}

/// Draws the search line; returns where the caret stands, if the search has the focus.
pub(super) fn header(canvas: &mut Canvas, regions: &Regions, state: &State) -> Option<Position> {
    let area = regions.header;
    let brand = brand_columns(area.width);
    if brand > 1 {
        let style = canvas.theme.part(Part::Brand);
        canvas.text(area.x + 1, area.y, brand - 1, "alierr", style);
    }
    let prompt = canvas.theme.prompt();
    let style = canvas.theme.part(Part::Prompt);
    canvas.text(area.x + brand, area.y, 1, prompt, style);

    counts(canvas, area, state);
    let caret = field(canvas, regions.search, state);
    (state.pane == Pane::List).then_some(caret)
}

/// The search text as far as it is seen; returns where its caret stands.
fn field(canvas: &mut Canvas, area: Rect, state: &State) -> Position {
    if state.search.is_empty() {
        let hint = canvas.theme.part(Part::Hint);
        // One column behind the caret, which stands at the start.
        let room = area.width.saturating_sub(2);
        let shown = canvas.measure.truncate(state.labels().search_hint, room.into()).into_owned();
        canvas.text(area.x + 1, area.y, room, &shown, hint);
        return Position::new(area.x, area.y);
    }
    canvas.field(area, &state.search)
}

/// How many were found where, or what is wrong with the query.
fn counts(canvas: &mut Canvas, area: Rect, state: &State) {
    let room = count_columns(area.width);
    let labels = state.labels();
    let found = match &state.diagnosis {
        Some(diagnosis) => labels.findings.replace("{}", &diagnosis.findings().len().to_string()),
        None => format!("{} / {}", state.list.hits.len(), state.catalog.len()),
    };
    let mut text = found.clone();
    let mut style = canvas.theme.part(Part::Count);
    if let Some(problem) = super::problem::sentence(&state.query, labels) {
        text = problem;
        style = canvas.theme.part(Part::ToastFailure);
    } else if room > 20 && state.diagnosis.is_none() {
        let node = state.tree.tree().node(state.tree.chosen());
        let scope = match state.tree.chosen() {
            NodeId::ROOT => labels.all.to_owned(),
            _ => node_name(&state.catalog, node, state.lang),
        };
        let separator = labels.colon;
        let kind = labels.scope;
        text = format!("{found}   {kind}{separator}{scope}");
    }
    let shown = canvas.measure.truncate(&text, usize::from(room.saturating_sub(2))).into_owned();
    let columns = canvas.columns(&shown);
    canvas.text(area.right().saturating_sub(columns + 1), area.y, columns, &shown, style);
}

/// The keys that matter now, as many as fit; a toast takes their place for a while.
pub(super) fn footer(canvas: &mut Canvas, regions: &Regions, state: &State) {
    let area = regions.footer;
    if let Some(toast) = &state.toast {
        let (part, sign) = match toast.kind {
            ToastKind::Done => (Part::ToastDone, "+ "),
            ToastKind::Notice => (Part::ToastNotice, "- "),
            ToastKind::Failure => (Part::ToastFailure, "! "),
        };
        let style = canvas.theme.part(part);
        let room = usize::from(area.width.saturating_sub(2));
        let text = canvas.measure.truncate(&format!("{sign}{}", toast.text), room).into_owned();
        canvas.text(area.x + 1, area.y, area.width.saturating_sub(1), &text, style);
        return;
    }
    let mut x = area.x + 1;
    for Hint { chord, label } in hints(state, regions.is_one_pane()) {
        let key = chord.to_string();
        let columns = canvas.columns(&key) + 1 + canvas.columns(label);
        // A shorter one may fit yet.
        if x + columns > area.right() {
            continue;
        }
        let style = canvas.theme.part(Part::FooterKey);
        x += canvas.text(x, area.y, columns, &key, style) + 1;
        let style = canvas.theme.part(Part::FooterLabel);
        x += canvas.text(x, area.y, columns, label, style) + 2;
    }
}
