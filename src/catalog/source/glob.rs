//! Patterns over codes and messages: `*` is any run of characters, also none; letter case is ignored.

use std::borrow::Cow;
use std::ops::{Deref, Range};

use super::packed::{Packed, Packer, Unpacker, packed};
use super::text::Text;

/// A pattern.
#[derive(Debug, Clone)]
pub struct Glob {
    /// The literals between its stars, in lower case; at least one.
    pub pieces: Cow<'static, [Text]>,
}

packed!(Glob { pieces });

impl Glob {
    pub fn new(pattern: &str) -> Self {
        Self { pieces: pattern.split('*').map(|piece| piece.to_lowercase().into()).collect() }
    }

    /// The literal that the fewest texts are expected to hold; `None` where any text matches.
    pub fn rarest(&self) -> Option<&str> {
        let longest = self.pieces.iter().max_by_key(|piece| piece.len())?;
        (!longest.is_empty()).then_some(&**longest)
    }

    /// Whether the pattern covers the whole text, which is in lower case.
    pub fn matches(&self, text: &str) -> bool {
        self.capture(text).is_some()
    }

    /// What the first star of a matching pattern stands for; an empty range where there is no star.
    pub fn capture(&self, text: &str) -> Option<Range<usize>> {
        capture(&self.pieces, text)
    }

    /// Whether one of the patterns that come next covers the whole text, which is in lower case. They are passed over
    /// where none does.
    pub fn any_of(from: &mut Unpacker, text: &str) -> bool {
        let mut pieces: Vec<&str> = Vec::new();
        (0..from.number()).any(|_| {
            let rest = from.number().saturating_sub(1);
            let first = from.string();
            // Most patterns are told by their beginning.
            if !text.starts_with(first) {
                from.pass_strings(rest);
                return false;
            }
            pieces.clear();
            pieces.push(first);
            pieces.extend((0..rest).map(|_| from.string()));
            capture(&pieces, text).is_some()
        })
    }
}

/// What the first star stands for where some pieces cover the whole text.
fn capture<P: Deref<Target = str>>(pieces: &[P], text: &str) -> Option<Range<usize>> {
    // A pattern has at least one piece.
    let (first, rest) = pieces.split_first()?;
    if !text.starts_with(&**first) {
        return None;
    }
    let Some((last, middle)) = rest.split_last() else {
        return (text.len() == first.len()).then_some(0..0);
    };
    if !text.ends_with(&**last) {
        return None;
    }
    let mut at = first.len();
    let mut first_star_ends = None;
    for piece in middle {
        let found = at + text.get(at..)?.find(&**piece)?;
        first_star_ends.get_or_insert(found);
        at = found + piece.len();
    }
    let end = text.len().checked_sub(last.len()).filter(|&end| end >= at)?;
    Some(first.len()..first_star_ends.unwrap_or(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_any_run() {
        for (pattern, text, captured) in [
            ("Throttling", "throttling", Some("")),
            ("Throttling", "throttling.user", None),
            ("Throttling*", "throttling", Some("")),
            ("Invalid*.NotFound", "invaliddiskid.notfound", Some("diskid")),
            ("Invalid*.NotFound", "invalid.notfound", Some("")),
            ("Invalid*.NotFound", "invaliddiskid.notfounds", None),
            ("*quota*exceed*", "over.quotaexceeded", Some("over.")),
            ("*", "anything", Some("anything")),
            ("ab*ba", "aba", None),
        ] {
            let got = Glob::new(pattern).capture(text).map(|range| &text[range]);
            assert_eq!(got, captured, "{pattern} on {text}");
        }
    }
}
