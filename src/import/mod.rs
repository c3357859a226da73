//! Reading more catalogues: official documents into entries.

pub mod markdown;
mod product;
mod sibling;

pub use product::{Imported, Skipped, import};
