//! The places of a line where a code without a name can stand: its spots.

use std::ops::Range;

use super::fact::{What, status};
use super::line;
use super::word::{self, Grade, Grounds, IsKnown, Place, accepted, grade, lexeme};

/// A line, and what a shape must know about its surroundings.
pub struct Line<'a> {
    pub text: &'a str,
    /// The text below it.
    pub below: &'a str,
    /// It is the first of its text or of its record.
    pub begins: bool,
    pub place: Place,
    pub known: IsKnown<'a>,
}

impl Line<'_> {
    pub fn accepts(&self, word: &str, grounds: Grounds) -> bool {
        accepted(word, grounds, self.place, self.known)
    }

    pub fn grade(&self, word: &str) -> Grade {
        grade(word, self.known)
    }

    /// What an SDK appended `Error` to, where it is a code without it; else the word itself.
    pub fn unsuffixed<'w>(&self, word: &'w str) -> &'w str {
        word::unsuffixed(word, self.known).unwrap_or(word)
    }
}

/// A word where a head can stand.
pub struct Spot {
    pub at: usize,
    pub end: usize,
    /// The line, or the text behind a log's prefix, begins with it.
    pub begins: bool,
    /// The exception or error class before it, if it stands behind one.
    pub behind: Option<Class>,
}

/// Whose class an exception is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Sdk,
    Any,
}

/// What a shape read: facts, and where they stand in the line.
#[derive(Debug, Default)]
pub struct Found {
    pub parts: Vec<(What, Range<usize>)>,
    /// Where a message begins that ends where values do.
    pub message: Option<usize>,
    pub product: Option<&'static str>,
}

impl Found {
    pub fn code(line: &str, at: Range<usize>, message: Option<usize>) -> Self {
        Self { parts: vec![(What::Code(line[at.clone()].to_owned()), at)], message, product: None }
    }

    pub fn status(line: &str, at: Range<usize>) -> Option<Self> {
        let status = status(&line[at.clone()])?;
        Some(Self { parts: vec![(What::Status(status), at)], ..Self::default() })
    }
}

/// At most this many places of a line are looked at.
const MOST: usize = 60;

/// The places of a line where a head can stand, with what stands before each.
pub fn spots<'a>(line: &'a Line<'a>) -> impl Iterator<Item = Spot> + 'a {
    let text = line.text;
    let prefix = line::text_start(text);
    let mut next = Some(0);
    let mut behind = None;
    let word = move || {
        let at = next?;
        let length = lexeme(&text[at..]);
        let spot = Spot { at, end: at + length, begins: at == 0 || at == prefix, behind };
        let word = &text[at..at + length];
        behind = class(word).or(behind.filter(|_| length < 3));
        let from = at + length.max(text[at..].chars().next().map_or(1, char::len_utf8));
        next = next_place(text, from, prefix);
        if next.is_some_and(|next| text[from.min(next)..next].contains(". ")) {
            behind = None;
        }
        Some(spot)
    };
    // `Excon::Error::Forbidden`, `RestClient::Forbidden` are classes of a program.
    let member = |spot: &Spot| text[..spot.at].ends_with("::");
    std::iter::from_fn(word).take(MOST).filter(move |spot| spot.end > spot.at && !member(spot))
}

fn next_place(text: &str, from: usize, prefix: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (from..text.len()).find(|&at| {
        let word_starts = bytes[at].is_ascii_alphabetic() && !bytes[at - 1].is_ascii_alphanumeric();
        word_starts && (at == prefix || can_stand_behind(&bytes[..at]))
    })
}

/// Whose exception or error class a word is.
fn class(word: &str) -> Option<Class> {
    let lower = word.to_ascii_lowercase();
    let exception = lower.ends_with("exception");
    let sdks = ["clientexception", "serverexception", "teaexception", "ossexception", "logexception"];
    let sdk = exception
        && (lower.contains("aliyun")
            || lower.contains("alibaba")
            || sdks.iter().any(|end| lower.ends_with(end)));
    match sdk {
        true => Some(Class::Sdk),
        false => (exception || lower.ends_with("error") && word.len() > 5).then_some(Class::Any),
    }
}

/// Whether an error can begin behind these bytes: a separator, a bracket, a quote, a character beyond ASCII.
fn can_stand_behind(before: &[u8]) -> bool {
    let blanks = before.iter().rev().take_while(|b| matches!(b, b' ' | b'\t')).count();
    let Some(&last) = before[..before.len() - blanks].last() else { return true };
    let tight =
        matches!(last, b'"' | b'\'' | b'(' | b'`' | b'[' | b'{' | b'>' | b':' | b'\\') || last >= 0x80;
    let loose = matches!(last, b'=' | b']' | b')' | b'-' | b'|' | b',' | b'+') && blanks > 0;
    tight || loose
}
