//! Interprets the values behind names: numbers, messages, URLs.

use super::reader::Reader;
use crate::diagnose::product::{self, Hint, Stands};
use crate::diagnose::read::fact::{Fact, What, is_request_id, status};
use crate::diagnose::read::names::{self, Found, Key};
use crate::diagnose::read::value::{self, Value};
use crate::diagnose::read::word::{Grade, grade, is_wrapper};

impl Reader<'_> {
    /// `code: 403` is a status, and in the Tea SDKs' `code: 403, M request id: R` all the rest stands behind it.
    pub fn numeric(&mut self, at: usize, start: usize, found: Found) -> Option<usize> {
        let value = self.token(start, |b| b.is_ascii_digit());
        let behind = &self.text[value.end..];
        if self.is_digits_code(at, &value, found) {
            self.push(What::Code(value.text.clone()), at, &value);
            return Some(value.end);
        }
        let status = status(&value.text).filter(|_| value.text.len() == 3 && found.key == Key::Code)?;
        let message = behind.strip_prefix(", ").or_else(|| behind.strip_prefix(","));
        let tea = message.filter(|message| {
            let quoted = message.starts_with(['"', '\'', '\\', '\n', '{']);
            !quoted && names::at(message, 0, names::word_end(message, 0)).is_none()
        });
        if let Some(message) = tea {
            let from = self.text.len() - message.len();
            let message = tea_message(self.text, from);
            // The request id is added first: it decides whether this is the same error as the one before.
            let behind = &self.text[message.end..];
            let lower = behind.get(..14).map(str::to_ascii_lowercase).unwrap_or_default();
            if ["request id:", "requestid:"].iter().any(|name| lower.trim_start().starts_with(name)) {
                let id = self.token(message.end + lower.find(':').unwrap_or(0) + 1, |b| {
                    b.is_ascii_alphanumeric() || b == b'-'
                });
                if is_request_id(&id.text) {
                    let inside = Value { start: at, end: at, ..id };
                    self.push(What::RequestId(inside.text.clone()), at, &inside);
                }
            }
            self.push(What::Status(status), at, &value);
            if !message.text.is_empty() {
                self.push(What::Message(message.text.clone()), at, &message);
            }
            return Some(message.end.max(value.end));
        }
        self.push(What::Status(status), at, &value);
        Some(value.end)
    }

    /// `"Code":"200404"`: a string of digits, and neither a status nor a zero.
    pub fn is_digits_code(&self, at: usize, value: &Value, found: Found) -> bool {
        let name = names::word_end(self.text, at) - at;
        let text = &value.text;
        let quoted = self.text[..value.start].ends_with('"')
            && self.text[value.end..].trim_start_matches('\\').starts_with('"');
        // Other platforms' `errcode` is a number.
        let own = name > 5 && !self.text[at..].starts_with("errcode");
        let told = quoted || own || self.text[..value.start].ends_with('>');
        let nothing =
            text.bytes().all(|b| b == b'0') || text.starts_with('2') && text[1..].bytes().all(|b| b == b'0');
        found.key == Key::Code
            && found.separator != b' '
            && (4..=10).contains(&text.len())
            && told
            && !nothing
    }

    pub fn message(&mut self, at: usize, found: Found) {
        // `ErrorMessage M`, but no sentence about a message.
        if found.separator == b' ' && !self.text[at..].starts_with(['E', 'e', '错']) {
            return;
        }
        if self.is_deep(at) {
            return;
        }
        let value = value::read(self.text, found.value, found.separator);
        let lower = value.text.to_ascii_lowercase();
        if value.text.is_empty() || matches!(lower.as_str(), "null" | "none" | "nil" | "<nil>" | "undefined")
        {
            return;
        }
        // `code: 403, M request id: R` is read when the reader gets there.
        let digits = lower.strip_prefix("code: ").or_else(|| lower.strip_prefix("code:"));
        if digits.is_some_and(|rest| {
            rest.len() > 4
                && rest.as_bytes()[..3].iter().all(u8::is_ascii_digit)
                && rest.as_bytes()[3] == b','
        }) {
            return;
        }
        // An SDK's own code, or the next field behind an empty one, is no message.
        let names = names::at(&value.text, 0, names::word_end(&value.text, 0));
        let field = names
            .is_some_and(|name| name.separator != b' ' && matches!(name.key, Key::Code | Key::RequestId));
        if field && !value.text.contains(' ') || is_wrapper(&value.text) {
            return;
        }
        self.push(What::Message(value.text.clone()), at, &value);
        let inner = &self.text[value.start..value.end];
        let holds_error = ["Code", "code", "equestId"].iter().any(|name| inner.contains(name));
        if holds_error && value.start > found.value && value.end < self.text.len() {
            self.enter(value.start, value.end, true);
        }
    }

    /// Whether a place is in messages inside of messages, deeper than any program wraps them. Going on inside would
    /// read the same text again and again.
    fn is_deep(&self, at: usize) -> bool {
        let around =
            |fact: &&Fact| matches!(fact.what, What::Message(_)) && (fact.start..fact.end).contains(&at);
        self.facts.facts.iter().rev().take(64).filter(around).count() > 8
    }

    pub fn url(&mut self, at: usize) -> usize {
        let length = product::url_length(&self.text[at..]);
        let end = at + length;
        let url = &self.text[at..end];
        let value = |text: &str| Value { text: text.to_owned(), start: at, end, cut: false };
        if let Some(page) = product::read_url(url) {
            if let Some(product) = page.product {
                self.facts.hints.push(Hint { product, at, rank: 5, named: true, stands: Stands::Anywhere });
            }
            if let Some(code) = page.code.filter(|code| grade(code, self.known) > Grade::No) {
                self.push(What::Searched(code), at, &value(url));
            }
            if let Some(id) = page.request_id.filter(|id| is_request_id(id)) {
                self.push(What::RequestId(id), at, &value(url));
            }
        }
        // `GET "https://…" 403` of the PHP SDK.
        let behind = self.text[end..].trim_start_matches(['"', '\\', '\'']);
        let digits = behind.strip_prefix(' ').and_then(|rest| rest.get(..3)).unwrap_or("");
        let before = &self.text[..at].trim_end_matches(['"', '\\', '\'', ' ']);
        let verb =
            ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"].iter().any(|verb| before.ends_with(verb));
        if let Some(status) = status(digits).filter(|_| verb && digits.len() == 3) {
            self.push(What::Status(status), at, &value(digits));
        }
        end
    }

    /// `HTTP/1.1 403 Forbidden`.
    pub fn http_version(&mut self, at: usize, end: usize) -> usize {
        let rest = &self.text[end + 1..];
        let version = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
        let value = self.token(end + 1 + version, |b| b.is_ascii_digit());
        if let Some(status) = status(&value.text).filter(|_| value.text.len() == 3) {
            self.push(What::Status(status), at, &value);
            // What follows is the phrase for the status, and no code.
            let phrase = self.text[value.end..].bytes().take_while(|b| b.is_ascii_alphabetic() || *b == b' ');
            return value.end + phrase.count();
        }
        end
    }
}

/// The message at `from` that ends before ` request id:`, which may stand a few lines below.
pub fn tea_message(text: &str, from: usize) -> Value {
    let rest = &text[from..text.floor_char_boundary(from + 4096)];
    let lower = rest.to_ascii_lowercase();
    let end = ["request id:", "requestid:"].iter().filter_map(|sign| lower.find(sign)).min();
    let end = end.filter(|&end| rest[..end].matches('\n').count() < 4 && !rest[..end].contains("code: "));
    match end {
        Some(end) => Value {
            text: value::trim(&value::plain(&rest[..end].replace('\n', " "))).to_owned(),
            start: from,
            end: from + end,
            cut: false,
        },
        None => value::read(text, from, b':'),
    }
}
