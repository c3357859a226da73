//! Tab-separated rows for `cut` and `awk`.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::catalog::{Catalog, EntryId, HttpStatus, SourceRef, troubleshoot};
use crate::diagnose::{Finding, Match};
use crate::lang::Lang;
use crate::text::sanitize::turns_direction;

/// The columns of an entry; a command may add columns behind these.
pub const ENTRY_COLUMNS: [&str; 15] = [
    "product",
    "product_name",
    "sections",
    "code",
    "status",
    "message",
    "explanation",
    "origin",
    "description_en",
    "category",
    "retry",
    "advice",
    "sources",
    "note",
    "url",
];

/// Writes a row of cells.
pub fn row<T: AsRef<str>>(out: &mut impl Write, cells: impl IntoIterator<Item = T>) -> io::Result<()> {
    let mut line = String::new();
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            line.push('\t');
        }
        push_escaped(&mut line, cell.as_ref());
    }
    line.push('\n');
    out.write_all(line.as_bytes())
}

/// Cells as owned strings.
pub fn cells<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

/// The cells of an entry, in the order of [`ENTRY_COLUMNS`].
pub fn entry(catalog: &Catalog, id: EntryId, lang: Lang) -> Vec<String> {
    let entry = catalog.entry(id);
    let product = catalog.product(entry.product_ix());
    let explanation = entry.explanation(lang);
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    vec![
        product.id().to_owned(),
        product.name(lang).to_owned(),
        super::sections(entry, lang),
        entry.code().to_owned(),
        entry.status().map(|status| status.to_string()).unwrap_or_default(),
        entry.message().unwrap_or_default().to_owned(),
        text(explanation.as_ref().map(|e| &*e.text)),
        text(explanation.as_ref().map(|e| e.origin.id())),
        text(entry.description_en()),
        text(entry.category().map(|category| category.id())),
        text(entry.retry().map(|retry| retry.id())),
        text(entry.advice().and_then(|advice| advice.get(lang))),
        entry.sources().iter().map(source).collect::<Vec<_>>().join(" "),
        text(entry.note().and_then(|note| note.get(lang))),
        troubleshoot(lang, entry.code(), Some(product), None).unwrap_or_default(),
    ]
}

/// The columns of a diagnosis: what was read, and an entry it may be.
pub const MATCH_COLUMNS: [&str; 16] = [
    "code",
    "status",
    "message",
    "product",
    "request_id",
    "line",
    "count",
    "quality",
    "status_differs",
    "params",
    "entry_product",
    "entry_code",
    "entry_status",
    "entry_message",
    "explanation",
    "url",
];

/// The rows of a finding, in the order of [`MATCH_COLUMNS`]: one for each match, or a single one without a match.
pub fn matches(catalog: &Catalog, finding: &Finding, lang: Lang) -> Vec<Vec<String>> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let status = |status: Option<HttpStatus>| status.map(|status| status.to_string()).unwrap_or_default();
    let read = [
        text(&finding.code),
        status(finding.status),
        text(&finding.message),
        text(&finding.product),
        text(&finding.request_id),
        finding.line.to_string(),
        finding.count.to_string(),
    ];
    let url = finding.page(catalog, lang).unwrap_or_default();
    if finding.matches.is_empty() {
        let nothing = std::iter::repeat_n(String::new(), MATCH_COLUMNS.len() - read.len() - 1);
        return vec![read.into_iter().chain(nothing).chain([url]).collect()];
    }
    let row = |found: &Match| {
        let entry = catalog.entry(found.entry);
        let params: Vec<String> =
            found.params.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let matched = [
            found.quality.id().to_owned(),
            found.status_differs.to_string(),
            params.join(" "),
            entry.product().id().to_owned(),
            entry.code().to_owned(),
            status(entry.status()),
            entry.message().unwrap_or_default().to_owned(),
            entry.explanation(lang).map(|said| said.text.into_owned()).unwrap_or_default(),
            url.clone(),
        ];
        read.iter().cloned().chain(matched).collect()
    };
    finding.matches.iter().map(row).collect()
}

/// `slb:7,9`
pub fn source(source: &SourceRef) -> String {
    let rows: Vec<String> = source.rows.iter().map(u32::to_string).collect();
    format!("{}:{}", source.document, rows.join(","))
}

/// Tabs and line breaks as `\t`, `\n`, `\r`; a backslash as two; other control characters as `\u{1b}`.
fn push_escaped(line: &mut String, cell: &str) {
    // Most cells have no byte that begins an escaped character, and are copied as they are.
    let plain = |b: u8| b >= b' ' && !matches!(b, b'\\' | 0x7f | 0xc2 | 0xd8 | 0xe2);
    if cell.bytes().all(plain) {
        line.push_str(cell);
        return;
    }
    for c in cell.chars() {
        match c {
            '\t' => line.push_str("\\t"),
            '\n' => line.push_str("\\n"),
            '\r' => line.push_str("\\r"),
            '\\' => line.push_str("\\\\"),
            c if c.is_control() || turns_direction(c) => {
                // Writing to a string cannot fail.
                let _ = write!(line, "{}", c.escape_unicode());
            }
            c => line.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_cannot_break_its_row() {
        let mut out = Vec::new();
        row(&mut out, ["a\tb\r\nc", "\\", "\u{1b}[0m", "\u{202e}"]).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "a\\tb\\r\\nc\t\\\\\t\\u{1b}[0m\t\\u{202e}\n");
    }
}
