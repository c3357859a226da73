//! What the catalogue's entries are looked up by: codes, and templates of messages. Made when first needed.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::template::Template;
use crate::catalog::{Catalog, EntryId};

#[derive(Debug, Default)]
pub(super) struct Index {
    codes: OnceLock<Codes>,
    templates: OnceLock<Box<[OnceLock<Template>]>>,
}

#[derive(Debug)]
struct Codes {
    /// The entries of each distinct code, in document order.
    entries: Vec<Vec<EntryId>>,
    /// By the code in lower case.
    places: HashMap<Box<str>, usize>,
}

impl Index {
    fn codes(&self, catalog: &Catalog) -> &Codes {
        self.codes.get_or_init(|| {
            let mut codes = Codes { entries: Vec::new(), places: HashMap::with_capacity(catalog.len()) };
            for id in catalog.ids() {
                let code = catalog.entry(id).code().to_ascii_lowercase();
                let next = codes.entries.len();
                let place = *codes.places.entry(code.into()).or_insert(next);
                if place == next {
                    codes.entries.push(Vec::new());
                }
                codes.entries[place].push(id);
            }
            codes
        })
    }

    /// Whether a word is a code of the catalogue; letter case is ignored.
    pub(super) fn is_code(&self, catalog: &Catalog, word: &str) -> bool {
        self.codes(catalog).places.contains_key(&*word.to_ascii_lowercase())
    }

    /// The entries of a code; letter case is ignored.
    pub(super) fn by_code(&self, catalog: &Catalog, code: &str) -> &[EntryId] {
        let codes = self.codes(catalog);
        codes.places.get(&*code.to_ascii_lowercase()).map_or(&[], |&place| &codes.entries[place])
    }

    /// The entries of each distinct code.
    pub(super) fn distinct(&self, catalog: &Catalog) -> impl Iterator<Item = &Vec<EntryId>> {
        self.codes(catalog).entries.iter()
    }

    pub(super) fn template(&self, catalog: &Catalog, id: EntryId) -> &Template {
        let templates = self.templates.get_or_init(|| catalog.ids().map(|_| OnceLock::new()).collect());
        templates[id.index()].get_or_init(|| {
            let entry = catalog.entry(id);
            Template::new(entry.message().unwrap_or_default(), entry.code())
        })
    }
}
