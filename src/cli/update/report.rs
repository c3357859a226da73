//! What became of each product.

use crate::fetch::{Fault, Language};

/// What the entries of a product are to those of before; the later beats the earlier where versions differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Unchanged,
    New,
    Changed,
    Failed,
}

impl State {
    pub const ALL: [State; 4] = [State::New, State::Changed, State::Unchanged, State::Failed];

    /// The name in JSON and in tables.
    pub fn id(self) -> &'static str {
        match self {
            State::New => "new",
            State::Changed => "changed",
            State::Unchanged => "unchanged",
            State::Failed => "failed",
        }
    }
}

/// Why a product is in its state, where that does not go without saying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    Fault(Fault),
    /// There is no such product in the list.
    Unknown,
    NoVersion,
    /// The catalogue file cannot be read.
    Unreadable(String),
    /// There is no document in one of the languages.
    Lacks(Language),
    /// The run before, which was interrupted, has laid it in.
    Done,
}

/// A product, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub id: String,
    pub entries: usize,
    pub state: State,
    pub reason: Option<Reason>,
}

impl Report {
    pub fn of(id: &str, entries: usize, state: State) -> Self {
        Self { id: id.to_owned(), entries, state, reason: None }
    }

    pub fn failed(id: String, reason: Reason) -> Self {
        Self { id, entries: 0, state: State::Failed, reason: Some(reason) }
    }

    /// Adds what became of another version.
    pub fn add(&mut self, other: Report) {
        self.entries += other.entries;
        if other.state > self.state {
            (self.state, self.reason) = (other.state, other.reason);
        } else {
            self.reason = self.reason.take().or(other.reason);
        }
    }
}
