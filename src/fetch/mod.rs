//! The official metadata of every product, from a server or from a folder that holds the same tree.
//!
//! A [`Tree`] answers for one document at a time. [`fetch`] asks it for the documents of many products, a few at
//! once, and hands over the errors of each product as soon as they are read. Only the memory of what was fetched is
//! written here; the caller writes the errors. A document that did not change since it was [remembered](Memory) is
//! not sent again.

mod fault;
mod folder;
mod limits;
mod memory;
mod server;
mod tree;
mod work;

pub use fault::Fault;
pub use folder::Folder;
pub use limits::Limits;
pub use memory::{Marks, Memory};
pub use server::{HOSTS, Server};
pub use tree::{Answer, Document, Language, Tree, list};
pub use work::{Fetched, Read, Wanted, fetch};
