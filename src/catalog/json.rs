//! The JSON face of the catalogue: a contract that scripts rely on.

use serde::Serialize;

use super::entry::Entry;
use super::ids::ProductIx;
use super::lookup::Catalog;
use super::product::Product;
use super::source::origin::Origin;
use super::source::record::Supplier;
use super::source::status::HttpStatus;
use super::source::step::Step;
use super::source::verdict::{Category, Retry};
use super::spoken::BothRef;
use super::url::troubleshoot;
use crate::lang::Lang;

/// A text in both languages; `null` for a language that has no text.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "mcp", derive(schemars::JsonSchema))]
pub struct BothJson<T> {
    pub zh: Option<T>,
    pub en: Option<T>,
}

impl<T> BothJson<T> {
    /// Asks for the text in each language; `None` where neither has one.
    pub fn of(mut each: impl FnMut(Lang) -> Option<T>) -> Option<Self> {
        let both = Self { zh: each(Lang::Zh), en: each(Lang::En) };
        (both.zh.is_some() || both.en.is_some()).then_some(both)
    }
}

impl<'a> From<BothRef<'a>> for BothJson<&'a str> {
    fn from(both: BothRef<'a>) -> Self {
        Self { zh: both.zh, en: both.en }
    }
}

/// An entry as the command line prints it; a field that does not apply is `null`, never left out.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "mcp", derive(schemars::JsonSchema))]
pub struct EntryJson<'a> {
    product: &'a str,
    product_name: BothJson<&'a str>,
    sections: Vec<BothJson<&'a str>>,
    code: &'a str,
    status: Option<HttpStatus>,
    message: Option<&'a str>,
    explanation: Option<ExplanationJson>,
    description_en: Option<&'a str>,
    category: Option<Category>,
    retry: Option<Retry>,
    advice: Option<BothJson<&'a str>>,
    steps: Vec<Step>,
    sources: Vec<SourceJson<'a>>,
    note: Option<BothJson<&'a str>>,
    repair: Option<BothJson<&'a str>>,
    url: Option<BothJson<String>>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "mcp", derive(schemars::JsonSchema))]
struct ExplanationJson {
    zh: Option<String>,
    en: Option<String>,
    origin: Option<Origin>,
    origin_en: Option<Origin>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "mcp", derive(schemars::JsonSchema))]
struct SourceJson<'a> {
    document: &'a str,
    rows: Vec<u32>,
}

impl<'a> EntryJson<'a> {
    pub fn new(entry: Entry<'a>) -> Self {
        let product = entry.product();
        Self {
            product: product.id(),
            product_name: product.names().into(),
            sections: entry.sections().map(BothJson::from).collect(),
            code: entry.code(),
            status: entry.status(),
            message: entry.message(),
            explanation: explanation(entry),
            description_en: entry.description_en(),
            category: entry.category(),
            retry: entry.retry(),
            advice: entry.advice().map(BothJson::from),
            steps: entry.steps(),
            sources: entry
                .sources()
                .into_iter()
                .map(|source| SourceJson { document: source.document, rows: source.rows })
                .collect(),
            note: entry.note().map(BothJson::from),
            repair: entry.repair().map(BothJson::from),
            url: BothJson::of(|lang| troubleshoot(lang, entry.code(), Some(product), None)),
        }
    }
}

fn explanation(entry: Entry) -> Option<ExplanationJson> {
    let [zh, en] = [Lang::Zh, Lang::En].map(|lang| entry.explanation(lang));
    if zh.is_none() && en.is_none() {
        return None;
    }
    Some(ExplanationJson {
        origin: zh.as_ref().map(|said| said.origin),
        origin_en: en.as_ref().map(|said| said.origin),
        zh: zh.map(|said| said.text.into_owned()),
        en: en.map(|said| said.text.into_owned()),
    })
}

/// A product as `alierr products` prints it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "mcp", derive(schemars::JsonSchema))]
pub struct ProductJson<'a> {
    id: &'a str,
    name: BothJson<&'a str>,
    group: BothJson<&'a str>,
    entries: usize,
    /// How many of the entries were written in this project and stand in no document.
    written_here: usize,
    source: Option<Supplier>,
    updated: Option<&'a str>,
}

impl<'a> ProductJson<'a> {
    pub fn new(catalog: &'a Catalog, ix: ProductIx) -> Self {
        let product: Product = catalog.product(ix);
        Self {
            id: product.id(),
            name: product.names().into(),
            group: product.groups().into(),
            entries: product.entries().len(),
            written_here: product.entries().filter(|&id| catalog.entry(id).is_written_here()).count(),
            source: product.supplier(),
            updated: product.updated(),
        }
    }
}
