//! The one place where text becomes cells: foreign text is made safe here, and wide glyphs never stick out.

use std::num::NonZeroU16;
use std::ops::Range;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::theme::{Frames, Part, Theme};
use crate::app::line_edit::LineEdit;
use crate::app::rich::{Line, Role, Span};
use crate::text::sanitize;
use crate::text::width::{ELLIPSIS, Measure};

/// A buffer to draw on.
pub(super) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    pub theme: &'a Theme,
    pub measure: Measure,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, theme: &'a Theme, measure: Measure) -> Self {
        Self { buffer, theme, measure }
    }

    /// Writes as much of `text` as fits in `columns`; returns the columns taken.
    pub(super) fn text(&mut self, x: u16, y: u16, columns: u16, text: &str, style: Style) -> u16 {
        let area = self.buffer.area;
        if y < area.top() || y >= area.bottom() || x < area.left() {
            return 0;
        }
        let end = x.saturating_add(columns).min(area.right());
        let mut at = x;
        for grapheme in sanitize::line(text).graphemes(true) {
            let grapheme = self.theme.sign(grapheme);
            let width = u16::try_from(self.measure.grapheme(grapheme)).unwrap_or(2);
            if width == 0 {
                continue;
            }
            if at.saturating_add(width) > end {
                break;
            }
            self.unpair(at, y);
            let cell = &mut self.buffer[(at, y)];
            cell.set_symbol(grapheme).set_style(style).set_diff_option(CellDiffOption::None);
            if grapheme.cell_width() != width {
                // Our idea of the width, where it differs from the library's: what stands behind would not be painted.
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

    /// A cell about to be written may be the right half of a wide glyph: its left half goes.
    fn unpair(&mut self, x: u16, y: u16) {
        if x > self.buffer.area.left() && self.measure.grapheme(self.buffer[(x - 1, y)].symbol()) == 2 {
            self.buffer[(x - 1, y)].set_symbol(" ").set_diff_option(CellDiffOption::None);
        }
    }

    /// Writes what a text field shows; returns where its caret stands.
    pub(super) fn field(&mut self, area: Rect, edit: &LineEdit) -> Position {
        let style = self.theme.part(Part::Input);
        self.text(area.x, area.y, area.width, edit.shown(), style);
        let column = u16::try_from(edit.caret_column(self.measure)).unwrap_or(u16::MAX);
        let last = area.right().saturating_sub(1).max(area.x);
        Position::new(area.x.saturating_add(column).min(last), area.y)
    }

    /// Writes spans one behind the other, with an ellipsis where they do not fit.
    pub(super) fn spans_cut(&mut self, x: u16, y: u16, columns: u16, spans: &[Span], on: Option<Style>) {
        let whole: u16 = spans.iter().map(|span| self.columns(&span.text)).fold(0, u16::saturating_add);
        if whole <= columns {
            self.spans(x, y, columns, spans, on);
            return;
        }
        let sign = self.columns(ELLIPSIS).min(columns);
        let taken = self.spans(x, y, columns - sign, spans, on);
        let style = on.unwrap_or_else(|| self.theme.role(Role::Dim));
        self.text(x + taken, y, sign, ELLIPSIS, style);
    }

    /// Writes spans one behind the other; returns the columns taken.
    pub(super) fn spans(&mut self, x: u16, y: u16, columns: u16, spans: &[Span], on: Option<Style>) -> u16 {
        let mut taken = 0;
        for span in spans {
            let style = self.role_style(span, on);
            let room = columns.saturating_sub(taken);
            let before = taken;
            taken += self.text(x.saturating_add(taken), y, room, &span.text, style);
            if usize::from(taken - before) < self.measure.columns(&sanitize::line(&span.text)) {
                break;
            }
        }
        taken
    }

    /// Writes a line of rich text into the first row of `area`.
    pub(super) fn line(&mut self, area: Rect, line: &Line) {
        let right = line.right.as_ref().map_or(0, |span| self.columns(&span.text));
        self.spans(area.x, area.y, area.width.saturating_sub(right), &line.spans, None);
        if let Some(span) = &line.right {
            let style = self.role_style(span, None);
            self.text(area.right().saturating_sub(right), area.y, right.min(area.width), &span.text, style);
        }
    }

    /// The look of a role, on a highlighted row where there is one.
    fn role_style(&self, span: &Span, on: Option<Style>) -> Style {
        match on {
            Some(row) => self.theme.role_on(span.role, row),
            None => self.theme.role(span.role),
        }
    }

    /// From where a text is shown so that a part of it is seen, with some words before it.
    pub(super) fn window(&self, text: &str, part: Option<Range<usize>>, columns: usize) -> usize {
        let Some(part) = part else { return 0 };
        let Some(until) = text.get(..part.end).filter(|head| self.measure.columns(head) > columns) else {
            return 0;
        };
        let head = &until[..part.start.min(until.len())];
        // No further right than the text's own end needs.
        let from =
            self.measure.tail(head, columns / 3).min(self.measure.tail(text, columns.saturating_sub(1)));
        // Not in the middle of a word.
        head[from..].find(' ').map_or(from, |blank| from + blank + 1)
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

    /// A frame with a title; its inside is left as it is.
    pub(super) fn frame(&mut self, area: Rect, title: &str, focused: bool) {
        let part = if focused { Part::FrameFocused } else { Part::Frame };
        let style = self.theme.part(part);
        let sides = self.theme.border(focused);
        if area.width < 2 || area.height < 2 {
            return;
        }
        let (left, right) = (area.left(), area.right() - 1);
        let (top, bottom) = (area.top(), area.bottom() - 1);
        if self.theme.frames == Frames::None {
            let style = self.theme.part(Part::TitleFocused);
            self.text(area.left() + 1, area.top(), area.width - 2, title, style);
            return;
        }
        let across = sides.horizontal.repeat(usize::from(area.width - 2));
        self.text(left + 1, top, area.width - 2, &across, style);
        self.text(left + 1, bottom, area.width - 2, &across, style);
        for y in top + 1..bottom {
            self.text(left, y, 1, sides.vertical, style);
            self.text(right, y, 1, sides.vertical, style);
        }
        for (x, y, corner) in [
            (left, top, sides.top_left),
            (right, top, sides.top_right),
            (left, bottom, sides.bottom_left),
            (right, bottom, sides.bottom_right),
        ] {
            self.text(x, y, 1, corner, style);
        }
        let title_style = self.theme.part(if focused { Part::TitleFocused } else { Part::Title });
        let room = usize::from(area.width.saturating_sub(4));
        let title = self.measure.truncate(title, room.saturating_sub(2)).into_owned();
        if !title.is_empty() {
            self.text(left + 2, top, area.width.saturating_sub(4), &format!(" {title} "), title_style);
        }
    }

    /// Shows on a frame's right side which part of its rows is seen.
    pub(super) fn thumb(&mut self, frame: Rect, offset: usize, height: usize, len: usize) {
        let track = usize::from(frame.height.saturating_sub(2));
        if len <= height || track == 0 || frame.width < 2 {
            return;
        }
        if self.theme.frames == Frames::None {
            return;
        }
        let size = (track * height / len).max(1);
        let start = (track - size) * offset / (len - height).max(1);
        let style = self.theme.part(Part::Thumb);
        let sign = self.theme.thumb();
        for line in start..start + size {
            let y = frame.top() + 1 + u16::try_from(line).unwrap_or(0);
            self.text(frame.right() - 1, y, 1, sign, style);
        }
    }
}
