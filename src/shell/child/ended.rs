//! The end of a command: its status and its output.

use std::io;

use super::kept::Kept;

/// How a command ended, and what it printed.
#[derive(Debug)]
pub struct Ended {
    /// Its exit status; if a signal killed it, 128 plus the signal's number.
    pub status: u8,
    pub kept: Kept,
    /// Why its output could not be passed on.
    pub unwritten: Option<io::Error>,
}
