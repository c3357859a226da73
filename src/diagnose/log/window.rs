//! A part of a stream that is read at a time.

use crate::diagnose::read::word::Place;

/// Lines worth reading.
#[derive(Debug)]
pub struct Window {
    pub text: String,
    /// The number of the first line.
    pub line: usize,
    /// What they are a part of.
    pub place: Place,
}
