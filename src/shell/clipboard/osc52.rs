//! The clipboard of the terminal at the other end of the line.
//!
//! OSC 52 is an escape sequence of xterm's: `ESC ] 52 ; c ; BASE64 BEL`. tmux and screen pass it on to their own
//! terminal only inside a device control string.

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

/// screen cuts longer control strings off.
const SCREEN_CHUNK: usize = 76;

/// The sequence that puts a text on the terminal's clipboard, for where this process runs.
pub(super) fn sequence(text: &str) -> String {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let plain = plain(text);
    if set("TMUX") {
        in_tmux(&plain)
    } else if set("STY") {
        in_screen(&plain)
    } else {
        plain
    }
}

fn plain(text: &str) -> String {
    let mut sequence = String::new();
    // Writing to a string does not fail.
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence);
    sequence
}

fn in_tmux(sequence: &str) -> String {
    format!("\x1bPtmux;{}\x1b\\", sequence.replace('\x1b', "\x1b\x1b"))
}

fn in_screen(sequence: &str) -> String {
    let bytes: Vec<char> = sequence.chars().collect();
    let chunks = bytes.chunks(SCREEN_CHUNK);
    chunks.map(|chunk| format!("\x1bP{}\x1b\\", chunk.iter().collect::<String>())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_goes_out_in_base64() {
        let sequence = plain("Slb 错误");
        assert!(sequence.starts_with("\x1b]52;c;U2xiIOmUmeivrw=="), "{sequence:?}");
    }

    #[test]
    fn multiplexers_get_it_wrapped() {
        assert_eq!(in_tmux("\x1b]52;c;eA==\x07"), "\x1bPtmux;\x1b\x1b]52;c;eA==\x07\x1b\\");
        let long = in_screen(&"x".repeat(SCREEN_CHUNK + 1));
        assert_eq!(long.matches("\x1bP").count(), 2);
    }
}
