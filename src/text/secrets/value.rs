//! Values: where one begins and ends, and whether it is a secret.

use std::ops::Range;

use super::bytes::{SHOWN, ahead, is_word, run_end};
use super::layout::{block, list};
use super::link::{Link, PAIRS, is_quoting};
use super::looks;
use super::table::Read;

/// The value behind a name.
pub(super) struct Value {
    pub(super) range: Range<usize>,
    pub(super) is_secret: bool,
}

impl Value {
    pub(super) fn secret(self) -> Option<Range<usize>> {
        self.is_secret.then_some(self.range)
    }
}

/// The value that begins behind a link, if one does.
pub(super) fn at(text: &str, at: usize, link: Link, read: Read) -> Option<Value> {
    let bytes = text.as_bytes();
    let mut at = run_end(bytes, at, |b| matches!(b, b' ' | b'\t'));
    let is_linked = matches!(link, Link::Set | Link::Said);
    if let Some(range) = block(text, at).or_else(|| list(text, at, link)).filter(|_| is_linked) {
        return Some(Value { range, is_secret: true });
    }
    let kept = ["(sensitive value)", "(sensitive)", "(known after apply)"];
    if let Some(kept) = kept.iter().find(|kept| text[at..].starts_with(**kept)) {
        return Some(Value { range: at..at + kept.len(), is_secret: false });
    }
    if is_linked {
        at = run_end(bytes, at, |b| matches!(b, b' ' | b'['));
        at = behind_type(text, at);
    }
    let is_argument = matches!(link, Link::Option | Link::Command);
    let bare = Bare { is_header: read == Read::Header, is_set: link == Link::Set, is_argument };
    let (quotes, from) = opening(text, at)?;
    let end = |limit: usize| match &quotes {
        Some(quotes) => quotes.end(&text[..limit], from),
        None => (from..limit).find(|&at| bare.ends(text, at)).unwrap_or(limit),
    };
    let limit = ahead(text, from, SHOWN);
    let to = end(limit);
    // A word of a command or of a sentence may have the sign behind it that ends the list or the sentence.
    let is_bare = quotes.is_none();
    let closing: &[char] = match link {
        _ if !is_bare || bare.is_header => &[],
        Link::Option | Link::Command => &[',', ';', ')', '}', ']'],
        Link::Set => &[],
        Link::Said | Link::Blank => &['.'],
    };
    let shown = text[from..to].trim().trim_end_matches(closing);
    let is_set_down = looks::is_set_down(shown);
    let is_likely = match (link, read) {
        (_, Read::Header) => looks::is_header(shown),
        (Link::Set | Link::Said, Read::Sure) | (Link::Command, _) => true,
        (Link::Set, Read::Doubtful) => {
            !looks::is_said(shown) && shown.len() > 3 && !(is_bare && looks::is_source(shown))
        }
        (Link::Set, _) => !is_bare || !looks::is_source(shown) && shown.parse::<u8>().is_err(),
        (Link::Said, _) => looks::is_secret(shown) || is_set_down && ends_line(text, to),
        (Link::Option, _) => looks::is_secret(shown) || is_set_down,
        (Link::Blank, _) => looks::is_mixed(shown),
    };
    let is_secret = is_likely && !looks::is_nothing(shown);
    let to = if is_secret && to == limit { end(text.len()) } else { to };
    Some(Value { range: from..from + text[from..to].trim_end_matches(closing).len(), is_secret })
}

/// Where a literal begins behind its type: `b'…'`, `[]byte("…")`, `<![CDATA[…`, `!!binary …`.
fn behind_type(text: &str, at: usize) -> usize {
    let near = &text.as_bytes()[..ahead(text, at, 40)];
    let rest = &text[at..];
    let is_type = |b: u8| is_word(b) || b"[].:&@$!".contains(&b);
    let name = run_end(near, at, is_type);
    match near.get(name) {
        _ if rest.starts_with("<![CDATA[") => at + "<![CDATA[".len(),
        Some(b' ') if rest.starts_with('!') => name + 1,
        Some(b'(') => match run_end(near, name + 1, is_type) {
            inner if inner < name + 4 && near.get(inner).is_some_and(|b| is_quoting(*b)) => inner,
            _ if name == at => name + 1,
            _ => at,
        },
        Some(&b)
            if is_quoting(b) && ["b", "u", "r", "br", "rb", "L", "@", "$"].contains(&&text[at..name]) =>
        {
            name
        }
        _ => at,
    }
}

