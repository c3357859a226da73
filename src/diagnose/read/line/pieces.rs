//! The pieces of which the prefixes of log lines are made: times, levels, hosts, loggers. A new kind is a variant of
//! `Kind` and a row of `PIECES`.

use std::ops::RangeInclusive;

use crate::diagnose::read::names;
use crate::diagnose::read::word::{self, Grade};

const LEVELS: [&str; 20] = [
    "INFO", "WARN", "WARNING", "ERROR", "DEBUG", "FATAL", "TRACE", "NOTICE", "ERR", "SEVERE", "CRITICAL",
    "CRIT", "INF", "WRN", "DBG", "FTL", "PANIC", "VERBOSE", "EROR", "ALERT",
];

/// Whether a word is a level, in whatever letters.
pub fn is_level(word: &str) -> bool {
    LEVELS.iter().any(|level| level.eq_ignore_ascii_case(word))
}

/// What stands before a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    Nothing,
    Something,
    /// A time as syslog writes it, behind which the host's name stands.
    SyslogTime,
    /// A time that may be syslog's.
    ZonedTime,
}

/// What a piece is. Levels are none of these, for each is a kind of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Time,
    Month,
    Klog,
    BracketedTime,
    BracketedPod,
    Pod,
    Barred,
    Workflow,
    Name,
    Zone,
    Stream,
    Host,
    Sign,
    File,
    Thread,
    TimedSign,
}

impl Kind {
    const WITH_TIMES: [Self; 4] = [Self::Time, Self::Month, Self::Klog, Self::BracketedTime];

    /// Above 0, and below the numbers of levels.
    const fn number(self) -> u64 {
        self as u64 + 1
    }
}

/// How a kind is told: whether a line may begin with it, which bytes it may begin with, and how it is read.
struct Piece {
    kind: Kind,
    begins: bool,
    first: fn(u8) -> bool,
    read: fn(&str, Before) -> Option<usize>,
}

const fn first(kind: Kind, first: fn(u8) -> bool, read: fn(&str, Before) -> Option<usize>) -> Piece {
    Piece { kind, begins: true, first, read }
}

const fn later(kind: Kind, first: fn(u8) -> bool, read: fn(&str, Before) -> Option<usize>) -> Piece {
    Piece { kind, begins: false, first, read }
}

/// Every kind of piece but levels. Of those that fit, the first is taken.
const PIECES: [Piece; 16] = [
    first(Kind::Time, |b| b.is_ascii_digit(), |rest, _| time(rest)),
    first(Kind::Month, |b| b"JFMASOND".contains(&b), |rest, _| month(rest)),
    first(Kind::Klog, |b| b"IWEF".contains(&b), |rest, _| klog(rest)),
    first(
        Kind::BracketedTime,
        |b| b == b'[',
        |rest, _| bracketed(rest, |text| time(text).or_else(|| month(text)).is_some()),
    ),
    first(Kind::BracketedPod, |b| b == b'[', |rest, _| bracketed(rest, is_pod)),
    first(Kind::Pod, |b| b != b' ', |rest, _| pod(rest)),
    first(Kind::Barred, |b| b.is_ascii_alphanumeric() || b"-_.".contains(&b), |rest, _| barred(rest)),
    first(Kind::Workflow, |b| b == b':', |rest, _| workflow(rest)),
    later(Kind::Name, |b| b == b'[', |rest, _| bracketed(rest, is_plain)),
    later(Kind::Zone, |b| b"+-U".contains(&b), |rest, _| zone(rest)),
    later(Kind::Stream, |b| b.is_ascii_digit() || b == b's', |rest, _| stream(rest)),
    later(Kind::Host, |b| b.is_ascii_alphanumeric() || b"-_./@".contains(&b), host),
    later(Kind::Sign, |b| b"#-|:".contains(&b), |rest, _| sign(rest)),
    later(Kind::File, |b| b != b' ', |rest, _| file(rest)),
    later(Kind::Thread, |b| b.is_ascii_digit() || b == b' ', |rest, _| thread(rest)),
    later(Kind::TimedSign, |b| b == b'(', |rest, _| timed_sign(rest)),
];

/// The number of the first level. That of another is behind it by its place in `LEVELS`.
const LEVEL: u64 = 32;

/// Numbers of kinds and levels lie below this one, so a number with this base holds those of a whole prefix.
pub const BASE: u64 = 64;

const _: () = assert!(PIECES.len() < LEVEL as usize && LEVEL as usize + LEVELS.len() <= BASE as usize);

/// What a text begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub length: usize,
    /// `None`: a level.
    pub kind: Option<Kind>,
    pub number: u64,
}

/// Whether a number is that of a kind with a time.
pub fn has_time(number: u64) -> bool {
    Kind::WITH_TIMES.iter().any(|kind| kind.number() == number)
}

