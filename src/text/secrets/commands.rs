//! Passwords behind the short options of commands, whose letters mean something else to other commands.

use std::ops::Range;

use super::run_end;
use super::values::{Link, next_word, value};

/// How a command takes its password.
enum Taken {
    /// `-a password`
    Apart,
    /// `-ppassword`; behind a blank stands something else.
    Joined,
    /// `-u user:password`
    WithUser,
}

/// A command, whose name may go on (`mysqldump`), and its options.
pub(super) struct Command {
    name: &'static str,
    options: &'static [&'static str],
    taken: Taken,
}

const COMMANDS: [Command; 10] = [
    Command { name: "redis-cli", options: &["a"], taken: Taken::Apart },
    Command { name: "mysql", options: &["p"], taken: Taken::Joined },
    Command { name: "mariadb", options: &["p"], taken: Taken::Joined },
    Command { name: "mongo", options: &["p"], taken: Taken::Apart },
    Command { name: "sshpass", options: &["p"], taken: Taken::Apart },
    Command { name: "ldap", options: &["w"], taken: Taken::Apart },
    Command { name: "ossutil", options: &["k", "t"], taken: Taken::Apart },
    // Of `docker` and its likes; elsewhere their `-p` is a port.
    Command { name: "docker", options: &[], taken: Taken::Apart },
    Command { name: "login", options: &["p"], taken: Taken::Apart },
    Command { name: "curl", options: &["u", "U", "user", "proxy-user"], taken: Taken::WithUser },
];

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
    match command.taken {
        Taken::Apart if behind < end => None,
        Taken::Apart => value(text, next_word(text, behind), Link::Option, ""),
        Taken::Joined if text[behind..].starts_with(char::is_whitespace) => None,
        Taken::Joined => value(text, behind, Link::Command, ""),
        Taken::WithUser => {
            let behind = behind + usize::from(text[behind..].starts_with('='));
            let both = value(text, next_word(text, behind), Link::Command, "")?;
            let from = both.start + text[both.clone()].find(':')? + 1;
            (from < both.end).then_some(from..both.end)
        }
    }
}
