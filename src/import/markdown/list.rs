//! Errors that a document lists below each other, each with lines of keys and values:
//!
//! ```text
//! ## NoSuchThing                      **NoSuch.Thing**
//! -   错误消息：There is none.          -   HTTP Status: 404
//! -   错误原因：没有这个东西。            -   Error Message: There is none.
//! ```
//!
//! A code may have several messages, each with keys of its own below it.

mod item;

use super::line::Line;
use crate::import::cell;
use crate::import::markup;
use crate::import::row::{Role, Source};
use crate::import::table::header::{self, Name};
use item::{Item, Label, Pair};

/// Reads lines in their order, with the headings among them.
#[derive(Debug, Default)]
pub(super) struct Reader {
    /// A code that stands alone: an error, if keys follow it.
    label: Option<Label>,
    item: Option<Item>,
}

impl Reader {
    /// A heading, which may be the code of an error; `sections` are the headings above it.
    pub(super) fn heading(&mut self, place: u32, title: &str, sections: &[String], out: &mut Source) {
        self.finish(out);
        if let Some((code, message)) = headed(title) {
            let texts = message.map(|message| (Role::Message, message.to_owned())).into_iter().collect();
            self.label = Some(Label { place, code, texts, sections: sections.to_vec() });
        }
    }

    pub(super) fn line(&mut self, line: &Line, sections: &[String], out: &mut Source) {
        let text = markup::plain(last_bold(&line.raw));
        let is_open = self.item.is_some() || self.label.is_some();
        let pair = pair(&text).or_else(|| key_alone(&text).filter(|_| line.is_item && is_open));
        if let Some(pair) = pair.filter(|_| !is_remark(&line.raw))
            && self.pair(&pair, line, sections, out)
        {
            return;
        }
        if !line.is_item && is_label(&line.raw, &text) && !self.holds(line.indent) {
            self.finish(out);
            self.label = Some(Label::new(line.place, text, sections));
            return;
        }
        // The paragraphs below a code explain it.
        if let Some(label) = self.label.as_mut().filter(|label| !line.is_item && label.is_sure()) {
            if !is_remark(&line.raw) {
                label.texts.push((Role::Description, text));
            }
            return;
        }
        let goes_on = self.item.as_mut().is_some_and(|item| item.go_on(line, &text));
        if !goes_on && !line.is_item {
            self.finish(out);
        }
    }

    /// Whether a line with this indentation belongs to the value that was read last.
    pub(super) fn holds(&self, indent: usize) -> bool {
        self.item.as_ref().is_some_and(|item| item.holds(indent))
    }

    /// Ends the error that is being read.
    pub(super) fn finish(&mut self, out: &mut Source) {
        if let Some(label) = self.label.take().filter(Label::is_explained) {
            Item::new(label, false).rows(out);
        }
        if let Some(item) = self.item.take() {
            item.rows(out);
        }
    }

    /// Takes a key and its value; returns whether they belong to an error.
    fn pair(&mut self, pair: &Pair<'_>, line: &Line, sections: &[String], out: &mut Source) -> bool {
        let Pair { name, value, .. } = *pair;
        if matches!(name, Name::Code | Name::AnyCode) {
            let is_code = cell::reads_as_code(value) || (name == Name::Code && cell::reads_as_number(value));
            if is_code {
                self.finish(out);
                let label = Label::new(line.place, value.to_owned(), sections);
                self.item = Some(Item::new(label, name == Name::Code));
            }
            return is_code;
        }
        if let Some(label) = self.label.take() {
            self.item = Some(Item::new(label, false));
        }
        let Some(item) = &mut self.item else { return false };
        item.take(pair, line);
        true
    }
}

/// The code that a heading names, and its message: `NoSuchThing`, `ODPS-0130071: It cannot be parsed`. A name beside
/// the code is put into parentheses: `PXC-1305 ERR_UNKNOWN_SAVEPOINT`.
fn headed(title: &str) -> Option<(String, Option<&str>)> {
    if cell::reads_as_code(title) && title.len() > 2 {
        return Some((title.to_owned(), None));
    }
    if let Some((code, message)) = cell::code_and_message(title) {
        return Some((code.to_owned(), Some(message)));
    }
    let (code, name) = title.split_once(' ').filter(|(code, _)| cell::is_numbered(code))?;
    cell::reads_as_code(name.trim()).then(|| (format!("{code}（{}）", name.trim()), None))
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

/// Whether a line is a code and nothing else. A single word of prose is not, unless it is written as a title.
fn is_label(raw: &str, text: &str) -> bool {
    let is_bold = raw.starts_with("**") || raw.starts_with('`');
    cell::reads_as_code(text) && text.len() > 2 && (is_bold || cell::is_built(text))
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

/// A key on a line of its own, whose values stand below it without a colon before them.
fn key_alone(text: &str) -> Option<Pair<'_>> {
    let name = header::name(text);
    let has_values = matches!(name, Name::Message | Name::Cause | Name::Solution);
    has_values.then_some(Pair { key: text, name, value: "" })
}

/// `**说明：** 您可以…` is a remark within a text, not the description of an error.
fn is_remark(raw: &str) -> bool {
    ["**说明：**", "**说明**：", "**注意：**", "**Note:**"].iter().any(|remark| raw.starts_with(remark))
}
