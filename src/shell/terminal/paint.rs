//! Paints changed cells with as few bytes as possible.
//!
//! The sixteen colours have the short sequences that every terminal knows (`ESC [ 33 m`), and attributes go together
//! in one sequence. Behind a glyph that a terminal may draw wider than expected, the cursor is placed explicitly.

mod glyph;
mod pen;
mod route;

use std::io;

use crossterm::cursor::{Hide, Show};
use crossterm::terminal::{Clear, ClearType as What};
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Rect, Size};

use super::ansi::ansi;
use crate::text::width::Measure;
use crate::ui::Link;
use glyph::{columns, is_doubtful, sure_columns};
use pen::Pen;
use route::Travel;

/// This many blanks or more are erased by a sequence; fewer are written out, which also moves the cursor behind them.
const ERASED_FROM: u16 = 11;
/// The same for blanks with nothing to write behind them.
const ERASED_LAST_FROM: u16 = 5;

/// The size of a terminal that does not know its own: serial lines, and some programs' terminals before they are shown.
const USUAL: Size = Size { width: 80, height: 24 };

/// The largest size that is believed; a claimed size of 65,535 x 65,535 would take gigabytes.
const LARGEST: Size = Size { width: 2000, height: 1000 };

/// Paints frames into a buffer.
#[derive(Debug, Default)]
pub(super) struct Painter {
    frame: Vec<u8>,
    pen: Pen,
    /// Where the terminal's cursor is; `None` if that is not certain.
    at: Option<Position>,
    cursor_shown: Option<bool>,
    /// The terminal's width of ambiguous characters, once it is known.
    measure: Option<Measure>,
    size: Size,
    links: Vec<Link>,
    /// The link that is being written: its place in `links`.
    open: Option<usize>,
    /// Where links were or are that differ from those of the last frame.
    relinked: Vec<Rect>,
    /// The cells that the terminal shows, line by line; the right halves of wide glyphs are blanks.
    shown: Vec<Cell>,
}

/// A usable size: a terminal that claims to have no cells gets the usual size, a huge one the largest.
pub(super) fn usable(claimed: Size) -> Size {
    let of = |claimed: u16, usual, largest| if claimed == 0 { usual } else { claimed.min(largest) };
    Size {
        width: of(claimed.width, USUAL.width, LARGEST.width),
        height: of(claimed.height, USUAL.height, LARGEST.height),
    }
}

impl Painter {
    pub(super) fn of_size(size: Size) -> Self {
        Self { size: usable(size), ..Self::default() }
    }

    /// The terminal's size, as it claims it.
    pub(super) fn set_size(&mut self, size: Size) {
        self.size = usable(size);
    }

    /// Sets the terminal's width of ambiguous characters.
    pub(super) fn set_measure(&mut self, measure: Measure) {
        self.measure = Some(measure);
    }

    /// Sets the links of the next frame.
    pub(super) fn set_links(&mut self, links: Vec<Link>) {
        let before = std::mem::take(&mut self.links);
        let gone = before.iter().filter(|link| !links.contains(link));
        let new = links.iter().filter(|link| !before.contains(link));
        self.relinked = gone.chain(new).map(|link| link.area).collect();
        self.links = links;
    }

