//! The types between the readers and the catalogue: a row as it was read, and the record made of it.

use super::report::{Reason, Skipped, Table};

/// What a text of a row is about, as its column's header or its key says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What the service answers.
    Message,
    /// What is wrong, in words for the reader of the document.
    Description,
    /// Why it happens, where the document tells it beside a description.
    Cause,
    /// What to do about it.
    Solution,
}

/// One row of a source as it stands there: cleaned of markup, neither repaired nor split.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The line of a document, the ordinal of an error in metadata; from 1.
    pub place: u32,
    /// May hold several codes.
    pub code: String,
    pub status: String,
    /// In the order of the source. Lines of a text are items or paragraphs.
    pub texts: Vec<(Role, String)>,
    /// The headings above it, outermost first.
    pub sections: Vec<String>,
    /// Its code and message are exactly what the service answers: neither is split nor repaired.
    pub is_verbatim: bool,
}

/// Something said in Chinese, in English or in both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    pub zh: Option<String>,
    pub en: Option<String>,
}

impl Words {
    pub fn both(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: Some(zh.into()), en: Some(en.into()) }
    }
}

/// One documented error, repaired, with its texts told apart by language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    pub place: u32,
    pub code: String,
    pub status: Option<u16>,
    pub message: Option<String>,
    pub explanation_zh: Option<String>,
    pub description_en: Option<String>,
    /// Steps, in their order.
    pub solution_zh: Vec<String>,
    pub solution_en: Vec<String>,
    pub sections: Vec<String>,
    /// What else the document says, and what of it could not be kept.
    pub notes: Vec<Words>,
    /// What was repaired, with the document's own text.
    pub repairs: Vec<Words>,
}

/// What a reader found in a source.
#[derive(Debug, Default)]
pub struct Source {
    pub rows: Vec<Row>,
    /// Rows that the reader could not use.
    pub skipped: Vec<Skipped>,
    /// Every table, whatever it is about.
    pub tables: Vec<Table>,
}

impl Source {
    pub(super) fn skip(&mut self, place: u32, reason: Reason) {
        self.skipped.push(Skipped { place, reason });
    }
}
