//! The list: of entries, one a line, or of what was diagnosed.

mod findings;
mod row;

use std::ops::Range;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::regions::Regions;
use super::theme::On;
use crate::app::State;
use crate::app::list_pane::Members;
use crate::app::pane::Pane;
use crate::app::{detail, nothing};
use crate::page::row::{code, meaning};
use crate::page::{Chance, Role, Span, names, rich};
use crate::search::{Hit, Shown};
use crate::text::width::Measure;
use row::TEXT_AT;

/// With fewer columns on the screen, rows have no product.
const PRODUCT_FROM: u16 = 60;
/// With fewer than this, they have no meaning, so that there is room for the product again.
const MEANING_FROM: u16 = 46;
/// A product's name has so many columns at least, where a third of the row has them.
const PRODUCT: u16 = 18;

pub(super) fn draw(canvas: &mut Canvas, regions: &Regions, state: &State) {
    if let Some(diagnosis) = &state.diagnosis {
        return findings::draw(canvas, regions, state, diagnosis);
    }
    let area = regions.pane(Pane::List);
    let list = &state.list;
    if list.is_empty() {
        return draw_nothing(canvas, area, state);
    }
    let bar_at = area.right().saturating_sub(1);
    let (offset, height) = (list.view.offset(), list.view.height());
    if state.rooms().one_pane {
        // Whoever has the screen read out hears no bars.
    } else if regions.rules().side.is_some() {
        // The rule beside the list is the track.
        canvas.thumb(bar_at, area, offset, height, list.len());
    } else {
        canvas.scroll_bar(bar_at, area, offset, height, list.len());
    }
    for (at, y) in list.view.visible().zip(area.top()..area.bottom()) {
        let Some(hit) = list.hit(at) else { continue };
        let line = Rect { y, height: 1, ..area };
        draw_row(canvas, line, regions.area().width, state, hit, at == list.view.cursor());
    }
}

fn draw_nothing(canvas: &mut Canvas, area: Rect, state: &State) {
    let inside = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
    let keys = detail::keys(state);
    let sheet = detail::sheet(state, &keys, inside.width.into());
    for (line, y) in nothing::lines(&sheet, state).iter().zip(inside.top()..inside.bottom()) {
        canvas.line(Rect { y, height: 1, ..inside }, line);
    }
}

fn draw_row(canvas: &mut Canvas, area: Rect, screen: u16, state: &State, hit: &Hit, selected: bool) {
    let entry = state.catalog.entry(hit.entry);
    let on = row::begin(canvas, area, state, selected, entry.retry().map(Chance::from));
    // The last column is for the scroll bar; the one before it stays free.
    let width = area.width.saturating_sub(1);
    let end = area.x + width.saturating_sub(1);
    let (with_meaning, with_product) =
        (screen >= MEANING_FROM, !(MEANING_FROM..PRODUCT_FROM).contains(&screen));
    let mut product_at = end;
    if with_product {
        let room = (width / 4).max(PRODUCT).min(width / 3);
        let said = belonging(state, &state.list.members(&state.catalog, hit), room.into(), canvas.measure);
        let columns = canvas.columns(&said).min(room);
        product_at = end.saturating_sub(columns);
        let role = if selected { Role::Accent } else { Role::Count };
        canvas.spans(product_at, area.y, columns, &[Span::new(said, role)], on);
    }
    let code_room = match (with_meaning, with_product) {
        (false, _) => product_at.saturating_sub(area.x + TEXT_AT + 1),
        (true, false) => width / 2 + 1,
        (true, true) => (u32::from(width) * 2 / 5).saturating_sub(1).try_into().unwrap_or(width),
    };
    let said = rich::showable(entry.code());
    let spans = code(&said, &marks(state, Shown::Code, &said), code_room.into(), canvas.measure);
    canvas.spans(area.x + TEXT_AT, area.y, code_room, &spans, on);
    if with_meaning {
        let x = area.x + TEXT_AT + code_room + 1;
        let room = product_at.saturating_sub(x + u16::from(with_product));
        draw_meaning(canvas, Rect { x, width: room, ..area }, state, &meaning(entry, state.lang), on);
    }
}

/// Whose code it is: the product, or how many have it with this meaning, and of how many entries, where that is told in
/// the room.
fn belonging(state: &State, members: &Members, room: usize, measure: Measure) -> String {
    let labels = state.labels();
    let products = members.products.len();
    let [product] = members.products[..] else {
        let whole = (labels.products_of)(products, members.entries);
        let fits = measure.columns(&whole) <= room;
        return if fits { whole } else { (labels.products_of)(products, products) };
    };
    let name = rich::showable(names::short(state.catalog.product(product), state.lang));
    let counted = |name: &str| match members.entries {
        1 => name.to_owned(),
        entries => (labels.times)(name, entries),
    };
    // The name gives way, not the number behind it.
    let beside = room.saturating_sub(measure.columns(&counted("")));
    counted(&measure.truncate(&name, beside))
}

/// Draws the meaning from its beginning on, even if the match is further behind: rows are read as sentences.
fn draw_meaning(canvas: &mut Canvas, area: Rect, state: &State, text: &str, on: On) {
    let marks = marks(state, Shown::Explanation, text);
    let spans = rich::cut(text, Role::Plain, &marks, area.width.into(), canvas.measure);
    canvas.spans(area.x, area.y, area.width, &spans, on);
}

fn marks(state: &State, shown: Shown, text: &str) -> Vec<(Range<usize>, Role)> {
    state.list.query.marks(shown, text).into_iter().map(|range| (range, Role::Mark)).collect()
}
