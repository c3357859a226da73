//! Codes in spite of typing errors.
//!
//! One letter may be dropped, doubled, wrong or swapped with its neighbour in a code of eight letters or more, two in
//! longer ones. The query may be the start of the code. Codes that cannot be meant are ruled out by cheap tests: their
//! letters, their length, and the pairs of letters, of which most must stand near their places.

use memchr::memmem;

use super::letters::letter_set;
use crate::search::rank::{Score, Tier, share};

pub(in crate::search) const MOST_ERRORS: usize = 2;

/// Codes of fewer letters are not looked for.
const LEAST: usize = 8;

/// A query of at least this many letters may have two errors.
const LEAST_FOR_TWO: usize = 12;

/// Words that documents misspell; a code with one of them stands behind the codes that are spelt right.
const MISSPELT: [&[u8]; 8] =
    [b"forbbiden", b"invaild", b"paramter", b"avaliable", b"exsit", b"unsupportn", b"recieve", b"sucess"];

/// A query's letters, prepared for the comparison with many codes.
pub(in crate::search) struct Typo<'q> {
    letters: &'q str,
    errors: usize,
}

impl<'q> Typo<'q> {
    /// `letters` in lower case.
    pub(in crate::search) fn new(letters: &'q str) -> Self {
        let errors = match letters.len() {
            // One letter may have been dropped.
            len if !letters.is_ascii() || len < LEAST - 1 => 0,
            len if len < LEAST_FOR_TWO => 1,
            _ => MOST_ERRORS,
        };
        Self { letters, errors }
    }

    /// How many errors are forgiven.
    pub(in crate::search) fn errors(&self) -> u32 {
        self.errors as u32
    }

    /// How well a code's letters match; `missing` and `surplus` are the numbers of different letters that only
    /// the query has, and only the code.
    pub(in crate::search) fn score(&self, code: &[u8], missing: u32, surplus: u32) -> Option<Score> {
        let wanted = self.letters.len();
        if self.errors == 0
            || code.len() < LEAST
            || missing > self.errors()
            || code.len() + self.errors < wanted
        {
            return None;
        }
        let may_be_whole = code.len() <= wanted + self.errors && surplus <= self.errors();
        if code.len() < wanted.saturating_sub(self.errors) + usize::from(!may_be_whole)
            || !self.pieces_stand(code)
        {
            return None;
        }
        let distances = distances(self.letters.as_bytes(), code, self.errors);
        if distances.whole <= if code.len() < 14 { 1 } else { self.errors } {
            return Some(Score::new(Tier::Typo, quality(distances.whole, 1, wanted, code)));
        }
        // Many codes share a start, so fewer errors are forgiven where only the start matches.
        let forgiven = distances.start <= if wanted < 16 { 1 } else { self.errors };
        forgiven.then(|| Score::new(Tier::Typo, quality(distances.start, 0, wanted, code)))
    }

    /// Whether a code's letters match.
    pub(in crate::search) fn matches(&self, code: &[u8]) -> bool {
        let (sought, set) = (letter_set(self.letters.as_bytes()), letter_set(code));
        self.score(code, (sought & !set).count_ones(), (set & !sought).count_ones()).is_some()
    }

    /// Whether enough pairs of the query's letters stand in the code, shifted by at most the number of errors. An error
    /// breaks two pairs at most, as a swap of the letters at their border does.
    fn pieces_stand(&self, code: &[u8]) -> bool {
        let pairs = self.letters.len() / 2;
        let mut to_spoil = 2 * self.errors;
        for (nth, pair) in self.letters.as_bytes().chunks_exact(2).enumerate() {
            let from = (2 * nth).saturating_sub(self.errors);
            let window = code.get(from..(2 * nth + 2 + self.errors).min(code.len())).unwrap_or_default();
            if !window.windows(2).any(|other| other == pair) {
                if to_spoil == 0 {
                    return false;
                }
                to_spoil -= 1;
            }
        }
        pairs > 0
    }
}

/// Optimal string alignment distances: from a query to a code, and to the nearest start of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Distances {
    whole: usize,
    start: usize,
}

/// Cells of a row that can be within [`MOST_ERRORS`] of the diagonal.
const BAND: usize = 2 * MOST_ERRORS + 1;

