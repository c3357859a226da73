//! The console's events, as crossterm reads them on Windows.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Instant;

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::clicks::Clicks;
use super::event::{Mouse, MouseAction};
use crate::app::chord::{Chord, Key};
use crate::shell::inbox::Input;
use crate::shell::terminal::Device;
use crate::shell::thread;

/// Reads the console on a thread of its own until it or the program ends.
///
/// # Errors
/// Where the system has no room for it.
pub(in crate::shell) fn listen(_device: Arc<Device>, inbox: Sender<Input>) -> io::Result<()> {
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
        Event::Mouse(event) => {
            let mouse = mouse(event)?;
            let gesture = clicks.gesture(mouse, Instant::now())?;
            Some(Input::Mouse { gesture, column: mouse.column, line: mouse.line })
        }
        Event::FocusGained | Event::FocusLost => None,
    }
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let action = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseAction::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseAction::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseAction::Release,
        MouseEventKind::ScrollDown => MouseAction::WheelDown,
        MouseEventKind::ScrollUp => MouseAction::WheelUp,
        _ => return None,
    };
    let shift = event.modifiers.contains(KeyModifiers::SHIFT);
    Some(Mouse { action, column: event.column, line: event.row, shift })
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
    // AltGr is reported as both: with it some keyboards type `@` and `{`.
    let is_typed = matches!(key, Key::Char(c) if ctrl && alt && !c.is_ascii_alphanumeric());
    let (ctrl, alt) = (ctrl && !is_typed, alt && !is_typed);
    Some(Chord { key, ctrl, alt, shift }.normal())
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
        let alt_gr = KeyModifiers::CONTROL | KeyModifiers::ALT;
        assert_eq!(key(KeyCode::Char('@'), alt_gr).as_deref(), Some("@"));
        assert_eq!(key(KeyCode::Char('v'), alt_gr).as_deref(), Some("Ctrl-Alt-V"));
    }

    #[test]
    fn a_release_is_no_key() {
        let event = KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(chord(event), None);
    }
}
