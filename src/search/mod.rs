//! Finding: the right entry first, whatever half-remembered thing was typed.
//!
//! A [`Query`] is parsed once; an [`Engine`] holds what can be computed before any query is known and answers
//! synchronously; a [`Session`] remembers the answers to what was typed on the way. What was matched, and how
//! well, is a tier (`rank`): an exact code stands before the start of one, that before words of one, and
//! so on down to pinyin.

mod admission;
mod code_query;
mod codes;
mod complete;
mod engine;
mod explanations;
mod fields;
mod filter;
mod fuzzy;
mod humps;
mod marks;
mod messages;
mod names;
mod phonetic;
mod query;
mod rank;
mod reading;
mod session;
mod syllables;
mod tally;
mod typo;
mod vocabulary;
mod word;

pub use complete::{Completion, complete};
pub use engine::Engine;
pub use filter::{Key, Problem, exact_code, has_filter};
pub use marks::Shown;
pub use query::Query;
pub use rank::{Field, Hit, Hits};
pub use session::Session;
