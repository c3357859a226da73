//! Runs a command as if it were alone on the terminal, and keeps what it printed.
//!
//! If its keys and its output are those of a terminal, it gets a pseudo-terminal that copies the real one: colours,
//! prompts, window size and modes are as they would be. If only its output goes to a terminal, only that becomes a
//! pseudo-terminal, and the command stays in this program's session, so that `/dev/tty`, `Ctrl-C` and `Ctrl-Z` are
//! those of the real terminal. Everything else is a plain pipe, one for standard output and one for standard error.

mod ended;
mod kept;

#[cfg(unix)]
mod forward;
#[cfg(unix)]
mod keyboard;
#[cfg(not(unix))]
#[path = "pipes.rs"]
mod listen;
#[cfg(unix)]
mod listen;
#[cfg(unix)]
mod mirror;
#[cfg(unix)]
mod pty;
#[cfg(unix)]
mod relay;

pub use ended::{Ended, Killed};
pub use kept::Kept;
pub use listen::run;
