//! Input: turns what the terminal sends into keys, pastes, clicks and answers.
//!
//! [`parser`] turns bytes into events, [`typing`] tells a paste from typing where the terminal does not, and
//! [`clicks`] finds the double clicks. [`reader`] is the thread that reads the bytes; on Windows crossterm reads.

mod clicks;
mod event;
#[cfg(unix)]
mod keys;
#[cfg(unix)]
mod parser;
#[cfg(unix)]
mod reader;
#[cfg(unix)]
mod report;
#[cfg(unix)]
mod typing;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub(super) use reader::listen;
#[cfg(windows)]
pub(super) use windows::listen;
