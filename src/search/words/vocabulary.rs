//! The words of a field: which entries hold a word, and the sequence of each entry's words.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;

use super::word::each_word;
use crate::catalog::EntryId;
use crate::search::code::letters::letter_set;
use crate::search::kept::{Kept, Reader, Writer};

/// The place of a word in the vocabulary, which is sorted.
pub(in crate::search) type WordIx = u32;

/// The words of the vocabulary that a query's word stands for: itself, the words that begin with it, or that hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct Meant {
    words: Vec<Range<WordIx>>,
}

impl Meant {
    pub(in crate::search) fn word(word: WordIx) -> Self {
        Self { words: std::iter::once(word..word + 1).collect() }
    }

    pub(in crate::search) fn has(&self, word: WordIx) -> bool {
        self.words.iter().any(|range| range.contains(&word))
    }

    pub(in crate::search) fn is_empty(&self) -> bool {
        self.words.iter().all(Range::is_empty)
    }
}

/// Which words a query's word may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) enum Reach {
    Itself,
    /// Also the words that begin with it.
    Beginnings,
    /// Also the words that hold it, where none begins with it.
    Insides,
}

/// In words of this many letters only a swap of two letters is corrected; in longer ones any single error is.
const LEAST_SWAPPED: usize = 5;
const LEAST_MENDED: usize = 7;

/// Shorter words are not searched for inside of others.
const LEAST_INSIDE: usize = 5;

/// The words of one field of all entries.
pub(in crate::search) struct Vocabulary {
    /// All different words in order, each ended by a line break.
    text: Vec<u8>,
    offsets: Vec<u32>,
    /// The entries that hold each word, word by word.
    holders: Vec<u32>,
    holder_offsets: Vec<u32>,
    /// The words of each entry, entry by entry.
    sequence: Vec<WordIx>,
    sequence_offsets: Vec<u32>,
}

/// Collects the words of the texts of an entry.
pub(in crate::search) struct Collector<'a> {
    places: HashMap<Box<str>, u32>,
    sequence: Vec<u32>,
    offsets: Vec<u32>,
    word: &'a mut String,
}

impl Collector<'_> {
    /// Takes in a text of the entry that is being read.
    pub(in crate::search) fn take(&mut self, text: &str, wanted: impl Fn(&Range<usize>, &str) -> bool) {
        let Self { places, sequence, word, .. } = self;
        each_word(text, word, |range, word| {
            if wanted(&range, word) {
                let next = places.len() as u32;
                let place = match places.get(word) {
                    Some(&place) => place,
                    None => *places.entry(word.into()).or_insert(next),
                };
                sequence.push(place);
            }
        });
    }
}

impl Vocabulary {
    /// The vocabulary of `entries` entries; `read` takes in the texts of each.
    pub(in crate::search) fn new(entries: usize, mut read: impl FnMut(EntryId, &mut Collector)) -> Self {
        let mut collector = Collector {
            places: HashMap::new(),
            sequence: Vec::new(),
            offsets: Vec::with_capacity(entries + 1),
            word: &mut String::new(),
        };
        collector.offsets.push(0);
        for entry in 0..entries {
            read(EntryId::new(entry), &mut collector);
            collector.offsets.push(collector.sequence.len() as u32);
        }
        let Collector { places, mut sequence, offsets: sequence_offsets, .. } = collector;

        let mut words: Vec<(Box<str>, u32)> = places.into_iter().collect();
        words.sort_unstable();
        let mut sorted_place = vec![0; words.len()];
        let mut text = Vec::new();
        let mut offsets = vec![0];
        for (place, (word, provisional)) in words.iter().enumerate() {
            sorted_place[*provisional as usize] = place as u32;
            text.extend_from_slice(word.as_bytes());
            text.push(b'\n');
            offsets.push(text.len() as u32);
        }
        for word in &mut sequence {
            *word = sorted_place[*word as usize];
        }
        sequence.shrink_to_fit();
        text.shrink_to_fit();
        let mut vocabulary = Self {
            text,
            offsets,
            holders: Vec::new(),
            holder_offsets: Vec::new(),
            sequence,
            sequence_offsets,
        };
        vocabulary.note_holders(entries);
        vocabulary
    }

    fn note_holders(&mut self, entries: usize) {
        let words = self.offsets.len() - 1;
        let mut sizes = vec![0u32; words + 1];
        let mut distinct = Vec::new();
        let mut holders_of = |each: &mut dyn FnMut(u32, WordIx)| {
            for entry in 0..entries {
                distinct.clear();
                distinct.extend_from_slice(self.words_of(entry));
                distinct.sort_unstable();
                distinct.dedup();
                distinct.iter().for_each(|&word| each(entry as u32, word));
            }
        };
        holders_of(&mut |_, word| sizes[word as usize + 1] += 1);
        for word in 0..words {
            sizes[word + 1] += sizes[word];
        }
        let mut next = sizes.clone();
        let mut holders = vec![0; sizes[words] as usize];
        holders_of(&mut |entry, word| {
            holders[next[word as usize] as usize] = entry;
            next[word as usize] += 1;
        });
        self.holders = holders;
        self.holder_offsets = sizes;
    }

    /// How many different words there are.
    pub(in crate::search) fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    /// How many entries it is the vocabulary of.
    pub(in crate::search) fn entries(&self) -> usize {
        self.sequence_offsets.len() - 1
    }

