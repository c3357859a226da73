//! Judges a cell by itself: whether it reads as a code or as an HTTP status.

/// Whether a cell reads as an error code.
///
/// Words of letters and digits, joined by `.`, `_`, `-`, `:` or `/`, where a placeholder such as `<name>`, `{name}`,
/// `[N]`, `$Name` or `%s` may stand for a part.
pub(super) fn reads_as_code(cell: &str) -> bool {
    let Some(plain) = without_placeholders(cell) else { return false };
    plain.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '$' | '_'))
        && plain.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | ':' | '/' | '$'))
        && !plain.contains("://")
        && plain.bytes().any(|b| b.is_ascii_alphabetic())
        && plain.len() <= 160
}

/// The cell with `x` for each placeholder; `None` where a bracket is not closed.
fn without_placeholders(cell: &str) -> Option<String> {
    const BRACKETS: [(char, char); 3] = [('<', '>'), ('{', '}'), ('[', ']')];
    let mut plain = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(c) = rest.chars().next() {
        let close = BRACKETS.iter().find(|(open, _)| *open == c).map(|(_, close)| *close);
        rest = match close {
            Some(close) => {
                plain.push('x');
                &rest[rest.find(close)? + 1..]
            }
            None if rest.starts_with("%s") || rest.starts_with("%d") => {
                plain.push('x');
                &rest[2..]
            }
            None => {
                plain.push(c);
                &rest[c.len_utf8()..]
            }
        };
    }
    Some(plain)
}

/// Whether a code is built of several words, as no single word of prose is: `NoSuchKey`, `Order.Paid`, `IN_USE`.
pub(super) fn is_built(code: &str) -> bool {
    let hump = |(a, b): (char, char)| a.is_ascii_lowercase() && b.is_ascii_uppercase();
    code.contains(['.', '_']) || code.chars().zip(code.chars().skip(1)).any(hump)
}

/// Whether a code is of a numbered series: `ODPS-0130071`, `PXC-4610`.
pub(super) fn is_numbered(code: &str) -> bool {
    let Some((series, number)) = code.split_once('-') else { return false };
    let capitals = !series.is_empty() && series.bytes().all(|b| b.is_ascii_uppercase());
    capitals && number.len() >= 3 && number.bytes().all(|b| b.is_ascii_digit())
}

/// A code and the message behind its colon, where both stand in one text: `ODPS-0130071: It cannot be parsed`.
pub(super) fn code_and_message(text: &str) -> Option<(&str, &str)> {
    let (code, message) = text.split_once([':', '：'])?;
    let (code, message) = (code.trim(), message.trim());
    let is_code = reads_as_code(code) && (is_built(code) || is_numbered(code));
    (is_code && !message.is_empty()).then_some((code, message))
}

/// Whether a cell is a number that can be a code: `10001`, `-20201`, `0x02070101`, and the states of SQL, `0100C`.
pub(super) fn reads_as_number(cell: &str) -> bool {
    let state = |b: u8| b.is_ascii_digit() || b.is_ascii_uppercase();
    if cell.len() == 5 && cell.starts_with(|c: char| c.is_ascii_digit()) && cell.bytes().all(state) {
        return true;
    }
    if let Some(hex) = cell.strip_prefix("0x").or_else(|| cell.strip_prefix("0X")) {
        return !hex.is_empty() && hex.bytes().all(|b| b.is_ascii_hexdigit());
    }
    let digits = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    !digits.is_empty() && digits.len() <= 12 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// The statuses that HTTP defines, and those that are often used beside them.
pub(super) fn is_common_status(status: u16) -> bool {
    matches!(status, 100..=103 | 200..=208 | 226 | 300..=308 | 400..=418 | 421..=429 | 431 | 451 | 499 | 500..=511)
}

/// What HTTP calls its statuses, in lower case.
const PHRASES: [&str; 22] = [
    "bad request",
    "unauthorized",
    "forbidden",
    "not found",
    "method not allowed",
    "not acceptable",
    "request timeout",
    "conflict",
    "gone",
    "length required",
    "precondition failed",
    "payload too large",
    "request entity too large",
    "unsupported media type",
    "too many requests",
    "internal server error",
    "internal error",
    "not implemented",
    "bad gateway",
    "service unavailable",
    "gateway timeout",
    "server error",
];

/// Whether a cell is only what HTTP calls a status.
pub(super) fn is_phrase(cell: &str) -> bool {
    PHRASES.contains(&&*cell.trim_end_matches(['.', '。']).to_lowercase())
}

/// What a cell of a status column says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Status {
    None,
    One(u16),
    /// Several, or something that is no HTTP status.
    Unclear,
}

