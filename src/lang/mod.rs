//! The languages of the interface.

mod labels;
mod language;
pub mod number;

#[doc(hidden)]
pub use labels::Labels;
pub use language::Lang;