    /// Takes the bytes that were painted since the last call.
    pub(super) fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.frame)
    }

    /// Forgets what the terminal shows, because another program had it.
    pub(super) fn forget(&mut self) {
        (self.pen, self.at, self.cursor_shown) = (Pen::default(), None, None);
        self.frame.extend_from_slice(b"\x1b[m");
    }

    fn go_to(&mut self, to: Position) {
        if self.at == Some(to) {
            return;
        }
        if !self.write_over(to) {
            let travel = Travel::shortest(self.at, to);
            self.put(&travel.sequence());
        }
        self.at = Some(to);
    }

    /// Moves to the right by writing the cells there once more, if that takes fewer bytes than a sequence.
    fn write_over(&mut self, to: Position) -> bool {
        let Some(at) = self.at.filter(|at| at.y == to.y && at.x < to.x && to.x - at.x <= Travel::LEAP) else {
            return false;
        };
        if self.open.is_some() || (at.x..to.x).any(|x| self.link_at(Position { x, ..at }).is_some()) {
            return false;
        }
        let row = self.row(at.y).start;
        let mut over = [b' '; Travel::LEAP as usize];
        let passed = usize::from(to.x - at.x);
        for (nth, byte) in over[..passed].iter_mut().enumerate() {
            let blank = Cell::EMPTY;
            let cell = self.shown.get(row + usize::from(at.x) + nth).unwrap_or(&blank);
            let pen = Pen::of(cell);
            let seen_alike = cell.symbol() == " " && !pen.shows_on_blanks() && !self.pen.shows_on_blanks();
            match cell.symbol().as_bytes() {
                [ascii @ b' '..=b'~'] if seen_alike || pen == self.pen => *byte = *ascii,
                _ => return false,
            }
        }
        self.frame.extend_from_slice(&over[..passed]);
        true
    }

    fn put(&mut self, text: &str) {
        self.frame.extend_from_slice(text.as_bytes());
    }

    fn take_pen(&mut self, pen: Pen) {
        if pen != self.pen {
            self.put(&pen.taken_from(self.pen));
            self.pen = pen;
        }
    }

    fn link_at(&self, at: Position) -> Option<usize> {
        self.links.iter().position(|link| link.area.contains(at))
    }

    /// Begins or ends a link, as terminals know it: `ESC ] 8 ; ; URL ESC \`.
    fn take_link(&mut self, link: Option<usize>) {
        if link != self.open {
            let url = link.and_then(|link| self.links.get(link)).map_or("", |link| &link.url);
            let sequence = format!("\x1b]8;;{url}\x1b\\");
            self.put(&sequence);
            self.open = link;
        }
    }

    /// Cells of links that have changed while their text has not.
    fn linked_anew(&self, changed: &[(u16, u16, &Cell)]) -> Vec<(u16, u16, Cell)> {
        let mut cells = Vec::new();
        for at in self.relinked.iter().flat_map(|area| area.positions()).filter(|at| at.x < self.size.width) {
            let cell = self.shown.get(self.row(at.y).start + usize::from(at.x));
            let painted = changed.iter().any(|(x, y, _)| (*x, *y) == (at.x, at.y));
            cells.extend(cell.filter(|_| !painted).map(|cell| (at.x, at.y, cell.clone())));
        }
        cells
    }

    fn glyph(&mut self, at: Position, cell: &Cell) {
        self.go_to(at);
        self.take_link(self.link_at(at));
        self.take_pen(Pen::of(cell));
        self.put(cell.symbol());
        let behind = sure_columns(cell.symbol(), self.measure).map(|columns| at.x.saturating_add(columns));
        // Behind the last column, the place of the cursor differs between terminals.
        self.at = behind.filter(|x| *x < self.size.width).map(|x| Position { x, ..at });
    }

    /// Paints blanks without a look of their own, which look the same in any colour of the pen.
    fn blanks(&mut self, at: Position, columns: u16, erased_from: u16) {
        if columns == 0 {
            return;
        }
        self.go_to(at);
        self.take_link(None);
        if self.pen.shows_on_blanks() {
            self.take_pen(Pen::default());
        }
        if columns < erased_from {
            self.frame.extend(std::iter::repeat_n(b' ', columns.into()));
            let behind = at.x.saturating_add(columns);
            self.at = Some(Position { x: behind, ..at }).filter(|at| at.x < self.size.width);
        } else if at.x.saturating_add(columns) >= self.size.width {
            self.put(&ansi(Clear(What::UntilNewLine)));
        } else {
            self.put(&format!("\x1b[{columns}X"));
        }
    }
}

