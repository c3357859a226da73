//! Entries and products as the catalogue files hold them.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Text;
use crate::lang::{Labels, Lang};

/// The place of an entry in its catalogue; stable as long as the catalogue lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(u32);

impl EntryId {
    /// # Panics
    /// Beyond four thousand million entries.
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("a catalogue holds fewer than 2^32 entries"))
    }

    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The place of a product in its catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ProductIx(u16);

impl ProductIx {
    /// # Panics
    /// Beyond 65,535 products.
    pub fn new(index: usize) -> Self {
        Self(u16::try_from(index).expect("a catalogue holds fewer than 2^16 products"))
    }

    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// An HTTP status code, 100 to 599.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct HttpStatus(u16);

impl HttpStatus {
    /// `None` outside 100..=599: client-side errors are often reported as 0 or -1.
    pub fn new(status: u16) -> Option<Self> {
        (100..600).contains(&status).then_some(Self(status))
    }

    pub fn get(self) -> u16 {
        self.0
    }

    /// The first digit: 4 for a fault of the request, 5 for one of the server.
    pub fn class(self) -> u16 {
        self.0 / 100
    }
}

impl TryFrom<u16> for HttpStatus {
    type Error = String;

    fn try_from(status: u16) -> Result<Self, Self::Error> {
        Self::new(status).ok_or_else(|| format!("{status} is not an HTTP status: it must lie in 100..=599"))
    }
}

impl From<HttpStatus> for u16 {
    fn from(status: HttpStatus) -> Self {
        status.0
    }
}

impl fmt::Display for HttpStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One thing said in Chinese and in English.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "Text: Deserialize<'de>"))]
pub struct Bilingual {
    pub zh: Text,
    pub en: Text,
}

impl Bilingual {
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Where an explanation comes from; always shown beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The product's own document.
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

    /// What it is called on the screen and in print.
    pub fn name(self, lang: Lang) -> &'static str {
        let labels = Labels::of(lang);
        match self {
            Origin::Official => labels.official,
            Origin::Sibling => labels.sibling,
            Origin::Project => labels.project,
            Origin::Rule => labels.rule,
        }
    }
}

/// What is wrong, in Chinese.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "Text: Deserialize<'de>"))]
pub struct Explanation {
    pub zh: Text,
    pub origin: Origin,
}

impl Explanation {
    pub fn new(zh: impl Into<Text>, origin: Origin) -> Self {
        Self { zh: zh.into(), origin }
    }
}

/// The rows of a document that an entry stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "Text: Deserialize<'de>"))]
pub struct Source {
    /// Short name of the document.
    pub document: Text,
    /// Line numbers in it, from 1.
    pub rows: Vec<u32>,
}

/// One documented error: product, code, status and message together tell it from all others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "Text: Deserialize<'de>"))]
pub struct Entry {
    /// Set by the catalogue that holds the entry.
    #[serde(skip)]
    pub product: ProductIx,
    /// As the API returns it, published misspellings included.
    pub code: Text,
    pub status: Option<HttpStatus>,
    /// As documented, placeholders and misspellings included.
    pub message: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
    /// What an English document says beside the message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description_en: Option<Text>,
    /// The headings the rows stand under; none for a table without one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Text>,
    pub sources: Vec<Source>,
    /// What was repaired or what misleads in the document's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// Code, status and message: equal for the rows that document one error of a product.
pub type Identity = (Text, Option<HttpStatus>, Text);

impl Entry {
    /// What tells an error from the others of its product.
    pub fn identity(&self) -> Identity {
        (self.code.clone(), self.status, self.message.clone())
    }

    /// Takes in another row of the same error: its sources, its sections, and what was not known yet.
    /// An official explanation beats any other.
    pub fn absorb(&mut self, other: Entry) {
        for section in other.sections {
            if !self.sections.contains(&section) {
                self.sections.push(section);
            }
        }
        for source in other.sources {
            match self.sources.iter_mut().find(|known| known.document == source.document) {
                Some(known) => {
                    known.rows.extend(source.rows);
                    known.rows.sort_unstable();
                    known.rows.dedup();
                }
                None => self.sources.push(source),
            }
        }
        let official = |e: &Option<Explanation>| e.as_ref().is_some_and(|e| e.origin == Origin::Official);
        if self.explanation.is_none() || (official(&other.explanation) && !official(&self.explanation)) {
            self.explanation = other.explanation.or(self.explanation.take());
        }
        self.description_en = self.description_en.take().or(other.description_en);
        self.note = self.note.take().or(other.note);
    }
}

/// Who supplied a product's entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Supplier {
    /// The binary.
    #[default]
    Builtin,
    /// A file of the user's.
    User,
}

/// A cloud product whose documents list error codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "Text: Deserialize<'de>"))]
pub struct Product {
    /// The OpenAPI product code.
    pub id: Text,
    pub name: Bilingual,
    /// The heading that the product stands under in the tree.
    pub group: Bilingual,
    /// Other words people use for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Text>,
    /// First labels of its API hosts: `slb` of `slb.aliyuncs.com`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<Text>,
    #[serde(skip)]
    pub supplier: Supplier,
}

/// A catalogue file: one product and its entries, in document order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "Text: Deserialize<'de>"))]
pub struct ProductFile {
    pub product: Product,
    pub entries: Vec<Entry>,
}
