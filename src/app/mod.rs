//! The program as plain data: a state, the messages that change it, the effects it asks for.

mod act;
pub mod bar;
pub mod chips;
pub mod chord;
pub mod copy;
pub mod detail;
pub mod diagnosis;
pub mod effect;
pub mod filter_menu;
pub mod footer;
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
mod state;
mod update;
pub mod viewport;
mod welcome;

pub use effect::Effect;
pub use msg::Msg;
pub use state::{CopyMenu, Setup, State, Toast, ToastKind, Widths};
pub use update::update;

#[cfg(test)]
mod tests;
