//! Passwords behind the short options of commands, whose letters mean something else to other commands.

use std::ops::Range;

use super::run_end;
use super::values::{Link, value};

/// A command, whose name may go on (`mysqldump`), and its options.
pub(super) struct Command {
    name: &'static str,
    options: &'static [&'static str],
}

const COMMANDS: [Command; 1] = [Command { name: "redis-cli", options: &["a"] }];

/// The command that a word names.
pub(super) fn command(word: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| word.starts_with(command.name))
}

/// Whether a command goes on in the line that begins at `at`: with an option.
pub(super) fn goes_on(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    bytes.get(run_end(bytes, at, |b| matches!(b, b' ' | b'\t'))) == Some(&b'-')
}

/// The password behind an option of `command`, if the word `start..end` is or begins with one.
pub(super) fn password(text: &str, start: usize, end: usize, command: &Command) -> Option<Range<usize>> {
    let run = &text[start..end];
    let dashed = text[..start].strip_suffix('-')?;
    let (before, is_long) = dashed.strip_suffix('-').map_or((dashed, false), |before| (before, true));
    if before.ends_with(|c: char| !c.is_whitespace() && !matches!(c, '"' | '\'' | '[' | '`')) {
        return None;
    }
    let option = command.options.iter().find(|option| match option.len() {
        1 => !is_long && run.starts_with(**option),
        _ => is_long && run == **option,
    })?;
    let behind = start + option.len();
    (behind == end).then(|| value(text, behind, Link::Option, "")).flatten()
}
