//! `alierr init`: a script for the shell, with completions, a key that picks a code, and `alierr-last`.

use std::io::Write;

use super::args::{InitArgs, InitShell};
use super::context::Context;
use super::outcome::{Done, Failure, Outcome};
use crate::app::chord::{Chord, Key};

/// The part of the script with the completions, which `alierr completions` prints alone.
pub fn completion(shell: InitShell) -> &'static str {
    match shell {
        InitShell::Bash => include_str!("init/completion.bash"),
        InitShell::Zsh => include_str!("init/completion.zsh"),
        InitShell::Fish => include_str!("init/completion.fish"),
    }
}

fn hooks(shell: InitShell) -> &'static str {
    match shell {
        InitShell::Bash => include_str!("init/hooks.bash"),
        InitShell::Zsh => include_str!("init/hooks.zsh"),
        InitShell::Fish => include_str!("init/hooks.fish"),
    }
}

pub fn run(args: &InitArgs, context: &Context, out: &mut impl Write) -> Done {
    context.no_format()?;
    let key = match args.key.as_str() {
        "none" => String::new(),
        name => {
            let chord: Option<Chord> = name.parse().ok();
            let sequence = chord.and_then(|chord| sequence(chord, args.shell));
            sequence.ok_or_else(|| Failure::Usage(context.words.no_such_key.of(name)))?
        }
    };
    write!(out, "{}{}", completion(args.shell), hooks(args.shell).replace("@KEY@", &key))?;
    Ok(Outcome::Found)
}

/// What a terminal sends for the function keys, behind its escape character.
const FUNCTION_KEYS: [&str; 12] =
    ["OP", "OQ", "OR", "OS", "[15~", "[17~", "[18~", "[19~", "[20~", "[21~", "[23~", "[24~"];

/// The sequence that the terminal sends for a key, as the shell writes it; `None` for keys that not every shell can
/// bind.
fn sequence(chord: Chord, shell: InitShell) -> Option<String> {
    let escape = match shell {
        InitShell::Bash | InitShell::Fish => "\\e",
        InitShell::Zsh => "^[",
    };
    let ctrl = match shell {
        InitShell::Bash => "\\C-",
        InitShell::Fish => "\\c",
        InitShell::Zsh => "^",
    };
    let (alt, ctrl) = (if chord.alt { escape } else { "" }, if chord.ctrl { ctrl } else { "" });
    match chord.key {
        // Ctrl with other letters is Tab, Enter, or a signal.
        Key::Char(c) if chord.ctrl => {
            (c.is_ascii_lowercase() && !"cijmqsz".contains(c)).then(|| format!("{alt}{ctrl}{c}"))
        }
        Key::Char(c) if chord.alt => (c.is_ascii_alphanumeric() && c != 'O').then(|| format!("{alt}{c}")),
        Key::F(number) if chord == Chord::plain(chord.key) => {
            let sent = FUNCTION_KEYS.get(usize::from(number).checked_sub(1)?)?;
            Some(format!("{escape}{sent}"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_written_as_each_shell_writes_it() {
        for (name, bash, zsh, fish) in [
            ("alt-m", "\\em", "^[m", "\\em"),
            ("alt-M", "\\eM", "^[M", "\\eM"),
            ("ctrl-x", "\\C-x", "^x", "\\cx"),
            ("ctrl-alt-x", "\\e\\C-x", "^[^x", "\\e\\cx"),
            ("F9", "\\e[20~", "^[[20~", "\\e[20~"),
        ] {
            let chord: Chord = name.parse().unwrap();
            let written = |shell| sequence(chord, shell).unwrap_or_default();
            let all = [InitShell::Bash, InitShell::Zsh, InitShell::Fish].map(written);
            assert_eq!(all, [bash, zsh, fish], "{name}");
        }
    }

    #[test]
    fn what_would_take_a_letter_or_a_signal_away_is_no_key() {
        for name in
            ["m", "ctrl-c", "ctrl-m", "ctrl-i", "ctrl-z", "alt-'", "alt-[", "alt-O", "shift-F9", "F13", "Up"]
        {
            let chord: Chord = name.parse().unwrap();
            assert_eq!(sequence(chord, InitShell::Bash), None, "{name}");
        }
    }
}
