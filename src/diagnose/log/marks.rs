//! The marks of errors in a log: a few strings for a fast scan, and a cheap check of what is around each.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::packed::{Config, MatchKind, Searcher};
use memchr::memmem::Finder;

use crate::diagnose::read::names;
use crate::diagnose::read::shapes::SHAPES;
use crate::diagnose::read::word::{self, Grade, is_wrapper, lexeme};

/// The grade of a word by its looks alone, without the catalogue.
fn grade(word: &str) -> Grade {
    word::grade(word, &|_| false)
}

/// How many bytes before a mark its check looks at.
pub const SEEN: usize = 512;
/// How many bytes from the beginning of a mark on its check looks at.
pub const AGAIN: usize = 320;

/// What has to be around a mark for the lines to be worth reading.
#[derive(Debug, Clone, Copy)]
enum Look {
    /// A separator and a code, or `code: 403, …`.
    Named,
    /// A code must follow at the head of a message.
    Head,
    /// The word around it must be a code, at the head of a message or alone.
    Word,
    /// ` GET "https://…" 403` behind a request id.
    Php,
    /// A status behind `failed with `.
    Failed,
    /// A code in brackets before a request id.
    Bracketed,
    Nothing,
}

/// The marks that need a check. Every other mark counts wherever it stands.
const LOOKS: [(&str, Look); 5] = [
    ("Exception: ", Look::Head),
    ("Error:", Look::Head),
    ("Id: ", Look::Php),
    ("d with ", Look::Failed),
    ("(request id: ", Look::Bracketed),
];

/// What some exceptions of Node have behind their message.
static ADDRESS: LazyLock<Finder> = LazyLock::new(|| Finder::new(", URL: http"));

/// The typographic quotes that chat programs put in place of straight ones.
const TURNED: [&str; 4] = ["“", "”", "‘", "’"];

/// Finds marks: parts of the names before codes, the marks of the shapes, and beginnings and ends of codes.
pub struct Marks {
    marks: Vec<(&'static str, Look)>,
    searcher: Option<Searcher>,
}

impl Marks {
    pub fn new() -> Self {
        let looks = |mark: &str| {
            LOOKS.iter().find(|(known, _)| *known == mark).map_or(Look::Nothing, |&(_, look)| look)
        };
        let named =
            names::marks().map(|mark| (mark, if mark.is_ascii() { Look::Named } else { Look::Nothing }));
        let shaped = SHAPES.iter().flat_map(|shape| shape.marks).map(|&mark| (mark, looks(mark)));
        let words = word::PARTS.iter().map(|&mark| (mark, Look::Word));
        let mut marks: Vec<_> = named.chain(shaped).chain(words).collect();
        // The searcher takes marks together whose first bytes are alike or that stand at certain places of its list, and
        // then stops at mixtures of these bytes, too. In this order that happens least.
        marks.sort_unstable_by_key(|(mark, _)| *mark);
        marks.dedup_by_key(|(mark, _)| *mark);
        let mut builder = Config::new().match_kind(MatchKind::LeftmostFirst).builder();
        builder.extend(marks.iter().map(|(mark, _)| mark));
        Self { searcher: builder.build(), marks }
    }

    /// All places in a range where an error may stand, each as the range of its mark. The text begins at `start`.
    pub fn all(&self, bytes: &[u8], start: usize, range: Range<usize>) -> Vec<Range<usize>> {
        let bytes = &bytes[start..(range.end + AGAIN).min(bytes.len())];
        let mut at = range.start - start;
        let mut found = Vec::new();
        while let Some((mark, behind)) = self.next(bytes, at).filter(|(mark, _)| mark + start < range.end) {
            found.push(mark + start..behind + start);
            at = behind;
        }
        found
    }

