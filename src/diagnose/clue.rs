//! The errors of a text: which ingredients belong together, which error is the cause of which.

use std::cmp::Reverse;

use super::code;
use super::fact::{Fact, Facts, What};
use super::group::{self, Group, is_uuid, text_of};
use super::key;
use super::normalise::Normal;
use super::product::Hint;
use super::reader;
use super::record::Records;
use super::value;

/// What a text tells of one error. Nothing in it is looked up yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Clue {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) status: Option<u16>,
    pub(super) product: Option<String>,
    /// The product was told somewhere else in the text.
    pub(super) far_product: bool,
    pub(super) request_id: Option<String>,
    /// Of the original text, from 1.
    pub(super) line: usize,
    /// The text ends in the midst of the message.
    pub(super) cut: bool,
    /// An SDK may have appended `Error` to the code, which was taken off.
    pub(super) appended: bool,
    /// Other messages that stand near the code.
    pub(super) others: Vec<String>,
    /// The text calls it a code: `ErrorCode: C`.
    pub(super) named: bool,
    /// An SDK says so: it may tell of a request that never reached the API.
    pub(super) by_sdk: bool,
}

impl Clue {
    pub(super) fn of_message(message: &str) -> Self {
        Self { message: Some(value::trim(message).to_owned()), ..Self::default() }
    }
}

/// The errors of a normalised text, causes before what they caused.
/// `whole` tells whether the text is all there is, and not a part of a log.
pub(super) fn read(normal: &Normal, known: &dyn Fn(&str) -> bool, whole: bool) -> Vec<Clue> {
    let facts = reader::read(&normal.text, known);
    let groups = group::read(&normal.text, &facts);
    let clues = clues(normal, &facts, &groups, whole);
    order(&normal.text, groups, clues)
}

/// A clue that is all there is in a text, with what the text tells besides.
pub(super) fn alone(normal: &Normal, clue: Clue) -> Clue {
    let facts = reader::read(&normal.text, &|_| false);
    let status = facts.facts.iter().find_map(|fact| match fact.what {
        What::Status(status) => Some(status),
        _ => None,
    });
    let id = facts.facts.iter().find(|fact| matches!(fact.what, What::RequestId(_)));
    let told = clue.code.as_deref().or(clue.message.as_deref()).unwrap_or("");
    let head = told.split_whitespace().next().unwrap_or("");
    Clue {
        line: normal.line(normal.text.find(head).unwrap_or(0)),
        status,
        product: facts.hints.iter().max_by_key(|hint| hint.rank).map(|hint| hint.product.clone()),
        request_id: id
            .map(|id| text_of(id).to_owned())
            .or_else(|| lone_id(&normal.text, 0, normal.text.len(), 1)),
        ..clue
    }
}

fn clues(normal: &Normal, facts: &Facts, groups: &[Group], whole: bool) -> Vec<Clue> {
    let all = &facts.facts;
    let hints = Hints::new(&normal.text, facts, groups, whole);
    let clue = |ix: usize| {
        let group = &groups[ix];
        // What was searched for is what the API said, where else only the SDK speaks.
        let wrapper = group.code.is_some_and(|ix| code::is_wrapper(text_of(&all[ix])));
        let code = if wrapper { group.searched.or(group.code) } else { group.code.or(group.searched) };
        let message = message(&normal.text, all, group);
        let beside = || group.code.map(|ix| beside(&normal.text, &all[ix])).unwrap_or_default();
        let mut others: Vec<String> = Vec::new();
        if message.is_none() {
            others = beside();
        }
        if message.is_none() && others.is_empty() {
            others.extend(group.code.and_then(|ix| above(&normal.text, &all[ix])));
        }
        let own = message.map(|ix| text_of(&all[ix]).to_owned()).or_else(|| others.pop());
        others.extend(
            group.messages.iter().filter(|ix| Some(**ix) != message).map(|&ix| text_of(&all[ix]).to_owned()),
        );
        let until = groups.get(ix + 1).map_or(normal.text.len(), |next| next.start);
        let since = if ix == 0 { 0 } else { groups[ix - 1].end };
        let hint = hints.of(ix);
        let product = hint.map(|(hint, _)| hint.product.clone());
        let request_id = group.request_id.map(|ix| text_of(&all[ix]).to_owned());
        Clue {
            code: code.map(|ix| text_of(&all[ix]).to_owned()),
            message: own,
            others,
            named: group.code.is_some_and(|ix| all[ix].at < all[ix].start),
            by_sdk: is_sdks(&normal.text, group),
            status: group.status.map(|ix| match all[ix].what {
                What::Status(status) => status,
                _ => 0,
            }),
            product,
            far_product: hint.is_some_and(|(_, far)| far),
            request_id: request_id.or_else(|| lone_id(&normal.text, since, until, groups.len())),
            line: normal.line(code.or(message).map_or(group.start, |ix| all[ix].at)),
            cut: message.is_some_and(|ix| {
                all[ix].cut || text_of(&all[ix]).ends_with("...") || text_of(&all[ix]).ends_with('…')
            }),
            appended: code.is_some_and(|ix| normal.text[all[ix].end..].starts_with("Error")),
        }
    };
    (0..groups.len()).map(clue).collect()
}

