//! THE table of keys: it drives dispatch, the footer, the help overlay and the README.

mod places;
mod table;
mod user;

use super::chord::Chord;
use super::pane::Pane;
use crate::lang::Lang;
pub use places::Places;
pub use table::{Row, TABLE};

/// Where a key is listened to. A key goes to the first layer of the focus that knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layer {
    /// The search field with the code list.
    Search,
    /// The rail, or the chips that stand for it.
    Tree,
    Detail,
    /// Everywhere but in overlays.
    Browser,
    CopyMenu,
    History,
    Help,
}

impl Layer {
    /// The name in the config's `[keys.…]` tables.
    pub fn id(self) -> &'static str {
        match self {
            Layer::Search => "list",
            Layer::Tree => "tree",
            Layer::Detail => "detail",
            Layer::Browser => "browser",
            Layer::CopyMenu => "copy-menu",
            Layer::History => "history",
            Layer::Help => "help",
        }
    }

    pub const ALL: [Layer; 7] = [
        Layer::Search,
        Layer::Tree,
        Layer::Detail,
        Layer::Browser,
        Layer::CopyMenu,
        Layer::History,
        Layer::Help,
    ];
}

/// What has the keyboard; a function of the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Focus {
    Pane(Pane),
    CopyMenu,
    History,
    Help,
}

impl Focus {
    /// The layers asked for a key, in this order.
    pub fn layers(self) -> &'static [Layer] {
        match self {
            Focus::Pane(Pane::List) => &[Layer::Search, Layer::Browser],
            Focus::Pane(Pane::Tree) => &[Layer::Tree, Layer::Browser],
            Focus::Pane(Pane::Detail) => &[Layer::Detail, Layer::Browser],
            Focus::CopyMenu => &[Layer::CopyMenu],
            Focus::History => &[Layer::History],
            Focus::Help => &[Layer::Help],
        }
    }

    /// Whether characters that no layer knows go into a text field. From any pane it is the search's.
    pub fn takes_text(self) -> bool {
        !matches!(self, Focus::CopyMenu)
    }
}

/// The headings of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    Search,
    Move,
    Narrow,
    Copy,
    Other,
    /// Everybody knows them, or does without.
    Edit,
}

impl Group {
    /// In the order of the help: what is looked for first stands first.
    pub const ALL: [Group; 6] =
        [Group::Search, Group::Copy, Group::Move, Group::Narrow, Group::Other, Group::Edit];

    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Group::Copy => lang.pick("复制", "Copy"),
            Group::Move => lang.pick("移动", "Move"),
            Group::Narrow => lang.pick("缩小范围", "Narrow"),
            Group::Search => lang.pick("搜索", "Search"),
            Group::Other => lang.pick("打开与显示", "Open and view"),
            Group::Edit => lang.pick("编辑搜索词", "Edit the query"),
        }
    }
}

macro_rules! actions {
    ($($action:ident = $id:literal),+ $(,)?) => {
        /// Everything a key can do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action { $($action),+ }

        impl Action {
            pub const ALL: &[Action] = &[$(Action::$action),+];

            /// The name in the config.
            pub fn id(self) -> &'static str {
                match self { $(Action::$action => $id),+ }
            }
        }
    };
}

actions! {
    CaretLeft = "caret-left",
    CaretRight = "caret-right",
    CaretStart = "caret-start",
    CaretEnd = "caret-end",
    WordLeft = "word-left",
    WordRight = "word-right",
    DeleteLeft = "delete-left",
    DeleteRight = "delete-right",
    DeleteWord = "delete-word",
    DeleteWordRight = "delete-word-right",
    DeleteToStart = "delete-to-start",
    Filter = "filter",
    History = "history",
    Paste = "paste",
    Up = "up",
    Down = "down",
    PageUp = "page-up",
    PageDown = "page-down",
    First = "first",
    Last = "last",
    DetailUp = "detail-up",
    DetailDown = "detail-down",
    DetailPageUp = "detail-page-up",
    DetailPageDown = "detail-page-down",
    NextPane = "next-pane",
    PreviousPane = "previous-pane",
    Fold = "fold",
    Unfold = "unfold",
    ToggleFold = "toggle-fold",
    Narrow = "narrow",
    Widen = "widen",
    Numbered = "numbered",
    JumpNext = "jump-next",
    JumpBack = "jump-back",
    ListSame = "list-same",
    CopyCode = "copy-code",
    CopyMenu = "copy-menu",
    CopyMessage = "copy-message",
    CopyExplanation = "copy-explanation",
    CopyTicket = "copy-ticket",
    CopyAllTickets = "copy-all-tickets",
    CopyJson = "copy-json",
    CopyUrl = "copy-url",
    CopyRequestId = "copy-request-id",
    CopyPolicy = "copy-policy",
    CopyStep = "copy-step",
    Confirm = "confirm",
    OpenPage = "open-page",
    Findings = "findings",
    Regroup = "regroup",
    SwitchLang = "switch-language",
    ToggleMouse = "toggle-mouse",
    Redraw = "redraw",
    Help = "help",
    Back = "back",
    Suspend = "suspend",
    Quit = "quit",
}

