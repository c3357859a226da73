//! How long is waited, how often is tried, how much is taken.

use std::time::Duration;

/// How long is waited, how often is tried, how much is taken.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// For a connection.
    pub connect: Duration,
    /// For the head of an answer, and for each piece of its body.
    pub silence: Duration,
    /// For a whole answer.
    pub whole: Duration,
    /// Requests for one document, the first one among them.
    pub tries: u32,
    /// Before the second request; twice as long before each other one.
    pub pause: Duration,
    /// The longest that a server may ask to be left alone; one that wants longer is not asked again.
    pub longest_pause: Duration,
    /// Bytes of a document, unpacked. The largest known has 16 MB.
    pub bytes: u64,
    /// Documents that are asked for at once.
    pub at_once: usize,
    /// Products in a row that nothing answers for, after which the others are not asked for.
    pub failures: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            silence: Duration::from_secs(30),
            whole: Duration::from_secs(300),
            tries: 4,
            pause: Duration::from_millis(500),
            longest_pause: Duration::from_secs(60),
            bytes: 100_000_000,
            at_once: 4,
            failures: 8,
        }
    }
}
