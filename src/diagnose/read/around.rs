//! Unnamed text around an error that belongs to it: a message beside or above the code, a lone request id.

use super::clean::Normal;
use super::fact::{Fact, is_stores_id, is_uuid};
use super::group::Group;
use super::names::{self, Key};
use super::value;

/// Fields behind an error's facts, besides those that tell the product.
const TRAILERS: [&str; 7] =
    ["AccessDeniedDetail", "Data", "EC", "Recommend", "RecommendDoc", "Region", "RegionId"];

/// At most this many lines before and behind an error are taken for its record.
const RECORD: usize = 64;

/// The message of a code that stands on its line without a name: behind it, or before `(Service: …`.
///
/// Several candidates, the likeliest last, where it is not certain which sentences belong to it.
pub fn beside(text: &str, code: &Fact) -> Vec<String> {
    beside_sentences(text, code).unwrap_or_else(|| beside_line(text, code).into_iter().collect())
}

/// `Failed to create it. M (C) Request ID: R`
fn beside_sentences(text: &str, code: &Fact) -> Option<Vec<String>> {
    let line_start = text[..code.start].rfind('\n').map_or(0, |at| at + 1);
    let before = text[line_start..code.start].strip_suffix('(')?.trim_end();
    if !text[code.end..].starts_with(')') || before.split_whitespace().count() < 3 {
        return None;
    }
    let sentences = before.match_indices(". ").map(|(at, _)| before[at + 2..].trim().to_owned());
    // `上传失败：M. M. (C)`: behind what somebody says in another script stands the whole message.
    let led_in =
        before.match_indices(':').filter(|(at, _)| !before[..*at].is_ascii() && before[*at..].is_ascii());
    let led_in = led_in.map(|(at, _)| before[at + 1..].trim().to_owned()).take(1);
    Some(std::iter::once(before.to_owned()).chain(sentences).chain(led_in).collect())
}

/// The sentence on the line above a code that begins its own line with its name, as consoles show them.
pub fn above(text: &str, code: &Fact) -> Option<String> {
    let named = code.at < code.start && text[..code.at].ends_with('\n');
    let line = text[..code.at].trim_end_matches('\n').rsplit('\n').next().filter(|_| named)?.trim();
    let is_sentence = line.split(' ').count() > 3 && line.ends_with('.') && !line.contains(": ");
    is_sentence.then(|| line.to_owned())
}

/// Whether a group stands behind what an SDK calls its errors.
pub fn is_sdks(text: &str, group: &Group) -> bool {
    let before = &text[text.floor_char_boundary(group.start.saturating_sub(120))..group.end.max(group.start)];
    [
        "SDKError",
        "SDK.ServerError",
        "TeaException",
        "UnretryableE",
        "TeaError",
        "AliError",
        "Aliyun::OSS::ServerError",
        "x-oss-request-id",
        "Aliyun API Error:",
        "aliyun api error:",
    ]
    .iter()
    .any(|name| before.contains(name))
        || before.contains("com.aliyun") && before.contains("Exception: ")
}

fn beside_line(text: &str, code: &Fact) -> Option<String> {
    let line_start = text[..code.start].rfind('\n').map_or(0, |at| at + 1);
    let line = &text[line_start..code.end + text[code.end..].find('\n').unwrap_or(text.len() - code.end)];
    if let Some((before, _)) = line.split_once(" (Service:").or_else(|| line.split_once(" (Status Code:")) {
        let message = before.rsplit_once("Exception: ").map_or(before, |(_, message)| message);
        return (line_start + message.len() < code.start).then(|| message.trim().to_owned());
    }
    let behind = text.get(code.end..line_start + line.len())?;
    let unquoted = behind.strip_prefix(['"', '\'', '`', ']', ')']);
    let behind = unquoted.unwrap_or(behind);
    let bare = value::behind_code(behind);
    // ``we get `C` although …``
    if unquoted.is_some() && value::goes_on(bare) {
        return None;
    }
    // `C ("M"), request id R`
    let words = |text: &str| text.split(' ').filter(|word| word.starts_with(char::is_alphabetic)).count();
    let bracketed = bare.strip_prefix('(').and_then(|rest| Some(&rest[..rest.rfind(')')?]));
    if let Some(inner) = bracketed.filter(|inner| inner.starts_with(['"', '“']) && words(inner) > 1) {
        return Some(inner.trim_matches(['"', '“', '”']).to_owned());
    }
    let start = line_start + line.len() - bare.len();
    // The value of a name is no message, and neither is the next part of an object.
    let in_sentence = behind[..behind.len() - bare.len()].contains(|c: char| !c.is_ascii());
    let goes_on = bare.starts_with(['}', ']', ')', '\\', '<', '{', '&'])
        || bare.starts_with(['"', '\'']) && !in_sentence;
    if goes_on || names::at(text, start, names::word_end(text, start)).is_some() {
        return None;
    }
    let read = value::read(text, start, b':');
    let words = read
        .text
        .split_ascii_whitespace()
        .filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()))
        .count();
    let message = read.text.split("</").next().unwrap_or("").trim();
    (words >= 3).then(|| message.to_owned())
}