/// The message that stands with the code; one that holds the code's own name is the wrapper's.
fn message(text: &str, all: &[Fact], group: &Group) -> Option<usize> {
    let code = group.code.map(|ix| &all[ix]);
    let wraps = |ix: usize| {
        let fact = &all[ix];
        let holds_code = code.is_some_and(|code| fact.start <= code.at && code.at < fact.end);
        let holds_message = group.messages.iter().any(|&other| {
            other != ix
                && fact.start < all[other].at
                && all[other].end <= fact.end
                && all[other].end - all[other].start + 8 < fact.end - fact.start
        });
        holds_code || holds_message && text_of(fact).contains('{')
    };
    let rank = |&ix: &usize| {
        let fact = &all[ix];
        let same_scope = code.is_some_and(|code| code.scope == fact.scope);
        let behind = code.is_none_or(|code| fact.at >= code.at);
        let distance = code.map_or(0, |code| fact.at.abs_diff(code.at));
        (
            wraps(ix),
            !same_scope,
            // What a logger says of the error.
            text[fact.at..].starts_with("msg"),
            !behind && code.is_some_and(|code| code.scope == 0 && code.line != fact.line),
            distance,
        )
    };
    group.messages.iter().copied().min_by_key(rank)
}

/// The message of a code that stands on its line without a name: behind it, or before `(Service: …`.
///
/// Where a sentence may belong to it or not, more than one: the likeliest last.
fn beside(text: &str, code: &Fact) -> Vec<String> {
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
    Some(std::iter::once(before.to_owned()).chain(sentences).collect())
}

/// The sentence on the line above a code that begins its own line with its name, as consoles show them.
fn above(text: &str, code: &Fact) -> Option<String> {
    let named = code.at < code.start && text[..code.at].ends_with('\n');
    let line = text[..code.at].trim_end_matches('\n').rsplit('\n').next().filter(|_| named)?.trim();
    let is_sentence = line.split(' ').count() > 3 && line.ends_with('.') && !line.contains(": ");
    is_sentence.then(|| line.to_owned())
}

/// Whether a group stands behind what an SDK calls its errors.
fn is_sdks(text: &str, group: &Group) -> bool {
    let before = &text[text.floor_char_boundary(group.start.saturating_sub(120))..group.end.max(group.start)];
    ["SDKError", "TeaException", "UnretryableE", "TeaError"].iter().any(|name| before.contains(name))
}

