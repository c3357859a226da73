//! Readers of lines as single SDKs and tools print them.

use std::ops::Range;

use super::fact::{What, status};
use super::heads::{begins_with_code, is_sentence, tells_request};
use super::spot::{Found, Line};
use super::word::{Grade, Grounds, lexeme};

const VERBS: [&str; 6] = ["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH"];

/// `FC<Code>Error: GET /x failed with 403. requestid: R, message: M`, and the same without the class.
pub fn function_compute(line: &Line, _: Grounds) -> Option<Found> {
    let sign = " failed with ";
    let at = line.text.find(sign)?;
    let before = &line.text[..at];
    let verb = before.rfind(' ').filter(|&blank| VERBS.iter().any(|verb| before[..blank].ends_with(verb)))?;
    let digits = at + sign.len();
    let behind = line.text.get(digits + 3..)?;
    let mut found = Found::status(line.text, digits..digits + 3).filter(|_| behind.starts_with('.'))?;
    let class = before[..verb].trim_end_matches(char::is_alphabetic).trim_end().strip_suffix("Error:");
    let start = class
        .map_or(0, |class| class.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '.').len());
    if let Some(code) =
        class.and_then(|class| class[start..].strip_prefix("FC")).filter(|code| line.grade(code) > Grade::No)
    {
        let at = start + 2;
        found.parts.push((What::Code(code.to_owned()), at..at + code.len()));
        found.product = Some("FC");
    }
    Some(found)
}

/// `StatusCodeError: 403 - "<?xml …"`: the status of the error in the body.
pub fn request_promise(line: &Line, _: Grounds) -> Option<Found> {
    let sign = "StatusCodeError: ";
    let digits = line.text.find(sign)? + sign.len();
    line.text.get(digits + 3..).filter(|behind| behind.starts_with(" - "))?;
    Found::status(line.text, digits..digits + 3)
}

/// `An error occurred (C) when calling the X operation (reached max retries: 4): M`
pub fn boto(line: &Line, grounds: Grounds) -> Option<Found> {
    let (code, behind) = code_behind("An error occurred (", line, grounds)?;
    let behind = behind.strip_prefix(") when calling ")?;
    let message = behind.split_once("): ").filter(|(before, _)| before.contains("operation ("));
    let (_, message) = message.or_else(|| behind.split_once("operation: "))?;
    Some(told(line, code, message))
}

/// `… StatusCode: 403, RequestID: R, HostID: H, api error C: M`
pub fn api_error(line: &Line, grounds: Grounds) -> Option<Found> {
    let (code, behind) = code_behind("api error ", line, grounds)?;
    let digits = line.text[..code.start].rfind("StatusCode: ")? + "StatusCode: ".len();
    line.text.get(digits..digits + 3)?;
    let status = Found::status(line.text, digits..digits + 3)?;
    let mut found = told(line, code, behind.strip_prefix(": ")?);
    found.parts.extend(status.parts);
    Some(found)
}

/// `PutObject fail, code C, message M, requestId:R`; what never reached the store has `ClientError:200052` as its code.
pub fn named_by_words(line: &Line, grounds: Grounds) -> Option<Found> {
    let start = " fail, code ";
    let start = line.text.find(start)? + start.len();
    let (code, behind) = line.text[start..].split_once(", message ")?;
    let word = lexeme(code);
    let number = code[word..].strip_prefix(':').unwrap_or("");
    let is_clients =
        &code[..word] == "ClientError" && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let fits = is_clients || word == code.len() && line.accepts(code, grounds);
    fits.then(|| told(line, start..start + code.len(), behind))
}

/// Where the code stands that a line has behind a sign, and what follows it.
fn code_behind<'t>(sign: &str, line: &Line<'t>, grounds: Grounds) -> Option<(Range<usize>, &'t str)> {
    let start = line.text.find(sign)? + sign.len();
    let end = start + lexeme(&line.text[start..]);
    line.accepts(&line.text[start..end], grounds).then(|| (start..end, &line.text[end..]))
}

/// A code, and the message that a line ends with.
fn told(line: &Line, code: Range<usize>, message: &str) -> Found {
    Found::code(line.text, code, Some(line.text.len() - message.len()))
}

