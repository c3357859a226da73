//! The ingredients of errors in a normalised text: codes, messages, statuses, request ids, and where each stands.

use super::product::Hint;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    Code(String),
    /// The code in a troubleshooting URL: believed where nothing else gives one.
    Searched(String),
    Message(String),
    Status(u16),
    RequestId(String),
}

#[derive(Debug, Clone)]
pub(super) struct Fact {
    pub(super) what: What,
    /// Where the name or the word begins.
    pub(super) at: usize,
    /// The value.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The innermost object or element around it; 0 is the text itself.
    pub(super) scope: usize,
    /// The line of the normalised text.
    pub(super) line: usize,
    /// The text ended in the midst of the value.
    pub(super) cut: bool,
}

/// An object or element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope {
    pub(super) parent: usize,
    pub(super) start: usize,
    /// Where it closes; the text's end if it never does.
    pub(super) end: usize,
    /// It is the value of something, not an item of a list or a text of its own.
    pub(super) is_value: bool,
}

#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) facts: Vec<Fact>,
    pub(super) hints: Vec<Hint>,
    pub(super) scopes: Vec<Scope>,
}

/// Whether a word can be a request id, or what was left of one.
pub(super) fn is_request_id(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    word.len() >= 4
        && word.bytes().any(|b| b.is_ascii_digit() || b == b'-' || word.len() >= 16)
        && !matches!(lower.as_str(), "none" | "null" | "undefined")
        && !word.starts_with('-')
}