/// The piece that a text begins with.
pub fn piece(rest: &str, before: Before) -> Option<Found> {
    let first = *rest.as_bytes().first()?;
    if let Some((length, number)) = level(rest, first) {
        return Some(Found { length, kind: None, number });
    }
    let fits = |piece: &&Piece| (piece.begins || before != Before::Nothing) && (piece.first)(first);
    PIECES.iter().filter(fits).find_map(|piece| {
        let length = (piece.read)(rest, before)?;
        Some(Found { length, kind: Some(piece.kind), number: piece.kind.number() })
    })
}

/// `ERROR`, `[error]`: a level that a text begins with.
fn level(rest: &str, first: u8) -> Option<(usize, u64)> {
    let (word, length) = match first {
        b'A'..=b'Z' => {
            let word = first_word(rest);
            (word, word.len())
        }
        b'[' => {
            let inner = inside(rest)?;
            (inner.trim(), inner.len() + 2)
        }
        _ => return None,
    };
    let is_it =
        |level: &&str| if first == b'[' { level.eq_ignore_ascii_case(word) } else { **level == *word };
    let level = LEVELS.iter().position(is_it)?;
    Some((length, LEVEL + level as u64))
}

/// What a text begins with up to its first blank.
fn first_word(text: &str) -> &str {
    &text[..memchr::memchr2(b' ', b'\t', text.as_bytes()).unwrap_or(text.len())]
}

/// What stands between the brackets at the start of a text.
pub fn inside(rest: &str) -> Option<&str> {
    let inner = rest.strip_prefix('[')?;
    let near = &inner.as_bytes()[..inner.len().min(60)];
    memchr::memchr(b']', near).map(|close| &inner[..close])
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
    let named = || names::named(&names::letters(text)).is_some() || names::is_name(text);
    plain && !text.contains("SDK") && !named() && word::grade(text, &|_| false) < Grade::Built
}

/// `web-6d5f8c7b9-abcde`, `pod/web-6d5f8c7b9-abcde/worker`
fn is_pod(text: &str) -> bool {
    let name = text.strip_prefix("pod/").map(|rest| rest.split('/').next().unwrap_or(rest));
    let mut parts = name.unwrap_or(text).rsplit('-');
    let (unit, set) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let made = |part: &str, length: RangeInclusive<usize>| {
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
    // Most words have none of the signs that a pod's has.
    let word = first_word(rest);
    if !word.contains('-') && !word.starts_with("pod/") {
        return None;
    }
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
pub fn klog(rest: &str) -> Option<usize> {
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
    if !told {
        return None;
    }
    let named = names::at(rest, 0, names::word_end(rest, 0)).is_some()
        || names::at(behind, 0, names::word_end(behind, 0)).is_some();
    let plain = name(host) && name(process) && word::grade(process, &|_| false) < Grade::Built;
    (plain && !named).then_some(host.len() + 1 + app.len() + 1)
}

/// `##[error]`, `-`, `|`
fn sign(rest: &str) -> Option<usize> {
    if let Some(inner) = rest.strip_prefix("##[") {
        return inner.find(']').filter(|&close| close < 12).map(|close| close + 4);
    }
    let word = first_word(rest);
    // A row of a table has a bar at both its ends.
    let row = word == "|" && rest.len() > 1 && rest.trim_end().ends_with('|');
    (matches!(word, "-" | "|" | "--" | ":") && !row).then_some(word.len())
}

/// `main.go:33:`
fn file(rest: &str) -> Option<usize> {
    let word = first_word(rest);
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

/// The length of a date, a time or both, with the zone: `2024-06-07T08:09:10.123Z`, `2024/06/07 08:09:10`,
/// `08:09:10,123`.
pub fn time(text: &str) -> Option<usize> {
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
            at += match () {
                () if sign(at + 3, b":") && digits(at + 4, 2) => 6,
                () if digits(at + 3, 2) => 5,
                // Hours alone, as PostgreSQL writes them.
                () => 3,
            };
        }
    }
    let ends = bytes.get(at).is_none_or(|b| matches!(b, b' ' | b'\t' | b']'));
    (at > 0 && ends).then_some(at)
}

pub const MONTHS: [&str; 12] =
    ["Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ", "Jul ", "Aug ", "Sep ", "Oct ", "Nov ", "Dec "];

/// `Jun 07 08:09:10`.
pub fn month(text: &str) -> Option<usize> {
    let rest = MONTHS.iter().find_map(|month| text.strip_prefix(month))?.trim_start();
    let day = rest.bytes().take_while(u8::is_ascii_digit).count();
    let clock = rest.get(day..)?.strip_prefix(' ').filter(|_| (1..3).contains(&day))?;
    time(clock).map(|length| text.len() - clock.len() + length)
}
