//! Reads the value behind a name: a quoted text at any depth of escaping, an element's text, the rest of a line.

mod braces;
mod ending;

use braces::braced;
use ending::{cut_point, in_quotation};

use super::fact::{is_stores_id, is_uuid};
use super::{names, program};

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    pub text: String,
    pub start: usize,
    pub end: usize,
    /// The text ended before the value did.
    pub cut: bool,
}

/// How far a value is read; messages with a string to sign in them are long.
const LONGEST: usize = 16 * 1024;

/// The quoted value, the element's text or the unquoted line at `at`.
pub fn read(text: &str, at: usize, separator: u8) -> Value {
    let at = unwrap(text, at);
    if text[at..].starts_with("<![CDATA[") {
        return until(text, at + 9, "]]>");
    }
    if separator == b'>' || separator == b'|' {
        let start = at + (text[at..].len() - text[at..].trim_start().len());
        if text[start..].starts_with("<![CDATA[") {
            return until(text, start + 9, "]]>");
        }
        let row = &text[at..at + line_length(&text[at..])];
        return match separator == b'|' && !row.contains('<') {
            true => until(&text[..at + row.len()], at, "|"),
            false => until(text, at, "<"),
        };
    }
    // `[ 'M' ]`
    let listed = text[at..].strip_prefix('[').map(|rest| text.len() - rest.trim_start_matches(' ').len());
    let at = listed.filter(|&at| text[at..].starts_with(['"', '\''])).unwrap_or(at);
    quoted(text, at).unwrap_or_else(|| line(text, at, separator))
}

/// Whether a value is what languages print for none.
pub fn is_nothing(value: &str) -> bool {
    ["null", "none", "nil", "<nil>", "undefined"].iter().any(|nothing| value.eq_ignore_ascii_case(nothing))
}

/// Skips what languages put before a string in their dumps: `Some("`, `tea.String("`, `u'`,
/// `(*string)(0xc0)((len=3) "`.
pub fn unwrap(text: &str, at: usize) -> usize {
    let rest = &text[at..text.floor_char_boundary(at + 80)];
    let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
    let Some(quote) = line.find(['"', '\'']) else { return at };
    let before = line[..quote].trim_end_matches('\\');
    let wraps =
        before.ends_with('(') || before.contains("string") || matches!(before, "u" | "b" | "&" | "*" | "@");
    let words = before.contains(' ') && !before.contains("string");
    if quote < 60 && wraps && !words && !before.contains(". ") && !before.contains(',') {
        at + before.len()
    } else {
        at
    }
}

fn until(text: &str, start: usize, sign: &str) -> Value {
    let rest = &text[start..];
    let rest = &rest[..rest.floor_char_boundary(LONGEST)];
    let found = rest.find(sign);
    let length = found.unwrap_or_else(|| rest.find('\n').unwrap_or(rest.len()));
    Value {
        text: plain(&rest[..length]),
        start,
        end: start + length,
        cut: found.is_none() && rest[length..].trim().is_empty(),
    }
}

/// The quote that closes what another one opens.
pub fn closing(quote: char) -> Option<char> {
    match quote {
        '“' => Some('”'),
        '‘' => Some('’'),
        '"' | '\'' | '`' => Some(quote),
        _ => None,
    }
}

/// The value in quotes at `at`. It ends at a quote that is no deeper than the opening one and is followed by a sign of
/// structure, for messages have quotes that nobody escaped.
fn quoted(text: &str, at: usize) -> Option<Value> {
    let rest = &text[at..];
    let depth = rest.bytes().take_while(|&b| b == b'\\').count();
    let mark = rest[depth..].chars().next()?;
    let closing = closing(mark)?;
    let start = at + depth + mark.len_utf8();
    let limit = text.floor_char_boundary((start + LONGEST).min(text.len()));
    let body = &text[start..limit];
    let mut first = None;
    for (found, _) in body.match_indices(closing) {
        let slashes = body[..found].bytes().rev().take_while(|&b| b == b'\\').count();
        if slashes > depth {
            continue;
        }
        let end = start + found - slashes;
        let behind = &text[start + found + closing.len_utf8()..];
        if closes(behind) {
            return Some(value(text, start, end, false));
        }
        first = first.or(Some(end));
    }
    if let Some(end) = first {
        return Some(value(text, start, end, false));
    }
    // Cut off: up to the end of the line, or of the text.
    let end = start + body.find('\n').unwrap_or(body.len());
    Some(value(text, start, end, text[end..].trim().is_empty()))
}