/// The distances, exact up to `most`; what is reported beyond that is only known to be greater than `most`.
///
/// Only the cells near the diagonal are computed, and one pass gives the distance to every start of the code. That is
/// why this is not left to a library: those compare whole texts only.
fn distances(query: &[u8], code: &[u8], most: usize) -> Distances {
    const FAR: usize = usize::MAX / 2;
    let far = Distances { whole: FAR, start: FAR };
    // Cell `at` of row `i` is for the start of the code of `i + at - MOST_ERRORS` letters.
    let mut before = [FAR; BAND];
    let mut row: [usize; BAND] = std::array::from_fn(|at| at.checked_sub(MOST_ERRORS).unwrap_or(FAR));
    for i in 1..=query.len() {
        let mut next = [FAR; BAND];
        for at in 0..BAND {
            let Some(j) = (i + at).checked_sub(MOST_ERRORS).filter(|&j| j <= code.len()) else { continue };
            if j == 0 {
                next[at] = i;
                continue;
            }
            let same = query[i - 1] == code[j - 1];
            let mut cell = row[at] + usize::from(!same);
            if at + 1 < BAND {
                cell = cell.min(row[at + 1] + 1);
            }
            if at > 0 {
                cell = cell.min(next[at - 1] + 1);
            }
            if i > 1 && j > 1 && query[i - 1] == code[j - 2] && query[i - 2] == code[j - 1] {
                cell = cell.min(before[at] + 1);
            }
            next[at] = cell;
        }
        // A swap looks back over one row, so both rows must be beyond `most` before it is safe to stop.
        if next.iter().all(|&cell| cell > most) && row.iter().all(|&cell| cell >= most) {
            return far;
        }
        before = row;
        row = next;
    }
    let whole = (code.len() + MOST_ERRORS).checked_sub(query.len()).and_then(|at| row.get(at)).copied();
    Distances { whole: whole.unwrap_or(FAR), start: row.into_iter().min().unwrap_or(FAR) }
}

fn quality(distance: usize, whole: u16, wanted: usize, code: &[u8]) -> u16 {
    let nearness = (MOST_ERRORS - distance.min(MOST_ERRORS)) as u16;
    let right = u16::from(!MISSPELT.iter().any(|word| memmem::find(code, word).is_some()));
    let covered = share(wanted.min(code.len()), code.len().max(wanted));
    (whole << 3 | nearness << 1 | right) << 12 | covered >> 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(query: &str, code: &str) -> bool {
        Typo::new(query).matches(code.as_bytes())
    }

    #[test]
    fn slips_are_forgiven_by_the_length_of_the_code() {
        for (query, code, expected) in [
            ("forbiden", "forbidden", true),
            ("fforbidden", "forbidden", true),
            ("forbiddne", "forbidden", true),
            ("xorbidden", "forbidden", true),
            ("xorbiddne", "forbidden", false),
            ("throtling", "throttling", true),
            ("nocrad", "nocard", false),
            ("invladinstanceid", "invalidinstanceid", true),
            ("invlaidinstnaceid", "invalidinstanceid", true),
            ("nvlaidinstnaceid", "invalidinstanceid", false),
            ("invlaiddbinstanceid", "invaliddbinstanceidnotfound", true),
            ("invalidinstanceid", "operationdeniedregion", false),
        ] {
            assert_eq!(finds(query, code), expected, "{query} for {code}");
        }
    }
    #[test]
    fn distances_are_those_of_the_library_within_the_band() {
        let texts = [
            "invalid",
            "invaild",
            "invlaidx",
            "nvalid",
            "invalidid",
            "ab",
            "ba",
            "",
            "inavlidd",
            "invalidinst",
        ];
        for query in texts {
            for code in texts {
                let got = distances(query.as_bytes(), code.as_bytes(), MOST_ERRORS);
                let whole = strsim::osa_distance(query, code);
                let starts = (0..=code.len()).map(|end| strsim::osa_distance(query, &code[..end]));
                let start = starts.min().unwrap_or_default();
                for (got, expected) in [(got.whole, whole), (got.start, start)] {
                    assert_eq!(got.min(MOST_ERRORS + 1), expected.min(MOST_ERRORS + 1), "{query} {code}");
                }
            }
        }
    }
}
