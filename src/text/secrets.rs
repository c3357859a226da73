//! Secrets taken out of foreign text, before it is shown, printed or copied.
//!
//! Masked are: AccessKey ids (`LTAI…`, `STS.…`, `TMP.…`), what stands behind the name of a secret (`AccessKeySecret=`,
//! `"SecurityToken":`, `Signature%3D`, `Authorization:` …), dumps of the string to sign, private keys, passwords in
//! URLs, JSON web tokens, and long runs of characters that look drawn by lot.

use std::borrow::Cow;

mod forms;
mod looks;

use forms::{drawn_by_lot, private_key, redis_password, secret_of_pair, string_to_sign, url_password};

/// What stands in a secret's place.
const MASK: &str = "***";

/// Names that a secret stands behind, in lower case and without `_` and `-`; longer names may end in them.
const NAMES: [&str; 29] = [
    "accesskeysecret",
    "accesskeyid",
    "accesskey",
    "secretkey",
    "secretaccesskey",
    "clientsecret",
    "appsecret",
    "signature",
    "securitytoken",
    "ststoken",
    "sessiontoken",
    "accesstoken",
    "password",
    "passwd",
    "encodeddiagnosticmessage",
    "authorization",
    "privatekey",
    "apikey",
    "credential",
    "setcookie",
    "refreshtoken",
    "authtoken",
    "idtoken",
    "passphrase",
    "clientkeydata",
    "signingkey",
    "canonicalstring",
    "canonicalrequest",
    "dbpwd",
];

/// Names that count only when they are the whole name.
const WHOLE_NAMES: [&str; 12] = [
    "secret",
    "token",
    "pwd",
    "pass",
    "ak",
    "sk",
    "cookie",
    "stringtosign",
    "credentials",
    "bearer",
    "secretid",
    "sign",
];

/// Names of secrets in Chinese.
const HAN_NAMES: [&str; 6] = ["密码", "口令", "密钥", "令牌", "签名", "凭证"];

/// Names behind which a value may stand with nothing but a blank between.
const SPOKEN: [&str; 6] =
    ["password", "passwd", "passphrase", "secretaccesskey", "accesskeysecret", "clientsecret"];

/// Starts of error codes that end like a name of a secret: `IncorrectPassword : The Password …`.
const CODE_STARTS: [&str; 12] = [
    "invalid",
    "incorrect",
    "incomplete",
    "missing",
    "illegal",
    "expired",
    "forbidden",
    "unsupported",
    "wrong",
    "unsupport",
    "malformed",
    "sdk",
];

/// `text` without its secrets; borrowed where it holds none.
pub fn mask(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !is_word(bytes[at]) {
            if bytes[at] == b'-' && text[at..].starts_with("-----BEGIN") {
                at = private_key(text, at, &mut cuts);
            } else if let Some(to) = han_named(text, at, &mut cuts) {
                at = to;
            } else {
                at += 1;
            }
            continue;
        }
        let start = at;
        while at < bytes.len() && (is_word(bytes[at]) || bytes[at] == b'-') {
            at += 1;
        }
        let next = word(text, start, at, &mut cuts);
        at = next.max(at);
    }
    if cuts.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(without(text, cuts)) }
}

fn without(text: &str, cuts: Vec<(usize, usize)>) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    for (from, to) in cuts {
        if from < done {
            continue;
        }
        masked.push_str(&text[done..from]);
        masked.push_str(MASK);
        done = to;
    }
    masked.push_str(&text[done..]);
    masked
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Judges the word `start..end`; returns where to read on.
fn word(text: &str, start: usize, end: usize, cuts: &mut Vec<(usize, usize)>) -> usize {
    let bytes = text.as_bytes();
    let run = &text[start..end];
    for prefix in ["LTAI", "STS", "TMP"] {
        // `AccessKeyId%3DLTAI…`: the escape is part of the run.
        let Some(found) = run
            .find(prefix)
            .filter(|&at| at == 0 || run[..at].ends_with("3D") || (prefix == "LTAI" && run.len() >= at + 16))
        else {
            continue;
        };
        let from = start + found + prefix.len();
        let from = if prefix == "LTAI" { from } else { from + 1 };
        let dotted = prefix == "LTAI" || bytes.get(from - 1) == Some(&b'.');
        let to = run_end(bytes, from, |b| is_word(b) || matches!(b, b'-'));
        if dotted && to >= from + 6 {
            cuts.push((from, to));
            return secret_of_pair(text, to, cuts).unwrap_or(to);
        }
    }
    if run == "a"
        && let Some(to) = redis_password(text, start, end, cuts)
    {
        return to;
    }
    if run.starts_with("eyJ") && run.len() > 12 {
        let to = run_end(bytes, start, |b| is_word(b) || matches!(b, b'-' | b'.' | b'='));
        cuts.push((start, to));
        return to;
    }
    if (run.eq_ignore_ascii_case("sign") || run.eq_ignore_ascii_case("string"))
        && let Some(to) = string_to_sign(text, start, end, cuts)
    {
        return to;
    }
    if (run.len() <= 26 || NAMES.iter().any(|name| run.len() < 40 && canonical(run).ends_with(name)))
        && let Some(to) = named(text, start, end, cuts)
    {
        return to;
    }
    if run.eq_ignore_ascii_case("bearer") && bytes.get(end) == Some(&b' ') {
        let to = run_end(bytes, end + 1, |b| !b.is_ascii_whitespace() && !matches!(b, b'"' | b'\''));
        if to > end + 8 {
            cuts.push((end + 1, to));
            return to;
        }
    }
    if matches!(run, "http" | "https" | "mysql" | "redis" | "mongodb" | "postgres" | "postgresql")
        && let Some(to) = url_password(text, end, cuts)
    {
        return to;
    }
    if run.len() >= 20 {
        let to = run_end(bytes, end, |b| is_word(b) || matches!(b, b'-' | b'+' | b'/' | b'=' | b'%'));
        if drawn_by_lot(&bytes[start..to]) {
            cuts.push((start, to));
            return to;
        }
    }
    end
}

