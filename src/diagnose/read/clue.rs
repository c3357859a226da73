//! A clue: what a text says about one error, before anything is looked up.

use super::value;

/// What a text says about one error. Nothing in it is looked up yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clue {
    pub code: Option<String>,
    pub message: Option<String>,
    pub status: Option<u16>,
    pub product: Option<String>,
    /// The product was named elsewhere in the text, not near the error.
    pub far_product: bool,
    pub request_id: Option<String>,
    /// Of the original text, from 1.
    pub line: usize,
    /// The text ends in the midst of the message.
    pub cut: bool,
    /// The code had an `Error` at its end, which an SDK may have appended; it was taken off.
    pub appended: bool,
    /// The numbers of its first and last line.
    pub lines: (usize, usize),
    /// The time of its record.
    pub time: Option<String>,
    /// Other messages that stand near the code.
    pub others: Vec<String>,
    /// The message has the name that services give it: `Message: M`.
    pub named: bool,
    /// The error is of an SDK, so the request may never have reached the API.
    pub by_sdk: bool,
}

impl Clue {
    pub fn of_message(message: &str) -> Self {
        Self { message: Some(value::trim(message).to_owned()), ..Self::default() }
    }
}
