//! Copying programs, which take the text on their standard input.
//!
//! Each leads a session of its own: it has no terminal to write to or to read keys from, and everything that it
//! starts can be ended with it.

use std::io::{Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::channel;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::super::thread;
use crate::text::file;

/// A copying program that takes longer than this is considered to hang.
const PATIENCE: Duration = Duration::from_secs(2);

/// The program that runs now, so that another thread can end it.
#[derive(Debug, Default)]
pub(super) struct Running(Mutex<Option<Child>>);

impl Running {
    /// Ends the program and what it has started, if it still runs.
    pub(super) fn end(&self) {
        let child = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(mut child) = child {
            end_all(&mut child);
        }
    }

    /// Waits for the program's status; `None` where its time is over, or another thread has ended it.
    fn wait(&self) -> Option<ExitStatus> {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            match running.as_mut()?.try_wait() {
                Ok(Some(status)) => {
                    // What it has started goes on: that is how `xclip` serves its text.
                    *running = None;
                    return Some(status);
                }
                Ok(None) => {}
                Err(_) => break,
            }
            drop(running);
            std::thread::sleep(Duration::from_millis(5));
        }
        self.end();
        None
    }
}

fn end_all(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        // It was not waited for, so its process number is still its own. It may have ended by itself, which is no
        // fault.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// Runs a command with a text on its standard input. Its own output never reaches the screen.
///
/// # Errors
/// Where it cannot be started, fails, or takes too long.
pub(super) fn feed(command: &[String], text: &str, running: &Running) -> Result<(), String> {
    run(command, text, Stdio::null(), running).map(drop)
}

/// Runs a command and returns its output.
///
/// # Errors
/// Where it cannot be started, fails, or takes too long.
pub(super) fn ask(command: &[String], running: &Running) -> Result<String, String> {
    run(command, "", Stdio::piped(), running)
}

fn run(command: &[String], text: &str, output: Stdio, running: &Running) -> Result<String, String> {
    let Some((program, arguments)) = command.split_first() else {
        return Err("the clipboard command is empty".to_owned());
    };
    let told = |error| format!("{program}: {}", file::told(&error));
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(output).stderr(Stdio::null());
    leave_terminal(&mut command);
    let mut child = command.spawn().map_err(told)?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    *running.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(child);
    // Written by another thread, so that a program that does not read cannot block this one.
    let text = text.to_owned();
    let writing = thread::spawn("copying", move || input.map(|mut input| input.write_all(text.as_bytes())));
    if let Err(error) = writing {
        running.end();
        return Err(told(error));
    }
    let (said, saying) = channel();
    if let Some(mut output) = output {
        let read = move || {
            let mut text = String::new();
            let _ =
                output.read_to_string(&mut text).and_then(|_| said.send(text).map_err(std::io::Error::other));
        };
        // Without the thread, the output counts as empty.
        let _ = thread::spawn("asking", read);
    } else {
        drop(said);
    }
    match running.wait() {
        // A process that it has started may hold the output open, so this wait has a limit.
        Some(status) if status.success() => Ok(saying.recv_timeout(PATIENCE).unwrap_or_default()),
        Some(status) => Err(format!("{program}: {status}")),
        None => Err(format!("{program}: no answer for {} s", PATIENCE.as_secs())),
    }
}

#[cfg(unix)]
fn leave_terminal(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    let leave = || rustix::process::setsid().map(drop).map_err(Into::into);
    // SAFETY: between fork and exec this makes one system call, and allocates nothing.
    unsafe { command.pre_exec(leave) };
}

#[cfg(not(unix))]
fn leave_terminal(_command: &mut Command) {}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn feed(words: &[&str], text: &str) -> Result<(), String> {
        super::feed(&command(words), text, &Running::default())
    }

    fn command(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_failing_command_is_told_by_name() {
        assert_eq!(feed(&["cat"], "x"), Ok(()));
        assert!(feed(&["false"], "x").unwrap_err().starts_with("false: "));
        assert!(feed(&["no-such-program"], "x").unwrap_err().starts_with("no-such-program: "));
        assert!(feed(&[], "x").is_err());
    }

    #[test]
    fn a_command_that_reads_nothing_hangs_nobody() {
        assert_eq!(feed(&["true"], &"x".repeat(1 << 20)), Ok(()));
    }

    #[test]
    fn a_command_says_something_and_has_no_terminal() {
        let said = ask(
            &command(&["sh", "-c", "cat; echo a; (: </dev/tty) 2>/dev/null || echo no"]),
            &Running::default(),
        );
        assert_eq!(said.unwrap(), "a\nno\n");
    }
}
