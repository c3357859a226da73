//! Threads with names, so that a report about a panic can say on which one it was.

use std::io;
use std::thread::{Builder, JoinHandle};

/// What starts a thread, and fails where the system has no room for another one.
///
/// What is asked of it before waits: a thread that has nothing to do for the first frame starts behind it, for each
/// takes the loop's memory and its time.
pub(super) trait Starts: FnOnce() -> io::Result<()> {}

impl<F: FnOnce() -> io::Result<()>> Starts for F {}

/// A thread that is yet to be started.
pub(super) fn later(name: &'static str, work: impl FnOnce() + Send + 'static) -> impl Starts {
    move || spawn(name, work).map(drop)
}

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
