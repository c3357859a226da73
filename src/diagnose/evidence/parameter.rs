//! The parameter that a message is about, and the value that it refuses.

use super::fields;

/// What stands next to a parameter's name, in the order in which they are tried. `Before` means that the name follows.
const PLACES: [(Side, &str); 17] = [
    (Side::Before, "value of parameter "),
    (Side::Before, "parameter name: "),
    (Side::Before, "parameters "),
    (Side::Before, "parameter "),
    (Side::Before, "parameter: "),
    (Side::Before, "parameter - "),
    (Side::Before, "argument "),
    (Side::Before, "field "),
    (Side::Before, "value of "),
    (Side::Before, "the specified "),
    (Side::Before, "missing "),
    (Side::Before, "invalid "),
    (Side::Before, "参数"),
    (Side::Behind, " is mandatory"),
    (Side::Behind, " is required"),
    (Side::Behind, " parameter"),
    (Side::Behind, "不能为空"),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
}

/// Signs around a name.
const AROUND: [char; 16] =
    ['"', '\'', '`', '“', '”', '‘', '’', ' ', '[', ']', '(', ')', '「', '」', '：', '*'];

/// The parameter that a message names.
fn named(message: &str) -> Option<&str> {
    let lower = message.to_ascii_lowercase();
    PLACES.iter().find_map(|(side, words)| {
        lower.match_indices(words).find_map(|(at, _)| match side {
            Side::Before => {
                name_at(message, at + words.len(), words.contains("param") || words.contains('参'))
            }
            Side::Behind => name_before(message, at),
        })
    })
}

/// The name that begins at a place. Behind the word “parameter” a name in quotes may be any word.
fn name_at(message: &str, at: usize, sure: bool) -> Option<&str> {
    let rest = message[at..].trim_start_matches([' ', ':', '-', '：']);
    let quoted = rest.starts_with(AROUND);
    let rest = rest.trim_start_matches(AROUND);
    let end = rest.find(|c: char| !is_name_sign(c)).unwrap_or(rest.len());
    let name = rest[..end].trim_end_matches(['.', '-', '_']);
    let any = sure && quoted && name.len() > 1 && name.starts_with(|c: char| c.is_ascii_alphabetic());
    (any || looks_named(name)).then_some(name)
}

/// The name that ends at a place.
fn name_before(message: &str, at: usize) -> Option<&str> {
    let head = message[..at].trim_end_matches(AROUND);
    let start = head
        .rfind(|c: char| !is_name_sign(c))
        .map_or(0, |at| at + head[at..].chars().next().map_or(1, char::len_utf8));
    Some(&head[start..]).filter(|name| looks_named(name))
}

fn is_name_sign(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')
}

/// Whether a word is written as no word of a sentence is: `VSwitchId`, `Tag.1.Key`, `page_size`, `Cpu`.
fn looks_named(word: &str) -> bool {
    const WORDS: [&str; 24] = [
        "The",
        "A",
        "An",
        "You",
        "Your",
        "Please",
        "This",
        "That",
        "It",
        "Is",
        "In",
        "To",
        "Not",
        "No",
        "Resource",
        "Instance",
        "Parameter",
        "Request",
        "Alibaba",
        "RAM",
        "API",
        "ECS",
        "VPC",
        "HTTP",
    ];
    let humps = word.bytes().skip(1).any(|b| b.is_ascii_uppercase());
    let joined = word.bytes().any(|b| matches!(b, b'.' | b'_')) && !word.ends_with('.');
    let starts_upper = word.starts_with(|c: char| c.is_ascii_uppercase());
    let is_id = word.contains('-') && word.bytes().filter(u8::is_ascii_digit).count() > 3;
    word.len() > 1
        && word.len() <= 64
        && word.starts_with(|c: char| c.is_ascii_alphabetic())
        && !WORDS.contains(&word)
        && !is_id
        && !word.contains("..")
        && (humps || joined || starts_upper)
}

/// The parameter of an error and the value it refuses; both are foreign text.
pub(super) fn read<'t>(text: &'t str, code: &'t str, message: &'t str) -> (Option<&'t str>, Option<&'t str>) {
    let own = |name: &'static str| fields::first(text, &[name]).filter(|own| own.len() <= 256);
    if let Some(name) = own("ArgumentName").filter(|name| !name.contains(char::is_whitespace)) {
        return (Some(name), own("ArgumentValue"));
    }
    let parameter = named(message).or_else(|| of_code(code));
    let value = parameter.and_then(|parameter| value(message, parameter)).or_else(|| bound(message));
    (parameter, value)
}

