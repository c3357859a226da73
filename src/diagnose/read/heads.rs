//! Readers of the shapes that are known by the form of a line, not by names.

use super::fact::What;
use super::names::{self, Key};
use super::spot::{Class, Found, Line, Spot};
use super::value;
use super::word::{self, Grade, Grounds, lexeme};

/// The first word of a text, where a sentence follows.
pub fn first_word(line: &Line, grounds: Grounds) -> Option<Found> {
    let text = line.text;
    let length = lexeme(text);
    let (word, behind) = text.split_at(length);
    let message = behind.strip_prefix(':').unwrap_or(behind).trim_start();
    let spaced = behind.starts_with([' ', ':']) && message.len() < behind.len();
    let named = names::at(text, 0, names::word_end(text, 0)).is_some();
    let begins = line.begins && !word.ends_with("Error") && spaced && !named && !is_function(behind);
    if !begins || !is_sentence(message) || !message.starts_with(char::is_alphabetic) {
        return None;
    }
    // A documented code that is as common a word as `Forbidden` begins other sentences, too.
    let capital = message.starts_with(|c: char| c.is_uppercase() || !c.is_ascii());
    let common = line.grade(word) == Grade::Plain && !capital && !behind.starts_with(':');
    let class = word.ends_with("Exception");
    // A heading stands before a whole error: `Events: … SDKError: … request id: R`.
    let whole = ["Code", "code:", "Error:", "error:", "Exception"].iter().any(|sign| message.contains(sign));
    let answers = behind.starts_with(": ") && tells_request(message) && !whole;
    let told = answers && !class && line.grade(word) > Grade::No;
    let fits = told || line.accepts(word, grounds) && !common;
    let message = (!message.starts_with("code: ")).then_some(text.len() - message.len());
    fits.then(|| Found::code(text, 0..length, message))
}

/// Whether the word before is a function of Go's, which is put before the name of its package: `PutObject:oss: M`.
fn is_function(behind: &str) -> bool {
    let package = behind.strip_prefix(':').unwrap_or("");
    let length = package.bytes().take_while(u8::is_ascii_lowercase).count();
    length > 0 && package[length..].starts_with(": ")
}

/// `[C] M`, `【C】M`
pub fn bracketed(line: &Line, grounds: Grounds) -> Option<Found> {
    let text = line.text;
    text.match_indices(['[', '【']).find_map(|(open, sign)| {
        let start = open + sign.len();
        let end = start + lexeme(&text[start..]);
        let word = &text[start..end];
        let behind = text[end..].strip_prefix(']').or_else(|| text[end..].strip_prefix('】'))?;
        let message = behind.trim_start_matches([':', '-', ' ']);
        let grounds = if tells_request(message) || sign == "【" { Grounds::Answer } else { grounds };
        let fits = line.accepts(word, grounds) && is_sentence(message);
        let end = start + line.unsuffixed(word).len();
        fits.then(|| Found::code(text, start..end, Some(text.len() - message.len())))
    })
}

/// `M (C) Request ID: R`, `M (C, request id R)`: the message is found later, by `around`.
pub fn parenthesised(line: &Line, _: Grounds) -> Option<Found> {
    let text = line.text;
    text.match_indices('(').find_map(|(open, _)| {
        let start = open + 1;
        let end = start + lexeme(&text[start..]);
        let behind = text[end..].strip_prefix([')', ','])?;
        let behind = behind.trim_start_matches([' ', ',', '.', ':', ';']).to_ascii_lowercase();
        let told = behind.starts_with("request id") || behind.starts_with("requestid");
        let fits = told && line.grade(&text[start..end]) >= Grade::Humped;
        fits.then(|| Found::code(text, start..end, None))
    })
}

