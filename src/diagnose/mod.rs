//! From any pasted error, or a log of a million lines, to the documented entries.
//!
//! A text goes through one pipeline. `read` cleans it (colours, gutters, prefixes, escapes; secrets are masked), takes
//! down what its names and the build of its lines tell, and puts together what belongs to one error. `judge` compares
//! that with the catalogue, whose messages are templates. `log` does so with those parts of a stream that can hold an
//! error.
//!
//! What a match is worth is its [`Quality`]; nothing is called exact unless code and message agree.

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
pub use log::timeline::Timeline;
pub use look::looks_like_error;
pub use read::Cloud;
pub use verdict::Verdict;
