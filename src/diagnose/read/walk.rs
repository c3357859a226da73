//! The walk: one pass through a normalised text that collects the facts that names announce.

mod reader;
mod values;

use reader::Reader;
use values::tea_message;

use super::fact::{Facts, What, is_request_id, status};
use super::heads;
use super::names::{self, Found, Key};
use super::table;
use super::value::{self, Value};
use super::word::{Grade, Grounds, IsKnown, Place, accepted, grade, lexeme};
use crate::diagnose::product::{self, Hint, Stands};

/// Reads the facts that a normalised text names.
pub fn read(text: &str, place: Place, known: IsKnown) -> Facts {
    let mut reader = Reader::new(text, place, known);
    reader.run();
    product::hints(text, &mut reader.facts.hints);
    reader.facts
}

impl Reader<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            self.leave(at);
            match bytes[at] {
                b'\n' => self.line += 1,
                b'{' => self.open(at),
                b'}' => self.close(at),
                b'<' => self.element(at),
                b'4' | b'5' => self.phrase(at),
                b if b.is_ascii_alphabetic() => {
                    let end = names::word_end(self.text, at);
                    let next = self.word(at, end).max(at + 1);
                    at = self.go_on(at, next);
                    continue;
                }
                0xe5..=0xe9 => {
                    if let Some(found) = names::chinese_at(self.text, at) {
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

    /// Counts the lines that were passed.
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
        // `API error 400: {…}`, `Exception: 403 - {…}`, `error (401): {…}`, `错误: 404, {…}`, `error: { 400: {…}`
        let behind = |sign: &&str| rest.get(3..).is_some_and(|rest| rest.starts_with(*sign));
        let before_body = rest.starts_with(['4', '5'])
            && ["rror ", "xception: ", " (", "错误: ", "错误:", "{ "]
                .iter()
                .any(|sign| self.text[..at].ends_with(sign))
            && [": {", " - {", "): {", ", {"].iter().any(behind);
        if own && (before_body || phrases.iter().any(|phrase| rest.starts_with(phrase))) {
            let value = self.token(at, |b| b.is_ascii_digit());
            if let Some(status) = status(&value.text) {
                self.push(What::Status(status), at, &value);
            }
        }
    }

    /// `<Error>`, `<ErrorResponse>` and so on are objects too.
    fn element(&mut self, at: usize) {
        let rest = &self.text[at + 1..];
        if self.models_status(at) {
            return;
        }
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
        if self.told_status(at, end) {
            return end;
        }
        if word.contains("UnretryableE") && text[end..].starts_with(": ") {
            let value = value::read(text, end + 2, b':');
            if !value.text.starts_with("code: ") && !value.text.is_empty() {
                self.push(What::Message(value.text.clone()), at, &value);
            }
            return end;
        }
        // `x.code` and `a.error` are names too; `foo/code`, `$code` and a program's `this.code` are none.
        let member = ["this.", "self."].iter().any(|start| text[..at].ends_with(start));
        if at > 0 && matches!(text.as_bytes()[at - 1], b'/' | b'@' | b'$') || member {
            return end;
        }
        match names::at(text, at, end) {
            Some(found) => self.named(at, found).unwrap_or(found.value.max(end)),
            None => end,
        }
    }

    /// Reads a name and its value. The walk goes on inside the value, which may hold errors; where it must go on
    /// elsewhere, that place is returned.
    fn named(&mut self, at: usize, found: Found) -> Option<usize> {
        match found.key {
            Key::Code | Key::Fault => return self.code(at, found),
            Key::Message => self.message(at, found),
            Key::RequestId => {
                let value = self.id(found.value);
                // Of `902554...(Hidden…)` nothing finds the request.
                if is_request_id(&value.text) && !self.text[value.end..].starts_with("...(") {
                    self.push(What::RequestId(value.text.clone()), at, &value);
                }
            }
            Key::Status => {
                let value = self.token(found.value, |b| b.is_ascii_digit());
                if let Some(status) = status(&value.text) {
                    self.push(What::Status(status), at, &value);
                } else if value.text.len() == 8 && self.is_speech(at) {
                    // Of the speech services it is the code: `"status":40000001`.
                    self.push(What::Code(value.text.clone()), at, &value);
                }
            }
            Key::Product => {
                let value = self.token(found.value, |b| b.is_ascii_alphanumeric() || b == b'-');
                // A service can be anything; a product is one of Alibaba Cloud's.
                let service = self.text[at..].starts_with(['s', 'S']);
                let told = found.separator != b' '
                    && value.text.len() > 1
                    && !value::is_nothing(&value.text)
                    && (!service || product::is_known(&value.text));
                if told && value.text.starts_with(|c: char| c.is_ascii_alphabetic()) {
                    let product = product::canonical(&value.text);
                    self.facts.hints.push(Hint {
                        product,
                        at,
                        rank: 4,
                        named: true,
                        stands: Stands::Anywhere,
                    });
                }
            }
            // Hosts are hints wherever they stand.
            Key::Host => {}
        }
        None
    }

    /// Where the word begins that a name announces: behind quotes, brackets, and what dumps put before a string.
    fn word_start(&self, from: usize) -> usize {
        let text = self.text;
        let from = from.min(text.len());
        let near = text.floor_char_boundary(from + 256);
        let line_end = text[from..near].find('\n').map_or(near, |end| from + end);
        let mut start = from;
        let rest = &text[start..line_end.max(start)];
        if let Some(quote) = rest[..rest.floor_char_boundary(40)].find(['"', '\'']) {
            let before = &rest[..quote];
            if before.trim_end_matches('\\').ends_with('(') && !before.contains(' ')
                || before.contains("string")
                || matches!(before, "u" | "b")
            {
                start += quote;
            }
        }
        let dressed = |c: char| matches!(c, ' ' | '\\' | '"' | '\'' | '`' | '[' | '*' | '“');
        let rest = &text[start..line_end.max(start)];
        start += rest.len() - rest.trim_start_matches(dressed).len();
        start + if text[start..].starts_with("<![CDATA[") { 9 } else { 0 }
    }

    /// Where the value of a name begins that was folded before it: `Message: code:`, and `403, M` on the line below.
    fn folded(&self, at: usize, value: usize) -> usize {
        let below =
            self.text.get(value..).and_then(|rest| rest.strip_prefix('\n')).unwrap_or("").trim_start();
        let digits = below.bytes().take_while(u8::is_ascii_digit).count();
        let folded = digits == 3 && below[3..].starts_with(", ") && self.text[..at].ends_with("essage: ");
        if folded { self.text.len() - below.len() } else { value }
    }

    fn code(&mut self, at: usize, found: Found) -> Option<usize> {
        let text = self.text;
        let mut start = self.word_start(self.folded(at, found.value));
        if text[start..].starts_with(|c: char| c.is_ascii_digit()) {
            return self.numeric(at, start, found);
        }
        if self.apples_status(at, start) {
            return None;
        }
        // `DataXException: Code:[Framework-03], Description:[…]`: what it caught is told behind.
        if text[at..].starts_with("Code:[") {
            let line = self.to_line_end(at);
            if line.contains("], Description:[") {
                return Some(at + line.find("]. - ").unwrap_or(line.len()));
            }
        }
        if found.separator == b'|' && self.is_in_head(at) {
            return None;
        }
        // `code: -1, M`: what never reached the API.
        if let Some(message) = text[start..].strip_prefix("-1, ") {
            let message = tea_message(text, text.len() - message.len());
            if found.key == Key::Code && !message.text.is_empty() {
                self.push(What::Message(message.text.clone()), at, &message);
                return Some(message.end.max(start + 1));
            }
        }
        if text[start..].starts_with('<') && found.separator == b'|' {
            start += text[start..].find('>').map_or(0, |close| close + 1);
        }
        start += value::dress(&text[start..]);
        let end = start + lexeme(&text[start..]);
        let word = &text[start..end];
        // `rpc error: code = DeadlineExceeded`
        if text[..at].ends_with("rpc error: ") || text[end..].starts_with(" desc = ") {
            self.facts.others.push(start);
            return None;
        }
        let value = Value { text: word.to_owned(), start, end, cut: end == text.trim_end().len() };
        if found.key == Key::Code
            && matches!(&*word.to_ascii_lowercase(), "ok" | "success" | "succeed" | "succeeded")
        {
            self.push(What::Status(200), at, &value);
        }
        let behind = text[end..].chars().next();
        let stands_alone = !matches!(behind, Some('(' | '/' | '@' | '%' | '$'));
        // `<Code>C</Code>`, but no `<code>` around a page's text.
        let bare = text[end..].trim_start_matches(' ');
        let goes_on = text[end..].starts_with(' ') && bare.starts_with(|c: char| c.is_ascii_alphanumeric());
        if found.separator == b'>' && goes_on {
            return None;
        }
        let grounds = self.grounds(at, found)?;
        // `Error: C: code: 403, M`: so the Tea SDKs tell a code, whatever it looks like.
        let grounds = if heads::is_tea(&text[end..]) { grounds.max(Grounds::Sdk) } else { grounds };
        // `Error: CodeError: code: 403, …` is a shape of its own.
        let shaped = found.key == Key::Fault && word.ends_with("Error") && text[end..].starts_with(": ");
        if !accepted(word, grounds, self.place, self.known) || !stands_alone || shaped {
            return None;
        }
        self.push_on(grounds, What::Code(word.to_owned()), at, &value);
        self.codes_beside(end);
        if found.key == Key::Fault && !matches!(behind, Some('"' | '\\' | '\'')) {
            self.rest_of_line(end);
        }
        Some(end)
    }

    /// The text from a place to the end of its line. A line may be as long as the text, so this is not asked for each
    /// name in it.
    pub(super) fn to_line_end(&self, at: usize) -> &str {
        let rest = &self.text[at..];
        &rest[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())]
    }

    /// Whether a place is in the head of a table that explains codes.
    fn is_in_head(&self, at: usize) -> bool {
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let row = self.to_line_end(start);
        let below = self.text.get(start + row.len() + 1..).unwrap_or("");
        table::explains_codes(row, below)
    }

    /// How strongly a name and its separator speak for a code behind them.
    fn grounds(&self, at: usize, found: Found) -> Option<Grounds> {
        let text = self.text;
        let chinese = text[at..].starts_with(|c: char| !c.is_ascii());
        let name = &text[at..names::word_end(text, at)];
        match (found.key, found.separator) {
            (Key::Code, b' ') if chinese || name.len() > 4 || name.eq_ignore_ascii_case("error") => {
                Some(Grounds::Said)
            }
            (Key::Code, b' ') => Some(Grounds::InText),
            (Key::Code, _) => Some(Grounds::Named),
            // `HTTP Status: 403 Error:C M` of the Python SDK has no blank.
            (_, b':')
                if found.value == at + 6
                    && text[..found.value].ends_with("Error:")
                    && self.status_on_line() =>
            {
                Some(Grounds::Sdk)
            }
            // `一直报错 C ，…`
            (_, b' ') => text[at..].starts_with("报错").then_some(Grounds::Said),
            _ if matches!(&*name.to_ascii_lowercase(), "reason" | "type") => Some(Grounds::Reason),
            _ => Some(Grounds::Fault),
        }
    }

    /// `错误码 A 和 B`: several codes behind one name.
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
            if grade(word, self.known) < Grade::Looks {
                return;
            }
            let start = text.len() - rest.len();
            at = start + length;
            let value = Value { text: word.to_owned(), start, end: at, cut: false };
            self.push_on(Grounds::Said, What::Code(word.to_owned()), start, &value);
        }
    }

    fn status_on_line(&self) -> bool {
        let last = self.facts.facts.last();
        last.is_some_and(|fact| fact.line == self.line && matches!(fact.what, What::Status(_)))
    }

    /// A message that simply follows its code.
    fn rest_of_line(&mut self, from: usize) {
        let rest = &self.text[from..];
        let rest = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let rest = value::behind_code(rest.strip_prefix(']').unwrap_or(rest));
        // `Error: C: code: 403, M request id: R` is read when the reader gets there.
        if rest.starts_with("code: ") {
            return;
        }
        let line_end = self.text[from..].find('\n').map_or(self.text.len(), |end| from + end);
        let start = line_end - rest.len();
        let value = value::read(self.text, start, b':');
        if value.text.split_whitespace().count() >= 2 && !self.text[from..start].contains('\n') {
            self.push(What::Message(value.text.clone()), from, &value);
        }
    }
}
