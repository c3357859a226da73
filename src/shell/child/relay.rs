//! Passes on what a command prints, byte for byte, and keeps a part of it.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::{Mutex, PoisonError};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::kept::Kept;

/// After the command's end, an output is read until it is silent for this long: a background process may hold it open
/// for ever.
const SILENCE: Timespec = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };

/// After the command's end, at most this many bytes are read: more than a pipe can hold. What follows is printed by
/// others.
const LEFT_BEHIND: usize = 1 << 20;

/// Where an output goes.
pub(super) struct Route {
    pub to: BorrowedFd<'static>,
    /// The stream's number in [`Kept`].
    pub stream: usize,
    /// Whether it is a terminal. That may vanish, which the command learns by a signal; writing must not block until
    /// then.
    pub terminal: bool,
}

/// Copies one output until its end. `ended` becomes readable when the command has ended; `printed` is called after each
/// read.
///
/// # Errors
/// Where what was read cannot be written. Dropping `from` then ends the command as a closed pipe would.
pub(super) fn copy(
    from: impl AsFd,
    route: &Route,
    ended: &impl AsFd,
    kept: &Mutex<Kept>,
    mut printed: impl FnMut(),
) -> io::Result<()> {
    let mut chunk = vec![0; 1 << 16];
    let (mut behind, mut writes) = (0, true);
    while behind < LEFT_BEHIND {
        let Some(over) = wait(&from, ended)? else { return Ok(()) };
        let length = match rustix::io::read(&from, &mut chunk) {
            // Linux reports the end of a terminal as an error.
            Ok(0) | Err(Errno::IO) => return Ok(()),
            Ok(length) => length,
            Err(Errno::INTR | Errno::AGAIN) => continue,
            Err(error) => return Err(error.into()),
        };
        if over {
            behind += length;
        }
        printed();
        kept.lock().unwrap_or_else(PoisonError::into_inner).hear(route.stream, &chunk[..length]);
        if writes && let Err(error) = write_all(route.to, &chunk[..length]) {
            if !route.terminal {
                return Err(error);
            }
            writes = false;
        }
    }
    Ok(())
}

/// Waits for something to read. Returns whether the command has ended; `None` if nothing more comes.
fn wait(from: &impl AsFd, ended: &impl AsFd) -> io::Result<Option<bool>> {
    let mut asked = [PollFd::new(from, PollFlags::IN), PollFd::new(ended, PollFlags::IN)];
    retry(|| poll(&mut asked, None))?;
    let over = !asked[1].revents().is_empty();
    if !asked[0].revents().is_empty() {
        return Ok(Some(over));
    }
    let mut asked = [PollFd::new(from, PollFlags::IN)];
    let ready = retry(|| poll(&mut asked, Some(&SILENCE)))?;
    Ok((ready > 0).then_some(true))
}

/// Writes all bytes, also to a descriptor that another process has made non-blocking.
pub(super) fn write_all(to: impl AsFd, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(&to, bytes) {
            Ok(written) => bytes = &bytes[written..],
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                retry(|| poll(&mut [PollFd::new(&to, PollFlags::OUT)], None))?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

fn retry<T>(mut call: impl FnMut() -> Result<T, Errno>) -> io::Result<T> {
    loop {
        match call() {
            Err(Errno::INTR) => {}
            other => return other.map_err(io::Error::from),
        }
    }
}
