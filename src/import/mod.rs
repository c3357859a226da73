//! Reading more catalogues: official documents into entries.

pub mod markdown;
mod product;
mod sibling;

pub use markdown::{Reason, Refused};
pub use product::{Imported, Report, import};
