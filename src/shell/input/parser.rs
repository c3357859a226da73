//! Turns the bytes of a terminal into events. Sequences of keys are in `keys`, those of reports in `report`.
//!
//! Terminals send keys and reports in one stream without lengths, in dialects of several decades, and split them
//! anywhere. Three rules keep a key from being lost to a report that is cut or unknown:
//!
//! - A byte that cannot belong to the sequence before it ends that sequence, and is read on its own: `ESC [ < 0 ; 3`
//!   and then Ctrl-C is Ctrl-C.
//! - A sequence that stays partial is dropped after a deadline.
//! - A whole sequence that is unknown is skipped.

use std::time::{Duration, Instant};

use super::event::Event;
use super::keys::{self, Held, number};
use super::report;
use crate::app::chord::{Chord, Key};

/// An `ESC` that nothing follows within this time is the Esc key.
const LONE_ESCAPE: Duration = Duration::from_millis(75);

/// A sequence must be complete within this time.
const SEQUENCE: Duration = Duration::from_millis(250);

/// A paste must go on within this time. Otherwise a paste whose end was lost would swallow every later key.
const PASTE: Duration = Duration::from_secs(1);

const PASTE_END: &[u8] = b"\x1b[201~";
const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;

/// All known reports are shorter; longer ones are skipped.
const LONGEST_PARAMETERS: usize = 64;

/// Turns bytes into events, and keeps a partial sequence until its rest comes.
#[derive(Debug, Default)]
pub(super) struct Parser {
    pending: Vec<u8>,
    /// The bytes so far of a bracketed paste that has not ended.
    paste: Option<Vec<u8>>,
    deadline: Option<Instant>,
}

/// What the first bytes of the input are.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// This many bytes are an event, or are to be skipped.
    Done(usize, Option<Event>),
    /// They are the beginning of a sequence.
    Partial,
}

use Step::{Done, Partial};

fn key(length: usize, chord: Option<Chord>) -> Step {
    Done(length, chord.map(Event::Key))
}

impl Parser {
    /// When to call [`Parser::give_up`]; `None` if nothing is partial.
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// Takes the bytes of one read.
    pub(super) fn feed(&mut self, bytes: &[u8], now: Instant, events: &mut Vec<Event>) {
        // Terminals split the sequences of arrows between reads, but never `ESC x`. So an `x` in a later read is a
        // key of its own.
        let goes_on = |first: &u8| matches!(first, b'[' | b'O' | b']' | b'P' | b'_' | &ESC);
        if self.pending == [ESC] && self.paste.is_none() && !bytes.first().is_some_and(goes_on) {
            self.pending.clear();
            events.push(Event::Key(Chord::plain(Key::Esc)));
        }
        let earlier = self.pending.len();
        self.pending.extend_from_slice(bytes);
        let mut at = 0;
        loop {
            let rest = &self.pending[at..];
            if let Some(paste) = &mut self.paste {
                let (taken, ended) = take_paste(rest, paste);
                at += taken;
                if !ended {
                    break;
                }
                events.extend(self.end_paste());
                continue;
            }
            match step(rest) {
                Some(Done(length, event)) => {
                    at += length;
                    match event {
                        Some(Event::PasteBegins) => self.paste = Some(Vec::new()),
                        other => events.extend(other),
                    }
                }
                Some(Partial) | None => break,
            }
        }
        self.pending.drain(..at);
        self.deadline = match &self.paste {
            Some(_) => Some(now + PASTE),
            None if self.pending.is_empty() => None,
            // A sequence that arrives slowly gets no more time than another.
            None if earlier > 2 && at == 0 => self.deadline,
            None if self.pending[0] == ESC && self.pending.len() <= 2 => Some(now + LONE_ESCAPE),
            None => Some(now + SEQUENCE),
        };
    }