fn run_end(bytes: &[u8], from: usize, holds: impl Fn(u8) -> bool) -> usize {
    let from = from.min(bytes.len());
    bytes[from..].iter().position(|&b| !holds(b)).map_or(bytes.len(), |at| from + at)
}

fn canonical(name: &str) -> String {
    name.bytes().filter(|b| !matches!(b, b'_' | b'-')).map(|b| b.to_ascii_lowercase() as char).collect()
}

/// A word and the two before it as one name: `secretaccesskey` for the end of `a secret access key`.
fn spoken(bytes: &[u8], start: usize, end: usize) -> String {
    let mut from = start;
    for _ in 0..2 {
        let blank = from.checked_sub(1).filter(|&at| bytes[at] == b' ');
        let Some(blank) = blank else { break };
        let word = bytes[..blank].iter().rev().take_while(|b| is_word(**b)).count();
        if word == 0 {
            break;
        }
        from = blank - word;
    }
    let letters = bytes[from..end].iter().filter(|b| b.is_ascii_alphanumeric());
    letters.map(|b| b.to_ascii_lowercase() as char).collect()
}

/// Whether a word may end a name of a secret: of most words the last letters tell.
fn may_end_name(run: &str) -> bool {
    let bytes = run.as_bytes();
    let [.., last_but_one, last] = bytes else { return false };
    const ENDS: [&[u8; 2]; 19] = [
        b"et", b"id", b"ey", b"re", b"en", b"rd", b"wd", b"ge", b"on", b"al", b"ie", b"ss", b"ak", b"sk",
        b"gn", b"er", b"se", b"ta", b"ls",
    ];
    let end = [last_but_one.to_ascii_lowercase(), last.to_ascii_lowercase()];
    ENDS.contains(&&end) || matches!(&end, b"st" | b"ng")
}

/// The name of a secret that a word is or ends, and whether it takes the words before it to be one.
fn known_name(text: &str, start: usize, end: usize) -> Option<(&'static str, bool)> {
    let run = &text[start..end];
    if !may_end_name(run) {
        return None;
    }
    let name = canonical(run);
    // `Signature%3D` reads `%26Signature`, whose `26` belongs to the escape.
    let name = name.trim_start_matches(|c: char| c.is_ascii_digit());
    if CODE_STARTS.iter().any(|code| name.starts_with(code)) {
        return None;
    }
    let known = NAMES.iter().find(|known| name.ends_with(**known));
    let known = known.or(WHOLE_NAMES.iter().find(|known| name == **known));
    if let Some(known) = known {
        // Theirs are drawn by the caller, or tell a page.
        let harmless = *known == "token" && {
            let spoken = spoken(text.as_bytes(), start, end);
            ["clienttoken", "nexttoken", "pagetoken"].iter().any(|name| spoken.ends_with(name))
        };
        return (!harmless).then_some((known, false));
    }
    if !matches!(name, "key" | "secret" | "id" | "token") {
        return None;
    }
    let spoken = spoken(text.as_bytes(), start, end);
    NAMES
        .iter()
        .filter(|known| spoken.ends_with(**known))
        .max_by_key(|known| known.len())
        .map(|known| (*known, true))
}

/// What stands between a name and its value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// `name=`, `"name":`, `<name>`: whatever follows is the value.
    Sure,
    /// A colon, `is`, quotes, which prose has as well: the value must look like one.
    Likely,
    /// A blank behind an option of a command.
    Option,
    /// A blank in prose.
    Blank,
}

/// The value behind a name such as `AccessKeySecret`.
fn named(text: &str, start: usize, end: usize, cuts: &mut Vec<(usize, usize)>) -> Option<usize> {
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
    let (from, to) = value(text, at, link, known)?;
    cuts.push((from, to));
    Some(to)
}

