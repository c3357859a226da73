//! What a text tells of one error, before anything is looked up.

use super::value;

/// What a text tells of one error. Nothing in it is looked up yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clue {
    pub code: Option<String>,
    pub message: Option<String>,
    pub status: Option<u16>,
    pub product: Option<String>,
    /// The product was told somewhere else in the text.
    pub far_product: bool,
    pub request_id: Option<String>,
    /// Of the original text, from 1.
    pub line: usize,
    /// The text ends in the midst of the message.
    pub cut: bool,
    /// An SDK may have appended `Error` to the code, which was taken off.
    pub appended: bool,
    /// The lines that tell of it, from and to, as they are numbered.
    pub lines: (usize, usize),
    /// When its record says that it happened.
    pub time: Option<String>,
    /// Other messages that stand near the code.
    pub others: Vec<String>,
    /// The text calls its message so, as the services do: `Message: M`.
    pub named: bool,
    /// An SDK says so: it may tell of a request that never reached the API.
    pub by_sdk: bool,
}

impl Clue {
    pub fn of_message(message: &str) -> Self {
        Self { message: Some(value::trim(message).to_owned()), ..Self::default() }
    }
}
