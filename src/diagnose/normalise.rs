//! Foreign text made readable: colours, gutters, escapes and entities gone, and still known which line was which.

use std::borrow::Cow;

use super::{percent, prefix};
use crate::text::secrets;

/// A normalised text. Secrets are masked in it, so that nothing read out of it can hold one.
pub(super) struct Normal {
    pub(super) text: String,
    /// Where a line of the original begins in `text`, in ascending order.
    starts: Vec<usize>,
    first_line: usize,
}

impl Normal {
    /// The line of the original, from 1, that stands at an offset of `text`.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.first_line + self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }
}

/// Normalises `raw`, whose first line has the number `first_line`.
pub(super) fn normalise(raw: &str, first_line: usize) -> Normal {
    let raw = percent(raw);
    let mut text = String::with_capacity(raw.len() + 1);
    let mut starts = Vec::new();
    let mut before = None;
    for line in raw.split('\n') {
        let start = text.len();
        starts.push(start);
        read_line(line.strip_suffix('\r').unwrap_or(line), &mut text);
        before = without_prefix(&mut text, start, before);
        text.push('\n');
    }
    let (masked, cuts) = secrets::mask_with_cuts(&text);
    let text = match masked {
        Cow::Borrowed(_) => text,
        Cow::Owned(masked) => {
            starts.iter_mut().for_each(|start| *start = cuts.place(*start));
            masked
        }
    };
    Normal { text, starts, first_line }
}

/// Takes from the line at `start` the prefix that a logger put before each line of a text; the first keeps it, since
/// it tells where a record begins. Returns the line's prefix.
fn without_prefix(text: &mut String, start: usize, before: Option<prefix::Prefix>) -> Option<prefix::Prefix> {
    let line = &text[start..];
    let own = prefix::of(line)?;
    if prefix::goes_on(before, own, line) {
        let rest = &line[own.end..];
        let bare = rest.trim_start_matches(|c: char| c.is_whitespace() || GUTTERS.contains(&c));
        let bare = text.len() - bare.len();
        text.replace_range(start..bare, "");
    }
    Some(own)
}

/// Percent-encoded runs decoded, where quotes or braces of a body are encoded: `%7B%22Code%22%3A%22…`.
fn percent(raw: &str) -> Cow<'_, str> {
    let encoded = |text: &str| {
        memchr::memchr(b'%', text.as_bytes()).is_some()
            && ["%22", "%7B", "%7b", "%2522"].iter().any(|sign| text.contains(sign))
    };
    let mut text = Cow::Borrowed(raw);
    for _ in 0..2 {
        if !encoded(&text) {
            break;
        }
        let mut decoded = String::with_capacity(text.len());
        for run in text.split_inclusive(char::is_whitespace) {
            if encoded(run) { decoded.push_str(&percent::decoded(run)) } else { decoded.push_str(run) }
        }
        text = Cow::Owned(decoded);
    }
    text
}

/// Signs that stand before each line of a quotation or of a framed message.
const GUTTERS: [char; 8] = ['│', '┃', '║', '|', '>', '╷', '╵', '▌'];

fn read_line(line: &str, out: &mut String) {
    let start = out.len();
    let mut rest = line;
    // Tabs part the fields of a row; a lone one is a blank.
    let is_row = memchr::memchr_iter(b'\t', line.trim().as_bytes()).nth(1).is_some();
    loop {
        // The gutter may be coloured: it is looked for wherever the line has no text yet.
        if out.len() == start {
            let bare = rest.trim_start_matches(|c: char| c.is_whitespace() || GUTTERS.contains(&c));
            rest = ["* ", "- ", "// "].iter().find_map(|sign| bare.strip_prefix(sign)).unwrap_or(bare);
        }
        let plain = rest.bytes().position(special).unwrap_or(rest.len());
        out.push_str(&rest[..plain]);
        rest = &rest[plain..];
        let Some(c) = rest.chars().next() else { break };
        rest = match c {
            '\x1b' | '^' | '[' => colour(rest, out),
            '\\' => escape(rest, out, start),
            '&' => entity(rest, out),
            _ => {
                match c {
                    '：' => out.push(':'),
                    '＝' => out.push('='),
                    '\u{200b}'..='\u{200f}' | '\u{feff}' => {}
                    '\u{a0}' | '\u{3000}' => out.push(' '),
                    '\t' if is_row => out.push(c),
                    // Wider than a blank: a name and its value may stand apart so.
                    '\t' => out.push_str("  "),
                    c if c.is_control() => out.push(' '),
                    c => out.push(c),
                }
                &rest[c.len_utf8()..]
            }
        };
    }
}

/// Whether a byte can begin something to be read; the bytes of characters beyond ASCII all may.
fn special(byte: u8) -> bool {
    byte < 0x20
        || matches!(byte, b'\\' | b'&' | b'^' | b'[' | 0x7f)
        || matches!(byte, 0xc2 | 0xe2 | 0xe3 | 0xef)
}

/// `ESC[…m` and its likes, the caret form `^[[…m`, the orphan `[31m`; what is none stays.
fn colour<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let (sure, parameters) = match rest.strip_prefix('\x1b').or_else(|| rest.strip_prefix("^[")) {
        Some(after) => match after.strip_prefix('[') {
            Some(parameters) => (true, parameters),
            // A title or a link: up to its end, a bell or `ESC \`.
            None if after.starts_with(']') => {
                let end = after.find(['\x07', '\x1b']);
                return end.map_or(&after[1..], |end| after[end + 1..].trim_start_matches('\\'));
            }
            None => return after,
        },
        None => match rest.strip_prefix('[') {
            Some(parameters) => (false, parameters),
            None => {
                out.push('^');
                return &rest[1..];
            }
        },
    };
    let digits = parameters.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b';' | b'?')).count();
    let end = parameters.as_bytes().get(digits);
    let ends = if sure { end.is_some_and(u8::is_ascii_alphabetic) } else { end == Some(&b'm') && digits > 0 };
    if ends {
        return &parameters[digits + 1..];
    }
    if !sure {
        out.push('[');
    }
    parameters
}

