//! The events that a terminal can report.

#[cfg(unix)]
use crate::app::chord::Chord;
#[cfg(unix)]
use crate::app::msg::Rgb;

/// Something that the terminal reports. On Windows crossterm has events of its own.
#[cfg(unix)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Event {
    Key(Chord),
    /// A bracketed paste begins. Only the parser sees this one.
    PasteBegins,
    /// A bracketed paste, whole.
    Paste(String),
    Mouse(Mouse),
    /// The answer to the question for the colour of the terminal's ground.
    Ground(Rgb),
    /// The answer to the question for the cursor: its column, from 1.
    CursorAt(u32),
    /// The terminal's own ground has changed.
    GroundChanged,
    /// The answer to the last question of the start.
    Answered,
}

/// A report of the mouse; the first column and line are 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mouse {
    pub action: MouseAction,
    pub column: u16,
    pub line: u16,
    /// With Shift held the terminal itself selects text.
    pub shift: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MouseAction {
    Press,
    Drag,
    Release,
    WheelUp,
    WheelDown,
}
