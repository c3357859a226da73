//! The end of a command: its status and its output.

use std::io;

use super::super::signals;
use super::kept::Kept;

/// How a command ended, and what it printed.
#[derive(Debug)]
pub struct Ended {
    /// Its exit status; if a signal killed it, 128 plus the signal's number.
    pub status: u8,
    pub killed: Option<Killed>,
    pub kept: Kept,
    /// Why its output could not be passed on.
    pub unwritten: Option<io::Error>,
}

/// The signal that killed a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Killed {
    pub(super) signal: i32,
    /// A key of the terminal sent it, as `Ctrl-C` does.
    pub(super) by_key: bool,
}

impl Killed {
    /// Ends this program as the command ended: a shell leaves a loop at `Ctrl-C` only where the signal killed what it
    /// waited for, and no exit status tells it that.
    pub fn follow(self) -> ! {
        #[cfg(unix)]
        {
            // The command may have left a core of its own; that of this program is of no use.
            let limit = rustix::process::Rlimit { current: Some(0), ..rustix::process::getrlimit(CORE) };
            let _ = rustix::process::setrlimit(CORE, limit);
            if self.by_key {
                // The terminal sends its signals to all that run in this place: a script that waits for this program,
                // the others of a pipeline. It was kept from that, as the keys went to the command alone.
                let signal = rustix::process::Signal::from_named_raw(self.signal);
                let _ = signal.map(rustix::process::kill_current_process_group);
            }
        }
        signals::end_by(self.signal)
    }
}

#[cfg(unix)]
const CORE: rustix::process::Resource = rustix::process::Resource::Core;
