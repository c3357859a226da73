//! The errors of a text: which ingredients belong together, which error is the cause of which.

use super::code;
use super::fact::{self, Fact, Facts, What};
use super::key;
use super::normalise::Normal;
use super::product::Hint;
use super::record::Records;
use super::value;
use crate::text::boundary;

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

#[derive(Debug, Default)]
struct Group {
    /// Indices of facts.
    code: Option<usize>,
    messages: Vec<usize>,
    status: Option<usize>,
    request_id: Option<usize>,
    searched: Option<usize>,
    last: Option<usize>,
    start: usize,
    end: usize,
}

impl Group {
    fn take(&mut self, facts: &[Fact], ix: usize) {
        let fact = &facts[ix];
        if self.code.is_none()
            && self.messages.is_empty()
            && self.status.is_none()
            && self.request_id.is_none()
            && self.searched.is_none()
        {
            self.start = fact.at;
        }
        self.start = self.start.min(fact.at);
        self.end = self.end.max(fact.end);
        self.last = Some(ix);
        match fact.what {
            What::Code(_) => self.code = Some(ix),
            What::Searched(_) => self.searched = Some(ix),
            What::Message(_) => self.messages.push(ix),
            What::Status(_) => self.status = self.status.or(Some(ix)),
            What::RequestId(_) => self.request_id = Some(ix),
        }
    }

    fn is_empty(&self) -> bool {
        self.code.is_none() && self.messages.is_empty() && self.searched.is_none()
    }
}

/// The errors of a normalised text, causes before what they caused.
pub(super) fn read(normal: &Normal, known: &dyn Fn(&str) -> bool) -> Vec<Clue> {
    let facts = fact::read(&normal.text, known);
    let groups = group(&normal.text, &facts);
    let clues = clues(normal, &facts, &groups);
    order(&normal.text, groups, clues)
}

