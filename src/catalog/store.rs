//! A compiled catalogue, read in place: [`layout`] describes its form.

use std::ops::Range;

use super::source::compile::Compiled;
use super::source::layout::{self, MAGIC, VERSION, header};
use crate::text::held::{Held, HeldText};

/// The words and the text of a compiled catalogue.
#[derive(Debug)]
pub(super) struct Store {
    words: Held,
    text: HeldText,
    products: Section,
    strings: Section,
    codes: Section,
    code_entries: Section,
    entries: Section,
    lists: Section,
}

/// Where the records of one kind lie among the words.
#[derive(Debug, Clone, Copy)]
struct Section {
    start: usize,
    count: usize,
}

impl Store {
    /// Takes a compiled catalogue; `None` where its lengths do not agree.
    pub(super) fn new(words: Held, text: HeldText) -> Option<Self> {
        let head = |at: usize| word(&words, at);
        if words.len() < 4 * header::LENGTH
            || head(header::MAGIC) != MAGIC
            || head(header::VERSION) != VERSION
        {
            return None;
        }
        let count = |at: usize| head(at) as usize;
        let mut start = header::LENGTH;
        let mut section = |count: usize, length: usize, extra: usize| {
            let section = Section { start, count };
            start += (count + extra) * length;
            section
        };
        let products = section(count(header::PRODUCTS), layout::product::LENGTH, 0);
        let strings = section(count(header::STRINGS), 1, 1);
        let codes = section(count(header::CODES), layout::code::LENGTH, 1);
        let code_entries = section(count(header::ENTRIES), 1, 0);
        let entries = section(count(header::ENTRIES), layout::entry::LENGTH, 0);
        let lists = section(count(header::LISTS), 1, 0);
        let whole = start * 4 == words.len();
        whole.then_some(Self { words, text, products, strings, codes, code_entries, entries, lists })
    }

    /// The catalogue that the build compiled into the binary.
    pub(super) fn embedded() -> Self {
        let words: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.words"));
        let text: &'static str = include_str!(concat!(env!("OUT_DIR"), "/catalog.text"));
        // Both are part of the binary, made by one build.
        Self::new(Held::Fixed(words), HeldText::fixed(text)).expect("the embedded catalogue is whole")
    }

    pub(super) fn of(compiled: Compiled) -> Self {
        // The compiler writes the lengths it counted.
        let (words, text) = (Held::Read(compiled.words), compiled.text.into());
        Self::new(words, text).expect("what was just compiled is whole")
    }

    /// The words and the text, as [`Self::new`] takes them.
    pub(super) fn parts(&self) -> (&[u8], &str) {
        (&self.words, &self.text)
    }

    pub(super) fn products(&self) -> usize {
        self.products.count
    }

    pub(super) fn entries(&self) -> usize {
        self.entries.count
    }

    pub(super) fn codes(&self) -> usize {
        self.codes.count
    }

    pub(super) fn product(&self, product: usize, field: usize) -> u32 {
        word(&self.words, self.products.start + product * layout::product::LENGTH + field)
    }

    pub(super) fn entry(&self, entry: usize, field: usize) -> u32 {
        word(&self.words, self.entries.start + entry * layout::entry::LENGTH + field)
    }

    pub(super) fn code(&self, code: usize, field: usize) -> u32 {
        word(&self.words, self.codes.start + code * layout::code::LENGTH + field)
    }

    /// The entry at a place in the list of entries that is sorted by code.
    pub(super) fn code_entry(&self, at: usize) -> u32 {
        word(&self.words, self.code_entries.start + at)
    }

    pub(super) fn list(&self, at: usize) -> u32 {
        word(&self.words, self.lists.start + at)
    }

    pub(super) fn string(&self, string: u32) -> &str {
        let bound = |at: usize| word(&self.words, self.strings.start + at) as usize;
        let range: Range<usize> = bound(string as usize)..bound(string as usize + 1);
        // Every range lies between two strings that the compiler wrote.
        self.text.get(range).unwrap_or_default()
    }

    /// The string of a field that holds its place plus one; `None` for 0.
    pub(super) fn optional(&self, string: u32) -> Option<&str> {
        string.checked_sub(1).map(|string| self.string(string))
    }
}

/// A word of the catalogue. Nothing points beyond its end; 0 there keeps a damaged file from a panic.
fn word(words: &[u8], at: usize) -> u32 {
    let bytes = words.get(4 * at..).and_then(|rest| rest.first_chunk::<4>());
    bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes))
}
