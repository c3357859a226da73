//! Whether a value looks like a secret, or like a word of prose, a name, a place or a time.

/// Shorter values are words and numbers.
const LEAST: usize = 5;

/// Names with digits in them, which are no values.
#[rustfmt::skip]
const TECHNICAL: [&str; 16] = [
    "ipv4", "ipv6", "base64", "sha1", "sha256", "sha512", "rsa2048", "rsa4096", "md5", "utf8", "utf-8", "oauth2",
    "rfc3339", "iso8601", "aes256", "http2",
];

/// Words that a message says about a password up to the end of the line, and words that settings have instead of one.
#[rustfmt::skip]
const SAID: [&str; 48] = [
    "incorrect", "required", "mismatch", "mismatched", "optional", "unsupported", "malformed", "disabled", "forbidden",
    "provided", "specified", "mandatory", "encrypted", "sensitive", "redacted", "password", "incomplete", "duplicate",
    "duplicated", "necessary", "unchanged", "undefined", "available", "unavailable", "not-valid", "authentication",
    "missing", "invalid", "expired", "enabled", "basic", "digest", "plain", "login", "ldap", "oauth", "token", "string",
    "empty", "wrong", "failed", "error", "kerberos", "unauthorized", "authorization", "command", "called", "username",
];

/// What settings hold where no value is set, and the beginnings of references to where the value is kept.
const NOTHING: [&str; 12] =
    ["", "null", "none", "nil", "undefined", "true", "false", "yes", "no", "on", "off", "0"];
const KEPT: [&str; 6] = ["${", "$(", "{{", "%s", "%v", "<%"];

/// What comes before the checksum of a file or an image.
#[rustfmt::skip]
const SUMS: [&str; 15] = [
    "sha1", "sha256", "sha384", "sha512", "md5", "digest", "etag", "checksum", "integrity", "commit", "image",
    "container", "layer", "docker", "built",
];

/// Whether this is no value: nothing is set, or it only refers to where the value is kept.
pub(super) fn is_nothing(value: &str) -> bool {
    let all = |text: &str, holds: fn(u8) -> bool| text.bytes().all(holds);
    let is_variable = |name: &str| name.len() > 2 && all(name, |b| b.is_ascii_uppercase() || b == b'_');
    let is_described = |text: &str| all(text, |b| b.is_ascii_lowercase() || b"-_> ".contains(&b));
    NOTHING.iter().any(|nothing| value.eq_ignore_ascii_case(nothing))
        || all(value, |b| b"*.xX-".contains(&b))
        || KEPT.iter().any(|kept| value.starts_with(kept))
        || value.strip_prefix('$').is_some_and(is_variable)
        || value.strip_prefix('<').is_some_and(is_described)
        || value.contains("://")
        || value.starts_with(['/', '~', '.'])
            && value.contains('/')
            && all(value, |b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"/._~:@-".contains(&b))
}

/// Whether this is a call or a member, as source code has in place of a value: `cfg.password`, `getPassword()`.
pub(super) fn is_source(value: &str) -> bool {
    let name = value.bytes().position(|b| !(b.is_ascii_alphabetic() || matches!(b, b'_' | b'.')));
    name.map_or(value.trim_matches('.').contains('.'), |at| at > 2 && value.as_bytes()[at] == b'(')
}

/// Whether a value has a digit, an odd sign, or capitals that no word has.
pub(super) fn is_secret(value: &str) -> bool {
    let value = value.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    let is_odd =
        |b| matches!(b, b'!' | b'@' | b'#' | b'$' | b'%' | b'^' | b'&' | b'*' | b'+' | b'=' | b'~' | b'?');
    value.len() >= LEAST
        && value.bytes().all(|b| b.is_ascii_graphic())
        && !value.starts_with(['<', '{', '*', '['])
        && (value.bytes().any(is_odd) || has_own_digit(value) || has_odd_capitals(value))
        && !(is_nothing(value) || is_time(value) || is_code(value))
}

/// As [`is_secret`], for a value after a mere blank: it must mix letters and digits, and must not be a thing's name.
pub(super) fn is_mixed(value: &str) -> bool {
    let has = |holds: fn(u8) -> bool| value.bytes().any(holds);
    let letters_and_digits = has(|b| b.is_ascii_digit()) && has(|b| b.is_ascii_alphabetic());
    is_secret(value)
        && !value.split_once('=').is_some_and(|(name, _)| name.bytes().all(|b| b.is_ascii_alphabetic()))
        && (letters_and_digits && !has(|b| b"-_./:()[]".contains(&b)) || has(|b| b"!@#$%^&*+=~".contains(&b)))
}

/// Whether a word may be a value where values are set: in a file of settings, behind an option.
pub(super) fn is_set_down(value: &str) -> bool {
    value.len() >= 8 && value.bytes().all(|b| b.is_ascii_lowercase()) && !is_said(value)
}

