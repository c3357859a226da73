//! The limits of fetching: time, attempts, sizes.

use std::time::Duration;

/// How long to wait, how often to try, how much to take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The longest wait for a connection.
    pub connect: Duration,
    /// The longest wait for the head of an answer, and for each piece of its body.
    pub silence: Duration,
    /// The longest wait for a whole answer.
    pub whole: Duration,
    /// Requests for one document, the first one included.
    pub tries: u32,
    /// The pause before the second request; it doubles before each further one.
    pub pause: Duration,
    /// The longest `Retry-After` that is obeyed; a server that asks for more is not asked again.
    pub longest_pause: Duration,
    /// Bytes of a document, unpacked. The largest known has 16 MB.
    pub bytes: u64,
    /// Documents that are asked for at once.
    pub at_once: usize,
    /// After this many products in a row without an answer, the others are not asked for.
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
