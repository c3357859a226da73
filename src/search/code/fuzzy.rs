//! Codes from a few of their letters: `invdbinstidnf` for `InvalidDBInstanceId.NotFound`.
//!
//! A subsequence alone matches nearly every long code. So the letters must begin the code's words, one word after the
//! other, except for a few letters. Only codes that pass this test are scored, by nucleo.

use std::cell::RefCell;

use nucleo::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo::{Config, Matcher, Utf32Str};

use super::letters::{Code, Start, heads};
use crate::search::rank::share;

/// Shorter queries match too much by chance.
const LEAST: usize = 5;

/// Up to this many letters are found scattered over a code by chance, unless the code begins with the first two.
const SCATTERED: usize = 6;

/// Positions are bits of a 64-bit word; the letters of a code behind the 64th are not looked at.
const WINDOW: usize = 64;

thread_local! {
    /// One for each thread and not for each query: its buffers are large, and nothing in them outlives a call.
    static MATCHER: RefCell<Matcher> = RefCell::new(Matcher::new(Config::DEFAULT));
}

/// A query's letters, prepared for the search through many codes.
pub(in crate::search) struct Fuzzy {
    letters: Vec<u8>,
    atom: Atom,
}

impl Fuzzy {
    /// `letters` in lower case.
    pub(in crate::search) fn new(letters: &str) -> Self {
        let atom = Atom::new(letters, CaseMatching::Ignore, Normalization::Never, AtomKind::Fuzzy, false);
        Self { letters: letters.as_bytes().to_vec(), atom }
    }

    /// How well a code's words begin with the letters; `None` where they do not.
    pub(in crate::search) fn score<'a>(&self, code: Code, written: impl Fn() -> &'a str) -> Option<u16> {
        if self.letters.len() < LEAST || !self.heads_of_words(code.letters, code.heads) {
            return None;
        }
        MATCHER.with_borrow_mut(|matcher| {
            let score = self.atom.score(Utf32Str::new(written(), &mut Vec::new()), matcher)?;
            // nucleo gives a letter 16 points and a bonus of up to 10. How much of the code is covered counts a little.
            let best = self.letters.len() * 28;
            let quality = share(usize::from(score), best);
            let covered = share(self.letters.len(), code.letters.len());
            Some(quality / 4 * 3 + covered / 4)
        })
    }

    /// The bytes of a code that the letters matched.
    pub(in crate::search) fn indices(
        &self,
        written: &str,
        letters: &[u8],
        starts: &[Start],
    ) -> Option<Vec<usize>> {
        if !written.is_ascii() {
            return None;
        }
        self.score(Code { letters, starts, heads: heads(starts) }, || written)?;
        let mut indices = Vec::new();
        MATCHER.with_borrow_mut(|matcher| {
            self.atom.indices(Utf32Str::Ascii(written.as_bytes()), matcher, &mut indices)
        })?;
        Some(indices.into_iter().map(|index| index as usize).collect())
    }

    /// How many letters may stand inside a word without continuing a run that begins it: the strays.
    fn strays(&self) -> usize {
        (self.letters.len().saturating_sub(3) / 4).min(3)
    }

    /// Whether the letters begin words of the code. Follows all ways to place them at once: a bit for each position at
    /// which the letters so far may end, and one word of bits for each number of strays.
    fn heads_of_words(&self, code: &[u8], heads: u64) -> bool {
        // The first letter must begin the code or its second word. A few scattered letters must begin the code and may
        // skip no word.
        let scattered = self.letters.len() <= SCATTERED && !code.starts_with(&self.letters[..2]);
        let first = heads & up_to_head(heads, if scattered { 1 } else { 2 });
        let begins = |at: u32| code[at as usize] == self.letters[0];
        if first == 0 || !(begins(first.trailing_zeros()) || begins(63 - first.leading_zeros())) {
            return false;
        }
        let strays = self.strays();
        let mut ends = [0u64; 4];
        for (nth, &letter) in self.letters.iter().enumerate() {
            let places = places(code, letter);
            if nth == 0 {
                ends[0] = places & first;
            } else {
                let before = ends;
                for used in 0..=strays {
                    let next = before[used] << 1;
                    let jump = match scattered {
                        true => next_heads(before[used], heads),
                        false => heads & after_lowest(before[used]),
                    };
                    let mut reached = (next | jump) & places;
                    if used > 0 {
                        reached |= same_word(before[used - 1], heads) & places;
                    }
                    ends[used] = reached;
                }
            }
            if ends.iter().all(|&ends| ends == 0) {
                return false;
            }
        }
        true
    }
}

/// Where a letter stands.
fn places(code: &[u8], letter: u8) -> u64 {
    let found = code.iter().take(WINDOW).enumerate();
    found.fold(0, |places, (at, &other)| places | u64::from(other == letter) << at)
}

/// All positions beyond the lowest one set.
fn after_lowest(ends: u64) -> u64 {
    if ends == 0 { 0 } else { !((ends & ends.wrapping_neg()) << 1).wrapping_sub(1) }
}

/// For each position set, the head that comes next.
fn next_heads(mut ends: u64, heads: u64) -> u64 {
    let mut next = 0;
    while ends != 0 {
        let beyond = heads & after_lowest(ends);
        next |= beyond & beyond.wrapping_neg();
        ends &= ends - 1;
    }
    next
}

/// All positions up to the `nth` head.
fn up_to_head(heads: u64, nth: u32) -> u64 {
    let beyond = (1..nth).fold(heads, |heads, _| heads & heads.wrapping_sub(1));
    match beyond & beyond.wrapping_neg() {
        0 => u64::MAX,
        head => head | (head - 1),
    }
}

/// All positions behind one that is set, up to the end of its word.
fn same_word(ends: u64, heads: u64) -> u64 {
    let mut reached = 0;
    let mut next = (ends << 1) & !heads;
    while next & !reached != 0 {
        reached |= next;
        next = (next << 1) & !heads;
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::super::letters;
    use super::*;

    fn score(query: &str, code: &str) -> Option<u16> {
        let letters: Vec<u8> = letters::letters(code).map(|(letter, ..)| letter).collect();
        let starts: Vec<Start> = letters::letters(code).map(|(_, start, _)| start).collect();
        let heads = heads(&starts);
        Fuzzy::new(query).score(Code { letters: &letters, starts: &starts, heads }, || code)
    }

    #[test]
    fn heads_of_words_match_and_scattered_letters_do_not() {
        for (query, code, matches) in [
            ("invdbinstidnf", "InvalidDBInstanceId.NotFound", true),
            ("invdbinstidnf", "InvalidInstanceId.NotFound", false),
            ("opdenlock", "OperationDenied.LockMode", true),
            ("quotexc", "QuotaExceeded.AccountName", true),
            ("invldinstid", "InvalidInstanceId.NotFound", true),
            ("vldnst", "InvalidInstanceId.NotFound", false),
            ("naten", "InvalidInstanceId.NotFound", false),
            ("idd", "InvalidDiskId", false),
            ("oidaf", "OssInstanceDataNotFound", false),
            ("oidnf", "OssInstanceDataNotFound", true),
            ("invnf", "InvalidDiskId.NotFound", true),
        ] {
            assert_eq!(score(query, code).is_some(), matches, "{query} on {code}");
        }
    }

    #[test]
    fn a_code_that_is_covered_better_is_better() {
        assert!(score("invdbid", "InvalidDBId") > score("invdbid", "InvalidDBInstanceNetworkId.NotFound"));
    }
}
