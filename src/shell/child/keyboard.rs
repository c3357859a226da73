//! The real terminal while a command sits at a pseudo-terminal: every key goes there.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process_group};
use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcgetpgrp, tcsetattr,
};

use super::super::signals;
use super::relay::write_all;

/// The real terminal in raw mode: the pseudo-terminal echoes and edits. Dropped, it is as it was.
pub(super) struct Raw {
    terminal: BorrowedFd<'static>,
    before: Termios,
}

impl Raw {
    /// # Errors
    /// Where it is no terminal, or has gone.
    pub(super) fn take(terminal: BorrowedFd<'static>) -> io::Result<Self> {
        let raw = Self { terminal, before: tcgetattr(terminal)? };
        raw.retake()?;
        Ok(raw)
    }

    pub(super) fn retake(&self) -> io::Result<()> {
        let mut modes = self.before.clone();
        modes.make_raw();
        Ok(tcsetattr(self.terminal, OptionalActions::Now, &modes)?)
    }

    pub(super) fn give_back(&self) {
        // A terminal that has gone needs no modes.
        let _ = tcsetattr(self.terminal, OptionalActions::Now, &self.before);
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        self.give_back();
    }
}

/// Hands on keys until the command has ended: what is typed after that is for the shell.
pub(super) fn hand_on(keys: BorrowedFd, master: &impl AsFd, ended: &impl AsFd, command: Pid) {
    let mut chunk = [0; 4096];
    loop {
        let mut asked = [PollFd::new(&keys, PollFlags::IN), PollFd::new(ended, PollFlags::IN)];
        match poll(&mut asked, None) {
            Err(Errno::INTR) => continue,
            Err(_) => return,
            Ok(_) if !asked[1].revents().is_empty() => return,
            Ok(_) => {}
        }
        let typed = match rustix::io::read(keys, &mut chunk) {
            Ok(0) => return,
            Ok(length) => &chunk[..length],
            Err(Errno::INTR | Errno::AGAIN) => continue,
            Err(_) => return,
        };
        if type_in(typed, master, command).is_err() {
            return;
        }
    }
}

/// Types keys into the pseudo-terminal; the suspending one stops the command.
///
/// The command leads a session of its own, whose parent is in another: the kernel would drop its `SIGTSTP`. A shell
/// in there that has put a job of its own into the foreground stops that itself.
fn type_in(mut typed: &[u8], master: &impl AsFd, command: Pid) -> io::Result<()> {
    while let Some(at) = suspending_key(master, command)
        .and_then(|key| typed.iter().position(|&byte| byte == key))
        .filter(|_| signals::has_shell())
    {
        write_all(master, &typed[..at])?;
        // Whoever waits for the command stops as well, once it has stopped.
        let _ = kill_process_group(command, Signal::STOP);
        typed = &typed[at + 1..];
    }
    write_all(master, typed)
}

/// The key that suspends the command, where it has not asked for keys as they are.
fn suspending_key(master: &impl AsFd, command: Pid) -> Option<u8> {
    let modes = tcgetattr(master).ok()?;
    let key = modes.special_codes[SpecialCodeIndex::VSUSP];
    let signals = modes.local_modes.contains(LocalModes::ISIG) && key != 0;
    (signals && tcgetpgrp(master).ok() == Some(command)).then_some(key)
}