/// The clue of a text that is nothing but a message.
pub(super) fn alone(normal: &Normal, message: String) -> Clue {
    let facts = fact::read(&normal.text, &|_| false);
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

fn text_of(fact: &Fact) -> &str {
    match &fact.what {
        What::Code(text) | What::Searched(text) | What::Message(text) | What::RequestId(text) => text,
        What::Status(_) => "",
    }
}

/// For each fact the code it stands with: of the same object, else of the same line.
fn anchors(facts: &Facts) -> Vec<Option<usize>> {
    let all = &facts.facts;
    let codes: Vec<usize> = (0..all.len()).filter(|&ix| matches!(all[ix].what, What::Code(_))).collect();
    let nearest = |ix: usize, fits: &dyn Fn(&Fact) -> bool| {
        let at = all[ix].at;
        // A code within a message is not the one that the message stands with.
        let outside = |code: usize| !(all[ix].start <= all[code].at && all[code].at < all[ix].end);
        codes
            .iter()
            .copied()
            .filter(|&code| outside(code) && fits(&all[code]))
            .min_by_key(|&code| all[code].at.abs_diff(at))
    };
    let anchor = |ix: usize| {
        let fact = &all[ix];
        if matches!(fact.what, What::Code(_)) {
            return Some(ix);
        }
        if fact.scope != 0
            && let Some(code) = nearest(ix, &|code| code.scope == fact.scope)
        {
            return Some(code);
        }
        nearest(ix, &|code| code.line == fact.line && code.scope == 0 && fact.scope == 0)
    };
    (0..all.len()).map(anchor).collect()
}

fn group(text: &str, facts: &Facts) -> Vec<Group> {
    let all = &facts.facts;
    let anchors = anchors(facts);
    let records = Records::new(text);
    let together = |a: usize, b: usize| {
        let (a, b) = (&all[a], &all[b]);
        let kin = is_inside(facts, a.scope, b.scope) || is_inside(facts, b.scope, a.scope);
        let same_object = a.scope != 0 && a.scope == b.scope;
        same_object || kin && records.together(text, (a.line, a.at), (b.line, b.at))
    };
    let mut groups: Vec<Group> = Vec::new();
    let mut group = Group::default();
    for ix in 0..all.len() {
        // What another record tells belongs to no error of this one.
        let anchored = anchors[ix].is_some() && anchors[ix] == group.code;
        let last = group.code.or(group.last);
        if !anchored
            && last.is_some_and(|last| !together(last, ix))
            && !matches!(all[ix].what, What::Code(_) if group.code.is_some())
        {
            finish(&mut groups, &mut group);
        }
        if let Some(anchor) = anchors[ix].filter(|&anchor| Some(anchor) != group.code) {
            on_code(text, facts, &mut groups, &mut group, anchor);
        }
        let fact = &all[ix];
        match &fact.what {
            What::Code(_) => {}
            What::Searched(code) => match group.code.or(group.searched) {
                Some(known) if group.code.is_none() && !code::same(code, text_of(&all[known])) => {
                    finish(&mut groups, &mut group);
                    group.take(all, ix);
                }
                _ => group.take(all, ix),
            },
            What::RequestId(id) => {
                let known = group.request_id.map(|ix| text_of(&all[ix]));
                match known {
                    Some(known) if same_id(known, id) => {}
                    Some(known) if group.code.is_some() && !is_uuid(known) && is_uuid(id) => {
                        group.take(all, ix)
                    }
                    // An id of something else that stands with an error's own.
                    Some(known) if anchors[ix].is_some() && is_uuid(known) && !is_uuid(id) => {}
                    Some(_) => {
                        if anchors[ix].is_none() || !group.is_empty() && anchors[ix] != group.code {
                            finish(&mut groups, &mut group);
                            group.take(all, ix);
                        }
                    }
                    None => group.take(all, ix),
                }
            }
            What::Message(message) => {
                let other = group.messages.iter().any(|&known| {
                    let known = text_of(&all[known]);
                    !known.contains(message.as_str()) && !message.contains(known)
                });
                // Two messages without a code are two errors, if each stands with a status or an id of its own.
                if other
                    && group.code.is_none()
                    && (group.status.is_some() || group.request_id.is_some())
                    && fact.scope == 0
                {
                    let own = |ix: Option<usize>| ix.is_some_and(|ix| all[ix].line == fact.line);
                    if !own(group.status) && !own(group.request_id) {
                        finish(&mut groups, &mut group);
                    }
                }
                group.take(all, ix);
            }
            What::Status(_) => group.take(all, ix),
        }
    }
    finish(&mut groups, &mut group);
    groups
}

fn finish(groups: &mut Vec<Group>, group: &mut Group) {
    let done = std::mem::take(group);
    if !done.is_empty() {
        groups.push(done);
    }
}

/// A code comes up: it is the group's, a better reading of it, or the beginning of another error.
fn on_code(text: &str, facts: &Facts, groups: &mut Vec<Group>, group: &mut Group, new: usize) {
    let all = &facts.facts;
    let fact = &all[new];
    let Some(old) = group.code else {
        // What stood before without a code: this error's, unless it is an error of its own.
        let own_error = !group.messages.is_empty()
            && fact.scope != group.messages.first().map_or(0, |&ix| all[ix].scope)
            && group.status.is_some()
            && group.request_id.is_some()
            && !group.messages.iter().any(|&ix| all[ix].start <= fact.at && fact.at < all[ix].end);
        let searched_other = group.searched.is_some_and(|ix| {
            all[ix].scope != fact.scope
                && !code::same(text_of(&all[ix]), text_of(fact))
                && fact.at > all[ix].at
        });
        if own_error || searched_other {
            finish(groups, group);
        }
        group.take(all, new);
        return;
    };
    let known = &all[old];
    let (known_code, new_code) = (text_of(known), text_of(fact));
    let inside = group.messages.iter().any(|&ix| all[ix].start <= fact.at && fact.at < all[ix].end);
    let nested = inside || is_value_of(text, facts, known, fact);
    if code::same(known_code, new_code) {
        let another = another_occurrence(facts, group, known, fact) && !nested;
        if another {
            finish(groups, group);
            group.take(all, new);
        } else if fact.scope != 0 || known_code.len() > new_code.len() && known.scope == 0 {
            // The body is believed where an SDK appended to the code.
            group.take(all, new);
        }
        return;
    }
    // A wrapper is told before what it wraps, or on the same line; later it begins another error.
    let told = !group.messages.is_empty() || group.request_id.is_some();
    let wraps = nested || known.line == fact.line || !told;
    if code::is_wrapper(new_code) && !code::is_wrapper(known_code) && wraps {
        return;
    }
    if (code::is_wrapper(known_code) && fact.at.saturating_sub(group.end) < 2000) || nested {
        group.take(all, new);
        return;
    }
    finish(groups, group);
    group.take(all, new);
}

/// Whether an equal code tells of an error that happened again, rather than of the same one in other words.
fn another_occurrence(facts: &Facts, group: &Group, known: &Fact, new: &Fact) -> bool {
    let all = &facts.facts;
    let own = |wanted: fn(&What) -> bool| {
        all.iter().find(|fact| {
            wanted(&fact.what) && fact.scope == new.scope && (new.scope != 0 || fact.line == new.line)
        })
    };
    let id = own(|what| matches!(what, What::RequestId(_)));
    if let (Some(id), Some(known)) = (id, group.request_id) {
        return !same_id(text_of(id), text_of(&all[known]));
    }
    if known.line == new.line && (known.scope == 0) == (new.scope == 0) && known.scope == new.scope {
        return false;
    }
    match (known.scope, new.scope) {
        (0, 0) => !group.messages.is_empty() && own(|what| matches!(what, What::Message(_))).is_some(),
        (0, _) => false,
        (_, 0) => false,
        (a, b) => a != b && !is_inside(facts, b, a) && !is_inside(facts, a, b),
    }
}

fn is_inside(facts: &Facts, mut scope: usize, outer: usize) -> bool {
    while scope != 0 {
        if scope == outer {
            return true;
        }
        scope = facts.scopes[scope].parent;
    }
    outer == 0
}

/// Whether a fact's object is the value of something in the object, or the record, of another fact.
fn is_value_of(text: &str, facts: &Facts, outer: &Fact, inner: &Fact) -> bool {
    if inner.scope == 0 || inner.scope == outer.scope {
        return false;
    }
    let mut scope = inner.scope;
    while scope != 0 {
        let within = facts.scopes[scope];
        if within.is_value && within.parent == outer.scope {
            if outer.scope != 0 {
                return true;
            }
            let before = &text[boundary::floor(text, within.start.saturating_sub(40))..within.start];
            let before = before
                .trim_end_matches([' ', ':', '=', '"', '\'', '\\', '\n', '&', '('])
                .to_ascii_lowercase();
            let same_line = outer.line == inner.line;
            return same_line
                || ["data", "message", "msg", "body", "detail", "details", "response", "content", "cause"]
                    .iter()
                    .any(|name| before.ends_with(name));
        }
        scope = within.parent;
    }
    false
}

fn same_id(a: &str, b: &str) -> bool {
    let short = a.len().min(b.len());
    a.eq_ignore_ascii_case(b)
        || (short >= 8 && a.as_bytes()[..short].eq_ignore_ascii_case(&b.as_bytes()[..short]))
}

pub(super) fn is_uuid(id: &str) -> bool {
    id.len() == 36 && id.bytes().filter(|&b| b == b'-').count() == 4
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
