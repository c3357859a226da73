//! Forwards signals from this program to the command that it runs.

use std::fs::File;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGWINCH};
use signal_hook::iterator::Signals;

use super::super::thread;

/// The command, as long as it can be sent signals. Once it has been waited for, its process number may belong to
/// another process.
pub(super) type Target = Arc<Mutex<Option<Pid>>>;

/// The signals from now on; those that come before [`Forward::to`] are kept.
pub(super) struct Forward {
    signals: Signals,
    /// Whether the terminal itself sends `Ctrl-C` and `Ctrl-\` to the command as well, so that they are not forwarded.
    own_keys: bool,
}

impl Forward {
    /// Starts to catch the signals; `seated` says whether the command has a pseudo-terminal of its own.
    ///
    /// # Errors
    /// Where the system does not let signals be caught.
    pub(super) fn take(seated: bool) -> io::Result<Self> {
        let all = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2];
        // Signals that this program was started to ignore, as under `nohup`, stay ignored, for the command as well.
        let ignored = ignored();
        let taken = all.into_iter().filter(|signal| ignored & (1 << (signal - 1)) == 0);
        let signals = Signals::new(taken.chain([SIGCONT, SIGWINCH]))?;
        Ok(Self { signals, own_keys: !seated && File::open("/dev/tty").is_ok() })
    }

    /// Forwards them; `told` is called first for each, so that the terminal can follow.
    ///
    /// # Errors
    /// Where the system has no room for a thread.
    pub(super) fn to(mut self, target: Target, told: impl Fn(i32) + Send + 'static) -> io::Result<()> {
        thread::spawn("signals", move || {
            for signal in self.signals.forever() {
                told(signal);
                if self.own_keys && matches!(signal, SIGINT | SIGQUIT) {
                    continue;
                }
                let target = target.lock().unwrap_or_else(PoisonError::into_inner);
                if let (Some(command), Some(signal)) = (*target, Signal::from_named_raw(signal)) {
                    let _ = kill_process(command, signal);
                }
            }
        })?;
        Ok(())
    }
}

/// The signals that this program was started to ignore, one bit each; 0 where the system does not say.
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}
