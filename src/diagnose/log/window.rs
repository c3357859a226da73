//! Some lines of a stream that are read together.

use crate::diagnose::read::word::Place;

/// Lines around one or more marks.
#[derive(Debug)]
pub struct Window {
    pub text: String,
    /// The number of the first line.
    pub line: usize,
    /// Whether the stream is a log or a paste.
    pub place: Place,
}
