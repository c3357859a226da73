//! The lines of the rail: its heading, the tree, and below it the facets. Tree and facets are scrolled each by itself,
//! so that the retry chances stay in view however long the tree is.

use crate::app::viewport::Viewport;

/// Which rows are seen, and the one that the cursor is on. The first row is the heading, which is always seen.
#[derive(Debug, Clone, Default)]
pub struct Window {
    cursor: usize,
    height: usize,
    len: usize,
    /// The blank row between the tree and the facets.
    gap: usize,
    /// Of the facets the blank rows, each before a heading.
    blanks: Vec<usize>,
    tree: Viewport,
    facets: Viewport,
}

/// Lines of the retry chances, their heading included.
const CHANCES: usize = 4;
/// The tree has at least so many lines, where it is cut.
const TREE: usize = 3;
/// Where the tree is cut, the facets have one of so many parts of the lines.
const SHARE: usize = 3;

impl Window {
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    pub fn height(&self) -> usize {
        self.height
    }

    /// The rows as one list without parts, to move in.
    pub(super) fn list(&self) -> Viewport {
        let mut list = Viewport::default();
        list.set_height(self.height);
        list.set_len(self.len);
        list.move_to(self.cursor);
        list
    }

    pub fn set_height(&mut self, height: usize) {
        self.height = height;
        self.settle();
    }

    /// Takes the number of rows, the blank one below the tree, and those between the facets.
    pub(super) fn set_rows(&mut self, len: usize, gap: usize, blanks: impl Iterator<Item = usize>) {
        self.len = len;
        self.gap = gap;
        self.blanks = blanks.map(|row| row.saturating_sub(gap + 1)).collect();
        self.settle();
    }

    pub fn move_to(&mut self, row: usize) {
        self.cursor = row;
        self.settle();
        match row.checked_sub(self.gap + 1) {
            Some(facet) => self.facets.move_to(facet),
            None => self.tree.move_to(row.saturating_sub(1)),
        }
    }

    /// Puts the cursor on a row that is seen, without moving what is under the pointer.
    pub fn point_at(&mut self, row: usize) {
        self.cursor = row;
        self.settle();
    }

    /// Scrolls the part that a line belongs to. A cursor in it moves only as far as it takes to stay visible.
    pub fn scroll_by(&mut self, line: usize, rows: isize) {
        let below = self.cursor > self.gap;
        if line <= self.tree.height() {
            self.tree.scroll_by(rows);
            if !below {
                self.cursor = self.tree.cursor() + 1;
            }
            return;
        }
        self.facets.scroll_by(rows);
        if below {
            let seen = self.facets.visible().filter(|row| self.is_choice(*row));
            let nearest = seen.min_by_key(|row| row.abs_diff(self.cursor - self.gap - 1));
            self.cursor = nearest.map_or(self.cursor, |row| row + self.gap + 1);
        }
    }

    /// Whether the cursor can stand on a row of the facets: the first one is a heading, as those behind blanks are.
    fn is_choice(&self, row: usize) -> bool {
        row > 0 && !self.blanks.iter().any(|&blank| row == blank || row == blank + 1)
    }

    /// The rows that are seen, from the first line on.
    pub fn shown(&self) -> Vec<usize> {
        let tree = self.tree.visible().map(|row| row + 1);
        let facets = self.facets.visible().map(|row| row + self.gap + 1);
        let shown = std::iter::once(0).chain(tree).chain(std::iter::once(self.gap)).chain(facets);
        shown.take(self.height).filter(|&row| row < self.len).collect()
    }

    pub fn row_at(&self, line: usize) -> Option<usize> {
        self.shown().get(line).copied()
    }

    /// Whether a row is the blank one below the tree, which tells how much of the tree is hidden.
    pub fn is_gap(&self, row: usize) -> bool {
        row == self.gap
    }

