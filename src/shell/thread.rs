//! Threads with names, so that a report about a panic can say on which one it was.

use std::io;
use std::thread::{Builder, JoinHandle};

/// Starts a thread. Linux shows the first fifteen bytes of its name.
///
/// # Errors
/// Where the system has no room for another thread.
pub(super) fn spawn<T: Send + 'static>(
    name: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<JoinHandle<T>> {
    Builder::new().name(name.to_owned()).spawn(work)
}
