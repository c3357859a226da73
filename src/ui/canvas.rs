//! The only place where text becomes cells. It makes foreign text safe, and no wide glyph sticks out of its area.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::theme::{Looks, On};
use crate::app::bar::Piece;
use crate::app::line_edit::LineEdit;
use crate::page::{Line, Role, Span};
use crate::text::sanitize;
use crate::text::width::{ELLIPSIS, Measure};

/// A buffer to draw on.
pub(super) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    pub looks: &'a Looks,
    pub measure: Measure,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, looks: &'a Looks, measure: Measure) -> Self {
        Self { buffer, looks, measure }
    }

    /// Writes as much of `text` as fits in `columns`; returns the columns taken.
    pub(super) fn text(&mut self, x: u16, y: u16, columns: u16, text: &str, style: Style) -> u16 {
        let area = self.buffer.area;
        if y < area.top() || y >= area.bottom() || x < area.left() {
            return 0;
        }
        let end = x.saturating_add(columns).min(area.right());
        let mut at = x;
        for cluster in self.measure.clusters(&sanitize::line(text)) {
            let grapheme = self.looks.sign(cluster.text);
            let width =
                if grapheme == cluster.text { cluster.columns } else { self.measure.columns(grapheme) };
            let width = u16::try_from(width).unwrap_or(2);
            if width == 0 {
                continue;
            }
            if at.saturating_add(width) > end {
                break;
            }
            if at == x {
                self.unpair(at, y);
            }
            let cell = &mut self.buffer[(at, y)];
            cell.set_symbol(grapheme).set_style(style).set_diff_option(CellDiffOption::None);
            if !grapheme.is_ascii() && grapheme.cell_width() != width {
                // Where our width of a glyph differs from the library's, the cell behind it would not be painted.
                cell.set_diff_option(
                    NonZeroU16::new(width).map_or(CellDiffOption::None, CellDiffOption::ForcedWidth),
                );
            }
            if width == 2 {
                let hidden = &mut self.buffer[(at + 1, y)];
                hidden.reset();
                hidden.set_style(style);
            }
            at += width;
        }
        at - x
    }

    /// Blanks the left half of a wide glyph whose right half is about to be overwritten.
    fn unpair(&mut self, x: u16, y: u16) {
        if x > self.buffer.area.left() && self.measure.grapheme(self.buffer[(x - 1, y)].symbol()) == 2 {
            self.buffer[(x - 1, y)].set_symbol(" ").set_diff_option(CellDiffOption::None);
        }
    }

    /// Writes a text in a role on the terminal's own background.
    pub(super) fn say(&mut self, x: u16, y: u16, columns: u16, text: &str, role: Role) -> u16 {
        let style = self.looks.style(role, On::Ground);
        self.text(x, y, columns, text, style)
    }

    /// Writes what a text field shows; returns where its caret stands.
    pub(super) fn field(&mut self, area: Rect, edit: &LineEdit) -> Position {
        self.say(area.x, area.y, area.width, edit.shown(), Role::Headline);
        let column = u16::try_from(edit.caret_column(self.measure)).unwrap_or(u16::MAX);
        let last = area.right().saturating_sub(1).max(area.x);
        Position::new(area.x.saturating_add(column).min(last), area.y)
    }

    /// Writes spans one behind the other, with an ellipsis where they do not fit.
    pub(super) fn spans_cut(&mut self, x: u16, y: u16, columns: u16, spans: &[Span], on: On) -> u16 {
        let whole: u16 = spans.iter().map(|span| self.columns(&span.text)).fold(0, u16::saturating_add);
        if whole <= columns {
            return self.spans(x, y, columns, spans, on);
        }
        let sign = self.columns(ELLIPSIS).min(columns);
        let taken = self.spans(x, y, columns - sign, spans, on);
        let style = self.looks.style(Role::Dim, on);
        taken + self.text(x + taken, y, sign, ELLIPSIS, style)
    }

    /// Writes spans one behind the other; returns the columns taken.
    pub(super) fn spans(&mut self, x: u16, y: u16, columns: u16, spans: &[Span], on: On) -> u16 {
        let mut taken = 0;
        for span in spans {
            let style = self.style(span, on);
            let room = columns.saturating_sub(taken);
            let before = taken;
            taken += self.text(x.saturating_add(taken), y, room, &span.text, style);
            if usize::from(taken - before) < self.measure.columns(&sanitize::line(&span.text)) {
                break;
            }
        }
        taken
    }

    /// The look of a span. On a selected row, nothing has a background of its own.
    fn style(&self, span: &Span, on: On) -> Style {
        let on = if span.raised && on == On::Ground { On::Raised } else { on };
        self.looks.style(span.role, on)
    }

    /// Writes a line of a page into the first row of `area`.
    pub(super) fn line(&mut self, area: Rect, line: &Line) {
        if let Some(from) = line.ground.and_then(|from| u16::try_from(from).ok()).filter(|f| *f < area.width)
        {
            let ground = self.looks.ground(On::Raised);
            self.fill(Rect { x: area.x + from, width: area.width - from, height: 1, ..area }, ground);
        }
        let right: u16 = line.right.iter().map(|span| self.columns(&span.text)).fold(0, u16::saturating_add);
        let room = area.width.saturating_sub(if right > 0 { right.saturating_add(1) } else { 0 });
        self.spans_cut(area.x, area.y, room, &line.spans, On::Ground);
        self.spans(
            area.right().saturating_sub(right),
            area.y,
            right.min(area.width),
            &line.right,
            On::Ground,
        );
    }

    /// Writes pieces where they stand on a line.
    pub(super) fn pieces(&mut self, area: Rect, pieces: &[Piece]) {
        for piece in pieces {
            let Ok(x) = u16::try_from(piece.x) else { continue };
            let room = area.width.saturating_sub(x);
            let on = if piece.under_cursor { On::Selection } else { On::Ground };
            self.spans(area.x.saturating_add(x), area.y, room, std::slice::from_ref(&piece.span), on);
        }
    }

    pub(super) fn columns(&self, text: &str) -> u16 {
        u16::try_from(self.measure.columns(text)).unwrap_or(u16::MAX)
    }

    /// Blanks in a style.
    pub(super) fn fill(&mut self, area: Rect, style: Style) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            if area.width > 0 {
                self.unpair(area.left(), y);
            }
            for x in area.left()..area.right() {
                let cell = &mut self.buffer[(x, y)];
                cell.reset();
                cell.set_style(style);
            }
        }
    }

    /// A horizontal rule over some columns.
    pub(super) fn across(&mut self, from: u16, until: u16, y: u16) {
        let rule = "─".repeat(until.saturating_sub(from).into());
        self.say(from, y, until.saturating_sub(from), &rule, Role::Rule);
    }

    /// A vertical rule over some rows.
    pub(super) fn down(&mut self, x: u16, from: u16, until: u16) {
        for y in from..until {
            self.say(x, y, 1, "│", Role::Rule);
        }
    }

    /// Draws the border of a popup with its title, and blanks the area.
    pub(super) fn border(&mut self, area: Rect, title: &str) {
        self.fill(area, Style::default());
        if area.width < 2 || area.height < 2 {
            return;
        }
        let (left, right) = (area.left(), area.right() - 1);
        let (top, bottom) = (area.top(), area.bottom() - 1);
        for y in [top, bottom] {
            self.across(left + 1, right, y);
        }
        for x in [left, right] {
            self.down(x, top + 1, bottom);
        }
        for (x, y, corner) in [(left, top, "╭"), (right, top, "╮"), (left, bottom, "╰"), (right, bottom, "╯")]
        {
            self.say(x, y, 1, corner, Role::Rule);
        }
        let room = area.width.saturating_sub(6);
        let title = self.measure.truncate(title, room.into()).into_owned();
        if !title.is_empty() && room > 2 {
            self.say(left + 2, top, area.width - 4, &format!(" {title} "), Role::Dim);
        }
    }

    /// Draws a scroll bar at the right of some rows: its track, and on it the thumb.
    pub(super) fn scroll_bar(&mut self, x: u16, rows: Rect, offset: usize, height: usize, len: usize) {
        if len > height {
            self.down(x, rows.top(), rows.bottom());
            self.thumb(x, rows, offset, height, len);
        }
    }

    /// Draws the thumb of a scroll bar at the right of some rows, where a rule or a border is its track.
    pub(super) fn thumb(&mut self, x: u16, rows: Rect, offset: usize, height: usize, len: usize) {
        let track = usize::from(rows.height);
        if len <= height || track == 0 {
            return;
        }
        let size = (track * height / len).max(1);
        let start = (track - size) * offset / (len - height).max(1);
        for line in start..start + size {
            let y = rows.top() + u16::try_from(line).unwrap_or(0);
            self.say(x, y, 1, "┃", Role::Dim);
        }
    }
}
