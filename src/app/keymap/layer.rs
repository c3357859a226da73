//! Where keys are listened to, and what has the keyboard.

use crate::app::pane::Pane;

/// A part of the keymap. A key goes to the first layer of the focus that knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layer {
    /// The search field with the code list.
    Search,
    /// The rail, or the chips that replace it.
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

    /// Whether characters that no layer knows go into a text field. In a pane, that is the search field.
    pub fn takes_text(self) -> bool {
        !matches!(self, Focus::CopyMenu)
    }
}
