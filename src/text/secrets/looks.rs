//! Whether a value behind the name of a secret looks like one, or like a word of prose.

/// Shorter values are words and numbers.
const LEAST: usize = 6;

/// Names with digits in them, which are no values.
const TECHNICAL: [&str; 14] = [
    "ipv4", "ipv6", "base64", "sha1", "sha256", "sha512", "rsa2048", "rsa4096", "md5", "utf8", "utf-8",
    "oauth2", "rfc3339", "iso8601",
];

/// What a message says of a password, on the rest of a line.
const SAID: [&str; 26] = [
    "incorrect",
    "required",
    "mismatch",
    "mismatched",
    "optional",
    "unsupported",
    "malformed",
    "disabled",
    "forbidden",
    "provided",
    "specified",
    "mandatory",
    "encrypted",
    "sensitive",
    "redacted",
    "password",
    "incomplete",
    "duplicate",
    "duplicated",
    "necessary",
    "unchanged",
    "undefined",
    "available",
    "unavailable",
    "not-valid",
    "authentication",
];

/// A digit, an odd sign, or capitals that no word has.
pub(super) fn secret(value: &str) -> bool {
    let value = value.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    if value.len() < LEAST
        || !value.bytes().all(|b| b.is_ascii_graphic())
        || value.starts_with(['<', '{', '$', '*', '['])
        || value.starts_with("%s")
    {
        return false;
    }
    value.bytes().any(is_odd) || has_own_digit(value) || has_odd_capitals(value)
}

/// A digit outside of the names that have one.
fn has_own_digit(value: &str) -> bool {
    let has_digit = |text: &str| text.bytes().any(|b| b.is_ascii_digit());
    if !has_digit(value) {
        return false;
    }
    let mut plain = value.to_ascii_lowercase();
    for name in TECHNICAL {
        plain = plain.replace(name, "");
    }
    has_digit(&plain)
}

/// As [`secret`], where only a blank stands before the value.
pub(super) fn certain(value: &str) -> bool {
    let has = |holds: fn(&u8) -> bool| value.as_bytes().iter().any(&holds);
    let mixed = has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase);
    secret(value)
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_alphabetic)
        && (mixed || has(|b| is_odd(*b)) || value.len() >= 10)
}

/// A word that stands alone where a value is set down: in a file of settings, behind an option.
pub(super) fn set_down(value: &str) -> bool {
    value.len() >= 8 && value.bytes().all(|b| b.is_ascii_lowercase()) && !SAID.contains(&value)
}

/// Signs that stand in no word, code or name.
fn is_odd(byte: u8) -> bool {
    matches!(byte, b'!' | b'@' | b'#' | b'$' | b'%' | b'^' | b'&' | b'*' | b'+' | b'=' | b'~' | b'?' | b'|')
}

/// `aBxCyD`, or the `MII…` of every encoded key; names have capitals at the start of words only.
fn has_odd_capitals(value: &str) -> bool {
    let bytes = value.as_bytes();
    if value.starts_with("MII") {
        return true;
    }
    let humps =
        bytes.windows(2).filter(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase()).count();
    humps * 3 >= bytes.len()
}
