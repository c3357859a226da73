//! A code as its letters: which it has, and where its words start.

use memchr::memmem::Finder;

/// What starts at a letter of a code; the greater, the better a place to start matching.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(in crate::search) enum Start {
    /// Nothing: the inside of a word.
    None,
    /// A capital within an acronym: the `B` of `DBName`.
    Capital,
    /// A hump or a word after `_` or `-`.
    Hump,
    /// A segment: the beginning, or what follows a dot.
    Segment,
}

impl Start {
    /// The variant that a number stands for; the inverse of `as u8`.
    pub(super) fn of(number: u8) -> Option<Self> {
        [Self::None, Self::Capital, Self::Hump, Self::Segment].get(usize::from(number)).copied()
    }
}

/// A longer run of capitals is no acronym, but a code that is written in capitals.
const ACRONYM: usize = 4;

/// The letters and digits of a code in lower case, with what starts at each, and with its place in the code.
pub(in crate::search) fn letters(code: &str) -> impl Iterator<Item = (u8, Start, usize)> {
    let bytes = code.as_bytes();
    let mut capitals = 0;
    (0..bytes.len()).filter(|&at| bytes[at].is_ascii_alphanumeric()).map(move |at| {
        let before = at.checked_sub(1).map(|at| bytes[at]);
        if bytes[at].is_ascii_uppercase() && !before.is_some_and(|b| b.is_ascii_uppercase()) {
            capitals = bytes[at..].iter().take_while(|b| b.is_ascii_uppercase()).count();
        }
        let start = match start(before, bytes[at], bytes.get(at + 1).copied()) {
            Start::Capital if capitals > ACRONYM => Start::None,
            start => start,
        };
        (bytes[at].to_ascii_lowercase(), start, at)
    })
}

fn start(before: Option<u8>, letter: u8, after: Option<u8>) -> Start {
    let Some(before) = before else { return Start::Segment };
    match before {
        b'_' | b'-' | b' ' | b'<' | b'>' => Start::Hump,
        b if !b.is_ascii_alphanumeric() => Start::Segment,
        b if letter.is_ascii_digit() != b.is_ascii_digit() => Start::Hump,
        b if letter.is_ascii_uppercase() => {
            let acronym = b.is_ascii_uppercase() && !after.is_some_and(|b| b.is_ascii_lowercase());
            if acronym { Start::Capital } else { Start::Hump }
        }
        _ => Start::None,
    }
}

/// For each byte, the place of its bit in a set and its place among the counts. Digits share the 6 counts that the
/// letters leave of 32.
const PLACES: [(u8, u8); 256] = {
    let mut places = [(NOWHERE, 0); 256];
    let mut at = 0;
    while at < 26 {
        places[b'a' as usize + at as usize] = (at, at);
        at += 1;
    }
    at = 0;
    while at < 10 {
        places[b'0' as usize + at as usize] = (26 + at, 26 + at % 6);
        at += 1;
    }
    places
};
/// The place of a byte that is no letter and no digit; its bit is left out of a set.
const NOWHERE: u8 = 63;

/// A bit for each letter and each digit that occurs.
pub(in crate::search) fn letter_set(letters: &[u8]) -> u64 {
    let bits = letters.iter().fold(0, |set, &letter| set | 1u64 << PLACES[usize::from(letter)].0);
    bits & !(1 << NOWHERE)
}

/// How often each letter occurs.
pub(in crate::search) type Counts = [u8; 32];

pub(in crate::search) fn letter_counts(letters: &[u8]) -> Counts {
    let mut counts = [0u8; 32];
    for &letter in letters {
        let count = &mut counts[usize::from(PLACES[usize::from(letter)].1)];
        *count = count.saturating_add(1);
    }
    counts
}

/// How many letters of a query a code does not have, or has less often.
pub(in crate::search) fn lacking(query: &Counts, code: &Counts) -> u32 {
    query.iter().zip(code).map(|(query, code)| u32::from(query.saturating_sub(*code))).sum()
}

/// The letters of a code, and what starts at each of them.
#[derive(Clone, Copy)]
pub(in crate::search) struct Code<'a> {
    pub(in crate::search) letters: &'a [u8],
    pub(in crate::search) starts: &'a [Start],
    /// A bit for each of the first letters at which something starts.
    pub(in crate::search) heads: u64,
}

/// A bit for each of the first letters at which something starts.
pub(in crate::search) fn heads(starts: &[Start]) -> u64 {
    let starts = starts.iter().take(u64::BITS as usize).enumerate();
    starts.fold(0, |heads, (at, start)| heads | u64::from(*start >= Start::Capital) << at)
}

impl Code<'_> {
    /// Whether letters stand in the code at the start of a word.
    pub(in crate::search) fn has_word(self, finder: &Finder) -> bool {
        finder.find_iter(self.letters).any(|at| self.starts[at] >= Start::Capital)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a code: `invalid db instance id not found`.
    fn words(code: &str) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for (letter, start, _) in letters(code) {
            match words.last_mut() {
                Some(word) if start < Start::Hump => word.push(char::from(letter)),
                _ => words.push(char::from(letter).to_string()),
            }
        }
        words
    }

    #[test]
    fn humps_are_words() {
        for (code, expected) in [
            ("InvalidDBInstanceId.NotFound", "invalid db instance id not found"),
            ("ORDER.NO_REAL_NAME", "order no real name"),
            ("UnsupportedHTTPMethod", "unsupported http method"),
            ("InvalidSecurityIPList.Format", "invalid security ip list format"),
            ("IPv4Count", "i pv 4 count"),
            ("Invalid<parameter name>.Malformed", "invalid parameter name malformed"),
            ("", ""),
        ] {
            assert_eq!(words(code).join(" "), expected);
        }
    }
}
