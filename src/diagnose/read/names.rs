//! The names that stand before what an error says: `ErrorCode:`, `"requestId":`, `<Code>`, `错误码：`.

use crate::text::pairs::{PAIRS, last_pair};

/// What a name announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Code,
    /// `Error:` and its likes, which announce a code in some shapes only.
    Fault,
    Message,
    RequestId,
    Status,
    Product,
    Host,
}

/// A name with its separator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub key: Key,
    /// Where its value begins: behind the separator and blanks.
    pub value: usize,
    /// The separator: `:`, `=`, `>` of an XML element, ` ` for none.
    pub separator: u8,
}

/// Names in lower case, without `_`, `-` and blanks.
#[rustfmt::skip]
const NAMES: [(Key, &[&str]); 7] = [
    (Key::Code, &["code", "errorcode", "errcode", "apierrorcode", "apicode", "errorcodes", "ecode", "faultcode", "popcode", "subcode", "resultcode", "retcode", "exceptioncode"]),
    (Key::Fault, &["error", "err", "exception", "errortype", "reason", "type", "fault"]),
    (Key::Message, &["message", "errormessage", "errmessage", "errmsg", "errormsg", "msg", "errordescription", "description", "detailmessage", "submsg", "resultmessage", "errordetail", "errorinfo", "desc", "details", "faultstring", "statustext"]),
    (Key::RequestId, &["requestid", "reqid", "xacsrequestid", "xossrequestid", "acsrequestid", "aliyunrequestid", "errorrequestid", "poprequestid"]),
    (Key::Status, &["statuscode", "httpstatus", "httpcode", "httpstatuscode", "status", "httperrorcode", "responsecode", "responsestatus", "http"]),
    (Key::Product, &["product", "productcode", "popproduct", "productname", "serviceproduct", "service"]),
    (Key::Host, &["hostid", "host", "endpoint", "domain", "errorhost", "errorhostid", "requestendpoint", "requesthost"]),
];

/// Which pairs of letters names end in. Most words are ruled out by their last two letters alone.
const ENDS: [bool; PAIRS] = {
    let mut ends = [false; PAIRS];
    let mut row = 0;
    while row < NAMES.len() {
        let mut name = 0;
        while name < NAMES[row].1.len() {
            ends[last_pair(NAMES[row].1[name].as_bytes())] = true;
            name += 1;
        }
        row += 1;
    }
    ends
};

/// What a name announces, given in lower case and without `_`, `-` and blanks.
pub fn named(name: &str) -> Option<Key> {
    if !ENDS[last_pair(name.as_bytes())] {
        return None;
    }
    let of = |(_, names): &&(Key, &[&str])| names.contains(&name);
    NAMES.iter().find(of).map(|&(key, _)| key).or_else(|| suffixed(name))
}

/// The name that a line begins with, in brackets or not, where more than a blank parts it from its value.
pub fn at_head(line: &str) -> Option<Found> {
    let bare = line.trim_start_matches(['[', ' ']);
    let found = at(bare, 0, word_end(bare, 0)).or_else(|| chinese_at(bare, 0));
    found.filter(|found| found.separator != b' ')
}

/// Longer cells of a table are no names.
const LONGEST_LABEL: usize = 24;

/// What the whole of a text names, as the head of a column does: `Request ID`, `错误码`.
pub fn label(text: &str) -> Option<Key> {
    let chinese = || CHINESE.iter().find(|(name, _)| *name == text).map(|&(_, key)| key);
    if text.len() > LONGEST_LABEL || !text.is_ascii() {
        return chinese();
    }
    named(&letters(text))
}

/// The letters of an ASCII name, as [`named`] takes them.
pub fn letters(text: &str) -> String {
    let letters = text.bytes().filter(|b| !matches!(b, b'_' | b'-' | b' '));
    letters.map(|b| b.to_ascii_lowercase() as char).collect()
}

/// Whether the cell before the end of a row is a name: `错误码 | `.
pub fn is_behind_label(row: &str) -> bool {
    let cells = row.trim_end_matches(' ').strip_suffix('|').unwrap_or("");
    let cell = cells.rsplit(['|', '\n']).next().unwrap_or("");
    label(cell.trim()).is_some()
}

