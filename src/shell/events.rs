//! What the terminal reports, in the words of the program.

use std::io;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::input::Input;
use super::thread;
use crate::app::chord::{Chord, Key};
use crate::app::msg::Gesture;

/// Two clicks on a cell within this time are a double click.
const DOUBLE_CLICK: Duration = Duration::from_millis(400);

/// Reads the terminal on a thread of its own until it or the program ends.
///
/// # Errors
/// Where the system has no room for it.
pub(super) fn listen(inbox: Sender<Input>) -> io::Result<()> {
    thread::spawn("events", move || {
        let mut clicks = Clicks::default();
        loop {
            let input = match crossterm::event::read() {
                Ok(event) => translate(event, &mut clicks),
                // The terminal is gone.
                Err(_) => Some(Input::Terminate(None)),
            };
            let gone = matches!(input, Some(Input::Terminate(_)));
            if input.is_some_and(|input| inbox.send(input).is_err()) || gone {
                return;
            }
        }
    })?;
    Ok(())
}

fn translate(event: Event, clicks: &mut Clicks) -> Option<Input> {
    match event {
        Event::Key(key) => chord(key).map(Input::Key),
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Resize(..) => Some(Input::Resized),
        Event::Mouse(mouse) => clicks.gesture(mouse, Instant::now()),
        Event::FocusGained | Event::FocusLost => None,
    }
}

/// A press or repetition; Windows reports releases, too.
fn chord(event: KeyEvent) -> Option<Chord> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let mut shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let key = match event.code {
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => {
            shift = true;
            Key::Tab
        }
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Insert => Key::Insert,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(number) => Key::F(number),
        _ => return None,
    };
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    Some(Chord { key, ctrl, alt, shift }.normal())
}

/// Tells double clicks from single ones.
#[derive(Debug, Default)]
struct Clicks {
    last: Option<(Instant, u16, u16)>,
}

impl Clicks {
    fn gesture(&mut self, event: MouseEvent, now: Instant) -> Option<Input> {
        let (column, line) = (event.column, event.row);
        // With Shift held the terminal selects text, where it passes the event on at all.
        if event.modifiers.contains(KeyModifiers::SHIFT) {
            return None;
        }
        let gesture = match event.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                let twice = self
                    .last
                    .take()
                    .is_some_and(|(at, c, l)| (c, l) == (column, line) && now - at < DOUBLE_CLICK);
                if twice {
                    Gesture::DoubleClick
                } else {
                    self.last = Some((now, column, line));
                    Gesture::Click
                }
            }
            MouseEventKind::Drag(MouseButton::Left) => Gesture::Drag(0, 0),
            MouseEventKind::Up(MouseButton::Left) => Gesture::Release,
            MouseEventKind::ScrollDown => Gesture::Wheel(1),
            MouseEventKind::ScrollUp => Gesture::Wheel(-1),
            _ => return None,
        };
        Some(Input::Mouse { gesture, column, line })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Option<String> {
        chord(KeyEvent::new(code, modifiers)).map(|chord| chord.to_string())
    }

    #[test]
    fn keys_have_one_name_however_they_are_reported() {
        let none = KeyModifiers::NONE;
        assert_eq!(key(KeyCode::Char('G'), KeyModifiers::SHIFT).as_deref(), Some("G"));
        assert_eq!(key(KeyCode::Char('G'), none).as_deref(), Some("G"));
        assert_eq!(key(KeyCode::BackTab, none).as_deref(), Some("Shift-Tab"));
        assert_eq!(key(KeyCode::BackTab, KeyModifiers::SHIFT).as_deref(), Some("Shift-Tab"));
        assert_eq!(key(KeyCode::Char('Y'), KeyModifiers::CONTROL).as_deref(), Some("Ctrl-Y"));
        assert_eq!(key(KeyCode::Char('实'), none).as_deref(), Some("实"));
        assert_eq!(key(KeyCode::CapsLock, none), None);
    }

    #[test]
    fn a_release_is_no_key() {
        let event = KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(chord(event), None);
    }

    #[test]
    fn a_third_click_starts_anew() {
        let mut clicks = Clicks::default();
        let start = Instant::now();
        let mut click = |after: u64, column| {
            let event = MouseEvent {
                kind: MouseEventKind::Down(MouseButton::Left),
                column,
                row: 3,
                modifiers: KeyModifiers::NONE,
            };
            match clicks.gesture(event, start + Duration::from_millis(after)) {
                Some(Input::Mouse { gesture, .. }) => gesture,
                _ => panic!("a click is a gesture"),
            }
        };
        assert_eq!(click(0, 5), Gesture::Click);
        assert_eq!(click(100, 5), Gesture::DoubleClick);
        assert_eq!(click(200, 5), Gesture::Click);
        assert_eq!(click(900, 5), Gesture::Click);
        assert_eq!(click(950, 6), Gesture::Click);
    }
}
