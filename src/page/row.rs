//! The parts of an entry's row in a list: the code, cut to fit, and the meaning.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::entry::title;
use super::rich::{Role, Span, showable, spans};
use crate::catalog::Entry;
use crate::lang::Lang;
use crate::text::width::{ELLIPSIS, Measure};

/// A code in this many columns. A longer one is cut in its middle, at the start of a word, because its last words say
/// what is wrong: `InvalidBackupSet…NotFound`.
pub fn code(text: &str, marks: &[(Range<usize>, Role)], columns: usize, measure: Measure) -> Vec<Span> {
    let Some((head, tail)) = cut(text, columns, measure) else { return spans(text, Role::Code, marks) };
    let shifted = |(range, role): &(Range<usize>, Role)| {
        let start = range.start.max(tail);
        (start < range.end).then(|| (start - tail..range.end - tail, *role))
    };
    let mut pieces = spans(&text[..head], Role::Code, &clipped(marks, head));
    pieces.push(Span::new(ELLIPSIS, Role::Code));
    let behind: Vec<_> = marks.iter().filter_map(shifted).collect();
    pieces.extend(spans(&text[tail..], Role::Code, &behind));
    pieces
}

fn clipped(marks: &[(Range<usize>, Role)], end: usize) -> Vec<(Range<usize>, Role)> {
    let inside = marks.iter().filter(|(range, _)| range.start < end);
    inside.map(|(range, role)| (range.start..range.end.min(end), *role)).collect()
}

/// Where the head of a code that is too long ends, and where its tail begins.
fn cut(text: &str, columns: usize, measure: Measure) -> Option<(usize, usize)> {
    let whole = measure.columns(text);
    if whole <= columns {
        return None;
    }
    let room = columns.saturating_sub(measure.columns(ELLIPSIS));
    // The tail has half of the room at most. It begins behind the last dot, else at the start of a word, else anywhere.
    let most = room / 2;
    if let Some(dot) = text.rfind('.').filter(|dot| measure.columns(&text[dot + 1..]) <= most) {
        let tail = dot + 1;
        let (head, _) = measure.head(text, room.saturating_sub(measure.columns(&text[tail..])));
        return Some((head.len(), tail)).filter(|_| tail < text.len());
    }
    let mut tail = text.len();
    let mut taken = 0;
    let mut any = text.len();
    let mut following: Option<char> = None;
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        taken += measure.grapheme(grapheme);
        if taken > most {
            break;
        }
        any = at;
        let first = grapheme.chars().next();
        let before = text[..at].chars().next_back();
        if starts_word(before, first, following) {
            tail = at;
        }
        following = first;
    }
    if tail == text.len() {
        tail = any;
    }
    let (head, _) = measure.head(text, room.saturating_sub(measure.columns(&text[tail..])));
    Some((head.len(), tail))
}

/// Whether a word begins at a letter: behind a mark, at a capital behind a small letter, or at the last capital of
/// some.
fn starts_word(before: Option<char>, first: Option<char>, following: Option<char>) -> bool {
    let (Some(before), Some(first)) = (before, first) else { return false };
    if !first.is_alphanumeric() {
        return false;
    }
    let capital = first.is_uppercase();
    !before.is_alphanumeric()
        || capital && before.is_lowercase()
        || capital && before.is_uppercase() && following.is_some_and(char::is_lowercase)
}

/// What an entry means, as a row says it: without the full stop.
pub fn meaning(entry: Entry, lang: Lang) -> String {
    let text = showable(&title(entry, lang));
    text.trim_end_matches(['。', '.']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, columns: usize) -> String {
        code(text, &[], columns, Measure::Narrow).into_iter().map(|span| span.text).collect()
    }

    #[test]
    fn a_code_that_is_too_long_keeps_its_last_words() {
        for (text, columns, expected) in [
            ("QuotaExceed", 20, "QuotaExceed"),
            ("InvalidBackupSetID.NotFound", 25, "InvalidBackupSet…NotFound"),
            ("InvalidPreferredBackupTime", 25, "InvalidPreferr…BackupTime"),
            ("PRODUCT.INSTANCE_TYPE_NOT_SUPPORTED", 30, "PRODUCT.INSTANCE…NOT_SUPPORTED"),
            ("abcdefghijklmnop", 9, "abcd…mnop"),
            ("abc", 1, "…"),
        ] {
            assert_eq!(shown(text, columns), expected, "{text} in {columns}");
        }
    }

    #[test]
    fn marks_stay_on_their_letters_at_both_ends_of_a_cut() {
        let text = "InvalidBackupRetentionPeriod.Malformed";
        let marks = [(7..13, Role::Mark), (29..32, Role::Mark)];
        let pieces = code(text, &marks, 24, Measure::Narrow);
        let marked: Vec<&str> =
            pieces.iter().filter(|span| span.role == Role::Mark).map(|span| span.text.as_str()).collect();
        assert_eq!(marked, ["Backup", "Mal"]);
    }

    #[test]
    fn no_width_is_too_small_for_a_code() {
        for columns in 0..40 {
            let text = "错误Invalid实例.NotFound.实例不存在";
            assert!(Measure::Narrow.columns(&shown(text, columns)) <= columns.max(1), "{columns}");
        }
    }
}
