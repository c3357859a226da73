//! Rows of tables: fields between tabs, commas or bars, one of which is a code.

use std::ops::Range;

use super::code::{can_be_code, is_built_as_code, looks_like_code};
use super::fact::{Fact, Facts, What};
use super::group::is_uuid;

/// The fields of a row that tell of an error, as places in the line.
#[derive(Debug)]
pub(super) struct Row {
    code: (String, Range<usize>),
    message: Option<(String, Range<usize>)>,
    status: Option<(u16, Range<usize>)>,
    request_id: Option<(String, Range<usize>)>,
}

/// The row that a line is, if one of its fields is a code and another one what stands with codes.
pub(super) fn read(line: &str, known: &dyn Fn(&str) -> bool) -> Option<Row> {
    let bytes = line.as_bytes();
    let count = |sign: u8| memchr::memchr_iter(sign, bytes).take(2).count();
    if count(b'\t') < 2 && count(b',') < 2 || line.starts_with(['{', '<']) {
        return None;
    }
    let sign = if count(b'\t') >= 2 { b'\t' } else { b',' };
    let fields = fields(line, sign);
    let is_code = |word: &str| {
        let humps = word.bytes().filter(u8::is_ascii_uppercase).count() > 1;
        can_be_code(word) && (looks_like_code(word) || known(word) && humps)
    };
    let bare = |field: &Range<usize>| line[field.clone()].trim_matches('"');
    let sure = fields.iter().position(|field| is_code(bare(field)));
    let number = sure.or_else(|| {
        let identified = fields.iter().any(|field| is_uuid(bare(field)));
        fields.iter().position(|field| identified && is_built_as_code(bare(field)))
    })?;
    let mut row = Row {
        code: (line[fields[number].clone()].trim_matches('"').to_owned(), fields[number].clone()),
        message: None,
        status: None,
        request_id: None,
    };
    for field in fields[number + 1..].iter().chain(&fields[..number]) {
        let text = &line[field.clone()];
        let bare = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
        if is_uuid(bare) {
            row.request_id.get_or_insert_with(|| (bare.to_owned(), field.clone()));
        } else if let Some(status) =
            bare.parse().ok().filter(|status| bare.len() == 3 && (100..600).contains(status))
        {
            row.status.get_or_insert((status, field.clone()));
        } else if field.start > fields[number].start && bare.split_whitespace().count() >= 2 {
            row.message.get_or_insert_with(|| (bare.replace("\"\"", "\""), field.clone()));
        }
    }
    // A sentence can hold a code between commas as well.
    let quoted = |field: &Range<usize>| line[field.clone()].starts_with('"');
    let told =
        row.request_id.is_some() || sign == b'\t' || row.message.as_ref().is_some_and(|(_, at)| quoted(at));
    told.then_some(row)
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

impl Row {
    /// Adds the row's facts, of line `number` that starts at `at`, unless its code was read already.
    pub(super) fn add(self, number: usize, at: usize, facts: &mut Facts) {
        let within =
            |fact: &Fact| fact.line == number && matches!(fact.what, What::Code(_) | What::Message(_));
        if facts.facts.iter().any(within) {
            return;
        }
        facts.facts.retain(|fact| fact.line != number);
        let mut push = |what, place: Range<usize>| {
            let (start, end) = (at + place.start, at + place.end);
            facts.facts.push(Fact { what, at: start, start, end, scope: 0, line: number, cut: false });
        };
        push(What::Code(self.code.0), self.code.1);
        if let Some((message, place)) = self.message {
            push(What::Message(message), place);
        }
        if let Some((status, place)) = self.status {
            push(What::Status(status), place);
        }
        if let Some((id, place)) = self.request_id {
            push(What::RequestId(id), place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_tell_of_errors() {
        let id = "3F2504E0-4F89-11D3-9A0C-0305E82C3301";
        for (line, message, status) in [
            (
                format!("2024-01-01,web,OverQuota,404,\"No \"\"a\"\", b left\",{id}"),
                "No \"a\", b left",
                Some(404),
            ),
            (format!("2024-01-01\tERROR\tOverQuota\tNo, none left\t{id}"), "No, none left", None),
        ] {
            let row = read(&line, &|word| word == "OverQuota").unwrap_or_else(|| panic!("no row in {line}"));
            assert_eq!(row.code.0, "OverQuota");
            assert_eq!(row.message.map(|(text, _)| text).as_deref(), Some(message));
            assert_eq!(row.status.map(|(status, _)| status), status);
            assert_eq!(row.request_id.map(|(text, _)| text).as_deref(), Some(id));
        }
        assert!(read("It failed, OverQuota, so what, then", &|word| word == "OverQuota").is_none());
    }
}