/// A run of backslashes and what it escapes, whatever the depth. A quote keeps the run: it tells how deep it stands.
fn escape<'a>(rest: &'a str, out: &mut String, start: usize) -> &'a str {
    let depth = rest.bytes().take_while(|&b| b == b'\\').count();
    let (run, behind) = rest.split_at(depth);
    let Some(c) = behind.chars().next() else { return "" };
    let after = &behind[c.len_utf8()..];
    match c {
        'n' | 'r' => {
            if out.len() > start && !out.ends_with('\n') {
                out.push('\n');
            }
            // An escaped line has a gutter as any other has.
            after.trim_start_matches(|c: char| c == ' ' || GUTTERS.contains(&c))
        }
        't' => {
            out.push(' ');
            after
        }
        'u' | 'x' => match coded(after, if c == 'u' { 4 } else { 2 }) {
            Some((c, after)) => {
                match c {
                    '"' | '\'' => {
                        out.push_str(run);
                        out.push(c);
                    }
                    '\n' => out.push('\n'),
                    '\x1b' => return colour_text(after),
                    c if c.is_control() => out.push(' '),
                    c => out.push(c),
                }
                after
            }
            None => {
                out.push(c);
                after
            }
        },
        '0' if after.starts_with("33[") => colour_text(&after[2..]),
        'e' if after.starts_with('[') => colour_text(after),
        '"' | '\'' | '`' => {
            out.push_str(run);
            out.push(c);
            after
        }
        // An escaped quote that was written as an entity then.
        '&' => {
            out.push_str(run);
            behind
        }
        c if c.is_ascii_punctuation() => {
            out.push(c);
            after
        }
        _ => {
            out.push('\\');
            behind
        }
    }
}

/// `[31m`, after an escape character that was written out.
fn colour_text(rest: &str) -> &str {
    let Some(parameters) = rest.strip_prefix('[') else { return rest };
    let digits = parameters.bytes().take_while(|b| b.is_ascii_digit() || *b == b';').count();
    parameters.get(digits + 1..).unwrap_or(parameters)
}

/// The character of `0026` in `\u0026`, surrogate pairs included, and what stands behind it.
fn coded(after: &str, digits: usize) -> Option<(char, &str)> {
    let unit = |text: &str| u32::from_str_radix(text.get(..digits)?, 16).ok();
    let first = unit(after)?;
    let rest = &after[digits..];
    if (0xd800..0xdc00).contains(&first) {
        let low = rest.trim_start_matches('\\').strip_prefix('u')?;
        let second = unit(low).filter(|unit| (0xdc00..0xe000).contains(unit))?;
        let c = char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00))?;
        return Some((c, &low[4..]));
    }
    Some((char::from_u32(first)?, rest))
}

const ENTITIES: [(&str, &str); 9] = [
    ("quot;", "\""),
    ("#34;", "\""),
    ("apos;", "'"),
    ("#39;", "'"),
    ("#x27;", "'"),
    ("lt;", "<"),
    ("gt;", ">"),
    ("nbsp;", " "),
    ("amp;", "&"),
];

/// `&quot;`, `&amp;quot;` and so on; a lone `&` stays.
fn entity<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let mut behind = &rest[1..];
    while let Some(again) = behind.strip_prefix("amp;") {
        behind = again;
    }
    for (name, meaning) in ENTITIES {
        if let Some(after) = behind.strip_prefix(name) {
            out.push_str(meaning);
            return after;
        }
    }
    out.push('&');
    behind
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(raw: &str) -> String {
        normalise(raw, 1).text.trim_end().to_owned()
    }

    #[test]
    fn colours_go_in_all_their_forms() {
        for raw in ["\x1b[31m│\x1b[0m \x1b[1mCode: X\x1b[0m", "^[[31m│ ^[[0mCode: X", "[31m│ [0mCode: X[0m"]
        {
            assert_eq!(text(raw), "Code: X");
        }
        assert_eq!(text("a\\u001b[31mb"), "ab");
        assert_eq!(text("[ERROR] x [12]"), "[ERROR] x [12]");
    }

    #[test]
    fn escapes_go_at_any_depth_and_quotes_tell_theirs() {
        assert_eq!(text(r"a\nb\\\nc"), "a\nb\nc");
        assert_eq!(text(r#"{\\\"Code\\\":1}"#), r#"{\\\"Code\\\":1}"#);
        assert_eq!(text(r"q=A\u0026product=B&amp;amp;c=D"), "q=A&product=B&c=D");
        assert_eq!(text(r"PAY\.NO\_CARD"), "PAY.NO_CARD");
        assert_eq!(text(r"\u5b9e\u4f8b"), "实例");
        assert_eq!(text("%7B%22Code%22%3A%22A+b%22%7D"), r#"{"Code":"A b"}"#);
    }

    #[test]
    fn lines_are_numbered_as_in_the_original() {
        let normal = normalise("first\r\n│ sec\\nond\r\n> third", 1);
        for (word, line) in [("first", 1), ("sec", 2), ("ond", 2), ("third", 3)] {
            let at = normal.text.find(word).expect("the word is kept");
            assert_eq!(normal.line(at), line, "{word}");
        }
    }
}
