//! The program as plain data: a state, the messages that change it, the effects it asks for.
//!
//! [`update()`] is the only way in: it takes the [`State`] and one [`Msg`] (a key, a click, an answer of a worker) and
//! returns [`Effect`]s (search this, copy that, leave). It knows no terminal, no thread and no file, so a test can try
//! everything that the program does without any of them, and a storm of random messages is a plain loop.
//!
//! A key becomes a [`keymap::Action`] by one table, from which the footer, the help and the README are made, too;
//! `act` does what an action means. Searches and diagnoses are answered later, by messages. An answer carries the
//! number of its question, and one to an older question is dropped, so the state never waits and never goes back.
//!
//! Each part of the screen (rail, list, detail, diagnosis, popups) has a file with its state. The state does not know
//! where a part stands on the screen. The views tell it how much room each part has ([`Msg::Layout`]), for scrolling
//! and paging.

mod act;
pub mod bar;
pub mod chips;
pub mod chord;
pub mod copy;
pub mod detail;
pub mod detail_pane;
pub mod diagnosis;
pub mod effect;
pub mod facet;
pub mod filter_menu;
pub mod footer;
pub mod form;
pub mod groups;
pub mod header;
pub mod help;
pub mod history;
pub mod keymap;
pub mod line_edit;
pub mod list_pane;
mod mouse;
pub mod msg;
pub mod narrow;
pub mod nothing;
pub mod number;
pub mod pane;
pub mod rail;
pub mod rule;
mod start;
mod state;
mod update;
pub mod viewport;
mod welcome;

pub use effect::Effect;
pub use msg::Msg;
pub use start::Setup;
pub use state::{CopyMenu, State, Toast, ToastKind, Widths};
pub use update::update;

#[cfg(test)]
mod tests;
