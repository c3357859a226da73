//! Outcomes and failures of commands, and their exit statuses.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::shell::child::Killed;
use crate::text::{file, sanitize, secrets};

/// The outcome of a command that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Something was found, or done.
    Found,
    Nothing,
    /// The exit status is this one, such as that of a command that was run.
    Ended(u8),
    /// A command was run, and a signal killed it.
    Killed(Killed),
}

impl Outcome {
    pub fn found(found: bool) -> Self {
        if found { Outcome::Found } else { Outcome::Nothing }
    }
}

/// Why a command failed.
#[derive(Debug)]
pub enum Failure {
    /// Wrong usage.
    Usage(String),
    /// Wrong usage, in the words of the argument parser.
    Clap(String),
    /// Something that the command needs could not be read or written.
    Failed(String),
    /// The answer could not be written.
    Output(io::Error),
}

/// For errors of the answer's writer. Other errors are turned into `Failed` with a word on what failed.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

pub type Done = Result<Outcome, Failure>;

/// The exit status; reports a failure on standard error first.
pub fn exit_code(done: Done) -> ExitCode {
    let failure = match done {
        Ok(Outcome::Found) => return ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => return ExitCode::from(1),
        Ok(Outcome::Ended(status)) => return ExitCode::from(status),
        Ok(Outcome::Killed(killed)) => killed.follow(),
        // Whoever reads has read enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
        Err(failure) => failure,
    };
    match failure {
        Failure::Usage(why) => {
            // The same hint that the argument parser adds to its own faults.
            say(&format!("{why}\n\nFor more information, try '--help'."));
        }
        Failure::Clap(why) => say_as_is(&why),
        Failure::Failed(why) => say(&why),
        Failure::Output(error) => say(&format!("standard output: {}", file::told(&error))),
    }
    ExitCode::from(2)
}

/// Writes a remark to standard error, after the program's name. A closed standard error is ignored.
pub fn say(text: &str) {
    say_as_is(&format!("alierr: {}\n", secrets::mask(text)));
}

fn say_as_is(text: &str) {
    let _ = io::stderr().write_all(sanitize::lines(text).as_bytes());
}