/// `400`, `HTTP 500`, `403 Forbidden`; `400/403` is unclear, as a row stands for one answer.
pub(super) fn status(cell: &str) -> Status {
    if !cell.chars().any(char::is_alphanumeric) || matches!(cell, "无" | "N/A" | "NA" | "null" | "None") {
        return Status::None;
    }
    let mut found = None;
    for number in cell.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()) {
        // `HTTP/1.1 403 Forbidden`
        if number.len() == 1 && cell.contains("HTTP/") {
            continue;
        }
        let status = number.parse().ok().filter(|status| number.len() == 3 && (100..600).contains(status));
        match (status, found) {
            (Some(status), None) => found = Some(status),
            (Some(status), Some(other)) if status == other => {}
            _ => return Status::Unclear,
        }
    }
    found.map_or(Status::Unclear, Status::One)
}

/// Whether a cell is one HTTP status, with or without its phrase.
pub(super) fn reads_as_status(cell: &str) -> bool {
    // A sentence may hold such a number, too.
    matches!(status(cell), Status::One(_)) && cell.chars().count() <= 36 && !cell.contains(['。', '，'])
}

/// The status that a heading names: `400错误`, `HTTP Status 404`.
pub(super) fn status_of_heading(heading: &str) -> Option<u16> {
    // `### 404` above a table of errors.
    if let Ok(status) = heading.trim().parse() {
        return Some(status).filter(|status| heading.trim().len() == 3 && is_common_status(*status));
    }
    let lower = heading.to_lowercase();
    if !["错误", "error", "http", "status", "状态码"].iter().any(|word| lower.contains(word)) {
        return None;
    }
    match status(heading) {
        Status::One(status) if is_common_status(status) => Some(status),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_legal_in_codes() {
        for code in [
            "Bad.One",
            "A{Name}.Bad",
            "Invalid.$Name",
            "Aa.[N].Bad",
            "Aa:Bb",
            "Wrong<a b>.Shape",
            "Bad%s",
            "IN_USE-x",
        ] {
            assert!(reads_as_code(code), "{code}");
        }
        for cell in ["", "two words", "400", "-", "错误", "A.错", "http://x.com", "%", "{open", "(a)"] {
            assert!(!reads_as_code(cell), "{cell}");
        }
    }

    #[test]
    fn a_code_may_stand_before_its_message() {
        assert_eq!(code_and_message("ODPS-0130071: It is bad"), Some(("ODPS-0130071", "It is bad")));
        assert_eq!(code_and_message("Lid.Open：盖子开着"), Some(("Lid.Open", "盖子开着")));
        for text in ["Note: It is bad", "ODPS-0130071:", "It is bad", "Step-1: Open it"] {
            assert_eq!(code_and_message(text), None, "{text}");
        }
        assert!(reads_as_number("0100C") && !reads_as_number("B100C") && !reads_as_number("0100c"));
    }

    #[test]
    fn a_status_is_read_with_what_stands_around_it() {
        for (cell, expected) in [
            ("400", Status::One(400)),
            ("HTTP 500", Status::One(500)),
            ("403 Forbidden", Status::One(403)),
            ("HTTP/1.1 403 Forbidden", Status::One(403)),
            ("400/403", Status::Unclear),
            ("4000", Status::Unclear),
            ("-", Status::None),
            ("", Status::None),
        ] {
            assert_eq!(status(cell), expected, "{cell}");
        }
        assert!(reads_as_status("HTTP 500") && reads_as_status("404 Not Found"));
        assert!(!reads_as_status("At least 300 of the servers have to be there at any time."));
    }

    #[test]
    fn headings_name_a_status() {
        assert_eq!(status_of_heading("400错误"), Some(400));
        assert_eq!(status_of_heading("HTTP Status 404"), Some(404));
        assert_eq!(status_of_heading("404"), Some(404));
        assert_eq!(status_of_heading("1404"), None);
        assert_eq!(status_of_heading("Top 500"), None);
        assert_eq!(status_of_heading("4xx错误"), None);
    }
}
