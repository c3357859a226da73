//! The three panes, and how much room each has.

/// A pane that can have the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pane {
    /// The rail, or the chips that replace it.
    Tree,
    /// The code list, together with the search field.
    #[default]
    List,
    Detail,
}

impl Pane {
    /// The next pane for Tab: list, rail, detail, and again.
    pub fn next(self) -> Self {
        match self {
            Pane::List => Pane::Tree,
            Pane::Tree => Pane::Detail,
            Pane::Detail => Pane::List,
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
    pub screen: Room,
    pub search: Room,
    pub rail: Room,
    /// The line of chips, where there is no room for the rail.
    pub chips: Room,
    pub list: Room,
    pub detail: Room,
    pub help: Room,
    pub history: Room,
    /// The copy menu, or the values of a filter.
    pub menu: Room,
    /// The text field of the help, or of the history.
    pub filter: Room,
    /// One pane at a time.
    pub one_pane: bool,
}
