//! The indexes: what can be computed from a catalogue before any query is known, each built when it is first needed.

use std::sync::{Arc, OnceLock};

use super::code::codes::Codes;
use super::kept;
use super::pinyin::phonetic::Phonetic;
use super::query::called::Called;
use super::query::parse::Parsed;
use super::words::explanations::Explanations;
use super::words::messages::Messages;
use super::words::word::is_han;
use crate::catalog::{Catalog, EntryId};
use crate::lang::Lang;

/// An index of a catalogue; listed in the order in which queries use them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Index {
    Codes,
    Messages,
    /// English explanations.
    Meanings,
    Descriptions,
    /// Chinese explanations.
    Explanations,
    Pinyin,
}

impl Index {
    pub(super) const ALL: [Index; 6] = [
        Index::Codes,
        Index::Messages,
        Index::Meanings,
        Index::Descriptions,
        Index::Explanations,
        Index::Pinyin,
    ];
}

pub(super) struct Indexes {
    pub(super) catalog: Arc<Catalog>,
    codes: OnceLock<Codes>,
    products: OnceLock<Called>,
    misspelt: OnceLock<Vec<EntryId>>,
    messages: OnceLock<Messages>,
    meanings: OnceLock<Messages>,
    descriptions: OnceLock<Messages>,
    explanations: OnceLock<Explanations>,
    pinyin: OnceLock<Phonetic>,
}

impl Indexes {
    pub(super) fn new(catalog: Arc<Catalog>) -> Self {
        Self {
            catalog,
            codes: OnceLock::new(),
            products: OnceLock::new(),
            misspelt: OnceLock::new(),
            messages: OnceLock::new(),
            meanings: OnceLock::new(),
            descriptions: OnceLock::new(),
            explanations: OnceLock::new(),
            pinyin: OnceLock::new(),
        }
    }

    pub(super) fn codes(&self) -> &Codes {
        let build = || Codes::new(&self.catalog);
        self.codes.get_or_init(|| kept::index(&self.catalog, "codes", build))
    }

    /// The entries whose code is misspelt by its own document.
    pub(super) fn misspelt(&self) -> &[EntryId] {
        let is_misspelt = |id: &EntryId| self.catalog.entry(*id).is_misspelt();
        self.misspelt.get_or_init(|| self.catalog.ids().filter(is_misspelt).collect())
    }

    /// The products by what they are called.
    pub(super) fn products(&self) -> &Called {
        self.products.get_or_init(|| Called::new(&self.catalog))
    }

    fn messages(&self) -> &Messages {
        self.messages.get_or_init(|| {
            let catalog = &*self.catalog;
            let build = || Messages::new(catalog.len(), |id| catalog.entry(id).message());
            kept::index(catalog, "messages", build)
        })
    }

    fn meanings(&self) -> &Messages {
        self.meanings.get_or_init(|| {
            let catalog = &*self.catalog;
            let build = || Messages::new(catalog.len(), |id| catalog.entry(id).explained(Lang::En));
            kept::index(catalog, "meanings", build)
        })
    }

    fn descriptions(&self) -> &Messages {
        self.descriptions.get_or_init(|| {
            let catalog = &*self.catalog;
            let build = || Messages::new(catalog.len(), |id| catalog.entry(id).description_en());
            kept::index(catalog, "descriptions", build)
        })
    }

    fn explanations(&self) -> &Explanations {
        let build = || Explanations::new(&self.catalog);
        self.explanations.get_or_init(|| kept::index(&self.catalog, "explanations", build))
    }

    fn pinyin(&self) -> &Phonetic {
        let build = || Phonetic::new(self.explanations());
        self.pinyin.get_or_init(|| kept::index(&self.catalog, "pinyin", build))
    }

    pub(super) fn build(&self, index: Index) {
        match index {
            Index::Codes => drop(self.codes()),
            Index::Messages => drop(self.messages()),
            Index::Meanings => drop(self.meanings()),
            Index::Descriptions => drop(self.descriptions()),
            Index::Explanations => drop(self.explanations()),
            Index::Pinyin => drop(self.pinyin()),
        }
    }

    pub(super) fn is_built(&self, index: Index) -> bool {
        match index {
            Index::Codes => self.codes.get().is_some(),
            Index::Messages => self.messages.get().is_some(),
            Index::Meanings => self.meanings.get().is_some(),
            Index::Descriptions => self.descriptions.get().is_some(),
            Index::Explanations => self.explanations.get().is_some(),
            Index::Pinyin => self.pinyin.get().is_some(),
        }
    }

    /// Whether a query asks an index.
    pub(super) fn asks(parsed: &Parsed, lang: Lang, index: Index) -> bool {
        let words = &parsed.words;
        let phrases = !parsed.required.is_empty() || !parsed.excluded.is_empty();
        let han = words.iter().any(|word| word.contains(is_han));
        let latin = !words.is_empty() && !han;
        match index {
            Index::Codes => latin || words.len() > 1 || phrases,
            Index::Messages => latin || words.len() > 1 || phrases || parsed.asks_messages(),
            Index::Meanings | Index::Descriptions => latin || phrases,
            Index::Explanations => !words.is_empty() || phrases,
            Index::Pinyin => latin && lang == Lang::Zh && parsed.is_plain_letters(),
        }
    }
}

/// The indexes as a search may use them.
#[derive(Clone, Copy)]
pub(super) struct View<'i> {
    pub(super) indexes: &'i Indexes,
    pub(super) catalog: &'i Catalog,
    pub(super) lang: Lang,
    /// Whether an index that is not built yet is built now; else it is left out.
    pub(super) waits: bool,
}

impl<'i> View<'i> {
    fn get<T>(self, index: Index, get: fn(&'i Indexes) -> &'i T) -> Option<&'i T> {
        (self.waits || self.indexes.is_built(index)).then(|| get(self.indexes))
    }

    pub(super) fn codes(self) -> &'i Codes {
        self.indexes.codes()
    }

    pub(super) fn messages(self) -> Option<&'i Messages> {
        self.get(Index::Messages, Indexes::messages)
    }

    pub(super) fn meanings(self) -> Option<&'i Messages> {
        self.get(Index::Meanings, Indexes::meanings)
    }

    pub(super) fn descriptions(self) -> Option<&'i Messages> {
        self.get(Index::Descriptions, Indexes::descriptions)
    }

    pub(super) fn explanations(self) -> Option<&'i Explanations> {
        self.get(Index::Explanations, Indexes::explanations)
    }

    pub(super) fn pinyin(self) -> Option<&'i Phonetic> {
        self.get(Index::Pinyin, Indexes::pinyin)
    }
}
