//! Effects: what `update` wants done outside of the state.

use std::sync::Arc;

use super::form::Form;
use crate::lang::Lang;
use crate::settings::Palette;

/// Something that the shell has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Answered by `Msg::Found` with the same id; only the newest matters.
    Search {
        id: u64,
        text: String,
    },
    /// Answered by `Msg::Diagnosed` with the same id; only the newest matters.
    Diagnose {
        id: u64,
        text: Arc<str>,
    },
    /// Answered by `Msg::Copied`.
    Copy {
        form: Form,
        text: String,
    },
    /// Answered by `Msg::Clipboard`.
    ReadClipboard,
    /// Opens a page in the web browser; answered by `Msg::Opened`.
    Open(String),
    /// Take the mouse, or leave it to the terminal.
    SetMouse(bool),
    /// Stop until the shell continues the program.
    Suspend,
    /// Keep a query for later runs.
    Remember(String),
    /// Keep the language for later runs.
    RememberLanguage(Lang),
    /// Draw in these colours, and keep them for later runs.
    Recolour(Palette),
    /// Draw every cell anew.
    Redraw,
    /// Quit, and give this text to the caller of the browser.
    Take(String),
    Quit,
}
