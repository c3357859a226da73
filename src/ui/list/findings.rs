//! The list of a diagnosis: two lines an error.

use ratatui::layout::Rect;

use super::row::{self, TEXT_AT};
use crate::app::State;
use crate::app::detail;
use crate::app::diagnosis::{DiagnosisPane, ROW_LINES};
use crate::app::pane::Pane;
use crate::diagnose::Finding;
use crate::page::row::code;
use crate::page::{Role, Span, chance_of, names, rich, verdict};
use crate::ui::canvas::Canvas;
use crate::ui::regions::{Regions, short};

pub(super) fn draw(canvas: &mut Canvas, regions: &Regions, state: &State, diagnosis: &DiagnosisPane) {
    let area = regions.pane(Pane::List);
    let view = &diagnosis.view;
    if diagnosis.is_log() {
        return draw_log(canvas, area, state, diagnosis);
    }
    for (at, y) in view.visible().zip((area.top()..area.bottom()).step_by(ROW_LINES)) {
        let Some(finding) = diagnosis.findings().get(at) else { continue };
        let lines = Rect { y, height: 2, ..area }.intersection(area);
        draw_finding(canvas, lines, state, diagnosis, at, finding);
    }
}

/// The errors of a log as a table.
fn draw_log(canvas: &mut Canvas, area: Rect, state: &State, diagnosis: &DiagnosisPane) {
    let inside = Rect { x: area.x + TEXT_AT, width: area.width.saturating_sub(TEXT_AT + 2), ..area };
    let keys = detail::keys(state);
    let sheet = detail::sheet(state, &keys, inside.width.into());
    if area.height > 0 {
        let heading = sheet.tally_heading(diagnosis.is_timed(), diagnosis.total(&state.catalog));
        canvas.line(Rect { height: 1, ..inside }, &heading);
    }
    let below = short(diagnosis.total_lines(area.height.into())).min(area.height);
    if below > 0 {
        let total = sheet.tally_total(diagnosis.total(&state.catalog), diagnosis.is_timed());
        canvas.line(Rect { y: area.bottom() - 1, height: 1, ..inside }, &total);
    }
    let view = &diagnosis.view;
    for (at, y) in view.visible().zip(area.top() + 1..area.bottom() - below) {
        let tallied = diagnosis.tallied(at, &state.catalog, state.lang);
        // The last column is the scroll bar's.
        let line = Rect { y, width: area.width.saturating_sub(1), height: 1, ..area };
        let on = row::begin(canvas, line, state, at == view.cursor(), tallied.chance);
        canvas.spans(inside.x, y, inside.width, &sheet.tallied(&tallied, diagnosis.is_timed()).spans, on);
    }
    let rows = Rect { y: area.y + 1, height: area.height.saturating_sub(1 + below), ..area };
    canvas.scroll_bar(area.right().saturating_sub(1), rows, view.offset(), view.height(), view.len());
}

fn draw_finding(
    canvas: &mut Canvas,
    area: Rect,
    state: &State,
    diagnosis: &DiagnosisPane,
    at: usize,
    finding: &Finding,
) {
    let matched = diagnosis.matched(at);
    let chance = chance_of(&state.catalog, finding, matched);
    let on = row::begin(canvas, area, state, at == diagnosis.view.cursor(), chance);
    let (x, room) = (area.x + TEXT_AT, area.width.saturating_sub(TEXT_AT + 2));
    let entry = matched.map(|matched| state.catalog.entry(matched.entry));
    let said = finding.code.as_deref().or(entry.map(|entry| entry.code()));
    let said = rich::showable(said.unwrap_or(state.labels().without_code));
    canvas.spans(x, area.y, room, &code(&said, &[], room.into(), canvas.measure), on);
    if area.height < 2 {
        return;
    }
    let place = (state.labels().read_at)(finding.line, finding.count);
    let columns = canvas.columns(&place).min(room);
    let right = area.right().saturating_sub(2 + columns);
    canvas.spans(right, area.y + 1, columns, &[Span::new(place, Role::Count)], on);
    let product = finding.product.as_deref().and_then(|id| state.catalog.product_of_id(id));
    let product = product.map(|ix| state.catalog.product(ix)).or(entry.map(|entry| entry.product()));
    let product = product.map(|product| names::short(product, state.lang)).or(finding.product.as_deref());
    let mut said = vec![Span::new(rich::showable(product.unwrap_or_default()), Role::Count)];
    let ((_, word), role) = verdict(matched, state.lang);
    if role != Role::Good {
        said.push(Span::new(format!("  {word}"), Role::Dim));
    }
    canvas.spans_cut(x, area.y + 1, right.saturating_sub(x + 1), &said, on);
}