    fn word(&self, ix: usize) -> &[u8] {
        &self.text[self.offsets[ix] as usize..self.offsets[ix + 1] as usize - 1]
    }

    /// The words of an entry, in order.
    pub(in crate::search) fn words_of(&self, entry: usize) -> &[WordIx] {
        &self.sequence[self.sequence_offsets[entry] as usize..self.sequence_offsets[entry + 1] as usize]
    }

    /// The entries that hold any of some words, in order for each word; one may come more than once.
    pub(in crate::search) fn holders(&self, meant: &Meant) -> impl Iterator<Item = u32> {
        meant.words.iter().flat_map(|range| self.holders_of(range.clone())).copied()
    }

    fn holders_of(&self, words: Range<WordIx>) -> &[u32] {
        let offset = |word: WordIx| self.holder_offsets[word as usize] as usize;
        &self.holders[offset(words.start)..offset(words.end)]
    }

    /// How many entries hold any of some words; an entry with several counts for each.
    pub(in crate::search) fn count(&self, meant: &Meant) -> usize {
        meant.words.iter().map(|range| self.holders_of(range.clone()).len()).sum()
    }

    /// The words of the vocabulary that a word may stand for.
    pub(in crate::search) fn meant(&self, word: &str, reach: Reach) -> Meant {
        let begun = self.begun_by(word);
        let exact = begun.start
            ..begun.start
                + WordIx::from(!begun.is_empty() && self.word(begun.start as usize) == word.as_bytes());
        let words = match reach {
            Reach::Itself => vec![exact],
            Reach::Insides if begun.is_empty() && word.len() >= LEAST_INSIDE => self.holding(word),
            Reach::Beginnings | Reach::Insides => vec![begun],
        };
        Meant { words }
    }

    /// The most frequent word that a misspelt one may stand for; `None` if a word begins with it, for it may be
    /// unfinished.
    pub(in crate::search) fn mended(&self, word: &str) -> Option<&str> {
        let letters = word.bytes().all(|b| b.is_ascii_lowercase());
        if !letters || word.len() < LEAST_SWAPPED || !self.begun_by(word).is_empty() {
            return None;
        }
        let fits = |other: &str| {
            let swapped =
                other.len() == word.len() && letter_set(other.as_bytes()) == letter_set(word.as_bytes());
            (swapped || word.len() >= LEAST_MENDED)
                && other.len().abs_diff(word.len()) <= 1
                && other.bytes().all(|b| b.is_ascii_lowercase())
                && strsim::osa_distance(other, word) == 1
        };
        let words = (0..self.len()).filter_map(|ix| Some((ix, std::str::from_utf8(self.word(ix)).ok()?)));
        let fitting = words.filter(|(_, other)| fits(other));
        let best = fitting.max_by_key(|(ix, _)| self.count(&Meant::word(*ix as WordIx)));
        best.map(|(_, other)| other)
    }

    fn begun_by(&self, head: &str) -> Range<WordIx> {
        let partition = |before: &dyn Fn(&[u8]) -> bool| {
            let (mut low, mut high) = (0, self.len());
            while low < high {
                let middle = low.midpoint(high);
                if before(self.word(middle)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            low as WordIx
        };
        let start = partition(&|word| word < head.as_bytes());
        let end = partition(&|word| word < head.as_bytes() || word.starts_with(head.as_bytes()));
        start..end
    }

    fn holding(&self, part: &str) -> Vec<Range<WordIx>> {
        let mut found: Vec<Range<WordIx>> = Vec::new();
        for at in memmem::find_iter(&self.text, part.as_bytes()) {
            let word = (self.offsets.partition_point(|&offset| offset as usize <= at) - 1) as WordIx;
            if found.last().is_none_or(|last| last.end <= word) {
                found.push(word..word + 1);
            }
        }
        found
    }
}

impl Kept for Vocabulary {
    fn write(&self, out: &mut Writer) {
        out.put(&self.text);
        for list in
            [&self.offsets, &self.holders, &self.holder_offsets, &self.sequence, &self.sequence_offsets]
        {
            out.put(list);
        }
    }

    fn read(from: &mut Reader) -> Option<Self> {
        Some(Self {
            text: from.take()?,
            offsets: from.take()?,
            holders: from.take()?,
            holder_offsets: from.take()?,
            sequence: from.take()?,
            sequence_offsets: from.take()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary(texts: &[&str]) -> Vocabulary {
        Vocabulary::new(texts.len(), |entry, collector| collector.take(texts[entry.index()], |_, _| true))
    }

    #[test]
    fn words_are_found_whole_begun_and_inside() {
        let vocabulary = vocabulary(&["The instance is locked", "No DBInstanceId, no instances", ""]);
        let holders = |word: &str, reach| {
            let mut holders: Vec<u32> = vocabulary.holders(&vocabulary.meant(word, reach)).collect();
            holders.sort_unstable();
            holders.dedup();
            holders
        };
        assert_eq!(holders("instance", Reach::Itself), [0]);
        assert_eq!(holders("instance", Reach::Beginnings), [0, 1]);
        assert_eq!(holders("stanceid", Reach::Beginnings), Vec::<u32>::new());
        assert_eq!(holders("stanceid", Reach::Insides), [1]);
        assert_eq!(holders("zzz", Reach::Insides), Vec::<u32>::new());
        assert_eq!(holders("zzz", Reach::Itself), Vec::<u32>::new());
        assert_eq!(vocabulary.words_of(1).len(), 4);
        assert!(vocabulary.words_of(2).is_empty());
    }
}
