//! The distinct codes of a catalogue.

use std::collections::HashMap;

use memchr::memmem::Finder;

use super::code_query::CodeQuery;
use super::humps::{self, Start};
use super::rank::Score;
use super::typo::MOST_ERRORS;
use crate::catalog::{Catalog, EntryId};

/// The place of a distinct code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CodeIx(u32);

/// A bit for each letter and each digit that occurs.
pub(super) fn letter_set(letters: &[u8]) -> u64 {
    letters.iter().fold(0, |set, &letter| {
        set | match letter {
            b'a'..=b'z' => 1 << (letter - b'a'),
            b'0'..=b'9' => 1 << (26 + letter - b'0'),
            _ => 0,
        }
    })
}

/// How often each letter occurs; digits share what is left of the 32 counts.
pub(super) type Counts = [u8; 32];

pub(super) fn letter_counts(letters: &[u8]) -> Counts {
    let mut counts = [0u8; 32];
    for &letter in letters {
        let at = if letter.is_ascii_digit() { 26 + letter % 6 } else { letter.wrapping_sub(b'a') % 32 };
        counts[usize::from(at)] = counts[usize::from(at)].saturating_add(1);
    }
    counts
}

/// How many letters of a query a code has not, or not so often.
fn lacking(query: &Counts, code: &Counts) -> u32 {
    query.iter().zip(code).map(|(query, code)| u32::from(query.saturating_sub(*code))).sum()
}

/// The letters of a code, and what starts at each of them.
#[derive(Clone, Copy)]
pub(super) struct Code<'a> {
    pub(super) letters: &'a [u8],
    pub(super) starts: &'a [Start],
    /// A bit for each of the first letters at which something starts.
    pub(super) heads: u64,
}

/// A bit for each of the first letters at which something starts.
pub(super) fn heads(starts: &[Start]) -> u64 {
    let starts = starts.iter().take(u64::BITS as usize).enumerate();
    starts.fold(0, |heads, (at, start)| heads | u64::from(*start >= Start::Capital) << at)
}

/// The distinct codes of a catalogue.
pub(super) struct Codes {
    /// The letters of all codes, one after the other, and what starts at each.
    letters: Vec<u8>,
    starts: Vec<Start>,
    /// Where each code's letters start; one more than there are codes.
    offsets: Vec<u32>,
    sets: Vec<u64>,
    counts: Vec<Counts>,
    heads: Vec<u64>,
    /// The entries, code by code, and where each code's start; one more than there are codes.
    entries: Vec<EntryId>,
    entry_offsets: Vec<u32>,
    /// The code of each entry.
    of_entries: Vec<CodeIx>,
    longest: usize,
}

impl Codes {
    pub(super) fn new(catalog: &Catalog) -> Self {
        let mut places: HashMap<&str, u32> = HashMap::new();
        let mut codes = Self {
            letters: Vec::new(),
            starts: Vec::new(),
            offsets: vec![0],
            sets: Vec::new(),
            counts: Vec::new(),
            heads: Vec::new(),
            entries: Vec::new(),
            entry_offsets: Vec::new(),
            of_entries: Vec::new(),
            longest: 0,
        };
        let mut sizes: Vec<u32> = Vec::new();
        for entry in catalog.entries() {
            let place = *places.entry(entry.code()).or_insert_with(|| {
                codes.push(entry.code());
                sizes.push(0);
                codes.sets.len() as u32 - 1
            });
            sizes[place as usize] += 1;
            codes.of_entries.push(CodeIx(place));
        }
        codes.entry_offsets = std::iter::once(0)
            .chain(sizes.iter().scan(0, |sum, &size| {
                *sum += size;
                Some(*sum)
            }))
            .collect();
        let mut next = codes.entry_offsets.clone();
        codes.entries = vec![EntryId::new(0); catalog.len()];
        for (id, code) in catalog.ids().zip(&codes.of_entries) {
            let next = &mut next[code.0 as usize];
            codes.entries[*next as usize] = id;
            *next += 1;
        }
        codes.letters.shrink_to_fit();
        codes.starts.shrink_to_fit();
        codes
    }

    fn push(&mut self, code: &str) {
        let from = self.letters.len();
        for (letter, start, _) in humps::letters(code) {
            self.letters.push(letter);
            self.starts.push(start);
        }
        self.longest = self.longest.max(self.letters.len() - from);
        self.sets.push(letter_set(&self.letters[from..]));
        self.counts.push(letter_counts(&self.letters[from..]));
        self.heads.push(heads(&self.starts[from..]));
        self.offsets.push(self.letters.len() as u32);
    }

    pub(super) fn all(&self) -> impl Iterator<Item = CodeIx> + use<> {
        (0..self.sets.len() as u32).map(CodeIx)
    }

    /// The code of each entry, in document order.
    pub(super) fn of_entries(&self) -> impl Iterator<Item = CodeIx> {
        self.of_entries.iter().copied()
    }

    /// The entries of a code, in document order.
    pub(super) fn entries(&self, code: CodeIx) -> &[EntryId] {
        let at = code.0 as usize;
        &self.entries[self.entry_offsets[at] as usize..self.entry_offsets[at + 1] as usize]
    }

    pub(super) fn get(&self, ix: CodeIx) -> Code<'_> {
        let at = ix.0 as usize;
        let range = self.offsets[at] as usize..self.offsets[at + 1] as usize;
        Code { letters: &self.letters[range.clone()], starts: &self.starts[range], heads: self.heads[at] }
    }

    /// A code as it is written.
    pub(super) fn written<'c>(&self, ix: CodeIx, catalog: &'c Catalog) -> &'c str {
        // A code is in the table because an entry has it.
        catalog.entry(self.entries[self.entry_offsets[ix.0 as usize] as usize]).code()
    }

    pub(super) fn letter_set(&self, ix: CodeIx) -> u64 {
        self.sets[ix.0 as usize]
    }

    /// Calls `each` with every code that a query matches.
    pub(super) fn search(&self, query: &CodeQuery, catalog: &Catalog, mut each: impl FnMut(CodeIx, Score)) {
        if query.letters.is_empty() || query.letters.len() > self.longest + MOST_ERRORS {
            return;
        }
        for ix in self.all() {
            let set = self.letter_set(ix);
            if (query.set & !set).count_ones() > query.errors() {
                continue;
            }
            if lacking(&query.counts, &self.counts[ix.0 as usize]) > query.errors() {
                continue;
            }
            let score = query.score(self.get(ix), set, || self.written(ix, catalog));
            if score > Score::NONE {
                each(ix, score);
            }
        }
    }
}

impl Code<'_> {
    /// Whether letters stand in the code at the start of a word.
    pub(super) fn has_word(self, finder: &Finder) -> bool {
        finder.find_iter(self.letters).any(|at| self.starts[at] >= Start::Capital)
    }
}
