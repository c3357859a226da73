//! The code list while it shows the findings of a diagnosed text.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::list::head;
use super::regions::Regions;
use crate::app::State;
use crate::app::diagnosis::{DiagnosisPane, ROW_LINES, Row, pieces, verdict};
use crate::app::pane::Pane;
use crate::app::rich::{Role, Span, showable};

pub(super) fn draw(canvas: &mut Canvas, regions: &Regions, state: &State, diagnosis: &DiagnosisPane) {
    let focused = state.pane == Pane::List;
    let view = &diagnosis.view;
    if regions.is_framed() {
        canvas.frame(regions.pane(Pane::List), state.labels().diagnosis, focused);
        canvas.thumb(regions.pane(Pane::List), view.offset(), view.height(), view.len());
    }
    let inside = regions.inside(Pane::List);
    for (number, y) in view.visible().zip((inside.top()..inside.bottom()).step_by(ROW_LINES)) {
        let area = Rect { y, height: 2, ..inside }.intersection(inside);
        let Some(&row) = diagnosis.rows.get(number) else { continue };
        draw_row(canvas, area, state, diagnosis, row, number == view.cursor(), focused);
    }
}

fn draw_row(
    canvas: &mut Canvas,
    area: Rect,
    state: &State,
    diagnosis: &DiagnosisPane,
    row: Row,
    at_cursor: bool,
    focused: bool,
) {
    let (finding, matched) = (diagnosis.finding(row), diagnosis.matched(row));
    let entry = matched.map(|matched| state.catalog.entry(matched.entry));
    let status = entry.map_or(finding.status, |entry| entry.status());
    let product = match entry {
        Some(entry) => entry.product().id().to_owned(),
        None => showable(finding.product.as_deref().unwrap_or_default()),
    };
    let (on, at_right) = head(canvas, area, status, &product, at_cursor, focused);

    let code = entry.map(|entry| &*entry.code()).or(finding.code.as_deref());
    let code = showable(code.unwrap_or(state.labels().without_code));
    let room = at_right.saturating_sub(area.x + 6);
    let code = canvas.measure.truncate(&code, room.into()).into_owned();
    canvas.spans(area.x + 5, area.y, room, &[Span::new(code, Role::Code)], on);

    if area.height > 1 {
        let ((_, said), role) = verdict(matched, state.lang);
        let mut spans = Vec::new();
        if diagnosis.findings().len() > 1 {
            spans.push(Span::new(format!("#{} ", row.finding + 1), Role::Dim));
        }
        spans.push(Span::new(said, role));
        if matched.is_some_and(|matched| matched.status_differs) {
            spans.push(Span::new(" ", Role::Plain));
            spans.push(Span::new(state.labels().other_status, Role::Warning));
        }
        spans.push(Span::new("  ", Role::Plain));
        spans.extend(
            pieces(finding, matched).into_iter().map(|span| Span {
                role: if span.role == Role::Plain { Role::Dim } else { span.role },
                ..span
            }),
        );
        canvas.spans_cut(area.x + 5, area.y + 1, area.width.saturating_sub(6), &spans, on);
    }
}
