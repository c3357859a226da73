//! Rows of tables: fields between tabs, commas or bars, one of which is a code.

use std::ops::Range;

use super::fact::{What, is_uuid, status};
use super::spot::{Found, Line};
use super::word::{Grade, Grounds};

/// Reads a line as a row, if one field is a code and another one something that occurs with codes.
pub fn read(line: &Line, grounds: Grounds) -> Option<Found> {
    let text = line.text;
    let count = |sign: u8| memchr::memchr_iter(sign, text.as_bytes()).take(2).count();
    if count(b'\t') < 2 && count(b',') < 2 || text.starts_with(['{', '<']) {
        return None;
    }
    let sign = if count(b'\t') >= 2 { b'\t' } else { b',' };
    let fields = fields(text, sign);
    let bare = |field: &Range<usize>| text[field.clone()].trim_matches('"');
    let sure = fields.iter().position(|field| line.accepts(bare(field), grounds));
    let number = sure.or_else(|| {
        let identified = fields.iter().any(|field| is_uuid(bare(field)));
        fields.iter().position(|field| identified && line.grade(bare(field)) >= Grade::Built)
    })?;
    let code = fields[number].clone();
    let mut found =
        Found { parts: vec![(What::Code(bare(&code).to_owned()), code.clone())], ..Found::default() };
    let (mut status_told, mut id, mut message) = (false, false, None);
    for field in fields[number + 1..].iter().chain(&fields[..number]) {
        let text = &text[field.clone()];
        let bare = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
        if is_uuid(bare) {
            found.parts.extend((!id).then(|| (What::RequestId(bare.to_owned()), field.clone())));
            id = true;
        } else if let Some(status) = status(bare).filter(|_| bare.len() == 3) {
            found.parts.extend((!status_told).then(|| (What::Status(status), field.clone())));
            status_told = true;
        } else if field.start > code.start && bare.split_whitespace().count() >= 2 && message.is_none() {
            message = Some(text.starts_with('"'));
            found.parts.push((What::Message(bare.replace("\"\"", "\"")), field.clone()));
        }
    }
    // A sentence can hold a code between commas as well.
    (id || sign == b'\t' || message == Some(true)).then_some(found)
}

/// The places of the fields of a line; a separator within quotes is none.
fn fields(line: &str, sign: u8) -> Vec<Range<usize>> {
    let (mut fields, mut start, mut quoted) = (Vec::new(), 0, false);
    let mut push = |start: usize, end: usize| {
        let field = &line[start..end];
        let from = start + (field.len() - field.trim_start().len());
        fields.push(from..(from + field.trim().len()));
    };
    for (at, &byte) in line.as_bytes().iter().enumerate() {
        match byte {
            b'"' if quoted || line[start..at].trim().is_empty() || line[..at].ends_with('"') => {
                quoted = !quoted
            }
            byte if byte == sign && !quoted => {
                push(start, at);
                start = at + 1;
            }
            _ => {}
        }
    }
    push(start, line.len());
    fields
}

#[cfg(test)]
mod tests {
    use super::super::word::Place;
    use super::*;

    fn told(text: &str) -> Option<Vec<What>> {
        let known = |word: &str| word == "OverQuota";
        let line = Line { text, below: "", begins: true, place: Place::Paste, known: &known };
        read(&line, Grounds::Row).map(|found| found.parts.into_iter().map(|(what, _)| what).collect())
    }

    #[test]
    fn fields_tell_of_errors() {
        let id = "3F2504E0-4F89-11D3-9A0C-0305E82C3301";
        let (code, told_id) = (What::Code("OverQuota".to_owned()), What::RequestId(id.to_owned()));
        let message = |text: &str| What::Message(text.to_owned());
        assert_eq!(
            told(&format!("2024-01-01,web,OverQuota,404,\"No \"\"a\"\", b left\",{id}")),
            Some(vec![code.clone(), What::Status(404), message("No \"a\", b left"), told_id.clone()])
        );
        assert_eq!(
            told(&format!("2024-01-01\tERROR\tOverQuota\tNo, none left\t{id}")),
            Some(vec![code, message("No, none left"), told_id])
        );
        assert_eq!(told("It failed, OverQuota, so what, then"), None);
    }
}
