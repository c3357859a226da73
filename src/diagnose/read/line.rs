//! The line of a log: what loggers, CI systems and container runtimes put before a text, and which lines begin a record.

use super::names::{self, Key};
use super::word::{self, Grade};

/// The prefix of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::diagnose) struct Prefix {
    /// Where the line's own text begins.
    pub(in crate::diagnose) end: usize,
    /// The first time in it, from and to.
    pub(in crate::diagnose) time: Option<(usize, usize)>,
    /// What it is made of; equal for the lines of one text that one logger wrote at one level.
    kind: u64,
    /// The text is set off by a level, which may be padded.
    padded: bool,
}

/// Whether a character stands before the lines of a quotation or of a framed message.
pub(in crate::diagnose) fn is_gutter(c: char) -> bool {
    c.is_whitespace() || matches!(c, '│' | '┃' | '║' | '|' | '>' | '╷' | '╵' | '▌')
}

const LEVELS: [&str; 20] = [
    "INFO", "WARN", "WARNING", "ERROR", "DEBUG", "FATAL", "TRACE", "NOTICE", "ERR", "SEVERE", "CRITICAL",
    "CRIT", "INF", "WRN", "DBG", "FTL", "PANIC", "VERBOSE", "EROR", "ALERT",
];

/// What stands before a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Something,
    /// A time as syslog writes it, behind which the host's name stands.
    SyslogTime,
    /// One that may be syslog's.
    ZonedTime,
}

/// One kind of piece: how it is read, and whether a line may begin with it.
struct Piece {
    begins: bool,
    read: fn(&str, Before) -> Option<usize>,
}

/// The pieces of which prefixes are made; the first that fits is taken. A level is told from another level.
const PIECES: [Piece; 16] = [
    Piece { begins: true, read: |rest, _| time(rest) },
    Piece { begins: true, read: |rest, _| month(rest) },
    Piece { begins: true, read: |rest, _| klog(rest) },
    Piece {
        begins: true,
        read: |rest, _| bracketed(rest, |text| time(text).or_else(|| month(text)).is_some()),
    },
    Piece { begins: true, read: |rest, _| bracketed(rest, is_pod) },
    Piece { begins: true, read: |rest, _| pod(rest) },
    Piece { begins: true, read: |rest, _| barred(rest) },
    Piece { begins: true, read: |rest, _| workflow(rest) },
    Piece { begins: false, read: |rest, _| bracketed(rest, is_plain) },
    Piece { begins: false, read: |rest, _| zone(rest) },
    Piece { begins: false, read: |rest, _| stream(rest) },
    Piece { begins: false, read: |rest, before| host(rest, before) },
    Piece { begins: false, read: |rest, _| sign(rest) },
    Piece { begins: false, read: |rest, _| file(rest) },
    Piece { begins: false, read: |rest, _| thread(rest) },
    Piece { begins: false, read: |rest, _| timed_sign(rest) },
];

/// The prefix that a line begins with, if it begins with a time, a level or what only containers write.
pub(in crate::diagnose) fn of(line: &str) -> Option<Prefix> {
    let mut prefix = Prefix { end: 0, time: None, kind: 0, padded: false };
    let mut before = Before::Nothing;
    for _ in 0..10 {
        let rest = &line[prefix.end..];
        let Some((length, kind)) = piece(rest, before) else { break };
        let read = &rest[..length];
        if matches!(kind, 1 | 2) && prefix.time.is_none() {
            prefix.time = Some((prefix.end, prefix.end + length));
        } else if kind == 4 && prefix.time.is_none() {
            prefix.time = inside(rest).map(|inner| (prefix.end + 1, prefix.end + 1 + inner.len()));
        }
        before = match kind {
            1 if read.ends_with('Z') || read[read.len().saturating_sub(6)..].contains('+') => {
                Before::ZonedTime
            }
            2 => Before::SyslogTime,
            _ => Before::Something,
        };
        prefix.padded = kind >= LEVEL;
        // A mark before the first line of an error only tells no other logger.
        if !read.starts_with("##[") {
            prefix.kind = prefix.kind.wrapping_mul(64).wrapping_add(kind);
        }
        prefix.end += length;
        // One blank belongs to the prefix, or as many as pad a level.
        let blanks = line[prefix.end..].len() - line[prefix.end..].trim_start_matches(' ').len();
        let next = &line[prefix.end + blanks..];
        prefix.end += if piece(next, Before::Something).is_some() { blanks } else { blanks.min(1) };
    }
    (prefix.kind != 0).then_some(prefix)
}