/// `odps.errors.Class: C: RequestId: R Tag: T Endpoint: E` or `… C: InstanceId: I`, and the message on the next line,
/// which may begin with the code once more.
pub fn pyodps(line: &Line, grounds: Grounds) -> Option<Found> {
    let (before, rest) = line.text.split_once("odps.errors.")?;
    let (class, rest) = rest.split_once(": ")?;
    let start = before.len() + "odps.errors.".len() + class.len() + 2;
    let end = start + lexeme(rest);
    let word = &line.text[start..end];
    let behind = line.text[end..].strip_prefix(": ")?;
    let told = ["RequestId: ", "InstanceId: "].iter().any(|name| behind.starts_with(name));
    let again = line.below.strip_prefix(word).and_then(|below| below.strip_prefix(':')).unwrap_or(line.below);
    let message = line.text.len() + 1 + line.below.len() - again.trim_start_matches(' ').len();
    let message = (!again.trim().is_empty()).then_some(message);
    (told && line.accepts(word, grounds)).then(|| Found::code(line.text, start..end, message))
}

/// `Unable to execute HTTP request: M` in OSS's log, with the fields below.
pub fn unable(line: &Line, _: Grounds) -> Option<Found> {
    let sign = "Unable to execute HTTP request: ";
    let message = line.text.find(sign)? + sign.len();
    begins_with_code(line.below).then(|| Found {
        message: Some(message),
        product: Some("Oss"),
        ..Found::default()
    })
}

/// `ResponseException: resources.X: M Code: C RequestId: R`
pub fn resource(line: &Line, _: Grounds) -> Option<Found> {
    let (_, rest) = line.text.split_once("ResponseException: ")?;
    let message = match rest.strip_prefix("resources.").and_then(|rest| rest.split_once(": ")) {
        Some((_, message)) => message,
        None => rest,
    };
    let code = message.find(" Code: ").filter(|at| *at > 0)?;
    (is_sentence(&message[..code]) && tells_request(&message[code..]))
        .then(|| Found { message: Some(line.text.len() - message.len()), ..Found::default() })
}

/// `Aliyun::OSS::ServerError (M RequestId: R):`, `Aliyun::OSS::ServerError: M`
pub fn ruby(line: &Line, _: Grounds) -> Option<Found> {
    let (_, rest) = line.text.split_once("Aliyun::OSS::ServerError")?;
    let message = [" (", ": "].iter().find_map(|sign| rest.strip_prefix(sign))?;
    let message = Some(line.text.len() - message.len());
    Some(Found { message, product: Some("Oss"), ..Found::default() })
}

/// `<400> C: M`, which the services of models give as the message of a code in another platform's terms: the status,
/// their own code, and its message.
pub fn models_own(message: &str) -> Option<(u16, &str, &str)> {
    let (digits, behind) = message.strip_prefix('<')?.split_once("> ")?;
    let (code, rest) = behind.split_at(lexeme(behind));
    let rest = rest.strip_prefix(": ").filter(|_| code.contains('.'))?;
    Some((status(digits)?, code, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose::read::word::Place;

    #[test]
    fn a_models_own_code_stands_in_the_message() {
        let told = models_own("<400> InternalError.Algo.TooLong: It is too long: 3.");
        assert_eq!(told, Some((400, "InternalError.Algo.TooLong", "It is too long: 3.")));
        for other in ["<b> A.B: it", "<400> Bad: it", "<400> A.B it", "A.B: it"] {
            assert_eq!(models_own(other), None, "{other}");
        }
    }

    /// Function Compute's sentence behind characters of several bytes, which are no boundary one byte on.
    #[test]
    fn a_class_behind_wide_characters_is_read_from_a_boundary() {
        let of = |text: &str| {
            let line = Line { text, below: "", begins: true, place: Place::Paste, known: &|_| false };
            let found = function_compute(&line, Grounds::Sdk)?;
            found
                .parts
                .into_iter()
                .map(|(what, place)| (what, &text[place]))
                .next_back()
                .map(|(what, _)| what)
        };
        for before in ["", "\u{fffd}", "通知：", "\0\u{fffd}_"] {
            let text =
                format!("{before}FCServiceNotFoundError: PUT /services/web failed with 404. requestid: 3");
            assert_eq!(of(&text), Some(What::Code("ServiceNotFound".to_owned())), "{text}");
        }
        for sign in ["\u{fffd}", "。"] {
            let text =
                format!("FCServiceNotFou{sign}ndError: PUT /services/web failed with 404. requestid: 3");
            assert_eq!(of(&text), Some(What::Status(404)), "{text}");
        }
    }
}