impl Painter {
    /// Paints cells that follow each other, a run of blanks at once.
    fn cells<'a>(&mut self, cells: impl Iterator<Item = (u16, u16, &'a Cell)>) {
        let mut blanks: Option<(Position, u16)> = None;
        for (x, y, cell) in cells {
            let at = Position { x, y };
            let blank = cell.symbol() == " " && !Pen::of(cell).shows_on_blanks();
            blanks = match blanks {
                Some((start, columns)) if blank && start.y == y && start.x + columns == x => {
                    Some((start, columns + 1))
                }
                earlier => {
                    if let Some((start, columns)) = earlier {
                        self.blanks(start, columns, ERASED_FROM);
                    }
                    blank.then_some((at, 1))
                }
            };
            if !blank {
                self.glyph(at, cell);
            }
        }
        if let Some((start, columns)) = blanks {
            self.blanks(start, columns, ERASED_LAST_FROM);
        }
    }

    /// Paints the changed cells of a line that has or had a doubtful glyph. Everything behind that glyph is painted
    /// again, because it is not known what the terminal shows there. Returns whether the line was painted.
    fn doubtful_line(&mut self, y: u16, changed: &[(u16, u16, &Cell)]) -> bool {
        let before = self.doubtful(y);
        for (x, _, cell) in changed {
            self.keep(*x, y, cell);
        }
        let after = self.doubtful(y);
        let Some(from) = before.into_iter().chain(after).min() else { return false };
        let from = self.glyph_start(y, from);
        self.cells(changed.iter().copied().take_while(|(x, ..)| *x < from));
        self.take_link(None);
        self.take_pen(Pen::default());
        self.go_to(Position { x: from, y });
        self.put(&ansi(Clear(What::UntilNewLine)));
        let row = self.row(y);
        let mut rest: Vec<(u16, u16, Cell)> = Vec::new();
        let mut x = from;
        while let Some(cell) = self.shown.get(row.start + usize::from(x)).filter(|_| x < self.size.width) {
            if cell.symbol() != " " || Pen::of(cell).shows_on_blanks() {
                rest.push((x, y, cell.clone()));
            }
            x += columns(cell);
        }
        self.cells(rest.iter().map(|(x, y, cell)| (*x, *y, cell)));
        true
    }

    /// Where the glyph begins that covers a column; a glyph must be erased as a whole.
    fn glyph_start(&self, y: u16, column: u16) -> u16 {
        let Some(row) = self.shown.get(self.row(y)) else { return column };
        let mut start: u16 = 0;
        while let Some(cell) = row.get(usize::from(start)) {
            let end = start.saturating_add(columns(cell));
            if end > column {
                return start;
            }
            start = end;
        }
        column
    }

    fn row(&self, y: u16) -> std::ops::Range<usize> {
        let start = usize::from(y) * usize::from(self.size.width);
        start..start + usize::from(self.size.width)
    }

    /// The first column of a line in which a doubtful glyph is shown.
    fn doubtful(&self, y: u16) -> Option<u16> {
        let row = self.shown.get(self.row(y))?;
        row.iter().position(|cell| is_doubtful(cell.symbol())).and_then(|x| u16::try_from(x).ok())
    }

    fn keep(&mut self, x: u16, y: u16, cell: &Cell) {
        let row = self.row(y);
        if x >= self.size.width {
            return;
        }
        if self.shown.len() < row.end {
            self.shown.resize(row.end, Cell::default());
        }
        let at = row.start + usize::from(x);
        self.shown[at] = cell.clone();
        let end = (at + usize::from(columns(cell))).min(row.end);
        for right_half in &mut self.shown[at + 1..end] {
            right_half.clone_from(cell);
            right_half.set_symbol(" ");
        }
    }

    /// Right halves of wide glyphs whose left half is painted over, where they look as before and so did not change:
    /// some terminals keep them, and clear what stands before them once somebody writes there.
    fn left_halves_behind(&self, changed: &[(u16, u16, &Cell)]) -> Vec<(u16, u16, Cell)> {
        let mut left_behind = Vec::new();
        for (nth, (x, y, cell)) in changed.iter().enumerate() {
            let next = x.saturating_add(columns(cell));
            let last = self.row(*y).start + usize::from(next) - 1;
            let is_changed = changed.get(nth + 1).is_some_and(|(x, at, _)| (at, *x) == (y, next));
            let is_torn = self.shown.get(last).is_some_and(|before| columns(before) > 1);
            if let Some(half) =
                self.shown.get(last + 1).filter(|_| is_torn && !is_changed && next < self.size.width)
            {
                left_behind.push((next, *y, half.clone()));
            }
        }
        left_behind
    }
}

impl Backend for Painter {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut changed: Vec<(u16, u16, &Cell)> = content.collect();
        let mut more = self.left_halves_behind(&changed);
        more.extend(self.linked_anew(&changed));
        if !more.is_empty() {
            changed.extend(more.iter().map(|(x, y, cell)| (*x, *y, cell)));
            changed.sort_by_key(|(x, y, _)| (*y, *x));
            changed.dedup_by_key(|(x, y, _)| (*x, *y));
        }
        // On an empty screen everything is painted, and from above is as good a way as any.
        let from_above = self.shown.is_empty();
        let mut sure = Vec::new();
        for line in changed.chunk_by(|(_, one, _), (_, other, _)| one == other) {
            match self.doubtful_line(line[0].1, line) {
                true => {}
                false if from_above => self.cells(line.iter().copied()),
                false => sure.extend(route::chunks(line)),
            }
        }
        route::paint_in_order(sure, (self.at, self.pen), |chunk| {
            self.cells(chunk.cells.iter().copied());
            (self.at, self.pen)
        });
        self.take_link(None);
        self.take_pen(Pen::default());
        self.relinked.clear();
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor_shown.replace(false) != Some(false) {
            self.put(&ansi(Hide));
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.cursor_shown.replace(true) != Some(true) {
            self.put(&ansi(Show));
        }
        Ok(())
    }

    /// The place where it was put last. The terminal is never asked, because its answer would be taken for keys.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.at.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.go_to(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        // Some terminals erase with the pen's background colour.
        self.take_pen(Pen::default());
        self.put(&ansi(Clear(match clear_type {
            ClearType::All => What::All,
            ClearType::AfterCursor => What::FromCursorDown,
            ClearType::BeforeCursor => What::FromCursorUp,
            ClearType::CurrentLine => What::CurrentLine,
            ClearType::UntilNewLine => What::UntilNewLine,
        })));
        // Resizing may have moved the cursor.
        self.at = None;
        self.shown.clear();
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::default() })
    }

    /// Does nothing: a frame is sent as a whole by [`super::Terminal`].
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
