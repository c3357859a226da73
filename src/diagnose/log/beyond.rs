//! Finds the lines of errors without reading them in full, for logs with more different errors than are kept.

use std::cell::OnceCell;

use super::marks::Marks;
use super::moment::Moment;
use crate::diagnose::read::line;
use crate::diagnose::read::word::lexeme;

/// Finds the lines of a text that have the mark of an error.
#[derive(Default)]
pub struct Beyond {
    marks: OnceCell<Marks>,
}

/// A line with the mark of an error.
pub struct Line<'t> {
    text: &'t str,
    /// Where its mark begins.
    mark: usize,
}

impl Beyond {
    pub fn lines<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Line<'a>> {
        let marks = self.marks.get_or_init(Marks::new);
        let bytes = text.as_bytes();
        let mut at = 0;
        std::iter::from_fn(move || {
            let (mark, behind) = marks.next(bytes, at)?;
            let start = memchr::memrchr(b'\n', &bytes[..mark]).map_or(0, |end| end + 1);
            let end = memchr::memchr(b'\n', &bytes[behind..]).map_or(bytes.len(), |end| behind + end);
            at = end;
            Some(Line { text: &text[start..end], mark: mark - start })
        })
    }
}

impl<'t> Line<'t> {
    /// The words of the line that can be codes, those behind its mark first.
    pub fn words(&self) -> impl Iterator<Item = &'t str> {
        let word = |part: &'t str| {
            let mut at = 0;
            std::iter::from_fn(move || {
                at += part[at..].bytes().position(|b| b.is_ascii_alphabetic())?;
                let word = &part[at..at + lexeme(&part[at..])];
                at += word.len();
                Some(word)
            })
        };
        let (before, behind) = self.text.split_at(self.mark);
        let has_capital = |word: &&str| word.bytes().any(|b| b.is_ascii_uppercase());
        word(behind).chain(word(before)).filter(has_capital)
    }

    /// The time that the line gives.
    pub fn moment(&self) -> Option<Moment> {
        let time = line::of(self.text).and_then(|prefix| prefix.time);
        let written = time.and_then(|(from, to)| Moment::read(&self.text[from..to]));
        written.or_else(|| Moment::of_fields(self.text))
    }
}
