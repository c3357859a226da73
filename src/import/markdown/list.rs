//! Errors that a document lists below each other, each with lines of keys and values:
//!
//! ```text
//! ## NoSuchThing                      **NoSuch.Thing**
//! -   错误消息：There is none.          -   HTTP Status: 404
//! -   错误原因：没有这个东西。            -   Error Message: There is none.
//! ```

use super::line::Line;
use crate::import::cell;
use crate::import::markup;
use crate::import::row::{Role, Row, Source};
use crate::import::table::header::{self, Name};

/// Reads lines in their order, with the headings among them.
#[derive(Debug, Default)]
pub(super) struct Reader {
    /// A code that stands alone: an error, if keys follow it.
    label: Option<Label>,
    item: Option<Item>,
}

#[derive(Debug)]
struct Label {
    place: u32,
    code: String,
    sections: Vec<String>,
}

#[derive(Debug)]
struct Item {
    label: Label,
    status: String,
    texts: Vec<(Role, Vec<String>)>,
    /// Whether a key was read that only errors have.
    is_error: bool,
    /// Where further lines go, and how far the line of its key is indented.
    open: Option<(usize, usize)>,
}

impl Reader {
    /// A heading, which may be the code of an error; `sections` are the headings above it.
    pub(super) fn heading(&mut self, place: u32, title: &str, sections: &[String], out: &mut Source) {
        self.finish(out);
        if cell::reads_as_code(title) && title.len() > 2 {
            self.label = Some(Label { place, code: title.to_owned(), sections: sections.to_vec() });
        }
    }

    pub(super) fn line(&mut self, line: &Line, sections: &[String], out: &mut Source) {
        let text = markup::plain(last_bold(&line.raw));
        if let Some(pair) = pair(&text)
            && self.pair(&pair, line, sections, out)
        {
            return;
        }
        if !line.is_item && is_label(&line.raw, &text) {
            self.finish(out);
            self.label = Some(Label { place: line.place, code: text, sections: sections.to_vec() });
            return;
        }
        let goes_on = self.item.as_mut().is_some_and(|item| item.go_on(line, &text));
        if !goes_on && !line.is_item {
            self.finish(out);
        }
    }

    /// Ends the error that is being read.
    pub(super) fn finish(&mut self, out: &mut Source) {
        self.label = None;
        if let Some(item) = self.item.take() {
            item.rows(out);
        }
    }

    /// Takes in a key's value; whether it belongs to an error.
    fn pair(&mut self, pair: &Pair<'_>, line: &Line, sections: &[String], out: &mut Source) -> bool {
        let Pair { name, value, .. } = *pair;
        if matches!(name, Name::Code | Name::AnyCode) {
            let is_code = cell::reads_as_code(value) || (name == Name::Code && cell::reads_as_number(value));
            if is_code {
                self.finish(out);
                let label = Label { place: line.place, code: value.to_owned(), sections: sections.to_vec() };
                self.item = Some(Item::new(label, name == Name::Code));
            }
            return is_code;
        }
        if let Some(label) = self.label.take() {
            self.finish(out);
            self.item = Some(Item::new(label, false));
        }
        let Some(item) = &mut self.item else { return false };
        item.take(pair, line);
        true
    }
}

impl Item {
    fn new(label: Label, is_error: bool) -> Self {
        let is_error = is_error || label.sections.iter().any(|heading| header::is_about_errors(heading));
        Self { label, status: String::new(), texts: Vec::new(), is_error, open: None }
    }

    fn take(&mut self, pair: &Pair<'_>, line: &Line) {
        let Pair { key, name, value } = *pair;
        // A parameter may be called a message, and an instance has a status.
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
        let values = if value.is_empty() { Vec::new() } else { vec![value.to_owned()] };
        self.open = Some((self.texts.len(), line.indent));
        self.texts.push((role, values));
    }

    /// A line without a key: more of the last value, where it stands below it.
    fn go_on(&mut self, line: &Line, text: &str) -> bool {
        let Some((at, indent)) = self.open else { return false };
        let values = &mut self.texts[at].1;
        let below = line.indent > indent || values.is_empty();
        if below && !text.is_empty() {
            values.push(text.to_owned());
        }
        below
    }

    /// One row for each message that the service may answer with.
    fn rows(self, out: &mut Source) {
        if !self.is_error || (self.texts.is_empty() && self.status.is_empty()) {
            return;
        }
        let (messages, others): (Vec<_>, Vec<_>) =
            self.texts.into_iter().partition(|(role, _)| *role == Role::Message);
        let messages: Vec<String> = messages.into_iter().flat_map(|(_, values)| values).collect();
        let others: Vec<(Role, String)> =
            others.into_iter().map(|(role, values)| (role, values.join("\n"))).collect();
        let status = if self.status.is_empty() {
            let named = self.label.sections.iter().rev().find_map(|heading| cell::status_of_heading(heading));
            named.map(|status| status.to_string()).unwrap_or_default()
        } else {
            self.status
        };
        let row = |message: Option<String>| Row {
            place: self.label.place,
            code: self.label.code.clone(),
            status: status.clone(),
            texts: message.into_iter().map(|text| (Role::Message, text)).chain(others.clone()).collect(),
            sections: self.label.sections.clone(),
            ..Row::default()
        };
        if messages.is_empty() {
            out.rows.push(row(None));
        }
        out.rows.extend(messages.into_iter().map(|message| row(Some(message))));
    }
}

/// `**Group****Group.Code**` is a group's name glued to the code.
fn last_bold(raw: &str) -> &str {
    match raw.rfind("****") {
        Some(at) if raw.starts_with("**") && raw.ends_with("**") && at > 2 && at + 4 < raw.len() => {
            &raw[at + 2..]
        }
        _ => raw,
    }
}

/// A line that is a code and nothing else. One word of prose is none, unless it is written as a title.
fn is_label(raw: &str, text: &str) -> bool {
    let is_bold = raw.starts_with("**") || raw.starts_with('`');
    cell::reads_as_code(text) && text.len() > 2 && (is_bold || cell::is_built(text))
}

struct Pair<'a> {
    key: &'a str,
    name: Name,
    value: &'a str,
}

/// A key and its value, where the key names something that errors have.
fn pair(text: &str) -> Option<Pair<'_>> {
    let (key, value) = text.split_once(['：', ':'])?;
    if key.chars().count() > 24 {
        return None;
    }
    let name = header::name(key);
    let known = !matches!(name, Name::Unknown | Name::Field | Name::Aside | Name::Value);
    known.then(|| Pair { key, name, value: value.trim() })
}
