//! Which words of a query each entry holds.

use crate::catalog::EntryId;

/// A set of the query's words: a bit for each, up to [`Tally::WORDS`].
pub(in crate::search) type WordSet = u64;

/// For each entry, the words of a query that it holds.
pub(in crate::search) struct Tally {
    held: Vec<WordSet>,
}

impl Tally {
    /// Words of a query that are counted; longer queries are judged by their first words.
    pub(in crate::search) const WORDS: usize = 64;

    pub(in crate::search) fn new(entries: usize) -> Self {
        Self { held: vec![0; entries] }
    }

    /// The set of the first `words` words.
    pub(in crate::search) fn all(words: usize) -> WordSet {
        if words >= Self::WORDS { WordSet::MAX } else { (1 << words) - 1 }
    }

    pub(in crate::search) fn add(&mut self, entry: usize, word: usize) {
        self.held[entry] |= 1 << word;
    }

    /// Takes over what another tally counted of the same words.
    pub(in crate::search) fn add_all(&mut self, other: &Tally) {
        self.held.iter_mut().zip(&other.held).for_each(|(held, other)| *held |= other);
    }

    pub(in crate::search) fn held(&self, entry: usize) -> WordSet {
        self.held[entry]
    }

    /// The entries that hold all of some words.
    pub(in crate::search) fn holding(&self, words: WordSet) -> impl Iterator<Item = EntryId> {
        let holding = self.held.iter().enumerate().filter(move |(_, held)| **held & words == words);
        holding.map(|(entry, _)| EntryId::new(entry))
    }

    /// The entries that hold any word.
    pub(in crate::search) fn holding_any(&self) -> impl Iterator<Item = (EntryId, WordSet)> {
        let holding = self.held.iter().enumerate().filter(|(_, held)| **held != 0);
        holding.map(|(entry, &held)| (EntryId::new(entry), held))
    }
}
