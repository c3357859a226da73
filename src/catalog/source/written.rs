//! Entries that are written in this project, `assets/written/*.toml`: codes without a document, or without a message.

use serde::Deserialize;

use super::origin::Origin;
use super::record::{EntryRecord, Explanation, ProductFile, ProductRecord, Said};
use super::status::HttpStatus;
use super::text::{Bilingual, Text};
use super::verdict::{Category, Retry};

/// A file of `assets/written`: entries of one product.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenFile {
    pub product: Text,
    #[serde(rename = "entry")]
    pub entries: Vec<WrittenEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenEntry {
    pub code: Text,
    pub status: Option<HttpStatus>,
    /// What is wrong, in a sentence.
    pub zh: Text,
    pub en: Text,
    pub category: Option<Category>,
    pub retry: Option<Retry>,
    pub advice: Option<Bilingual>,
}

impl From<WrittenFile> for ProductFile {
    fn from(file: WrittenFile) -> Self {
        let entries = file.entries.into_iter().map(|entry| {
            let said = |text| Some(Said { text, origin: Origin::Project });
            EntryRecord {
                status: entry.status,
                explanation: Explanation { zh: said(entry.zh), en: said(entry.en) },
                category: entry.category,
                retry: entry.retry,
                advice: entry.advice,
                ..EntryRecord::of_code(entry.code)
            }
        });
        Self { product: ProductRecord::of_id(file.product), entries: entries.collect() }
    }
}