/// Whether what follows a quote shows that the quote closed a value.
fn closes(behind: &str) -> bool {
    let bare = behind.trim_start_matches(' ');
    let Some(next) = bare.chars().next() else { return true };
    match next {
        '}' | ']' | ')' | ';' | '\n' | '<' | '>' | '|' | '\\' | '&' => true,
        '，' | '。' | '；' | '、' | '）' | '】' => true,
        ',' => {
            let next = bare[1..].trim_start();
            let broken = next.starts_with("\"\n") || next == "\"";
            next.is_empty()
                || next.starts_with(['}', ']', '\n', '{'])
                || broken
                || names::is_name(next)
                || is_omission(next)
        }
        '"' | '\'' => bare.len() == behind.len() && closes(&bare[1..]),
        '[' if bare[1..].trim_start_matches('\\').starts_with(['"', '\'']) => names::is_name(bare),
        _ => bare.len() < behind.len() && names::is_name(bare),
    }
}

/// Whether a text begins with what stands for more that was left out: `(truncated...)`, `... [3 more]`.
fn is_omission(text: &str) -> bool {
    let bare = text.trim_start_matches(['.', '…', ' ']);
    let dots = bare.len() < text.len() && (bare.is_empty() || bare.starts_with(['\n', '"', '\\']));
    let inner = bare.trim_start_matches(['(', '[', '<']);
    let word = &inner[..inner.bytes().take_while(u8::is_ascii_alphabetic).count()];
    dots || inner.len() < bare.len() && ["truncated", "omitted", "more", "snip"].contains(&word)
}

/// The rest of the line, up to the next name on it.
fn line(text: &str, at: usize, separator: u8) -> Value {
    let mut start = at;
    let mut rest = window(text, at);
    let mut length = line_length(rest);
    // `message: >-` and a lone `Message:`: the value is the line below.
    if matches!(rest[..length].trim(), "" | ">" | ">-" | "|" | "|-") && length < rest.len() {
        let below = start + length + 1;
        // What an empty value is followed by is a field of its own.
        let field = rest[..length].trim().is_empty() && names::at_head(&text[below..]).is_some();
        let next = &text[below..below + line_length(&text[below..])];
        if !field && !program::is_line(next) {
            start = below;
            rest = window(text, start);
            length = line_length(rest);
        }
    }
    let whole = within_reach(&rest[..length], separator);
    let whole = &whole[..enclosed(whole)];
    let whole = &whole[..in_quotation(text, start, whole).unwrap_or(whole.len())];
    let whole = &whole[..closing_tag(whole).unwrap_or(whole.len())];
    let kept = &whole[..cut_point(whole, separator)];
    let mut end = start + kept.len();
    let mut value = plain(kept);
    if kept.len() == length {
        for _ in 0..6 {
            let Some(more) = wrapped(text, end) else { break };
            let kept = cut_point(more, separator);
            value.push(' ');
            value.push_str(&plain(&more[..kept]));
            end += 1 + kept;
            if kept < more.len() {
                break;
            }
        }
    }
    let cut = text[end..].trim().is_empty();
    let mut value = trim(&value);
    let id = trailing_id(value);
    if id > 0 {
        end = text[start..end].rfind(&value[value.len() - id..]).map_or(end, |at| start + at);
        value = trim(&value[..value.len() - id]);
    }
    Value { text: value.to_owned(), start, end, cut }
}

/// How long the request id is that stands behind a sentence without a name, as Table Store puts it; or the store's id
/// with a host behind it, as browsers show its XML.
fn trailing_id(text: &str) -> usize {
    let ends = |before: &str| before.ends_with(['.', '!', '。', ',']);
    let (before, last) = text.rsplit_once(' ').unwrap_or(("", text));
    if is_uuid(last) {
        return if ends(before) { last.len() } else { 0 };
    }
    let (before, id) = before.rsplit_once(' ').unwrap_or(("", ""));
    let shown = is_stores_id(id) && last.contains('.') && ends(before);
    if shown { text.len() - before.len() - 1 } else { 0 }
}

fn line_length(text: &str) -> usize {
    memchr::memchr(b'\n', text.as_bytes()).unwrap_or(text.len())
}

/// The text from `start` on, as far as a value may reach.
fn window(text: &str, start: usize) -> &str {
    &text[start..text.floor_char_boundary(start + LONGEST)]
}

