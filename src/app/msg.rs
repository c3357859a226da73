//! What happens to the program.

use std::sync::Arc;

use super::chord::Chord;
use super::form::Form;
use super::pane::{Pane, Rooms};
use crate::catalog::Catalog;
use crate::diagnose::Diagnosis;
use crate::search::{Hits, Query};
use crate::text::width::Measure;

/// Everything that can change the state.
#[derive(Debug, Clone)]
pub enum Msg {
    Key(Chord),
    /// A bracketed paste, whole.
    Paste(String),
    Mouse(Gesture, Target),
    /// The panes have this much room now.
    Layout(Rooms),
    /// A search was answered; an `id` other than the newest is dropped.
    Found {
        id: u64,
        query: Query,
        hits: Hits,
    },
    /// A text was diagnosed with a catalogue; an `id` other than the newest is dropped.
    Diagnosed {
        id: u64,
        text: Arc<str>,
        diagnosis: Arc<Diagnosis>,
        catalog: Arc<Catalog>,
    },
    /// The user's catalogue files were read: the catalogue with them laid over it, and their faults.
    CatalogRead {
        catalog: Arc<Catalog>,
        faults: Vec<String>,
    },
    /// A copy has ended.
    Copied {
        form: Form,
        outcome: Result<Route, String>,
    },
    /// The clipboard was read on the user's behalf; without a reason there is none.
    Clipboard(Result<String, Option<String>>),
    /// A page was opened in the browser, or why it was not.
    Opened(Result<String, String>),
    /// The toast of this number has been seen long enough.
    ToastSeen(u64),
    /// The colour of the terminal's ground, which was asked for.
    Ground(Rgb),
    /// How wide the terminal draws characters whose width is ambiguous.
    Measured(Measure),
    /// Something that was wrong before the first frame.
    Warning(String),
    /// Something that could not be done, without being a fault.
    Notice(String),
}

/// A colour as a terminal reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rgb {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gesture {
    Click,
    DoubleClick,
    /// The mouse moved with the button held; the place on the screen, in hundredths of its columns and lines.
    Drag(u16, u16),
    Release,
    /// Notches, down where positive.
    Wheel(isize),
}

/// What lies under the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The column inside the search field.
    SearchField(usize),
    /// The line inside a pane, and the column.
    Pane(Pane, usize, usize),
    /// The column of the first line of the screen.
    Header(usize),
    /// The column of the line of chips.
    Chips(usize),
    /// The column of the last line of the screen.
    Footer(usize),
    /// The column of the rule below the panes.
    Below(usize),
    /// The line of the help's scroll bar.
    HelpBar(usize),
    /// The rule between two panes.
    Divider(Divider),
    /// The line inside the open popup.
    Overlay(usize),
    /// The line inside the values of a filter.
    Values(usize),
    /// A part without a meaning of its own.
    Elsewhere,
}

/// A rule that can be dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Divider {
    /// Right of the rail.
    Tree,
    /// Left of the detail.
    Detail,
    /// Above the detail, where it lies below the list.
    DetailBelow,
}

/// The way a text took to the clipboard. The notice after a copy names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// A command of the user's.
    Command,
    /// The clipboard of a local display.
    System,
    /// tmux's buffer; it is not known whether the terminal got the text, too.
    Tmux,
    /// tmux's buffer, which tmux passes on to a terminal that takes it.
    TmuxAndTerminal,
    /// An escape sequence to the terminal, which never answers.
    Terminal,
}
