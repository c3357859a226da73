//! The outcome of each product of an update.

use crate::fetch::{Fault, Language};

/// How the entries of a product compare to the earlier ones. If its versions differ, the later variant wins.
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

/// Why a product is in its state, where that needs a reason.
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
    /// It was merged before the run was interrupted.
    Done,
}

/// A product and its outcome.
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

    /// Adds the report of another version.
    pub fn add(&mut self, other: Report) {
        self.entries += other.entries;
        if other.state > self.state {
            (self.state, self.reason) = (other.state, other.reason);
        } else {
            self.reason = self.reason.take().or(other.reason);
        }
    }
}
