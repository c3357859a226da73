//! Modes that a command gives to the terminal it prints on, while it reads the keys of the real one.
//!
//! `… | less` reads `/dev/tty`, and asks its standard error not to echo and not to wait for Enter. What it has there is
//! a pseudo-terminal: the real one has to follow.

use std::os::fd::{AsFd, BorrowedFd};

use rustix::process::getpgrp;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetpgrp, tcsetattr};

/// The modes of a pseudo-terminal, as they were when last looked at.
pub(super) struct Mirror<F> {
    master: F,
    real: BorrowedFd<'static>,
    known: Option<Termios>,
    /// The command has changed them before: it does not use the real terminal's own.
    changed: bool,
}

impl<F: AsFd> Mirror<F> {
    pub(super) fn new(master: F, real: BorrowedFd<'static>) -> Self {
        let known = tcgetattr(&master).ok();
        Self { master, real, known, changed: false }
    }

    /// Gives the real terminal the modes of keys that have changed since. A terminal that others have is left to them.
    pub(super) fn follow(&mut self) {
        let Ok(modes) = tcgetattr(&self.master) else { return };
        if self.known.as_ref().is_some_and(|known| of_keys(known) == of_keys(&modes)) {
            return;
        }
        if tcgetpgrp(self.real).is_ok_and(|group| group == getpgrp())
            && let Ok(mut real) = tcgetattr(self.real)
        {
            real.local_modes = modes.local_modes;
            real.input_modes = modes.input_modes;
            real.special_codes = modes.special_codes.clone();
            // Where it fails, the terminal has gone.
            let _ = tcsetattr(self.real, OptionalActions::Now, &real);
            (self.known, self.changed) = (Some(modes), true);
        }
    }

    /// Whoever had the terminal while the command was stopped has given it modes of his own. What the command prints
    /// last may have been seen before it is known to go on: nothing else would be waited for.
    pub(super) fn resume(&mut self) {
        if self.changed {
            self.known = None;
            self.follow();
        }
    }
}

/// What decides how keys are read, as a value that can be compared.
fn of_keys(modes: &Termios) -> String {
    format!("{:?} {:?} {:?}", modes.local_modes, modes.input_modes, modes.special_codes)
}
