//! How the bytes of a text are read: what words are made of, and how far a rule looks.

/// How many bytes ahead a rule looks for the sign that makes a secret certain. The secret itself may be longer. Without
/// this limit, a text made of nothing but names would be read to its end once for each of them.
pub(super) const AHEAD: usize = 4096;

/// How many bytes show whether a value is a secret or a word of prose, and how far names and their siblings reach.
pub(super) const SHOWN: usize = 64;

pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

pub(super) fn run_end(bytes: &[u8], from: usize, holds: impl Fn(u8) -> bool) -> usize {
    let from = from.min(bytes.len());
    bytes[from..].iter().position(|&b| !holds(b)).map_or(bytes.len(), |at| from + at)
}

/// The place `bytes` behind `from`, or the end of the text; never inside a character.
pub(super) fn ahead(text: &str, from: usize, bytes: usize) -> usize {
    text.floor_char_boundary(from + bytes)
}
