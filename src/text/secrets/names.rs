//! Names that a secret stands behind.

use super::is_word;

/// Names that a secret stands behind, in lower case and without `_` and `-`; longer names may end in them.
pub(super) const NAMES: [&str; 29] = [
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
pub(super) const WHOLE_NAMES: [&str; 12] = [
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
pub(super) const HAN_NAMES: [&str; 6] = ["密码", "口令", "密钥", "令牌", "签名", "凭证"];

/// Names behind which a value may stand with nothing but a blank between.
pub(super) const SPOKEN: [&str; 6] =
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

fn canonical(name: &str) -> String {
    name.bytes().filter(|b| !matches!(b, b'_' | b'-')).map(|b| b.to_ascii_lowercase() as char).collect()
}

/// A word and the two before it as one name: `secretaccesskey` for the end of `a secret access key`.
pub(super) fn spoken(bytes: &[u8], start: usize, end: usize) -> String {
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
pub(super) fn known_name(text: &str, start: usize, end: usize) -> Option<(&'static str, bool)> {
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
