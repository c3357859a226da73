//! The three panes, and how much room each has.

/// A pane that can have the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pane {
    Tree,
    /// The code list, together with the search field.
    #[default]
    List,
    Detail,
}

impl Pane {
    /// Round by Tab: list, detail, tree.
    pub fn next(self) -> Self {
        match self {
            Pane::List => Pane::Detail,
            Pane::Detail => Pane::Tree,
            Pane::Tree => Pane::List,
        }
    }

    pub fn previous(self) -> Self {
        self.next().next()
    }
}

/// Room inside a pane's frame, in columns and lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Room {
    pub columns: usize,
    pub lines: usize,
}

/// The room of every part that scrolls; a text field has one line, and scrolls sideways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rooms {
    pub search: Room,
    pub tree: Room,
    pub list: Room,
    pub detail: Room,
    pub help: Room,
    pub history: Room,
    /// The text field of the help, or of the history.
    pub filter: Room,
}
