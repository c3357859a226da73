//! Groups the facts of a text: each group is one error.

use super::anchor::Anchors;
use super::clean::Lines;
use super::fact::{Fact, Facts, What, is_uuid};
use super::word::{self, Grounds};

/// What an SDK's own code wraps begins within this many bytes behind it.
const WRAPPED: usize = 2000;

/// The name of an object is looked for in this many bytes before it.
const NAME: usize = 40;

/// Two ids of which one was cut off are the same if at least this many characters agree.
const ENOUGH: usize = 8;

/// At most this many messages are kept of one error.
const MESSAGES: usize = 32;

/// The facts of one error.
#[derive(Debug, Default)]
pub struct Group {
    /// Indices of facts.
    pub code: Option<usize>,
    /// Codes that were replaced by one inside of their value.
    outer: Vec<usize>,
    pub messages: Vec<usize>,
    pub status: Option<usize>,
    /// Statuses besides the first one.
    statuses: Vec<usize>,
    pub request_id: Option<usize>,
    pub searched: Option<usize>,
    last: Option<usize>,
    pub start: usize,
    pub end: usize,
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
            What::Code(_) => {
                self.outer.extend(self.code);
                self.code = Some(ix);
            }
            What::Searched(_) => self.searched = Some(ix),
            What::Message(_) if self.messages.len() < MESSAGES => self.messages.push(ix),
            What::Message(_) => {}
            What::Status(_) => {
                self.status = self.status.or(Some(ix));
                self.statuses.push(ix);
            }
            What::RequestId(_) => self.request_id = Some(ix),
        }
    }

    /// Where the group's code is told first; the body of an answer may tell it once more.
    pub fn first_of(&self, facts: &[Fact], code: usize) -> usize {
        let told = |&&ix: &&usize| word::same(facts[ix].text(), facts[code].text());
        self.outer.iter().find(told).copied().unwrap_or(code)
    }

    fn is_empty(&self) -> bool {
        self.code.is_none() && self.messages.is_empty() && self.searched.is_none()
    }
}

/// Puts the facts of a text together, in its order.
pub fn read(text: &str, lines: &Lines, facts: &Facts) -> Vec<Group> {
    let all = &facts.facts;
    let anchors = Anchors::new(facts);
    let together = |a: usize, b: usize| {
        let (a, b) = (&all[a], &all[b]);
        let kin = is_inside(facts, a.scope, b.scope) || is_inside(facts, b.scope, a.scope);
        let same_object = a.scope != 0 && a.scope == b.scope;
        let holds =
            |outer: &Fact, inner: &Fact| matches!(outer.what, What::Message(_)) && outer.holds(inner.at);
        same_object || holds(a, b) || kin && lines.together(text, (a.line, a.at), (b.line, b.at))
    };
    let mut groups: Vec<Group> = Vec::new();
    let mut group = Group::default();
    for ix in 0..all.len() {
        // A fact that belongs to the wrapper belongs to what it wraps.
        let anchor = match anchors.of(ix) {
            Some(outer) if ix != outer && group.outer.contains(&outer) => group.code,
            anchor => anchor,
        };
        // A fact of another record belongs to no error of this one.
        let anchored = anchor.is_some() && anchor == group.code;
        let last = group.code.or(group.last);
        if !anchored
            && last.is_some_and(|last| !together(last, ix))
            && !matches!(all[ix].what, What::Code(_) if group.code.is_some())
        {
            finish(facts, &mut groups, &mut group);
        }
        let tells_next = || begins_next(text, facts, &anchors, &group, ix) || wraps_next(facts, &group, ix);
        if anchor.is_none() && group.code.is_some() && tells_next() {
            finish(facts, &mut groups, &mut group);
        }
        if let Some(anchor) = anchor.filter(|&anchor| Some(anchor) != group.code) {
            on_code(text, facts, &anchors, lines, &mut groups, &mut group, anchor);
        }
        let fact = &all[ix];
        match &fact.what {
            What::Code(_) => {}
            What::Searched(code) => match group.code.or(group.searched) {
                Some(known) if group.code.is_none() && !word::same(code, all[known].text()) => {
                    finish(facts, &mut groups, &mut group);
                    group.take(all, ix);
                }
                _ => group.take(all, ix),
            },
            What::RequestId(_) => on_request_id(facts, &anchors, &mut groups, &mut group, ix, anchor),
            What::Message(message) => on_message(facts, &mut groups, &mut group, ix, message),
            What::Status(_) => group.take(all, ix),
        }
    }
    finish(facts, &mut groups, &mut group);
    hand_on_statuses(all, &mut groups);
    groups.retain(|group| !group.is_empty());
    groups
}

/// The status line and the headers of an answer may be printed apart from its body; the request id tells that they are
/// of one answer.
fn hand_on_statuses(all: &[Fact], groups: &mut [Group]) {
    let id = |group: &Group| group.request_id.map(|ix| all[ix].text());
    let heads: Vec<_> =
        groups.iter().filter(|group| group.is_empty()).map(|head| (id(head), head.status)).collect();
    for group in groups.iter_mut().filter(|group| group.status.is_none() && group.request_id.is_some()) {
        let own = heads.iter().find(|(head, _)| *head == id(group));
        group.status = own.and_then(|(_, status)| *status);
    }
}