/// The part of a long line that can matter to the value at its start, so that a line of many errors is not read to its
/// end once for each name.
fn within_reach(line: &str, separator: u8) -> &str {
    const SHORT: usize = 1024;
    if line.len() <= SHORT {
        return line;
    }
    &line[..line.floor_char_boundary(cut_point(line, separator) + SHORT)]
}

/// The next line, if the line that ends at `end` was wrapped and goes on in the middle of a sentence.
fn wrapped(text: &str, end: usize) -> Option<&str> {
    let line = &text[text[..end].rfind('\n').map_or(0, |at| at + 1)..end];
    let next = text[end..].strip_prefix('\n')?;
    let next = &next[..next.find('\n').unwrap_or(next.len())];
    let width = line.chars().count();
    let word = next.split(' ').next().unwrap_or("");
    // If the next word would have fitted on the line, the line was not wrapped.
    let full = (40..160).contains(&width) && width + word.chars().count() >= 64;
    let ended = line.trim_end().ends_with(['.', '!', '?', '。', '{', '}', ']', ':', ';']);
    let begins = next.starts_with(|c: char| c.is_ascii_lowercase() || c == '"' || c == '“');
    let stack =
        ["at ", "with ", "on ", "in ", "raise ", "return "].iter().any(|start| next.starts_with(start));
    let named = names::at(next, 0, names::word_end(next, 0)).is_some() || names::is_name(next);
    // If each line begins with the same word, that word is a prefix.
    let named = named || word.len() > 1 && line.starts_with(word);
    (full && !ended && begins && !stack && !named).then_some(next)
}

/// Where the quote closes that an unquoted text stands in: the text of a log line is a string of JSON.
fn enclosed(line: &str) -> usize {
    let mut open = false;
    let mut behind_braces = 0;
    for (at, sign) in line.match_indices(['"', '{']) {
        if at < behind_braces {
            continue;
        }
        if sign == "{" {
            behind_braces = at + braced(&line[at..]);
            continue;
        }
        let behind = line[at + 1..].trim_start_matches('\\');
        let ends = behind.starts_with(['}', ']', '"', ')'])
            || behind.is_empty()
            || (behind.starts_with(',') && closes(behind))
            || is_field(behind);
        if !open && ends {
            return at;
        }
        open = !open;
    }
    line.len()
}

/// Whether a text goes on with the next field of a logfmt line: ` name=`.
fn is_field(text: &str) -> bool {
    let name = text.strip_prefix(' ').unwrap_or("");
    let length = name.bytes().take_while(|b| b.is_ascii_lowercase() || *b == b'_').count();
    length > 1 && name[length..].starts_with('=')
}

/// How long the opening tags are that dress a value: `<b>`, `<span class="x">`.
pub fn dress(text: &str) -> usize {
    const TAGS: [&str; 12] = ["b", "strong", "code", "i", "em", "span", "td", "tt", "a", "font", "p", "kbd"];
    let mut at = 0;
    while let Some(inner) = text[at..].strip_prefix('<') {
        let Some(close) = inner.find('>').filter(|&close| close < 80) else { break };
        let name = inner[..close].split(' ').next().unwrap_or("");
        if !TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name)) {
            break;
        }
        at += close + 2;
    }
    at
}

/// Where an element closes that a text stands in: `</p>`, `<br>`.
fn closing_tag(line: &str) -> Option<usize> {
    let closes = |at: usize| {
        let rest = line[at + 1..].strip_prefix('/').unwrap_or("");
        let name = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        name > 0 && rest[name..].starts_with('>') || line[at..].starts_with("<br")
    };
    memchr::memchr_iter(b'<', line.as_bytes()).find(|&at| closes(at))
}

fn value(text: &str, start: usize, end: usize, cut: bool) -> Value {
    Value { text: plain(&text[start..end]), start, end, cut }
}

/// A value as it is meant: without the backslashes before quotes, and with blanks for line breaks.
pub fn plain(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.trim();
    while let Some(at) = rest.find(['\\', '\n']) {
        kept.push_str(&rest[..at]);
        if rest[at..].starts_with('\n') {
            if !kept.ends_with(' ') {
                kept.push(' ');
            }
            rest = rest[at + 1..].trim_start();
            continue;
        }
        let behind = rest[at..].trim_start_matches('\\');
        if !behind.starts_with(['"', '\'', '`', '“', '”']) && !behind.is_empty() {
            kept.push('\\');
        }
        rest = behind;
    }
    kept.push_str(rest);
    kept.truncate(kept.trim_end().len());
    kept
}

