//! The languages of the interface.

mod labels;
mod language;

pub use labels::Labels;
pub use language::Lang;
