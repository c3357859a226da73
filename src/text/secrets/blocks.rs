//! Values that YAML sets below their name, behind `|` or `>`.

use std::ops::Range;

use super::run_end;

/// The lines of the block whose sign, `|` or `>-`, stands at `at`.
pub(super) fn block(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let sign = bytes.get(at).filter(|sign| b"|>".contains(sign)).map(|_| at + 1)?;
    let head = run_end(bytes, sign, |b| b == b'+' || b == b'-' || b.is_ascii_digit());
    let head = run_end(bytes, head, is_blank);
    let body = text[head..].strip_prefix("\r\n").or_else(|| text[head..].strip_prefix('\n'))?;
    let name_line = text[..at].rfind('\n').map_or(0, |feed| feed + 1);
    let outer = indent(&text[name_line..]);
    let first = body.lines().find(|line| !line.trim().is_empty())?;
    // A reader may have taken the indentation from all lines.
    let is_bare = outer == 0 && indent(first) == 0;

    let mut found: Option<Range<usize>> = None;
    let mut line_start = text.len() - body.len();
    for line in body.split_inclusive('\n') {
        let (from, words) = (line_start + indent(line), line.trim());
        line_start += line.len();
        if words.is_empty() {
            continue;
        }
        let belongs = match is_bare {
            false => indent(line) > outer,
            true if found.is_none() => !words.contains(": ") && !words.ends_with(':'),
            true => !words.contains([' ', ':']),
        };
        if !belongs {
            break;
        }
        let closing = closing_quote(words);
        found = Some(found.map_or(from, |found| found.start)..from + closing.unwrap_or(words.len()));
        if closing.is_some() {
            break;
        }
    }
    found.filter(|found| !found.is_empty())
}

/// Where the string of JSON ends that a block stands in, if it stands in one.
fn closing_quote(line: &str) -> Option<usize> {
    let ends = |at: usize| line.as_bytes().get(at + 1).is_some_and(|b| b",}])".contains(b));
    memchr::memchr_iter(b'"', line.as_bytes()).find(|&at| ends(at))
}

fn indent(line: &str) -> usize {
    run_end(line.as_bytes(), 0, is_blank)
}

fn is_blank(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}