    /// The next place from `from` on where an error may stand, and where the scan may go on.
    pub fn next(&self, bytes: &[u8], from: usize) -> Option<(usize, usize)> {
        let mut at = from;
        loop {
            let (mark, start, end) = self.find(bytes, at)?;
            if worth(bytes, start, end, self.marks[mark].1) {
                return Some((start, end));
            }
            at = end;
        }
    }

    fn find(&self, bytes: &[u8], from: usize) -> Option<(usize, usize, usize)> {
        match &self.searcher {
            Some(searcher) => {
                let span = aho_corasick::Span { start: from, end: bytes.len() };
                let found = searcher.find_in(bytes, span)?;
                Some((found.pattern().as_usize(), found.start(), found.end()))
            }
            // This machine has no vector instructions: the marks are searched for one by one.
            None => {
                let found = self.marks.iter().enumerate().filter_map(|(ix, (mark, _))| {
                    let at = memchr::memmem::find(&bytes[from..], mark.as_bytes())?;
                    Some((from + at, ix, from + at + mark.len()))
                });
                found.min().map(|(start, ix, end)| (ix, start, end))
            }
        }
    }
}

fn worth(bytes: &[u8], start: usize, end: usize, look: Look) -> bool {
    match look {
        Look::Nothing => true,
        Look::Named => named(bytes, start, end),
        Look::Head => head(bytes, start, end),
        Look::Word => word(bytes, start, end),
        Look::Bracketed => bracketed(bytes, start),
        Look::Php => {
            let behind = &bytes[end..bytes.len().min(end + 48)];
            let verbs = [&b" GET "[..], b" POST", b" PUT ", b" DELE"];
            memchr::memchr_iter(b' ', behind)
                .any(|at| verbs.iter().any(|verb| behind[at..].starts_with(verb)))
        }
        Look::Failed => {
            bytes[..start].ends_with(b"faile") && bytes.get(end).is_some_and(|b| b"45".contains(b))
        }
    }
}

/// The ASCII text at `at`, at most `most` bytes of it.
fn ascii(bytes: &[u8], at: usize, most: usize) -> &str {
    let end = bytes.len().min(at + most);
    let run = &bytes[at.min(end)..end];
    let length = run.iter().position(|b| !b.is_ascii()).unwrap_or(run.len());
    // ASCII is UTF-8.
    std::str::from_utf8(&run[..length]).unwrap_or("")
}

/// `Code":"X`, `code=X`, `Code>X`, `Code%22%3A%22X`, `code: 403, `.
fn named(bytes: &[u8], start: usize, end: usize) -> bool {
    // Mostly these letters are part of another word: `encode`, `codec`.
    let Some(&next) = bytes.get(end) else { return false };
    if next.is_ascii_alphanumeric()
        || (start > 0
            && bytes[start] == b'c'
            && bytes[start - 1].is_ascii_alphabetic()
            && !bytes[..start].ends_with(b"err")
            && !bytes[..start].ends_with(b"error"))
    {
        return false;
    }
    if next == b'&' {
        return [&b"&gt;"[..], b"&quot;", b"&#34;"].iter().any(|entity| bytes[end..].starts_with(entity));
    }
    // `"code":200` is by far the most frequent mark in a log, so it must be ruled out with few comparisons.
    let separator = |b: &&u8| b"\\\"'` :=>[]|*".contains(b);
    let separators = bytes[end..].iter().take(20).take_while(separator).count();
    let status = |b: u8| matches!(b, b'4' | b'5');
    match bytes.get(end + separators) {
        Some(&first) if first.is_ascii_digit() && !status(first) => return false,
        // Colours, tags, full-width colons, escaped quotes.
        Some(b'\x1b' | b'^' | b'<' | b'x' | 0xe2 | 0xef) if dressed(bytes, end) => return true,
        Some(_) if separators > 0 || next == b'%' || next == b'u' || next == b'<' => {}
        _ => return false,
    }
    let text = ascii(bytes, end, 60);
    let value = text.trim_start_matches(|c: char| "\\\"'` :=>[]|*".contains(c));
    let separators = &text[..text.len() - value.len()];
    let encoded = value.strip_prefix("%22%3A%22").or_else(|| value.strip_prefix("%22%3A"));
    if let Some(value) = encoded {
        return value.starts_with(|c: char| c.is_ascii_alphabetic());
    }
    let value = dumped(value).unwrap_or(value);
    let value = ["<![CDATA[", "Some(\""].iter().find_map(|start| value.strip_prefix(start)).unwrap_or(value);
    let Some(first) = value.bytes().next() else { return false };
    if first.is_ascii_digit() {
        let digits = value.as_bytes();
        return matches!(first, b'4' | b'5')
            && digits.len() > 4
            && digits[1].is_ascii_digit()
            && digits[2].is_ascii_digit()
            && digits[3] == b','
            && digits[4..].iter().any(u8::is_ascii_alphabetic)
            && !value[4..].trim_start().starts_with(['"', '\\', '\'', '{']);
    }
    let word = &value[..lexeme(value)];
    if !separators.contains([':', '=', '>', '|']) && !separators.contains("u0022") {
        // `error code Forbidden.RAM`
        return separators == " " && grade(word) >= Grade::Plain && word.contains('.');
    }
    let upper = word.bytes().any(|b| b.is_ascii_uppercase());
    // Some codes are what languages call their classes, too: only the catalogue tells.
    upper
        && (grade(word) > Grade::No || word.ends_with("Error"))
        && !value[word.len()..].starts_with(['(', '/', '@'])
}

/// What PHP's `string(9) "` announces.
fn dumped(value: &str) -> Option<&str> {
    let (length, text) = value.strip_prefix("string(")?.split_once(") \"")?;
    length.bytes().all(|b| b.is_ascii_digit()).then_some(text)
}

/// Whether a code follows a name once colours, tags and foreign separators between them are taken away.
fn dressed(bytes: &[u8], mut at: usize) -> bool {
    let limit = bytes.len().min(at + 80);
    let mut separated = false;
    while at < limit {
        let rest = &bytes[at..];
        let until =
            |sign: fn(&u8) -> bool| rest.iter().take(24).skip(2).position(sign).map_or(24, |found| found + 3);
        at += match rest[0] {
            b':' | b'=' | b'|' | b'>' => {
                separated = true;
                1
            }
            b'\\' if rest.starts_with(b"\\x22") => 4,
            b'\\' | b'"' | b'\'' | b'`' | b' ' | b'[' | b'*' => 1,
            b'\x1b' => until(u8::is_ascii_alphabetic),
            b'^' if rest.starts_with(b"^[[") => 1 + until(u8::is_ascii_alphabetic),
            b'<' if !rest.starts_with(b"<!") => {
                separated = true;
                until(|b| *b == b'>')
            }
            0xe2 if TURNED.iter().any(|quote| rest.starts_with(quote.as_bytes())) => 3,
            0xef if rest.starts_with("：".as_bytes()) => {
                separated = true;
                3
            }
            _ => break,
        };
    }
    let text = ascii(bytes, at, 80);
    let word = &text[..lexeme(text)];
    separated && grade(word) > Grade::No && word.bytes().any(|b| b.is_ascii_uppercase())
}

/// `[Forbidden.RAM] no (request id: `.
fn bracketed(bytes: &[u8], start: usize) -> bool {
    let from = start.saturating_sub(400);
    let line = memchr::memrchr(b'\n', &bytes[from..start]).map_or(from, |at| from + at + 1);
    memchr::memchr_iter(b'[', &bytes[line..start]).any(|open| {
        let text = ascii(bytes, line + open + 1, 100);
        let length = lexeme(text);
        text[length..].starts_with("] ") && grade(&text[..length]) > Grade::No
    })
}

fn head(bytes: &[u8], start: usize, end: usize) -> bool {
    let text = ascii(bytes, end, 130);
    let text = text.strip_prefix(' ').unwrap_or(text);
    if text.starts_with("HTTP Status") || text.starts_with("SDK.") {
        return true;
    }
    // An SDK for Java may tell nothing but a message.
    let class =
        bytes[..start].iter().rev().take(80).take_while(|b| b.is_ascii_alphanumeric() || **b == b'.').count();
    if bytes[start - class..start].starts_with(b"com.aliyun") {
        return true;
    }
    let length = lexeme(text);
    let word = &text[..length];
    let behind = text[length..].trim_start();
    let graded = if length > 2 { grade(word) } else { Grade::No };
    if graded > Grade::No && word.as_bytes()[0].is_ascii_uppercase() {
        let status = bytes[start.saturating_sub(14)..start].windows(8).any(|w| w == b"Status: ");
        if behind.starts_with(':') && !behind.starts_with("://") || status || graded >= Grade::Plain {
            return true;
        }
    }
    // The exceptions of the older SDKs always have a code there, however it is written.
    if behind.starts_with(": ")
        && [&b"Client"[..], b"Server"].iter().any(|side| bytes[..start].ends_with(side))
        && graded > Grade::No
        && word.bytes().any(|b| b.is_ascii_uppercase())
    {
        return true;
    }
    // `Forbidden.RAMError: M, URL: https://…`
    if bytes[start] == b'E' {
        let part = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_');
        let from = start - bytes[..start].iter().rev().take(80).take_while(part).count();
        let word = ascii(bytes, from, start - from);
        return word.len() > 5
            && (grade(word) >= Grade::Plain
                || ADDRESS.find(&bytes[end..bytes.len().min(end + 300)]).is_some());
    }
    false
}

fn word(bytes: &[u8], start: usize, end: usize) -> bool {
    let part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    let from = start - bytes[..start].iter().rev().take(80).take_while(|b| part(b)).count();
    let to = end + bytes[end..].iter().take(80).take_while(|b| part(b)).count();
    let text = ascii(bytes, from, to - from);
    let word = &text[..lexeme(text)];
    let attached = from > 0 && matches!(bytes[from - 1], b'/' | b'@' | b'$' | b'\\');
    let called = matches!(bytes.get(from + word.len()), Some(b'(' | b'/' | b'@'));
    let throttled = word == "Throttling" && matches!(bytes.get(from + word.len()), Some(b':'));
    !attached && !called && (throttled || grade(word) >= Grade::Plain || (is_wrapper(word) && word.len() > 6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_leave_marks_and_other_lines_do_not() {
        let marks = Marks::new();
        for line in [
            "ErrorCode: OrderFailed",
            "{\"Code\":\"NOCARD\"}",
            "{\\\\\\\"code\\\\\\\": \\\\\\\"OverQuota\\\\\\\"",
            "<Code>OverQuota</Code>",
            "TeaException: code: 403, no request id: R",
            "error_code=OverQuota",
            "x.ServerException: HTTP Status: 400 Error:OverQuota no",
            "x.ClientException: OrderFailed : no",
            "NOCARDError: no, URL: https://x",
            "NOCARD: no RequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301 GET \"https://x\" 403",
            "错误码：X",
            "[\"Code\"]=> string(9) \"OverQuota\"",
            "{“Code”:“OverQuota”}",
            "‘Code’: ‘OverQuota’",
            "Throttling.User: slow down",
            "SDK.TimeoutError",
        ] {
            assert!(marks.next(line.as_bytes(), 0).is_some(), "{line}");
        }
        for line in [
            "INFO decode ok status_code=200 code=0",
            "the code is fine",
            "{\"code\":200,\"message\":\"ok\"}",
            "java.io.IOException: Connection reset by peer",
            "unicode: yes",
            "Invalid user admin from 10.0.0.1",
            "ERROR: relation does not exist",
            "GET /Code/x HTTP/1.1",
            "class InvalidFooException",
        ] {
            assert!(marks.next(line.as_bytes(), 0).is_none(), "{line}");
        }
    }
}
