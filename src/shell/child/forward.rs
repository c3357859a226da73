//! Signals to this program that are meant for the command it runs.

use std::fs::File;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGWINCH};
use signal_hook::iterator::Signals;

use super::super::thread;

/// The command while it can be sent signals: once it has been waited for, its number may be another's.
pub(super) type Target = Arc<Mutex<Option<Pid>>>;

/// What reaches this program from now on; nothing is lost before [`Forward::to`].
pub(super) struct Forward {
    signals: Signals,
    /// `Ctrl-C` and `Ctrl-\` come from a terminal that sends them to the command, too.
    own_keys: bool,
}

impl Forward {
    /// Takes the signals; `seated` is whether the command has a terminal of its own.
    ///
    /// # Errors
    /// Where the system lets none be taken.
    pub(super) fn take(seated: bool) -> io::Result<Self> {
        let all = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2];
        // What this program was told to ignore, as under `nohup`, the command ignores as well.
        let ignored = ignored();
        let taken = all.into_iter().filter(|signal| ignored & (1 << (signal - 1)) == 0);
        let signals = Signals::new(taken.chain([SIGCONT, SIGWINCH]))?;
        Ok(Self { signals, own_keys: !seated && File::open("/dev/tty").is_ok() })
    }

    /// Hands them on; `told` is called first, for what the terminal has to follow.
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

/// The signals that this program was started to ignore, a bit each; none where the system does not tell.
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}
