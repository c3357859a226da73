//! The types for texts that were diagnosed, and for inputs that could not be read.

use serde::Serialize;

use super::places::Places;
use crate::diagnose::{Diagnosis, Finding};

/// The diagnosis of a text.
#[derive(Debug, Default)]
pub struct Text {
    /// `None` for standard input.
    pub name: Option<String>,
    pub diagnosis: Diagnosis,
    /// The places in source files that it names, if the format needs them.
    pub places: Places,
}

impl Text {
    pub fn of(diagnosis: Diagnosis) -> Self {
        Self { diagnosis, ..Self::default() }
    }
}

/// The findings of some texts, each with the name of its text.
pub fn findings(texts: &[Text]) -> impl Iterator<Item = (Option<&str>, &Finding)> {
    texts
        .iter()
        .flat_map(|text| text.diagnosis.findings.iter().map(|finding| (text.name.as_deref(), finding)))
}

/// An input that could not be read, or not to its end, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unread {
    pub path: String,
    pub reason: String,
}