/// What a log is searched for: parts of every name of a code, and the names of other things that stand alone.
pub fn marks() -> impl Iterator<Item = &'static str> {
    // Every Latin name of a code ends in these letters; a test checks it.
    let told = CHINESE.iter().filter(|(name, key)| matches!(key, Key::Code) || *name == "返回信息");
    ["Code", "code", "CODE"].into_iter().chain(told.map(|(name, _)| *name))
}

/// Longer names that end in a known one: `aliyunErrorCode`, `sdk_request_id`.
fn suffixed(name: &str) -> Option<Key> {
    const ENDS: [(&str, Key); 7] = [
        ("errorcode", Key::Code),
        ("errcode", Key::Code),
        ("errormessage", Key::Message),
        ("errmsg", Key::Message),
        ("errormsg", Key::Message),
        ("requestid", Key::RequestId),
        ("statuscode", Key::Status),
    ];
    ENDS.iter().find(|(end, _)| name.ends_with(end)).map(|&(_, key)| key)
}

const CHINESE: [(&str, Key); 27] = [
    ("错误代码", Key::Code),
    ("错误编码", Key::Code),
    ("错误码", Key::Code),
    ("报错码", Key::Code),
    ("异常码", Key::Code),
    ("返回码", Key::Code),
    ("错误信息", Key::Message),
    ("错误消息", Key::Message),
    ("错误描述", Key::Message),
    ("错误提示", Key::Message),
    ("错误内容", Key::Message),
    ("错误详情", Key::Message),
    ("报错信息", Key::Message),
    ("报错内容", Key::Message),
    ("异常信息", Key::Message),
    ("返回信息", Key::Message),
    ("返回消息", Key::Message),
    ("提示信息", Key::Message),
    ("请求ID", Key::RequestId),
    ("请求 ID", Key::RequestId),
    ("请求id", Key::RequestId),
    ("请求编号", Key::RequestId),
    ("状态码", Key::Status),
    ("描述", Key::Message),
    ("消息", Key::Message),
    ("提示", Key::Message),
    ("报错", Key::Fault),
];

/// The end of the Latin word at `at`.
pub fn word_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while end < bytes.len() && (bytes[end].is_ascii_alphanumeric() || matches!(bytes[end], b'_' | b'-')) {
        end += 1;
    }
    end
}

/// A longer word is no name, nor begins one.
const LONGEST_WORD: usize = 40;

/// A longer word is no second or third word of a name.
const LONGEST_NEXT: usize = 12;

/// Room for the longest name: what does not fit is none.
const ROOM: usize = 48;

/// The letters of a name, in lower case.
struct Letters {
    bytes: [u8; ROOM],
    filled: usize,
}

impl Default for Letters {
    fn default() -> Self {
        Self { bytes: [0; ROOM], filled: 0 }
    }
}

impl Letters {
    /// Adds a word, as far as there is room; returns the name so far.
    fn add(&mut self, word: &[u8]) -> &str {
        let letters = word.iter().filter(|b| !matches!(b, b'_' | b'-'));
        for (place, letter) in self.bytes[self.filled..].iter_mut().zip(letters) {
            *place = letter.to_ascii_lowercase();
            self.filled += 1;
        }
        // The bytes are ASCII letters and digits.
        std::str::from_utf8(&self.bytes[..self.filled]).unwrap_or("")
    }
}

