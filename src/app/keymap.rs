//! The keymap. One table drives dispatch, the footer, the help and the README, so that they cannot differ.

mod action;
mod bound;
mod layer;
mod places;
mod table;
mod user;

pub use action::{Action, Group};
pub use bound::{Bound, Keymap, Meaning};
pub use layer::{Focus, Layer};
pub use places::Places;
pub use table::{Row, TABLE};

#[cfg(test)]
mod tests;
