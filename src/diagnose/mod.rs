//! From any pasted error, or a log of a million lines, to the documented entries.
//!
//! A text goes through one pipeline. `read` cleans it (colours, gutters, prefixes, escapes; secrets are masked),
//! collects the facts that names and the forms of lines announce, and groups the facts of each error into a clue.
//! `judge` compares the clue with the catalogue, whose messages are templates. `evidence` reads what the error says
//! about its own remedy. For a long stream, `log` first cuts out the parts that can hold an error.
//!
//! What a match is worth is its [`Quality`]; nothing is called exact unless code and message agree.
//!
//! Errors are printed by dozens of SDKs and tools, and pasted out of logs, chats and browsers that change them on the
//! way. A rule for each would contradict the next. So no text is matched against whole forms. Everything in it that
//! could be a code, a message, a status or an id becomes a fact, together with its grounds: a name before it, the
//! form of its line, the look of the word itself. One table (`read::word`) says which grounds are enough, in a
//! paste and in a log. Which facts belong together is decided once, after all facts are there. A new way to print
//! errors is a row in `read::shapes`, a new name a word in `read::names`; each row has a sample that is read in every
//! test run, as a paste and in a log.
//!
//! [`Engine::diagnose`] reads a text, [`Engine::scan`] a stream of any length, [`Engine::watch`] reports each finding
//! as its block ends. All three give the same answers. Secrets are masked before any fact is collected.
//!
//! Some words have one meaning here. A *fact* is one value that was read, a *clue* all facts of one error before
//! anything is looked up, a *finding* the clue with its entries. A *record* is one message of a logger, a *mark* a
//! string that a scan looks for, a *window* the lines around marks. *Foreign text* is text that nobody vouches for.

mod engine;
mod evidence;
mod finding;
mod json;
mod judge;
mod log;
mod look;
mod product;
mod read;
mod ticket;
mod verdict;

pub use engine::Engine;
pub use evidence::{Clock, Denied, Evidence, Resource, Source, named_place, reason_name};
pub use finding::{Diagnosis, Finding, Match, Piece, PieceKind, Quality};
pub use json::{FindingJson, SaidJson};
pub use log::is_pause;
pub use log::timeline::Timeline;
pub use look::looks_like_error;
pub use read::Cloud;
pub use verdict::Verdict;
