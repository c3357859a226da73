//! Entries and products as catalogue files hold them.

use serde::{Deserialize, Serialize};

use super::origin::Origin;
use super::status::HttpStatus;
use super::step::Step;
use super::text::{Bilingual, Both, Text};
use super::verdict::{Category, Retry};

/// A text and who says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub text: Text,
    pub origin: Origin,
}

/// What is wrong, in the languages it is said in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "ExplanationFields", into = "ExplanationFields")]
pub struct Explanation {
    pub zh: Option<Said>,
    pub en: Option<Said>,
}

impl Explanation {
    pub fn is_empty(&self) -> bool {
        self.zh.is_none() && self.en.is_none()
    }

    /// Takes from another what is missing here; what is official beats what is not.
    pub fn complete(&mut self, other: Explanation) {
        for (own, other) in [(&mut self.zh, other.zh), (&mut self.en, other.en)] {
            let official = |said: &Option<Said>| said.as_ref().is_some_and(|s| s.origin == Origin::Official);
            if own.is_none() || (official(&other) && !official(own)) {
                *own = other.or(own.take());
            }
        }
    }
}

/// The fields of an explanation in a file: `origin` is of `zh`, `origin_en` of `en`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExplanationFields {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    zh: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin: Option<Origin>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    en: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin_en: Option<Origin>,
}

impl From<ExplanationFields> for Explanation {
    fn from(fields: ExplanationFields) -> Self {
        let said = |text: Option<Text>, origin: Option<Origin>| {
            text.map(|text| Said { text, origin: origin.unwrap_or(Origin::Project) })
        };
        Self { zh: said(fields.zh, fields.origin), en: said(fields.en, fields.origin_en) }
    }
}

impl From<Explanation> for ExplanationFields {
    fn from(explanation: Explanation) -> Self {
        let (zh, origin) = explanation.zh.map(|said| (said.text, said.origin)).unzip();
        let (en, origin_en) = explanation.en.map(|said| (said.text, said.origin)).unzip();
        Self { zh, origin, en, origin_en }
    }
}

/// The rows of a document that an entry stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Name of the document; of one that was imported its absolute path.
    pub document: Text,
    /// Line numbers in it, from 1.
    pub rows: Vec<u32>,
}

/// One error of a product; product, code, status and message together tell it from all others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryRecord {
    /// As the API returns it, published misspellings included.
    pub code: Text,
    #[serde(default)]
    pub status: Option<HttpStatus>,
    /// As documented, placeholders and misspellings included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Text>,
    #[serde(default, skip_serializing_if = "Explanation::is_empty")]
    pub explanation: Explanation,
    /// What an English document says beside the message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description_en: Option<Text>,
    /// A verdict of the entry's own, where its family's does not fit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry: Option<Retry>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<Bilingual>,
    /// What the product's own document says to do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// The headings the rows stand under; none for a table without one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Both>,
    #[serde(default)]
    pub sources: Vec<Source>,
    /// What misleads in the document's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Both>,
    /// What was repaired in the document's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repair: Option<Both>,
}

/// What the rows of one error of a product have in common: code, status and message, and the official explanation
/// where a document gives no message.
pub type Identity = (Text, Option<HttpStatus>, Option<Text>, Option<Text>);

impl EntryRecord {
    /// An entry with nothing but its code.
    pub fn of_code(code: impl Into<Text>) -> Self {
        Self {
            code: code.into(),
            status: None,
            message: None,
            explanation: Explanation::default(),
            description_en: None,
            category: None,
            retry: None,
            advice: None,
            steps: Vec::new(),
            sections: Vec::new(),
            sources: Vec::new(),
            note: None,
            repair: None,
        }
    }

    /// What tells an error from the others of its product.
    pub fn identity(&self) -> Identity {
        let official = self.explanation.zh.as_ref().filter(|said| said.origin == Origin::Official);
        let told = || official.map(|said| said.text.clone()).or_else(|| self.description_en.clone());
        let told = if self.message.is_none() { told() } else { None };
        (self.code.clone(), self.status, self.message.clone(), told)
    }

    /// Takes in another row of the same error: its sources, its sections, and what was not known yet.
    /// An official explanation beats any other.
    pub fn absorb(&mut self, other: EntryRecord) {
        for section in other.sections {
            let same = |own: &&mut Both| {
                own.zh.is_some() && own.zh == section.zh || own.en.is_some() && own.en == section.en
            };
            match self.sections.iter_mut().find(same) {
                Some(own) => own.complete(&section),
                None => self.sections.push(section),
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
        self.explanation.complete(other.explanation);
        self.description_en = self.description_en.take().or(other.description_en);
        self.category = self.category.or(other.category);
        self.retry = self.retry.or(other.retry);
        self.advice = self.advice.take().or(other.advice);
        if self.steps.is_empty() {
            self.steps = other.steps;
        }
        for (own, other) in [(&mut self.note, other.note), (&mut self.repair, other.repair)] {
            *own = own.take().or(other);
        }
    }
}

/// A cloud product as a catalogue file names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductRecord {
    /// The OpenAPI product code.
    pub id: Text,
    /// What it is called; the table of products knows it of most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Bilingual>,
    /// The heading that the product stands under in the tree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Bilingual>,
    /// Other words people use for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Text>,
    /// First labels of its API hosts: `slb` of `slb.aliyuncs.com`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<Text>,
    /// When its entries were last fetched, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Text>,
}

impl ProductRecord {
    /// A product with nothing but its id.
    pub fn of_id(id: impl Into<Text>) -> Self {
        Self { id: id.into(), name: None, group: None, aliases: Vec::new(), hosts: Vec::new(), updated: None }
    }
}

/// A catalogue file: one product and its entries, in document order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductFile {
    pub product: ProductRecord,
    pub entries: Vec<EntryRecord>,
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
    /// Both have entries of it.
    Both,
}

impl Supplier {
    pub const ALL: [Supplier; 3] = [Supplier::Builtin, Supplier::User, Supplier::Both];

    /// The name in JSON and in tables.
    pub fn id(self) -> &'static str {
        match self {
            Supplier::Builtin => "builtin",
            Supplier::User => "user",
            Supplier::Both => "both",
        }
    }
}
