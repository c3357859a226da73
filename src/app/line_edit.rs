//! One line of text being edited, grapheme by grapheme, and the part of it that its field shows.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::sanitize;
use crate::text::width::Measure;

/// Texts are cut at this many bytes: nobody types more, and a paste must not make typing slow.
const MAX_BYTES: usize = 4096;

/// How many bytes of a pasted text are read: more than `MAX_BYTES`, because invisible characters are left out.
const MAX_READ: usize = 16 * MAX_BYTES;

/// A text and the caret in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineEdit {
    text: String,
    /// Byte offset, always on a grapheme's edge.
    caret: usize,
    /// Byte offset of the first character that the field shows.
    from: usize,
}

/// Where the caret can go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    Left,
    Right,
    WordLeft,
    WordRight,
    Start,
    End,
}

impl LineEdit {
    pub fn new(text: &str) -> Self {
        let mut edit = Self::default();
        edit.insert(text);
        edit
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn caret(&self) -> usize {
        self.caret
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether a character at the caret would begin a word.
    pub fn is_at_word_start(&self) -> bool {
        self.text[..self.caret].chars().next_back().is_none_or(char::is_whitespace)
    }

    /// Puts text in at the caret: on one line, and harmless.
    pub fn insert(&mut self, text: &str) {
        // A text that was pasted by mistake may be long.
        let safe = sanitize::line(&text[..text.floor_char_boundary(MAX_READ)]);
        let room = MAX_BYTES.saturating_sub(self.text.len());
        let fits = safe.grapheme_indices(true).map(|(at, g)| at + g.len()).take_while(|end| *end <= room);
        let end = fits.last().unwrap_or(0);
        self.from = self.from.min(self.caret);
        self.text.insert_str(self.caret, &safe[..end]);
        self.caret += end;
        self.settle();
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    pub fn replace(&mut self, range: std::ops::Range<usize>, with: &str) {
        self.from = self.from.min(range.start);
        self.text.replace_range(range.clone(), with);
        self.caret = range.start + with.len();
        self.settle();
    }

    /// Moves the caret; returns whether it moved.
    pub fn go(&mut self, motion: Motion) -> bool {
        let before = self.caret;
        self.caret = self.target(motion);
        self.caret != before
    }

    /// Deletes from the caret to where a motion leads; returns whether anything was deleted.
    pub fn delete(&mut self, motion: Motion) -> bool {
        let target = self.target(motion);
        let (start, end) = (self.caret.min(target), self.caret.max(target));
        self.from = self.from.min(start);
        self.text.replace_range(start..end, "");
        self.caret = start;
        self.settle();
        start != end
    }

    /// Scrolls a field just as far as it takes to show the caret, so that a character that was clicked on stays where
    /// it is.
    pub fn scroll(&mut self, columns: usize, measure: Measure) {
        // Behind the last character the caret has a column of its own.
        let room = columns.saturating_sub(1);
        let least = measure.tail(&self.text[..self.caret], room);
        // No text is hidden at the left while there is room at the right.
        let most = measure.tail(&self.text, room);
        self.from = self.from.min(self.caret).max(least).min(most);
    }

    /// What the field shows; it may be cut at its right edge.
    pub fn shown(&self) -> &str {
        &self.text[self.from..]
    }

    /// Where the caret stands in the field.
    pub fn caret_column(&self, measure: Measure) -> usize {
        self.text.get(self.from..self.caret).map_or(0, |before| measure.columns(before))
    }

    /// The column of the field in which a byte of the text stands; the first one for what is scrolled out of it.
    pub fn shown_column(&self, at: usize, measure: Measure) -> usize {
        self.text.get(self.from..at).map_or(0, |before| measure.columns(before))
    }

    /// Puts the caret before the character that stands in a column of the field.
    pub fn go_to_column(&mut self, column: usize, measure: Measure) {
        let before = measure.head(self.shown(), column).0.len();
        self.caret = self.from + before;
        self.settle();
    }

    fn target(&self, motion: Motion) -> usize {
        let (head, tail) = self.text.split_at(self.caret);
        match motion {
            Motion::Start => 0,
            Motion::End => self.text.len(),
            Motion::Left => head.grapheme_indices(true).next_back().map_or(0, |(at, _)| at),
            Motion::Right => self.caret + tail.graphemes(true).next().map_or(0, str::len),
            Motion::WordLeft => {
                let words = head.split_word_bound_indices().rev();
                words.into_iter().find(|(_, word)| is_word(word)).map_or(0, |(at, _)| at)
            }
            Motion::WordRight => {
                let mut words = tail.split_word_bound_indices();
                let found = words.find(|(_, word)| is_word(word));
                found.map_or(self.text.len(), |(at, word)| self.caret + at + word.len())
            }
        }
    }

    /// Moves the caret off the middle of a grapheme: the text before it may have joined the text behind it.
    fn settle(&mut self) {
        let edges = self.text.grapheme_indices(true).map(|(at, _)| at).take_while(|at| *at <= self.caret);
        if self.caret < self.text.len() {
            self.caret = edges.last().unwrap_or(0);
        }
    }
}

fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixed_text_is_edited_by_what_a_person_sees_as_characters() {
        let mut edit = LineEdit::new("实例 e\u{301}x");
        assert!(edit.go(Motion::Left));
        edit.delete(Motion::Left);
        assert_eq!(edit.text(), "实例 x");
        edit.go(Motion::Start);
        assert!(edit.delete(Motion::Right));
        assert_eq!((edit.text(), edit.caret()), ("例 x", 0));
        assert!(!edit.delete(Motion::Left));
    }

    #[test]
    fn words_are_latin_words_and_single_han_characters() {
        let mut edit = LineEdit::new("invalid dbInstance 余额不足");
        edit.delete(Motion::WordLeft);
        assert_eq!(edit.text(), "invalid dbInstance 余额不");
        edit.go(Motion::Start);
        edit.go(Motion::WordRight);
        edit.go(Motion::WordRight);
        assert_eq!(edit.caret(), "invalid dbInstance".len());
        edit.delete(Motion::Start);
        assert_eq!(edit.text(), " 余额不");
    }

    #[test]
    fn what_is_put_in_is_one_harmless_line() {
        let mut edit = LineEdit::default();
        edit.insert("a\nb\x1b[31m");
        assert_eq!(edit.text(), "a b\u{fffd}[31m");
        edit.insert(&"x".repeat(10_000));
        assert_eq!(edit.text().len(), MAX_BYTES);
    }

    #[test]
    fn a_field_follows_its_caret_and_moves_no_more_than_that() {
        let mut edit = LineEdit::new("abcdefgh实例");
        let mut shown = |motions: &[Motion]| {
            for motion in motions {
                edit.go(*motion);
                edit.scroll(6, Measure::Narrow);
            }
            (edit.shown().to_owned(), edit.caret_column(Measure::Narrow))
        };
        let shows = |text: &str, column| (text.to_owned(), column);
        assert_eq!(shown(&[Motion::End]), shows("h实例", 5));
        assert_eq!(shown(&[Motion::Left, Motion::Left]), shows("h实例", 1));
        assert_eq!(shown(&[Motion::Left, Motion::Left]), shows("gh实例", 0));
        assert_eq!(shown(&[Motion::Start]), shows("abcdefgh实例", 0));
        assert_eq!(shown(&[Motion::Right; 6]), shows("bcdefgh实例", 5));
        edit.go_to_column(2, Measure::Narrow);
        edit.scroll(6, Measure::Narrow);
        assert_eq!((edit.caret(), edit.shown()), (3, "bcdefgh实例"), "nothing moves under a click");
        edit.delete(Motion::End);
        edit.scroll(6, Measure::Narrow);
        assert_eq!(edit.shown(), "abc", "what there is room for is shown");
        edit.delete(Motion::Start);
        assert_eq!((edit.shown(), edit.caret_column(Measure::Narrow)), ("", 0));
    }

    #[test]
    fn a_combining_mark_joins_what_stands_before_it() {
        let mut edit = LineEdit::new("e");
        edit.insert("\u{301}");
        edit.go(Motion::Left);
        assert_eq!(edit.caret(), 0);
    }
}
