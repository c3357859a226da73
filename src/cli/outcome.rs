//! How a command ended, and the exit status that says so.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::text::{sanitize, secrets};

/// What a command that did not fail came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Something was found, or done.
    Found,
    Nothing,
    /// A command was run, and had this exit status.
    Ended(u8),
}

impl Outcome {
    pub fn found(found: bool) -> Self {
        if found { Outcome::Found } else { Outcome::Nothing }
    }
}

/// Why a command failed.
#[derive(Debug)]
pub enum Failure {
    /// It was called in a way it cannot be.
    Usage(String),
    /// The same, in the words of the argument parser.
    Clap(String),
    /// Something it needs could not be read or written.
    Failed(String),
    /// Its answer could not be written.
    Output(io::Error),
}

/// For the answer's writer; everything else that can fail says what it was about.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

pub type Done = Result<Outcome, Failure>;

/// The exit status of an end, after saying on standard error why, where there is a why.
pub fn exit_code(done: Done) -> ExitCode {
    let failure = match done {
        Ok(Outcome::Found) => return ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => return ExitCode::from(1),
        Ok(Outcome::Ended(status)) => return ExitCode::from(status),
        // Whoever reads has read enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
        Err(failure) => failure,
    };
    match failure {
        Failure::Usage(why) => {
            // In the words of the argument parser, whose faults end so too.
            say(&format!("{why}\n\nFor more information, try '--help'."));
        }
        Failure::Clap(why) => say_as_is(&why),
        Failure::Failed(why) => say(&why),
        Failure::Output(error) => say(&format!("standard output: {error}")),
    }
    ExitCode::from(2)
}

/// Says something to the person, under the program's name. Nobody hears it where standard error is closed.
pub fn say(text: &str) {
    say_as_is(&format!("alierr: {}\n", secrets::mask(text)));
}

fn say_as_is(text: &str) {
    let _ = io::stderr().write_all(sanitize::lines(text).as_bytes());
}
