//! The errors of a text: which ingredients belong together, which error is the cause of which.

use super::code;
use super::fact::{Fact, Facts, What};
use super::group::{self, Group, is_uuid, text_of};
use super::key;
use super::normalise::Normal;
use super::product::Hint;
use super::reader;
use super::value;

/// What a text tells of one error. Nothing in it is looked up yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Clue {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) status: Option<u16>,
    pub(super) product: Option<String>,
    pub(super) request_id: Option<String>,
    /// Of the original text, from 1.
    pub(super) line: usize,
    /// The text ends in the midst of the message.
    pub(super) cut: bool,
    /// An SDK may have appended `Error` to the code, which was taken off.
    pub(super) appended: bool,
}

/// The errors of a normalised text, causes before what they caused.
pub(super) fn read(normal: &Normal, known: &dyn Fn(&str) -> bool) -> Vec<Clue> {
    let facts = reader::read(&normal.text, known);
    let groups = group::read(&normal.text, &facts);
    let clues = clues(normal, &facts, &groups);
    order(&normal.text, groups, clues)
}

/// The clue of a text that is nothing but a message.
pub(super) fn alone(normal: &Normal, message: String) -> Clue {
    let facts = reader::read(&normal.text, &|_| false);
    let status = facts.facts.iter().find_map(|fact| match fact.what {
        What::Status(status) => Some(status),
        _ => None,
    });
    let id = facts.facts.iter().find(|fact| matches!(fact.what, What::RequestId(_)));
    let head = message.split_whitespace().next().unwrap_or("");
    Clue {
        line: normal.line(normal.text.find(head).unwrap_or(0)),
        status,
        product: facts.hints.iter().max_by_key(|hint| hint.rank).map(|hint| hint.product.clone()),
        request_id: id
            .map(|id| text_of(id).to_owned())
            .or_else(|| lone_id(&normal.text, 0, normal.text.len(), 1)),
        message: Some(message),
        ..Clue::default()
    }
}

fn clues(normal: &Normal, facts: &Facts, groups: &[Group]) -> Vec<Clue> {
    let all = &facts.facts;
    let only_hint = match facts.hints.as_slice() {
        [] => None,
        hints => {
            let best = hints.iter().map(|hint| hint.rank).max();
            let mut best = hints.iter().filter(|hint| Some(hint.rank) == best);
            let first = best.next();
            first.filter(|first| best.all(|hint| hint.product == first.product))
        }
    };
    let clue = |ix: usize| {
        let group = &groups[ix];
        // What was searched for is what the API said, where else only the SDK speaks.
        let wrapper = group.code.is_some_and(|ix| code::is_wrapper(text_of(&all[ix])));
        let code = if wrapper { group.searched.or(group.code) } else { group.code.or(group.searched) };
        let message = message(all, group);
        let until = groups.get(ix + 1).map_or(normal.text.len(), |next| next.start);
        let since = if ix == 0 { 0 } else { groups[ix - 1].end };
        let product = hint(&facts.hints, group, since, until).or(only_hint).map(|hint| hint.product.clone());
        let request_id = group.request_id.map(|ix| text_of(&all[ix]).to_owned());
        Clue {
            code: code.map(|ix| text_of(&all[ix]).to_owned()),
            message: match message {
                Some(ix) => Some(text_of(&all[ix]).to_owned()),
                None => group.code.and_then(|ix| beside(&normal.text, &all[ix])),
            },
            status: group.status.map(|ix| match all[ix].what {
                What::Status(status) => status,
                _ => 0,
            }),
            product,
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
fn message(all: &[Fact], group: &Group) -> Option<usize> {
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
            !behind && code.is_some_and(|code| code.scope == 0 && code.line != fact.line),
            distance,
        )
    };
    group.messages.iter().copied().min_by_key(rank)
}

/// The message of a code that stands on its line without a name: behind it, or before `(Service: …`.
fn beside(text: &str, code: &Fact) -> Option<String> {
    let line_start = text[..code.start].rfind('\n').map_or(0, |at| at + 1);
    let line = &text[line_start..code.end + text[code.end..].find('\n').unwrap_or(text.len() - code.end)];
    if let Some((before, _)) = line.split_once(" (Service:").or_else(|| line.split_once(" (Status Code:")) {
        let message = before.rsplit_once("Exception: ").map_or(before, |(_, message)| message);
        return (line_start + message.len() < code.start).then(|| message.trim().to_owned());
    }
    let behind = text.get(code.end..line_start + line.len())?;
    let behind = behind.strip_prefix(['"', '\'', '`', ']', ')']).unwrap_or(behind);
    let bare = value::behind_code(behind);
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

/// The hint nearest to a group: within it, before it, behind it.
fn hint<'a>(hints: &'a [Hint], group: &Group, since: usize, until: usize) -> Option<&'a Hint> {
    let within = |from: usize, to: usize| hints.iter().filter(move |hint| from <= hint.at && hint.at < to);
    let strongest = within(group.start, until.min(group.end + 400))
        .filter(|hint| hint.rank > 3)
        .max_by_key(|hint| hint.rank);
    strongest
        .or_else(|| within(group.start, group.end.max(group.start + 1)).max_by_key(|hint| hint.rank))
        .or_else(|| {
            let near = group.start.saturating_sub(2000).max(since);
            within(near, group.start).max_by_key(|hint| (hint.rank, hint.at))
        })
        .or_else(|| within(group.end, until).max_by_key(|hint| (hint.rank, usize::MAX - hint.at)))
}

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
