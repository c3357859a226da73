//! A pseudo-terminal with the size and the modes of the real one.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetwinsize, tcsetattr, tcsetwinsize};

/// Both ends of a pseudo-terminal.
pub(super) struct Pty {
    pub master: OwnedFd,
    pub slave: OwnedFd,
}

/// Opens one with the size and the modes of `real`; `change` may change the modes.
///
/// # Errors
/// Where the system has no pseudo-terminal left, or none at all.
pub(super) fn open(real: BorrowedFd, change: impl FnOnce(&mut Termios)) -> io::Result<Pty> {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
    grantpt(&master)?;
    unlockpt(&master)?;
    let name = ptsname(&master, Vec::new())?;
    let slave = rustix::fs::open(name, OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty())?;
    let mut modes = tcgetattr(real)?;
    change(&mut modes);
    tcsetattr(&slave, OptionalActions::Now, &modes)?;
    let pty = Pty { master, slave };
    take_size(&pty.master, real);
    Ok(pty)
}

/// Gives a pseudo-terminal the size of the real one, if that knows its size.
pub(super) fn take_size(master: impl AsFd, real: impl AsFd) {
    if let Ok(size) = tcgetwinsize(real) {
        let _ = tcsetwinsize(master, size);
    }
}
