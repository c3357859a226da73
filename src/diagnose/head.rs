//! Codes that nothing names: they stand at the head of a line, behind an exception's name, or alone.

use super::code::{can_be_code, has_humps, is_built_as_code, is_wrapper, lexeme, looks_like_code};
use super::fact::{Fact, Facts, What};
use super::row;
use super::value;

/// Adds the codes and messages of heads: `ClientException: C : M`, `CError: code: 403, …`, `C: M RequestId: R`.
pub(super) fn read(text: &str, known: &dyn Fn(&str) -> bool, facts: &mut Facts) {
    let mut at = 0;
    let mut found = Vec::new();
    let mut rows = Vec::new();
    let begins = text.lines().position(|line| !line.trim().is_empty()).unwrap_or(0);
    for (number, line) in text.split('\n').enumerate() {
        // PowerShell's `+ CategoryInfo : …` speaks of the command.
        if line.len() >= 3 && line.len() < 16 * 1024 && !line.starts_with("+ ") {
            if let Some(row) = row::read(line, known) {
                rows.push((number, at, row));
            } else if let Some(head) = first(line, number == begins, known).or_else(|| head(line, known)) {
                found.push((number, at, head));
            }
        }
        at += line.len() + 1;
    }
    for (number, at, row) in rows {
        row.add(number, at, facts);
    }
    for (number, at, head) in found {
        let is_known = known(&head.code);
        add(text, facts, number, at, head, is_known);
    }
    let has_code = facts.facts.iter().any(|fact| matches!(fact.what, What::Code(_) | What::Searched(_)));
    if !has_code {
        anywhere(text, known, facts);
    }
}

/// Whether what stands before a word lets it be a head: a separator, a bracket, a quote, a character beyond ASCII.
fn can_stand_behind(before: &[u8]) -> bool {
    let blanks = before.iter().rev().take_while(|b| matches!(b, b' ' | b'\t')).count();
    let Some(&last) = before[..before.len() - blanks].last() else { return true };
    let tight = matches!(last, b'"' | b'\'' | b'(' | b'`' | b'[' | b'>' | b':' | b'\\') || last >= 0x80;
    let loose = matches!(last, b'=' | b']' | b')' | b'-' | b'|' | b',' | b'+') && blanks > 0;
    tight || loose
}

/// Where the text of a log line begins: behind its time, its level, and what stands in brackets.
fn log_prefix(line: &str) -> usize {
    let mut at = 0;
    for word in line.split_inclusive([' ', '\t']) {
        let bare = word.trim_end().trim_end_matches(':').trim_matches(['[', ']', '(', ')']);
        let level = [
            "error", "warn", "warning", "info", "debug", "fatal", "severe", "critical", "err", "e", "w", "-",
            "",
        ];
        let time = bare.starts_with(|c: char| c.is_ascii_digit());
        let bracketed = word.starts_with('[') && word.trim_end().ends_with([']', ':']);
        if !(time || bracketed || level.contains(&&*bare.to_ascii_lowercase())) {
            break;
        }
        at += word.len();
    }
    at
}

#[derive(Debug)]
struct Head {
    code: String,
    start: usize,
    end: usize,
    /// Where the message stands; nothing for a code alone, or one whose message is read elsewhere.
    message: Option<usize>,
}

