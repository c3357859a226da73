//! The real terminal's keyboard while a command runs at a pseudo-terminal: every key is passed on.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::atomic::{AtomicI32, Ordering};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process_group};
use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcgetpgrp, tcsetattr,
};

use super::super::signals;
use super::relay::write_all;

/// The real terminal in raw mode, for the pseudo-terminal does the echo and the editing. Dropping this restores the
/// modes.
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
        // Setting modes fails only if the terminal is gone.
        let _ = tcsetattr(self.terminal, OptionalActions::Now, &self.before);
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        self.give_back();
    }
}

/// Hands on keys until the command has ended: what is typed after that is for the shell. `signal` becomes that of the
/// last key that sent one.
pub(super) fn hand_on(
    keys: BorrowedFd,
    master: &impl AsFd,
    ended: &impl AsFd,
    command: Pid,
    signal: &AtomicI32,
) {
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
        if let Some(sent) = signal_of(typed, master) {
            signal.store(sent.as_raw(), Ordering::SeqCst);
        }
        if type_in(typed, master, command).is_err() {
            return;
        }
    }
}

/// Types keys into the pseudo-terminal; the suspend key stops the command.
///
/// The command leads a session of its own, and its parent is in another one, so the kernel would drop its `SIGTSTP`.
/// If a shell in there has put a job of its own into the foreground, that shell stops the job itself.
fn type_in(mut typed: &[u8], master: &impl AsFd, command: Pid) -> io::Result<()> {
    while let Some(at) = suspending_key(master, command)
        .and_then(|key| typed.iter().position(|&byte| byte == key))
        .filter(|_| signals::has_shell())
    {
        write_all(master, &typed[..at])?;
        // The thread that waits for the command notices, and stops this program, too.
        let _ = kill_process_group(command, Signal::STOP);
        typed = &typed[at + 1..];
    }
    write_all(master, typed)
}

/// The signal that the pseudo-terminal makes of the last of some keys that are to end a command.
fn signal_of(typed: &[u8], master: &impl AsFd) -> Option<Signal> {
    let modes = tcgetattr(master).ok().filter(|modes| modes.local_modes.contains(LocalModes::ISIG))?;
    let [interrupt, quit] =
        [SpecialCodeIndex::VINTR, SpecialCodeIndex::VQUIT].map(|key| modes.special_codes[key]);
    typed.iter().rev().filter(|&&key| key != 0).find_map(|&key| match key {
        _ if key == interrupt => Some(Signal::INT),
        _ if key == quit => Some(Signal::QUIT),
        _ => None,
    })
}

/// The key that suspends the command, where it has not asked for keys as they are.
fn suspending_key(master: &impl AsFd, command: Pid) -> Option<u8> {
    let modes = tcgetattr(master).ok()?;
    let key = modes.special_codes[SpecialCodeIndex::VSUSP];
    let signals = modes.local_modes.contains(LocalModes::ISIG) && key != 0;
    (signals && tcgetpgrp(master).ok() == Some(command)).then_some(key)
}
