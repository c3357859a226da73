//! Imports documents and API metadata into a user's catalogue.
//!
//! Every reader (of Markdown's tables and lists, of HTML tables, of API metadata) yields the same rows. The rest is
//! common to all: `settle` turns a row into errors, `product` merges them into the catalogue file of the product. No
//! row disappears silently. Each is an error, equals another one, is left out for a reason, or is in a table that the
//! report lists as being about something else.

mod cell;
mod encoding;
mod entry;
mod language;
pub mod markdown;
mod markup;
pub mod metadata;
mod product;
pub mod products;
mod repair;
mod report;
mod row;
mod settle;
mod sibling;
mod swap;
mod table;

pub use encoding::{NotText, decode};
pub use product::{Imported, Report, import};
pub use report::{Nothing, Reason, Skipped, Table, Verdict};
pub use row::{Record, Role, Row, Source, Words};
pub use settle::settle;