/// The request id right behind a message, which nothing names: `C M R`.
pub fn id_behind(text: &str, message: Option<&Fact>) -> Option<String> {
    let behind = text[message?.end.min(text.len())..].trim_start_matches([' ', '\n']);
    let id = &behind[..behind.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count()];
    (is_uuid(id) || is_stores_id(id)).then(|| id.to_owned())
}

/// A request id that nothing names: the only upper-case UUID of the text, or of the error's own records between its
/// neighbours.
pub fn lone_id(
    normal: &Normal,
    extent: (usize, usize),
    (since, until): (usize, usize),
    groups: usize,
) -> Option<String> {
    let text = &normal.text;
    let (from, until) = match groups {
        1 => (0, until),
        _ => {
            let (from, to) = normal.lines.around(extent, RECORD, RECORD, text);
            (from.max(since.min(until)), to.min(until))
        }
    };
    let region = text.get(from..until)?;
    let is_id = |word: &&str| {
        let hex = |b: u8| b.is_ascii_digit() || (b'A'..=b'F').contains(&b) || b == b'-';
        is_uuid(word) && word.bytes().all(hex)
    };
    let mut ids = region.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(is_id);
    let first = ids.next()?;
    ids.all(|id| id == first).then(|| first.to_owned())
}

/// The lines of the original that tell of an error from and to `extent`, and those around them as far as its
/// neighbours. The text between two errors is divided at the last empty line, else behind the fields that go on with
/// the first.
pub fn lines(normal: &Normal, extent: (usize, usize), (since, until): (usize, usize)) -> (usize, usize) {
    let text = &normal.text;
    let (from, to) = normal.lines.around(extent, 3, 16, text);
    let (from, to) = (from.max(since.min(extent.0)), to.min(until.max(extent.1)));
    let parted = |from: usize, to: usize| {
        let empty = text.get(from..to).and_then(|gap| gap.rfind("\n\n"));
        empty.map_or_else(|| fields_end(text, from).min(to), |at| from + at + 2)
    };
    let from = if from == since && since > 0 { parted(from, extent.0.max(from)) } else { from };
    let is_next = to == until && until < text.len();
    let to = if is_next { parted(extent.1.min(to), to).max(extent.1) } else { to };
    (normal.line(from), normal.line(to.saturating_sub(1).max(from)))
}

/// Where the fields end that stand on the lines right behind an error and hold none of its facts: `HostId: …`,
/// `Recommend: …`.
pub fn fields_end(text: &str, end: usize) -> usize {
    let Some(rest) = text.get(end..) else { return end };
    let Some(first) = rest.find('\n').map(|at| end + at + 1) else { return end };
    let lines = text[first..].split_inclusive('\n').take_while(|line| goes_on(line));
    first + lines.map(str::len).sum::<usize>()
}

/// Whether a line is a field that an answer ends with.
fn goes_on(line: &str) -> bool {
    let bare = line.trim_start_matches(['"', '\'', '<', ' ']);
    let word = names::word_end(bare, 0);
    let separated = bare[word..].trim_start_matches(['"', '\'']).starts_with([':', '=', '>']);
    let place = names::at(bare, 0, word).is_some_and(|found| matches!(found.key, Key::Host | Key::Product));
    separated && (place || TRAILERS.contains(&&bare[..word]))
}
