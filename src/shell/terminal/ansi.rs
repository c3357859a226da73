//! The escape sequences of crossterm's commands, as strings.
//!
//! crossterm writes its commands to a stream, and on old consoles calls the system instead. Here they are parts of a
//! frame that is written as a whole, so only what they write is asked for. What crossterm has no command for is
//! written out where it is needed.

use crossterm::Command;

/// The sequence of a command.
pub(super) fn ansi(command: impl Command) -> String {
    let mut sequence = String::new();
    // Writing to memory does not fail.
    let _ = command.write_ansi(&mut sequence);
    sequence
}

#[cfg(test)]
mod tests {
    use crossterm::cursor::MoveTo;
    use crossterm::terminal::EnterAlternateScreen;

    use super::*;

    #[test]
    fn commands_are_what_terminals_take() {
        assert_eq!(ansi(EnterAlternateScreen), "\x1b[?1049h");
        assert_eq!(ansi(MoveTo(4, 2)), "\x1b[3;5H");
    }
}