/// `CError: code: 403, …`: Node's SDK appends `Error`, or nothing; the message is told by its names.
pub fn node(line: &Line, spot: &Spot, _: Grounds) -> Option<Found> {
    let word = &line.text[spot.at..spot.end];
    let behind = &line.text[spot.end..];
    let (code, least) = match class_of(line, spot) {
        Some((code, _)) => (code, Grade::Possible),
        None => (word, Grade::Humped),
    };
    let named = || names::at(line.text, spot.at, names::word_end(line.text, spot.at)).is_some();
    let fits = is_tea(behind) && line.grade(code) >= least && !word::is_class(word) && !named();
    fits.then(|| Found::code(line.text, spot.at..spot.at + code.len(), None))
}

/// Whether a code goes on as the Tea SDKs tell it: `: code: 403, M`.
pub fn is_tea(behind: &str) -> bool {
    let behind = behind.strip_prefix(']').unwrap_or(behind).trim_start();
    let status = behind.strip_prefix(':').and_then(|rest| rest.trim_start().strip_prefix("code: "));
    status
        .and_then(|rest| rest.as_bytes().get(..3))
        .is_some_and(|digits| digits.iter().all(u8::is_ascii_digit))
}

/// `CError: M, URL: https://…`
pub fn node_older(line: &Line, spot: &Spot, _: Grounds) -> Option<Found> {
    let (code, message) = class_of(line, spot)?;
    let fits =
        (message.contains(", URL: http") || message.contains(",URL:http")) && line.grade(code) > Grade::No;
    let at = line.text.len() - message.len();
    fits.then(|| Found::code(line.text, spot.at..spot.at + code.len(), Some(at)))
}

/// The code in `CError: M` and `[CError]: M`, and what follows.
fn class_of<'a>(line: &Line<'a>, spot: &Spot) -> Option<(&'a str, &'a str)> {
    let code = line.text[spot.at..spot.end].strip_suffix("Error")?;
    let behind = &line.text[spot.end..];
    let behind = behind.strip_prefix(']').unwrap_or(behind).trim_start();
    Some((code, behind.strip_prefix(':')?.trim_start()))
}

/// `AliError: M`: the class is no code; the code may be in the fields behind its stack.
pub fn class_message(line: &Line, spot: &Spot, _: Grounds) -> Option<Found> {
    let message = line.text[spot.end..].strip_prefix(": ")?;
    let class = &line.text[spot.at..spot.end];
    let told =
        || is_stack(line.below) && class.strip_suffix("Error").is_some_and(|stem| has_field(line, stem));
    let fits =
        is_sentence(message) && (class == "AliError" || told() || is_bare_exception(line, class, message));
    fits.then(|| Found { message: Some(spot.end + 2), ..Found::default() })
}

/// `com.aliyun.x.SomeException: M`: what an SDK for Java prints where the message is all that it was told; no code
/// stands at its head, and none is named behind it or below.
fn is_bare_exception(line: &Line, class: &str, message: &str) -> bool {
    let own =
        class.starts_with("com.aliyun") && class.ends_with("Exception") && !class.contains("Unretryable");
    if !own || !message.starts_with(char::is_alphanumeric) {
        return false;
    }
    let head = &message[..lexeme(message)];
    let colon = message[head.len()..].trim_start().starts_with([':', '+']);
    let coded = colon || line.grade(head) >= Grade::Looks || matches!(head, "code" | "HTTP");
    let named = |text: &str| ["Code", "code", "equestI", "equest I"].iter().any(|name| text.contains(name));
    !coded && !named(message) && !line.below.lines().take(2).any(named)
}

/// `AnyException: M`, where the fields below tell the code.
pub fn above_fields(line: &Line, spot: &Spot, _: Grounds) -> Option<Found> {
    let message = line.text[spot.end..].strip_prefix(": ")?;
    let word = &message[..lexeme(message)];
    let fits = line.text[spot.at..spot.end].ends_with("Exception")
        && is_sentence(message)
        && line.grade(word) < Grade::Built
        && begins_with_code(line.below);
    fits.then(|| Found { message: Some(spot.end + 2), ..Found::default() })
}

/// Whether the lines below are fields, of which one of the first two names a code: `[ErrorCode]: C`.
pub fn begins_with_code(below: &str) -> bool {
    below.lines().take(2).map_while(names::at_head).any(|found| found.key == Key::Code)
}

