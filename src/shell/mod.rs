//! Where the program meets the world: terminal, input, threads, clipboard, and the loop between them.
//!
//! One inbox takes everything that happens: bytes of the terminal as keys, signals, the answers of the workers. The loop
//! drains it, hands each message to `app::update`, performs the effects, and draws once if anything changed. Nothing
//! ticks: an idle program sleeps.
//!
//! The bytes are read by a thread of our own (`input`), for what terminals really send is more than libraries parse, and
//! a key must never be lost or held back. What is drawn goes through `terminal`, which compares frames cell by cell and
//! knows how to leave the terminal sane from a signal handler, a panic or a hung line. A search and a diagnosis
//! each have a `worker`: the newest job wins, an older one is never waited for. The clipboard has a thread of its own.
//!
//! [`child`] runs another command as if nobody listened; it shares the signals and threads, not the loop.

pub mod child;
mod clipboard;
mod diagnoser;
mod display;
mod inbox;
mod input;
mod report;
mod run;
mod searcher;
mod signals;
mod terminal;
mod thread;
mod web;
mod worker;

pub use clipboard::keeper;
pub use run::{Start, run};