/// A value without quotes.
struct Bare {
    is_header: bool,
    is_set: bool,
    is_argument: bool,
}

impl Bare {
    /// Whether a value ends at `at`. A sign that a password may hold too ends it only where other text follows.
    fn ends(&self, text: &str, at: usize) -> bool {
        let byte = text.as_bytes()[at];
        let next = text.as_bytes().get(at + 1).copied().unwrap_or(b'\n');
        match byte {
            b'\n' | b'\r' => true,
            b' ' | b'\t' => !self.is_header || names_field(text, at + 1, &[": "]),
            b'"' | b'\'' | b'`' | b'<' | b'\\' if self.is_header => true,
            _ if self.is_header => false,
            b'"' | b'\'' | b'`' => !next.is_ascii_alphanumeric(),
            b'\\' => b"\"'\\nrtu\n".contains(&next),
            b'<' => next == b'/' || next.is_ascii_alphabetic(),
            b',' | b';' | b'&' | b'|' if self.is_argument => next.is_ascii_whitespace(),
            b',' | b';' | b'&' | b'|' => {
                !next.is_ascii_graphic()
                    || b"\"'{[(<\\".contains(&next)
                    || names_field(text, at + 1, &["=", ":", "\"", "%3D"])
            }
            b')' | b'}' | b']' | b'>' => !self.is_argument && !next.is_ascii_alphanumeric(),
            _ => {
                !byte.is_ascii()
                    && (!self.is_set
                        || text.is_char_boundary(at)
                            && text[at..].starts_with(['，', '。', '；', '、', '）', '”', '’', '」']))
            }
        }
    }
}

/// Whether a name with one of the signs behind it stands there.
fn names_field(text: &str, at: usize, signs: &[&str]) -> bool {
    let end = run_end(&text.as_bytes()[..ahead(text, at, SHOWN)], at, |b| is_word(b) || b"-.[]".contains(&b));
    let name = &text[at..end];
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && signs.iter().any(|sign| text[end..].starts_with(sign))
}

/// The quotes around a value: the closing one, and how many backslashes stand before each.
struct Quotes {
    close: &'static str,
    depth: usize,
}

impl Quotes {
    /// Whether a quote behind this many backslashes closes the value. A quote inside the value is escaped once more
    /// than the quotes around it; further backslashes come in pairs, each escaped as often.
    fn close(&self, slashes: usize) -> bool {
        slashes <= self.depth || (slashes - self.depth).is_multiple_of(2 * (self.depth + 1))
    }

    /// The end of the value that begins at `from`: the closing quote, else a quote of another kind, else the line end.
    fn end(&self, text: &str, from: usize) -> usize {
        let bytes = text.as_bytes();
        let (mut other, mut slashes) = (None, 0);
        for (at, &byte) in bytes.iter().enumerate().skip(from) {
            let is_close = byte == self.close.as_bytes()[0] && bytes[at..].starts_with(self.close.as_bytes());
            match byte {
                b'\\' => {
                    slashes += 1;
                    continue;
                }
                b'\n' => return other.unwrap_or(at),
                _ if (is_close || is_quoting(byte)) && self.close(slashes) => {
                    let end = at - slashes.min(self.depth);
                    if is_close {
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
fn opening(text: &str, at: usize) -> Option<(Option<Quotes>, usize)> {
    let bytes = text.as_bytes();
    let sign = run_end(bytes, at, |b| b == b'\\');
    let pairs = [("\"", "\""), ("'", "'"), ("`", "`")].into_iter().chain(PAIRS);
    let Some((open, close)) = { pairs }.find(|pair| text[sign..].starts_with(pair.0)) else {
        return Some((None, sign));
    };
    let quotes = Quotes { close, depth: sign - at };
    let from = sign + open.len();
    if quotes.end(&text[..ahead(text, from, SHOWN)], from) > from {
        return Some((Some(quotes), from));
    }
    // `""`, or the doubled quotes of `""value""`.
    let run = run_end(bytes, from, is_quoting);
    let ends = bytes.get(run).is_none_or(|b| b.is_ascii_whitespace() || b",;:&)]}>".contains(b));
    (!ends).then_some((Some(quotes), run))
}

fn ends_line(text: &str, at: usize) -> bool {
    let rest = text[at..].trim_start_matches([' ', '\r', '"', '\'', '|', '`']);
    rest.is_empty() || rest.starts_with('\n')
}
