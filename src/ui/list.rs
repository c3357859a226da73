//! The code list.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::regions::Regions;
use super::theme::Part;
use crate::app::State;
use crate::app::keymap::{Action, Focus};
use crate::app::pane::Pane;
use crate::app::rich::{Role, Span, paragraph, showable, spans};
use crate::catalog::{Entry, HttpStatus};
use crate::search::{Field, Hit, Shown};

/// Columns before the code: the cursor's sign, the status, blanks.
const CODE_AT: u16 = 5;
/// Columns of the codes where the messages stand beside them.
const CODES_BESIDE: u16 = 46;

/// Stands before a text that is shown from its middle. No ellipsis: terminals disagree about the width of that.
const CUT_BEFORE: &str = "..";

pub(super) fn draw(canvas: &mut Canvas, regions: &Regions, state: &State) {
    let labels = state.labels();
    let focused = state.pane == Pane::List;
    if let Some(diagnosis) = &state.diagnosis {
        return super::findings::draw(canvas, regions, state, diagnosis);
    }
    let list = &state.list;
    if regions.is_framed() {
        canvas.frame(regions.pane(Pane::List), labels.codes, focused);
        canvas.thumb(regions.pane(Pane::List), list.view.offset(), list.view.height(), list.view.len());
    }
    let inside = regions.inside(Pane::List);
    if list.hits.is_empty() {
        let hint = canvas.theme.part(Part::Hint);
        let first = nothing_found(state);
        let columns = usize::from(inside.width.saturating_sub(2));
        let lines = [first.as_str(), labels.nothing_found_hint]
            .into_iter()
            .flat_map(|text| paragraph(text, Role::Plain, &[], columns, state.measure));
        for (line, y) in lines.zip(inside.top()..inside.bottom()) {
            canvas.text(inside.x + 1, y, inside.width.saturating_sub(1), &line.text(), hint);
        }
        return;
    }
    let lines = u16::try_from(list.row_lines()).unwrap_or(1);
    for (row, place) in list.view.visible().zip(0u16..) {
        let y = inside.y + place * lines;
        let area = Rect { y, height: lines, ..inside }.intersection(inside);
        let Some(hit) = list.hits.get(row) else { continue };
        draw_row(canvas, area, state, hit, row == list.view.cursor(), focused);
    }
}

/// That nothing was found, and what else can be done with what was typed.
fn nothing_found(state: &State) -> String {
    let labels = state.labels();
    let key = state.keymap.key_of(Focus::Pane(Pane::List), Action::CopyCode);
    match key.filter(|_| state.could_be_error()) {
        Some(key) => labels.nothing_found_but_error.replace("{}", &key.to_string()),
        None => labels.nothing_found.to_owned(),
    }
}

fn draw_row(canvas: &mut Canvas, area: Rect, state: &State, hit: &Hit, at_cursor: bool, focused: bool) {
    let entry = state.catalog.entry(hit.entry);
    let product = entry.product().id();
    let (on, at_right) = head(canvas, area, entry.status(), product, at_cursor, focused);

    let end = at_right.saturating_sub(1);
    let beside = area.height < 2 && state.list.row_lines() == 1;
    let room = end.saturating_sub(area.x + CODE_AT);
    let code_room = if beside && room > CODES_BESIDE + 10 { CODES_BESIDE } else { room };
    code(canvas, Rect { x: area.x + CODE_AT, width: code_room, ..area }, state, entry, on);

    if beside && code_room < room {
        let x = area.x + CODE_AT + code_room + 1;
        snippet(canvas, Rect { x, width: end.saturating_sub(x), ..area }, state, hit, on);
    } else if area.height > 1 {
        let x = area.x + CODE_AT;
        let width = area.right().saturating_sub(x + 1);
        snippet(canvas, Rect { x, y: area.y + 1, width, height: 1 }, state, hit, on);
    }
}

/// What every row begins and ends with: the cursor's sign, the status, the product at the right edge.
///
/// Returns the look of a highlighted row, and the column where the product stands.
pub(super) fn head(
    canvas: &mut Canvas,
    area: Rect,
    status: Option<HttpStatus>,
    product: &str,
    at_cursor: bool,
    focused: bool,
) -> (Option<Style>, u16) {
    let on = at_cursor.then(|| canvas.theme.part(if focused { Part::Selected } else { Part::Chosen }));
    if let (true, Some(style)) = (focused, on) {
        canvas.fill(area, style);
    }
    if at_cursor {
        canvas.text(area.x, area.y, 1, ">", on.unwrap_or_default());
    }
    let shown = status.map_or_else(|| "---".to_owned(), |status| status.to_string());
    canvas.spans(area.x + 1, area.y, 3, &[Span::new(shown, Role::Status(status))], on);

    let product = canvas.measure.truncate(product, usize::from(area.width / 3)).into_owned();
    let columns = canvas.columns(&product);
    let at_right = area.right().saturating_sub(columns + 1);
    let dim = on.unwrap_or_else(|| canvas.theme.part(Part::Count));
    canvas.text(at_right, area.y, columns, &product, dim);
    (on, at_right)
}

fn code(canvas: &mut Canvas, area: Rect, state: &State, entry: Entry, on: Option<Style>) {
    let text = showable(entry.code());
    let shown = canvas.measure.truncate(&text, area.width.into()).into_owned();
    let marks = marks(state, Shown::Code, &text);
    canvas.spans(area.x, area.y, area.width, &spans(&shown, Role::Code, &marks), on);
}

/// The text in which the query was found; the message, where that was the code.
fn snippet(canvas: &mut Canvas, area: Rect, state: &State, hit: &Hit, on: Option<Style>) {
    let entry = state.catalog.entry(hit.entry);
    let explanation = entry.explanation(state.lang);
    let (text, shown) = match (hit.matched, &explanation, entry.description_en()) {
        (Field::Explanation | Field::Pinyin, Some(explanation), _) => {
            (&*explanation.text, Shown::Explanation)
        }
        (Field::Description, _, Some(description)) => (description, Shown::Description),
        (_, Some(explanation), _) if entry.message().is_none() => (&*explanation.text, Shown::Explanation),
        _ => (entry.message().unwrap_or_default(), Shown::Message),
    };
    let text = showable(text);
    let marks = marks(state, shown, &text);
    let from = canvas.window(&text, marks.first().map(|(range, _)| range.clone()), area.width.into());
    let head = if from > 0 { CUT_BEFORE } else { "" };
    let room = usize::from(area.width).saturating_sub(canvas.measure.columns(head));
    let seen = canvas.measure.truncate(&text[from..], room).into_owned();
    let marks: Vec<_> = marks
        .into_iter()
        .filter(|(range, _)| range.start >= from)
        .map(|(range, role)| (range.start - from..range.end - from, role))
        .collect();
    let mut pieces = vec![Span::new(head, Role::Dim)];
    pieces.extend(spans(&seen, Role::Dim, &marks));
    canvas.spans(area.x, area.y, area.width, &pieces, on);
}

fn marks(state: &State, shown: Shown, text: &str) -> Vec<(std::ops::Range<usize>, Role)> {
    state.list.query.marks(shown, text).into_iter().map(|range| (range, Role::Mark)).collect()
}
