//! Values that stand apart from their names: in a block or a list below them, in a column.

use std::ops::Range;

use super::bytes::{AHEAD, ahead, is_word, run_end};
use super::link::Link;
use super::{looks, name};

/// The lines below a name: of the block of YAML whose sign, `|` or `>-`, stands at `at`, of a document, `<<END`, or
/// lone words that look like secrets.
pub(super) fn block(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let line_end = run_end(&bytes[..ahead(text, at, 32)], at, |b| b != b'\n');
    let sign = text[at..line_end].trim_end();
    let end_mark = sign.strip_prefix("<<").map(|mark| mark.trim_matches(['-', '~', '\'', '"']));
    let is_lone = sign.is_empty();
    let is_block =
        sign.starts_with(['|', '>']) && sign[1..].bytes().all(|b| b.is_ascii_digit() || b"+-".contains(&b));
    if bytes.get(line_end) != Some(&b'\n') || !(is_block || is_lone || end_mark.is_some()) {
        return None;
    }
    let outer = indent(&text[text[..at].rfind('\n').map_or(0, |feed| feed + 1)..]);
    let mut found: Option<Range<usize>> = None;
    let (mut line_start, mut is_bare) = (line_end + 1, false);
    for line in text[line_start..].split_inclusive('\n') {
        let words = line.trim().trim_start_matches(if is_lone { "- " } else { "" });
        let from = line_start + line.trim_end().len() - words.len();
        line_start += line.len();
        if words.is_empty() {
            continue;
        }
        // The text may have lost the indentation of all its lines before it came here.
        is_bare |= found.is_none() && outer == 0 && indent(line) == 0;
        let word = words.trim_matches(['"', '\'']);
        let belongs = match end_mark {
            Some(mark) => words != mark,
            None if is_lone => looks::is_secret(word) && !word.contains([':', '=', '<', '|', '(']),
            None if !is_bare => indent(line) > outer,
            None if found.is_none() => !words.contains(": ") && !words.ends_with(':'),
            None => !words.contains([' ', ':']),
        };
        if !belongs {
            break;
        }
        // The string of JSON ends that the block stands in.
        let ends = |at: usize| words.as_bytes().get(at + 1).is_some_and(|b| b",}])".contains(b));
        let close = words.match_indices('"').map(|(at, _)| at).find(|&at| ends(at));
        found = Some(found.map_or(from, |found| found.start)..from + close.unwrap_or(words.len()));
        if close.is_some() {
            break;
        }
    }
    found.filter(|found| !found.is_empty())
}

/// The elements of `["a", "b"]` or of the bytes `[104 117]`, `[]byte{0x68, 0x75}`, `<Buffer 68 75>`.
pub(super) fn list(text: &str, at: usize, link: Link) -> Option<Range<usize>> {
    const OPENINGS: [&str; 5] = ["[]byte{", "[]uint8{", "byte[]{", "<Buffer ", "["];
    let open = OPENINGS.into_iter().find(|open| text[at..].starts_with(open))?;
    let from = at + open.len();
    let inner = &text[from..ahead(text, from, AHEAD)];
    let close = inner.find(['[', ']', '{', '}', '>']).filter(|&at| !inner[at..].starts_with(['[', '{']))?;
    let edges: &[char] = &['"', '\'', '\\', ' ', '\n', '\r', '\t', ','];
    let inner = inner[..close].trim_end_matches(edges);
    let words =
        inner.split([',', ' ', '\n']).map(|word| word.trim_matches(edges)).filter(|word| !word.is_empty());
    let is_byte = |word: &str| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_hexdigit() || b == b'x');
    let is_secret = match link {
        Link::Set => { words }.any(|word| !looks::is_said(word)),
        _ => words.clone().any(looks::is_secret) || words.clone().count() > 2 && { words }.all(is_byte),
    };
    let start = from + inner.len() - inner.trim_start_matches(edges).len();
    is_secret.then_some(start..from + inner.len())
}

/// The columns of a table that hold secrets, by the names in its head, the line `start..end`; none if no rule follows it.
pub(super) fn columns(text: &str, start: usize, end: usize) -> Vec<usize> {
    let rule = text[end..].lines().nth(1).unwrap_or_default();
    if !rule.contains("--") || !rule.bytes().all(|b| b"|-+:= \t\r".contains(&b)) {
        return Vec::new();
    }
    let is_secret = |cell: &Range<usize>| {
        let words = text[cell.clone()].trim_end_matches(['*', '`', '"']);
        let end = cell.start + words.len();
        let last = end - words.bytes().rev().take_while(|b| is_word(*b) || *b == b'-').count();
        name::of(text, last, end).is_some()
            || words.char_indices().any(|(at, _)| name::han(words, at).is_some())
    };
    cells(text, start, end).enumerate().filter(|(_, cell)| is_secret(cell)).map(|(at, _)| at).collect()
}

/// The secrets in the row `start..end` of a table.
pub(super) fn row<'t>(
    text: &'t str,
    start: usize,
    end: usize,
    columns: &'t [usize],
) -> impl Iterator<Item = Range<usize>> {
    let held = cells(text, start, end).enumerate().filter(|(at, _)| columns.binary_search(at).is_ok());
    held.map(|(_, cell)| cell).filter(|cell| !looks::is_nothing(&text[cell.clone()]))
}

/// The cells of a row of a table, from the right, since the bar at its left may be gone.
fn cells(text: &str, start: usize, end: usize) -> impl Iterator<Item = Range<usize>> {
    let line = text[start..end].trim_end().trim_end_matches('|');
    line.rsplit('|').map(move |cell| {
        let from = start + (cell.as_ptr() as usize - line.as_ptr() as usize);
        let from = from + cell.len() - cell.trim_start().len();
        from..from + cell.trim().len()
    })
}

fn indent(line: &str) -> usize {
    run_end(line.as_bytes(), 0, |b| b == b' ' || b == b'\t')
}