/// The text without what separates a message from its code: separators, `(400)`, tags, Chinese words.
pub fn behind_code(text: &str) -> &str {
    let mut text = text;
    loop {
        let bare = text.trim_start_matches([' ', ':', ',', ';', '-', '–', '—', '，', '。', '、']);
        let status = bare.strip_prefix('(').and_then(|rest| rest.split_once(')'));
        let tag = bare.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        let shorter = match (status, tag) {
            (Some((status, rest)), _) if is_status(status) => rest,
            (_, Some((tag, rest))) if tag.len() < 20 => rest,
            _ => bare.trim_start_matches(|c: char| !c.is_ascii() && c.is_alphabetic()),
        };
        if shorter.len() == text.len() {
            return text;
        }
        text = shorter;
    }
}

/// `400`, `HTTP 404`, `HTTP/1.1 404`, `status: 404`
fn is_status(text: &str) -> bool {
    let mut words = text.split([' ', ':', '=']).filter(|word| !word.is_empty());
    text.len() < 24
        && words.all(|word| {
            let name = ["http", "http/1.1", "http/2", "status", "code"]
                .iter()
                .any(|name| word.eq_ignore_ascii_case(name));
            name || word.bytes().all(|b| b.is_ascii_digit())
        })
}

/// Whether a text goes on with somebody's sentence, as that behind a code in quotes does: `we get "C" although …`.
pub fn goes_on(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
}

/// The text without what belongs to its surroundings: blanks, separators, unopened closing brackets, quotes around all.
pub fn trim(text: &str) -> &str {
    let mut text = text.trim().trim_end_matches('\\');
    loop {
        let count = |c: char| text.matches(c).count();
        let shorter = match text.chars().next_back() {
            Some(',' | ';' | '|' | '[' | '(' | '{' | '+' | '\\' | '<' | '-') => &text[..text.len() - 1],
            // What made the text bold.
            Some('*') if text.ends_with("**") && text.matches("**").count() == 1 => &text[..text.len() - 2],
            Some(c @ ('，' | '；' | '、' | '【')) => &text[..text.len() - c.len_utf8()],
            Some('}') if count('}') > count('{') => &text[..text.len() - 1],
            Some(']') if count(']') > count('[') => &text[..text.len() - 1],
            Some(')') if count(')') > count('(') => &text[..text.len() - 1],
            Some(quote @ ('"' | '\'')) if count(quote) % 2 == 1 => &text[..text.len() - 1],
            Some(quote @ ('"' | '\'' | '`'))
                if text.len() > 1 && text.starts_with(quote) && count(quote) == 2 =>
            {
                &text[1..text.len() - 1]
            }
            _ => return text,
        };
        text = shorter.trim_end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_in_a_long_line_is_read_no_further_than_the_next_name() {
        let line = "Code: A.B Message: None is left. ".repeat(4096);
        let message = line.find("None").unwrap_or_default();
        assert_eq!(within_reach(&line[message..], b':').len(), "None is left. ".len() + 1024);
        let told = read(&line, message, b':');
        assert_eq!((told.text.as_str(), told.cut), ("None is left.", false));
    }

    #[test]
    fn a_sentence_ends_where_somebody_goes_on_in_chinese() {
        for text in [
            "The access key is bad。例如这样",
            "The access key is bad，怎么办",
            "The access key is bad 怎么办",
        ] {
            assert_eq!(read(text, 0, b':').text, "The access key is bad", "{text}");
        }
        let call = "Pool(host='a.aliyuncs.com', port=80): It timed out.";
        assert_eq!(read(call, 0, b':').text, call);
    }

    #[test]
    fn values_end_where_structure_follows() {
        for (text, value) in [
            (r#""a "b" c","x":1"#, r#"a "b" c"#),
            (r#"\"a \\\"b\\\" c\",\"x\":1"#, r#"a "b" c"#),
            (r#""The parameter "A", "B" is bad.", "Code":1"#, r#"The parameter "A", "B" is bad."#),
            (r#"'it''s', 'Code': 1"#, "it''s"),
            ("\"cut off here", "cut off here"),
            ("plain text RequestId: R", "plain text"),
            ("plain text} next", "plain text} next"),
            ("M + [ RequestId : R ]", "M"),
            ("The a, b are bad, RequestId=R}", "The a, b are bad"),
            ("Some(\"x\")", "x"),
            ("u'x', 'Code': 1", "x"),
        ] {
            assert_eq!(read(text, 0, b':').text, value, "{text}");
        }
    }
}
