//! A tree of metadata: the interface that a server and a folder have in common.

use super::fault::Fault;
use crate::import::products::{self, Listed};

/// The languages that every document comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Zh,
    En,
}

impl Language {
    pub const BOTH: [Language; 2] = [Language::Zh, Language::En];

    /// As a request names it.
    pub fn id(self) -> &'static str {
        match self {
            Language::Zh => "ZH_CN",
            Language::En => "EN_US",
        }
    }
}

/// A document of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document<'a> {
    /// The list of products.
    Products,
    /// The metadata of one version of a product's API.
    Api { product: &'a str, version: &'a str },
}

impl Document<'_> {
    /// Its place below a server's address.
    pub fn path(&self) -> String {
        match self {
            Document::Products => "meta/v1/products.json".to_owned(),
            Document::Api { product, version } => {
                format!("meta/v1/products/{product}/versions/{version}/api-docs.json")
            }
        }
    }
}

/// What a tree has for a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Its text, and the mark of this edition (the server's `ETag`).
    Text {
        text: String,
        mark: Option<String>,
    },
    /// It is still the edition of the mark.
    Unchanged,
    Absent,
}

/// Where documents come from.
pub trait Tree: Sync {
    /// Asks for a document; `mark` is that of the edition which is known already.
    ///
    /// # Errors
    /// Where the document cannot be had, or it is not known whether there is one.
    fn get(&self, document: Document, language: Language, mark: Option<&str>) -> Result<Answer, Fault>;

    /// The products whose documents there are, where there is no list of them.
    ///
    /// # Errors
    /// Where the list cannot be had.
    fn products(&self) -> Result<Vec<Listed>, Fault> {
        list(self)
    }
}

/// What the lists of a tree say, in both languages.
///
/// # Errors
/// Where there is none, or one that is not such a list.
pub fn list(tree: &(impl Tree + ?Sized)) -> Result<Vec<Listed>, Fault> {
    let text = |language| match tree.get(Document::Products, language, None)? {
        Answer::Text { text, .. } => Ok(Some(text)),
        Answer::Unchanged | Answer::Absent => Ok::<_, Fault>(None),
    };
    let (zh, en) = (text(Language::Zh)?, text(Language::En)?);
    if zh.is_none() && en.is_none() {
        return Err(Fault::Absent);
    }
    Ok(products::read(zh.as_deref(), en.as_deref())?)
}
