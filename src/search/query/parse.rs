//! What was typed, taken apart: words, phrases, words to leave out, and filters.

use std::ops::Range;
use std::sync::Arc;

use super::filter::{self, EXACTLY, Filter, Key, Problem, Test};
use crate::catalog::Catalog;
use crate::lang::Lang;
use crate::search::rank::Hits;
use crate::search::words::word::{squeezed, words};

/// With this many words outside of quotes, the query is a sentence, and quotes in it do not ask for a phrase.
const SENTENCE: usize = 3;

/// A query, parsed; cheap to clone.
///
/// Blanks separate its parts. An entry must hold `"two words"` as a phrase, and must not hold the word of `-word`.
/// `key:value` is a filter where the key is known and the value follows directly. All else is words, whatever marks
/// stand among them.
///
/// Two queries are equal if they ask for the same; the reader's language does not count.
#[derive(Debug, Clone)]
pub struct Query {
    parsed: Arc<Parsed>,
    lang: Lang,
    /// Words that were searched for instead of those that were typed.
    mended: Arc<[String]>,
}

impl PartialEq for Query {
    fn eq(&self, other: &Self) -> bool {
        self.parsed == other.parsed
    }
}

impl Eq for Query {}

/// A run of words that an entry must hold, or must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct Term {
    pub(in crate::search) words: Vec<String>,
    pub(in crate::search) squeezed: String,
}

#[derive(Debug, PartialEq, Eq)]
pub(in crate::search) struct Parsed {
    text: Arc<str>,
    /// Words to look for, those of phrases included.
    pub(in crate::search) words: Vec<String>,
    /// The text of these as it was typed.
    pub(in crate::search) written: String,
    pub(in crate::search) required: Vec<Term>,
    pub(in crate::search) excluded: Vec<Term>,
    pub(in crate::search) filters: Vec<Filter>,
    problems: Vec<Problem>,
}

