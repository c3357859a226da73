//! The catalogue: looked up by place, by code and by product.

use std::sync::OnceLock;

use super::cache::Cache;
use super::codes::Codes;
use super::entry::Entry;
use super::ids::{EntryId, ProductIx};
use super::product::Product;
use super::remedies;
use super::rules::Rules;
use super::source::compile::{Compiler, Judges, TooMany};
use super::source::known::KnownProduct;
use super::source::record::{ProductFile, ProductRecord, Supplier};
use super::store::Store;

/// Every product and entry there is: products as they were loaded, the entries of a product together and in the
/// order of its documents.
///
/// ```
/// use alierr::catalog::Catalog;
/// use alierr::lang::Lang;
///
/// let catalog = Catalog::embedded();
/// let oss = catalog.product_of_id("Oss").expect("a product of the table");
/// let entry = catalog
///     .by_code("nosuchbucket") // in any letter case
///     .map(|id| catalog.entry(id))
///     .find(|entry| entry.product_ix() == oss)
///     .expect("an entry of the embedded catalogue");
///
/// assert_eq!(entry.code(), "NoSuchBucket");
/// assert_eq!(entry.status().map(|status| status.to_string()).as_deref(), Some("404"));
/// assert!(entry.explained(Lang::En).is_some() && entry.explained(Lang::Zh).is_some());
/// assert!(!entry.steps().is_empty());
/// ```
#[derive(Debug)]
pub struct Catalog {
    store: Store,
    /// Where what is derived from the catalogue may be kept.
    cache: Option<Cache>,
}

impl Default for Catalog {
    /// The products of the table, without a single entry.
    fn default() -> Self {
        Self::from_files([], Supplier::Builtin)
    }
}

impl Catalog {
    /// The catalogue inside the binary. It costs nothing: it is read where it lies.
    pub fn embedded() -> Self {
        Self::of(Store::embedded(), None)
    }

    /// The same, for whoever needs the table of products only.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Catalog> = OnceLock::new();
        BUILTIN.get_or_init(Self::embedded)
    }

    /// The catalogue of some product files, in that order; the products of the table are known.
    ///
    /// # Panics
    /// Where there are more products than 65,535, or more entries than ten million.
    pub fn from_files(files: impl IntoIterator<Item = ProductFile>, supplier: Supplier) -> Self {
        let mut compiler = Compiler::new(known_products());
        files.into_iter().for_each(|file| compiler.add(file, supplier));
        Self::compile(compiler).unwrap_or_else(|error| panic!("more than {} {}", error.most, error.what))
    }

    /// This catalogue with a user's files laid over it: entries already known take in what the files add, new entries
    /// come after the product's others, new products after the other products.
    ///
    /// # Errors
    /// Where there is more than a catalogue can number.
    pub fn overlay(&self, files: impl IntoIterator<Item = ProductFile>) -> Result<Self, TooMany> {
        let mut compiler = Compiler::new(known_products());
        self.product_files().into_iter().for_each(|(file, supplier)| compiler.add(file, supplier));
        files.into_iter().for_each(|file| compiler.add(file, Supplier::User));
        Self::compile(compiler)
    }

    /// The catalogue of a store that was read, and where what is derived from it may be kept.
    pub(super) fn of(store: Store, cache: Option<Cache>) -> Self {
        Self { store, cache }
    }

    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    pub(super) fn into_store(self) -> Store {
        self.store
    }

    /// Where what is derived from the catalogue may be kept; `None` for one that was read from no files.
    pub fn cache(&self) -> Option<&Cache> {
        self.cache.as_ref()
    }

    fn compile(compiler: Compiler) -> Result<Self, TooMany> {
        let judges = Judges { families: Rules::embedded().families(), remedies: remedies::all() };
        compiler.compile(judges).map(|compiled| Self::of(Store::of(compiled), None))
    }

    /// The catalogue as files, a product each.
    fn product_files(&self) -> Vec<(ProductFile, Supplier)> {
        let with_entries = self.products().filter_map(|product| Some((product, product.supplier()?)));
        let file = |product: Product| ProductFile {
            product: ProductRecord::from(product),
            entries: product.entries().map(|id| self.entry(id).to_record()).collect(),
        };
        with_entries.map(|(product, supplier)| (file(product), supplier)).collect()
    }

    /// Every product that is known, with entries or without.
    pub fn products(&self) -> impl DoubleEndedIterator<Item = Product<'_>> + ExactSizeIterator {
        (0..self.store.products()).map(|ix| self.product(ProductIx::new(ix)))
    }

    /// The products that have entries.
    pub fn listed_products(&self) -> impl DoubleEndedIterator<Item = Product<'_>> {
        self.products().filter(|product| product.entries().len() > 0)
    }

    /// The product at an index.
    pub fn product(&self, ix: ProductIx) -> Product<'_> {
        Product::new(&self.store, ix)
    }

    /// The product that an id, a name or a word of people's means; letter case is ignored.
    pub fn find_product(&self, name: &str) -> Option<ProductIx> {
        let called = || self.products().find(|product| product.is_called(name));
        self.product_of_id(name).or_else(|| called().map(Product::ix))
    }

    /// The product of an id; letter case is ignored.
    pub fn product_of_id(&self, id: &str) -> Option<ProductIx> {
        self.products().find(|product| product.id().eq_ignore_ascii_case(id)).map(Product::ix)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.store.entries()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The ids of all entries, in the order of the catalogue.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = EntryId> + ExactSizeIterator + use<> {
        (0..self.len()).map(EntryId::new)
    }

    /// Every entry, in the catalogue's order.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = Entry<'_>> + ExactSizeIterator {
        self.ids().map(|id| self.entry(id))
    }

    /// The entry of an id that this catalogue gave out.
    pub fn entry(&self, id: EntryId) -> Entry<'_> {
        Entry::new(&self.store, id)
    }

    /// The distinct codes, and the entries of each.
    pub fn codes(&self) -> Codes<'_> {
        Codes::new(&self.store)
    }

    /// Every entry of a code, letter case ignored.
    pub fn by_code(&self, code: &str) -> impl DoubleEndedIterator<Item = EntryId> + ExactSizeIterator {
        self.codes().by_code(code)
    }
}

/// The table of products, as the binary's catalogue holds it.
fn known_products() -> Vec<KnownProduct> {
    Catalog::builtin().products().map(KnownProduct::from).collect()
}
