//! The distinct codes of a catalogue, and how well a query matches each of them.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem::Finder;

use super::fuzzy::Fuzzy;
use super::humps::{self, Start};
use super::rank::{Score, Tier, share};
use super::typo::{MOST_ERRORS, Typo};
use crate::catalog::{Catalog, EntryId};

/// A code within a word is found from this many letters on.
const INFIX: usize = 5;

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

fn letter_counts(letters: &[u8]) -> Counts {
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

/// What a query asks of codes, prepared once.
pub(super) struct CodeQuery<'q> {
    /// Letters and digits of the whole query, in lower case.
    letters: &'q [u8],
    /// As typed.
    written: &'q str,
    words: Vec<(Finder<'q>, usize)>,
    finder: Finder<'q>,
    set: u64,
    counts: Counts,
    fuzzy: Fuzzy,
    typo: Typo<'q>,
}

impl<'q> CodeQuery<'q> {
    /// `words` are the query's, `letters` these joined.
    pub(super) fn new(letters: &'q str, words: &[&'q str], written: &'q str) -> Self {
        let mut words: Vec<(Finder, usize)> =
            words.iter().map(|word| (Finder::new(word.as_bytes()), word.len())).collect();
        // The longest words have the fewest places to stand.
        words.sort_by_key(|(_, len)| std::cmp::Reverse(*len));
        Self {
            letters: letters.as_bytes(),
            written,
            words,
            finder: Finder::new(letters.as_bytes()),
            set: letter_set(letters.as_bytes()),
            counts: letter_counts(letters.as_bytes()),
            fuzzy: Fuzzy::new(letters),
            typo: Typo::new(letters),
        }
    }

    fn score<'a>(&self, code: Code, set: u64, written: impl Fn() -> &'a str) -> Score {
        let missing = (self.set & !set).count_ones();
        if missing == 0
            && let Some(score) = self.found(code, written)
        {
            return score;
        }
        let surplus = (set & !self.set).count_ones();
        self.typo.score(code.letters, missing, surplus).unwrap_or(Score::NONE)
    }

    /// `written` gives the code as it is written: it lies far away and is seldom needed.
    fn found<'a>(&self, code: Code, written: impl Fn() -> &'a str) -> Option<Score> {
        let (wanted, length) = (self.letters.len(), code.letters.len());
        if code.letters == self.letters {
            let likeness = if written() == self.written {
                u16::MAX
            } else if written().eq_ignore_ascii_case(self.written) {
                u16::MAX - 1
            } else {
                u16::MAX - 2
            };
            return Some(Score::new(Tier::CodeExact, likeness));
        }
        if code.letters.starts_with(self.letters) {
            return Some(Score::new(Tier::CodePrefix, self.prefix_quality(code)));
        }
        let mut within = false;
        for at in self.finder.find_iter(code.letters) {
            if code.starts[at] >= Start::Capital {
                return Some(Score::new(Tier::CodeSegment, segment_quality(code, at..at + wanted)));
            }
            within = true;
        }
        if let Some(score) = self.words_apart(code) {
            return Some(score);
        }
        if within && wanted >= INFIX {
            return Some(Score::new(Tier::Fuzzy, share(wanted, length) / 2));
        }
        self.fuzzy.score(code, written).map(|quality| Score::new(Tier::Fuzzy, quality))
    }

    /// A dot that was typed is one that the code must have; then comes a code whose last word is being typed.
    /// Of the others those are the likeliest of which somewhat more than half was typed: nobody types nearly all
    /// of a code, and after a few letters these are the short ones.
    fn prefix_quality(&self, code: Code) -> u16 {
        let wanted = self.letters.len();
        let dot = self.written.ends_with('.') && code.starts[wanted] == Start::Segment;
        let last_word = code.starts[wanted..].iter().all(|&start| start < Start::Hump);
        let off = (3 * code.letters.len()).abs_diff(5 * wanted).min(0x3fff) as u16;
        u16::from(dot) << 15 | u16::from(last_word) << 14 | (0x3fff - off)
    }

    /// Every word at a start of its own.
    fn words_apart(&self, code: Code) -> Option<Score> {
        if self.words.len() < 2 {
            return None;
        }
        let mut taken: Vec<Range<usize>> = Vec::with_capacity(self.words.len());
        for (finder, length) in &self.words {
            let mut place: Option<(Start, usize)> = None;
            // Words overlap themselves too seldom to look for it.
            for at in finder.find_iter(code.letters) {
                let start = code.starts[at];
                let least = if *length < INFIX { Start::Capital } else { Start::None };
                let free = taken.iter().all(|taken| at + length <= taken.start || taken.end <= at);
                if free && start >= least && place.is_none_or(|(best, _)| start > best) {
                    place = Some((start, at));
                }
            }
            let (_, at) = place?;
            taken.push(at..at + length);
        }
        let covered = taken.iter().map(Range::len).sum();
        Some(Score::new(Tier::CodeWords, share(covered, code.letters.len())))
    }
}

