//! Lines that a terminal's width cut, put together again.

use std::borrow::Cow;

use crate::diagnose::read::{line, names};

/// The widths at which terminals and mailers cut lines.
const WIDTHS: [usize; 8] = [72, 76, 78, 79, 80, 100, 120, 132];

/// The lines with their numbers, those that were cut at the text's width joined to the next.
pub(super) fn joined<'a>(lines: &[&'a str]) -> impl Iterator<Item = (usize, Cow<'a, str>)> {
    let width = width(lines);
    let mut whole: Vec<(usize, Cow<'a, str>)> = Vec::with_capacity(lines.len());
    let mut cut = false;
    for (number, line) in lines.iter().enumerate() {
        match whole.last_mut() {
            Some((_, last)) if cut && goes_on(line) && !is_alike(last, line) => last.to_mut().push_str(line),
            _ => whole.push((number, Cow::Borrowed(line))),
        }
        let whole_there = line.ends_with(['}', ']', ';']);
        cut = !whole_there && width.is_some_and(|width| line.chars().count() == width);
    }
    whole.into_iter()
}

/// The width at which every longer line was cut: no line is longer, and it is a usual one, or several lines are full.
fn width(lines: &[&str]) -> Option<usize> {
    if lines.len() < 2 {
        return None;
    }
    let width = |line: &&str| line.chars().count();
    let widest = lines.iter().map(width).max()?;
    let mut full: Vec<&str> = lines.iter().filter(|line| width(line) == widest).copied().collect();
    full.sort_unstable();
    full.dedup();
    (WIDTHS.contains(&widest) || widest >= 40 && full.len() > 2).then_some(widest)
}

/// Whether two lines begin with the same words, as a logger or a quotation begins each.
fn is_alike(a: &str, b: &str) -> bool {
    let same = a
        .bytes()
        .zip(b.bytes())
        .take_while(|(a, b)| a == b || a.is_ascii_digit() && b.is_ascii_digit())
        .count();
    a.as_bytes()[..same].contains(&b' ')
}

/// Whether a line goes on with the one before it rather than begin anew.
fn goes_on(line: &str) -> bool {
    let begins = line::begins_record(line)
        || line::of(line).is_some()
        || line.starts_with("  ")
        || line.starts_with(['\t', '│', '╵', '╷'])
        || line.trim().is_empty();
    let word = names::word_end(line, 0);
    !begins && names::at(line, 0, word).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_cut_at_a_width_are_whole_again() {
        let text = format!("ErrorCode: X{}", "y".repeat(100));
        let lines = [&text[..80], &text[80..], "RequestId: 1"];
        let told: Vec<_> = joined(&lines).collect();
        assert_eq!(told, [(0, Cow::Borrowed(text.as_str())), (2, Cow::Borrowed("RequestId: 1"))]);
        let lines = ["a longer line", "RequestId: 1"];
        assert_eq!(joined(&lines).count(), 2);
    }
}
