//! The state of the walk: the facts so far, and the scopes around the current place.

use crate::diagnose::read::fact::{Fact, Facts, Scope, What};
use crate::diagnose::read::value::{self, Value};
use crate::diagnose::read::word::{Grounds, IsKnown, Place};

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) place: Place,
    pub(super) known: IsKnown<'a>,
    pub(super) facts: Facts,
    /// The scopes around the place that is read.
    pub(super) stack: Vec<usize>,
    pub(super) line: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, place: Place, known: IsKnown<'a>) -> Self {
        let whole = Scope { parent: 0, start: 0, end: text.len(), is_value: false };
        let facts = Facts { scopes: vec![whole], ..Facts::default() };
        Self { text, place, known, facts, stack: vec![0], line: 0 }
    }

    pub(super) fn open(&mut self, at: usize) {
        let before = self.text[self.text.floor_char_boundary(at.saturating_sub(24))..at]
            .trim_end_matches([' ', '\n', '\\', '"', '\'', '&']);
        self.enter(at, self.text.len(), before.ends_with([':', '=', '(']));
    }

    pub(super) fn enter(&mut self, start: usize, end: usize, is_value: bool) {
        self.facts.scopes.push(Scope { parent: self.scope(), start, end, is_value });
        self.stack.push(self.facts.scopes.len() - 1);
    }

    /// Leaves the messages that end before a place, with the objects in them that were never closed.
    pub(super) fn leave(&mut self, at: usize) {
        let ended = |&scope: &usize| scope != 0 && self.facts.scopes[scope].end <= at;
        if let Some(place) = self.stack.iter().position(ended) {
            for scope in self.stack.split_off(place) {
                let end = &mut self.facts.scopes[scope].end;
                *end = at.min(*end);
            }
        }
    }

    /// Closes the object around a place; a brace in a message closes nothing.
    pub(super) fn close(&mut self, at: usize) {
        let scope = self.scope();
        if self.stack.len() > 1 && self.facts.scopes[scope].end == self.text.len() {
            self.stack.pop();
            self.facts.scopes[scope].end = at;
        }
    }

    pub(super) fn scope(&self) -> usize {
        self.stack.last().copied().unwrap_or(0)
    }

    pub(super) fn push(&mut self, what: What, at: usize, value: &Value) {
        self.push_on(Grounds::Named, what, at, value);
    }

    pub(super) fn push_on(&mut self, grounds: Grounds, what: What, at: usize, value: &Value) {
        let (scope, line) = (self.scope(), self.line);
        let Value { start, end, cut, .. } = *value;
        self.facts.facts.push(Fact { what, grounds, unit: 0, at, start, end, scope, line, cut });
    }

    /// The word at `at`, behind whatever quotes and wrappers.
    pub(super) fn token(&self, at: usize, holds: impl Fn(u8) -> bool) -> Value {
        let bytes = self.text.as_bytes();
        let mut start = at.min(bytes.len());
        start = value::unwrap(self.text, start);
        while start < bytes.len()
            && start < at + 40
            && matches!(bytes[start], b' ' | b'\\' | b'"' | b'\'' | b'`' | b'[' | b'*' | b'(' | b'>')
        {
            start += 1;
        }
        for wrapper in ["<![CDATA[", "Some(\"", "String(\"", "string)(\"", "int) ", "int(", "u'", "b'"] {
            if self.text.get(start..).is_some_and(|rest| rest.starts_with(wrapper)) {
                start += wrapper.len();
            }
        }
        start += if self.text.get(start..).is_some_and(|rest| rest.starts_with('“')) {
            '“'.len_utf8()
        } else {
            0
        };
        let length = bytes[start..].iter().take_while(|&&b| holds(b)).count();
        let end = start + length;
        // If the value goes on with other characters, it is not such a token.
        let text = self.text.get(start..end).unwrap_or("").to_owned();
        Value { text, start, end, cut: end == bytes.len() }
    }
}
