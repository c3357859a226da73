//! What stands between a name and its value.

use super::bytes::{AHEAD, SHOWN, ahead, is_word, run_end};

/// How a value is linked to its name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// `name=`, `"name":`, `<name>`: whatever follows is the value.
    Set,
    /// A colon, `is`, which prose has as well: the value must look like one.
    Said,
    /// A blank behind an option of a command, which prose may speak of.
    Option,
    /// An option that stands with its command, or a statement: the next word is the value.
    Command,
    /// A blank in prose.
    Blank,
}

/// Signs and words that link; of two that begin alike, the longer stands first.
#[rustfmt::skip]
const LINKS: [(&str, Link); 23] = [
    ("%3D", Link::Set), ("%3d", Link::Set), ("%253D", Link::Set), ("%22%3A", Link::Set), ("=>", Link::Set),
    (":=", Link::Set), ("==", Link::Said), ("=", Link::Set), ("＝", Link::Set), ("?=", Link::Set),
    ("is:", Link::Said), ("is ", Link::Said), ("was ", Link::Said), ("changed from ", Link::Said),
    ("changed to ", Link::Said), ("set to ", Link::Said), ("reset to ", Link::Said), ("为", Link::Said),
    ("是", Link::Said), ("改为", Link::Said), ("设为", Link::Said), ("设置为", Link::Said), ("| ", Link::Said),
];

