//! Keys as the keymap names them: `ctrl-y`, `alt-b`, `shift-tab`, `F1`, `j`.

use std::fmt;
use std::str::FromStr;

/// A key without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    Char(char),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

/// A key with its modifiers. Shift is part of a character (`G`), and kept for other keys only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord {
    pub key: Key,
    pub ctrl: bool,
    pub alt: bool,
    pub shift: bool,
}

impl Chord {
    pub const fn plain(key: Key) -> Self {
        Self { key, ctrl: false, alt: false, shift: false }
    }

    /// The digit on its key, whatever the modifiers.
    pub fn digit(self) -> Option<usize> {
        match self.key {
            Key::Char(c) => c.to_digit(10).map(|digit| digit as usize),
            _ => None,
        }
    }

    /// The character it types, where it types one.
    pub fn typed(self) -> Option<char> {
        match self.key {
            Key::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

const NAMED: [(&str, Key); 15] = [
    ("Enter", Key::Enter),
    ("Esc", Key::Esc),
    ("Tab", Key::Tab),
    ("Backspace", Key::Backspace),
    ("Delete", Key::Delete),
    ("Insert", Key::Insert),
    ("Up", Key::Up),
    ("Down", Key::Down),
    ("Left", Key::Left),
    ("Right", Key::Right),
    ("Home", Key::Home),
    ("End", Key::End),
    ("PageUp", Key::PageUp),
    ("PageDown", Key::PageDown),
    ("Space", Key::Char(' ')),
];

/// A text that is not the name of a chord.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoChord;

impl FromStr for Chord {
    type Err = NoChord;

    fn from_str(name: &str) -> Result<Self, NoChord> {
        let mut chord = Chord::plain(Key::Esc);
        let mut rest = name;
        // A `-` at the end is the key itself: `-`, `ctrl--`.
        while let Some((head, tail)) = rest.split_once('-').filter(|(_, tail)| !tail.is_empty()) {
            match head.to_ascii_lowercase().as_str() {
                "ctrl" | "c" => chord.ctrl = true,
                "alt" | "a" | "meta" => chord.alt = true,
                "shift" | "s" => chord.shift = true,
                _ => return Err(NoChord),
            }
            rest = tail;
        }
        let named = NAMED.iter().find(|(known, _)| known.eq_ignore_ascii_case(rest));
        let mut chars = rest.chars();
        chord.key = match (named, chars.next(), chars.next()) {
            (Some((_, key)), ..) => *key,
            (None, Some(c), None) if !c.is_control() => Key::Char(c),
            (None, Some('F' | 'f'), Some(_)) => match rest[1..].parse() {
                Ok(number @ 1..=24) => Key::F(number),
                _ => return Err(NoChord),
            },
            _ => return Err(NoChord),
        };
        Ok(chord.normal())
    }
}

impl Chord {
    /// One form for what terminals report in several: Ctrl takes letters in lower case, and a character
    /// holds its own shift.
    pub fn normal(mut self) -> Self {
        if let Key::Char(c) = self.key {
            if self.ctrl {
                self.key = Key::Char(c.to_ascii_lowercase());
            } else if self.shift {
                self.key = Key::Char(c.to_ascii_uppercase());
            }
            self.shift = false;
        }
        // The byte 0x1D: some terminals report it as `Ctrl-5`, others as `Ctrl-]`.
        if self.ctrl && self.key == Key::Char('5') {
            self.key = Key::Char(']');
        }
        if self.key == Key::Enter {
            self.shift = false;
        }
        self
    }
}

/// Arrows, and what they are called where only ASCII is shown: `Shift-v` would be another key.
const ARROWS: [(Key, &str, &str); 4] =
    [(Key::Up, "↑", "Up"), (Key::Down, "↓", "Down"), (Key::Left, "←", "Left"), (Key::Right, "→", "Right")];

impl Chord {
    /// As it is shown on the screen.
    pub fn shown(self, ascii: bool) -> String {
        let shown = self.to_string();
        match ARROWS.iter().find(|(key, ..)| ascii && *key == self.key) {
            Some((_, arrow, name)) => shown.replace(arrow, name),
            None => shown,
        }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "Shift-")] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.key {
            Key::Char(' ') => f.write_str("Space"),
            Key::Char(c) if self.ctrl || self.alt => write!(f, "{}", c.to_ascii_uppercase()),
            Key::Char(c) => write!(f, "{c}"),
            Key::F(number) => write!(f, "F{number}"),
            Key::Up => f.write_str("↑"),
            Key::Down => f.write_str("↓"),
            Key::Left => f.write_str("←"),
            Key::Right => f.write_str("→"),
            Key::PageUp => f.write_str("PgUp"),
            Key::PageDown => f.write_str("PgDn"),
            key => match NAMED.iter().find(|(_, known)| *known == key) {
                Some((name, _)) => f.write_str(name),
                None => Ok(()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_shown() {
        for (name, shown) in [
            ("ctrl-y", "Ctrl-Y"),
            ("alt-b", "Alt-B"),
            ("shift-tab", "Shift-Tab"),
            ("shift-enter", "Enter"),
            ("ctrl-5", "Ctrl-]"),
            ("shift-down", "Shift-↓"),
            ("F1", "F1"),
            ("f12", "F12"),
            ("f", "f"),
            ("G", "G"),
            ("shift-g", "G"),
            ("-", "-"),
            ("ctrl--", "Ctrl--"),
            ("space", "Space"),
            ("pagedown", "PgDn"),
            ("/", "/"),
        ] {
            assert_eq!(name.parse::<Chord>().unwrap().to_string(), shown, "{name}");
        }
    }

    #[test]
    fn arrows_are_called_by_name_in_ascii() {
        for (name, shown) in [("shift-down", "Shift-Down"), ("up", "Up"), ("ctrl-y", "Ctrl-Y"), ("v", "v")] {
            assert_eq!(name.parse::<Chord>().unwrap().shown(true), shown, "{name}");
        }
    }

    #[test]
    fn other_names_are_refused() {
        for name in ["", "hyper-x", "F0", "F99", "word", "ctrl-word"] {
            assert!(name.parse::<Chord>().is_err(), "{name}");
        }
    }
}
