//! What stands behind the name of a secret: how it is linked to the name, and where it begins and ends.

use std::ops::Range;

use super::blocks::block;
use super::names::{HAN_NAMES, SPOKEN, known_name};
use super::{SHOWN, ahead, looks, run_end};

/// What stands between a name and its value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// `name=`, `"name":`, `<name>`: whatever follows is the value.
    Sure,
    /// A colon, `is`, quotes, which prose has as well: the value must look like one.
    Likely,
    /// A blank behind an option of a command, which prose may speak of.
    Option,
    /// An option that stands with its command: the next word is the value.
    Command,
    /// A blank in prose.
    Blank,
}

/// The value behind a name such as `AccessKeySecret`.
pub(super) fn named(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let (known, apart) = known_name(text, start, end)?;
    let (link, at) = link(text, start, end)?;
    if link == Link::Blank && !SPOKEN.contains(&known) {
        return None;
    }
    let link = match link {
        Link::Sure if apart => Link::Likely,
        Link::Likely if known == "encodeddiagnosticmessage" => Link::Sure,
        link => link,
    };
    value(text, at, link, known)
}

/// What links a name to its value, and where that is behind.
fn link(text: &str, start: usize, end: usize) -> Option<(Link, usize)> {
    let bytes = text.as_bytes();
    let at = run_end(bytes, end, |b| is_quoting(b) || matches!(b, b' ' | b']' | b'*'));
    let rest = &text[at..];
    let sure = ["%3D", "%3d", "%253D", "%22%3A", "=>", ":=", "="];
    if let Some(sign) = sure.into_iter().find(|sign| rest.starts_with(sign)) {
        return Some((Link::Sure, at + sign.len()));
    }
    if rest.starts_with('>') && at == end && start > 0 && bytes[start - 1] == b'<' {
        return Some((Link::Sure, at + 1));
    }
    if let Some(colon) = [":", "："].into_iter().find(|colon| rest.starts_with(colon)) {
        let quoted_name = bytes[end..at].iter().any(|b| matches!(b, b'"' | b'\'' | b'`'));
        let behind = run_end(bytes, at + colon.len(), |b| matches!(b, b' ' | b'\t' | b'\\'));
        let quoted = matches!(bytes.get(behind), Some(b'"' | b'\'' | b'`'));
        let link = if quoted && (quoted_name || at == end) { Link::Sure } else { Link::Likely };
        return Some((link, at + colon.len()));
    }
    if let Some(said) = ["is ", "is:", "was ", "为", "是"].into_iter().find(|said| rest.starts_with(said)) {
        return Some((Link::Likely, at + said.len()));
    }
    let option = text[..start].ends_with('-');
    let next = next_word(text, end);
    if option && next > end {
        return Some((Link::Option, next));
    }
    let closed = run_end(bytes, end, is_quoting);
    let behind = run_end(bytes, closed, |b| b == b' ');
    let quoted = bytes.get(behind).copied().is_some_and(is_quoting);
    match (option, quoted) {
        _ if behind == closed => None,
        (true, _) => Some((Link::Option, behind)),
        (_, true) => Some((Link::Likely, behind)),
        _ => Some((Link::Blank, behind)),
    }
}

/// Where the next word of a command is looked for behind the one that ends at `at`: in a list, `"-a", "…"`, behind the
/// comma.
pub(super) fn next_word(text: &str, at: usize) -> usize {
    at + if text[at..].starts_with("\",") || text[at..].starts_with("',") { 2 } else { 0 }
}

