//! Interprets whole sequences: reports of the mouse, answers, and the keys of kitty's protocol.

use super::event::{Event, Mouse, MouseAction};
use super::keys::{self, Held, number};
use crate::app::chord::{Chord, Key};
use crate::app::msg::Rgb;

/// The parameters of a sequence: `;` stands between them, `:` between the parts of one.
struct Parameters<'a>(Vec<&'a [u8]>);

impl<'a> Parameters<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self(bytes.split(|byte| *byte == b';').collect())
    }

    fn part(&self, at: usize, part: usize) -> Option<u32> {
        number(self.0.get(at)?.split(|byte| *byte == b':').nth(part)?)
    }

    fn get(&self, at: usize) -> Option<u32> {
        self.part(at, 0)
    }

    /// Kitty's protocol tells what happens to a key: 1 pressed, 2 repeated, 3 released.
    fn is_release(&self) -> bool {
        self.part(1, 1) == Some(3)
    }

    fn held(&self) -> Held {
        Held::of_parameter(self.get(1))
    }
}

/// The event of a whole sequence, given by its prefix, its parameters and its final byte.
pub(super) fn of_sequence(prefix: Option<u8>, parameters: &[u8], last: u8) -> Option<Event> {
    let all = Parameters::new(parameters);
    let chord = match (prefix, last) {
        (Some(b'<'), _) => return mouse(all.get(0)?, all.get(1)?, all.get(2)?, last == b'm'),
        // rxvt's numbers of the mouse.
        (None, b'M') => {
            let buttons = all.get(0)?.checked_sub(32)?;
            return mouse(buttons, all.get(1)?, all.get(2)?, buttons & 0b100_0011 == 3);
        }
        (Some(b'?'), b'c') => return Some(Event::Answered),
        (Some(b'?'), b'n') => return (all.get(0) == Some(997)).then_some(Event::GroundChanged),
        (Some(_), _) => None,
        // In the first line, the same bytes would be F3 with a modifier.
        (None, b'R') if all.get(0).is_some_and(|line| line > 1) => return all.get(1).map(Event::CursorAt),
        _ if all.is_release() => None,
        (None, b'~') => match all.get(0)? {
            200 => return Some(Event::PasteBegins),
            27 => keys::by_code(all.get(2)?).and_then(|key| all.held().chord(key)),
            number => keys::by_number(number).and_then(|key| all.held().chord(key)),
        },
        (None, b'u') => kitty(&all),
        (None, b'^') => keys::by_number(all.get(0)?).and_then(|key| Held::CTRL.chord(key)),
        (None, b'@') => keys::by_number(all.get(0)?).and_then(|key| Held::CTRL_SHIFT.chord(key)),
        (None, b'Z') => Held::SHIFT.chord(Key::Tab),
        (None, b'a'..=b'd') => keys::by_small_letter(last).and_then(|key| Held::SHIFT.chord(key)),
        // `ESC [ 24;80 R` is the place of the cursor, `ESC [ 1;2 R` is F3 with Shift.
        (None, letter @ (b'A'..=b'F' | b'H' | b'P'..=b'S')) if matches!(all.get(0), None | Some(1)) => {
            keys::by_letter(letter).and_then(|key| all.held().chord(key))
        }
        _ => None,
    };
    chord.map(Event::Key)
}

/// `ESC [ 97:65:97 ; 2 : 1 ; 65 u`: the key's code, the one with Shift and the one of its place on the keyboard; what
/// is held and what happens; the text.
fn kitty(all: &Parameters) -> Option<Chord> {
    let (code, shifted, place) = (all.get(0)?, all.part(0, 1), all.part(0, 2));
    let plain = all.held().chord(keys::by_code(code)?)?;
    let Key::Char(c) = plain.key else { return Some(plain) };
    let typed = all.get(2).or(shifted).and_then(char::from_u32).filter(|c| !c.is_control());
    match (plain.typed(), typed) {
        (Some(_), Some(typed)) => Some(Chord::plain(Key::Char(typed))),
        // With a Russian layout, Ctrl-C is known by the key's place on the keyboard.
        (None, _) if !c.is_ascii() => all.held().chord(keys::by_code(place?)?),
        _ => Some(plain),
    }
}

/// A report of the mouse, whose first column and line are 1. In `buttons`, the low two bits are the button, 4 is
/// Shift, 8 Alt, 16 Ctrl, 32 a movement, 64 the wheel.
pub(super) fn mouse(buttons: u32, column: u32, line: u32, released: bool) -> Option<Event> {
    let action = match (buttons & !0b1_1100, released) {
        (0 | 3, true) => MouseAction::Release,
        (0, false) => MouseAction::Press,
        (32, false) => MouseAction::Drag,
        (64, _) => MouseAction::WheelUp,
        (65, _) => MouseAction::WheelDown,
        _ => return None,
    };
    let place = |from_1: u32| u16::try_from(from_1.saturating_sub(1)).ok();
    Some(Event::Mouse(Mouse { action, column: place(column)?, line: place(line)?, shift: buttons & 4 != 0 }))
}

/// Whether the body of an OSC is about one of the terminal's colours: 4 and 5 of the palette, 10 to 19 of its own.
pub(super) fn is_colour(body: &[u8]) -> bool {
    let digits = body.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let of_colour = matches!(number(&body[..digits]), Some(4 | 5 | 10..=19));
    of_colour && body.get(digits) == Some(&b';')
}

/// The colour in `11;rgb:ffff/ffff/ffff`.
pub(super) fn ground(body: &[u8]) -> Option<Event> {
    let colour = std::str::from_utf8(body).ok()?.strip_prefix("11;")?;
    let parts: Vec<&str> = match colour.split_once(':') {
        Some((_, parts)) => parts.split('/').collect(),
        None => {
            let digits = colour.strip_prefix('#').filter(|digits| digits.is_ascii())?;
            let each = digits.len() / 3;
            (0..3).map(|at| digits.get(at * each..(at + 1) * each)).collect::<Option<_>>()?
        }
    };
    let [red, green, blue, ..] = parts[..] else { return None };
    // Of one to four digits each.
    let share = |digits: &str| {
        let most = [0xf, 0xff, 0xfff, 0xffff].get(digits.len().checked_sub(1)?)?;
        let value = u32::from_str_radix(digits, 16).ok().filter(|value| value <= most)?;
        u8::try_from(value.checked_mul(255)? / most).ok()
    };
    Some(Event::Ground(Rgb { red: share(red)?, green: share(green)?, blue: share(blue)? }))
}
