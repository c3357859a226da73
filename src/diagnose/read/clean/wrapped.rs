//! Joins lines that were cut at the width of a terminal.

use std::borrow::Cow;

use crate::diagnose::read::{line, names};

/// Where a text was cut: at a column, or between words before a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    Column(usize),
    Words(usize),
}

/// The widths of terminals and mailers.
const WIDTHS: [usize; 5] = [80, 100, 120, 132, 160];

/// Shorter lines were not cut: nothing is this narrow.
const SHORTEST: usize = 40;

/// The lines with their numbers, those that were cut joined to the next.
pub(super) fn joined<'a>(lines: &[&'a str]) -> impl Iterator<Item = (usize, Cow<'a, str>)> {
    let cut = cut(lines);
    let mut whole: Vec<(usize, Cow<'a, str>)> = Vec::with_capacity(lines.len());
    for (number, line) in lines.iter().enumerate() {
        let joint = cut.filter(|cut| number > 0 && is_cut(*cut, lines[number - 1], line));
        match (whole.last_mut(), joint) {
            (Some((_, last)), Some(cut)) => {
                let last = last.to_mut();
                last.push_str(if matches!(cut, Cut::Words(_)) { " " } else { "" });
                last.push_str(line);
            }
            _ => whole.push((number, Cow::Borrowed(line))),
        }
    }
    whole.into_iter()
}

/// Takes off the blanks that all lines begin with, as a page indents what it quotes.
pub(super) fn outdent(lines: &mut [&str]) {
    let lead = |line: &&&str| line.len() - line.trim_start_matches(' ').len();
    let least = lines.iter().filter(|line| !line.trim().is_empty()).map(|line| lead(&line)).min();
    let least = least.filter(|&least| least > 0 && lines.len() > 1).unwrap_or(0);
    lines.iter_mut().for_each(|line| *line = line.get(least..).unwrap_or_default());
}

/// How a text was cut, if its lines tell: the widest are as wide as a screen, or only words without a blank are wider.
fn cut(lines: &[&str]) -> Option<Cut> {
    let widest = lines.iter().map(|line| width(line)).max().filter(|_| lines.len() > 1)?;
    let pairs = |cut: Cut| lines.windows(2).filter(|pair| is_cut(cut, pair[0], pair[1])).count();
    let mut full: Vec<&str> = lines.iter().filter(|line| width(line) == widest).copied().collect();
    full.sort_unstable();
    full.dedup();
    let column = WIDTHS.contains(&widest) || widest >= SHORTEST && full.len() > 2;
    let column = Some(Cut::Column(widest)).filter(|&cut| column && pairs(cut) > 0);
    let fits = |most: usize| lines.iter().all(|line| width(line) <= most || !line.trim().contains(' '));
    let words = WIDTHS.into_iter().find(|&most| fits(most)).map(Cut::Words).filter(|&cut| pairs(cut) > 0);
    match (column, words) {
        (Some(column), Some(words)) if pairs(words) <= full.len() => Some(column),
        (column, words) => words.or(column),
    }
}

/// Whether the second of two lines is the rest of the first.
fn is_cut(cut: Cut, line: &str, next: &str) -> bool {
    let length = width(line);
    let full = match cut {
        Cut::Column(most) => {
            let inner = next.starts_with(' ') && !next.starts_with("  ");
            length == most && (inner || !line.ends_with(['}', ']', ';']))
        }
        Cut::Words(most) => {
            let word = next.split(' ').next().map_or(0, width);
            // A blank that begins the rest was kept by nobody who breaks between words.
            let ends =
                line.trim_end().ends_with(['.', '。', '}', ']', '{', '!', '?']) || next.starts_with(' ');
            (SHORTEST..=most).contains(&length) && length + 1 + word > most && !ends && !names::is_name(next)
        }
    };
    full && goes_on(next, is_open(line)) && !is_alike(line, next)
}

/// Whether a line ends within a string: what follows is no name that begins a line.
fn is_open(line: &str) -> bool {
    let mut before = 0;
    let quotes = line.bytes().filter(|&b| {
        let escaped = std::mem::replace(&mut before, b) == b'\\';
        b == b'"' && !escaped
    });
    line.ends_with('"') && quotes.count() % 2 == 1
}

fn width(line: &str) -> usize {
    line.chars().count()
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

/// What begins a line of a stack or of a page, whatever stands above.
#[rustfmt::skip]
const BEGINNINGS: [&str; 13] = [
    "at ", "Caused by", "File \"", "Traceback", "---", "```", "###", "$ ", "{\"", "+-", "├", "└", "┌",
];

/// Whether a line goes on with the one before it rather than begin anew.
fn goes_on(line: &str, open: bool) -> bool {
    let indented =
        line.starts_with("  ") || line.starts_with(['\t', '│', '╵', '╷', '|', '>']) || line.trim().is_empty();
    let begins = BEGINNINGS.iter().any(|start| line.starts_with(start));
    let word = names::word_end(line, 0);
    !indented
        && !begins
        && !line::begins_record(line)
        && line::of(line).is_none()
        && (open || names::at(line, 0, word).is_none())
        && !(line.starts_with('[') && names::is_name(line))
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
        let first = "Message: this resource type is not to be had in the zone, please try one of the";
        let lines = [first, "other zones.", "RequestId: 1"];
        let whole = format!("{first} other zones.");
        let told: Vec<_> = joined(&lines).collect();
        assert_eq!(told, [(0, Cow::Borrowed(whole.as_str())), (2, Cow::Borrowed("RequestId: 1"))]);
        let lines = ["a longer line", "RequestId: 1"];
        assert_eq!(joined(&lines).count(), 2);
    }
}
