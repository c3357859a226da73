//! Pages: an entry, a finding, the row of a list or the summary of a log, laid out once for screen and print.
//!
//! A [`Sheet`] is the paper: a language, a width, a measure. Writing on it makes [`rich::Line`]s of spans. A span has
//! a role (what it is) and may have a touch (what a click on it does), but no colour: the screen draws roles in the
//! colours of its theme, the command line prints them.

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
mod wordings;

pub use entry::{Siblings, title};
pub use finding::{Around, Choice, chance_of, choices, meaning_of, steps_of, verdict};
pub use retry::Chance;
pub use rich::{Line, Role, Span, Touch};
pub use sheet::{Keys, Sheet};

#[cfg(test)]
mod tests;