/// Quotes and brackets that open and close with different signs.
pub(super) const PAIRS: [(&str, &str); 6] =
    [("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("【", "】"), ("（", "）")];

/// The link behind the name `start..end`, and where it ends.
pub(super) fn of(text: &str, start: usize, end: usize) -> Option<(Link, usize)> {
    let bytes = text.as_bytes();
    let at = gap(text, end);
    let rest = &text[at..];
    let is_quoted = text[end..at].contains(|c: char| matches!(c, '"' | '\'' | '`') || !c.is_ascii());
    if let Some((sign, link)) = LINKS.into_iter().find(|(sign, _)| rest.starts_with(sign)) {
        return Some((link, at + sign.len()));
    }
    if let Some(behind) = behind_tag(text, start, at, is_quoted) {
        return Some(behind);
    }
    let colon = [":", "："].into_iter().find(|colon| rest.starts_with(colon) && !rest.starts_with("::"));
    if let Some(colon) = colon {
        let behind = run_end(bytes, at + colon.len(), |b| matches!(b, b' ' | b'\t' | b'\\'));
        let is_literal = is_quoted && text[behind..].starts_with(|c: char| c == '[' || c.is_ascii_digit());
        let is_set = opens_quote(&text[behind..]) && (is_quoted || at == end) || is_literal;
        return Some((if is_set { Link::Set } else { Link::Said }, at + colon.len()));
    }
    if let Some(behind) = of_whom(rest) {
        return Some((Link::Said, at + behind));
    }
    // `Credential(key, secret)`: what has a secret has it last; `put("password", "…")`.
    if at == end && rest.starts_with('(') {
        let arguments = &bytes[at..ahead(text, at, AHEAD)];
        let close = memchr::memchr2(b')', b'\n', arguments)?;
        return Some((Link::Said, at + memchr::memrchr2(b',', b'(', &arguments[..close])? + 1));
    }
    let before = text[..start].trim_end_matches(['"', '\'', '\\']);
    if is_quoted && rest.starts_with(',') && before.len() < start && before.ends_with(['(', '[']) {
        return Some((Link::Said, at + 1));
    }
    spaced(text, start, end)
}

/// Behind `for root:`, `of user app is `, whose secret it is; where the value begins.
fn of_whom(rest: &str) -> Option<usize> {
    let mut behind = rest.strip_prefix("for ").or_else(|| rest.strip_prefix("of "))?;
    for _ in 0..3 {
        let word = behind.bytes().take(SHOWN).take_while(|&b| is_word(b) || b"-.@'\"%".contains(&b)).count();
        behind = &behind[word..];
        let sign = [": ", ":", " is ", "："].iter().find_map(|sign| behind.strip_prefix(sign));
        match sign {
            Some(value) if word > 0 => return Some(rest.len() - value.len()),
            _ => behind = behind.strip_prefix(' ').filter(|_| word > 0)?,
        }
    }
    None
}

/// A value that only blanks and quotes part from its name.
fn spaced(text: &str, start: usize, end: usize) -> Option<(Link, usize)> {
    let is_option = text[..start].ends_with('-');
    let next = next_word(text, end);
    if is_option && next > end {
        return Some((Link::Option, next));
    }
    let is_han = !text.as_bytes()[start].is_ascii();
    let closed = if is_han { end } else { run_end(text.as_bytes(), end, is_quoting) };
    let behind = run_end(text.as_bytes(), closed, |b| matches!(b, b' ' | b'\t'));
    let pair =
        PAIRS.iter().any(|pair| text[behind..].starts_with(pair.0)) || is_han && opens_quote(&text[behind..]);
    match text[closed..].starts_with(['】', '」']) {
        true => Some((Link::Said, closed + '】'.len_utf8())),
        false if behind == closed && !pair => None,
        false => Some((if is_option { Link::Option } else { Link::Blank }, behind)),
    }
}

/// Where the quotes, brackets and blanks behind a name end.
fn gap(text: &str, end: usize) -> usize {
    let mut at = end;
    loop {
        let from = at;
        at = run_end(text.as_bytes(), at, |b| is_quoting(b) || matches!(b, b' ' | b']' | b'*' | b')'));
        at += PAIRS.iter().find(|pair| text[at..].starts_with(pair.1)).map_or(0, |pair| pair.1.len());
        if at == from {
            return at;
        }
    }
}

/// `<name>`, `<name kind="x">`, `key="name">`, `<td>name</td><td>`.
fn behind_tag(text: &str, start: usize, at: usize, is_quoted: bool) -> Option<(Link, usize)> {
    let bytes = text.as_bytes();
    let tag_end =
        |from: usize| Some(from + memchr::memchr(b'>', &bytes[from..ahead(text, from, SHOWN)])? + 1);
    let holds = |from: usize| bytes.get(from).is_some_and(|b| !b.is_ascii_whitespace());
    let opens = text[..start].ends_with('<');
    if text[at..].starts_with('>') {
        return ((opens || is_quoted) && holds(at + 1)).then_some((Link::Set, at + 1));
    }
    if text[at..].starts_with("</") {
        let open = run_end(bytes, tag_end(at)?, |b| b.is_ascii_whitespace());
        let is_tag = text[open..].starts_with('<') && !text[open..].starts_with("</");
        return Some((Link::Said, tag_end(open)?)).filter(|_| is_tag);
    }
    let end = if opens { tag_end(at)? } else { return None };
    (holds(end) && !text[at..end].contains(['<', '\n'])).then_some((Link::Said, end))
}

/// Where the next word of a command is looked for behind the one that ends at `at`: in a list, `"-a", "…"`, behind the
/// comma.
pub(super) fn next_word(text: &str, at: usize) -> usize {
    at + if text[at..].starts_with("\",") || text[at..].starts_with("',") { 2 } else { 0 }
}

/// The name whose value begins at `start`: `"Name":"`, `key=`, `<Key>`.
pub(super) fn before(text: &str, start: usize) -> Option<&str> {
    let blank = |c: char| matches!(c, '"' | '\'' | '\\' | ' ' | '\t');
    let near = &text[text.ceil_char_boundary(start.saturating_sub(SHOWN))..start];
    let is_nested = near.ends_with('.');
    let near = near.trim_end_matches(|c: char| is_nested && (c.is_ascii_alphanumeric() || "._-".contains(c)));
    let name = near.trim_end_matches(blank);
    let name =
        ["%3D", "=", ":", "：", ">"].iter().find_map(|sign| name.strip_suffix(sign))?.trim_end_matches(blank);
    let holds = |b: &u8| is_word(*b) || b".-[]".contains(b);
    Some(&name[name.len() - name.bytes().rev().take_while(holds).count()..])
}

/// Whether a quote opens there.
fn opens_quote(rest: &str) -> bool {
    rest.starts_with(['"', '\'', '`']) || PAIRS.iter().any(|pair| rest.starts_with(pair.0))
}

pub(super) fn is_quoting(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`' | b'\\')
}
