//! The shell: terminal, input, threads, clipboard, and the loop between them. All side effects of the browser are here.
//!
//! Everything that happens goes into one inbox: keys, signals, the answers of the workers. The loop (`run`) empties
//! it, gives each message to `app::update`, performs the effects, and draws once if anything changed. There is no
//! timer that ticks: an idle program sleeps.
//!
//! The bytes are read by a thread of our own (`input`), because terminals send more than the libraries parse, and a
//! key must never be lost or held back; a frame may wait a few milliseconds for the answer to it. Frames go through `terminal`, which sends only the cells that changed, and
//! can restore the terminal's modes from a signal handler, a panic or a blocked line. Searches and diagnoses each
//! have a `worker`: the newest job replaces older ones that have not begun. The clipboard has a thread of its own,
//! because displays can hang.
//!
//! [`child`] runs another command for `alierr run`; it shares the signals and threads, but not the loop.

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
