//! THE table of keys: it drives dispatch, the footer, the help overlay and the README.

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
