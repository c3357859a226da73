//! One line of text being edited, grapheme by grapheme.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::sanitize;

/// Texts are cut at this many bytes: nobody types more, and a paste must not make typing slow.
const MAX_BYTES: usize = 4096;

/// A text and the caret in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineEdit {
    text: String,
    /// Byte offset, always on a grapheme's edge.
    caret: usize,
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

    /// Puts text in at the caret: on one line, and harmless.
    pub fn insert(&mut self, text: &str) {
        let safe = sanitize::line(text);
        let room = MAX_BYTES.saturating_sub(self.text.len());
        let fits = safe.grapheme_indices(true).map(|(at, g)| at + g.len()).take_while(|end| *end <= room);
        let end = fits.last().unwrap_or(0);
        self.text.insert_str(self.caret, &safe[..end]);
        self.caret += end;
        self.settle();
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    pub fn replace(&mut self, range: std::ops::Range<usize>, with: &str) {
        self.text.replace_range(range.clone(), with);
        self.caret = range.start + with.len();
        self.settle();
    }

    /// Moves the caret; whether it moved.
    pub fn go(&mut self, motion: Motion) -> bool {
        let before = self.caret;
        self.caret = self.target(motion);
        self.caret != before
    }

    /// Puts the caret before the grapheme at a byte offset.
    pub fn go_to(&mut self, offset: usize) {
        self.caret = offset.min(self.text.len());
        self.settle();
    }

    /// Deletes from the caret to where a motion leads; whether anything was there.
    pub fn delete(&mut self, motion: Motion) -> bool {
        let target = self.target(motion);
        let (start, end) = (self.caret.min(target), self.caret.max(target));
        self.text.replace_range(start..end, "");
        self.caret = start;
        self.settle();
        start != end
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

    /// What stood before the caret may have joined what stands behind it.
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
    fn a_combining_mark_joins_what_stands_before_it() {
        let mut edit = LineEdit::new("e");
        edit.insert("\u{301}");
        edit.go(Motion::Left);
        assert_eq!(edit.caret(), 0);
    }
}
