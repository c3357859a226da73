//! Codes: by their letters, by the starts of their words, and in spite of typing errors.

pub(super) mod codes;
pub(super) mod fuzzy;
pub(super) mod letters;
pub(super) mod matcher;
pub(super) mod typo;
