//! Where the words of a code start.

/// What starts at a letter of a code; the greater, the better a place to start matching.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Start {
    /// Nothing: the inside of a word.
    None,
    /// A capital within an acronym: the `B` of `DBName`.
    Capital,
    /// A hump or a word after `_` or `-`.
    Hump,
    /// A segment: the beginning, or what follows a dot.
    Segment,
}

/// Longer runs of capitals are no acronyms: the code shouts.
const ACRONYM: usize = 4;

/// The letters and digits of a code in lower case, with what starts at each, and with its place in the code.
pub(super) fn letters(code: &str) -> impl Iterator<Item = (u8, Start, usize)> {
    let bytes = code.as_bytes();
    let mut capitals = 0;
    (0..bytes.len()).filter(|&at| bytes[at].is_ascii_alphanumeric()).map(move |at| {
        let before = at.checked_sub(1).map(|at| bytes[at]);
        if !before.is_some_and(|b| b.is_ascii_uppercase()) {
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
