//! The types of a document that is being imported.

use std::path::PathBuf;

use crate::import::products::Listed;
use crate::import::{Report, Source};

/// A document that was read.
pub struct Text {
    pub path: PathBuf,
    pub product: String,
    /// The product's item in the list of products, for metadata.
    pub listed: Option<Listed>,
    /// First labels of the product's API hosts, for metadata.
    pub hosts: Vec<String>,
    pub source: Source,
}

/// A document, and the outcome of its import.
pub struct Document {
    pub path: PathBuf,
    pub product: String,
    pub report: Report,
}
