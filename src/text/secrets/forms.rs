//! Secrets that are told by their form: pairs, keys, dumps, and what is drawn by lot.

use std::ops::Range;

use super::names::{known_name, spoken};
use super::values::{Link, value};
use super::{AHEAD, SHOWN, ahead, is_word, run_end};

/// `LTAI…`, `STS.…`, `TMP.…`: all but what tells that it is one.
pub(super) fn key_id(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let run = &text[start..end];
    ["LTAI", "STS", "TMP"].into_iter().find_map(|prefix| {
        // `AccessKeyId%3DLTAI…`: the escape is part of the run.
        let at = run.find(prefix).filter(|&at| {
            at == 0 || run[..at].ends_with("3D") || (prefix == "LTAI" && run.len() >= at + 16)
        })?;
        let from = start + at + prefix.len();
        let from = if prefix == "LTAI" { from } else { from + 1 };
        let dotted = prefix == "LTAI" || bytes.get(from - 1) == Some(&b'.');
        let to = run_end(bytes, from, |b| is_word(b) || b == b'-');
        (dotted && to >= from + 6).then_some(from..to)
    })
}

/// `LTAI…:secret`, `LTAI…/secret`; `at` is where the id ends.
pub(super) fn secret_of_pair(text: &str, at: usize) -> Option<Range<usize>> {
    text[at..].strip_prefix([':', '/'])?;
    value(text, at + 1, Link::Likely, "").filter(|secret| secret.start == at + 1)
}

/// `Credential(key, secret)`: what has a secret has it last.
pub(super) fn last_argument(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let arguments = &text.as_bytes()[..ahead(text, end, AHEAD)][end..];
    if arguments.first() != Some(&b'(') {
        return None;
    }
    let (known, _) = known_name(text, start, end)?;
    let close = memchr::memchr2(b')', b'\n', arguments)?;
    let last = memchr::memrchr2(b',', b'(', &arguments[..close])?;
    value(text, end + last + 1, Link::Likely, known)
}

/// A JSON web token.
pub(super) fn web_token(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let run = &text[start..end];
    (run.starts_with("eyJ") && run.len() > 12)
        .then(|| start..run_end(text.as_bytes(), start, |b| is_word(b) || matches!(b, b'-' | b'.' | b'=')))
}

/// `… string to sign is:POST&%2F&AccessKeyId%3D…`, `… StringToSign is [POST …]`, up to where the text goes on.
pub(super) fn string_to_sign(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let run = &text[start..end];
    if !["sign", "string", "request"].iter().any(|last| {
        let from = run.len().checked_sub(last.len());
        from.is_some_and(|from| run.as_bytes()[from..].eq_ignore_ascii_case(last.as_bytes()))
    }) {
        return None;
    }
    let before = spoken(bytes, start, end);
    if !["stringtosign", "canonicalstring", "canonicalrequest"].iter().any(|name| before.ends_with(name)) {
        return None;
    }
    let behind =
        run_end(bytes, end, |b| matches!(b, b' ' | b'i' | b's' | b':' | b'=' | b'\\' | b'"' | b'\''));
    let bracketed = bytes.get(behind) == Some(&b'[');
    if !bracketed && !bytes[end..behind].iter().any(|b| matches!(b, b':' | b'=')) {
        return None;
    }
    let from = behind + usize::from(bracketed);
    // One that begins with a verb on a line of its own has headers with blanks below.
    let verb = run_end(bytes, from, |b| b.is_ascii_uppercase());
    let lines = bracketed || (3..=7).contains(&(verb - from)) && bytes.get(verb) == Some(&b'\n');
    let limit = ahead(text, from, AHEAD);
    let goes_on = |at: usize| match bytes[at] {
        b']' => !bracketed,
        b'"' | b'<' => false,
        b' ' => lines,
        b'\n' if b"RrHE".contains(bytes.get(at + 1).unwrap_or(&0)) => false,
        b'\n' => lines || at - from <= 40,
        _ => true,
    };
    let to = (from..limit).find(|&at| !goes_on(at)).unwrap_or(limit);
    (!text[from..to].trim().is_empty()).then_some(from..to)
}

/// `bearer abcdef0123456789`.
pub(super) fn bearer(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if !text[start..end].eq_ignore_ascii_case("bearer") || bytes.get(end) != Some(&b' ') {
        return None;
    }
    let to = run_end(bytes, end + 1, |b| !b.is_ascii_whitespace() && !matches!(b, b'"' | b'\''));
    (to > end + 8).then_some(end + 1..to)
}

/// What stands between `-----BEGIN … PRIVATE KEY-----` and its end, or that of the text.
pub(super) fn private_key(text: &str, at: usize) -> Option<Range<usize>> {
    const DASHES: &str = "-----";
    if !text.as_bytes()[at..].starts_with(b"-----BEGIN") {
        return None;
    }
    let head = &text[at + DASHES.len()..ahead(text, at, SHOWN)];
    let head = head.split_once(DASHES).map(|(head, _)| head).filter(|head| head.contains("PRIVATE"))?;
    let from = at + head.len() + 2 * DASHES.len();
    Some(from..text[from..].find("-----END").map_or(text.len(), |found| from + found))
}

/// The password of `scheme://user:password@host`.
pub(super) fn url_password(text: &str, end: usize) -> Option<Range<usize>> {
    let rest = text[end..ahead(text, end, AHEAD)].strip_prefix("://")?;
    let holds = |b: u8| b.is_ascii_graphic() && !b"\"'`<>".contains(&b);
    let authority = &rest[..run_end(rest.as_bytes(), 0, |b| holds(b) && !b"/?#".contains(&b))];
    let (user, behind) = authority.split_once(':')?;
    let host = match authority.rfind('@') {
        Some(at) => at,
        // A port ends there, or a password goes on that should have been encoded.
        None if behind.bytes().all(|b| b.is_ascii_digit()) || user.contains(['.', '[']) => return None,
        None => {
            memchr::memchr(b'@', rest.as_bytes())?;
            rest[..run_end(rest.as_bytes(), 0, holds)].rfind('@')?
        }
    };
    let from = end + "://".len() + user.len() + 1;
    let to = end + "://".len() + host;
    (from < to).then_some(from..to)
}

/// A key, a signature or a token without a name: it may hold signs that no word has.
pub(super) fn drawn_by_lot(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    if end - start < 20 {
        return None;
    }
    let bytes = text.as_bytes();
    let holds = |b| is_word(b) || matches!(b, b'-' | b'+' | b'/' | b'=' | b'%');
    let shown = run_end(&bytes[..ahead(text, end, SHOWN)], end, holds);
    is_drawn_by_lot(&bytes[start..shown]).then(|| start..run_end(bytes, shown, holds))
}

/// Whether a run of characters is that mixed: no word, name, path or id is.
fn is_drawn_by_lot(run: &[u8]) -> bool {
    let count = |holds: fn(&u8) -> bool| run.iter().filter(|b| holds(b)).count();
    let (upper, lower, digits) =
        (count(u8::is_ascii_uppercase), count(u8::is_ascii_lowercase), count(u8::is_ascii_digit));
    let dashes = count(|b| *b == b'-');
    let mixed = upper >= 3 && lower >= 3 && digits >= 2 && dashes <= run.len() / 12;
    let signature = run.len() >= 24 && run.ends_with(b"=") && upper >= 3 && lower >= 3;
    let hash = run.len() >= 64 && upper == 0 && digits >= 10 && lower + digits == run.len();
    signature || hash || (mixed && (run.len() == 30 || run.len() >= 40))
}
