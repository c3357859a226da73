//! How a command ended.

use std::io;

use super::kept::Kept;

/// How a command ended, and what it printed.
#[derive(Debug)]
pub struct Ended {
    /// Its exit status; 128 and the number of the signal that killed it.
    pub status: u8,
    pub kept: Kept,
    /// What it printed could not be handed on.
    pub unwritten: Option<io::Error>,
}
