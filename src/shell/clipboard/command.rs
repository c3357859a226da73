//! Programs that take the text on their standard input.

use std::io::Write;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::super::thread;

/// A copying program that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(2);

/// Runs a command on a text. Its own words never reach the screen.
///
/// # Errors
/// Where it cannot be started, fails, or takes too long.
pub(super) fn feed(command: &[String], text: &str) -> Result<(), String> {
    let Some((program, arguments)) = command.split_first() else {
        return Err("the clipboard command is empty".to_owned());
    };
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{program}: {error}"))?;
    // Written by a thread of its own: a program that reads nothing must not hang this one.
    let input = child.stdin.take();
    let text = text.to_owned();
    thread::spawn("copying", move || input.map(|mut input| input.write_all(text.as_bytes())))
        .map_err(|error| format!("{program}: {error}"))?;
    match wait(&mut child) {
        Some(status) if status.success() => Ok(()),
        Some(status) => Err(format!("{program}: {status}")),
        None => {
            // It may have ended by itself meanwhile.
            let _ = child.kill();
            let _ = child.wait();
            Err(format!("{program}: no answer for {} s", PATIENCE.as_secs()))
        }
    }
}

fn wait(child: &mut Child) -> Option<ExitStatus> {
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) => std::thread::sleep(Duration::from_millis(5)),
            Err(_) => return None,
        }
    }
    None
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn command(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_failing_command_is_told_by_name() {
        assert_eq!(feed(&command(&["cat"]), "x"), Ok(()));
        assert!(feed(&command(&["false"]), "x").unwrap_err().starts_with("false: "));
        assert!(feed(&command(&["no-such-program"]), "x").unwrap_err().starts_with("no-such-program: "));
        assert!(feed(&[], "x").is_err());
    }

    #[test]
    fn a_command_that_reads_nothing_hangs_nobody() {
        assert_eq!(feed(&command(&["true"]), &"x".repeat(1 << 20)), Ok(()));
    }
}
