//! A command that runs as if nobody listened, and what it printed.
//!
//! Where it is to read keys and to print on a terminal, it sits at a pseudo-terminal that is the real one's image:
//! colours, prompts, window size and modes are as they would be. Where only its output is a terminal, that alone is a
//! pseudo-terminal, and the command stays in this program's session, so that `/dev/tty`, `Ctrl-C` and `Ctrl-Z` are the
//! real terminal's. All else are plain pipes, standard output and standard error apart.

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

pub use ended::Ended;
pub use kept::Kept;
pub use listen::run;