/// An id joins a group that has none. Of two ids, the one in the error itself is kept.
fn on_request_id(
    facts: &Facts,
    anchors: &Anchors,
    groups: &mut Vec<Group>,
    group: &mut Group,
    ix: usize,
    anchor: Option<usize>,
) {
    let all = &facts.facts;
    let Some(own) = group.request_id else { return group.take(all, ix) };
    let (known, id) = (all[own].text(), all[ix].text());
    let at_code = anchor.is_some() && anchor == group.code;
    if same_id(known, id) {
        return;
    }
    // It may be the id of an error inside another's message.
    let scope = all[ix].scope;
    // What stands in the object of the code is the error's own, whatever the logger around it names.
    let told = group.code.is_some_and(|code| {
        all[code].scope != 0 && all[code].scope == all[own].scope && all[own].scope != scope
    });
    let better = group.code.is_some() && !is_uuid(known) && is_uuid(id) && !told;
    // An id before the head of the Go SDK's error is a logger's.
    let headed = |&head: &usize| {
        word::is_wrapper(all[head].text()) && all[own].at < all[head].at && all[head].at < all[ix].at
    };
    let inner = at_code
        && scope != 0
        && group.code.is_some_and(|code| all[code].scope == scope)
        && all[own].scope != scope;
    // A logger names its own id behind the error.
    if told && anchor.is_none() && anchors.next_code(ix).is_none() {
        return;
    }
    if better || inner || at_code && group.outer.iter().any(headed) {
        return group.take(all, ix);
    }
    // It is the id of something else beside the error's own.
    if anchor.is_some() && is_uuid(known) && !is_uuid(id) {
        return;
    }
    if anchor.is_none() || !group.is_empty() && anchor != group.code {
        finish(facts, groups, group);
        group.take(all, ix);
    }
}

/// A message joins its group; without a code, another message may begin another error.
fn on_message(facts: &Facts, groups: &mut Vec<Group>, group: &mut Group, ix: usize, message: &str) {
    let all = &facts.facts;
    let fact = &all[ix];
    let other = group.messages.iter().any(|&known| {
        let known = all[known].text();
        !known.contains(message) && !message.contains(known)
    });
    // Two messages without a code are two errors, if each stands with a status or an id of its own.
    let told = group.status.is_some() || group.request_id.is_some();
    let own = |ix: Option<usize>| ix.is_some_and(|ix| all[ix].line == fact.line);
    if other
        && group.code.is_none()
        && told
        && fact.scope == 0
        && !own(group.status)
        && !own(group.request_id)
    {
        finish(facts, groups, group);
    }
    group.take(all, ix);
}

/// Whether a status, an id or one more message that belongs to no code is of the next error: it is nearer to that, or
/// is the first line of the answer with that error.
fn begins_next(text: &str, facts: &Facts, anchors: &Anchors, group: &Group, ix: usize) -> bool {
    let fact = &facts.facts[ix];
    let told = match fact.what {
        What::Status(_) | What::RequestId(_) => true,
        What::Message(_) => !group.messages.is_empty(),
        _ => false,
    };
    let Some(next) = anchors.next_code(ix).filter(|_| told) else { return false };
    if fact.scope != 0 {
        // In an object that holds the next error, and not this one.
        let told = !group.messages.is_empty();
        let apart =
            told && group.code.is_some_and(|code| !is_inside(facts, facts.facts[code].scope, fact.scope));
        return apart && is_inside(facts, next.scope, fact.scope) && !matches!(fact.what, What::Message(_));
    }
    // What is read together with a message that holds the code is the wrapper's.
    let near = &facts.facts[ix.saturating_sub(2)..facts.facts.len().min(ix + 3)];
    let is_wrapper = |message: &Fact| message.at == fact.at && message.holds(next.at);
    if near.iter().any(|other| matches!(other.what, What::Message(_)) && is_wrapper(other)) {
        return false;
    }
    let since = fact.line - group.last.map_or(0, |last| facts.facts[last].line.min(fact.line));
    text[fact.at..].starts_with("HTTP/") || next.line.saturating_sub(fact.line) < since
}

/// Whether a message holds an error of its own, while the group's error is complete without it.
fn wraps_next(facts: &Facts, group: &Group, ix: usize) -> bool {
    let fact = &facts.facts[ix];
    let own_id = group.request_id.is_some_and(|id| facts.facts[id].at != fact.at);
    let complete = !group.messages.is_empty() || own_id;
    // They stand in the order of the text.
    let mut within = facts.facts[ix + 1..].iter().take_while(|other| other.at < fact.end);
    matches!(fact.what, What::Message(_)) && complete && within.any(|other| other.is_code())
}

