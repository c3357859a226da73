//! Codes in spite of typing errors.
//!
//! One letter dropped, doubled, wrong or swapped with its neighbour in a code of eight letters or more, two in
//! longer ones; the query may be the start of the code. Codes that cannot be meant are passed over by cheap
//! tests: their letters, their length, and the pairs of letters of which most must stand in their places.

use super::codes::letter_set;
use super::rank::{Score, Tier, share};

pub(super) const MOST_ERRORS: usize = 2;

/// Codes of fewer letters are not looked for.
const LEAST: usize = 8;

/// Letters of a query for which two errors are forgiven.
const LEAST_FOR_TWO: usize = 12;

/// A query's letters, ready to be compared with many codes.
pub(super) struct Typo<'q> {
    letters: &'q str,
    errors: usize,
}

impl<'q> Typo<'q> {
    /// `letters` in lower case.
    pub(super) fn new(letters: &'q str) -> Self {
        let errors = match letters.len() {
            // One letter may have been dropped.
            len if !letters.is_ascii() || len < LEAST - 1 => 0,
            len if len < LEAST_FOR_TWO => 1,
            _ => MOST_ERRORS,
        };
        Self { letters, errors }
    }

    /// How many errors are forgiven.
    pub(super) fn errors(&self) -> u32 {
        self.errors as u32
    }

    /// How well a code's letters match; `missing` and `surplus` are the numbers of different letters that only
    /// the query has, and only the code.
    pub(super) fn score(&self, code: &[u8], missing: u32, surplus: u32) -> Option<Score> {
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
        let code = std::str::from_utf8(code).ok()?;
        let whole = may_be_whole.then(|| strsim::osa_distance(self.letters, code));
        if let Some(distance) = whole.filter(|&distance| self.forgives(distance, code.len())) {
            return Some(Score::new(Tier::Typo, quality(distance, 1, wanted, code.len())));
        }
        let heads = wanted.saturating_sub(self.errors)..=(wanted + self.errors).min(code.len());
        let distance = heads.map(|head| strsim::osa_distance(self.letters, &code[..head])).min()?;
        // The start of a code may be any code's: fewer errors are forgiven.
        let forgiven = distance <= if wanted < 16 { 1 } else { 2 };
        forgiven.then(|| Score::new(Tier::Typo, quality(distance, 0, wanted, code.len())))
    }

    /// Whether a code's letters match.
    pub(super) fn matches(&self, code: &[u8]) -> bool {
        let (sought, set) = (letter_set(self.letters.as_bytes()), letter_set(code));
        self.score(code, (sought & !set).count_ones(), (set & !sought).count_ones()).is_some()
    }

    fn forgives(&self, distance: usize, code_len: usize) -> bool {
        distance <= if code_len < 14 { 1 } else { self.errors }
    }

    /// Whether enough pairs of letters stand in the code where they should, give or take the errors. An error
    /// spoils two pairs at most: a swap on the border of both.
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

fn quality(distance: usize, whole: u16, wanted: usize, code_len: usize) -> u16 {
    let nearness = (MOST_ERRORS - distance.min(MOST_ERRORS)) as u16;
    (whole << 2 | nearness) << 13 | share(wanted.min(code_len), code_len.max(wanted)) >> 3
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
}