/// A part of a query between blanks.
#[derive(Debug, PartialEq, Eq)]
enum Part<'t> {
    Text(&'t str),
    /// What stands between quotes, and the whole with them.
    Phrase(&'t str, &'t str),
    Excluded(&'t str),
    /// Key, whether it excludes, value, and the value's place.
    Filter(Key, bool, &'t str, Range<usize>),
}

impl Query {
    /// Takes a text apart. The catalogue tells which values filters can have.
    pub fn parse(text: &str, catalog: &Catalog) -> Query {
        Self::of(text.into(), Lang::Zh, catalog)
    }

    /// The same for a reader of this language. For readers of English, pinyin is tried only where nothing else is
    /// found.
    pub fn of(text: Arc<str>, lang: Lang, catalog: &Catalog) -> Query {
        let mut parsed = Parsed::of(Arc::clone(&text));
        let text = &*text;
        let parts = parts(text, catalog, &mut parsed.problems);
        let plain: usize =
            parts.iter().map(|part| if let Part::Text(text) = part { words(text).len() } else { 0 }).sum();
        let mut written: Vec<&str> = Vec::new();
        for part in &parts {
            match part {
                Part::Text(text) => written.push(text),
                Part::Phrase(inside, whole) => {
                    if plain < SENTENCE {
                        parsed.required.extend(Term::new(inside));
                        written.push(inside);
                    } else {
                        written.push(whole);
                    }
                }
                Part::Excluded(text) => parsed.excluded.extend(Term::new(text)),
                Part::Filter(key, excluded, value, at) => {
                    parsed.add_filter(*key, *excluded, value, at.clone(), catalog);
                }
            }
        }
        parsed.written = written.join(" ");
        parsed.words = words(&parsed.written);
        Query { parsed: Arc::new(parsed), lang, mended: Arc::new([]) }
    }

    /// The query as it was answered, so that the words that replaced misspelt ones are marked, too.
    pub fn answered_by(mut self, hits: &Hits) -> Query {
        self.mended = hits.mended.iter().flat_map(|mended| words(mended)).collect();
        self
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    pub(in crate::search) fn mended(&self) -> &[String] {
        &self.mended
    }

    /// As it was typed.
    pub fn text(&self) -> &str {
        &self.parsed.text
    }

    /// Whether the query asks for nothing: it lists everything, in document order.
    pub fn is_empty(&self) -> bool {
        let Parsed { words, required, excluded, filters, .. } = &*self.parsed;
        words.is_empty() && required.is_empty() && excluded.is_empty() && filters.is_empty()
    }

    /// Mistyped filters.
    pub fn problems(&self) -> &[Problem] {
        &self.parsed.problems
    }

    pub(in crate::search) fn parsed(&self) -> &Parsed {
        &self.parsed
    }
}

impl Parsed {
    fn of(text: Arc<str>) -> Self {
        Self {
            text,
            words: Vec::new(),
            written: String::new(),
            required: Vec::new(),
            excluded: Vec::new(),
            filters: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Whether a filter looks at messages.
    pub(in crate::search) fn asks_messages(&self) -> bool {
        self.filters.iter().any(|filter| matches!(filter.test, Test::Message(_)))
    }

    /// Whether the words may be pinyin: Latin letters only.
    pub(in crate::search) fn is_plain_letters(&self) -> bool {
        self.words.iter().all(|word| word.bytes().all(|b| b.is_ascii_lowercase()))
    }

    fn add_filter(&mut self, key: Key, excluded: bool, value: &str, at: Range<usize>, catalog: &Catalog) {
        // Several values of one filter are separated by commas; a phrase may hold commas of its own.
        let commas: &[char] = if matches!(key, Key::Code | Key::Message) { &[] } else { &[',', '，'] };
        for value in value.split(commas) {
            match filter::test(key, value, catalog) {
                Ok(Some(test)) => self.filters.push(Filter { key, excluded, test }),
                Ok(None) => {}
                Err(nearest) => {
                    let (value, at) = (value.to_owned(), at.clone());
                    self.problems.push(Problem::UnknownValue { key, value, nearest, at });
                }
            }
        }
    }
}

impl Term {
    fn new(text: &str) -> Option<Self> {
        let words = words(text);
        (!words.is_empty()).then(|| Self { words, squeezed: squeezed(text) })
    }
}

fn parts<'t>(text: &'t str, catalog: &Catalog, problems: &mut Vec<Problem>) -> Vec<Part<'t>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(blanks) = text[at..].find(|c: char| !c.is_whitespace()) {
        at += blanks;
        let (part, end) = part(text, at, catalog, problems);
        parts.push(part);
        at = end;
    }
    parts
}

/// The part that starts at a byte, and where it ends.
fn part<'t>(text: &'t str, at: usize, catalog: &Catalog, problems: &mut Vec<Problem>) -> (Part<'t>, usize) {
    let rest = &text[at..];
    let end = at + rest.find(char::is_whitespace).unwrap_or(rest.len());
    if let Some((inside, end)) = quoted(text, at) {
        return (Part::Phrase(inside, &text[at..end]), end);
    }
    if let Some((key, value_at)) = key(text, at, end, problems) {
        let (value, range, filter_end) = value(text, value_at, end);
        if filter::test(key, value, catalog).is_ok() || !is_code(&text[at..end], catalog) {
            return (Part::Filter(key, false, value, range), filter_end);
        }
    }
    if let Some((key, value, range, end)) = spaced_filter(text, at, end, catalog) {
        return (Part::Filter(key, false, value, range), end);
    }
    if let Some(negated) = rest.strip_prefix('-') {
        let at = at + 1;
        if let Some((inside, end)) = quoted(text, at) {
            return (Part::Excluded(inside), end);
        }
        if negated.starts_with(char::is_alphabetic) {
            if let Some((key, value_at)) = key(text, at, end, problems) {
                let (value, range, end) = value(text, value_at, end);
                return (Part::Filter(key, true, value, range), end);
            }
            return (Part::Excluded(&text[at..end]), end);
        }
    }
    (Part::Text(&text[at..end]), end)
}

/// The text in quotes that starts at a byte, and where it ends; quotes that are never closed are none.
fn quoted(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = &text[at..];
    let (open, closing): (char, &[char]) = match rest.chars().next()? {
        '"' => ('"', &['"']),
        c @ ('“' | '”') => (c, &['“', '”']),
        _ => return None,
    };
    let inside = &rest[open.len_utf8()..];
    let length = inside.find(closing)?;
    let close = inside[length..].chars().next()?;
    Some((&inside[..length], at + open.len_utf8() + length + close.len_utf8()))
}

/// The filter key that starts at a byte, and where its value starts. A key that is nearly one is a problem.
fn key(text: &str, at: usize, end: usize, problems: &mut Vec<Problem>) -> Option<(Key, usize)> {
    let part = &text[at..end];
    let colon = part.find([':', '：'])?;
    let name = &part[..colon];
    let width = part[colon..].chars().next()?.len_utf8();
    if name.is_empty() || !name.chars().all(char::is_alphabetic) {
        return None;
    }
    // A colon before a blank is punctuation, unless nothing has been typed behind it yet.
    if colon + width == part.len() && !text[end..].trim().is_empty() {
        return None;
    }
    match Key::called(name) {
        Some(key) => Some((key, at + colon + width)),
        None => {
            if colon + width < part.len()
                && let Some(nearest) = Key::nearest(name)
            {
                let at = at..at + colon;
                problems.push(Problem::UnknownKey { key: name.to_owned(), nearest, at });
            }
            None
        }
    }
}

/// Whether a text has the letters of a documented code: `PRODUCT:INSUFFICIENTSTOCK`.
fn is_code(text: &str, catalog: &Catalog) -> bool {
    let letters = squeezed(text);
    let codes = catalog.codes();
    // A key has letters only, so a code that begins with the key also begins with it as it is written.
    let name = text.split([':', '：']).next().unwrap_or_default();
    codes.starting_with(name).any(|ix| squeezed(codes.written(ix)) == letters)
}

/// `product: slb`: a filter with a blank behind its colon, where what follows is a value and could be no other word.
fn spaced_filter<'t>(
    text: &'t str,
    at: usize,
    end: usize,
    catalog: &Catalog,
) -> Option<(Key, &'t str, Range<usize>, usize)> {
    let key = Key::called(text[at..end].strip_suffix([':', '：'])?)?;
    let from = end + text[end..].find(|c: char| !c.is_whitespace())?;
    let word_end = text[from..].find(char::is_whitespace).map_or(text.len(), |length| from + length);
    let (value, range, end) = value(text, from, word_end);
    filter::names_value(key, value, catalog).then_some((key, value, range, end))
}

/// A filter's value, its place, and where its part ends. A value that is meant exactly keeps its sign and quotes.
fn value(text: &str, at: usize, end: usize) -> (&str, Range<usize>, usize) {
    if let Some((inside, end)) = quoted(text, at) {
        return (inside, at..end, end);
    }
    let exactly = text[at..end].chars().next().filter(|c| EXACTLY.contains(c));
    if let Some(end) = exactly.and_then(|sign| quoted(text, at + sign.len_utf8())).map(|(_, end)| end) {
        return (&text[at..end], at..end, end);
    }
    (text[at..end].trim_matches(['"', '“', '”']), at..end, end)
}

#[cfg(test)]
mod tests;