/// Where the value stands that begins behind a link, if one does.
pub(super) fn value(text: &str, at: usize, link: Link, known: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = run_end(bytes, at, |b| matches!(b, b' ' | b'\t' | b'[' | b'('));
    if matches!(link, Link::Sure | Link::Likely)
        && let Some(block) = block(text, at)
    {
        return Some(block);
    }
    if text[at..].starts_with("<![CDATA[") {
        at += 9;
    }
    let (quotes, from) = opening(bytes, at)?;
    let to_line_end = matches!(known, "authorization" | "cookie" | "setcookie" | "stringtosign");
    let sure = matches!(link, Link::Sure | Link::Command) || to_line_end;
    let is_argument = matches!(link, Link::Option | Link::Command);
    let end = |limit: usize| match &quotes {
        Some(quotes) => quotes.end(&bytes[..limit], from),
        None => run_end(&bytes[..limit], from, |b| match b {
            b'"' | b'\'' | b'`' | b'\n' | b'\\' | b'<' => false,
            _ if to_line_end => true,
            b' ' | b'\t' | b'\r' => false,
            b',' | b';' | b'&' | b')' | b'}' | b']' | b'>' => is_argument,
            _ => sure || b.is_ascii(),
        }),
    };
    let limit = if link == Link::Sure { text.len() } else { ahead(text, from, SHOWN) };
    let to = end(limit);
    // Behind a word of a command or of a sentence may stand what ends a list or the sentence.
    let closing: &[char] = if is_argument && quotes.is_none() { &[',', ';', ')', '}', ']'] } else { &[] };
    let shown = text[from..to].trim().trim_end_matches(closing);
    let nothing = ["", "null", "none", "nil", "***", "undefined"];
    if nothing.iter().any(|nothing| shown.eq_ignore_ascii_case(nothing)) {
        return None;
    }
    let is_secret = match link {
        Link::Sure | Link::Command => true,
        _ if to_line_end => looks::secret(shown) || shown.split_whitespace().any(looks::secret),
        Link::Likely => looks::secret(shown) || (looks::set_down(shown) && ends_line(text, to)),
        Link::Option => looks::secret(shown) || looks::set_down(shown),
        Link::Blank => looks::certain(shown),
    };
    let to = if is_secret && to == limit { end(text.len()) } else { to };
    let may_end_sentence = !sure && quotes.is_none();
    let ends = |c: char| closing.contains(&c) || (may_end_sentence && c == '.');
    is_secret.then(|| from..from + text[from..to].trim_end_matches(ends).len())
}

/// The quotes around a value: their sign, and how many backslashes stand before each.
struct Quotes {
    sign: u8,
    depth: usize,
}

impl Quotes {
    /// Whether a quote behind so many backslashes closes the value. One that belongs to the value is escaped once more
    /// than those around it; further backslashes come in pairs, each escaped as often.
    fn close(&self, slashes: usize) -> bool {
        slashes <= self.depth || (slashes - self.depth).is_multiple_of(2 * (self.depth + 1))
    }

    /// Where the value ends that begins at `from`: at the closing quote, else at one of another sign, else with the line.
    fn end(&self, bytes: &[u8], from: usize) -> usize {
        let mut other = None;
        let mut slashes = 0;
        for (at, &byte) in bytes.iter().enumerate().skip(from) {
            match byte {
                b'\\' => {
                    slashes += 1;
                    continue;
                }
                b'\n' => return other.unwrap_or(at),
                _ if is_quoting(byte) && self.close(slashes) => {
                    let end = at - slashes.min(self.depth);
                    if byte == self.sign {
                        return end;
                    }
                    other = other.or(Some(end));
                }
                _ => {}
            }
            slashes = 0;
        }
        other.unwrap_or(bytes.len())
    }
}

/// The quotes that open at `at`, if any do, and where the value behind them begins; none if they close at once.
fn opening(bytes: &[u8], at: usize) -> Option<(Option<Quotes>, usize)> {
    let sign = run_end(bytes, at, |b| b == b'\\');
    let Some(quotes) =
        bytes.get(sign).filter(|b| is_quoting(**b)).map(|&b| Quotes { sign: b, depth: sign - at })
    else {
        return Some((None, sign));
    };
    let from = sign + 1;
    if quotes.end(bytes, from) > from {
        return Some((Some(quotes), from));
    }
    // `""`, or the doubled quotes of `""value""`.
    let run = run_end(bytes, from, is_quoting);
    let ends = bytes.get(run).is_none_or(|b| b.is_ascii_whitespace() || b",;:&)]}>".contains(b));
    (!ends).then_some((Some(quotes), run))
}

fn is_quoting(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`' | b'\\')
}

fn ends_line(text: &str, at: usize) -> bool {
    text[at..].chars().find(|c| !matches!(c, ' ' | '\r' | '"' | '\'')).is_none_or(|c| c == '\n')
}

/// The value behind `密码` and its likes.
pub(super) fn han_named(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if !matches!(bytes[at], 0xe4 | 0xe5 | 0xe7) {
        return None;
    }
    let name = HAN_NAMES.into_iter().find(|name| bytes[at..].starts_with(name.as_bytes()))?;
    let end = at + name.len();
    let gap = run_end(bytes, end, |b| b == b' ' || is_quoting(b));
    let links = [":", "：", "=", "＝", "为", "是", "is "];
    let (link, behind) = match links.into_iter().find(|link| text[gap..].starts_with(link)) {
        Some(sign) => (Link::Likely, gap + sign.len()),
        None => (Link::Blank, end),
    };
    let opened = text[behind..].trim_start_matches(['“', '‘', '「', '【', ' ']);
    value(text, text.len() - opened.len(), link, name)
}
