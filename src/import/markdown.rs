//! The tables of the official Markdown documents.
//!
//! A document is read as it is, not as its headers say: which column holds what is told by the cells
//! (see `columns`), and faults of the text are repaired where the repair is certain (see `repair`).

mod columns;
mod repair;
mod table;

use crate::catalog::{Both, EntryRecord, Explanation, HttpStatus, Origin, Said, Source, Text};
use columns::{Columns, Role};
use table::Row;

/// A line that was not taken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub line: u32,
    pub reason: Reason,
}

/// Why a row was not taken. Scripts read the English words, so they stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error("no column of this table reads as error codes")]
    NoCodes,
    #[error("“{0}” is not an error code")]
    NoCode(String),
    #[error("“{0}” is not an HTTP status")]
    NoStatus(String),
}

/// What a document says: an entry for each row, in its order, equal ones not yet merged.
#[derive(Debug, Default)]
pub struct Document {
    pub entries: Vec<EntryRecord>,
    pub refused: Vec<Refused>,
}

/// Reads every table of error codes in a document; `name` is what the entries' sources call it.
///
/// Tables without a column of codes are passed over: documents hold tables of other things, too.
pub fn read(text: &str, name: &str) -> Document {
    let mut document = Document::default();
    for table in table::tables(text) {
        let Some(columns) = Columns::of(&table) else {
            if Columns::promised(&table) {
                let refused = |row: &Row| Refused { line: row.line, reason: Reason::NoCodes };
                document.refused.extend(table.rows.iter().map(refused));
            }
            continue;
        };
        for row in &table.rows {
            match entry(row, &columns) {
                Ok(mut entry) => {
                    entry.sections.extend(table.heading.clone().map(Both::told_by_letters));
                    entry.sources.push(Source { document: name.to_owned().into(), rows: vec![row.line] });
                    document.entries.push(entry);
                }
                Err(reason) => document.refused.push(Refused { line: row.line, reason }),
            }
        }
    }
    document
}

fn entry(row: &Row, columns: &Columns) -> Result<EntryRecord, Reason> {
    let cell = |role| columns.place(role).and_then(|at| row.cells.get(at)).map_or("", String::as_str);
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());

    let mut texts =
        repair::Texts { code: cell(Role::Code).to_owned(), message: cell(Role::Message).to_owned() };
    let note = repair::repair(&mut texts);
    if !columns::reads_as_code(&texts.code) {
        return Err(Reason::NoCode(texts.code));
    }
    let status = match cell(Role::Status) {
        "" => None,
        digits => {
            let status = digits.parse().ok().and_then(HttpStatus::new);
            Some(status.ok_or_else(|| Reason::NoStatus(digits.to_owned()))?)
        }
    };
    let said = |text: String| Said { text: text.into(), origin: Origin::Official };
    Ok(EntryRecord {
        status,
        message: Some(texts.message).filter(|message| !message.is_empty()).map(Text::from),
        explanation: Explanation { zh: filled(cell(Role::Explanation)).map(said), en: None },
        description_en: filled(cell(Role::Description)).map(Into::into),
        repair: note.map(|note| Both { zh: Some(note.zh.into()), en: Some(note.en.into()) }),
        ..EntryRecord::of_code(texts.code)
    })
}

#[cfg(test)]
mod tests;