/// `ClientException: C : M`, `ClientException: C`, and .NET's `C + [ RequestId : R ]`.
pub fn sdk_exception(line: &Line, spot: &Spot, grounds: Grounds) -> Option<Found> {
    let behind = &line.text[spot.end..];
    let own = spot.behind == Some(Class::Sdk) && !line.text[spot.at..spot.end].ends_with("Error");
    let found = colon(line, spot, grounds).filter(|_| spaced(behind));
    let bare =
        || behind.trim_start().starts_with('+') && line.accepts(&line.text[spot.at..spot.end], grounds);
    let found = found.or_else(|| bare().then(|| Found::code(line.text, spot.at..spot.end, None)));
    found.or_else(|| sentence(line, spot, Grounds::InText)).filter(|_| own)
}

/// `AnyException: C: M`
pub fn exception(line: &Line, spot: &Spot, grounds: Grounds) -> Option<Found> {
    let fits = spot.behind.is_some() && spaced(&line.text[spot.end..]);
    colon(line, spot, grounds).filter(|_| fits)
}

/// `C: M RequestId: R` at the head of a line, and behind `error: `.
pub fn answer(line: &Line, spot: &Spot, grounds: Grounds) -> Option<Found> {
    let behind = line.text[..spot.at].trim_end();
    let begins = spot.begins || ["error:", "Error:", "ERROR:"].contains(&behind);
    let told = begins && tells_request(&line.text[spot.end..]) && spaced(&line.text[spot.end..]);
    colon(line, spot, grounds).filter(|_| told)
}

/// `C: M` at any place of a head.
pub fn head(line: &Line, spot: &Spot, grounds: Grounds) -> Option<Found> {
    colon(line, spot, grounds)
}

/// `C M` at the head of a line, where the word can be nothing else.
pub fn sentence(line: &Line, spot: &Spot, grounds: Grounds) -> Option<Found> {
    let behind = &line.text[spot.end..];
    let bare = behind.trim_start();
    let goes_on = behind.starts_with([' ', '\t'])
        && bare.starts_with(|c: char| c.is_alphabetic() || "\"'“<{%".contains(c));
    let word = &line.text[spot.at..spot.end];
    let fits = goes_on && (spot.begins || spot.behind.is_some()) && line.accepts(word, grounds);
    (fits && !is_own_class(line, word))
        .then(|| Found::code(line.text, spot.at..spot.end, Some(line.text.len() - bare.len())))
}

/// A code alone on its line, or at the end of one behind an exception.
pub fn alone(line: &Line, spot: &Spot, grounds: Grounds) -> Option<Found> {
    let word = &line.text[spot.at..spot.end];
    let ends = line.text[spot.end..].trim().is_empty() && !is_stack(line.below);
    let fits = if spot.behind.is_some() {
        line.accepts(word, Grounds::InText)
    } else {
        spot.begins && line.accepts(word, grounds)
    };
    // A word that is the whole text was pasted to ask about it.
    let asked =
        || line.begins && spot.at == 0 && line.below.trim().is_empty() && line.accepts(word, Grounds::First);
    (ends && (fits || asked()))
        .then(|| Found::code(line.text, spot.at..spot.at + line.unsuffixed(word).len(), None))
}

/// `C: M`, unless the word is a name or somebody's own class.
fn colon(line: &Line, spot: &Spot, grounds: Grounds) -> Option<Found> {
    let text = line.text;
    let word = &text[spot.at..spot.end];
    let rest = text[spot.end..].trim_start().strip_prefix(':')?;
    let message = rest.trim_start();
    let named = || names::at(text, spot.at, names::word_end(text, spot.at)).is_some();
    if rest.starts_with("//")
        || message.starts_with("//")
        || !line.accepts(word, grounds)
        || named()
        || is_own_class(line, word)
    {
        return None;
    }
    let at = (!message.is_empty() && !message.starts_with("code: ")).then_some(text.len() - message.len());
    Some(Found::code(text, spot.at..spot.at + line.unsuffixed(word).len(), at))
}

