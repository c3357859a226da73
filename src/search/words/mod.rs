//! Texts: messages, explanations and descriptions, by words and by runs of characters.

pub(super) mod explanations;
pub(super) mod messages;
pub(super) mod synonyms;
pub(super) mod tally;
pub(super) mod vocabulary;
pub(super) mod word;
