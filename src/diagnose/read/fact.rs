//! Facts: the codes, messages, statuses and request ids in a normalised text, and where each stands.

use super::word::Grounds;
use crate::diagnose::product::Hint;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Code(String),
    /// The code in a troubleshooting URL: believed where nothing else gives one.
    Searched(String),
    Message(String),
    Status(u16),
    RequestId(String),
}

#[derive(Debug, Clone)]
pub struct Fact {
    pub what: What,
    /// What speaks for its being one.
    pub grounds: Grounds,
    /// Facts that were read from the form of one line have the same number, for they are right or wrong together; 0
    /// for facts that names announce.
    pub unit: usize,
    /// Where the name or the word begins.
    pub at: usize,
    /// The value.
    pub start: usize,
    pub end: usize,
    /// The innermost object or element around it; 0 is the text itself.
    pub scope: usize,
    /// The line of the normalised text.
    pub line: usize,
    /// The text ended in the midst of the value.
    pub cut: bool,
}

impl Fact {
    pub fn is_code(&self) -> bool {
        matches!(self.what, What::Code(_))
    }

    /// The text that was read; empty for a status.
    pub fn text(&self) -> &str {
        match &self.what {
            What::Code(text) | What::Searched(text) | What::Message(text) | What::RequestId(text) => text,
            What::Status(_) => "",
        }
    }

    /// Whether a place stands within the value.
    pub fn holds(&self, at: usize) -> bool {
        self.start <= at && at < self.end
    }
}

/// An object or element, or a message that an error stands in.
#[derive(Debug, Clone, Copy)]
pub struct Scope {
    pub parent: usize,
    pub start: usize,
    /// Where it closes; the text's end if it never does.
    pub end: usize,
    /// It is the value of a name, not an item of a list or a text of its own.
    pub is_value: bool,
}

#[derive(Debug, Default)]
pub struct Facts {
    pub facts: Vec<Fact>,
    pub hints: Vec<Hint>,
    pub scopes: Vec<Scope>,
    /// Where words begin that are codes of another program or platform.
    pub others: Vec<usize>,
}

impl Facts {
    /// Ends the objects that are never closed at the place that `end` gives for their start. What follows is not
    /// theirs.
    pub fn end_open(&mut self, text: &str, end: impl Fn(usize) -> usize) {
        // The scopes are in the order of the text, so those that begin before the last end have that end, too.
        let mut last = 0;
        for scope in self.scopes.iter_mut().skip(1).filter(|scope| scope.end == text.len()) {
            last = if scope.start < last { last } else { end(scope.start) };
            scope.end = last;
        }
        for ix in 1..self.scopes.len() {
            let Scope { start, parent, .. } = self.scopes[ix];
            self.scopes[ix].parent = self.around(start, parent);
        }
        for ix in 0..self.facts.len() {
            let Fact { at, scope, .. } = self.facts[ix];
            self.facts[ix].scope = self.around(at, scope);
        }
    }

    /// The innermost of a scope and those around it that has not ended before a place.
    fn around(&self, at: usize, mut scope: usize) -> usize {
        while scope != 0 && self.scopes[scope].end <= at {
            scope = self.scopes[scope].parent;
        }
        scope
    }

    /// The innermost scope that holds a place.
    pub fn scope_at(&self, at: usize) -> usize {
        let holds = |scope: &Scope| scope.start <= at && at < scope.end;
        self.scopes.iter().rposition(holds).unwrap_or(0)
    }
}

/// Whether a word can be a request id, or what was left of one.
pub fn is_request_id(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let hexadecimal = word.bytes().all(|b| b.is_ascii_digit() || (b'A'..=b'F').contains(&b));
    word.len() >= 4
        && (hexadecimal || word.bytes().any(|b| b.is_ascii_digit() || b == b'-' || word.len() >= 16))
        && !matches!(lower.as_str(), "none" | "null" | "undefined")
        && !word.starts_with('-')
}

/// The length of a whole request id.
pub const UUID: usize = 36;

/// Whether a request id is whole, and written as Alibaba Cloud writes its own.
pub fn is_uuid(id: &str) -> bool {
    id.len() == UUID && id.bytes().filter(|&b| b == b'-').count() == 4
}

/// Whether a request id is one as only Alibaba Cloud's store writes it: 24 hexadecimal digits in capitals.
pub fn is_stores_id(id: &str) -> bool {
    let of_hex = |b: u8| b.is_ascii_digit() || (b'A'..=b'F').contains(&b);
    id.len() == 24 && id.bytes().all(of_hex) && id.bytes().any(|b| b.is_ascii_uppercase())
}

/// Whether the groups of a UUID are where they belong, and of its letters.
pub fn is_hexadecimal(id: &str) -> bool {
    let groups = id.split('-').map(str::len);
    groups.eq([8, 4, 4, 4, 12]) && id.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
}

/// The number of a status, from its digits.
pub fn status(digits: &str) -> Option<u16> {
    digits.parse().ok().filter(|status| (100..600).contains(status))
}
