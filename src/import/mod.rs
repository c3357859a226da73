//! Reading more catalogues.
//!
//! Every reader (of Markdown's tables and lists, of HTML tables, of API metadata) yields the same rows. What comes after
//! happens once, for all of them: `settle` makes errors of a row, `product` lays them into the catalogue's file.
//! No row is lost unsaid: each is an error, equal to another one, left out for a reason, or in a table that is named as being
//! about something else.

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
