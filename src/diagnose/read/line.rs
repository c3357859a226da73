//! Lines of logs: the prefixes of loggers, CI systems and container runtimes, and which lines begin a record.

mod parts;
mod pieces;

use parts::{is_announced, is_part};
use pieces::{BASE, Before, Found, Kind, MONTHS, has_time, inside, is_level, klog, piece};

use super::names;
use super::word::{self, Grade};

/// The prefix of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prefix {
    /// Where the line's own text begins.
    pub end: usize,
    /// The first time in it, from and to.
    pub time: Option<(usize, usize)>,
    /// A number made of the kinds of its pieces: equal for lines that one logger wrote at one level.
    kind: u64,
    /// The text is set off by a level, and by as many blanks as may pad it.
    padded: bool,
    /// How many blanks stand behind it, besides the one of its own.
    lead: usize,
}

impl Prefix {
    /// How far the text behind it is indented.
    pub fn lead(self) -> usize {
        self.lead
    }
}

/// No logger writes more pieces before a line.
const MOST_PIECES: usize = 10;

/// How wide loggers make their levels.
const PADDED: [usize; 2] = [5, 8];

/// Whether a character stands before the lines of a quotation or of a framed message.
pub fn is_gutter(c: char) -> bool {
    c.is_whitespace() || matches!(c, '│' | '┃' | '║' | '|' | '>' | '╷' | '╵' | '▌')
}

/// The prefix that a line begins with, if it begins with a time, a level or what only containers write.
pub fn of(line: &str) -> Option<Prefix> {
    let mut prefix = Prefix { end: 0, time: None, kind: 0, padded: false, lead: 0 };
    let mut before = Before::Nothing;
    // The next piece, where it has been looked at.
    let mut seen = None;
    for _ in 0..MOST_PIECES {
        let rest = &line[prefix.end..];
        let Some(found) = seen.take().unwrap_or_else(|| piece(rest, before)) else { break };
        let Found { length, kind, number } = found;
        let read = &rest[..length];
        if matches!(kind, Some(Kind::Time | Kind::Month)) && prefix.time.is_none() {
            prefix.time = Some((prefix.end, prefix.end + length));
        } else if kind == Some(Kind::BracketedTime) && prefix.time.is_none() {
            prefix.time = inside(rest).map(|inner| (prefix.end + 1, prefix.end + 1 + inner.len()));
        } else if let Some((_, end)) =
            prefix.time.as_mut().filter(|(_, end)| kind == Some(Kind::Zone) && *end + 1 == prefix.end)
        {
            *end = prefix.end + length;
        }
        before = match kind {
            Some(Kind::Time) if read.ends_with('Z') || read[read.len().saturating_sub(6)..].contains('+') => {
                Before::ZonedTime
            }
            Some(Kind::Month) => Before::SyslogTime,
            _ => Before::Something,
        };
        // A mark before the first line of an error only, or of a list's item, tells no other logger.
        if !read.starts_with("##[") && read != "-" {
            prefix.kind = prefix.kind.wrapping_mul(BASE).wrapping_add(number);
        }
        prefix.end += length;
        // One blank belongs to the prefix, or as many as pad a level.
        let blanks = line[prefix.end..].len() - line[prefix.end..].trim_start_matches(' ').len();
        let next = piece(&line[prefix.end + blanks..], Before::Something);
        let own = if next.is_some() { blanks } else { blanks.min(1) };
        prefix.end += own;
        prefix.lead = blanks - own;
        prefix.padded = kind.is_none() && PADDED.contains(&(length + prefix.lead));
        seen = (own == blanks && before == Before::Something).then_some(next);
    }
    (prefix.kind != 0).then_some(prefix)
}

/// Where the text of a line begins that has no prefix, or only parts of one: behind numbers and times, levels, and what
/// stands in brackets.
pub fn text_start(line: &str) -> usize {
    let mut at = 0;
    for word in line.split_inclusive([' ', '\t']) {
        let bare = word.trim_end().trim_end_matches(':').trim_matches(['[', ']', '(', ')']);
        let number = bare.starts_with(|c: char| c.is_ascii_digit());
        let bracketed = word.starts_with('[') && word.trim_end().ends_with([']', ':']);
        if !(number || bracketed || is_level(bare) || ["", "-", "E", "e", "W", "w"].contains(&bare)) {
            break;
        }
        at += word.len();
    }
    at
}

/// Longer beginnings that lines share are text.
const LONGEST_SHARED: usize = 80;

/// The length of a prefix in no known format: what all lines of a text begin with, digits aside.
pub fn shared(lines: &[&str]) -> usize {
    let mut lines = lines.iter().filter(|line| !line.trim().is_empty());
    let (Some(first), more) = (lines.next(), lines) else { return 0 };
    let alike = |(a, b): &(char, char)| a == b || a.is_ascii_digit() && b.is_ascii_digit();
    let (count, length) = more.fold((1, first.len().min(LONGEST_SHARED)), |(count, length), line| {
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

/// The prefix of a length that [`shared`] found.
pub fn as_shared(end: usize) -> Prefix {
    Prefix { end, time: None, kind: u64::MAX, padded: false, lead: 0 }
}

/// Whether a line with a prefix goes on with what the line before began: its prefix is given, and the text behind.
pub fn goes_on(before: Option<(Prefix, &str)>, own: Prefix, line: &str) -> bool {
    let rest = &line[own.end..];
    before.is_some_and(|(before, above)| {
        let indented = !own.padded || before.lead < own.lead;
        before.kind == own.kind && (is_part(rest, indented) || is_announced(above, rest))
            || lacks_inner(before.kind, own.kind)
    })
}

/// Whether a line has only what a container writes, and the one before what a program writes behind it, too, with a time
/// of its own: programs write it before the first line of a text.
fn lacks_inner(before: u64, own: u64) -> bool {
    let (mut outer, mut timed) = (before, false);
    while outer > 0 {
        timed |= has_time(outer % BASE);
        outer /= BASE;
        if outer == own {
            return timed;
        }
    }
    false
}

/// Whether a line with a prefix is a part of an error, whatever stands before it.
pub fn is_error_part(own: Prefix, line: &str) -> bool {
    is_part(&line[own.end..], !own.padded)
}

/// Whether a line begins a record: `2024-01-02T03:04:05`, `[2024/01/02`, `03:04:05.678`, `Jan  2 03:04`, `INFO `,
/// `level=`, a line of JSON with a level.
pub fn begins_record(line: &str) -> bool {
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

/// How many lines are looked at to decide whether a text is a log.
const LOOKED_AT: usize = 200;

/// Whether a text is a log rather than something pasted: half of its first lines begin a record.
pub fn is_log<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
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
    fn a_time_whose_zone_has_hours_alone_ends_within_its_line() {
        for line in ["2024-06-07T08:09:10.123456+08", "2024-06-07 08:09:10+08 Code: X", "08:09:10-03"] {
            let prefix = of(line).expect("a time");
            assert!(line.is_char_boundary(prefix.end), "{line}");
        }
        assert_eq!(super::pieces::time("08:09:10+08 x"), Some(11));
    }

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
