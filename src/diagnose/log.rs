//! Logs of any length: a cheap scan for the marks of errors, and a reading of the lines around them.

use std::io::{self, BufRead};

use super::tally::Tally;
use super::{Diagnosis, Engine, Strictness};

/// Inputs up to this size are read as one text.
pub(super) const WHOLE: usize = 64 * 1024;

/// Reads a stream.
pub(super) fn scan(engine: &Engine, mut input: impl BufRead) -> io::Result<Diagnosis> {
    let mut all = Vec::new();
    input.read_to_end(&mut all)?;
    let mut tally = Tally::default();
    engine.read(&String::from_utf8_lossy(&all), 1, Strictness::Paste, &mut tally);
    Ok(engine.judge(tally))
}
