//! Which lines behind a prefix go on with an error: its parts, and the answer that the line before announces.

use crate::diagnose::read::names::{self, Key};

/// How lines begin that begin nothing.
const GO_ON: [&str; 7] = ["at ", "在 ", "... ", "Caused by", "</", "+-", "(/"];

/// What Python puts between an exception and the one that it led to.
const CHAINS: [&str; 2] = ["During handling of", "The above exception"];

/// Whether a text behind a prefix is a part of an error, and not the beginning of something new.
pub fn is_part(rest: &str, indented: bool) -> bool {
    let bare = rest.trim_start();
    if bare.is_empty() || indented && bare.len() + 2 <= rest.len() || rest.starts_with('\t') {
        return true;
    }
    if bare.starts_with(['}', ']', '│', '├', '╵', '|', ')'])
        || GO_ON.iter().chain(&CHAINS).any(|start| bare.starts_with(start))
        || is_number(bare)
    {
        return true;
    }
    let name = bare.trim_start_matches(['"', '\'', '<', '*', '-', '\\', '_', ' ', '[', '`']);
    let at = bare.len() - name.len();
    let found = if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        names::at(bare, at, names::word_end(bare, at))
    } else {
        names::chinese_at(bare, at)
    };
    let recommends =
        name.starts_with("Recommend") || name.starts_with("Data:") || name.starts_with("RespHeaders");
    match found {
        // A whole error on a line is one of its own.
        Some(found) if found.key == Key::Code => {
            !["essage", "equestI", "equest_i", "equest I"].iter().any(|name| bare.contains(name))
        }
        Some(found) => matches!(found.separator, b':' | b'>' | b'|') && found.key != Key::Fault,
        None => recommends,
    }
}

/// Whether a line holds nothing but its own number, as viewers put it.
fn is_number(line: &str) -> bool {
    let digits = line.trim_end().trim_end_matches('.');
    (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a text is the answer that the line above announces, the rest of its sentence, or an exception that another one
/// led to.
pub fn is_announced(above: &str, rest: &str) -> bool {
    let rest = bare(rest);
    if is_body(rest) {
        return tells_status(above) || is_head(bare(above)) || above.trim().is_empty();
    }
    if is_head(rest) && !rest.starts_with("HTTP/") {
        return is_head(bare(above));
    }
    let chained = above.contains("UnretryableE") || CHAINS.iter().any(|start| above.starts_with(start));
    if is_exception(rest) {
        return chained || ["raise ", "File \""].iter().any(|start| above.trim_start().starts_with(start));
    }
    if above.contains("essage: code: ") && !above.contains("equest id") {
        return above.trim_end().ends_with(',') || rest.contains("request id:");
    }
    rest.starts_with("Traceback (most") && (chained || above.trim().is_empty())
}

/// A text without what programs put before what they were sent: `< HTTP/1.1 403`.
fn bare(text: &str) -> &str {
    text.trim_start().trim_start_matches("< ")
}

/// Whether a text begins the body of an answer.
fn is_body(text: &str) -> bool {
    const NAMES: [&str; 6] = ["response", "Response", "body", "Body", "data", "error.response"];
    let opens = |text: &str| text.starts_with(['{', '<']);
    let named = || {
        let sign = text.find([':', '=']).filter(|&sign| sign < 40);
        NAMES.iter().any(|name| text.starts_with(name))
            && sign.is_some_and(|sign| opens(text[sign + 1..].trim_start_matches([' ', '"', '\'', '`'])))
    };
    opens(text) || named()
}

/// Whether a line tells the status of an answer, or ends as what announces one does.
fn tells_status(line: &str) -> bool {
    let line = line.trim_end();
    let lower = line.to_ascii_lowercase();
    let is_status =
        |word: &str| word.len() == 3 && word.starts_with(['4', '5']) && word.parse::<u16>().is_ok();
    let mut words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    line.ends_with([':', '：'])
        || !line.contains('{')
            && ["http", "status", "response"].iter().any(|name| lower.contains(name))
            && words.any(is_status)
}

/// Whether a line is of the head of an answer: `HTTP/1.1 403 Forbidden`, `Content-Type: text/xml`.
fn is_head(line: &str) -> bool {
    const PLAIN: [&str; 5] = ["Server", "Date", "Connection", "Vary", "Via"];
    let word = names::word_end(line, 0);
    let name = &line[..word];
    let curls = line.trim_end() == "<" || line.starts_with("* Connection #");
    curls
        || line.starts_with("HTTP/")
        || line[word..].starts_with(": ") && (name.contains('-') || PLAIN.contains(&name))
}

/// Whether a line is what an exception prints: its class and a sentence, or `Error: C code: 403, …`.
fn is_exception(line: &str) -> bool {
    let class = line.find(": ").map_or("", |colon| &line[..colon]);
    ["Exception", "Error"].iter().any(|end| class.ends_with(end)) && !class.contains(' ')
}
