//! From any pasted error, or a log of a million lines, to the documented entries.
//!
//! A text goes through one pipeline. `read` cleans it (colours, gutters, prefixes, escapes; secrets are masked), takes
//! down what its names and the build of its lines tell, and puts together what belongs to one error. `judge` compares
//! that with the catalogue, whose messages are templates. `log` does so with those parts of a stream that can hold an
//! error.
//!
//! What a match is worth is its [`Quality`]; nothing is called exact unless code and message agree.
//!
//! Errors are printed by dozens of SDKs and tools, and pasted out of logs, chats and browsers that change them on the way.
//! A rule for each would contradict the next. So a text is not matched against forms: everything in it that could be a
//! code, a message, a status or an id is taken down as a fact, with what speaks for it (a name before it, the build of
//! its line, the build of the word itself), and one table says how much of that is enough, in a paste and in a log. What
//! belongs together is settled once, after all facts are there. A new way to print errors is a row in `read::shapes`, a
//! new name a word in `read::names`; each row carries a sample that is read in every test run, as a paste and in a log.
//!
//! [`Engine::diagnose`] reads a text, [`Engine::scan`] a stream of any length, [`Engine::watch`] tells each finding as its
//! block ends. All three give the same answers. Secrets are masked before anything is taken down.

mod engine;
mod evidence;
mod finding;
mod judge;
mod log;
mod look;
mod product;
mod read;
mod ticket;
mod verdict;

pub use engine::Engine;
pub use evidence::{Clock, Denied, Evidence, Resource, reason_name};
pub use finding::{Diagnosis, Finding, Match, Piece, PieceKind, Quality};
pub use log::is_pause;
pub use log::timeline::Timeline;
pub use look::looks_like_error;
pub use read::Cloud;
pub use verdict::Verdict;
