//! The printers: each turns values into one format, for a terminal, a pipe or a script.

mod alike;
pub mod card;
pub mod findings;
pub mod github;
pub mod json;
pub mod markdown;
mod style;
pub mod summary;
pub mod table;
pub mod tsv;
mod words;

pub use style::Style;
#[cfg(feature = "update")]
pub use words::Count;
pub use words::Words;

use crate::catalog::Entry;
use crate::lang::Lang;

/// The headings of an entry in one line; those without words in the language are left out.
fn sections(entry: Entry, lang: Lang) -> String {
    entry.sections().filter_map(|section| section.get(lang)).collect::<Vec<_>>().join(", ")
}
