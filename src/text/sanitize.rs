//! Foreign text made safe for a terminal.
//!
//! Whatever a catalogue, a paste or a log holds goes through here before it is shown: no control
//! character, no direction mark and no invisible character reaches the terminal as itself.

use std::borrow::Cow;

/// `text` on one line: line breaks and tabs become blanks, controls a visible sign, invisible characters nothing.
pub fn line(text: &str) -> Cow<'_, str> {
    clean(text, false)
}

/// `text` with its line feeds kept; otherwise as [`line()`].
pub fn lines(text: &str) -> Cow<'_, str> {
    clean(text, true)
}

/// Whether a character is invisible, or turns the direction of the text around it.
pub fn is_invisible(c: char) -> bool {
    treat(c, true) == Treatment::Drop
}

/// Whether a character turns the direction of the text around it: right to left, or back.
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn clean(text: &str, keep_line_feeds: bool) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let harmless = |c: char| treat(c, keep_line_feeds) == Treatment::Keep;
    if text.chars().all(harmless) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match treat(c, keep_line_feeds) {
            Treatment::Keep => safe.push(c),
            // A CRLF is one line break.
            Treatment::Blank if c == '\r' && rest.peek() == Some(&'\n') => {}
            Treatment::Blank => safe.push(' '),
            Treatment::Sign => safe.push('\u{fffd}'),
            Treatment::Drop => {}
        }
    }
    Cow::Owned(safe)
}

#[derive(PartialEq)]
enum Treatment {
    Keep,
    Blank,
    Sign,
    Drop,
}

fn treat(c: char, keep_line_feeds: bool) -> Treatment {
    match c {
        '\n' if keep_line_feeds => Treatment::Keep,
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Treatment::Blank,
        c if c.is_control() => Treatment::Sign,
        // Zero-width characters, direction marks and overrides, fillers, tags, interlinear notes.
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'..='\u{1160}'
        | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => Treatment::Drop,
        _ => Treatment::Keep,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(line("实例 ID “x” 不存在。"), Cow::Borrowed(_)));
    }

    #[test]
    fn an_escape_sequence_cannot_set_a_title_or_a_clipboard() {
        assert_eq!(line("a\x1b]0;pwned\x07b"), "a\u{fffd}]0;pwned\u{fffd}b");
        assert_eq!(line("\x1b]52;c;eA==\x1b\\"), "\u{fffd}]52;c;eA==\u{fffd}\\");
        assert_eq!(line("\u{9b}31m"), "\u{fffd}31m");
    }

    #[test]
    fn a_direction_override_cannot_turn_a_line() {
        assert_eq!(line("a\u{202e}dcb\u{2066}e"), "adcbe");
    }

    #[test]
    fn invisible_characters_cannot_split_a_code() {
        assert_eq!(line("Throt\u{200b}tling\u{feff}"), "Throttling");
    }

    #[test]
    fn a_line_break_cannot_move_the_cursor() {
        assert_eq!(line("a\r\nb\nc\td"), "a b c d");
        assert_eq!(lines("a\r\nb\tc"), "a\nb c");
    }
}