/// A whole segment is better than words of one, and whole words better than the start of one.
fn segment_quality(code: Code, found: Range<usize>) -> u16 {
    let next = code.starts.get(found.end).copied().unwrap_or(Start::Segment);
    let starts = code.starts[found.start];
    let class = u16::from(starts == Start::Segment)
        + u16::from(starts >= Start::Hump)
        + u16::from(next >= Start::Hump);
    class << 14 | share(found.len(), code.letters.len()) >> 2
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
    longest: usize,
}

impl Codes {
    pub(super) fn new(catalog: &Catalog) -> Self {
        let mut places: HashMap<&str, u32> = HashMap::new();
        let mut code_of = Vec::with_capacity(catalog.len());
        let mut codes = Self {
            letters: Vec::new(),
            starts: Vec::new(),
            offsets: vec![0],
            sets: Vec::new(),
            counts: Vec::new(),
            heads: Vec::new(),
            entries: Vec::new(),
            entry_offsets: Vec::new(),
            longest: 0,
        };
        let mut sizes: Vec<u32> = Vec::new();
        for entry in catalog.entries() {
            let place = *places.entry(&entry.code).or_insert_with(|| {
                codes.push(&entry.code);
                sizes.push(0);
                codes.sets.len() as u32 - 1
            });
            sizes[place as usize] += 1;
            code_of.push(place);
        }
        codes.entry_offsets = std::iter::once(0)
            .chain(sizes.iter().scan(0, |sum, &size| {
                *sum += size;
                Some(*sum)
            }))
            .collect();
        let mut next = codes.entry_offsets.clone();
        codes.entries = vec![EntryId::new(0); catalog.len()];
        for (id, &code) in catalog.ids().zip(&code_of) {
            codes.entries[next[code as usize] as usize] = id;
            next[code as usize] += 1;
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
        &catalog.entry(self.entries[self.entry_offsets[ix.0 as usize] as usize]).code
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
            if (query.set & !set).count_ones() > query.typo.errors() {
                continue;
            }
            if lacking(&query.counts, &self.counts[ix.0 as usize]) > query.typo.errors() {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn score(query: &str, code: &str) -> Score {
        let letters: Vec<u8> = humps::letters(code).map(|(letter, ..)| letter).collect();
        let starts: Vec<Start> = humps::letters(code).map(|(_, start, _)| start).collect();
        let words = super::super::word::words(query);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let joined = words.concat();
        let query = CodeQuery::new(&joined, &words, query);
        let heads = heads(&starts);
        query.score(Code { letters: &letters, starts: &starts, heads }, letter_set(&letters), || code)
    }

    fn tier(query: &str, code: &str) -> Option<Tier> {
        let score = score(query, code);
        let tiers =
            [Tier::Typo, Tier::Fuzzy, Tier::CodeWords, Tier::CodeSegment, Tier::CodePrefix, Tier::CodeExact];
        tiers.into_iter().rev().find(|&tier| score >= Score::new(tier, 0))
    }

    #[test]
    fn each_way_of_writing_a_code_has_its_tier() {
        for (query, code, expected) in [
            ("INVALIDINSTANCEID.NOTFOUND", "InvalidInstanceId.NotFound", Some(Tier::CodeExact)),
            ("invalid instance id notfound", "InvalidInstanceId.NotFound", Some(Tier::CodeExact)),
            ("invalid_instance_id", "InvalidInstanceId.NotFound", Some(Tier::CodePrefix)),
            ("notfound", "InvalidInstanceId.NotFound", Some(Tier::CodeSegment)),
            ("DBInstanceId", "InvalidDBInstanceId.NotFound", Some(Tier::CodeSegment)),
            ("notfound-invalidinstanceid", "InvalidInstanceId.NotFound", Some(Tier::CodeWords)),
            ("found id not instance", "InvalidInstanceId.NotFound", Some(Tier::CodeWords)),
            ("invdbinstidnf", "InvalidDBInstanceId.NotFound", Some(Tier::Fuzzy)),
            ("nstance", "InvalidInstanceId.NotFound", Some(Tier::Fuzzy)),
            ("Forbidden.SubUser", "Forbbiden.SubUser", Some(Tier::Typo)),
            ("QuotaExceed", "QuotaExcee", Some(Tier::Typo)),
            ("status", "OperationDenied.Region", None),
            ("status status", "InvalidStatus.NotFound", None),
        ] {
            assert_eq!(tier(query, code), expected, "{query} on {code}");
        }
    }

    #[test]
    fn what_covers_more_of_a_code_is_better() {
        for (query, better, worse) in [
            ("Invalid", "InvalidId", "InvalidInstanceId"),
            ("invalid.", "Invalid.Id", "InvalidId"),
            ("NotFound", "A.NotFound", "InvalidInstanceId.NotFound"),
            ("Found", "InvalidInstance.Found", "Id.NotFound"),
            ("Format", "InvalidStart.Format", "InvalidFormatOfTime"),
            ("id found", "FoundTheId", "FoundTheInstanceId"),
            ("A.b", "A.b", "a.b"),
            ("a.b", "A.b", "a_b"),
        ] {
            assert!(score(query, better) > score(query, worse), "{query}: {better} before {worse}");
        }
    }
}
