//! Which words of a query each entry holds.

use crate::catalog::EntryId;

/// A set of the query's words: a bit for each, up to [`Tally::WORDS`].
pub(super) type WordSet = u64;

/// For each entry, the words of a query that it holds.
pub(super) struct Tally {
    held: Vec<WordSet>,
}

impl Tally {
    /// Words of a query that are counted; longer queries are judged by their first words.
    pub(super) const WORDS: usize = 64;

    pub(super) fn new(entries: usize) -> Self {
        Self { held: vec![0; entries] }
    }

    /// The set of the first `words` words.
    pub(super) fn all(words: usize) -> WordSet {
        if words >= Self::WORDS { WordSet::MAX } else { (1 << words) - 1 }
    }

    pub(super) fn add(&mut self, entry: usize, word: usize) {
        self.held[entry] |= 1 << word;
    }

    pub(super) fn held(&self, entry: usize) -> WordSet {
        self.held[entry]
    }

    /// The entries that hold all of some words.
    pub(super) fn holding(&self, words: WordSet) -> impl Iterator<Item = EntryId> {
        let holding = self.held.iter().enumerate().filter(move |(_, held)| **held & words == words);
        holding.map(|(entry, _)| EntryId::new(entry))
    }

    /// The entries that hold any word.
    pub(super) fn holding_any(&self) -> impl Iterator<Item = (EntryId, WordSet)> {
        let holding = self.held.iter().enumerate().filter(|(_, held)| **held != 0);
        holding.map(|(entry, &held)| (EntryId::new(entry), held))
    }
}
