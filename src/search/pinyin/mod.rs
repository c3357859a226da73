//! Chinese texts by how they are read.

pub(super) mod phonetic;
mod reading;
mod syllables;
