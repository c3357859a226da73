//! The terminal's own clipboard, which may be on another machine.
//!
//! OSC 52 is an escape sequence of xterm's: `ESC ] 52 ; c ; BASE64 BEL`. tmux and screen pass it on to their own
//! terminal only inside a device control string. That ends at the first `ESC \`, so the sequence in it has to end with
//! `BEL`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// GNU screen cuts longer control strings off.
const SCREEN_CHUNK: usize = 76;

/// The sequence that puts a text on the terminal's clipboard, for where this process runs.
///
/// # Errors
/// Where the terminal is known to have no clipboard.
pub(super) fn sequence(text: &str) -> Result<String, String> {
    sequence_in(text, |name| std::env::var(name).ok().filter(|value| !value.is_empty()))
}

fn sequence_in(text: &str, variable: impl Fn(&str) -> Option<String>) -> Result<String, String> {
    let is = |name, value: &str| variable(name).is_some_and(|found| found == value);
    if is("TERM", "linux") || is("TERM_PROGRAM", "Apple_Terminal") {
        return Err("this terminal has no clipboard; see clipboard-command in the config".to_owned());
    }
    let plain = format!("\x1b]52;c;{}\x07", STANDARD.encode(text));
    Ok(if variable("TMUX").is_some() {
        format!("\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b"))
    } else if variable("STY").is_some() {
        in_screen(&plain)
    } else {
        plain
    })
}

fn in_screen(sequence: &str) -> String {
    let chars: Vec<char> = sequence.chars().collect();
    let chunks = chars.chunks(SCREEN_CHUNK);
    chunks.map(|chunk| format!("\x1bP{}\x1b\\", chunk.iter().collect::<String>())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sequence_with(text: &str, variables: &[(&str, &str)]) -> Result<String, String> {
        let read = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        sequence_in(text, read)
    }

    #[test]
    fn the_text_goes_out_in_base64() {
        assert_eq!(sequence_with("Slb 错误", &[]).unwrap(), "\x1b]52;c;U2xiIOmUmeivrw==\x07");
    }

    #[test]
    fn multiplexers_get_it_wrapped_and_ended_by_a_bell() {
        let in_tmux = sequence_with("x", &[("TMUX", "/tmp/s,1,0")]).unwrap();
        assert_eq!(in_tmux, "\x1bPtmux;\x1b\x1b]52;c;eA==\x07\x1b\\");
        let in_screen = sequence_with("x", &[("STY", "1.tty")]).unwrap();
        assert_eq!(in_screen, "\x1bP\x1b]52;c;eA==\x07\x1b\\");
        let long = sequence_with(&"x".repeat(100), &[("STY", "1.tty")]).unwrap();
        assert_eq!(long.matches("\x1bP").count(), 2);
        let (inner, ends) = (long.replace("\x1bP", "").replace("\x1b\\", ""), long.matches("\x1b\\").count());
        assert_eq!((inner, ends), (sequence_with(&"x".repeat(100), &[]).unwrap(), 2));
    }

    #[test]
    fn nothing_is_sent_to_a_terminal_that_has_no_clipboard() {
        assert!(sequence_with("x", &[("TERM", "linux")]).is_err());
        assert!(sequence_with("x", &[("TERM_PROGRAM", "Apple_Terminal")]).is_err());
    }
}
