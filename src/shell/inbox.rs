//! The inbox of the loop: what all threads send to it.

use crate::app::Msg;
use crate::app::chord::Chord;
use crate::app::form::Form;
use crate::app::msg::Gesture;

/// Something for the loop to handle.
#[cfg_attr(windows, expect(dead_code, reason = "Windows answers no question, and stops no program"))]
#[derive(Debug)]
pub(super) enum Input {
    Msg(Msg),
    Key(Chord),
    Paste(String),
    Mouse {
        gesture: Gesture,
        column: u16,
        line: u16,
    },
    Resized,
    /// A terminal that was blocked accepts output again.
    Writable,
    /// The cursor's column behind a sign that was written to measure its width.
    CursorAt(u32),
    /// The terminal's own ground has changed.
    GroundChanged,
    /// The terminal has answered everything that it was asked.
    Answered,
    /// A text is to be copied by a sequence to the terminal.
    Send {
        sequence: String,
        form: Form,
    },
    Suspend,
    /// The process was continued after a stop, of which it may have had no notice.
    Continued,
    /// The program has to end, by a signal or because its terminal is gone.
    Terminate(Option<i32>),
}
