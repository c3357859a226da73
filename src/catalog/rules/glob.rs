//! Patterns over codes and messages: `*` is any run of characters, also none; letter case is ignored.

use std::ops::Range;

/// The literal pieces of a pattern between its stars, in lower case.
#[derive(Debug)]
pub(super) struct Glob {
    pieces: Vec<Box<str>>,
}

impl Glob {
    pub(super) fn new(pattern: &str) -> Self {
        let pieces = pattern.split('*').map(|piece| piece.to_lowercase().into()).collect();
        Self { pieces }
    }

    /// Whether the pattern covers the whole text, which is in lower case.
    pub(super) fn matches(&self, text: &str) -> bool {
        self.capture(text).is_some()
    }

    /// What the first star of a matching pattern stands for; an empty range where there is no star.
    pub(super) fn capture(&self, text: &str) -> Option<Range<usize>> {
        // `split` yields at least one piece.
        let (first, rest) = self.pieces.split_first()?;
        if !text.starts_with(&**first) {
            return None;
        }
        let Some((last, middle)) = rest.split_last() else {
            return (text.len() == first.len()).then_some(0..0);
        };
        let mut at = first.len();
        let mut first_star_ends = None;
        for piece in middle {
            let found = at + text.get(at..)?.find(&**piece)?;
            first_star_ends.get_or_insert(found);
            at = found + piece.len();
        }
        let end = text.len().checked_sub(last.len())?;
        if end < at || !text.ends_with(&**last) {
            return None;
        }
        Some(first.len()..first_star_ends.unwrap_or(end))
    }
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