/// A row with the layer and the chords it has now.
#[derive(Debug, Clone)]
pub struct Bound {
    pub layer: Layer,
    pub row: &'static Row,
    pub chords: Vec<Chord>,
}

/// The table as the user has it.
#[derive(Debug, Clone)]
pub struct Keymap {
    bound: Vec<Bound>,
}

impl Default for Keymap {
    fn default() -> Self {
        let chords = |row: &Row| {
            // A test reads every name of the table.
            row.chords.split(' ').map(|name| name.parse().expect("a chord of the table")).collect()
        };
        Self { bound: TABLE.iter().map(|row| Bound { layer: row.layer, row, chords: chords(row) }).collect() }
    }
}

/// What a key stands for once the table was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    Action(Action),
    /// A character for the text field in focus.
    Text(char),
    Nothing,
}

impl Keymap {
    pub fn rows(&self) -> &[Bound] {
        &self.bound
    }

    pub fn meaning(&self, focus: Focus, chord: Chord) -> Meaning {
        for &layer in focus.layers() {
            let of_layer = self.bound.iter().filter(|bound| bound.layer == layer);
            if let Some(bound) = of_layer.into_iter().find(|bound| bound.chords.contains(&chord)) {
                return Meaning::Action(bound.row.action);
            }
        }
        match chord.typed() {
            Some(c) if focus.takes_text() => Meaning::Text(c),
            _ => Meaning::Nothing,
        }
    }

    /// The rows for the footer of a focus, the most important first.
    pub fn footer(&self, focus: Focus) -> Vec<&Bound> {
        let layers = focus.layers();
        let mut rows: Vec<&Bound> = Vec::new();
        for &layer in layers {
            let shown =
                |bound: &&Bound| bound.layer == layer && bound.row.footer > 0 && !bound.chords.is_empty();
            for bound in self.bound.iter().filter(shown) {
                if !rows.iter().any(|known| known.row.action == bound.row.action) {
                    rows.push(bound);
                }
            }
        }
        rows.sort_by_key(|bound| bound.row.footer);
        rows
    }

    /// The first key that does something where the focus is.
    pub fn key_of(&self, focus: Focus, action: Action) -> Option<Chord> {
        let of_layer = |layer: &Layer| {
            let rows = self.bound.iter().filter(|bound| bound.layer == *layer && bound.row.action == action);
            rows.flat_map(|bound| &bound.chords).find(|chord| {
                // Another layer that is asked first may have it for something else.
                self.meaning(focus, **chord) == Meaning::Action(action)
            })
        };
        focus.layers().iter().find_map(of_layer).copied()
    }

    /// Every action once, in the table's order, with all chords that reach it outside and inside overlays.
    pub fn help(&self) -> Vec<(&'static Row, Vec<Chord>)> {
        let mut lines: Vec<(&'static Row, Vec<Chord>)> = Vec::new();
        for bound in &self.bound {
            let overlay = matches!(bound.layer, Layer::CopyMenu | Layer::History | Layer::Help);
            match lines.iter_mut().find(|(row, _)| row.action == bound.row.action) {
                // An overlay's own keys for the same thing would only blur the line.
                Some(_) if overlay => {}
                Some((_, chords)) => {
                    let new: Vec<Chord> =
                        bound.chords.iter().filter(|c| !chords.contains(c)).copied().collect();
                    chords.extend(new);
                }
                None => lines.push((bound.row, bound.chords.clone())),
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests;
