//! Characters, columns and files: the floor everything else stands on.

pub mod decode;
pub mod file;
pub mod fold;
pub mod held;
pub mod nearest;
pub mod pairs;
pub mod sanitize;
pub mod secrets;
pub mod time;
pub mod width;
pub mod wrap;
