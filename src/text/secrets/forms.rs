//! Secrets that are told by their form: pairs, keys, dumps, and what is drawn by lot.

use super::{Link, run_end, spoken, value};

/// `LTAI…:secret`, `LTAI…/secret`.
pub(super) fn secret_of_pair(text: &str, at: usize, cuts: &mut Vec<(usize, usize)>) -> Option<usize> {
    text[at..].strip_prefix([':', '/'])?;
    let (from, to) = value(text, at + 1, Link::Likely, "").filter(|(from, _)| *from == at + 1)?;
    cuts.push((from, to));
    Some(to)
}

/// `redis-cli … -a password`.
pub(super) fn redis_password(
    text: &str,
    start: usize,
    end: usize,
    cuts: &mut Vec<(usize, usize)>,
) -> Option<usize> {
    let line = text[..start].rsplit('\n').next()?;
    if !line.ends_with(" -") || !line.contains("redis-cli") {
        return None;
    }
    let (from, to) = value(text, end, Link::Option, "")?;
    cuts.push((from, to));
    Some(to)
}

/// `… string to sign is:POST&%2F&AccessKeyId%3D…`, up to where the text goes on.
pub(super) fn string_to_sign(
    text: &str,
    start: usize,
    end: usize,
    cuts: &mut Vec<(usize, usize)>,
) -> Option<usize> {
    let bytes = text.as_bytes();
    let before = spoken(bytes, start, end);
    if !before.ends_with("stringtosign") && !before.ends_with("canonicalstring") {
        return None;
    }
    let behind =
        run_end(bytes, end, |b| matches!(b, b' ' | b'i' | b's' | b':' | b'=' | b'\\' | b'"' | b'\''));
    if !bytes[end..behind].iter().any(|b| matches!(b, b':' | b'=')) {
        return None;
    }
    let bracketed = bytes.get(behind) == Some(&b'[');
    let from = behind + usize::from(bracketed);
    let mut to = from;
    while to < bytes.len() {
        match bytes[to] {
            b']' if bracketed => break,
            b'"' | b'<' => break,
            // What the request was made of has no blanks; a verb alone on its line goes on below.
            b' ' if !bracketed => break,
            b'\n' if !bracketed && to - from > 40 => break,
            b'\n' if [b'R', b'r', b'H', b'E'].contains(bytes.get(to + 1).unwrap_or(&0)) => break,
            _ => to += 1,
        }
    }
    (!text[from..to].trim().is_empty()).then(|| {
        cuts.push((from, to));
        to
    })
}

/// `-----BEGIN … PRIVATE KEY-----` and all up to its end; returns where to read on.
pub(super) fn private_key(text: &str, at: usize, cuts: &mut Vec<(usize, usize)>) -> usize {
    let head_ends = text[at + 5..].find("-----").map(|found| at + 5 + found + 5);
    let Some(from) = head_ends.filter(|&to| text[at..to].contains("PRIVATE")) else { return at + 5 };
    let to = text[from..].find("-----END").map_or(text.len(), |found| from + found);
    cuts.push((from, to));
    to
}

/// The password of `scheme://user:password@host`.
pub(super) fn url_password(text: &str, end: usize, cuts: &mut Vec<(usize, usize)>) -> Option<usize> {
    let rest = text[end..].strip_prefix("://")?;
    let authority =
        &rest[..rest.find(|c: char| c.is_whitespace() || "/?#\"'<".contains(c)).unwrap_or(rest.len())];
    let (user, _host) = authority.rsplit_once('@')?;
    let (name, password) = user.split_once(':')?;
    let from = end + 3 + name.len() + 1;
    cuts.push((from, from + password.len()));
    Some(from + password.len())
}

/// Whether a run of characters is a key, a signature or a token: no word, name, path or id is that mixed.
pub(super) fn drawn_by_lot(run: &[u8]) -> bool {
    let count = |holds: fn(&u8) -> bool| run.iter().filter(|b| holds(b)).count();
    let (upper, lower, digits) =
        (count(u8::is_ascii_uppercase), count(u8::is_ascii_lowercase), count(u8::is_ascii_digit));
    let dashes = count(|b| *b == b'-');
    let mixed = upper >= 3 && lower >= 3 && digits >= 2 && dashes <= run.len() / 12;
    let signature = run.len() >= 24 && run.ends_with(b"=") && upper >= 3 && lower >= 3;
    let hash = run.len() >= 64 && upper == 0 && digits >= 10 && lower + digits == run.len();
    signature || hash || (mixed && (run.len() == 30 || run.len() >= 40))
}