    /// Ends what is partial, because nothing more has come.
    pub(super) fn give_up(&mut self, events: &mut Vec<Event>) {
        let rest = std::mem::take(&mut self.pending);
        self.deadline = None;
        if let Some(paste) = &mut self.paste {
            paste.extend(rest);
            events.extend(self.end_paste());
            return;
        }
        let escape = Event::Key(Chord::plain(Key::Esc));
        match rest[..] {
            [ESC] => events.push(escape),
            [ESC, ESC] => events.extend([escape.clone(), escape]),
            // Alone, the beginnings of longer sequences are keys: `Alt-[`, `Alt-O`.
            [ESC, letter] if letter.is_ascii_graphic() => {
                let key = Key::Char(char::from(letter));
                events.push(Event::Key(Chord { alt: true, ..Chord::plain(key) }));
            }
            _ => {}
        }
    }

    fn end_paste(&mut self) -> Option<Event> {
        let paste = self.paste.take()?;
        Some(Event::Paste(String::from_utf8_lossy(&paste).into_owned()))
    }
}

/// Moves bytes to a paste; returns how many, and whether the paste's end was among them.
fn take_paste(bytes: &[u8], paste: &mut Vec<u8>) -> (usize, bool) {
    if let Some(end) = memchr::memmem::find(bytes, PASTE_END) {
        paste.extend_from_slice(&bytes[..end]);
        return (end + PASTE_END.len(), true);
    }
    // The end may have been split.
    let kept = (1..PASTE_END.len()).rev().find(|&length| bytes.ends_with(&PASTE_END[..length])).unwrap_or(0);
    let taken = bytes.len() - kept;
    paste.extend_from_slice(&bytes[..taken]);
    (taken, false)
}

/// What the bytes begin with; `None` where there are none.
fn step(bytes: &[u8]) -> Option<Step> {
    Some(match *bytes.first()? {
        ESC => escape(bytes),
        control @ (0..=0x1f | 0x7f) => key(1, Some(keys::by_control(control))),
        _ => character(bytes),
    })
}