/// The name at `at`, where a word begins that ends at `end`, together with its separator.
pub fn at(text: &str, at: usize, end: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    if end - at > LONGEST_WORD {
        return None;
    }
    let mut name = Letters::default();
    if let Some(found) = apart(text, at, end) {
        return named(name.add(&bytes[at..end])).map(|key| Found { key, ..found });
    }
    // One word, the usual case: judged only if a separator follows it.
    let behind = bytes.get(end)?;
    if !matches!(behind, b' ' | b'\t') {
        let (value, separator) = separator(text, at, end)?;
        return named(name.add(&bytes[at..end])).map(|key| Found { key, value, separator });
    }
    // Names of several words: `Request Id:`, `HTTP Status Code:`.
    let mut best = None;
    let mut word = (at, end);
    for _ in 0..3 {
        let name = name.add(&bytes[word.0..word.1]);
        if let Some(key) = named(name) {
            match separator(text, at, word.1) {
                Some((value, separator)) => best = Some(Found { key, value, separator }),
                None if matches!(bytes.get(word.1), Some(b' ' | b'\t'))
                    && (matches!(key, Key::Code | Key::RequestId | Key::Status)
                        || (key == Key::Message && name.starts_with("err") && name.len() > 7)) =>
                {
                    let value = word.1 + 1;
                    best = best.or(Some(Found { key, value, separator: b' ' }));
                }
                None => {}
            }
        }
        let starts_more = matches!(
            name,
            "request"
                | "error"
                | "err"
                | "http"
                | "status"
                | "httpstatus"
                | "req"
                | "api"
                | "host"
                | "response"
        );
        let next = word.1 + 1;
        // In `level=error msg=…` the word is a value.
        let is_value = at > 0 && bytes[at - 1] == b'=';
        if !starts_more || is_value || !bytes.get(next).is_some_and(u8::is_ascii_alphabetic) {
            break;
        }
        word = (next, word_end(text, next));
        if word.1 - word.0 > LONGEST_NEXT {
            break;
        }
    }
    best
}

/// A value without a separator before it: behind a wide gap, or on the line below.
fn apart(text: &str, at: usize, end: usize) -> Option<Found> {
    if !text[..at].is_empty() && !text[..at].ends_with('\n') {
        return None;
    }
    let behind = &text[end..];
    let value = behind.trim_start_matches(' ');
    let gap = behind.len() - value.len();
    let value = match value.strip_prefix('\n') {
        Some(below) if gap == 0 => below,
        None if gap > 1 => value,
        _ => return None,
    };
    let begins = value.starts_with(|c: char| c.is_alphanumeric() || c == '"');
    begins.then_some(Found { key: Key::Message, value: text.len() - value.len(), separator: b':' })
}

/// The Chinese name at `at`.
pub fn chinese_at(text: &str, at: usize) -> Option<Found> {
    let rest = text.get(at..)?;
    let (name, key) = CHINESE.iter().find(|(name, _)| rest.starts_with(name))?;
    let end = at + name.len();
    // `把错误编码为 X` tells what is done with errors.
    if text[..at].ends_with(['把', '将']) && text[end..].starts_with('为') {
        return None;
    }
    // `【错误码】C`
    if let Some(value) = text[end..].trim_start().strip_prefix('】') {
        let value = value.trim_start_matches([':', ' ']);
        return Some(Found { key: *key, value: text.len() - value.len(), separator: b':' });
    }
    let found = separator(text, at, end);
    let quoted = text[end..].starts_with(['“', '"']);
    if matches!(*name, "描述" | "消息" | "提示") && found.is_none() && !quoted {
        return None;
    }
    let (value, separator) = found.unwrap_or_else(|| {
        let blanks = text[end..].len() - text[end..].trim_start_matches([' ', ',']).len();
        (end + blanks, b' ')
    });
    Some(Found { key: *key, value, separator })
}

/// Whether an element only formats text on a page: `<code>` without the elements of an error around it.
fn is_page(text: &str, name: &str) -> bool {
    let fields = ["<message", "<Message", "<requestId", "<RequestId", "<msg", "<errorMessage"];
    name == "code" && !fields.iter().any(|field| text.contains(field))
}