/// The prefix that nobody's grammar tells: what stands before each line of a text alike, digits aside.
pub(in crate::diagnose) fn shared(lines: &[&str]) -> usize {
    let mut lines = lines.iter().filter(|line| !line.trim().is_empty());
    let (Some(first), more) = (lines.next(), lines) else { return 0 };
    let alike = |(a, b): &(char, char)| a == b || a.is_ascii_digit() && b.is_ascii_digit();
    let (count, length) = more.fold((1, first.len().min(80)), |(count, length), line| {
        let same = first.chars().zip(line.chars()).take_while(alike).map(|(a, _)| a.len_utf8()).sum();
        (count + 1, length.min(same))
    });
    let Some(end) = first[..first.floor_char_boundary(length)].rfind(' ').map(|blank| blank + 1) else {
        return 0;
    };
    let prefix = &first[..end];
    let plain = prefix.bytes().any(|b| b.is_ascii_digit()) && !prefix.contains(['{', '"', '\'', '<', '=']);
    let words = || prefix.split(' ').filter(|word| !word.is_empty());
    let named = words().any(|word| names::named(&word.trim_end_matches(':').to_ascii_lowercase()).is_some());
    let coded =
        words().any(|word| word::grade(word.trim_matches([':', '[', ']']), &|_| false) >= Grade::Built);
    if count > 2 && plain && !named && !coded { end } else { 0 }
}

/// The prefix of a line of which what [`shared`] tells is known.
pub(in crate::diagnose) fn as_shared(end: usize) -> Prefix {
    Prefix { end, time: None, kind: u64::MAX, padded: false }
}

/// The kinds of levels begin here.
const LEVEL: u64 = 32;

/// The piece that a text begins with: its length and its kind.
fn piece(rest: &str, before: Before) -> Option<(usize, u64)> {
    let levels = [rest.split([' ', '\t']).next().unwrap_or(""), inside(rest).unwrap_or("")];
    for (bracketed, word) in [false, true].into_iter().zip(levels) {
        let word = word.trim();
        if let Some(level) =
            LEVELS.iter().position(|level| level.eq_ignore_ascii_case(word) && (bracketed || *level == word))
        {
            let length = if bracketed { inside(rest)?.len() + 2 } else { word.len() };
            return Some((length, LEVEL + level as u64));
        }
    }
    let fits = PIECES.iter().enumerate().filter(|(_, piece)| piece.begins || before != Before::Nothing);
    fits.filter_map(|(ix, piece)| Some(((piece.read)(rest, before)?, ix as u64 + 1))).next()
}

/// What stands between the brackets at the start of a text.
fn inside(rest: &str) -> Option<&str> {
    let inner = rest.strip_prefix('[')?;
    inner.find(']').filter(|&close| close < 60).map(|close| &inner[..close])
}

fn bracketed(rest: &str, is: fn(&str) -> bool) -> Option<usize> {
    let text = inside(rest)?;
    let behind = &rest[text.len() + 2..];
    let colon = usize::from(behind.starts_with(": "));
    (is(text.trim()) && (behind.is_empty() || behind.starts_with([' ', ':', '[', '-'])))
        .then_some(text.len() + 2 + colon)
}

/// A logger's or a thread's name, but neither a field nor a code.
fn is_plain(text: &str) -> bool {
    let plain = text.bytes().all(|b| b.is_ascii_graphic() || b == b' ') && !text.contains('"');
    let name = text.replace(['_', '-', ' '], "").to_ascii_lowercase();
    let named = names::named(&name).is_some() || names::is_name(text);
    plain && !named && !text.contains("SDK") && word::grade(text, &|_| false) < Grade::Built
}

/// `web-6d5f8c7b9-abcde`, `pod/web-6d5f8c7b9-abcde/worker`
fn is_pod(text: &str) -> bool {
    let name = text.strip_prefix("pod/").map(|rest| rest.split('/').next().unwrap_or(rest));
    let mut parts = name.unwrap_or(text).rsplit('-');
    let (unit, set) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let made = |part: &str, length: std::ops::RangeInclusive<usize>| {
        length.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    name.is_some()
        || made(unit, 5..=5)
            && made(set, 6..=10)
            && set.bytes().any(|b| b.is_ascii_digit())
            && parts.next().is_some()
}

/// A pod's name and its container's.
fn pod(rest: &str) -> Option<usize> {
    let mut words = rest.splitn(3, ' ');
    let (pod, container) = (words.next()?, words.next()?);
    words.next()?;
    let name = |word: &str| {
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    (is_pod(pod) && name(container)).then_some(pod.len() + 1 + container.len())
}

/// `web_1  | `, `12 | `
fn barred(rest: &str) -> Option<usize> {
    let word =
        rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.')).count();
    let numbered = word > 0 && rest.as_bytes()[word - 1].is_ascii_digit();
    let blanks = rest[word..].bytes().take_while(|&b| b == b' ').count();
    let bar = rest[word + blanks..].starts_with("| ") || &rest[word + blanks..] == "|";
    (numbered && blanks > 0 && bar).then_some(word + blanks + 1)
}

/// `E0607 08:09:10.123456       1 main.go:3]`
fn klog(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let day = bytes.get(1..5)?.iter().all(u8::is_ascii_digit) && bytes.get(5) == Some(&b' ');
    time(rest.get(6..).filter(|_| day && b"IWEF".contains(&bytes[0]))?)?;
    let close = rest.find(']').filter(|&close| close < 120)?;
    Some(close + 1)
}

/// `::error file=main.tf,line=3::`
fn workflow(rest: &str) -> Option<usize> {
    let command = rest.strip_prefix("::")?;
    let end = command.find("::").filter(|&end| end < 120)?;
    command.starts_with(|c: char| c.is_ascii_lowercase()).then_some(end + 4)
}

/// `+0800`, `UTC`
fn zone(rest: &str) -> Option<usize> {
    let word = rest.split(' ').next()?;
    let digits = word.strip_prefix(['+', '-']).filter(|digits| (4..=5).contains(&digits.len()));
    let zone = digits.is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit() || b == b':'));
    (zone || word == "UTC").then_some(word.len())
}

