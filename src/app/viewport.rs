//! A cursor in a list of rows, and the window of visible rows. All arithmetic of scrolling is here.

use std::ops::Range;

/// Rows of which `height` are visible, from `offset` on. The cursor is always on a visible one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Viewport {
    cursor: usize,
    offset: usize,
    len: usize,
    height: usize,
}

/// Rows kept between the cursor and the edge of the window, where there is room.
const MARGIN: usize = 2;

impl Viewport {
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    pub fn offset(&self) -> usize {
        self.offset
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn height(&self) -> usize {
        self.height
    }

    /// The visible rows.
    pub fn visible(&self) -> Range<usize> {
        self.offset..self.len.min(self.offset.saturating_add(self.height))
    }

    pub fn set_len(&mut self, len: usize) {
        self.len = len;
        self.settle(0);
    }

    pub fn set_height(&mut self, height: usize) {
        self.height = height;
        self.settle(0);
    }

    pub fn move_to(&mut self, row: usize) {
        self.cursor = row;
        self.settle(MARGIN);
    }

    /// Puts the cursor on a row that is seen, without moving the window: a click must not move what is under the
    /// pointer.
    pub fn point_at(&mut self, row: usize) {
        self.cursor = row;
        self.settle(0);
    }

    /// Moves the window to where a click on a line of its scroll bar says.
    pub fn jump_to(&mut self, line: usize) {
        let last = self.len.saturating_sub(self.height);
        self.offset = share(line, self.height, last);
        self.scroll_by(0);
    }

    /// Moves the cursor by rows, down where positive; stops at the ends.
    pub fn move_by(&mut self, rows: isize) {
        self.move_to(self.cursor.saturating_add_signed(rows));
    }

    /// Moves by pages that overlap by one row.
    pub fn page_by(&mut self, pages: isize) {
        let page = isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(isize::MAX);
        self.move_by(page.saturating_mul(pages));
    }

    pub fn to_start(&mut self) {
        self.move_to(0);
    }

    pub fn to_end(&mut self) {
        self.move_to(usize::MAX);
    }

    /// Moves the window, as a wheel does. The cursor moves only as far as it takes to stay visible.
    pub fn scroll_by(&mut self, rows: isize) {
        let last = self.len.saturating_sub(self.height);
        self.offset = self.offset.saturating_add_signed(rows).min(last);
        let seen = self.visible();
        self.cursor = self.cursor.clamp(seen.start, seen.end.max(seen.start + 1) - 1);
        self.cursor = self.cursor.min(self.len.saturating_sub(1));
    }

    /// The row under a line of the window, where there is one.
    pub fn row_at(&self, line: usize) -> Option<usize> {
        let row = self.offset.checked_add(line)?;
        (line < self.height && row < self.len).then_some(row)
    }

    /// Moves the window as far as the cursor is visible, with some rows beside it.
    fn settle(&mut self, margin: usize) {
        self.cursor = self.cursor.min(self.len.saturating_sub(1));
        let margin = margin.min(self.height.saturating_sub(1) / 2);
        let top = self.cursor.saturating_sub(margin);
        let bottom = (self.cursor + margin + 1).min(self.len);
        if self.offset > top {
            self.offset = top;
        }
        if self.offset.saturating_add(self.height) < bottom {
            self.offset = bottom - self.height;
        }
        self.offset = self.offset.min(self.len.saturating_sub(self.height));
    }
}

/// What a line of a scroll bar means of a number of offsets: the first line none, the last one all.
fn share(line: usize, lines: usize, all: usize) -> usize {
    let last = lines.saturating_sub(1).max(1);
    line.min(last).saturating_mul(all).div_ceil(last)
}

/// A text taller than its window: an offset, no cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scroll {
    offset: usize,
    len: usize,
    height: usize,
}

impl Scroll {
    pub fn offset(&self) -> usize {
        self.offset
    }

