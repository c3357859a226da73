//! What comes into the loop, from whatever thread.

use crate::app::Msg;
use crate::app::chord::Chord;
use crate::app::form::Form;
use crate::app::msg::Gesture;

/// Something for the loop to take in.
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
    /// A terminal that was blocked takes something again.
    Writable,
    /// Where the cursor stands behind the sign that was written to see how wide it is.
    CursorAt(u32),
    /// The terminal's own ground has changed.
    GroundChanged,
    /// The terminal has answered everything that it was asked.
    Answered,
    /// A text takes the way through the terminal.
    Send {
        sequence: String,
        form: Form,
    },
    Suspend,
    /// The process goes on after a stop that it may not have been told of.
    Continued,
    /// The program has to end, by a signal or because its terminal is gone.
    Terminate(Option<i32>),
}
