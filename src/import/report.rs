//! What became of a source's rows. Scripts read the names of fields and the English words, so they stay as they are.

use std::fmt::Display;

use serde::{Serialize, Serializer};

/// A row that was not taken, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    pub place: u32,
    #[serde(serialize_with = "in_words")]
    pub reason: Reason,
}

/// Why a row was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error("no column of this table reads as error codes")]
    NoCodes,
    #[error("“{0}” is not an error code")]
    NoCode(String),
    #[error("“{0}” is no error but what a request that succeeded is answered with")]
    Success(String),
    #[error("the header again")]
    Header,
    #[error("an empty row")]
    Empty,
}

/// A table of a source, and what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    pub place: u32,
    pub header: Vec<String>,
    /// How many rows stand below the header.
    pub rows: usize,
    #[serde(serialize_with = "in_words")]
    pub verdict: Verdict,
}

/// What a table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Verdict {
    #[error("errors")]
    Errors,
    #[error("promises errors, but no column reads as error codes")]
    NoCodes,
    #[error("parameters or fields")]
    Fields,
    #[error("HTTP statuses")]
    Statuses,
    #[error("something else, by its heading")]
    Heading,
    #[error("something else")]
    Other,
}

/// Why a source yields no error at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Nothing {
    #[error("it holds no table and no list of errors")]
    NoTables,
    #[error("none of its tables is about errors")]
    OtherTables,
    #[error("none of its rows holds an error code")]
    NoCodes,
}

fn in_words<S: Serializer>(value: &impl Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}
