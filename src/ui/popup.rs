//! Popups over the panes (values of a filter, earlier queries, the copy menu), and the help, which replaces the panes.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::regions::Regions;
use super::theme::On;
use crate::app::copy;
use crate::app::form::Form;
use crate::app::history::HistoryPane;
use crate::app::keymap::{Action, Layer};
use crate::app::line_edit::LineEdit;
use crate::app::number::grouped;
use crate::app::{CopyMenu, State, header};
use crate::page::{Role, Span};

/// Columns of the longest bar.
const BAR: usize = 10;
/// Columns of the names of a menu's items.
const NAMES: usize = 14;

/// Draws the help page; returns where the caret of its field stands.
pub(super) fn help(canvas: &mut Canvas, regions: &Regions, state: &State) -> Option<Position> {
    let help = state.help.as_ref()?;
    let inside = regions.help();
    for (line, y) in help.lines.iter().skip(help.scroll.offset()).zip(inside.top()..inside.bottom()) {
        canvas.spans_cut(inside.x, y, inside.width, &line.spans, On::Ground);
    }
    let right = regions.area().right().saturating_sub(1);
    canvas.scroll_bar(right, inside, help.scroll.offset(), help.scroll.height(), help.scroll.len());
    canvas.pieces(regions.header, &header::pieces(state, regions.header.width.into()));
    Some(filter(canvas, regions.filter(), &help.filter, state.labels().help_filter))
}

/// Draws the open popup; returns where the caret stands, if it has a text field.
pub(super) fn draw(canvas: &mut Canvas, regions: &Regions, state: &State) -> Option<Position> {
    let area = regions.overlay()?;
    let inside = regions.overlay_inside();
    if let Some(history) = &state.history {
        canvas.border(area, state.labels().history);
        let right = area.right().saturating_sub(1);
        let rows = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
        canvas.thumb(right, rows, history.view.offset(), history.view.height(), history.view.len());
        draw_history(canvas, inside, state, history);
        return Some(filter(canvas, regions.filter(), &history.filter, state.labels().history_filter));
    }
    let menu = state.copy_menu.as_ref()?;
    let code = copy::text(state, Form::Code).map(|(_, code)| code).unwrap_or_default();
    canvas.border(area, &format!("{} {code}", state.labels().copy_as));
    draw_menu(canvas, inside, state, menu);
    None
}

/// A text field behind its prompt; returns where its caret stands.
fn filter(canvas: &mut Canvas, area: Rect, filter: &LineEdit, hint: &str) -> Position {
    canvas.say(area.x.saturating_sub(2), area.y, 1, "❯", Role::Number);
    if filter.is_empty() {
        // One column behind the caret.
        canvas.say(area.x + 1, area.y, area.width.saturating_sub(1), hint, Role::Dim);
    }
    canvas.field(area, filter)
}

/// Begins a row of a popup; returns the background for its text.
fn row(canvas: &mut Canvas, line: Rect, selected: bool) -> On {
    if !selected {
        return On::Ground;
    }
    let ground = canvas.looks.ground(On::Selection);
    canvas.fill(line, ground);
    if canvas.looks.reverses() {
        canvas.text(line.x, line.y, 1, ">", ground);
    }
    On::Selection
}

fn draw_history(canvas: &mut Canvas, area: Rect, state: &State, history: &HistoryPane) {
    if history.rows.is_empty() && area.height > 1 {
        let room = area.width.saturating_sub(3);
        let labels = state.labels();
        let said = if state.queries() == 0 { labels.no_history } else { labels.nothing_found };
        canvas.say(area.x + 3, area.y + 1, room, said, Role::Dim);
    }
    for (at, y) in history.view.visible().zip(area.top() + 1..area.bottom()) {
        let Some(query) = history.rows.get(at) else { continue };
        let line = Rect { y, height: 1, ..area };
        let on = row(canvas, line, at == history.view.cursor());
        let room = line.width.saturating_sub(4);
        canvas.spans_cut(line.x + 3, y, room, &[Span::new(query.clone(), Role::Plain)], on);
    }
}

/// What can be copied: its letter, what it is called, and how it begins.
fn draw_menu(canvas: &mut Canvas, area: Rect, state: &State, menu: &CopyMenu) {
    for (at, y) in menu.view.visible().zip(area.top()..area.bottom()) {
        let Some(form) = menu.forms.get(at) else { continue };
        let line = Rect { y, height: 1, ..area };
        let on = row(canvas, line, at == menu.view.cursor());
        let name = canvas.measure.pad(&form.label(state.labels()), NAMES);
        let text = copy::text(state, *form).map(|(_, text)| text).unwrap_or_default();
        let spans = [
            Span::new(format!("{} ", key_of(state, *form)), Role::Number),
            Span::new(format!("{name} "), Role::Plain),
            Span::new(copy::preview(state, *form, &text), Role::Dim),
        ];
        canvas.spans_cut(line.x + 1, y, line.width.saturating_sub(2), &spans, on);
    }
    // The border is the track.
    canvas.thumb(area.right(), area, menu.view.offset(), menu.view.height(), menu.view.len());
}

/// The letter that copies a form at once.
fn key_of(state: &State, form: Form) -> String {
    let (action, nth) = match form {
        Form::Step(nth) => (Action::CopyStep, nth),
        form => (Action::Copy(form), 0),
    };
    let rows = state.keymap.rows();
    let row = rows.iter().find(|bound| bound.layer == Layer::CopyMenu && bound.row.action == action);
    row.and_then(|bound| bound.chords.get(nth)).map_or_else(|| " ".to_owned(), ToString::to_string)
}

/// The values of the filter at the caret: how many entries each leaves, in figures and as a bar.
pub(super) fn values(canvas: &mut Canvas, regions: &Regions, state: &State) {
    let (Some(area), Some(menu)) = (regions.values(), &state.filter_menu) else { return };
    let labels = state.labels();
    canvas.border(area, labels.pick_value);
    let inside = Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 };
    let measure = canvas.measure;
    let text = menu.values.iter().map(|value| measure.columns(&value.text)).max().unwrap_or(0);
    let most = menu.values.iter().filter_map(|value| value.count).max().unwrap_or(0).max(1);
    for (at, y) in menu.view.visible().zip(inside.top()..inside.bottom()) {
        let Some(value) = menu.values.get(at) else { continue };
        let line = Rect { y, height: 1, ..inside };
        let selected = menu.picked && at == menu.view.cursor();
        let on = row(canvas, line, selected);
        let count = value.count.map(grouped).unwrap_or_default();
        // The bar is drawn with characters: blanks on a coloured background would vanish without colours.
        let bar = value.count.map_or(0, |count| (count * BAR).div_ceil(most));
        let spans = [
            Span::new(format!("{} ", measure.pad(&value.text, text)), Role::Code),
            Span::new(format!("{count:>6} "), Role::Count),
            Span::new(format!("{:<BAR$} ", "▆".repeat(bar)), Role::Accent),
            Span::new(value.note, Role::Dim),
        ];
        canvas.spans_cut(line.x + 1, y, line.width.saturating_sub(1), &spans, on);
    }
    let right = area.right().saturating_sub(1);
    canvas.thumb(right, inside, menu.view.offset(), menu.view.height(), menu.view.len());
}