/// A code that only its place tells: the first word of a text, or between brackets before a request id.
fn first(line: &str, begins: bool, known: &dyn Fn(&str) -> bool) -> Option<Head> {
    let sentence = |text: &str| text.split_whitespace().take(3).count() == 3;
    if begins && !line[..lexeme(line)].ends_with("Error") {
        let length = lexeme(line);
        let word = &line[..length];
        let behind = &line[length..];
        let message = behind.strip_prefix(':').unwrap_or(behind).trim_start();
        let capital = message.starts_with(|c: char| c.is_uppercase() || !c.is_ascii());
        let sure =
            is_built_as_code(word) || capital && known(word) && can_be_code(word) && behind.starts_with(' ');
        let upper = word.starts_with(|c: char| c.is_ascii_uppercase());
        let spaced = behind.starts_with([' ', ':']) && message.len() < behind.len();
        let named = super::key::at(line, 0, super::key::word_end(line, 0)).is_some();
        let told = behind.starts_with(": ") && can_be_code(word) && tells_request(message);
        let sure = sure || told && !named;
        let upper = upper || word.contains('.');
        if upper && sure && spaced && sentence(message) && message.starts_with(char::is_alphabetic) {
            let message = (!message.starts_with("code: ")).then_some(line.len() - message.len());
            return Some(Head { code: word.to_owned(), start: 0, end: length, message });
        }
    }
    // `error: C: M (request id R)`
    if let Some(rest) = ["error: ", "Error: "].iter().find_map(|name| line.strip_prefix(name)) {
        let start = line.len() - rest.len();
        let end = start + lexeme(rest);
        let word = &line[start..end];
        if let Some(message) = line[end..].strip_prefix(": ")
            && is_built_as_code(word)
            && tells_request(message)
        {
            let message = Some(line.len() - message.len());
            return Some(Head { code: word.to_owned(), start, end, message });
        }
    }
    for (open, sign) in line.match_indices(['[', '【']) {
        let start = open + sign.len();
        let length = lexeme(&line[start..]);
        let (word, end) = (&line[start..start + length], start + length);
        let Some(behind) = line[end..].strip_prefix(']').or_else(|| line[end..].strip_prefix('】')) else {
            continue;
        };
        let message = behind.trim_start_matches([':', '-', ' ']);
        let told = tells_request(message);
        let upper = word.bytes().any(|b| b.is_ascii_uppercase());
        let sure =
            looks_like_code(word) || known(word) && upper || is_built_as_code(word) && (told || sign == "【");
        if sure && can_be_code(word) && sentence(message) {
            return Some(Head {
                code: word.to_owned(),
                start,
                end,
                message: Some(line.len() - message.len()),
            });
        }
    }
    // `M (C) Request ID: R`, `M (C, request id R)`
    for (open, _) in line.match_indices('(') {
        let start = open + 1;
        let length = lexeme(&line[start..]);
        let (word, end) = (&line[start..start + length], start + length);
        let Some(behind) = line[end..].strip_prefix([')', ',']) else { continue };
        let behind = behind.trim_start_matches([' ', ',', '.', ':', ';']).to_ascii_lowercase();
        let told = behind.starts_with("request id") || behind.starts_with("requestid");
        if told && can_be_code(word) && (has_humps(word) || known(word)) {
            return Some(Head { code: word.to_owned(), start, end, message: None });
        }
    }
    None
}

/// Whether a text names a request: what stands before it is an answer.
fn tells_request(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    ["request id", "requestid", "request_id"].iter().any(|name| lower.contains(name))
}

fn head(line: &str, known: &dyn Fn(&str) -> bool) -> Option<Head> {
    let bytes = line.as_bytes();
    let mut at = 0;
    let prefix = log_prefix(line);
    let mut behind_exception = false;
    let mut places = 0;
    loop {
        // The next place where a head can stand: the line's start, and behind `: `, `] `, a quote, a blank bar.
        let rest = &line[at..];
        let length = lexeme(rest);
        if length > 0 {
            if let Some(head) = judge(line, at, length, at == 0 || at == prefix, behind_exception, known) {
                return Some(head);
            }
            let word = &rest[..length];
            behind_exception = word.ends_with("Exception")
                || (word.ends_with("Error") && word.len() > 5)
                || (behind_exception && word.len() < 3);
        }
        let from = at + length.max(rest.chars().next().map_or(1, char::len_utf8));
        let next = (from..line.len()).find(|&at| {
            let word_starts = bytes[at].is_ascii_alphabetic() && !bytes[at - 1].is_ascii_alphanumeric();
            word_starts && (at == prefix || can_stand_behind(&bytes[..at]))
        })?;
        if line[from.min(next)..next].contains(". ") {
            behind_exception = false;
        }
        at = next;
        places += 1;
        if places > 60 {
            return None;
        }
    }
}

