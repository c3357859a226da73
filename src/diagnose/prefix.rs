//! What loggers, CI systems and container runtimes put before each line: a time, a level, a host.

use super::code::looks_like_code;
use super::key::{self, Key};

/// The prefix of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Prefix {
    /// Where the line's own text begins.
    pub(super) end: usize,
    /// What it is made of; equal for the lines of one text that one logger wrote at one level.
    kind: u64,
    /// The text is set off by a level, which may be padded.
    padded: bool,
}

const LEVELS: [&str; 20] = [
    "INFO", "WARN", "WARNING", "ERROR", "DEBUG", "FATAL", "TRACE", "NOTICE", "ERR", "SEVERE", "CRITICAL",
    "CRIT", "INF", "WRN", "DBG", "FTL", "PANIC", "VERBOSE", "EROR", "ALERT",
];

/// The prefix that a line begins with, if it begins with a time or a level.
pub(super) fn of(line: &str) -> Option<Prefix> {
    let mut prefix = Prefix { end: 0, kind: 0, padded: false };
    let mut syslog = false;
    for _ in 0..10 {
        let rest = &line[prefix.end..];
        let Some((length, kind)) = piece(rest, prefix.kind != 0, syslog) else { break };
        syslog = kind == MONTH;
        prefix.padded = kind >= LEVEL;
        prefix.kind = prefix.kind.wrapping_mul(64).wrapping_add(kind);
        prefix.end += length;
        // One blank belongs to the prefix, or as many as pad a level.
        let blanks = line[prefix.end..].len() - line[prefix.end..].trim_start_matches(' ').len();
        let next = &line[prefix.end + blanks..];
        prefix.end += if piece(next, true, syslog).is_some() { blanks } else { blanks.min(1) };
    }
    (prefix.kind != 0).then_some(prefix)
}

const DATE: u64 = 1;
const MONTH: u64 = 2;
const STREAM: u64 = 3;
const HOST: u64 = 4;
const BRACKETS: u64 = 5;
const SIGN: u64 = 6;
const FILE: u64 = 7;
const LEVEL: u64 = 8;

/// A piece of a prefix: its length and what it is.
fn piece(rest: &str, behind_time: bool, syslog: bool) -> Option<(usize, u64)> {
    if let Some(length) = time(rest) {
        return Some((length, DATE));
    }
    if let Some(length) = month(rest) {
        return Some((length, MONTH));
    }
    let word = &rest[..rest.find([' ', '\t']).unwrap_or(rest.len())];
    if let Some(level) = LEVELS.iter().position(|level| *level == word) {
        return Some((word.len(), LEVEL + level as u64));
    }
    if let Some(inner) = rest.strip_prefix('[') {
        let close = inner.find(']').filter(|&close| close < 60)?;
        let text = inner[..close].trim();
        let length = 1 + close + 1;
        let length = length + usize::from(inner[close + 1..].starts_with(": "));
        if time(text).or_else(|| month(text)).is_some() {
            return Some((length, DATE));
        }
        let upper = text.to_ascii_uppercase();
        if let Some(level) = LEVELS.iter().position(|level| *level == upper) {
            return Some((length, LEVEL + level as u64));
        }
        let named = key::at(inner, 0, key::word_end(inner, 0)).is_some() || looks_like_code(text);
        let plain = text.bytes().all(|b| b.is_ascii_graphic() || b == b' ') && !text.contains([':', '"']);
        let plain = plain && inner[close + 1..].starts_with([' ', ':']) && !text.contains("SDK");
        return (behind_time && plain && !named).then_some((length, BRACKETS));
    }
    if !behind_time {
        return None;
    }
    // `01O`, `00E+`: GitLab's streams.
    if matches!(
        word.as_bytes(),
        [b'0'..=b'9', b'0'..=b'9', b'O' | b'E'] | [b'0'..=b'9', b'0'..=b'9', b'O' | b'E', b'+']
    ) {
        return Some((word.len(), STREAM));
    }
    let zone = word.strip_prefix(['+', '-']).is_some_and(|digits| digits.len() >= 4 && time_zone(digits));
    if zone || word == "UTC" {
        return Some((word.len(), DATE));
    }
    if let Some(inner) = rest.strip_prefix("##[") {
        return inner.find(']').filter(|&close| close < 12).map(|close| (close + 4, SIGN));
    }
    for stream in ["stderr F ", "stdout F ", "stderr P ", "stdout P "] {
        if rest.starts_with(stream) {
            return Some((stream.len() - 1, STREAM));
        }
    }
    if syslog {
        // `host app[1]: `
        let app = rest[word.len()..].strip_prefix(' ')?;
        let app = &app[..app.find(' ')?];
        let named = key::at(rest, 0, key::word_end(rest, 0)).is_some();
        return (app.ends_with(':') && !named).then_some((word.len() + 1 + app.len(), HOST));
    }
    if matches!(word, "-" | "|" | "--" | ":") {
        return Some((word.len(), SIGN));
    }
    // `main.go:33:`
    let place = word.trim_end_matches([':', ']', '|']);
    let (file, number) = place.rsplit_once(':')?;
    let is_place = !number.is_empty()
        && number.bytes().all(|b| b.is_ascii_digit())
        && [".go", ".py", ".java", ".rs", ".js", ".ts", ".rb", ".cc", ".cpp"]
            .iter()
            .any(|end| file.ends_with(end));
    is_place.then_some((word.len(), FILE))
}

