//! Values into what a terminal, a pipe or a script reads.

pub mod card;
pub mod findings;
pub mod json;
pub mod markdown;
mod style;
pub mod tsv;
mod words;

pub use style::{Ink, Style};
pub use words::Words;

use crate::catalog::Entry;

/// The headings an entry stands under, in one line.
fn sections(entry: &Entry) -> String {
    entry.sections.iter().map(|section| &**section).collect::<Vec<_>>().join(", ")
}