fn beside_line(text: &str, code: &Fact) -> Option<String> {
    let line_start = text[..code.start].rfind('\n').map_or(0, |at| at + 1);
    let line = &text[line_start..code.end + text[code.end..].find('\n').unwrap_or(text.len() - code.end)];
    if let Some((before, _)) = line.split_once(" (Service:").or_else(|| line.split_once(" (Status Code:")) {
        let message = before.rsplit_once("Exception: ").map_or(before, |(_, message)| message);
        return (line_start + message.len() < code.start).then(|| message.trim().to_owned());
    }
    let behind = text.get(code.end..line_start + line.len())?;
    let behind = behind.strip_prefix(['"', '\'', '`', ']', ')']).unwrap_or(behind);
    let bare = value::behind_code(behind);
    // `C ("M"), request id R`
    let words = |text: &str| text.split(' ').filter(|word| word.starts_with(char::is_alphabetic)).count();
    let bracketed = bare.strip_prefix('(').and_then(|rest| Some(&rest[..rest.rfind(')')?]));
    if let Some(inner) = bracketed.filter(|inner| inner.starts_with(['"', '“']) && words(inner) > 1) {
        return Some(inner.trim_matches(['"', '“', '”']).to_owned());
    }
    let start = line_start + line.len() - bare.len();
    // What is named is no message, nor is what an object goes on with.
    let in_sentence = behind[..behind.len() - bare.len()].contains(|c: char| !c.is_ascii());
    let goes_on = bare.starts_with(['}', ']', ')', '\\', '<', '{', '&'])
        || bare.starts_with(['"', '\'']) && !in_sentence;
    if goes_on || key::at(text, start, key::word_end(text, start)).is_some() {
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

/// How many lines before and behind an error what tells the product may stand.
const NEAR: (usize, usize) = (12, 10);

/// Which hint belongs to which error.
struct Hints<'a> {
    hints: &'a [Hint],
    records: Records,
    /// Where each error begins and ends, with the objects that its code stands in.
    extents: Vec<(usize, usize)>,
    /// What the whole of a text tells that holds one error.
    far: Option<&'a Hint>,
}

impl<'a> Hints<'a> {
    fn new(text: &str, facts: &'a Facts, groups: &[Group], whole: bool) -> Self {
        let hints = facts.hints.as_slice();
        let extent = |group: &Group| {
            let code = group.code.or(group.messages.first().copied()).map_or(0, |ix| facts.facts[ix].scope);
            let (start, end) = (group.start, group.end.max(group.start + 1));
            match code {
                0 => (start, end),
                scope => (start.min(facts.scopes[scope].start), end.max(facts.scopes[scope].end)),
            }
        };
        let extents: Vec<_> = groups.iter().map(extent).collect();
        let records = if hints.is_empty() { Records::default() } else { Records::new(text) };
        let alone = whole && groups.len() == 1 && text.len() < ONE_TEXT;
        let far = alone.then(|| {
            let behind = |hint: &&Hint| hint.named || hint.at < extents[0].0;
            let best = hints.iter().filter(behind).map(|hint| hint.rank).max();
            let mut best = hints.iter().filter(behind).filter(|hint| Some(hint.rank) == best);
            let first = best.next();
            first.filter(|first| best.all(|hint| hint.product == first.product))
        });
        Self { hints, records, extents, far: far.flatten() }
    }

    /// The hint of an error: within it, near it with no other error between, or far off in a text of one error.
    fn of(&self, ix: usize) -> Option<(&'a Hint, bool)> {
        if self.hints.is_empty() {
            return None;
        }
        let (start, end) = self.extents[ix];
        let line = |at: usize| self.records.line(at);
        let (first, last) = (line(start), line(end - 1));
        let own = |hint: &&Hint| {
            let at = line(hint.at);
            start <= hint.at && hint.at < end
                || (first..=last).contains(&at)
                    && self.extents.iter().enumerate().all(|(other, &(start, end))| {
                        other == ix || !(line(start)..=line(end - 1)).contains(&at)
                    })
        };
        let since = if ix == 0 { 0 } else { self.extents[ix - 1].1 };
        let until = self.extents.get(ix + 1).map_or(usize::MAX, |next| next.0);
        let near = |hint: &&Hint| {
            let at = line(hint.at);
            if !(since..until).contains(&hint.at)
                || !self.records.is_one(at, last) && !self.records.is_one(at, first)
            {
                return false;
            }
            if hint.at < start {
                // What stands between two errors belongs to the nearer one; a resource's name announces what failed.
                let nearer = ix == 0
                    || hint.announces
                    || first - at <= at.saturating_sub(line(since.saturating_sub(1)));
                return first - at <= NEAR.0 && nearer;
            }
            let nearer = until == usize::MAX || at.saturating_sub(last) < line(until).saturating_sub(at);
            hint.named
                && !(hint.announces && until < usize::MAX)
                && at.saturating_sub(last) <= NEAR.1
                && nearer
        };
        let distance =
            |hint: &Hint| if hint.at < start { start - hint.at } else { hint.at.saturating_sub(end) };
        let own = self.hints.iter().filter(own).max_by_key(|hint| (hint.rank, Reverse(distance(hint))));
        let near = || self.hints.iter().filter(near).max_by_key(|hint| (hint.rank, Reverse(distance(hint))));
        let told = own.or_else(near).map(|hint| (hint, false));
        told.or_else(|| self.far.map(|hint| (hint, true)))
    }
}

/// Up to this size a text with one error in it speaks of that error.
pub(super) const ONE_TEXT: usize = 8 * 1024;

/// A request id that nothing names: the only upper-case UUID of the text.
fn lone_id(text: &str, since: usize, until: usize, groups: usize) -> Option<String> {
    let from = if groups == 1 { 0 } else { since.min(until) };
    let region = text.get(from..until)?;
    let is_id = |word: &&str| {
        let hex = |b: u8| b.is_ascii_digit() || (b'A'..=b'F').contains(&b) || b == b'-';
        is_uuid(word) && word.bytes().all(hex)
    };
    let mut ids = region.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(is_id);
    let first = ids.next()?;
    ids.all(|id| id == first).then(|| first.to_owned())
}

/// Puts causes before what they caused, and takes for one what is told twice.
fn order(text: &str, groups: Vec<Group>, clues: Vec<Clue>) -> Vec<Clue> {
    let mut ordered: Vec<Clue> = Vec::with_capacity(clues.len());
    // Where in `ordered` the chain of causes begins that the last error belongs to.
    let mut chain = 0;
    let mut last_end = 0;
    for (group, clue) in groups.iter().zip(clues) {
        let between = text.get(last_end..group.start.max(last_end)).unwrap_or("");
        last_end = group.end;
        let same = ordered.iter_mut().find(|known| {
            let same_request = known.request_id.is_some() && known.request_id == clue.request_id;
            let same_code = match (&known.code, &clue.code) {
                (Some(a), Some(b)) => code::same(a, b),
                _ => known.message == clue.message || same_request,
            };
            same_request && same_code
        });
        if let Some(same) = same {
            same.code = same.code.take().or(clue.code);
            same.message = same.message.take().or(clue.message);
            same.status = same.status.or(clue.status);
            same.product = same.product.take().or(clue.product);
            continue;
        }
        let caused = [
            "Caused by",
            "caused by",
            "---> ",
            "Root cause",
            "root cause",
            "Cause:",
            "cause:",
            "根因",
            "根本原因",
        ];
        if !caused.iter().any(|sign| between.contains(sign)) {
            chain = ordered.len();
        }
        ordered.insert(chain, clue);
    }
    ordered
}
