//! What the program keeps and reads of its user's: where it lies, and what it says.

pub mod config;
pub mod fault;
pub mod memory;
pub mod paths;
mod private;

pub use config::Config;
pub use memory::{Aside, Memory};
pub use paths::Paths;
pub use private::create_private;
