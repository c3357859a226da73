//! The letters of a catalogue's codes.

use super::letters::{self, Code, Counts, Start, heads, letter_counts, letter_set};
use crate::catalog::{Catalog, CodeIx};
use crate::search::kept::{Kept, Reader, Writer};

/// What is computed of each distinct code before any query is known.
pub(in crate::search) struct Codes {
    /// The letters of all codes, one after the other; `starts` tells what starts at each.
    letters: Vec<u8>,
    starts: Vec<Start>,
    /// Where each code's letters start; one more than there are codes.
    offsets: Vec<u32>,
    sets: Vec<u64>,
    counts: Vec<Counts>,
    heads: Vec<u64>,
    longest: usize,
}

impl Codes {
    pub(in crate::search) fn new(catalog: &Catalog) -> Self {
        let all = catalog.codes();
        let bytes = all.all().map(|ix| all.written(ix).len()).sum();
        let mut codes = Self {
            letters: Vec::with_capacity(bytes),
            starts: Vec::with_capacity(bytes),
            offsets: Vec::with_capacity(all.len() + 1),
            sets: Vec::with_capacity(all.len()),
            counts: Vec::with_capacity(all.len()),
            heads: Vec::with_capacity(all.len()),
            longest: 0,
        };
        codes.offsets.push(0);
        all.all().for_each(|ix| codes.push(all.written(ix)));
        codes
    }

    fn push(&mut self, code: &str) {
        let from = self.letters.len();
        for (letter, start, _) in letters::letters(code) {
            self.letters.push(letter);
            self.starts.push(start);
        }
        self.longest = self.longest.max(self.letters.len() - from);
        self.sets.push(letter_set(&self.letters[from..]));
        self.counts.push(letter_counts(&self.letters[from..]));
        self.heads.push(heads(&self.starts[from..]));
        self.offsets.push(self.letters.len() as u32);
    }

    pub(in crate::search) fn all(&self) -> impl Iterator<Item = CodeIx> + use<> {
        (0..self.sets.len()).map(CodeIx::new)
    }

    pub(in crate::search) fn get(&self, ix: CodeIx) -> Code<'_> {
        let at = ix.index();
        let range = self.offsets[at] as usize..self.offsets[at + 1] as usize;
        Code { letters: &self.letters[range.clone()], starts: &self.starts[range], heads: self.heads[at] }
    }

    pub(in crate::search) fn letter_set(&self, ix: CodeIx) -> u64 {
        self.sets[ix.index()]
    }

    pub(super) fn letter_counts(&self, ix: CodeIx) -> &Counts {
        &self.counts[ix.index()]
    }

    /// How many letters the longest code has.
    pub(super) fn longest(&self) -> usize {
        self.longest
    }
}

impl Kept for Codes {
    fn write(&self, out: &mut Writer) {
        out.put(&self.letters);
        out.put(&self.starts.iter().map(|&start| start as u8).collect::<Vec<_>>());
        out.put(&self.offsets);
        out.put(&self.sets);
        out.put(self.counts.as_flattened());
        out.put(&self.heads);
    }

    fn read(from: &mut Reader) -> Option<Self> {
        let letters = from.take()?;
        let starts: Vec<u8> = from.take()?;
        let starts = starts.into_iter().map(Start::of).collect::<Option<_>>()?;
        let (offsets, sets): (Vec<u32>, _) = (from.take()?, from.take()?);
        let counts = from.take::<u8>()?.as_chunks().0.to_vec();
        let longest = offsets.windows(2).map(|ends| (ends[1] - ends[0]) as usize).max().unwrap_or(0);
        Some(Self { letters, starts, offsets, sets, counts, heads: from.take()?, longest })
    }
}
