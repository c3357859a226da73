//! The program as plain data: a state, the messages that change it, the effects it asks for.
//!
//! [`update()`] is the only way in: it takes the [`State`] and one [`Msg`] (a key, a click, an answer of a worker) and
//! returns [`Effect`]s (search this, copy that, leave). It knows no terminal, no thread and no file, so whatever the
//! program does can be tried in a test without any of them, and a storm of random messages is a plain loop.
//!
//! A key becomes an [`keymap::Action`] by one table, which is also what dispatches, what the footer and the help show,
//! and what the README lists. An answer carries the number of its question: one to an older question is dropped, so the
//! state never waits and never goes back.
//!
//! The parts of the screen (rail, list, detail, the page of a diagnosis, the popups) each have a file with what they
//! remember. Where something stands is not theirs to know: the views tell the state how much room there is, in lines.

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