/// Whether a message or a setting has this word in place of a secret.
pub(super) fn is_said(value: &str) -> bool {
    is_nothing(value) || SAID.iter().any(|said| value.eq_ignore_ascii_case(said))
}

/// Whether this is a scheme and credentials, or a cookie, and not what a message says about the header.
pub(super) fn is_header(value: &str) -> bool {
    const SCHEMES: [&str; 8] = ["acs", "oss", "oss4", "acs3", "bearer", "basic", "digest", "token"];
    let (first, rest) = value.split_once(' ').unwrap_or((value, ""));
    let scheme = first.split('-').next().unwrap_or(first);
    if SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        let is_pair = |word: &str| word.len() >= LEAST && word.contains([':', '=']);
        let has_humps = |word: &str| word.chars().skip(1).any(|c| c.is_ascii_uppercase()) && word.len() >= 8;
        return rest
            .split(' ')
            .any(|word| is_secret(word) || is_pair(word) || has_humps(word) && !is_code(word));
    }
    // A scheme of whomever's: `APPCODE …`.
    let is_scheme = first.len() <= 12 && first.bytes().all(|b| b.is_ascii_alphabetic()) && !is_said(first);
    let lone = rest.trim_matches(['"', '\'', ',']);
    first.contains('=')
        || is_secret(first)
        || is_set_down(first) && rest.is_empty()
        || is_scheme && lone.len() >= 8 && !lone.contains(' ') && is_secret(lone)
}

/// Whether a value has a digit that does not belong to a technical name such as `sha256`.
fn has_own_digit(value: &str) -> bool {
    let has_digit = |text: &str| text.bytes().any(|b| b.is_ascii_digit());
    let plain = || TECHNICAL.iter().fold(value.to_ascii_lowercase(), |text, name| text.replace(name, ""));
    has_digit(value) && has_digit(&plain())
}

/// `aBxCyD`, or the `MII…` of every encoded key; names have capitals at the start of words only.
fn has_odd_capitals(value: &str) -> bool {
    let bytes = value.as_bytes();
    let humps = bytes.windows(2).filter(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    value.starts_with("MII") || humps.count() * 3 >= bytes.len()
}

/// Whether this is a date, a time, a version or an address.
fn is_time(value: &str) -> bool {
    let count = |signs: &[u8]| value.bytes().filter(|b| signs.contains(b)).count();
    let digits = count(b"0123456789");
    let signs = count(b"-/:.");
    let is_stamp = value.ends_with('Z') && digits >= 8;
    digits > 0 && (signs >= 2 || is_stamp) && digits + signs + count(b"TZ+v") == value.len()
}

/// Whether this is a code, a class or a place in source: words in camel case with at most two digits behind them,
/// `Main.java:12`.
fn is_code(value: &str) -> bool {
    let is_line = |line: &str| !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit());
    let is_place = value.rsplit_once(':').is_some_and(|(file, line)| file.contains('.') && is_line(line));
    let name = value.trim_end_matches(|c: char| c.is_ascii_digit());
    let humps = name.split(|c: char| c.is_ascii_uppercase()).skip(1);
    let is_name = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_alphabetic() || b"._".contains(&b))
        && humps.clone().filter(|hump| hump.len() > 1).count() >= 2
        && humps.clone().filter(|hump| hump.len() == 1).count() < 2;
    is_place
        || value.contains("()")
        || value.contains("::")
        || value.starts_with("0x")
        || is_name && value.len() <= name.len() + 2
}

/// Whether a run of characters is so mixed that it must be random: no word, name, path or id is.
pub(super) fn is_drawn_by_lot(run: &str) -> bool {
    let count = |holds: fn(&u8) -> bool| run.as_bytes().iter().filter(|b| holds(b)).count();
    let (upper, lower, digits) =
        (count(u8::is_ascii_uppercase), count(u8::is_ascii_lowercase), count(u8::is_ascii_digit));
    let words = run.split(|c: char| !c.is_ascii_lowercase()).map(str::len).filter(|word| *word > 2);
    let is_mixed = upper >= 3 && lower >= 3 && words.sum::<usize>() * 5 < run.len() * 2;
    let dashes = count(|b| *b == b'-');
    let is_hash = run.len() >= 64 && upper == 0 && digits >= 10 && lower + digits == run.len();
    let is_key = is_mixed && digits >= 2 && dashes <= run.len() / 12 && (run.len() == 30 || run.len() >= 40);
    is_hash || is_key || is_mixed && run.len() >= 24 && run.ends_with('=')
}

/// Whether a run behind `before` is the checksum of an image or a file, or the name of a function in a program.
pub(super) fn is_sum(before: &str, run: &str) -> bool {
    let before = before.to_ascii_lowercase();
    SUMS.iter().any(|sum| before.contains(sum) || run.starts_with(sum))
        || before.ends_with("h1:")
        || run.starts_with("_ZN")
}
