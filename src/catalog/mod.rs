//! What an error code is: entries, the products that document them, and what is known of code families. Start at
//! [`Catalog`].
//!
//! `source` holds the types that people's files are read into, and the compiler of the build. `store` reads the
//! compiled form in place, without parsing it, for the catalogue inside the binary and for a user's own (`user`) alike.

#[doc(hidden)]
pub mod advice;
mod cache;
mod codes;
mod derived;
mod entry;
mod ids;
mod json;
mod lookup;
mod product;
#[doc(hidden)]
pub mod remedies;
#[doc(hidden)]
pub mod rules;
#[cfg(feature = "mcp")]
mod schema;
#[doc(hidden)]
pub mod source;
mod spoken;
mod store;
#[doc(hidden)]
pub mod ticket;
mod tree;
mod url;
#[doc(hidden)]
pub mod user;

pub use cache::Cache;
pub use codes::Codes;
pub use derived::Derived;
pub use entry::{Entry, SaidIn, SourceRef};
pub use ids::{CodeIx, EntryId, ProductIx};
pub use json::{BothJson, EntryJson, ProductJson};
pub use lookup::Catalog;
pub use product::{Kinship, Product};
pub use remedies::Remedy;
pub use rules::{Family, FamilyIx, Rules, Subject};
pub use source::compile::TooMany;
pub use source::origin::Origin;
pub use source::provenance::Provenance;
pub use source::record::{
    EntryRecord, Explanation, Identity, ProductFile, ProductRecord, Said, Source, Supplier,
};
pub use source::status::HttpStatus;
pub use source::step::{Act, Policy, Step};
pub use source::text::{Bilingual, Both, Text, has_han};
pub use source::verdict::{Category, Retry};
pub use spoken::BothRef;
pub use tree::{Grouping, Node, NodeId, NodeKind, Tree};
pub use url::{troubleshoot, troubleshoot_id};
pub use user::CatalogError;

#[cfg(test)]
mod tests;
