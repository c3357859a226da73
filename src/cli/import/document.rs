//! A document on its way into a catalogue file.

use std::path::PathBuf;

use crate::import::products::Listed;
use crate::import::{Report, Source};

/// A document that was read.
pub struct Text {
    pub path: PathBuf,
    pub product: String,
    /// What the list of products says of the product, for metadata.
    pub listed: Option<Listed>,
    /// First labels of the product's API hosts, for metadata.
    pub hosts: Vec<String>,
    pub source: Source,
}

/// A document, and what became of it.
pub struct Document {
    pub path: PathBuf,
    pub product: String,
    pub report: Report,
}