fn character(bytes: &[u8]) -> Step {
    let start = &bytes[..bytes.len().min(4)];
    let valid = match std::str::from_utf8(start) {
        Ok(text) => text,
        // The bytes before the error are valid UTF-8.
        Err(error) if error.valid_up_to() > 0 => {
            std::str::from_utf8(&start[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(error) if error.error_len().is_none() => return Partial,
        Err(error) => return Done(error.error_len().unwrap_or(1), None),
    };
    match valid.chars().next() {
        Some(c) if c.is_control() => Done(c.len_utf8(), None),
        Some(c) => key(c.len_utf8(), Some(Chord::plain(Key::Char(c)))),
        None => Done(1, None),
    }
}

fn escape(bytes: &[u8]) -> Step {
    let lone = key(1, Some(Chord::plain(Key::Esc)));
    match bytes.get(1) {
        None => Partial,
        Some(b'[') => control_sequence(bytes),
        Some(b'O') => keypad(bytes),
        Some(b']' | b'P' | b'_' | b'^' | b'X') => control_string(bytes),
        // rxvt, PuTTY and others put an `ESC` for Alt before a sequence.
        Some(&ESC) => match bytes.get(2) {
            None => Partial,
            Some(b'[' | b'O') => with_alt(escape(&bytes[1..])),
            Some(_) => lone,
        },
        // Esc and then Ctrl-C are two keys: the user wants to leave.
        Some(3) => lone,
        // It is the end of a control string whose beginning was dropped.
        Some(b'\\') => Done(2, None),
        Some(_) => step(&bytes[1..]).map_or(Partial, with_alt),
    }
}

/// The same key with Alt, one byte later.
fn with_alt(step: Step) -> Step {
    match step {
        Done(length, Some(Event::Key(chord))) => {
            Done(length + 1, Some(Event::Key(Chord { alt: true, ..chord })))
        }
        Done(length, event) => Done(length + 1, event),
        Partial => Partial,
    }
}

/// `ESC O A`, `ESC O 5 A`: arrows, function keys and the keypad in its application mode.
fn keypad(bytes: &[u8]) -> Step {
    let digits = bytes[2..].iter().take_while(|byte| byte.is_ascii_digit()).count().min(2);
    let held = Held::of_parameter(number(&bytes[2..2 + digits]));
    let Some(&last) = bytes.get(2 + digits) else { return Partial };
    let length = 3 + digits;
    match (keys::by_keypad(last), keys::by_small_letter(last)) {
        // rxvt's arrows with Ctrl.
        (_, Some(arrow)) if digits == 0 => key(length, Held::CTRL.chord(arrow)),
        (Some(found), _) => key(length, held.chord(found)),
        _ => Done(2 + digits, None),
    }
}

/// The bytes that may end a sequence with `ESC [` and this prefix. Another byte does not end it, but is a key.
fn finals(prefix: Option<u8>) -> &'static [u8] {
    match prefix {
        None => b"ABCDEFHIMOPQRSTZabcdmnRtuxy~^@",
        Some(b'<') => b"Mm",
        Some(b'?') => b"cnuyhlSt",
        Some(_) => b"cumnt",
    }
}

/// `ESC [ … A`: a key, a report of the mouse, an answer.
fn control_sequence(bytes: &[u8]) -> Step {
    match bytes.get(2..) {
        // The Linux console's F1 to F5.
        Some([b'[', rest @ ..]) => {
            return match rest.first() {
                None => Partial,
                Some(letter @ b'A'..=b'E') => key(4, Held::NOTHING.chord(Key::F(letter - b'A' + 1))),
                Some(_) => Done(3, None),
            };
        }
        Some([b'M', rest @ ..]) => return old_mouse(rest),
        _ => {}
    }
    let prefix = bytes.get(2).copied().filter(|byte| b"<=>?".contains(byte));
    let start = if prefix.is_some() { 3 } else { 2 };
    let digits = bytes[start..].iter().take_while(|byte| matches!(byte, b'0'..=b';')).count();
    let parameters = &bytes[start..start + digits];
    if digits > LONGEST_PARAMETERS {
        return Done(start + digits, None);
    }
    let between = bytes[start + digits..].iter().take_while(|byte| matches!(byte, b' '..=b'/')).count();
    let end = start + digits + between;
    // rxvt ends `ESC [ 5 $` with what others only put before an end.
    if between == 1 && bytes[end - 1] == b'$' && prefix.is_none() && !parameters.contains(&b';') {
        let found = number(parameters).and_then(keys::by_number);
        return key(end, found.and_then(|found| Held::SHIFT.chord(found)));
    }
    let Some(&last) = bytes.get(end) else { return Partial };
    if between > 0 && !last.is_ascii_alphabetic() || between == 0 && !finals(prefix).contains(&last) {
        return Done(end, None);
    }
    let event = if between > 0 { None } else { report::of_sequence(prefix, parameters, last) };
    Done(end + 1, event)
}

/// `ESC [ M` and three bytes, each 32 more than its value.
fn old_mouse(rest: &[u8]) -> Step {
    let values: Vec<u32> = rest.iter().take(3).map(|byte| u32::from(*byte)).collect();
    if values.iter().any(|value| *value < 32) {
        return Done(3, None);
    }
    match values[..] {
        [buttons, column, line] => {
            let released = (buttons - 32) & 0b100_0011 == 3;
            Done(6, report::mouse(buttons - 32, column - 32, line - 32, released))
        }
        _ => Partial,
    }
}

/// `ESC ] … BEL`, `ESC P … ESC \`: an answer in words.
fn control_string(bytes: &[u8]) -> Step {
    let body = &bytes[2..];
    let is_osc = bytes[1] == b']';
    let colour = is_osc && report::is_colour(body);
    let allowed = |byte: u8| match byte {
        0..=0x1f | 0x7f => false,
        byte if colour => b"0123456789abcdefABCDEF/:;#rgb?".contains(&byte),
        byte => is_osc || byte.is_ascii(),
    };
    let Some(end) = body.iter().position(|byte| !allowed(*byte)) else { return Partial };
    let event = || if colour { report::ground(&body[..end]) } else { None };
    match body[end..] {
        [BEL, ..] => Done(2 + end + 1, event()),
        [ESC] => Partial,
        [ESC, b'\\', ..] => Done(2 + end + 2, event()),
        // A byte that cannot be in an answer is a key, or begins another sequence.
        _ => Done(2 + end, None),
    }
}

#[cfg(test)]
#[path = "parser_tests.rs"]
mod tests;