/// `01O`, `00E+` of GitLab, `stderr F` of container runtimes.
fn stream(rest: &str) -> Option<usize> {
    let word = rest.split(' ').next()?;
    let gitlab = matches!(
        word.as_bytes(),
        [b'0'..=b'9', b'0'..=b'9', b'O' | b'E'] | [b'0'..=b'9', b'0'..=b'9', b'O' | b'E', b'+']
    );
    let streams = ["stderr F ", "stdout F ", "stderr P ", "stdout P "];
    let runtime = streams.iter().any(|stream| rest.starts_with(stream));
    gitlab.then_some(word.len()).or_else(|| runtime.then_some(8))
}

/// `host app[1]:`; without a number only where the time before is syslog's.
fn host(rest: &str, before: Before) -> Option<usize> {
    let (host, behind) = rest.split_once(' ')?;
    let app = behind.split(' ').next()?.strip_suffix(':')?;
    let name = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./@".contains(&b))
    };
    let (process, number) =
        app.split_once('[').map_or((app, None), |(process, rest)| (process, rest.strip_suffix(']')));
    let numbered = number.is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()));
    let told = match before {
        Before::SyslogTime => true,
        Before::ZonedTime => {
            numbered || host.contains(['-', '.']) || host.ends_with(|c: char| c.is_ascii_digit())
        }
        _ => numbered,
    };
    let named = names::at(rest, 0, names::word_end(rest, 0)).is_some()
        || names::at(behind, 0, names::word_end(behind, 0)).is_some();
    let plain = name(host) && name(process) && word::grade(process, &|_| false) < Grade::Built;
    (told && plain && !named).then_some(host.len() + 1 + app.len() + 1)
}

/// `##[error]`, `-`, `|`
fn sign(rest: &str) -> Option<usize> {
    if let Some(inner) = rest.strip_prefix("##[") {
        return inner.find(']').filter(|&close| close < 12).map(|close| close + 4);
    }
    let word = rest.split([' ', '\t']).next()?;
    matches!(word, "-" | "|" | "--" | ":").then_some(word.len())
}

/// `main.go:33:`
fn file(rest: &str) -> Option<usize> {
    let word = rest.split([' ', '\t']).next()?;
    let place = word.trim_end_matches([':', ']', '|', ')', '-']).trim_start_matches('(');
    let (file, number) = place.rsplit_once(':')?;
    let ends = [".go", ".py", ".java", ".rs", ".js", ".ts", ".rb", ".cc", ".cpp"];
    let is_place = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    (is_place && ends.iter().any(|end| file.ends_with(end))).then_some(word.len())
}

/// `8d20be13 Thread-7`, `1 ---`: what Java and Python loggers put between level and text.
fn thread(rest: &str) -> Option<usize> {
    let (number, behind) = rest.split_once(' ')?;
    (number.bytes().all(|b| b.is_ascii_digit()) && behind.starts_with("--- ")).then_some(number.len() + 4)
}

/// `(8)?` behind a time, as Meteor marks it.
fn timed_sign(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('(')?;
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    inner[digits..].starts_with(")? ").then_some(digits + 3)
}

