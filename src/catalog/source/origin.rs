//! Who says something.

use serde::{Deserialize, Serialize};

/// Where an explanation comes from; always shown beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The product's own document or metadata.
    Official,
    /// The document of another product, for the same code and message.
    Sibling,
    /// Written in this project for this entry.
    Project,
    /// Derived from the grammar of the code.
    Rule,
}

impl Origin {
    pub const ALL: [Origin; 4] = [Origin::Official, Origin::Sibling, Origin::Project, Origin::Rule];

    /// The name in JSON and in `origin:` filters.
    pub fn id(self) -> &'static str {
        match self {
            Origin::Official => "official",
            Origin::Sibling => "sibling",
            Origin::Project => "project",
            Origin::Rule => "rule",
        }
    }
}
