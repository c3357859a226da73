//! Where the program meets the world: terminal, input, threads, clipboard, and the loop between them.

pub mod child;
mod clipboard;
mod diagnoser;
mod display;
mod inbox;
mod input;
mod report;
mod run;
mod signals;
mod terminal;
mod thread;
mod web;
mod worker;

pub use clipboard::keeper;
pub use run::{Start, run};