/// `MissingParameter.RegionId`, `MissingRegionId`
fn of_code(code: &str) -> Option<&str> {
    let name = code
        .strip_prefix("MissingParameter.")
        .or_else(|| code.strip_prefix("Missing").filter(|name| !name.starts_with("Param")))?;
    (looks_named(name) && !name.contains('.')).then_some(name)
}

/// The value that stands with a parameter's name.
fn value<'t>(message: &'t str, parameter: &str) -> Option<&'t str> {
    let behind = message.find(parameter)? + parameter.len();
    let rest = message[behind..].trim_start_matches(['"', '\'', '`', '”', ']', ')']);
    let rest = rest.strip_prefix(" value").unwrap_or(rest).trim_start_matches([' ', ':', '=', '：']);
    if let Some(quoted) = quoted(rest) {
        return Some(quoted);
    }
    if let Some(bound) = bound(rest) {
        return Some(bound);
    }
    const ENDS: [&str; 16] = [
        " is ", " are ", " does", " do ", " not ", " has ", " was ", " already", " must", " can", " contain",
        " exceed", " in ", ". ", ", ", "不",
    ];
    let end = ENDS.iter().filter_map(|words| rest.find(words)).min()?;
    let value = rest[..end].trim();
    // A text that goes on like a sentence is no value.
    let sentence = [
        "is", "are", "does", "do", "not", "must", "can", "that", "has", "was", "contains", "exceeds",
        "exceeded",
    ];
    let first = value.split(' ').next().unwrap_or_default().trim_end_matches(',');
    let plain = value.len() <= 128 && !value.is_empty() && !sentence.contains(&first);
    (plain && value.contains(|c: char| c.is_ascii_digit() || "$`-_.:/".contains(c))).then_some(value)
}

/// The text between quotes or brackets that a text begins with.
fn quoted(text: &str) -> Option<&str> {
    const PAIRS: [(char, char); 6] =
        [('"', '"'), ('\'', '\''), ('[', ']'), ('(', ')'), ('`', '`'), ('“', '”')];
    let first = text.chars().next()?;
    let close = PAIRS.iter().find(|(open, _)| *open == first)?.1;
    let inner = &text[first.len_utf8()..];
    let inner = &inner[..inner.find(close)?];
    (!inner.is_empty() && inner.len() <= 256).then(|| inner.trim_matches(['"', '\'']))
}

/// `max: 64`, `maximum is 64`
fn bound(message: &str) -> Option<&str> {
    const NAMES: [&str; 8] =
        ["max: ", "min: ", "max:", "min:", "maximum: ", "minimum: ", "maximum is ", "minimum is "];
    let lower = message.to_ascii_lowercase();
    NAMES.iter().find_map(|name| {
        let at = lower.find(name)? + name.len();
        let rest = &message[at..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        (digits > 0).then(|| &rest[..digits])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_their_parameters() {
        for (message, parameter) in [
            (
                "The input parameter \"Bandwidth\" that is mandatory for processing is missing.",
                Some("Bandwidth"),
            ),
            ("The specified ZoneId is not valid.", Some("ZoneId")),
            ("PageSize is mandatory for this action.", Some("PageSize")),
            ("The parameter - \"comments\" is too long.", Some("comments")),
            ("Invalid Tag.1.Key: empty", Some("Tag.1.Key")),
            ("The value of Memory is too large.", Some("Memory")),
            ("参数 DiskSize 不合法", Some("DiskSize")),
            ("VpcId不能为空", Some("VpcId")),
            ("The specified instance does not exist.", None),
            ("The parameter is invalid.", None),
            ("Missing credentials", None),
            ("", None),
        ] {
            assert_eq!(named(message), parameter, "{message}");
        }
    }

    #[test]
    fn values_stand_with_their_parameters() {
        for (message, value) in [
            ("The specified ZoneId cn-x-9 does not exist.", Some("cn-x-9")),
            ("The parameter PageSize [500] is too large.", Some("500")),
            ("The value of Memory is too large, max: 512.", Some("512")),
            ("Invalid DiskName: 'a;b' is refused.", Some("a;b")),
            ("The specified DiskId is wrong.", None),
        ] {
            assert_eq!(read("", "X", message).1, value, "{message}");
        }
        assert_eq!(read("", "MissingZoneId", "no.").0, Some("ZoneId"));
    }
}