    /// How many rows of the tree are hidden below those that are seen, and the first of them.
    pub fn tree_below(&self) -> Option<(usize, usize)> {
        let end = self.tree.visible().end;
        Some((self.tree.len() - end, end + 1)).filter(|(hidden, _)| *hidden > 0)
    }

    /// The same of the facets; the row is one that the cursor can stand on.
    pub fn facets_below(&self) -> Option<(usize, usize)> {
        let end = self.facets.visible().end;
        let hidden: Vec<usize> = (end..self.facets.len()).filter(|row| self.is_choice(*row)).collect();
        Some((hidden.len(), hidden.first()? + self.gap + 1))
    }

    /// The lines of the tree and of the facets, for their scroll bars: the first line, and the rows.
    pub fn parts(&self) -> [(usize, Viewport); 2] {
        [(1, self.tree), (self.tree.visible().len() + 2, self.facets)]
    }

    fn settle(&mut self) {
        self.cursor = self.cursor.min(self.len.saturating_sub(1));
        let inside = self.height.saturating_sub(2);
        let (tree, facets) = (self.gap.saturating_sub(1), self.len.saturating_sub(self.gap + 1));
        let below = self.cursor > self.gap;
        let of_facets = if tree + facets <= inside {
            facets
        } else if inside < CHANCES + TREE {
            // No room for both: the part with the cursor has all of it.
            if below { inside } else { 0 }
        } else {
            let least = CHANCES.max(inside / SHARE).min(facets);
            self.whole(inside.saturating_sub(tree).max(least).min(facets).min(inside - TREE.min(tree)))
        };
        self.facets.set_height(of_facets);
        self.facets.set_len(facets);
        self.tree.set_height((inside - of_facets).min(tree));
        self.tree.set_len(tree);
        if below {
            self.facets.point_at(self.cursor - self.gap - 1);
        } else {
            self.tree.point_at(self.cursor.saturating_sub(1));
        }
    }

    /// So many lines of facets at most, of which the last one is no heading: a heading alone promises what is not seen.
    fn whole(&self, lines: usize) -> usize {
        let cut = self.blanks.iter().find(|&&blank| lines == blank + 1 || lines == blank + 2);
        cut.copied().unwrap_or(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A heading, 20 rows of a tree, a blank, then two facets: a heading and three rows, a blank, a heading, two rows.
    fn window(height: usize) -> Window {
        let mut window = Window::default();
        window.set_height(height);
        window.set_rows(30, 21, [26].into_iter());
        window.move_to(1);
        window
    }

    #[test]
    fn the_first_facet_stays_in_view_and_no_heading_stands_alone() {
        for (height, tree, facets) in
            [(40, 20, 8), (30, 20, 8), (29, 19, 8), (26, 16, 8), (21, 15, 4), (12, 6, 4), (9, 3, 4)]
        {
            let shown = window(height).shown();
            let of_tree = shown.iter().filter(|&&row| (1..21).contains(&row)).count();
            let of_facets = shown.iter().filter(|&&row| row > 21).count();
            assert_eq!((of_tree, of_facets), (tree, facets), "{height}");
        }
    }

    #[test]
    fn what_is_hidden_is_counted_and_reached() {
        let mut window = window(12);
        assert_eq!((window.tree_below(), window.facets_below()), (Some((14, 7)), Some((2, 28))));
        window.move_to(28);
        assert!(window.shown().contains(&28));
        window.move_to(29);
        assert_eq!(window.facets_below(), None);
        window.scroll_by(3, 3);
        assert_eq!(window.cursor(), 29, "the wheel over the tree leaves a cursor elsewhere");
    }

    #[test]
    fn no_height_is_too_small() {
        for height in 0..12 {
            for cursor in 0..30 {
                let mut window = window(height);
                window.move_to(cursor);
                assert!(window.shown().len() <= height);
                let stands = ![0, 21].contains(&cursor) && height > 2;
                assert!(!stands || window.shown().contains(&cursor), "{cursor} in {height}");
            }
        }
    }
}