    pub fn height(&self) -> usize {
        self.height
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How many lines lie below the window.
    pub fn below(&self) -> usize {
        self.len.saturating_sub(self.offset.saturating_add(self.height))
    }

    pub fn has_more(&self) -> bool {
        self.len > self.height
    }

    pub fn set_size(&mut self, len: usize, height: usize) {
        self.len = len;
        self.height = height;
        self.scroll_by(0);
    }

    pub fn scroll_by(&mut self, lines: isize) {
        let last = self.len.saturating_sub(self.height);
        self.offset = self.offset.saturating_add_signed(lines).min(last);
    }

    /// Scrolls to where a click on a line of the scroll bar says.
    pub fn jump_to(&mut self, line: usize) {
        self.offset = share(line, self.height, self.len.saturating_sub(self.height));
    }

    pub fn page_by(&mut self, pages: isize) {
        let page = isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(isize::MAX);
        self.scroll_by(page.saturating_mul(pages));
    }

    pub fn to_start(&mut self) {
        self.offset = 0;
    }

    pub fn to_end(&mut self) {
        self.scroll_by(isize::MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn viewport(len: usize, height: usize) -> Viewport {
        let mut viewport = Viewport::default();
        viewport.set_height(height);
        viewport.set_len(len);
        viewport
    }

    #[test]
    fn moves_stop_at_the_ends_and_the_window_follows() {
        let mut v = viewport(100, 10);
        for (step, cursor, offset) in
            [(-1, 0, 0), (5, 5, 0), (5, 10, 3), (200, 99, 90), (-3, 96, 90), (-9, 87, 85)]
        {
            v.move_by(step);
            assert_eq!((v.cursor(), v.offset()), (cursor, offset), "after {step}");
        }
        v.to_start();
        v.page_by(2);
        assert_eq!((v.cursor(), v.visible()), (18, 11..21));
    }

    #[test]
    fn a_shrinking_list_keeps_the_cursor_in_it() {
        let mut v = viewport(100, 10);
        v.to_end();
        v.set_len(3);
        assert_eq!((v.cursor(), v.visible()), (2, 0..3));
        v.set_len(0);
        assert_eq!((v.cursor(), v.visible()), (0, 0..0));
    }

    #[test]
    fn no_size_is_too_small() {
        for len in 0..6 {
            for height in 0..6 {
                let mut v = viewport(len, height);
                for step in [1, -1, 3, -2, isize::MAX, isize::MIN] {
                    v.move_by(step);
                    v.scroll_by(step);
                    v.page_by(step.signum());
                    assert!(v.cursor() < len.max(1));
                    assert!(v.visible().end <= len);
                }
            }
        }
    }

    #[test]
    fn a_wheel_moves_the_window_and_takes_the_cursor_only_at_its_edge() {
        let mut v = viewport(100, 10);
        v.scroll_by(3);
        assert_eq!((v.cursor(), v.offset()), (3, 3));
        v.move_to(7);
        v.scroll_by(2);
        assert_eq!((v.cursor(), v.offset()), (7, 5));
        v.scroll_by(1000);
        assert_eq!((v.cursor(), v.offset()), (90, 90));
        assert_eq!(v.row_at(9), Some(99));
        assert_eq!(v.row_at(10), None);
    }

    #[test]
    fn a_click_on_the_last_row_moves_no_other() {
        let mut v = viewport(100, 10);
        v.point_at(9);
        assert_eq!((v.cursor(), v.offset()), (9, 0));
        v.set_height(10);
        v.set_len(99);
        assert_eq!(v.offset(), 0, "neither does another look at the same list");
        v.point_at(50);
        assert!(v.visible().contains(&50));
    }

    #[test]
    fn the_ends_of_a_scroll_bar_are_the_ends_of_the_list() {
        for (line, offset, cursor) in [(0, 0, 0), (5, 50, 50), (9, 90, 90), (30, 90, 90), (0, 0, 9)] {
            let mut v = viewport(100, 10);
            v.move_to(if cursor == 9 { 50 } else { 0 });
            v.jump_to(line);
            assert_eq!((v.offset(), v.cursor()), (offset, cursor), "{line}");
        }
    }

    #[test]
    fn a_text_scrolls_to_its_last_line_and_no_further() {
        let mut s = Scroll::default();
        s.set_size(25, 10);
        s.to_end();
        assert_eq!(s.offset(), 15);
        s.page_by(-1);
        assert_eq!(s.offset(), 6);
        s.set_size(5, 10);
        assert_eq!(s.offset(), 0);
    }
}
