//! The languages of the interface.

mod labels;
mod language;
pub mod number;

pub use labels::Labels;
pub use language::Lang;
