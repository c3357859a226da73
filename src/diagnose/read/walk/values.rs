//! Interprets the values behind names: numbers, messages, URLs.

use super::reader::Reader;
use crate::diagnose::product::{self, Hint, Stands};
use crate::diagnose::read::fact::{Fact, What, is_hexadecimal, is_request_id, is_uuid, status};
use crate::diagnose::read::names::{self, Found, Key};
use crate::diagnose::read::value::{self, Value};
use crate::diagnose::read::word::{Grade, grade, is_wrapper};

/// What stands before `code: 403, M`, which may be folded behind the number.
const LABELS: [&str; 4] = ["essage: ", "Exception: ", "Error: ", "essage:"];

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
        let message = behind.strip_prefix(',').map(|rest| rest.trim_start_matches(' '));
        let labelled = LABELS.iter().any(|label| self.text[..at].ends_with(label));
        let tea = message.filter(|message| {
            let folded = labelled.then(|| message.strip_prefix('\n')).flatten();
            let first = folded.unwrap_or(message).trim_start();
            let below = folded.is_none() && message.starts_with('\n');
            let quoted = first.starts_with(['"', '\'', '\\']) || first.starts_with('{') && !labelled;
            let field = folded.is_some() && names::is_name(first);
            !below && !quoted && !field && names::at(first, 0, names::word_end(first, 0)).is_none()
        });
        if let Some(message) = tea {
            let from = self.text.len() - message.len();
            let message = tea_message(self.text, from);
            // The request id is added first: it decides whether this is the same error as the one before.
            let behind = &self.text[message.end..];
            let lower = behind.get(..14).map(str::to_ascii_lowercase).unwrap_or_default();
            if ["request id:", "requestid:"].iter().any(|name| lower.trim_start().starts_with(name)) {
                let id = self.id(message.end + lower.find(':').unwrap_or(0) + 1);
                if is_request_id(&id.text) {
                    let inside = Value { start: at, end: at, ..id };
                    self.push(What::RequestId(inside.text.clone()), at, &inside);
                }
            }
            self.push(What::Status(status), at, &value);
            if !message.text.is_empty() {
                self.push(What::Message(message.text.clone()), at, &message);
            }
            // What it wraps is read on into.
            if message.end < self.text.len() && self.holds_error(&message) && !self.is_deep(at) {
                self.enter(message.start, message.end, true);
                return Some(message.start);
            }
            return Some(message.end.max(value.end));
        }
        self.push(What::Status(status), at, &value);
        Some(value.end)
    }

    /// The request id at a place; one that the end of a line cut is put together again. Apple's dumps put it into
    /// brackets on a line of its own.
    pub fn id(&self, at: usize) -> Value {
        let part = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        let listed = self.text[at..].strip_prefix("(\n");
        let at = listed.map_or(at, |rest| self.text.len() - rest.trim_start().len());
        let value = self.token(at, part);
        let Some(below) = self.text[value.end..].strip_prefix(['\n', ' ']).filter(|_| value.text.len() > 3)
        else {
            return value;
        };
        let rest = &below[..below.bytes().take_while(|&b| part(b)).count()];
        let whole = format!("{}{rest}", value.text);
        if rest.is_empty() || !is_uuid(&whole) || !is_hexadecimal(&whole) {
            return value;
        }
        Value { text: whole, end: value.end + 1 + rest.len(), ..value }
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

    /// `:HTTP_STATUS/400` of an event stream, `API Error: 400 …`.
    pub fn told_status(&mut self, at: usize, end: usize) -> bool {
        let text = self.text;
        let sign = match &text[at..end] {
            "HTTP_STATUS" => "/",
            "StatusCode" => "(",
            "Error" if text[..at].ends_with("API ") => ": ",
            "error" if text[..at].ends_with("S3 ") => ": ",
            _ => return false,
        };
        text[end..].starts_with(sign) && self.three_digits(at, end + sign.len())
    }

    /// `<400> InternalError.Algo: M`, as the models' services put it before their codes.
    pub fn models_status(&mut self, at: usize) -> bool {
        let behind = self.text[at + 1..].get(3..).and_then(|rest| rest.strip_prefix("> ")).unwrap_or("");
        behind.starts_with(|c: char| c.is_ascii_uppercase()) && self.three_digits(at, at + 1)
    }

    /// `Error Domain=com.aliyun.oss.serverError Code=-403`: below zero, to be no code of Apple's.
    pub fn apples_status(&mut self, at: usize, start: usize) -> bool {
        let own = self.text[..at].ends_with("oss.serverError ") && self.text[start..].starts_with('-');
        own && self.three_digits(at, start + 1)
    }

    /// Whether the field at `at` is of the header that the speech services answer with.
    pub fn is_speech(&self, at: usize) -> bool {
        self.text[at..self.text.floor_char_boundary(at + 400)].contains("status_text")
    }

    /// Takes the status that stands at `start`, if one of a failure does.
    fn three_digits(&mut self, at: usize, start: usize) -> bool {
        let value = self.token(start, |b| b.is_ascii_digit());
        let status = status(&value.text).filter(|&status| status >= 400 && value.start == start);
        if let Some(status) = status {
            self.push(What::Status(status), at, &value);
        }
        status.is_some()
    }

    pub fn message(&mut self, at: usize, found: Found) {
        // `statusText` of browsers is the phrase for a status.
        let begins = self.text[at..].get(..6).unwrap_or("");
        if begins.eq_ignore_ascii_case("status") && !self.text[at..].starts_with("status_text") {
            return;
        }
        // `ErrorMessage M`, but no sentence about a message.
        if found.separator == b' ' && !self.text[at..].starts_with(['E', 'e', '错']) {
            return;
        }
        if self.is_deep(at) {
            return;
        }
        // `错误码 | 错误描述 | …`: the cells of a table's head name each other.
        if found.separator == b'|' && names::is_behind_label(&self.text[..at]) {
            return;
        }
        let value = value::read(self.text, found.value, found.separator);
        let lower = value.text.to_ascii_lowercase();
        if value.text.is_empty() || value::is_nothing(&value.text) {
            return;
        }
        // `code: 403, M request id: R` is read when the reader gets there.
        let digits = lower.strip_prefix("code: ").or_else(|| lower.strip_prefix("code:"));
        if digits.is_some_and(|rest| {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            digits == 3 && (rest.len() == digits || rest[digits..].starts_with(','))
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
        // An object of which only the head was read is walked through.
        if value.text.starts_with('{') && !value.text.ends_with('}') && value.text.contains("\":") {
            return;
        }
        let quoted = value.start > found.value && value.end < self.text.len();
        // `Message: Aliyun API Error: RequestId: …`: a service hands on what another one answered.
        let handed = !quoted && self.text[value.start..].starts_with("Aliyun API Error: ");
        let value = if handed {
            Value { end: value.start + self.to_line_end(value.start).len(), ..value }
        } else {
            value
        };
        self.push(What::Message(value.text.clone()), at, &value);
        if quoted && self.tells_error(&value) || handed {
            self.enter(value.start, value.end, true);
        }
    }

    /// Whether a value names what only errors have.
    fn tells_error(&self, value: &Value) -> bool {
        let inner = &self.text[value.start..value.end];
        ["Code", "code", "equestId"].iter().any(|name| inner.contains(name))
    }

    /// Whether an object stands in a value that tells of an error.
    fn holds_error(&self, value: &Value) -> bool {
        self.text[value.start..value.end].contains('{') && self.tells_error(value)
    }

    /// Whether a place stands in messages within messages, deeper than any program wraps them: reading on would read
    /// the same text again and again.
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
