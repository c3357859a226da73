//! What an error code is: entries, the products that document them, and what is known of code families.

mod embedded;
mod entry;
mod json;
mod overlay;
pub mod rules;
mod text;
pub mod ticket;
mod tree;
mod url;

use std::borrow::Cow;
use std::sync::OnceLock;

pub use entry::{
    Bilingual, Entry, EntryId, Explanation, HttpStatus, Identity, Origin, Product, ProductFile, ProductIx,
    Source, Supplier,
};
pub use json::{EntryJson, ProductJson};
pub use overlay::{CatalogError, Overlay, read_file, read_folder};
pub use rules::{Category, CategoryIx, Family, Retry, Rules};
pub use text::Text;
pub use tree::{Grouping, Node, NodeId, NodeKind, Tree};
pub use url::{troubleshoot, troubleshoot_id};

/// Every product and entry there is, in document order: products as they were loaded, the entries of a
/// product together and in the order of its documents.
#[derive(Debug, Default)]
pub struct Catalog {
    products: Vec<Product>,
    entries: Vec<Entry>,
    /// The family of each entry, judged when first asked for.
    families: OnceLock<Vec<Option<&'static Family>>>,
}

impl Catalog {
    /// The catalogue inside the binary.
    pub fn embedded() -> Self {
        Self::from_files(embedded::files(), Supplier::Builtin)
    }

    /// The catalogue inside the binary with the entries of some codes only, letter case ignored: for an answer
    /// about these codes that must not wait for all others to be read. Every product is there.
    pub fn embedded_of(codes: &[&str]) -> Self {
        Self::from_files(embedded::files_of(codes), Supplier::Builtin)
    }

    /// The catalogue made of some product files, in that order.
    pub fn from_files(files: impl IntoIterator<Item = ProductFile>, supplier: Supplier) -> Self {
        let mut catalog = Self::default();
        for file in files {
            catalog.add(file, supplier);
        }
        catalog
    }

    pub fn products(&self) -> &[Product] {
        &self.products
    }

    pub fn product(&self, ix: ProductIx) -> &Product {
        &self.products[ix.index()]
    }

    /// The product that an id, an alias or a name (Chinese or English) means; letter case is ignored.
    pub fn find_product(&self, name: &str) -> Option<ProductIx> {
        let found = |matches: &dyn Fn(&Product) -> bool| self.products.iter().position(matches);
        self.product_of_id(name).or_else(|| {
            found(&|p| p.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name)))
                .or_else(|| found(&|p| p.name.zh == name || p.name.en.eq_ignore_ascii_case(name)))
                .map(ProductIx::new)
        })
    }

    /// The product of an id; letter case is ignored.
    pub fn product_of_id(&self, id: &str) -> Option<ProductIx> {
        self.products.iter().position(|product| product.id.eq_ignore_ascii_case(id)).map(ProductIx::new)
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn ids(&self) -> impl DoubleEndedIterator<Item = EntryId> + ExactSizeIterator + use<> {
        (0..self.entries.len()).map(EntryId::new)
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of an id that this catalogue gave out.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.index()]
    }

    /// Every entry of a code, letter case ignored, in document order.
    pub fn by_code(&self, code: &str) -> impl Iterator<Item = EntryId> {
        self.ids().filter(move |&id| self.entry(id).code.eq_ignore_ascii_case(code))
    }

    /// The family an entry belongs to, where the rules know one.
    pub fn family(&self, id: EntryId) -> Option<&'static Family> {
        match self.families.get() {
            Some(families) => families[id.index()],
            None => Rules::embedded().family_of(self.entry(id)),
        }
    }

    /// The families of all entries, judged once: for whoever asks about many.
    pub fn families(&self) -> &[Option<&'static Family>] {
        self.families.get_or_init(|| Rules::embedded().families_of(&self.entries))
    }

    /// What is wrong, in Chinese: the entry's own explanation, else what its code's grammar tells.
    pub fn explanation(&self, id: EntryId) -> Option<Cow<'_, Explanation>> {
        let entry = self.entry(id);
        match &entry.explanation {
            Some(own) => Some(Cow::Borrowed(own)),
            None => Rules::embedded()
                .meaning(&entry.code)
                .map(|meaning| Cow::Owned(Explanation::new(meaning.zh, Origin::Rule))),
        }
    }
}

#[cfg(test)]
mod tests;
