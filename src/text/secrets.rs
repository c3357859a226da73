//! Secrets taken out of foreign text, before it is shown, printed or copied.
//!
//! Masked are: AccessKey ids (`LTAI…`, `STS.…`, `TMP.…`), what stands behind the name of a secret (`AccessKeySecret=`,
//! `"SecurityToken":`, `Signature%3D`, `Authorization:` …), dumps of the string to sign, private keys, passwords in
//! URLs, JSON web tokens, and long runs of characters that look drawn by lot.

use std::borrow::Cow;

/// What stands in a secret's place.
const MASK: &str = "***";

/// Names that a secret stands behind, in lower case and without `_` and `-`; longer names may end in them.
const NAMES: [&str; 20] = [
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
];

/// Names that count only when they are the whole name.
const WHOLE_NAMES: [&str; 11] = [
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
];

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
        let Some(found) = run.find(prefix).filter(|&at| at == 0 || run[..at].ends_with("3D")) else {
            continue;
        };
        let from = start + found + prefix.len();
        let from = if prefix == "LTAI" { from } else { from + 1 };
        let dotted = prefix == "LTAI" || bytes.get(from - 1) == Some(&b'.');
        let to = run_end(bytes, from, |b| is_word(b) || matches!(b, b'-'));
        if dotted && to >= from + 6 {
            cuts.push((from, to));
            return to;
        }
    }
    if run.starts_with("eyJ") && run.len() > 12 {
        let to = run_end(bytes, start, |b| is_word(b) || matches!(b, b'-' | b'.' | b'='));
        cuts.push((start, to));
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
    if run.eq_ignore_ascii_case("sign")
        && let Some(to) = string_to_sign(text, start, end, cuts)
    {
        return to;
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

/// The value behind a name such as `AccessKeySecret`, if a separator stands between.
fn named(text: &str, start: usize, end: usize, cuts: &mut Vec<(usize, usize)>) -> Option<usize> {
    let bytes = text.as_bytes();
    // Most words have no separator behind them: look for that first.
    let mut at = run_end(bytes, end, |b| matches!(b, b'\\' | b'"' | b'\'' | b'`' | b' ' | b']' | b'*'));
    let closed_by = at;
    if text[at..].starts_with("%3D") || text[at..].starts_with("%3d") {
        at += 3;
    } else if text[at..].starts_with("%253D") {
        at += 5;
    } else if text[at..].starts_with("%22%3A") {
        at += 6;
    } else if text[at..].starts_with('：') || text[at..].starts_with('为') {
        at += 3;
    } else if text[at..].starts_with("=>") || text[at..].starts_with(":=") {
        at += 2;
    } else if matches!(bytes.get(at), Some(b':' | b'='))
        || (bytes.get(at) == Some(&b'>') && closed_by == end && start > 0 && bytes[start - 1] == b'<')
    {
        at += 1;
    } else {
        return None;
    }
    let name = canonical(&text[start..end]);
    // `Signature%3D` reads `%26Signature`, whose `26` belongs to the escape.
    let name = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_code = CODE_STARTS.iter().any(|code| name.starts_with(code));
    let known =
        NAMES.iter().find(|known| name.ends_with(**known)).or(WHOLE_NAMES.iter().find(|k| name == **k));
    let known = known.filter(|_| !is_code)?;
    let blank = |b: u8| matches!(b, b' ' | b'\t' | b'[' | b'(');
    at = run_end(bytes, at, blank);
    if text[at..].starts_with("<![CDATA[") {
        at += 9;
    }
    let opened = run_end(bytes, at, |b| matches!(b, b'\\' | b'"' | b'\'' | b'`'));
    let quoted = opened > at;
    let to_line_end = matches!(*known, "authorization" | "cookie" | "setcookie" | "stringtosign");
    let to = run_end(bytes, opened, |b| match b {
        b'"' | b'\'' | b'`' | b'\n' | b'\\' | b'<' => false,
        _ if quoted || to_line_end => true,
        b' ' | b'\t' | b'\r' | b',' | b';' | b'&' | b')' | b'}' | b']' | b'>' => false,
        _ => true,
    });
    let value = text[opened..to].trim();
    let nothing =
        matches!(value.to_ascii_lowercase().as_str(), "" | "null" | "none" | "nil" | "***" | "undefined");
    if nothing {
        return None;
    }
    cuts.push((opened, to));
    Some(to)
}

/// `… string to sign is:POST&%2F&AccessKeyId%3D…`, up to where the text goes on.
fn string_to_sign(text: &str, start: usize, end: usize, cuts: &mut Vec<(usize, usize)>) -> Option<usize> {
    let before: String = text[..start].chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
    if !canonical(before.trim_end()).replace(' ', "").ends_with("stringto") {
        return None;
    }
    let bytes = text.as_bytes();
    let behind =
        run_end(bytes, end, |b| matches!(b, b' ' | b'i' | b's' | b':' | b'=' | b'\\' | b'"' | b'\''));
    if behind == end {
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
    (to > from).then(|| {
        cuts.push((from, to));
        to
    })
}

/// `-----BEGIN … PRIVATE KEY-----` and all up to its end; returns where to read on.
fn private_key(text: &str, at: usize, cuts: &mut Vec<(usize, usize)>) -> usize {
    let head_ends = text[at + 5..].find("-----").map(|found| at + 5 + found + 5);
    let Some(from) = head_ends.filter(|&to| text[at..to].contains("PRIVATE")) else { return at + 5 };
    let to = text[from..].find("-----END").map_or(text.len(), |found| from + found);
    cuts.push((from, to));
    to
}

/// The password of `scheme://user:password@host`.
fn url_password(text: &str, end: usize, cuts: &mut Vec<(usize, usize)>) -> Option<usize> {
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
fn drawn_by_lot(run: &[u8]) -> bool {
    let count = |holds: fn(&u8) -> bool| run.iter().filter(|b| holds(b)).count();
    let (upper, lower, digits) =
        (count(u8::is_ascii_uppercase), count(u8::is_ascii_lowercase), count(u8::is_ascii_digit));
    let dashes = count(|b| *b == b'-');
    let mixed = upper >= 3 && lower >= 3 && digits >= 2 && dashes <= run.len() / 12;
    let signature = run.len() >= 24 && run.ends_with(b"=") && upper >= 3 && lower >= 3;
    let hash = run.len() >= 64 && upper == 0 && digits >= 10 && lower + digits == run.len();
    signature || hash || (mixed && (run.len() == 30 || run.len() >= 40))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_no_secret_is_not_copied() {
        for text in [
            "IncorrectPassword : The Password provided is not correct.",
            "The Specified parameter \"Token\" is not valid.",
            "The input parameter “AccessKeyId” that is mandatory for processing this request is not supplied",
            "InvalidAccessKeySecret: The AccessKeySecret is incorrect.",
            "RequestId: 0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9",
            "terraform-provider-alicloud/alicloud/resource_alicloud_slb_listener.go:214",
            "Specified private IP address is not in the CIDR block of virtual switch.",
            "ProxyConnectionPersistParametersInvalid: ProxyConnectionPersist parameter out of range.",
        ] {
            assert!(matches!(mask(text), Cow::Borrowed(_)), "{text} -> {}", mask(text));
        }
    }

    #[test]
    fn what_follows_a_masked_value_stays() {
        assert_eq!(mask("Signature=aB3%2Fx%3D&Action=Do"), "Signature=***&Action=Do");
        assert_eq!(
            mask("{\"Password\":\"hunter2!\",\"Code\":\"X\"}"),
            "{\"Password\":\"***\",\"Code\":\"X\"}"
        );
        assert_eq!(
            mask("standards. server string to sign is:POST&%2F&AccessKeyId%3DLTAI5tQQ7wEXAMPLE RequestId: R"),
            "standards. server string to sign is:*** RequestId: R"
        );
    }
}
