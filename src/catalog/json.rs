//! The JSON face of the catalogue: a contract that scripts rely on.

use serde::Serialize;

use super::{Bilingual, Catalog, EntryId, Explanation, HttpStatus, ProductIx, Retry, Source, Supplier, Text};

/// An entry as the command line prints it; a field that does not apply is `null`, never left out.
#[derive(Debug, Serialize)]
pub struct EntryJson<'a> {
    product: &'a str,
    product_name: &'a Bilingual,
    sections: &'a [Text],
    code: &'a str,
    status: Option<HttpStatus>,
    message: &'a str,
    explanation: Option<Explanation>,
    description_en: Option<&'a str>,
    category: Option<&'a str>,
    retry: Option<Retry>,
    advice: Option<&'a Bilingual>,
    sources: &'a [Source],
    note: Option<&'a str>,
    url: Option<String>,
}

impl<'a> EntryJson<'a> {
    pub fn new(catalog: &'a Catalog, id: EntryId) -> Self {
        let entry = catalog.entry(id);
        let product = catalog.product(entry.product);
        let family = catalog.family(id);
        Self {
            product: &product.id,
            product_name: &product.name,
            sections: &entry.sections,
            code: &entry.code,
            status: entry.status,
            message: &entry.message,
            explanation: catalog.explanation(id).map(|e| e.into_owned()),
            description_en: entry.description_en.as_deref(),
            category: family.map(|family| family.category().id()),
            retry: family.and_then(|family| family.retry),
            advice: family.and_then(|family| family.advice.as_ref()),
            sources: &entry.sources,
            note: entry.note.as_deref(),
            url: super::troubleshoot(&entry.code, Some(product), None),
        }
    }
}

/// A product as `alierr products` prints it.
#[derive(Debug, Serialize)]
pub struct ProductJson<'a> {
    id: &'a str,
    name: &'a Bilingual,
    entries: usize,
    source: Supplier,
}

impl<'a> ProductJson<'a> {
    pub fn new(catalog: &'a Catalog, ix: ProductIx) -> Self {
        let product = catalog.product(ix);
        Self {
            id: &product.id,
            name: &product.name,
            entries: catalog.entries().iter().filter(|e| e.product == ix).count(),
            source: product.supplier,
        }
    }
}