/// Behind a name's closing quotes: the separator and where the value begins.
fn separator(text: &str, start: usize, end: usize) -> Option<(usize, u8)> {
    let bytes = text.as_bytes();
    if bytes.get(end) == Some(&b'>') {
        let opened = start > 0 && matches!(bytes[start - 1], b'<' | b':');
        return (opened && !is_page(text, &text[start..end])).then_some((end + 1, b'>'));
    }
    let mut at = end;
    let quotes = |c: char| matches!(c, ' ' | '\t' | '\\' | '"' | '\'' | '`' | '*' | '”');
    at += text[at..].len() - text[at..].trim_start_matches(quotes).len();
    at += visibility(&text[at..]);
    // Names in brackets or tables: `[ RequestId : R ]`, `[Code] X`, `| Code | X |`, `</b>: X`.
    let bracketed = || {
        text[..start].trim_end_matches(['"', '\'', '\\']).ends_with('[') || bytes.get(at + 1) == Some(&b':')
    };
    if bytes.get(at) == Some(&b']') && bracketed() {
        at += 1;
        // `e['Code'] == 'C'` compares.
        if text[at..].trim_start().starts_with("==") {
            return None;
        }
        while matches!(bytes.get(at), Some(b' ' | b':' | b'=' | b'>')) {
            at += 1;
        }
        // PHP's dumps put the value on the line below.
        if ["string(", "int("].iter().any(|dumped| text[at..].trim_start().starts_with(dumped)) {
            at += text[at..].len() - text[at..].trim_start().len();
        }
        return Some((at, b':'));
    }
    if bytes.get(at) == Some(&b'<') && bytes.get(at + 1) == Some(&b'/') {
        at += text[at..].bytes().take(16).position(|b| b == b'>').map_or(0, |close| close + 1);
        while matches!(bytes.get(at), Some(b' ' | b'\n')) {
            at += 1;
        }
        if bytes.get(at) == Some(&b'<') {
            at += text[at..].bytes().take(40).position(|b| b == b'>').map_or(0, |close| close + 1);
            return Some((at, b'|'));
        }
    }
    let rest = &text[at..];
    let (length, separator) = if rest.starts_with("=>") || rest.starts_with(":=") || rest.starts_with("->") {
        (2, b'=')
    } else if rest.starts_with("==") || rest.starts_with("::") {
        return None;
    } else if rest.starts_with('为') || rest.starts_with('是') {
        (3, b':')
    } else if rest.starts_with([':', '=', '|']) {
        (1, bytes[at])
    } else {
        return None;
    };
    at += length;
    if bytes.get(at) == Some(&b':') {
        at += 1;
    }
    // `[HttpStatus:]404`
    if bytes.get(at) == Some(&b']') && text[..start].ends_with('[') {
        at += 1;
    }
    // `**Message:** M`
    if bytes[at..].starts_with(b"**") {
        at += 2;
    }
    while at < bytes.len() && matches!(bytes[at], b' ' | b'\t') {
        at += 1;
    }
    Some((at, separator))
}

/// How long it is what PHP's dumps say of a name, who may see it: `["code":protected]`, `[code:Some\Class:private]`.
fn visibility(text: &str) -> usize {
    let close = text.bytes().take(120).position(|b| matches!(b, b']' | b'\n')).unwrap_or(0);
    let told =
        text.starts_with(':') && [":protected", ":private"].iter().any(|end| text[..close].ends_with(end));
    if told { close } else { 0 }
}

/// Whether a text begins with a name and a separator: `"Code":`, `code=`, `RequestId :`.
pub fn is_name(text: &str) -> bool {
    let bare = text.trim_start_matches(['\\', '"', '\'', '`', '[', ':', '@', '“']);
    let length =
        bare.bytes().take_while(|&b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.')).count();
    let behind = bare[length..].trim_start_matches(['\\', '"', '\'', '`', ' ', '”', ']']);
    let two_words = behind.len() < bare.len() - length && at(bare, 0, word_end(bare, 0)).is_some();
    length > 0 && (behind.starts_with([':', '=']) || two_words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Key, &str)> {
        let found = at(text, 0, word_end(text, 0)).or_else(|| chinese_at(text, 0))?;
        Some((found.key, &text[found.value..]))
    }

    #[test]
    fn names_are_known_in_their_spellings() {
        for (text, key) in [
            ("ErrorCode: X", Key::Code),
            ("error_code=X", Key::Code),
            ("Error Code: X", Key::Code),
            ("ERRCODE:X", Key::Code),
            ("Code\\\\\\\": X", Key::Code),
            ("Code</b>: X", Key::Code),
            ("错误码为:X", Key::Code),
            ("Request ID: X", Key::RequestId),
            ("x-acs-request-id: X", Key::RequestId),
            ("requestId=>X", Key::RequestId),
            ("HTTP Status Code: X", Key::Status),
            ("HTTP Status: X", Key::Status),
            ("errorMessage = X", Key::Message),
            ("返回信息:X", Key::Message),
        ] {
            assert_eq!(read(text), Some((key, "X")), "{text}");
        }
        for (key, names) in NAMES {
            assert!(key != Key::Code || names.iter().all(|name| name.contains("code")), "{names:?}");
        }
        for text in ["Codes are", "message of", "code", "The Message"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
