//! A secret's name and its value as two fields side by side: `"Name":"DB_PASSWORD","Value":"…"`.

use std::ops::Range;

use super::bytes::{SHOWN, is_word, run_end};
use super::link::{self, Link};
use super::table::Read;
use super::value;

/// One half of such a pair: the field with the name, or the one with the value. Also `X.1.Key=…&X.1.Value=…`.
pub(super) struct Sibling<'t> {
    range: Range<usize>,
    /// The start of the field's own name up to the number of the pair: `X.1` of `X.1.Key`. Both halves have the same.
    index: &'t str,
    is_value: bool,
}

/// The first half, if the name of a secret at `start..end` is the value of a field called `name`, `key` or the like.
pub(super) fn of_name(text: &str, start: usize, end: usize) -> Option<Sibling<'_>> {
    let by = link::before(text, start)?;
    let is_named = ends_with_any(by, &["name", "key", "field", "parameter", "variable"]);
    is_named.then(|| Sibling { range: start..end, index: index(by), is_value: false })
}

/// The second half, if the word `start..end` is `value` or the like and a value follows.
pub(super) fn of_value(text: &str, start: usize, end: usize) -> Option<Sibling<'_>> {
    let linked =
        ends_with_any(&text[start..end], &["value", "val", "content"]).then(|| link::of(text, start, end));
    let (_, behind) = linked?.filter(|(link, _)| matches!(link, Link::Set | Link::Said))?;
    let before = text.as_bytes()[..start].iter().rev().take(SHOWN);
    let from = start - before.take_while(|b| is_word(**b) || b".[]".contains(b)).count();
    Some(Sibling { range: start..behind, index: index(&text[from..end]), is_value: true })
}

impl Sibling<'_> {
    /// A secret's name as the first half, where its value is a field in the braces or the lines that begin at `at`.
    pub(super) fn outer(text: &str, at: usize) -> Self {
        let end = run_end(text.as_bytes(), at, |b| matches!(b, b' ' | b'{'));
        Sibling { range: at..end, index: "", is_value: false }
    }
}

/// The secret of two neighbours, if they are a name and its value.
pub(super) fn pair(text: &str, first: &Sibling<'_>, second: &Sibling<'_>) -> Option<Range<usize>> {
    let between = text.get(first.range.end..second.range.start).filter(|text| text.len() < 5 * SHOWN)?;
    let parts = ["}", "{", "\n- ", "\n\n"].iter().any(|sign| between.contains(sign));
    let value = if second.is_value { second } else { first };
    if parts || first.is_value == second.is_value || first.index != second.index {
        return None;
    }
    value::at(text, value.range.end, Link::Set, Read::Value)?.secret()
}

fn index(name: &str) -> &str {
    name.rfind(|c: char| c.is_ascii_digit()).map_or("", |at| &name[..=at])
}

fn ends_with_any(name: &str, ends: &[&str]) -> bool {
    let tail = |end: &str| name.len().checked_sub(end.len()).and_then(|from| name.get(from..));
    ends.iter().any(|end| tail(end).is_some_and(|tail| tail.eq_ignore_ascii_case(end)))
}
