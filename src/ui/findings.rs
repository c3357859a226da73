//! The list of a diagnosis: two lines an error.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::regions::Regions;
use super::theme::On;
use crate::app::State;
use crate::app::detail;
use crate::app::diagnosis::{DiagnosisPane, ROW_LINES};
use crate::app::pane::Pane;
use crate::diagnose::Finding;
use crate::page::{Role, Span, chance_of, names, rich, row, verdict};

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
    let inside = Rect { x: area.x + 3, width: area.width.saturating_sub(5), ..area };
    let keys = detail::keys(state);
    let sheet = detail::sheet(state, &keys, inside.width.into());
    if area.height > 0 {
        canvas.line(Rect { height: 1, ..inside }, &sheet.tally_heading(diagnosis.is_timed()));
    }
    let view = &diagnosis.view;
    for (at, y) in view.visible().zip(area.top() + 1..area.bottom()) {
        let tallied = diagnosis.tallied(at, &state.catalog, state.lang);
        let selected = at == view.cursor();
        let on = if selected { On::Selection } else { On::Ground };
        if selected {
            let ground = canvas.looks.ground(On::Selection);
            canvas.fill(Rect { x: area.x + 1, y, width: area.width.saturating_sub(3), height: 1 }, ground);
            let bar = if state.pane == Pane::List { Role::Accent } else { Role::Dim };
            canvas.say(area.x, y, 1, "▌", bar);
        }
        if let Some(chance) = tallied.chance {
            canvas.spans(area.x + 1, y, 1, &[Span::new(chance.sign(), Role::Retry(chance))], on);
        }
        canvas.spans(inside.x, y, inside.width, &sheet.tallied(&tallied, diagnosis.is_timed()).spans, on);
    }
    let rows = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    canvas.thumb(area.right().saturating_sub(1), rows, view.offset(), view.height(), view.len());
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
    let selected = at == diagnosis.view.cursor();
    let on = if selected { On::Selection } else { On::Ground };
    if selected {
        let ground = canvas.looks.ground(On::Selection);
        canvas.fill(Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }, ground);
        let bar = if state.pane == Pane::List { Role::Accent } else { Role::Dim };
        for y in area.top()..area.bottom() {
            canvas.say(area.x, y, 1, "▌", bar);
        }
    }
    if let Some(chance) = chance_of(&state.catalog, finding, matched) {
        canvas.spans(area.x + 1, area.y, 1, &[Span::new(chance.sign(), Role::Retry(chance))], on);
    }
    let room = area.width.saturating_sub(5);
    let entry = matched.map(|matched| state.catalog.entry(matched.entry));
    let code = finding.code.as_deref().or(entry.map(|entry| entry.code()));
    let code = rich::showable(code.unwrap_or(state.labels().without_code));
    let spans = row::code(&code, &[], room.into(), canvas.measure);
    canvas.spans(area.x + 3, area.y, room, &spans, on);
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
    canvas.spans_cut(area.x + 3, area.y + 1, right.saturating_sub(area.x + 4), &said, on);
}