/// What links a name to its value, and where that is behind.
fn link(text: &str, start: usize, end: usize) -> Option<(Link, usize)> {
    let bytes = text.as_bytes();
    let at = run_end(bytes, end, |b| matches!(b, b'\\' | b'"' | b'\'' | b'`' | b' ' | b']' | b'*'));
    let rest = &text[at..];
    let sure = ["%3D", "%3d", "%253D", "%22%3A", "=>", ":=", "="];
    if let Some(sign) = sure.into_iter().find(|sign| rest.starts_with(sign)) {
        return Some((Link::Sure, at + sign.len()));
    }
    if rest.starts_with('>') && at == end && start > 0 && bytes[start - 1] == b'<' {
        return Some((Link::Sure, at + 1));
    }
    if bytes.get(end) == Some(&b'(') {
        // `Credential(key, secret)`: what has a secret has it last.
        let close = text[end..].find([')', '\n']).map(|found| end + found)?;
        let last = text[end..close].rfind([',', '(']).map(|found| end + found + 1)?;
        return Some((Link::Likely, last));
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
    let closed = run_end(bytes, end, |b| matches!(b, b'\\' | b'"' | b'\'' | b'`'));
    let behind = run_end(bytes, closed, |b| b == b' ');
    if behind == closed {
        return None;
    }
    let option = text[..start].ends_with('-');
    let quoted = matches!(bytes.get(behind), Some(b'\\' | b'"' | b'\'' | b'`'));
    Some((
        if option {
            Link::Option
        } else if quoted {
            Link::Likely
        } else {
            Link::Blank
        },
        behind,
    ))
}

/// Where the value stands that begins behind a link, if one does.
fn value(text: &str, at: usize, link: Link, known: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut at = run_end(bytes, at, |b| matches!(b, b' ' | b'\t' | b'[' | b'('));
    if text[at..].starts_with("<![CDATA[") {
        at += 9;
    }
    let from = run_end(bytes, at, |b| matches!(b, b'\\' | b'"' | b'\'' | b'`'));
    let quoted = from > at;
    let to_line_end = matches!(known, "authorization" | "cookie" | "setcookie" | "stringtosign");
    let sure = link == Link::Sure || to_line_end;
    let to = run_end(bytes, from, |b| match b {
        b'"' | b'\'' | b'`' | b'\n' | b'\\' | b'<' => false,
        _ if quoted || to_line_end => true,
        b' ' | b'\t' | b'\r' | b',' | b';' | b'&' | b')' | b'}' | b']' | b'>' => false,
        _ => sure || b.is_ascii(),
    });
    let value = text[from..to].trim();
    let nothing = ["", "null", "none", "nil", "***", "undefined"];
    if nothing.iter().any(|nothing| value.eq_ignore_ascii_case(nothing)) {
        return None;
    }
    let is_secret = match link {
        Link::Sure => true,
        _ if to_line_end => looks::secret(value) || value.split_whitespace().any(looks::secret),
        Link::Likely => looks::secret(value) || (ends_line(text, to) && looks::set_down(value)),
        Link::Option => looks::secret(value) || looks::set_down(value),
        Link::Blank => looks::certain(value),
    };
    let to = if sure { to } else { from + text[from..to].trim_end_matches('.').len() };
    is_secret.then_some((from, to))
}

fn ends_line(text: &str, at: usize) -> bool {
    text[at..].chars().find(|c| !matches!(c, ' ' | '\r' | '"' | '\'')).is_none_or(|c| c == '\n')
}

/// The value behind `密码` and its likes; returns where it ends.
fn han_named(text: &str, at: usize, cuts: &mut Vec<(usize, usize)>) -> Option<usize> {
    let bytes = &text.as_bytes()[at..];
    if !matches!(bytes[0], 0xe4 | 0xe5 | 0xe7) {
        return None;
    }
    let name = HAN_NAMES.into_iter().find(|name| bytes.starts_with(name.as_bytes()))?;
    let end = at + name.len();
    let gap = |from| run_end(text.as_bytes(), from, |b| matches!(b, b' ' | b'\\' | b'"' | b'\'' | b'`'));
    let rest = &text[gap(end)..];
    let links = [":", "：", "=", "＝", "为", "是", "is "];
    let (from, to) = match links.into_iter().find(|link| rest.starts_with(link)) {
        Some(link) => {
            let behind = text[gap(end) + link.len()..].trim_start_matches(['“', '‘', '「', '【', ' ']);
            value(text, text.len() - behind.len(), Link::Likely, name)?
        }
        None => {
            let behind = text[end..].trim_start_matches(['“', '‘', '「', '【', ' ']);
            value(text, text.len() - behind.len(), Link::Blank, name)?
        }
    };
    cuts.push((from, to));
    Some(to)
}

#[cfg(test)]
mod tests;
