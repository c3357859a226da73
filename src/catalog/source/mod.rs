//! What the catalogue is made of, as people write it, and how it is compiled.
//!
//! The build script holds these files, too: it checks the assets with them and compiles them into the binary. So they
//! use nothing of the crate but one another.

pub mod compile;
pub mod family;
pub mod glob;
pub mod known;
pub mod layout;
pub mod origin;
pub mod packed;
pub mod provenance;
pub mod record;
pub mod remedy;
pub mod status;
pub mod step;
pub mod text;
pub mod verdict;
pub mod written;
