//! Characters and columns: the floor everything else stands on.

pub mod fold;
pub mod sanitize;
pub mod secrets;
pub mod width;
pub mod wrap;
