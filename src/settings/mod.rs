//! What the program keeps and reads of its user's: where it lies.

pub mod paths;

pub use paths::Paths;