/// The length of a date, a time or both, with the zone: `2024-06-07T08:09:10.123Z`, `2024/06/07 08:09:10`, `08:09:10,123`.
fn time(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let digits = |at: usize, count: usize| (at..at + count).all(digit);
    let sign = |at: usize, signs: &[u8]| bytes.get(at).is_some_and(|b| signs.contains(b));
    let clock = |at: usize| digits(at, 2) && sign(at + 2, b":") && digits(at + 3, 2);
    let mut at = 0;
    if digits(0, 4) && sign(4, b"-/.") && digits(5, 2) && sign(7, b"-/.") && digits(8, 2) {
        at = 10;
        if sign(at, b"T _") && clock(at + 1) {
            at += 1;
        }
    }
    if clock(at) {
        at += 5;
        if sign(at, b":") && digits(at + 1, 2) {
            at += 3;
        }
        if sign(at, b".,:") && digit(at + 1) {
            at += 1;
            while digit(at) {
                at += 1;
            }
        }
        if sign(at, b"Z") {
            at += 1;
        } else if sign(at, b"+-") && digits(at + 1, 2) {
            at += if sign(at + 3, b":") && digits(at + 4, 2) { 6 } else { 5 };
        }
    }
    let ends = bytes.get(at).is_none_or(|b| matches!(b, b' ' | b'\t' | b']'));
    (at > 0 && ends).then_some(at)
}

/// `0800`, `08:00`.
fn time_zone(digits: &str) -> bool {
    digits.len() <= 5 && digits.bytes().all(|b| b.is_ascii_digit() || b == b':')
}

/// `Jun 07 08:09:10`.
fn month(text: &str) -> Option<usize> {
    let months =
        ["Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ", "Jul ", "Aug ", "Sep ", "Oct ", "Nov ", "Dec "];
    let rest = months.iter().find_map(|month| text.strip_prefix(month))?.trim_start();
    let day = rest.bytes().take_while(u8::is_ascii_digit).count();
    let clock = rest.get(day..)?.strip_prefix(' ').filter(|_| (1..3).contains(&day))?;
    time(clock).map(|length| text.len() - clock.len() + length)
}

/// Whether a line with a prefix goes on with what the line before, whose prefix is given, began.
pub(super) fn goes_on(before: Option<Prefix>, own: Prefix, line: &str) -> bool {
    before.is_some_and(|before| before.kind == own.kind) && is_part(&line[own.end..], !own.padded)
}

/// Whether a text behind a prefix is a part of an error, and not the beginning of something new.
fn is_part(rest: &str, indented: bool) -> bool {
    let bare = rest.trim_start();
    if bare.is_empty() || indented && bare.len() + 2 <= rest.len() || rest.starts_with('\t') {
        return true;
    }
    if bare.starts_with(['}', ']', '│', '╵', '|', ')'])
        || ["at ", "在 ", "... ", "Caused by", "</"].iter().any(|s| bare.starts_with(s))
    {
        return true;
    }
    let name = bare.trim_start_matches(['"', '\'', '<', '*', '-', '\\', '_', ' ', '[', '`']);
    let at = bare.len() - name.len();
    let found = if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        key::at(bare, at, key::word_end(bare, at))
    } else {
        key::chinese_at(bare, at)
    };
    let recommends =
        name.starts_with("Recommend") || name.starts_with("Data:") || name.starts_with("RespHeaders");
    match found {
        // A whole error on a line is one of its own.
        Some(found) if found.key == Key::Code => !bare.contains("essage"),
        Some(found) => matches!(found.separator, b':' | b'>' | b'|') && found.key != Key::Fault,
        None => recommends,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_end_where_the_text_begins() {
        for prefix in [
            "2024-06-07T08:09:10.123Z ",
            "[2024-06-07T08:09:10.123Z] ",
            "[08:09:10] ",
            "08:09:10 ",
            "[INFO] ",
            "[08:09:10 ERR] ",
            "Jun 07 08:09:10 host app[1]: ",
            "2024-06-07T08:09:10.123456789Z stderr F ",
            "2024/06/07 08:09:10 ",
            "2024/06/07 08:09:10 main.go:33: ",
            "2024-06-07 08:09:10,123 INFO ",
            "2024-06-07 08:09:10.123 +0800 [main] ERROR - ",
            "2024-06-07T08:09:10.1234567Z ##[error]",
        ] {
            for rest in ["ErrorCode: X", "Message: Some words", "   Code: X"] {
                let line = format!("{prefix}{rest}");
                let found = of(&line).map(|found| line[found.end..].trim_start());
                if prefix != "[08:09:10 ERR] " {
                    assert_eq!(found, Some(rest.trim_start()), "{line}");
                }
            }
        }
        for line in [
            "ErrorCode: X",
            "ERROR: SDK.ServerError",
            "400 Bad",
            "[OverQuota] no",
            "10 errors",
            "{\"time\":1}",
        ] {
            assert_eq!(of(line), None, "{line}");
        }
    }
}
