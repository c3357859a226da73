//! One listed error while its lines are read.

use crate::import::cell;
use crate::import::markdown::line::Line;
use crate::import::row::{Role, Row, Source};
use crate::import::table::header::{self, Name};

/// A code that heads what is listed below it.
#[derive(Debug)]
pub(super) struct Label {
    pub place: u32,
    pub code: String,
    /// What stands beside or below it without a key.
    pub texts: Vec<(Role, String)>,
    pub sections: Vec<String>,
}

impl Label {
    pub(super) fn new(place: u32, code: String, sections: &[String]) -> Self {
        Self { place, code, texts: Vec::new(), sections: sections.to_vec() }
    }

    /// Whether paragraphs explain it, below a heading about errors.
    pub(super) fn is_explained(&self) -> bool {
        let about_errors = || self.sections.iter().any(|heading| header::is_about_errors(heading));
        self.is_sure() && !self.texts.is_empty() && about_errors()
    }

    /// Whether it can be nothing else than a code, such as the name of an API.
    pub(super) fn is_sure(&self) -> bool {
        self.code.contains(['.', '_']) || self.is_numbered()
    }

    fn is_numbered(&self) -> bool {
        cell::is_numbered(self.code.split('（').next().unwrap_or(""))
    }
}

/// A key and its value.
pub(super) struct Pair<'a> {
    pub key: &'a str,
    pub name: Name,
    pub value: &'a str,
}

#[derive(Debug)]
pub(super) struct Item {
    label: Label,
    status: String,
    /// One group for each message, or each few messages, with its own causes and solutions.
    groups: Vec<Group>,
    /// Whether a key was read that only errors have.
    is_error: bool,
    open: Option<Open>,
}

#[derive(Debug)]
struct Group {
    place: u32,
    texts: Vec<(Role, Vec<String>)>,
}

/// The key that further lines belong to: that of the last text.
#[derive(Debug, Clone, Copy)]
struct Open {
    indent: usize,
    is_item: bool,
}

impl Group {
    fn ends_with(&self, role: Role) -> bool {
        self.texts.last().is_some_and(|(last, _)| *last == role)
    }

    fn has(&self, role: Role) -> bool {
        self.texts.iter().any(|(other, _)| *other == role)
    }
}

impl Item {
    pub(super) fn new(label: Label, is_error: bool) -> Self {
        let about_errors = || label.sections.iter().any(|heading| header::is_about_errors(heading));
        let is_error = is_error || label.is_numbered() || about_errors();
        let texts = label.texts.iter().map(|(role, text)| (*role, vec![text.clone()])).collect();
        let group = Group { place: label.place, texts };
        Self { label, status: String::new(), groups: vec![group], is_error, open: None }
    }

    pub(super) fn take(&mut self, pair: &Pair<'_>, line: &Line) {
        let Pair { key, name, value } = *pair;
        // Parameters may be called `Message`, and instances have a `Status`, so these keys alone do not make an error.
        let is_status = name == Name::Status && cell::reads_as_status(value);
        self.is_error |= is_status || header::is_about_errors(key);
        let role = match name {
            Name::Status => {
                if is_status {
                    value.clone_into(&mut self.status);
                }
                self.open = None;
                return;
            }
            Name::Message => Role::Message,
            Name::Cause => Role::Cause,
            Name::Solution => Role::Solution,
            _ => Role::Description,
        };
        // A message after a cause or a solution begins the next group.
        let is_next =
            |group: &Group| role == Role::Message && group.has(role) && !group.ends_with(Role::Message);
        if self.groups.last().is_none_or(is_next) {
            self.groups.push(Group { place: line.place, texts: Vec::new() });
        }
        let values = if value.is_empty() { Vec::new() } else { vec![value.to_owned()] };
        self.open = Some(Open { indent: line.indent, is_item: line.is_item });
        if let Some(group) = self.groups.last_mut() {
            group.texts.push((role, values));
        }
    }

    /// A line without a key: more of the last value, where it stands below it.
    pub(super) fn go_on(&mut self, line: &Line, text: &str) -> bool {
        let Some(open) = self.open else { return false };
        let last = self.groups.last_mut().and_then(|group| group.texts.last_mut());
        let Some((_, values)) = last else { return false };
        // Items below a key that is no item itself may have the same indentation as the key.
        let is_listed = line.is_item && !open.is_item && line.indent >= open.indent;
        let below = open.holds(line.indent) || is_listed || values.is_empty();
        if below && !text.is_empty() {
            values.push(text.to_owned());
        }
        below
    }

    pub(super) fn holds(&self, indent: usize) -> bool {
        self.open.is_some_and(|open| open.holds(indent))
    }

    /// One row for each message that the service may answer with.
    pub(super) fn rows(self, out: &mut Source) {
        let says_nothing = self.status.is_empty() && self.groups.iter().all(|group| group.texts.is_empty());
        if !self.is_error || says_nothing {
            return;
        }
        let status = if self.status.is_empty() {
            let named = self.label.sections.iter().rev().find_map(|heading| cell::status_of_heading(heading));
            named.map(|status| status.to_string()).unwrap_or_default()
        } else {
            self.status
        };
        // Texts before the first message are about all messages.
        let before = |group: &Group| group.texts.iter().position(|(role, _)| *role == Role::Message);
        let common = match &self.groups[..] {
            [first, _, ..] => joined(&first.texts[..before(first).unwrap_or(0)]),
            _ => Vec::new(),
        };
        for (nth, group) in self.groups.into_iter().enumerate() {
            let (messages, own): (Vec<_>, Vec<_>) =
                group.texts.into_iter().partition(|(role, _)| *role == Role::Message);
            let common = common.iter().filter(|_| nth > 0).cloned();
            let others: Vec<(Role, String)> = common.chain(joined(&own)).collect();
            let row = |message: Option<String>| Row {
                place: group.place,
                code: self.label.code.clone(),
                status: status.clone(),
                texts: message.into_iter().map(|text| (Role::Message, text)).chain(others.clone()).collect(),
                sections: self.label.sections.clone(),
                ..Row::default()
            };
            let messages: Vec<String> = messages.into_iter().flat_map(|(_, values)| values).collect();
            if messages.is_empty() {
                out.rows.push(row(None));
            }
            out.rows.extend(messages.into_iter().map(|message| row(Some(message))));
        }
    }
}

impl Open {
    /// Whether a line is indented as a value of this key: more than the key, or as much as a key that is a paragraph
    /// of a list and no item.
    fn holds(self, indent: usize) -> bool {
        indent > self.indent || (indent == self.indent && indent > 0 && !self.is_item)
    }
}

fn joined(texts: &[(Role, Vec<String>)]) -> Vec<(Role, String)> {
    texts.iter().map(|(role, values)| (*role, values.join("\n"))).collect()
}