/// An error that stands in another's message has a status of its own, and so has one that is told in a single line.
fn settle_status(facts: &Facts, group: &mut Group) {
    let all = &facts.facts;
    let Some(code) = group.code.map(|ix| &all[ix]) else { return };
    let read_together = |ix: &usize| code.unit > 0 && all[*ix].unit == code.unit;
    let same_object = |ix: &usize| code.scope != 0 && all[*ix].scope == code.scope;
    let mut statuses = group.statuses.iter().copied();
    let own = statuses.clone().find(read_together).or_else(|| statuses.find(same_object));
    group.status = own.or(group.status);
}

fn finish(facts: &Facts, groups: &mut Vec<Group>, group: &mut Group) {
    let mut done = std::mem::take(group);
    if !done.is_empty() || done.status.is_some() && done.request_id.is_some() {
        settle_status(facts, &mut done);
        groups.push(done);
    }
}

/// A code comes up: it is the group's, a better reading of it, or the beginning of another error.
fn on_code(
    text: &str,
    facts: &Facts,
    anchors: &Anchors,
    lines: &Lines,
    groups: &mut Vec<Group>,
    group: &mut Group,
    new: usize,
) {
    let all = &facts.facts;
    let fact = &all[new];
    let Some(old) = group.code else {
        // The facts before this code are of its error, unless they are an error without a code.
        let own_error = !group.messages.is_empty()
            && fact.scope != group.messages.first().map_or(0, |&ix| all[ix].scope)
            && group.status.is_some()
            && group.request_id.is_some()
            && !group.messages.iter().any(|&ix| all[ix].start <= fact.at && fact.at < all[ix].end);
        let searched_other = group.searched.is_some_and(|ix| {
            all[ix].scope != fact.scope && !word::same(all[ix].text(), fact.text()) && fact.at > all[ix].at
        });
        if own_error || searched_other {
            finish(facts, groups, group);
        }
        group.take(all, new);
        return;
    };
    let known = &all[old];
    let (known_code, new_code) = (known.text(), fact.text());
    let inside = group.messages.iter().any(|&ix| all[ix].holds(fact.at));
    let nested = inside || is_value_of(text, facts, known, fact);
    if word::same(known_code, new_code) {
        // The Go SDK's head begins another error.
        let head = word::is_wrapper(new_code) && fact.grounds < Grounds::Said && !group.messages.is_empty();
        if head && !nested && known.line != fact.line {
            finish(facts, groups, group);
            group.take(all, new);
            return;
        }
        let again = another_occurrence(facts, anchors, group, known, fact)
            || known.scope == fact.scope && lines.alike(text, known.start, fact.start);
        let another = again && !nested;
        if another {
            finish(facts, groups, group);
            group.take(all, new);
        } else if fact.scope != 0 || known_code.len() > new_code.len() && known.scope == 0 {
            // The body is believed where an SDK appended to the code.
            group.take(all, new);
        }
        return;
    }
    // A relay's own code behind the error that its message hands on.
    let relays = |ix: &usize| all[*ix].holds(known.at) && is_inside(facts, all[*ix].scope, fact.scope);
    if fact.scope != 0 && known.scope != fact.scope && group.messages.iter().any(relays) {
        return;
    }
    // A wrapper stands before what it wraps, or on the same line; later it begins another error.
    let told = !group.messages.is_empty() || group.request_id.is_some();
    let wraps = nested || known.line == fact.line || !told;
    if word::is_wrapper(new_code) && !word::is_wrapper(known_code) && wraps {
        return;
    }
    // Two of the SDK's own codes wrap each other only as long as no message was read.
    let wrapped = !word::is_wrapper(new_code) || !told;
    if (word::is_wrapper(known_code) && wrapped && fact.at.saturating_sub(group.end) < WRAPPED) || nested {
        group.take(all, new);
        return;
    }
    finish(facts, groups, group);
    group.take(all, new);
}

/// Whether an equal code means that the error happened again, rather than that it is repeated in other words.
fn another_occurrence(facts: &Facts, anchors: &Anchors, group: &Group, known: &Fact, new: &Fact) -> bool {
    let all = &facts.facts;
    if let (Some(id), Some(known_id)) = (anchors.id_at(new), group.request_id) {
        // Two answers to one request, each with a message of its own.
        let apart = known.scope != 0
            && new.scope != 0
            && !is_inside(facts, new.scope, known.scope)
            && !is_inside(facts, known.scope, new.scope);
        let other = |message: &Fact| group.messages.iter().all(|&ix| all[ix].text() != message.text());
        let two = apart && anchors.message_at(new).is_some_and(other);
        let known = known_id;
        return two || !same_id(id.text(), all[known].text());
    }
    if known.line == new.line && (known.scope == 0) == (new.scope == 0) && known.scope == new.scope {
        return false;
    }
    match (known.scope, new.scope) {
        (0, 0) => !group.messages.is_empty() && anchors.message_at(new).is_some(),
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
            let before = &text[text.floor_char_boundary(within.start.saturating_sub(NAME))..within.start];
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
        || (short >= ENOUGH && a.as_bytes()[..short].eq_ignore_ascii_case(&b.as_bytes()[..short]))
}
