//! The reader of ingredients: walks through a normalised text once and takes down what it recognises.

mod values;

use values::{status, tea_message};

use super::code::{can_be_code, has_humps, is_built_as_code, is_wrapper, lexeme, looks_like_code};
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

/// Whether what is named a code is another system's: gRPC's, an `errno`, `code=exited`.
fn is_others(word: &str, before: &str, known: &dyn Fn(&str) -> bool) -> bool {
    let all = |test: fn(&u8) -> bool| word.bytes().all(|b| test(&b));
    let errno =
        word.starts_with('E') && word.len() > 4 && all(u8::is_ascii_uppercase) || word.starts_with("ERR_");
    (errno || all(u8::is_ascii_lowercase) || before.ends_with("rpc error: ")) && !known(word)
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
                    self.facts.hints.push(Hint { product, at, rank: 4, named: true, announces: false });
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
        start = value::unwrap(self.text, start);
        while start < bytes.len()
            && start < at + 40
            && matches!(bytes[start], b' ' | b'\\' | b'"' | b'\'' | b'`' | b'[' | b'*' | b'(' | b'>')
        {
            start += 1;
        }
        for wrapper in ["<![CDATA[", "Some(\"", "String(\"", "string)(\"", "int) ", "u'", "b'"] {
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
        if let Some(quote) = rest[..rest.floor_char_boundary(40)].find(['"', '\'']) {
            let before = &rest[..quote];
            if before.trim_end_matches('\\').ends_with('(') && !before.contains(' ')
                || before.contains("string")
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
        if is_others(word, &text[..at], self.known) {
            return None;
        }
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
            // `一直报错 C ，…`
            (_, b' ') if text[at..].starts_with("报错") => has_humps(word),
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
}
