//! What was read into entries of the catalogue: the only place that knows both.

use super::row::{Record, Words};
use crate::catalog::{Entry, Explanation, HttpStatus, Origin, ProductIx, Source, Text};

/// The entry of an error that a document, called by its short name, tells of.
pub(super) fn of(record: Record, document: &str) -> Entry {
    let notes: Vec<&str> = record.repairs.iter().chain(&record.notes).filter_map(chinese).collect();
    Entry {
        product: ProductIx::default(),
        code: record.code.into(),
        status: record.status.and_then(HttpStatus::new),
        message: record.message.unwrap_or_default().into(),
        explanation: record.explanation_zh.map(|zh| Explanation::new(zh, Origin::Official)),
        description_en: record.description_en.map(Into::into),
        sections: record.sections.last().cloned().map(Text::from).into_iter().collect(),
        sources: vec![Source { document: document.to_owned().into(), rows: vec![record.place] }],
        note: (!notes.is_empty()).then(|| notes.concat().into()),
    }
}

fn chinese(words: &Words) -> Option<&str> {
    words.zh.as_deref()
}
