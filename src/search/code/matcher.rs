//! How well a query matches a code.

use std::ops::Range;

use memchr::memmem::Finder;

use super::codes::Codes;
use super::fuzzy::Fuzzy;
use super::letters::{Code, Counts, Start, lacking, letter_counts, letter_set};
use super::typo::{MOST_ERRORS, Typo};
use crate::catalog::{Catalog, CodeIx};
use crate::search::rank::{Score, Tier, share};

/// A code within a word is found from this many letters on.
const INFIX: usize = 5;

/// What a query asks of codes, prepared once.
pub(in crate::search) struct CodeQuery<'q> {
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
    pub(in crate::search) fn new(letters: &'q str, words: &[&'q str], written: &'q str) -> Self {
        let mut words: Vec<(Finder, usize)> =
            words.iter().map(|word| (Finder::new(word.as_bytes()), word.len())).collect();
        // The longest word is tried first: it has the fewest places where it can stand.
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

    /// How many letters may be wrong.
    fn errors(&self) -> u32 {
        self.typo.errors()
    }

    /// Calls `each` with every code that the query matches.
    pub(in crate::search) fn search(
        &self,
        codes: &Codes,
        catalog: &Catalog,
        mut each: impl FnMut(CodeIx, Score),
    ) {
        if self.letters.is_empty() || self.letters.len() > codes.longest() + MOST_ERRORS {
            return;
        }
        for ix in codes.all() {
            let set = codes.letter_set(ix);
            if (self.set & !set).count_ones() > self.errors()
                || lacking(&self.counts, codes.letter_counts(ix)) > self.errors()
            {
                continue;
            }
            let score = self.score(codes.get(ix), set, || catalog.codes().written(ix));
            if score > Score::NONE {
                each(ix, score);
            }
        }
    }

    /// How well a code matches; `set` is the set of its letters.
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

    /// `written` gives the code as it is written. It is a closure because it is seldom needed and reading it costs a
    /// cache miss.
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

    /// A code that has a dot where one was typed is best, then a code whose last word is being typed. Of the others,
    /// those are the likeliest of which somewhat more than half was typed: nobody stops just before the end of a
    /// code, and after a few letters these are the short codes.
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
            // `find_iter` skips overlapping places; words overlap themselves too seldom to matter.
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

/// A whole segment is better than whole words of a segment, and these are better than the start of a word.
fn segment_quality(code: Code, found: Range<usize>) -> u16 {
    let next = code.starts.get(found.end).copied().unwrap_or(Start::Segment);
    let starts = code.starts[found.start];
    let class = u16::from(starts == Start::Segment)
        + u16::from(starts >= Start::Hump)
        + u16::from(next >= Start::Hump);
    class << 14 | share(found.len(), code.letters.len()) >> 2
}

#[cfg(test)]
mod tests {
    use super::super::letters::{self, heads};
    use super::*;

    fn score(query: &str, code: &str) -> Score {
        let letters: Vec<u8> = letters::letters(code).map(|(letter, ..)| letter).collect();
        let starts: Vec<Start> = letters::letters(code).map(|(_, start, _)| start).collect();
        let words = crate::search::words::word::words(query);
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
