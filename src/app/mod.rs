//! The program as plain data: a state, the messages that change it, the effects it asks for.

pub mod chord;
pub mod copy;
pub mod detail;
pub mod diagnosis;
pub mod effect;
pub mod footer;
pub mod help;
pub mod history;
pub mod keymap;
pub mod line_edit;
pub mod list_pane;
mod mouse;
pub mod msg;
pub mod pane;
pub mod rich;
mod state;
pub mod tree_pane;
mod update;
pub mod viewport;

pub use effect::Effect;
pub use msg::Msg;
pub use state::{CopyMenu, Setup, State, Toast, ToastKind, Widths};
pub use update::update;

#[cfg(test)]
mod tests;