/// The length of a date, a time or both, with the zone: `2024-06-07T08:09:10.123Z`, `2024/06/07 08:09:10`, `08:09:10,123`.
pub(in crate::diagnose) fn time(text: &str) -> Option<usize> {
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

const MONTHS: [&str; 12] =
    ["Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ", "Jul ", "Aug ", "Sep ", "Oct ", "Nov ", "Dec "];

/// `Jun 07 08:09:10`.
fn month(text: &str) -> Option<usize> {
    let rest = MONTHS.iter().find_map(|month| text.strip_prefix(month))?.trim_start();
    let day = rest.bytes().take_while(u8::is_ascii_digit).count();
    let clock = rest.get(day..)?.strip_prefix(' ').filter(|_| (1..3).contains(&day))?;
    time(clock).map(|length| text.len() - clock.len() + length)
}

/// Whether a line with a prefix goes on with what the line before, whose prefix is given, began.
pub(in crate::diagnose) fn goes_on(before: Option<Prefix>, own: Prefix, line: &str) -> bool {
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
        names::at(bare, at, names::word_end(bare, at))
    } else {
        names::chinese_at(bare, at)
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

/// Whether a line begins a record: `2024-01-02T03:04:05`, `[2024/01/02`, `03:04:05.678`, `Jan  2 03:04`, `INFO `,
/// `level=`, a line of JSON with a level.
pub(in crate::diagnose) fn begins_record(line: &str) -> bool {
    let bytes = line.trim_start_matches(['[', '(', ' ', '"']).as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let next = bytes.get(digits);
    match digits {
        4 if matches!(next, Some(b'-' | b'/' | b'.')) => return bytes.get(5).is_some_and(u8::is_ascii_digit),
        2 if next == Some(&b':') => {
            return bytes.get(5) == Some(&b':') || bytes.get(3).is_some_and(u8::is_ascii_digit);
        }
        _ => {}
    }
    let month = MONTHS.iter().any(|month| bytes.starts_with(month.as_bytes()));
    let level = ["INFO", "WARN", "DEBUG", "ERROR", "FATAL", "TRACE", "level=", "time=", "ts="];
    let level = level.iter().any(|level| {
        bytes.starts_with(level.as_bytes()) && bytes.get(level.len()).is_some_and(|b| *b != b':')
    });
    let json = line.starts_with('{')
        && ["\"level\"", "\"time\"", "\"ts\"", "\"@timestamp\"", "\"timestamp\"", "\"log\""]
            .iter()
            .any(|name| line.contains(name));
    month || level || json || klog(line).is_some()
}

/// How many lines tell whether a text is a log.
const LOOKED_AT: usize = 200;

/// Whether a text is a log rather than something pasted: half of its first lines begin a record.
pub(in crate::diagnose) fn is_log<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let lines = lines.filter(|line| !line.trim().is_empty()).take(LOOKED_AT);
    let (all, logged) = lines.fold((0, 0), |(all, logged), line| {
        (all + 1, logged + usize::from(begins_record(line) || of(line).is_some()))
    });
    all > 1 && 2 * logged >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    const PREFIXES: [&str; 22] = [
        "2024-06-07T08:09:10.123Z ",
        "[2024-06-07T08:09:10.123Z] ",
        "[08:09:10] ",
        "08:09:10 ",
        "[INFO] ",
        "Jun 07 08:09:10 host app[1]: ",
        "2024-06-07T08:09:10.123456+08:00 web-1 app[1]: ",
        "2024-06-07T08:09:10+08:00 web-1 app: ",
        "2024-06-07T08:09:10.123456789Z stderr F ",
        "2024-06-07T08:09:10.123456Z 01E ",
        "2024/06/07 08:09:10 ",
        "2024/06/07 08:09:10 main.go:33: ",
        "2024-06-07 08:09:10,123 INFO ",
        "2024-06-07 08:09:10.123 +0800 [main] ERROR - ",
        "2024-06-07T08:09:10.1234567Z ##[error]",
        "E0607 08:09:10.123456       1 main.go:3] ",
        "web_1  | ",
        "web-1    | ",
        "12 | ",
        "[web-6d5f8c7b9-abcde] ",
        "web-6d5f8c7b9-abcde app ",
        "[pod/web-6d5f8c7b9-abcde/app] ",
    ];

    #[test]
    fn prefixes_end_where_the_text_begins() {
        for prefix in PREFIXES {
            for rest in ["ErrorCode: X", "Message: Some words", "   Code: X"] {
                let line = format!("{prefix}{rest}");
                let found = of(&line).map(|found| line[found.end..].trim_start());
                assert_eq!(found, Some(rest.trim_start()), "{line}");
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

    #[test]
    fn log_lines_begin_records() {
        for line in [
            "2024-01-02 03:04:05 x",
            "[2024/01/02 x",
            "03:04:05.6 x",
            "Jan  2 03:04:05 h x",
            "INFO x",
            "level=info x",
            "{\"time\":1,\"msg\":2}",
        ] {
            assert!(begins_record(line), "{line}");
        }
        for line in ["ErrorCode: X", "{\"Code\":\"X\"}", "ERROR: SDK.ServerError", "   at x", "400 Bad"] {
            assert!(!begins_record(line), "{line}");
        }
    }
}
