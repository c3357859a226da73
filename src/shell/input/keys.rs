//! Tables of keys: which key a sequence means.

use crate::app::chord::{Chord, Key};

/// Keys by the final letter of `ESC [ A`, `ESC [ 1;5 A` and `ESC O A`.
const BY_LETTER: [(u8, Key); 12] = [
    (b'A', Key::Up),
    (b'B', Key::Down),
    (b'C', Key::Right),
    (b'D', Key::Left),
    (b'E', Key::Char('5')),
    (b'F', Key::End),
    (b'H', Key::Home),
    (b'P', Key::F(1)),
    (b'Q', Key::F(2)),
    (b'R', Key::F(3)),
    (b'S', Key::F(4)),
    (b'M', Key::Enter),
];

/// Keys by the number of `ESC [ 5 ~`, as the VT220, xterm and rxvt number them.
const BY_NUMBER: [(u32, Key); 28] = [
    (1, Key::Home),
    (2, Key::Insert),
    (3, Key::Delete),
    (4, Key::End),
    (5, Key::PageUp),
    (6, Key::PageDown),
    (7, Key::Home),
    (8, Key::End),
    (11, Key::F(1)),
    (12, Key::F(2)),
    (13, Key::F(3)),
    (14, Key::F(4)),
    (15, Key::F(5)),
    (17, Key::F(6)),
    (18, Key::F(7)),
    (19, Key::F(8)),
    (20, Key::F(9)),
    (21, Key::F(10)),
    (23, Key::F(11)),
    (24, Key::F(12)),
    (25, Key::F(13)),
    (26, Key::F(14)),
    (28, Key::F(15)),
    (29, Key::F(16)),
    (31, Key::F(17)),
    (32, Key::F(18)),
    (33, Key::F(19)),
    (34, Key::F(20)),
];

/// What the application keypad sends behind `ESC O`.
const KEYPAD: &[u8; 18] = b"jklmnopqrstuvwxyX ";
const KEYPAD_TYPES: &[u8; 18] = b"*+,-./0123456789= ";

/// The keypad of kitty's protocol, from code 57399 on.
const KITTY_KEYPAD: [Key; 28] = [
    Key::Char('0'),
    Key::Char('1'),
    Key::Char('2'),
    Key::Char('3'),
    Key::Char('4'),
    Key::Char('5'),
    Key::Char('6'),
    Key::Char('7'),
    Key::Char('8'),
    Key::Char('9'),
    Key::Char('.'),
    Key::Char('/'),
    Key::Char('*'),
    Key::Char('-'),
    Key::Char('+'),
    Key::Enter,
    Key::Char('='),
    Key::Char(','),
    Key::Left,
    Key::Right,
    Key::Up,
    Key::Down,
    Key::PageUp,
    Key::PageDown,
    Key::Home,
    Key::End,
    Key::Insert,
    Key::Delete,
];

/// What is held down, as xterm and kitty number it: one more than the sum of 1 Shift, 2 Alt, 4 Ctrl, 8 Super,
/// 16 Hyper, 32 Meta, 64 Caps Lock, 128 Num Lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Held(u32);

impl Held {
    pub(super) const NOTHING: Held = Held(0);
    pub(super) const SHIFT: Held = Held(1);
    pub(super) const CTRL: Held = Held(4);
    pub(super) const CTRL_SHIFT: Held = Held(5);

    pub(super) fn of_parameter(parameter: Option<u32>) -> Self {
        Self(parameter.unwrap_or(1).saturating_sub(1))
    }

    /// The chord of a key; none with Super or Hyper, which are the window manager's.
    pub(super) fn chord(self, key: Key) -> Option<Chord> {
        let held = |bits: u32| self.0 & bits != 0;
        let chord = Chord { key, ctrl: held(4), alt: held(2 | 32), shift: held(1) };
        (!held(8 | 16)).then(|| chord.normal())
    }
}

pub(super) fn by_letter(letter: u8) -> Option<Key> {
    BY_LETTER.iter().find(|(known, _)| *known == letter).map(|(_, key)| *key)
}

pub(super) fn by_number(number: u32) -> Option<Key> {
    BY_NUMBER.iter().find(|(known, _)| *known == number).map(|(_, key)| *key)
}

/// What stands behind `ESC O`.
pub(super) fn by_keypad(letter: u8) -> Option<Key> {
    let typed = KEYPAD.iter().position(|known| *known == letter).map(|at| char::from(KEYPAD_TYPES[at]));
    typed.map(Key::Char).or_else(|| by_letter(letter))
}

/// rxvt's arrows with Shift behind `ESC [`, with Ctrl behind `ESC O`.
pub(super) fn by_small_letter(letter: u8) -> Option<Key> {
    matches!(letter, b'a'..=b'd').then(|| by_letter(letter.to_ascii_uppercase())).flatten()
}

/// A key by the number of its character, as in kitty's `ESC [ 99;5 u` and xterm's `ESC [ 27;5;99 ~`.
pub(super) fn by_code(code: u32) -> Option<Key> {
    Some(match code {
        8 | 127 => Key::Backspace,
        9 => Key::Tab,
        13 => Key::Enter,
        27 => Key::Esc,
        57376..=57387 => Key::F((code - 57376 + 13) as u8),
        57399..=57426 => KITTY_KEYPAD[(code - 57399) as usize],
        // Modifier keys, media keys and the like.
        57344..=63743 => return None,
        code => Key::Char(char::from_u32(code).filter(|c| !c.is_control())?),
    })
}

/// The value of decimal digits.
pub(super) fn number(digits: &[u8]) -> Option<u32> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// The key of a control character.
pub(super) fn by_control(byte: u8) -> Chord {
    let (key, ctrl) = match byte {
        b'\t' => (Key::Tab, false),
        b'\r' => (Key::Enter, false),
        0x1b => (Key::Esc, false),
        0x7f => (Key::Backspace, false),
        0 => (Key::Char(' '), true),
        // `Ctrl-A` to `Ctrl-Z`, then `Ctrl-\ ] ^ _`.
        _ => (Key::Char(char::from(byte | 0x40).to_ascii_lowercase()), true),
    };
    Chord { key, ctrl, alt: false, shift: false }
}