/// Whether a word is the class of a program's own errors: it is no code with `Error` appended by an SDK, or a script's
/// stack follows.
fn is_own_class(line: &Line, word: &str) -> bool {
    let unknown = line.grade(word) < Grade::Known && !word.contains('.');
    let stack = is_stack(line.below);
    unknown && (word.ends_with("Error") && line.unsuffixed(word) == word || stack)
        || stack && HTTP_CLASSES.contains(&word)
}

/// The classes that web frameworks have for the statuses of HTTP, some of which are codes elsewhere.
const HTTP_CLASSES: [&str; 10] = [
    "BadRequestError",
    "ConflictError",
    "ForbiddenError",
    "GatewayTimeoutError",
    "InternalServerError",
    "MethodNotAllowedError",
    "NotFoundError",
    "ServiceUnavailableError",
    "TooManyRequestsError",
    "UnauthorizedError",
];

/// Whether the next line is of a script's stack; its place may have been wrapped.
fn is_stack(below: &str) -> bool {
    let mut lines = below.lines().map(str::trim_start);
    let next = lines.next().unwrap_or("");
    let script =
        |line: &str| [".js:", ".ts:", ".mjs:", "node:", "<anonymous>"].iter().any(|sign| line.contains(sign));
    let mut wrapped = || lines.next().is_some_and(|place| place.starts_with('(') && script(place));
    next.starts_with("at ") && (script(next) || wrapped())
}

/// How far behind a stack the fields of its error are looked for.
const FIELDS: usize = 2048;

/// Whether a field below gives the code: `code: 'C'`.
fn has_field(line: &Line, code: &str) -> bool {
    let fields = &line.below[..line.below.floor_char_boundary(FIELDS)];
    ["'", "\""].iter().any(|quote| fields.contains(&format!("code: {quote}{code}{quote}")))
}

/// The words of a line that look like codes, and the probable message where there is only one.
pub fn in_text(line: &Line, grounds: Grounds) -> Option<Found> {
    let bytes = line.text.as_bytes();
    let mut found = Found::default();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphabetic() {
            at += 1;
            continue;
        }
        let (start, end) = (at, at + lexeme(&line.text[at..]));
        at = end;
        let attached = start > 0
            && matches!(bytes[start - 1], b'/' | b'.' | b'@' | b'$' | b'_' | b'-' | b'\\' | b'%')
            || line.text[..start].ends_with("::");
        let called = matches!(bytes.get(end), Some(b'(' | b'/' | b'@'));
        let word = &line.text[start..end];
        let other = HTTP_CLASSES.contains(&word) || is_own_class(line, word);
        if attached || called || !line.accepts(word, grounds) || other {
            continue;
        }
        let code = What::Code(line.unsuffixed(word).to_owned());
        if found.parts.iter().all(|(known, _)| *known != code) {
            found.parts.push((code, start..end));
        }
    }
    let (_, place) = found.parts.first()?;
    let behind = &line.text[place.end..];
    let unquoted = behind.strip_prefix(['"', '\'', '”', '’', '`', ']', ')']);
    let message = value::behind_code(unquoted.unwrap_or(behind));
    let goes_on = unquoted.is_some() && value::goes_on(message);
    let words = message.split_ascii_whitespace().filter(|word| word.is_ascii()).count();
    found.message =
        (found.parts.len() == 1 && words >= 3 && !goes_on).then_some(line.text.len() - message.len());
    Some(found)
}

fn spaced(behind: &str) -> bool {
    let rest = behind.trim_start().strip_prefix(':').unwrap_or("");
    behind.starts_with(' ') || rest.starts_with(' ') || rest.is_empty()
}

pub fn is_sentence(text: &str) -> bool {
    text.split_whitespace().take(3).count() == 3
}

/// Whether a text names a request; then the text before it is an answer.
pub fn tells_request(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    ["request id", "requestid", "request_id"].iter().any(|name| lower.contains(name))
}
