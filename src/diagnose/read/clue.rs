//! What a text tells of one error, before anything is looked up.

use super::value;

/// What a text tells of one error. Nothing in it is looked up yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::diagnose) struct Clue {
    pub(in crate::diagnose) code: Option<String>,
    pub(in crate::diagnose) message: Option<String>,
    pub(in crate::diagnose) status: Option<u16>,
    pub(in crate::diagnose) product: Option<String>,
    /// The product was told somewhere else in the text.
    pub(in crate::diagnose) far_product: bool,
    pub(in crate::diagnose) request_id: Option<String>,
    /// Of the original text, from 1.
    pub(in crate::diagnose) line: usize,
    /// The text ends in the midst of the message.
    pub(in crate::diagnose) cut: bool,
    /// An SDK may have appended `Error` to the code, which was taken off.
    pub(in crate::diagnose) appended: bool,
    /// The lines that tell of it, from and to, as they are numbered.
    pub(in crate::diagnose) lines: (usize, usize),
    /// When its record says that it happened.
    pub(in crate::diagnose) time: Option<String>,
    /// Other messages that stand near the code.
    pub(in crate::diagnose) others: Vec<String>,
    /// The text calls its message so, as the services do: `Message: M`.
    pub(in crate::diagnose) named: bool,
    /// An SDK says so: it may tell of a request that never reached the API.
    pub(in crate::diagnose) by_sdk: bool,
}

impl Clue {
    pub(in crate::diagnose) fn of_message(message: &str) -> Self {
        Self { message: Some(value::trim(message).to_owned()), ..Self::default() }
    }
}
