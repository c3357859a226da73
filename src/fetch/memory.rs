//! Remembers the documents that were fetched by their marks, which a server uses to know an edition (`ETag`).

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::text::{file, time};

/// Beside the catalogue files; without `.json`, so that it is not taken for one.
const NAME: &str = ".update";

/// The most bytes that are read; a document takes some 150.
const LARGEST: u64 = 10_000_000;

/// What a server called the editions of a document in the two languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    pub zh: Option<String>,
    pub en: Option<String>,
    /// How many errors it had. Of a document without errors, nothing else is kept.
    pub errors: usize,
}

/// What is remembered between runs. It may be deleted at any time: then everything is fetched anew.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Memory {
    /// The version of the reader that the marks are for: a later one may read more in the same document.
    reader: String,
    /// The server that gave the marks.
    from: String,
    /// When the unfinished run over all products began.
    begun: Option<String>,
    /// By the documents' paths.
    documents: BTreeMap<String, Marks>,
    /// Documents whose errors this run has added to the catalogue.
    done: Vec<String>,
    #[serde(skip)]
    path: PathBuf,
}

impl Memory {
    /// The memory in a folder of catalogue files for a server; an empty one where it cannot be read.
    pub fn of(folder: &Path, from: &str) -> Self {
        let path = folder.join(NAME);
        let read: Option<Memory> =
            file::read(&path, LARGEST).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let reader = concat!(env!("CARGO_PKG_VERSION"), " ", env!("ALIERR_DATA")).to_owned();
        let fits = |memory: &Memory| memory.reader == reader && memory.from == from;
        let memory = read.filter(fits).unwrap_or_default();
        Self { reader, from: from.to_owned(), path, ..memory }
    }

    pub fn marks(&self, document: &str) -> Option<&Marks> {
        self.documents.get(document)
    }

    /// Begins a run over all products, or continues the one that was interrupted today or yesterday.
    pub fn begin(&mut self) {
        let goes_on = self.begun.as_deref().and_then(time::days_since).is_some_and(|days| days <= 1);
        if !goes_on {
            self.done.clear();
            self.begun = Some(time::now());
        }
    }

    /// Whether the run has added a document's errors already.
    pub fn is_done(&self, document: &str) -> bool {
        self.done.iter().any(|done| done == document)
    }

    /// Ends the run.
    pub fn end(&mut self) {
        self.begun = None;
        self.done.clear();
    }

    pub fn remember(&mut self, document: String, marks: Marks) {
        if self.begun.is_some() {
            self.done.push(document.clone());
        }
        self.documents.insert(document, marks);
    }

    pub fn forget(&mut self, document: &str) {
        self.documents.remove(document);
    }

    /// Keeps what is remembered.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn keep(&self) -> io::Result<()> {
        file::replace(&self.path, &serde_json::to_vec(self)?)
    }
}
