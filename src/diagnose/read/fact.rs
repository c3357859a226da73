//! The ingredients of errors in a normalised text: codes, messages, statuses, request ids, and where each stands.

use super::word::Evidence;
use crate::diagnose::product::Hint;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::diagnose) enum What {
    Code(String),
    /// The code in a troubleshooting URL: believed where nothing else gives one.
    Searched(String),
    Message(String),
    Status(u16),
    RequestId(String),
}

#[derive(Debug, Clone)]
pub(in crate::diagnose) struct Fact {
    pub(in crate::diagnose) what: What,
    /// What says that it is one.
    pub(in crate::diagnose) evidence: Evidence,
    /// What was read together by a line's build stands and falls together; 0 for what names tell.
    pub(in crate::diagnose) unit: usize,
    /// Where the name or the word begins.
    pub(in crate::diagnose) at: usize,
    /// The value.
    pub(in crate::diagnose) start: usize,
    pub(in crate::diagnose) end: usize,
    /// The innermost object or element around it; 0 is the text itself.
    pub(in crate::diagnose) scope: usize,
    /// The line of the normalised text.
    pub(in crate::diagnose) line: usize,
    /// The text ended in the midst of the value.
    pub(in crate::diagnose) cut: bool,
}

impl Fact {
    pub(in crate::diagnose) fn is_code(&self) -> bool {
        matches!(self.what, What::Code(_))
    }

    /// What was read; nothing for a status.
    pub(in crate::diagnose) fn text(&self) -> &str {
        match &self.what {
            What::Code(text) | What::Searched(text) | What::Message(text) | What::RequestId(text) => text,
            What::Status(_) => "",
        }
    }

    /// Whether a place stands within the value.
    pub(in crate::diagnose) fn holds(&self, at: usize) -> bool {
        self.start <= at && at < self.end
    }
}

/// An object or element, or a message that an error stands in.
#[derive(Debug, Clone, Copy)]
pub(in crate::diagnose) struct Scope {
    pub(in crate::diagnose) parent: usize,
    pub(in crate::diagnose) start: usize,
    /// Where it closes; the text's end if it never does.
    pub(in crate::diagnose) end: usize,
    /// It is the value of something, not an item of a list or a text of its own.
    pub(in crate::diagnose) is_value: bool,
}

#[derive(Debug, Default)]
pub(in crate::diagnose) struct Facts {
    pub(in crate::diagnose) facts: Vec<Fact>,
    pub(in crate::diagnose) hints: Vec<Hint>,
    pub(in crate::diagnose) scopes: Vec<Scope>,
    /// Where words begin that somebody else calls codes.
    pub(in crate::diagnose) others: Vec<usize>,
}

impl Facts {
    /// The innermost scope that holds a place.
    pub(in crate::diagnose) fn scope_at(&self, at: usize) -> usize {
        let holds = |scope: &Scope| scope.start <= at && at < scope.end;
        self.scopes.iter().rposition(holds).unwrap_or(0)
    }
}

/// Whether a word can be a request id, or what was left of one.
pub(in crate::diagnose) fn is_request_id(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let hexadecimal = word.bytes().all(|b| b.is_ascii_digit() || (b'A'..=b'F').contains(&b));
    word.len() >= 4
        && (hexadecimal || word.bytes().any(|b| b.is_ascii_digit() || b == b'-' || word.len() >= 16))
        && !matches!(lower.as_str(), "none" | "null" | "undefined")
        && !word.starts_with('-')
}

/// Whether a request id is whole, and written as Alibaba Cloud writes its own.
pub(in crate::diagnose) fn is_uuid(id: &str) -> bool {
    id.len() == 36 && id.bytes().filter(|&b| b == b'-').count() == 4
}

/// The number of a status, from its digits.
pub(in crate::diagnose) fn status(digits: &str) -> Option<u16> {
    digits.parse().ok().filter(|status| (100..600).contains(status))
}
