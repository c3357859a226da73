//! Finds the end of a message on a line: the next name, a string that no message has, or the writer's remark.

use super::braces::braced;
use crate::diagnose::read::names::{self, Key};
use crate::diagnose::read::word::{self, Grade};

/// What no message holds, so that it ends before.
const ENDINGS: [&str; 21] = [
    ", retrying",
    " │",
    " with alicloud_",
    " ╵",
    ", URL: http",
    " URL: http",
    " GET \"http",
    " POST \"http",
    " PUT \"http",
    " DELETE \"http",
    " (Service:",
    " RespHeaders:",
    " Recommend:",
    ",Recommend:",
    " + [",
    " [request ",
    " Data: {",
    " EC: 0",
    " Timestamp: ",
    " GET http",
    " POST http",
];

/// An open quotation is looked for in this many bytes before a value.
const BEFORE: usize = 4096;

/// Where the backtick or the quote closes that opened before an unquoted text: a quote only behind a sentence.
pub(super) fn in_quotation(text: &str, start: usize, line: &str) -> Option<usize> {
    let before = &text[text.floor_char_boundary(start.saturating_sub(BEFORE))..start];
    let before = &before.as_bytes()[memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |at| at + 1)..];
    let goes_on = |behind: &str| behind.starts_with(|c: char| c == ' ' || !c.is_ascii());
    let close = |sign: u8| {
        let mut closing = memchr::memchr_iter(sign, line.as_bytes());
        let close =
            closing.find(|&at| sign == b'`' || line[..at].ends_with('.') && goes_on(&line[at + 1..]))?;
        (memchr::memchr_iter(sign, before).count() % 2 == 1).then_some(close)
    };
    let close = close(b'`').or_else(|| close(b'"'))?;
    (!line[close + 1..].starts_with(|c: char| c.is_ascii_alphanumeric())).then_some(close)
}

/// Where in a line a message ends: at the next name, or before one of [`ENDINGS`].
pub(super) fn cut_point(line: &str, separator: u8) -> usize {
    // The next name is looked for first: in a line of many names it is near.
    let line = &line[..next_name(line, separator)];
    let bytes = line.as_bytes();
    let mut marks = memchr::memchr2_iter(b' ', b',', bytes);
    let ends = |at: &usize| {
        let next = bytes.get(at + 1).is_some_and(|next| b" UGPDET(R+w[r\xe2".contains(next));
        next && ENDINGS.iter().any(|sign| bytes[*at..].starts_with(sign.as_bytes()))
    };
    let ending = marks.find(ends).unwrap_or(line.len());
    // `It does not exist., resource: queues/a`
    let field = |&(at, _): &(usize, &str)| {
        let behind = &line[at + "., ".len()..];
        let name = behind.bytes().take_while(u8::is_ascii_lowercase).count();
        name > 0 && behind[name..].starts_with(": ")
    };
    let ending = line[..ending].match_indices("., ").find(field).map_or(ending, |(at, _)| at + 1);
    // What was quoted as code in running text ends where its fence does.
    let ending = line[..ending].find("```").unwrap_or(ending);
    remark(&line[..ending])
}

/// Where in a line the next name stands that a value ends before.
fn next_name(line: &str, separator: u8) -> usize {
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < line.len() {
        if bytes[at] == b'{' && at > 0 {
            at += braced(&line[at..]);
            continue;
        }
        if !bytes[at].is_ascii_alphabetic() {
            if bytes[at] >= 0xe4 && line.is_char_boundary(at) && names::chinese_at(line, at).is_some() {
                return at;
            }
            at += 1;
            continue;
        }
        let end = names::word_end(line, at);
        let loose = at == 0
            || bytes[at - 1] >= 0x80
            || matches!(
                bytes[at - 1],
                b' ' | b',' | b'[' | b'(' | b';' | b'|' | b'\t' | b'{' | b'"' | b'\'' | b'<'
            );
        let found = if loose { names::at(line, at, end) } else { None };
        if let Some(found) = found {
            let value = &line[found.value.min(line.len())..];
            let ends = match found.key {
                Key::RequestId => true,
                // `HTTPConnectionPool(host='…')` tells the argument of a call.
                Key::Host | Key::Product => {
                    found.separator != b' ' && at > 0 && bytes[at - 1] != b'(' && !value.starts_with(' ')
                }
                Key::Status => value.trim_start_matches(['"', '-']).starts_with(|c: char| c.is_ascii_digit()),
                Key::Code => {
                    let word = value.trim_start_matches(['"', '\'', '\\']);
                    at > 0
                        && found.separator != b' '
                        && word::grade(&word[..word::lexeme(word)], &|_| false) > Grade::No
                }
                Key::Message => at > 0 && found.separator != b' ',
                Key::Fault => false,
            };
            if ends {
                return at;
            }
        } else if loose && separator == b'=' && at > 0 && bytes.get(end) == Some(&b'=') {
            return at;
        }
        at = end.max(at + 1);
    }
    line.len()
}

/// Where in a line a remark begins: behind a gap, where Terraform gives the place in the source, or where a sentence in
/// Latin letters goes on in Chinese.
fn remark(line: &str) -> usize {
    let gap = line.trim_end().find("   ").filter(|&gap| gap > 0);
    let place = || line.find(".tf line ").and_then(|at| line[..at].rfind(" on "));
    let latin = line.bytes().take(16).all(|b| b.is_ascii());
    let chinese = || {
        let mut breaks = line.match_indices([' ', '。', '，']).filter(|_| latin);
        let goes_on = |&(at, sign): &(usize, &str)| {
            line[at + sign.len()..].starts_with(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        };
        breaks.find(goes_on).map(|(at, _)| at)
    };
    gap.or_else(place).or_else(chinese).unwrap_or(line.len())
}
