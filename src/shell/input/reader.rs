//! The thread that reads the terminal.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use super::clicks::Clicks;
use super::event::Event;
use super::parser::Parser;
use super::typing;
use crate::app::Msg;
use crate::shell::inbox::Input;
use crate::shell::terminal::{Device, Readable};
use crate::shell::thread;

/// The most bytes that are read at once.
const MOST_AT_ONCE: usize = 1 << 20;

/// An unmarked paste must go on within this time.
const REST_OF_PASTE: Duration = Duration::from_millis(40);

/// The most events of an unmarked paste that are gathered before it is handed over.
const LONGEST_PASTE: usize = 4 << 20;

/// Reads the terminal on a thread of its own until it or the program ends.
///
/// # Errors
/// Where the system has no room for it.
pub(in crate::shell) fn listen(device: Arc<Device>, inbox: Sender<Input>) -> io::Result<()> {
    let mut reader =
        Reader { device, inbox, parser: Parser::default(), clicks: Clicks::default(), marks_pastes: false };
    thread::spawn("input", move || {
        while reader.read_on() {}
        // The loop may have ended already.
        let _ = reader.inbox.send(Input::Terminate(None));
    })?;
    Ok(())
}

struct Reader {
    device: Arc<Device>,
    inbox: Sender<Input>,
    parser: Parser,
    clicks: Clicks,
    /// Whether a bracketed paste has ever come. Then the terminal marks pastes, and everything else is typed.
    marks_pastes: bool,
}

/// The outcome of a read.
enum Outcome {
    Read,
    TimedOut,
    Gone,
}

impl Reader {
    /// Reads once and sends the events; `false` if the terminal or the loop is gone.
    fn read_on(&mut self) -> bool {
        let mut events = Vec::new();
        let mut outcome = self.read(None, &mut events);
        if !self.marks_pastes && typing::begins_paste(&events) {
            while matches!(outcome, Outcome::Read) && events.len() < LONGEST_PASTE {
                outcome = self.read(Some(REST_OF_PASTE), &mut events);
            }
        }
        self.marks_pastes |= events.iter().any(|event| matches!(event, Event::Paste(_)));
        if !self.marks_pastes {
            events = typing::gather_pastes(events);
        }
        self.hand_over(events) && !matches!(outcome, Outcome::Gone)
    }

    /// Waits for bytes, until a partial sequence has to be given up, or as long as `patience`; then reads all there is.
    fn read(&mut self, patience: Option<Duration>, events: &mut Vec<Event>) -> Outcome {
        let now = Instant::now();
        let partial = self.parser.deadline().map(|deadline| deadline.saturating_duration_since(now));
        let wait = partial.into_iter().chain(patience).min();
        match self.device.wait_readable(wait) {
            Readable::Ready => {}
            Readable::TimedOut => {
                if self.parser.deadline().is_some_and(|deadline| deadline <= Instant::now()) {
                    self.parser.give_up(events);
                }
                return Outcome::TimedOut;
            }
            Readable::Gone => return Outcome::Gone,
        }
        let mut bytes = Vec::new();
        let outcome = loop {
            let mut chunk = [0; 4096];
            match self.device.read(&mut chunk) {
                Ok(0) => break Outcome::Gone,
                Ok(length) => bytes.extend_from_slice(&chunk[..length]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break Outcome::Read,
                Err(_) => break Outcome::Gone,
            }
            let there_is_more = || matches!(self.device.wait_readable(Some(Duration::ZERO)), Readable::Ready);
            if bytes.len() >= MOST_AT_ONCE || !there_is_more() {
                break Outcome::Read;
            }
        };
        if !bytes.is_empty() {
            self.parser.feed(&bytes, Instant::now(), events);
        }
        outcome
    }

    fn hand_over(&mut self, events: Vec<Event>) -> bool {
        events.into_iter().all(|event| {
            let input = match event {
                Event::Key(chord) => Input::Key(chord),
                Event::Paste(text) => Input::Paste(text),
                Event::Mouse(mouse) => match self.clicks.gesture(mouse, Instant::now()) {
                    Some(gesture) => Input::Mouse { gesture, column: mouse.column, line: mouse.line },
                    None => return true,
                },
                Event::Ground(rgb) => Input::Msg(Msg::Ground(rgb)),
                Event::CursorAt(column) => Input::CursorAt(column),
                Event::GroundChanged => Input::GroundChanged,
                Event::Answered => Input::Answered,
                // The parser keeps this event to itself.
                Event::PasteBegins => return true,
            };
            self.inbox.send(input).is_ok()
        })
    }
}
