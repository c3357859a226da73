//! What lies over the panes: the help, earlier queries, and the “copy as” menu.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::regions::Regions;
use super::theme::Part;
use crate::app::copy::Form;
use crate::app::history::HistoryPane;
use crate::app::keymap::{Action, Layer};
use crate::app::line_edit::LineEdit;
use crate::app::{CopyMenu, State};

/// Draws the open overlay; returns where the caret stands, if it has a text field.
pub(super) fn draw(canvas: &mut Canvas, regions: &Regions, state: &State) -> Option<Position> {
    let area = regions.overlay()?;
    let inside = regions.overlay_inside();
    canvas.fill(area, Default::default());
    if let Some(help) = &state.help {
        canvas.frame(area, state.labels().help, true);
        canvas.thumb(area, help.scroll.offset(), help.scroll.height(), help.scroll.len());
        for (line, y) in help.lines.iter().skip(help.scroll.offset()).zip(inside.top() + 1..inside.bottom()) {
            canvas.spans_cut(inside.x + 1, y, inside.width.saturating_sub(2), &line.spans, None);
        }
        return Some(draw_filter(canvas, regions, &help.filter, state.labels().help_filter));
    }
    if let Some(history) = &state.history {
        canvas.frame(area, state.labels().history, true);
        canvas.thumb(area, history.view.offset(), history.view.height(), history.view.len());
        draw_history(canvas, inside, state, history);
        return Some(draw_filter(canvas, regions, &history.filter, state.labels().history_filter));
    }
    let menu = state.copy_menu.as_ref()?;
    canvas.frame(area, state.labels().copy_as, true);
    draw_menu(canvas, inside, state, menu);
    None
}

/// The text field in an overlay's first line; returns where its caret stands.
fn draw_filter(canvas: &mut Canvas, regions: &Regions, filter: &LineEdit, hint: &str) -> Position {
    let area = regions.filter();
    let prompt = canvas.theme.prompt();
    let style = canvas.theme.part(Part::Prompt);
    canvas.text(regions.overlay_inside().x + 1, area.y, 1, prompt, style);
    if filter.is_empty() {
        let style = canvas.theme.part(Part::Hint);
        // One column behind the caret.
        canvas.text(area.x + 1, area.y, area.width, hint, style);
    }
    canvas.field(area, filter)
}

fn draw_history(canvas: &mut Canvas, area: Rect, state: &State, history: &HistoryPane) {
    if history.rows.is_empty() && area.height > 1 {
        let style = canvas.theme.part(Part::Hint);
        canvas.text(
            area.x + 3,
            area.y + 1,
            area.width.saturating_sub(3),
            state.labels().nothing_found,
            style,
        );
    }
    for (row, y) in history.view.visible().zip(area.top() + 1..area.bottom()) {
        let Some(query) = history.rows.get(row) else { continue };
        let line = Rect { y, height: 1, ..area };
        let selected = row == history.view.cursor();
        let style = if selected { canvas.theme.part(Part::Selected) } else { Default::default() };
        canvas.fill(line, style);
        canvas.text(line.x + 1, y, 1, if selected { ">" } else { " " }, style);
        canvas.text(line.x + 3, y, line.width.saturating_sub(4), query, style);
    }
}

fn draw_menu(canvas: &mut Canvas, area: Rect, state: &State, menu: &CopyMenu) {
    for (row, y) in menu.view.visible().zip(area.top()..area.bottom()) {
        let Some(form) = menu.forms.get(row) else { continue };
        let line = Rect { y, height: 1, ..area };
        let selected = row == menu.view.cursor();
        let style = if selected { canvas.theme.part(Part::Selected) } else { Default::default() };
        canvas.fill(line, style);
        let key = key_of(state, *form);
        let key_style = if selected { style } else { canvas.theme.part(Part::FooterKey) };
        canvas.text(line.x + 1, y, 1, if selected { ">" } else { " " }, style);
        canvas.text(line.x + 3, y, 3, &key, key_style);
        canvas.text(line.x + 6, y, line.width.saturating_sub(7), form.label(state.labels()), style);
    }
}

/// The letter that copies a form at once.
fn key_of(state: &State, form: Form) -> String {
    let action = match form {
        Form::Code => Action::CopyCode,
        Form::Message => Action::CopyMessage,
        Form::Explanation => Action::CopyExplanation,
        Form::Ticket => Action::CopyTicket,
        Form::Json => Action::CopyJson,
        Form::Url => Action::CopyUrl,
    };
    let rows = state.keymap.rows();
    let row = rows.iter().find(|bound| bound.layer == Layer::CopyMenu && bound.row.action == action);
    row.and_then(|bound| bound.chords.first()).map(ToString::to_string).unwrap_or_default()
}
