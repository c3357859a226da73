//! The user's files: where they are, the config that is read, and what is remembered between runs.

pub mod config;
pub mod fault;
pub mod memory;
pub mod palette;
pub mod paths;
mod private;

pub use config::Config;
pub use memory::{Aside, Memory};
pub use palette::Palette;
pub use paths::Paths;
pub use private::create_private;
