//! Runs a command in pipes, on systems without pseudo-terminals.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use super::super::thread;
use super::ended::Ended;
use super::kept::Kept;

/// Runs a command and passes on what it prints.
///
/// # Errors
/// Where it cannot be started.
pub fn run(command: &[OsString]) -> io::Result<Ended> {
    let (program, arguments) = command.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    let mut child =
        Command::new(program).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let kept = Arc::new(Mutex::new(Kept::default()));
    let mut relays = Vec::new();
    if let Some(from) = child.stdout.take() {
        let kept = Arc::clone(&kept);
        relays.push(thread::spawn("output", move || copy(from, io::stdout(), 0, &kept))?);
    }
    if let Some(from) = child.stderr.take() {
        let kept = Arc::clone(&kept);
        relays.push(thread::spawn("output", move || copy(from, io::stderr(), 1, &kept))?);
    }
    let status = child.wait()?;
    let mut unwritten = None;
    for relay in relays {
        let copied = relay.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        unwritten = unwritten.or(copied.err());
    }
    let status = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(u8::MAX);
    let kept = std::mem::take(&mut *kept.lock().unwrap_or_else(PoisonError::into_inner));
    Ok(Ended { status, killed: None, kept, unwritten })
}

fn copy(mut from: impl Read, mut to: impl Write, stream: usize, kept: &Mutex<Kept>) -> io::Result<()> {
    let mut chunk = vec![0; 1 << 16];
    loop {
        match from.read(&mut chunk) {
            Ok(0) => return Ok(()),
            Ok(length) => {
                kept.lock().unwrap_or_else(PoisonError::into_inner).hear(stream, &chunk[..length]);
                to.write_all(&chunk[..length])?;
                to.flush()?;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
