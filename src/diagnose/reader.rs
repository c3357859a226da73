//! The reader of ingredients: walks through a normalised text once and takes down what it recognises.

use super::code::{can_be_code, is_built_as_code, is_wrapper, lexeme, looks_like_code};
use super::fact::{Fact, Facts, Scope, What, is_request_id};
use super::head;
use super::key::{self, Found, Key};
use super::product::{self, Hint};
use super::value::{self, Value};

/// Reads the facts of a normalised text; `known` tells whether a word is a code of the catalogue.
pub(super) fn read(text: &str, known: &dyn Fn(&str) -> bool) -> Facts {
    let mut reader = Reader { text, known, facts: Facts::default(), stack: vec![0], line: 0 };
    reader.facts.scopes.push(Scope { parent: 0, start: 0, end: text.len(), is_value: false });
    reader.run();
    reader.drop_reasons();
    product::hints(text, &mut reader.facts.hints);
    let mut facts = reader.facts;
    head::read(text, known, &mut facts);
    facts.facts.sort_by_key(|fact| fact.at);
    facts
}

struct Reader<'a> {
    text: &'a str,
    known: &'a dyn Fn(&str) -> bool,
    facts: Facts,
    stack: Vec<usize>,
    line: usize,
}

impl Reader<'_> {
    /// `reason: ReconcileError` beside a code is no code.
    fn drop_reasons(&mut self) {
        let (text, known) = (self.text, self.known);
        let is_reason = |fact: &Fact| match &fact.what {
            What::Code(code) => {
                let name = text[fact.at..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
                matches!(name, "reason" | "Reason" | "type" | "Type") && !known(code)
            }
            _ => false,
        };
        let facts = &mut self.facts.facts;
        if facts.iter().any(|fact| matches!(fact.what, What::Code(_)) && !is_reason(fact)) {
            facts.retain(|fact| !is_reason(fact));
        }
    }

    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            match bytes[at] {
                b'\n' => self.line += 1,
                b'{' => self.open(at),
                b'}' => self.close(at),
                b'<' => self.element(at),
                b'4' | b'5' => self.phrase(at),
                b if b.is_ascii_alphabetic() => {
                    let end = key::word_end(self.text, at);
                    let next = self.word(at, end).max(at + 1);
                    at = self.go_on(at, next);
                    continue;
                }
                0xe5..=0xe9 => {
                    if let Some(found) = key::chinese_at(self.text, at) {
                        self.named(at, found);
                        at = self.go_on(at, found.value.max(at + 3));
                        continue;
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// Counts the lines that were read over.
    fn go_on(&mut self, at: usize, next: usize) -> usize {
        let next = next.min(self.text.len());
        self.line += memchr::memchr_iter(b'\n', &self.text.as_bytes()[at..next]).count();
        next
    }

    /// `404 Not Found`.
    fn phrase(&mut self, at: usize) {
        let rest = &self.text[at..];
        let phrases = [
            "400 Bad Request",
            "401 Unauthorized",
            "403 Forbidden",
            "404 Not Found",
            "409 Conflict",
            "429 Too Many",
            "500 Internal Server",
            "502 Bad Gateway",
            "503 Service Unavailable",
            "504 Gateway",
        ];
        let own = at == 0 || !self.text.as_bytes()[at - 1].is_ascii_alphanumeric();
        if own && phrases.iter().any(|phrase| rest.starts_with(phrase)) {
            let value = self.token(at, |b| b.is_ascii_digit());
            if let Some(status) = status(&value.text) {
                self.push(What::Status(status), at, &value);
            }
        }
    }

    fn open(&mut self, at: usize) {
        let before = self.text[self.text.floor_char_boundary(at.saturating_sub(24))..at]
            .trim_end_matches([' ', '\n', '\\', '"', '\'', '&']);
        let scope = Scope {
            parent: self.scope(),
            start: at,
            end: self.text.len(),
            is_value: before.ends_with([':', '=', '(']),
        };
        self.facts.scopes.push(scope);
        self.stack.push(self.facts.scopes.len() - 1);
    }

    fn close(&mut self, at: usize) {
        if self.stack.len() > 1
            && let Some(scope) = self.stack.pop()
        {
            self.facts.scopes[scope].end = at;
        }
    }

    /// `<Error>`, `<ErrorResponse>` and so on are objects too.
    fn element(&mut self, at: usize) {
        let rest = &self.text[at + 1..];
        let closing = rest.starts_with('/');
        let name = rest.trim_start_matches('/');
        let name = &name[..lexeme(name)];
        let lower = name.to_ascii_lowercase();
        if !(lower.ends_with("error") || lower.ends_with("response") || lower == "errors" || lower == "item")
        {
            return;
        }
        if closing { self.close(at) } else { self.open(at) }
    }

    fn scope(&self) -> usize {
        self.stack.last().copied().unwrap_or(0)
    }

    /// Judges the word `at..end`; returns where to read on.
    fn word(&mut self, at: usize, end: usize) -> usize {
        let text = self.text;
        let word = &text[at..end];
        if (word == "http" || word == "https") && text[end..].starts_with("://") {
            return self.url(at);
        }
        if word == "HTTP" && text[end..].starts_with('/') {
            return self.http_version(at, end);
        }
        if word.contains("UnretryableE") && text[end..].starts_with(": ") {
            let value = value::read(text, end + 2, b':');
            if !value.text.starts_with("code: ") && !value.text.is_empty() {
                self.push(What::Message(value.text.clone()), at, &value);
            }
            return end;
        }
        // `x.code` and `a.error` are names too; `foo/code` and `$code` are none.
        if at > 0 && matches!(text.as_bytes()[at - 1], b'/' | b'@' | b'$') {
            return end;
        }
        match key::at(text, at, end) {
            Some(found) => self.named(at, found).unwrap_or(found.value.max(end)),
            None => end,
        }
    }

    fn push(&mut self, what: What, at: usize, value: &Value) {
        let (scope, line) = (self.scope(), self.line);
        self.facts.facts.push(Fact {
            what,
            at,
            start: value.start,
            end: value.end,
            scope,
            line,
            cut: value.cut,
        });
    }

    /// A name and its value. Values are read on into: they may hold errors. Returns where to read on, if not at the value.
    fn named(&mut self, at: usize, found: Found) -> Option<usize> {
        match found.key {
            Key::Code | Key::Fault => return self.code(at, found),
            Key::Message => self.message(at, found),
            Key::RequestId => {
                let value = self.token(found.value, |b| b.is_ascii_alphanumeric() || b == b'-');
                if is_request_id(&value.text) {
                    self.push(What::RequestId(value.text.clone()), at, &value);
                }
            }
            Key::Status => {
                let value = self.token(found.value, |b| b.is_ascii_digit());
                if let Some(status) = status(&value.text) {
                    self.push(What::Status(status), at, &value);
                }
            }
            Key::Product => {
                let value = self.token(found.value, |b| b.is_ascii_alphanumeric() || b == b'-');
                // A service can be anything; a product is one of Alibaba Cloud's.
                let service = self.text[at..].starts_with(['s', 'S']);
                let told = found.separator != b' '
                    && value.text.len() > 1
                    && (!service || product::is_known(&value.text));
                if told && value.text.starts_with(|c: char| c.is_ascii_alphabetic()) {
                    let product = product::canonical(&value.text);
                    self.facts.hints.push(Hint { product, at, rank: 4, named: true });
                }
            }
            // Hosts are hints wherever they stand.
            Key::Host => {}
        }
        None
    }

    /// The word at `at`, behind whatever quotes and wrappers.
    fn token(&self, at: usize, holds: impl Fn(u8) -> bool) -> Value {
        let bytes = self.text.as_bytes();
        let mut start = at.min(bytes.len());
        while start < bytes.len()
            && start < at + 40
            && matches!(bytes[start], b' ' | b'\\' | b'"' | b'\'' | b'`' | b'[' | b'*' | b'(' | b'>')
        {
            start += 1;
        }
        for wrapper in ["<![CDATA[", "Some(\"", "String(\"", "string)(\"", "u'", "b'"] {
            if self.text.get(start..).is_some_and(|rest| rest.starts_with(wrapper)) {
                start += wrapper.len();
            }
        }
        let length = bytes[start..].iter().take_while(|&&b| holds(b)).count();
        let end = start + length;
        // A value of other characters was no such token at all.
        let text = self.text.get(start..end).unwrap_or("").to_owned();
        Value { text, start, end, cut: end == bytes.len() }
    }

    fn code(&mut self, at: usize, found: Found) -> Option<usize> {
        let text = self.text;
        let line_end =
            text[found.value.min(text.len())..].find('\n').map_or(text.len(), |end| found.value + end);
        let mut start = found.value;
        let rest = &text[start..line_end.max(start)];
        // Dumps put a wrapper before the string.
        if let Some(quote) = rest.find(['"', '\'']).filter(|&at| at < 40) {
            let before = &rest[..quote];
            if before.trim_end_matches('\\').ends_with('(')
                || before.contains("string)")
                || matches!(before, "u" | "b")
            {
                start += quote;
            }
        }
        let bytes = text.as_bytes();
        while start < line_end && matches!(bytes[start], b' ' | b'\\' | b'"' | b'\'' | b'`' | b'[' | b'*') {
            start += 1;
        }
        if text[start..].starts_with("<![CDATA[") {
            start += 9;
        }
        if bytes.get(start).is_some_and(u8::is_ascii_digit) {
            return self.numeric(at, start, found);
        }
        // `code: -1, M`: what never reached the API.
        if let Some(message) = text[start..].strip_prefix("-1, ") {
            let message = tea_message(text, text.len() - message.len());
            if found.key == Key::Code && !message.text.is_empty() {
                self.push(What::Message(message.text.clone()), at, &message);
                return Some(message.end.max(start + 1));
            }
        }
        if text[start..].starts_with("<") && found.separator == b'|' {
            start += text[start..].find('>').map_or(0, |close| close + 1);
        }
        start += value::dress(&text[start..]);
        let length = lexeme(&text[start..]);
        let end = start + length;
        let word = &text[start..end];
        let behind = text[end..].chars().next();
        let stands_alone = !matches!(behind, Some('(' | '/' | '@' | '%' | '$'));
        let tight = found.value == at + 6 && found.separator == b':';
        let has_upper = word.bytes().any(|b| b.is_ascii_uppercase());
        let believed = match (found.key, found.separator) {
            (Key::Code, b' ')
                if text[at..].starts_with(|c: char| !c.is_ascii()) && is_built_as_code(word) =>
            {
                true
            }
            (Key::Code, b' ') => looks_like_code(word) || (self.known)(word) && has_upper && word.len() > 6,
            (Key::Code, _) => true,
            // `HTTP Status: 403 Error:C M` of the Python SDK has no blank.
            (_, b':') if tight && text[..found.value].ends_with("Error:") => {
                self.status_on_line() || looks_like_code(word) || (self.known)(word) && has_upper
            }
            (_, b' ') => false,
            _ => looks_like_code(word) || is_wrapper(word) || (has_upper && (self.known)(word)),
        };
        // Said to be a code, and documented as one, however it is written.
        let documented =
            found.key == Key::Code && found.separator != b' ' && word.contains('.') && (self.known)(word);
        if found.key == Key::Code
            && matches!(&*word.to_ascii_lowercase(), "ok" | "success" | "succeed" | "succeeded")
        {
            let value = Value { text: word.to_owned(), start, end, cut: false };
            self.push(What::Status(200), at, &value);
        }
        if !believed || !(can_be_code(word) || documented) || !stands_alone {
            return None;
        }
        // `Error: CodeError: code: 403, …` is read as a head.
        if found.key == Key::Fault && word.ends_with("Error") && text[end..].starts_with(": code:") {
            return None;
        }
        let cut = end == text.trim_end().len();
        let value = Value { text: word.to_owned(), start, end, cut };
        self.push(What::Code(value.text.clone()), at, &value);
        self.codes_beside(end);
        if found.key == Key::Fault && behind != Some('"') && behind != Some('\\') && behind != Some('\'') {
            self.rest_of_line(end);
        }
        Some(end)
    }

    /// `错误码 A 和 B`: codes that are told in one breath.
    fn codes_beside(&mut self, from: usize) {
        let text = self.text;
        let mut at = from;
        loop {
            let bare = text[at..].trim_start_matches([' ', '"', '`', '”', '\'']);
            let joint =
                ["和", "与", "及", "、", "或", "and ", "or "].iter().find_map(|sign| bare.strip_prefix(sign));
            let Some(rest) = joint.map(|rest| rest.trim_start_matches([' ', '"', '`', '“', '\''])) else {
                return;
            };
            let length = lexeme(rest);
            let word = &rest[..length];
            let humps = word.bytes().filter(u8::is_ascii_uppercase).count() > 1;
            if !(looks_like_code(word) || (self.known)(word) && humps) {
                return;
            }
            let start = text.len() - rest.len();
            at = start + length;
            let value = Value { text: word.to_owned(), start, end: at, cut: false };
            self.push(What::Code(word.to_owned()), start, &value);
        }
    }

    fn status_on_line(&self) -> bool {
        let last = self.facts.facts.last();
        last.is_some_and(|fact| fact.line == self.line && matches!(fact.what, What::Status(_)))
    }

    /// A message that simply follows its code.
    fn rest_of_line(&mut self, from: usize) {
        let rest = &self.text[from..];
        let rest = value::behind_code(&rest[..rest.find('\n').unwrap_or(rest.len())]);
        let line_end = self.text[from..].find('\n').map_or(self.text.len(), |end| from + end);
        let start = line_end - rest.len();
        let value = value::read(self.text, start, b':');
        if value.text.split_whitespace().count() >= 2 && !self.text[from..start].contains('\n') {
            self.push(What::Message(value.text.clone()), from, &value);
        }
    }

    /// `code: 403` is a status, and in the Tea SDKs' `code: 403, M request id: R` all the rest stands behind it.
    fn numeric(&mut self, at: usize, start: usize, found: Found) -> Option<usize> {
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
            !quoted && key::at(message, 0, key::word_end(message, 0)).is_none()
        });
        if let Some(message) = tea {
            let from = self.text.len() - message.len();
            let message = tea_message(self.text, from);
            // The request id first: it tells whether this is the same error as the one before.
            let behind = &self.text[message.end..];
            let lower = behind.get(..14).map(str::to_ascii_lowercase).unwrap_or_default();
            if lower.trim_start().starts_with("request id:") {
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
    fn is_digits_code(&self, at: usize, value: &Value, found: Found) -> bool {
        let name = key::word_end(self.text, at) - at;
        let text = &value.text;
        let quoted = self.text[..value.start].ends_with('"')
            && self.text[value.end..].trim_start_matches('\\').starts_with('"');
        let told = quoted || name > 5 || self.text[..value.start].ends_with('>');
        let nothing =
            text.bytes().all(|b| b == b'0') || text.starts_with('2') && text[1..].bytes().all(|b| b == b'0');
        found.key == Key::Code
            && found.separator != b' '
            && (4..=10).contains(&text.len())
            && told
            && !nothing
    }

    fn message(&mut self, at: usize, found: Found) {
        // `ErrorMessage M`, but no sentence about a message.
        if found.separator == b' ' && !self.text[at..].starts_with(['E', 'e', '错']) {
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
        self.push(What::Message(value.text.clone()), at, &value);
    }

    fn url(&mut self, at: usize) -> usize {
        let length = product::url_length(&self.text[at..]);
        let end = at + length;
        let url = &self.text[at..end];
        let value = |text: &str| Value { text: text.to_owned(), start: at, end, cut: false };
        if let Some(page) = product::read_url(url) {
            if let Some(product) = page.product {
                self.facts.hints.push(Hint { product, at, rank: 5, named: true });
            }
            if let Some(code) = page.code.filter(|code| can_be_code(code)) {
                self.push(What::Searched(code), at, &value(url));
            }
            if let Some(id) = page.request_id.filter(|id| is_request_id(id)) {
                self.push(What::RequestId(id), at, &value(url));
            }
        }
        // `GET "https://…" 403` of the PHP SDK.
        let behind = self.text[end..].trim_start_matches(['"', '\\', '\'']);
        let digits = behind.strip_prefix(' ').map(|rest| rest.get(..3).unwrap_or("")).unwrap_or("");
        let before = &self.text[..at].trim_end_matches(['"', '\\', '\'', ' ']);
        let verb =
            ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"].iter().any(|verb| before.ends_with(verb));
        if let Some(status) = status(digits).filter(|_| verb && digits.len() == 3) {
            self.push(What::Status(status), at, &value(digits));
        }
        end
    }

    /// `HTTP/1.1 403 Forbidden`.
    fn http_version(&mut self, at: usize, end: usize) -> usize {
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
fn tea_message(text: &str, from: usize) -> Value {
    let rest = &text[from..text.floor_char_boundary(from + 4096)];
    let ends = ["request id:", "requestId:", "RequestId:", "Request id:", "request Id:"];
    let end = ends.iter().filter_map(|sign| rest.find(sign)).min();
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

fn status(digits: &str) -> Option<u16> {
    digits.parse().ok().filter(|status| (100..600).contains(status))
}
