//! What the program has to say, laid out once as lines of spans: an entry, a finding, the row of a list, a log's summary.
//!
//! A [`Sheet`] is the paper: a language, a width, a measure. What is written on it are [`rich::Line`]s, whose spans say
//! what they are and what a click on them does, never how they look. The screen draws them, the command line prints
//! them.

mod denial;
mod derived;
mod entry;
mod finding;
pub mod marked;
pub mod names;
pub mod retry;
pub mod rich;
pub mod row;
pub mod sheet;
mod steps;
pub mod summary;

pub use entry::{Siblings, title};
pub use finding::{Around, Choice, chance_of, choices, meaning_of, steps_of, verdict};
pub use retry::Chance;
pub use rich::{Line, Role, Span, Touch};
pub use sheet::{Keys, Sheet};

#[cfg(test)]
mod tests;