fn judge(
    line: &str,
    at: usize,
    length: usize,
    at_start: bool,
    behind_exception: bool,
    known: &dyn Fn(&str) -> bool,
) -> Option<Head> {
    let word = &line[at..at + length];
    let end = at + length;
    let behind = &line[end..];
    let bare = behind.trim_start();
    let head = |code: &str, message: Option<usize>| {
        Some(Head { code: code.to_owned(), start: at, end: at + code.len(), message })
    };
    if let Some(rest) = bare.strip_prefix(':') {
        let message = rest.trim_start();
        let message_at = line.len() - message.len();
        // Node appends `Error` to the code.
        if let Some(code) = word.strip_suffix("Error").filter(|_| can_be_code(word)) {
            let tea = message.strip_prefix("code: ").is_some_and(|digits| {
                digits.as_bytes().get(..3).is_some_and(|d| d.iter().all(u8::is_ascii_digit))
            });
            let old = message.contains(", URL: http") || message.contains(",URL:http");
            if (tea || old) && can_be_code(code) && code.starts_with(|c: char| c.is_ascii_alphabetic()) {
                return head(code, if old { Some(message_at) } else { None });
            }
        }
        if message.starts_with("//") || rest.starts_with("//") {
            return None;
        }
        let upper = word.bytes().any(|b| b.is_ascii_uppercase());
        let sure = looks_like_code(word) || (known(word) && upper) || (is_wrapper(word) && length > 4);
        let spaced = behind.starts_with(' ') || rest.starts_with(' ') || rest.is_empty();
        let likely = behind_exception && spaced && can_be_code(word) && upper && !word.ends_with("Error");
        // `resources.Lb: Error:C M`
        let likely = likely && (!word.contains('.') || word.starts_with(|c: char| c.is_ascii_uppercase()));
        let named = super::key::at(line, at, super::key::word_end(line, at)).is_some();
        let tea = message.starts_with("code: ");
        if (sure || likely) && can_be_code(word) && !named {
            return head(word, (!message.is_empty() && !tea).then_some(message_at));
        }
        return None;
    }
    let sure = looks_like_code(word) || is_wrapper(word) && length > 4;
    let known_shape =
        known(word) && (word.contains(['.', '_']) || word.bytes().filter(u8::is_ascii_uppercase).count() > 1);
    if bare.is_empty() {
        let fits = (at_start && (sure || known(word) && can_be_code(word)))
            || (behind_exception && (sure || known_shape));
        return if fits { head(word, None) } else { None };
    }
    let goes_on = behind.starts_with([' ', '\t'])
        && bare.starts_with(|c: char| c.is_alphabetic() || "\"'“<{%".contains(c));
    if goes_on && (at_start || behind_exception) && (sure || known_shape) {
        return head(word, Some(line.len() - bare.len()));
    }
    let bracketed = behind_exception && bare.starts_with('+');
    if bracketed && can_be_code(word) {
        return head(word, None);
    }
    None
}

