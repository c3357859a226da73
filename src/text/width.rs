//! How many terminal columns a text takes.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The sign that a text was cut short. Ambiguous-width, so it only ever stands last on a line.
pub const ELLIPSIS: &str = "…";

/// The terminal's idea of a character's width.
///
/// Unicode leaves some characters ambiguous (“ ” … · → │): one column on most terminals, two where
/// the terminal was told to draw East Asian text the old way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Measure {
    /// Ambiguous characters take one column.
    #[default]
    Narrow,
    /// Ambiguous characters take two columns.
    Wide,
}

impl Measure {
    /// Columns of a whole text.
    pub fn columns(self, text: &str) -> usize {
        if text.is_ascii() {
            return text.bytes().filter(|b| (0x20..0x7f).contains(b)).count();
        }
        self.clusters(text).map(|cluster| cluster.columns).sum()
    }

    /// The grapheme clusters of a text, from its beginning.
    pub fn clusters(self, text: &str) -> Clusters<'_> {
        Clusters { measure: self, text, at: 0 }
    }

    /// Columns of one grapheme cluster: 0, 1 or 2.
    pub fn grapheme(self, grapheme: &str) -> usize {
        let columns = match self {
            Measure::Narrow => grapheme.width(),
            Measure::Wide => grapheme.width_cjk(),
        };
        (columns + sound_marks(grapheme)).min(2)
    }

    /// The longest head of `text` that fits in `columns`, and the columns it takes.
    pub fn head(self, text: &str, columns: usize) -> (&str, usize) {
        let mut taken = 0;
        for cluster in self.clusters(text) {
            if taken + cluster.columns > columns {
                return (&text[..cluster.start], taken);
            }
            taken += cluster.columns;
        }
        (text, taken)
    }

    /// The byte offset of the longest end of `text` that fits in `columns`.
    pub fn tail(self, text: &str, columns: usize) -> usize {
        let mut taken = 0;
        for (at, grapheme) in text.grapheme_indices(true).rev() {
            taken += self.grapheme(grapheme);
            if taken > columns {
                return at + grapheme.len();
            }
        }
        0
    }

    /// `text` in at most `columns`, with an ellipsis where it was cut.
    pub fn truncate(self, text: &str, columns: usize) -> Cow<'_, str> {
        if self.head(text, columns).0.len() == text.len() {
            return Cow::Borrowed(text);
        }
        let sign = self.grapheme(ELLIPSIS);
        if columns < sign {
            return Cow::Borrowed("");
        }
        let (head, _) = self.head(text, columns - sign);
        Cow::Owned(format!("{head}{ELLIPSIS}"))
    }

    /// `text` followed by blanks up to `columns`; longer texts are truncated.
    pub fn pad(self, text: &str, columns: usize) -> String {
        let text = self.truncate(text, columns);
        let blanks = columns - self.columns(&text).min(columns);
        format!("{text}{:blanks$}", "")
    }
}

/// What a reader sees as one character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cluster<'t> {
    /// Where it begins in the text, in bytes.
    pub start: usize,
    pub text: &'t str,
    /// 0, 1 or 2.
    pub columns: usize,
}

/// The clusters of a text. Most text on a screen is ASCII, which needs no tables.
#[derive(Debug, Clone)]
pub struct Clusters<'t> {
    measure: Measure,
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Clusters<'t> {
    type Item = Cluster<'t>;

    fn next(&mut self) -> Option<Cluster<'t>> {
        let start = self.at;
        let rest = &self.text[start..];
        // Among ASCII, only a line feed joins the character before it (CRLF); marks of other scripts join any.
        let alone = match rest.as_bytes() {
            [b' '..=b'~'] => true,
            [b' '..=b'~', next, ..] => next.is_ascii(),
            _ => false,
        };
        let (text, columns) = if alone {
            (&rest[..1], 1)
        } else {
            let text = rest.graphemes(true).next()?;
            (text, self.measure.grapheme(text))
        };
        self.at += text.len();
        Some(Cluster { start, text, columns })
    }
}

/// The marks of `ｶﾞ` and `ﾊﾟ`: Unicode joins them to the letter, terminals draw them beside it.
fn sound_marks(grapheme: &str) -> usize {
    grapheme.chars().filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}')).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_takes_two_columns_and_ambiguous_signs_depend_on_the_terminal() {
        assert_eq!(Measure::Narrow.columns("实例ID"), 6);
        assert_eq!(Measure::Narrow.columns("“a”"), 3);
        assert_eq!(Measure::Wide.columns("“a”"), 5);
        assert_eq!(Measure::Narrow.columns("，"), 2);
    }

    #[test]
    fn a_halfwidth_sound_mark_takes_a_column() {
        assert_eq!(Measure::Narrow.columns("ｶﾞﾊﾟｱ"), 5);
        assert_eq!(Measure::Narrow.grapheme("ｶﾞ"), 2);
    }

    #[test]
    fn a_cut_never_splits_a_wide_character() {
        assert_eq!(Measure::Narrow.truncate("实例不存在", 6), "实例…");
        assert_eq!(Measure::Narrow.truncate("实例不存在", 5), "实例…");
        assert_eq!(Measure::Narrow.truncate("实例不存在", 4), "实…");
        assert_eq!(Measure::Narrow.truncate("实例不存在", 10), "实例不存在");
        assert_eq!(Measure::Narrow.truncate("实例", 1), "…");
        assert_eq!(Measure::Narrow.truncate("实例", 0), "");
        assert_eq!(Measure::Wide.truncate("ab实例", 5), "ab…");
    }

    #[test]
    fn a_tail_is_as_long_as_fits() {
        for (columns, tail) in [(9, "a实例b"), (6, "a实例b"), (5, "实例b"), (4, "例b"), (3, "例b"), (0, "")]
        {
            assert_eq!(&"a实例b"[Measure::Narrow.tail("a实例b", columns)..], tail, "{columns}");
        }
    }

    #[test]
    fn clusters_are_those_of_unicode() {
        let texts = [
            "",
            "a",
            "ab\r\nc\td",
            "e\u{301}x",
            "a\u{200d}b",
            "实例 ID“x”ｶﾞ",
            "🇨🇳🇨🇳a🇨",
            "👩\u{200d}💻!",
            "\u{301}a",
            "क्षि~",
        ];
        for text in texts {
            let clusters: Vec<_> = Measure::Narrow.clusters(text).collect();
            let whole = text.grapheme_indices(true);
            assert!(clusters.iter().map(|one| (one.start, one.text)).eq(whole), "{text:?}: {clusters:?}");
            for one in clusters {
                assert_eq!(one.columns, Measure::Narrow.grapheme(one.text), "{:?}", one.text);
            }
        }
    }

    #[test]
    fn padding_fills_to_the_column() {
        assert_eq!(Measure::Narrow.pad("实", 4), "实  ");
        assert_eq!(Measure::Narrow.pad("实例实", 4), "实… ");
    }
}
