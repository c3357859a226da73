//! Where an entry itself comes from, whoever explains it.

use super::origin::Origin;
use super::record::{EntryRecord, Supplier};

/// Where an entry comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Provenance {
    /// The five documents inside the binary.
    Documents,
    /// This project: no document has it.
    Written,
    /// The user's own files, imported or fetched.
    Imported,
}

impl Provenance {
    pub const ALL: [Provenance; 3] = [Provenance::Documents, Provenance::Written, Provenance::Imported];

    /// The name in `source:` filters.
    pub fn id(self) -> &'static str {
        match self {
            Provenance::Documents => "documents",
            Provenance::Written => "written",
            Provenance::Imported => "imported",
        }
    }

    /// The provenance of an entry that was not in the catalogue before.
    pub(super) fn of(entry: &EntryRecord, supplier: Supplier) -> Self {
        let ours = || entry.explanation.zh.as_ref().is_some_and(|said| said.origin == Origin::Project);
        match supplier {
            Supplier::User => Provenance::Imported,
            _ if entry.sources.is_empty() && ours() => Provenance::Written,
            _ => Provenance::Documents,
        }
    }

    /// The provenance of an entry after it takes in another row of the same error: a document wins over this project.
    pub(super) fn taking_in(self, other: &EntryRecord, supplier: Supplier) -> Self {
        match self {
            Provenance::Written if !other.sources.is_empty() => Provenance::of(other, supplier),
            known => known,
        }
    }
}