/// `known` tells whether the catalogue has the code.
fn add(text: &str, facts: &mut Facts, number: usize, at: usize, head: Head, known: bool) {
    let (start, end) = (at + head.start, at + head.end);
    // What calls itself a code is one; what merely looks like one in the midst of a line is the name of an event then.
    let in_midst = head.start > 0 || head.code.contains('_');
    let weak = !known && in_midst && !head.code.contains('.') && text[end..].starts_with(' ');
    let weak = weak && !text[end..].trim_start().starts_with(':');
    if weak && facts.facts.iter().any(|fact| matches!(&fact.what, What::Code(code) if !is_wrapper(code))) {
        return;
    }
    // The same words read by their names already.
    let read = facts.facts.iter().any(|fact| match &fact.what {
        What::Code(code) => {
            let again = fact.start < end && fact.line == number && super::code::same(&head.code, code);
            fact.start <= start && start < fact.end || again
        }
        What::Searched(_) => fact.start <= start && start < fact.end,
        // In the midst of a message only what is followed by a message of its own.
        What::Message(_) => {
            let within = fact.start < start && start < fact.end;
            within && (head.message.is_none() || !looks_like_code(&head.code))
        }
        _ => false,
    });
    if read {
        return;
    }
    let around = facts.facts.iter().find(|fact| fact.start <= start && start < fact.end);
    let scope = match around {
        Some(fact) if matches!(fact.what, What::Message(_)) => {
            let own = facts.facts.iter().any(|other| {
                other.scope == fact.scope
                    && other.scope != 0
                    && matches!(&other.what, What::Code(c) if !is_wrapper(c))
            });
            if own {
                return;
            }
            fact.scope
        }
        Some(fact) => fact.scope,
        None => 0,
    };
    let fact = |what, at, start, end, cut| Fact { what, at, start, end, scope, line: number, cut };
    let code_cut = end == text.trim_end().len();
    facts.facts.push(fact(What::Code(head.code), start, start, end, code_cut));
    if let Some(message) = head.message {
        let read = value::read(text, at + message, b':');
        if read.text.chars().any(char::is_alphabetic) {
            facts.facts.push(fact(What::Message(read.text), at + message, read.start, read.end, read.cut));
        }
    }
}

/// The words of a text in which nothing else gave a code: those that look like one, wherever they stand.
fn anywhere(text: &str, known: &dyn Fn(&str) -> bool, facts: &mut Facts) {
    let whole = text.trim();
    let mut line_start = 0;
    for (number, line) in text.split('\n').enumerate() {
        let bytes = line.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let length = if bytes[at].is_ascii_alphabetic() { lexeme(&line[at..]) } else { 0 };
            if length == 0 {
                at += 1;
                continue;
            }
            let (start, end) = (at, at + length);
            at = end;
            let word = &line[start..end];
            let attached = start > 0
                && matches!(bytes[start - 1], b'/' | b'.' | b'@' | b'$' | b'_' | b'-' | b'\\' | b'%');
            let called = matches!(bytes.get(end), Some(b'(' | b'/' | b'@'));
            let humps = word.bytes().filter(u8::is_ascii_uppercase).count() > 1;
            let alone = word.len() == whole.len();
            let in_message = facts.facts.iter().any(|fact| {
                matches!(fact.what, What::Message(_))
                    && fact.start < line_start + start
                    && line_start + end < fact.end
            });
            let sure = looks_like_code(word)
                || alone && is_built_as_code(word)
                || (known(word) && (alone || humps && word.contains(['.', '_']) || humps && length > 11));
            if attached || called || in_message || !sure {
                continue;
            }
            let behind = &line[end..];
            let behind = behind.strip_prefix(['"', '\'', '”', '’', '`', ']', ')']).unwrap_or(behind);
            let message = value::behind_code(behind);
            let fact = |what, start, end| Fact {
                what,
                at: start,
                start,
                end,
                scope: 0,
                line: number,
                cut: end >= text.trim_end().len(),
            };
            facts.facts.push(fact(What::Code(word.to_owned()), line_start + start, line_start + end));
            let message_start = line_start + line.len() - message.len();
            let mut read = value::read(text, message_start.min(text.len()), b':');
            if let Some(tag) = read.text.find("</") {
                read.text.truncate(tag);
            }
            let words = read.text.split_ascii_whitespace().filter(|word| word.is_ascii()).count();
            let has_message = facts.facts.iter().any(|fact| matches!(fact.what, What::Message(_)));
            if words >= 3 && !has_message && read.start < line_start + line.len() {
                facts.facts.push(fact(What::Message(read.text), read.start, read.end));
                at = line.len();
            }
        }
        line_start += line.len() + 1;
    }
}
