//! Copies the modes that a command sets on its pseudo-terminal to the real terminal, whose keys it reads.
//!
//! `… | less` reads `/dev/tty`, and sets the modes (no echo, no waiting for Enter) on its standard error. That is a
//! pseudo-terminal, so the real one has to follow.

use std::os::fd::{AsFd, BorrowedFd};

use rustix::process::getpgrp;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetpgrp, tcsetattr};

/// The modes of a pseudo-terminal, as they were when last looked at.
pub(super) struct Mirror<F> {
    master: F,
    real: BorrowedFd<'static>,
    known: Option<Termios>,
    /// Whether the command has changed the modes before.
    changed: bool,
}

impl<F: AsFd> Mirror<F> {
    pub(super) fn new(master: F, real: BorrowedFd<'static>) -> Self {
        // The pseudo-terminal began with the modes of the real one. A quick command has changed its own already.
        let known = tcgetattr(real).ok();
        Self { master, real, known, changed: false }
    }

    /// Gives the real terminal the modes of keys that have changed since, unless another program has the terminal now.
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
            // Setting modes fails only if the terminal is gone.
            let _ = tcsetattr(self.real, OptionalActions::Now, &real);
            (self.known, self.changed) = (Some(modes), true);
        }
    }

    /// Sets the modes again after a stop, in which another program has set its own. This cannot wait for the
    /// command's next output: its last output may have come before it is known to have been continued.
    pub(super) fn resume(&mut self) {
        if self.changed {
            self.known = None;
            self.follow();
        }
    }
}

/// The modes that decide how keys are read, as a value that can be compared.
fn of_keys(modes: &Termios) -> String {
    format!("{:?} {:?} {:?}", modes.local_modes, modes.input_modes, modes.special_codes)
}
