//! A product of a catalogue: a reference into the compiled form, whose fields are read as they are asked for.

use super::ids::{EntryId, ProductIx};
use super::source::compile::ANY_PRODUCT;
use super::source::known::KnownProduct;
use super::source::layout::{PRODUCT_LISTS, product as field};
use super::source::record::{ProductRecord, Supplier};
use super::source::text::{Bilingual, Text};
use super::spoken::BothRef;
use super::store::Store;
use crate::lang::Lang;

/// Products that `aliyun` has no metadata of; its `oss` is ossutil.
const WITHOUT_COMMANDS: [&str; 6] = ["DashScope", "Datahub", "Location", "MaxCompute", "Oss", "Ots"];

/// A cloud product, with entries or without.
#[derive(Debug, Clone, Copy)]
pub struct Product<'a> {
    store: &'a Store,
    ix: ProductIx,
}

impl<'a> Product<'a> {
    pub(super) fn new(store: &'a Store, ix: ProductIx) -> Self {
        Self { store, ix }
    }

    fn word(self, field: usize) -> u32 {
        self.store.product(self.ix.index(), field)
    }

    fn string(self, field: usize) -> &'a str {
        self.store.string(self.word(field))
    }

    pub fn ix(self) -> ProductIx {
        self.ix
    }

    /// The OpenAPI product code, or an id of ours.
    pub fn id(self) -> &'a str {
        self.string(field::ID)
    }

    /// What it is called today.
    pub fn name(self, lang: Lang) -> &'a str {
        self.string(match lang {
            Lang::Zh => field::NAME_ZH,
            Lang::En => field::NAME_EN,
        })
    }

    /// Its name without what stands in brackets behind it: that of the whole of which it is a part
    /// (`…（模型在线服务 EAS）`), or a remark (`（原 MNS）`).
    pub fn bare_name(self, lang: Lang) -> &'a str {
        let name = self.name(lang);
        let bare = name.split(['（', '(']).next().unwrap_or(name).trim_end();
        if bare.is_empty() { name } else { bare }
    }

    pub fn names(self) -> BothRef<'a> {
        BothRef { zh: Some(self.name(Lang::Zh)), en: Some(self.name(Lang::En)) }
    }

    /// The heading that it stands under in the tree.
    pub fn group(self, lang: Lang) -> &'a str {
        self.string(match lang {
            Lang::Zh => field::GROUP_ZH,
            Lang::En => field::GROUP_EN,
        })
    }

    pub fn groups(self) -> BothRef<'a> {
        BothRef { zh: Some(self.group(Lang::Zh)), en: Some(self.group(Lang::En)) }
    }

    /// Who supplied entries of it; `None` where nobody has.
    pub fn supplier(self) -> Option<Supplier> {
        match self.word(field::SUPPLIER) {
            1 => Some(Supplier::Builtin),
            2 => Some(Supplier::User),
            3 => Some(Supplier::Both),
            _ => None,
        }
    }

    /// When its entries were last fetched, RFC 3339.
    pub fn updated(self) -> Option<&'a str> {
        self.store.optional(self.word(field::UPDATED))
    }

    /// Quota Center's code of it.
    pub fn quota(self) -> Option<&'a str> {
        self.store.optional(self.word(field::QUOTA))
    }

    /// Its entries, in document order.
    pub fn entries(self) -> impl DoubleEndedIterator<Item = EntryId> + ExactSizeIterator + use<> {
        let start = self.word(field::ENTRIES) as usize;
        let last = self.ix.index() + 1 >= self.store.products();
        let end = if last {
            self.store.entries()
        } else {
            self.store.product(self.ix.index() + 1, field::ENTRIES) as usize
        };
        (start..end).map(EntryId::new)
    }

    /// Whether its entries are errors that any product can return.
    pub fn is_any(self) -> bool {
        ANY_PRODUCT.iter().any(|id| self.id().eq_ignore_ascii_case(id))
    }

    /// How near it is to the product that an error tells by id or name; letter case is ignored.
    pub fn kinship(self, told: &str) -> Kinship {
        if self.is_called(told) {
            Kinship::Same
        } else if self.also().any(|word| word.eq_ignore_ascii_case(told)) {
            Kinship::Also
        } else if self.is_any() {
            Kinship::Any
        } else {
            Kinship::Foreign
        }
    }

    /// What it was called before, in either language.
    pub fn formerly(self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.words(0)
    }

    /// What people call it.
    pub fn said(self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.words(1)
    }

    /// Words that find it as well, though another product is called so.
    pub fn also(self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.words(2)
    }

    /// What `aliyun` calls it; `None` where it has no commands of the form `aliyun PRODUCT API_NAME`.
    pub fn command(self) -> Option<&'a str> {
        let has_none = self.is_any() || WITHOUT_COMMANDS.contains(&self.id());
        (!has_none).then(|| self.id())
    }

    /// First labels of its API hosts: `slb` of `slb.aliyuncs.com`.
    pub fn hosts(self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.words(3)
    }

    /// Heads of the names of its Terraform resources, behind `alicloud_`.
    pub fn terraform(self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.words(4)
    }

    /// Parts of the names of its SDK packages.
    pub fn sdk(self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.words(5)
    }

    fn words(self, list: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        debug_assert!(list < PRODUCT_LISTS);
        let store = self.store;
        let mut at = self.word(field::WORDS) as usize;
        for _ in 0..list {
            at += 1 + store.list(at) as usize;
        }
        let count = store.list(at) as usize;
        (0..count).map(move |nth| store.string(store.list(at + 1 + nth)))
    }

    /// Whether a name (an id, a name of today or of before, or what people say) is the product's; letter case is ignored.
    pub fn is_called(self, name: &str) -> bool {
        let same = |own: &str| lower(own).eq(lower(name));
        same(self.id())
            || same(self.name(Lang::Zh))
            || same(self.name(Lang::En))
            || self.said().any(same)
            || self.formerly().any(same)
    }
}

/// The letters of a text in lower case.
fn lower(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

/// How near a product is to the one that an error tells, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kinship {
    /// It is the very product.
    Same,
    /// It returns the codes of that one, too.
    Also,
    /// Its codes are those of any product.
    Any,
    /// It is another product.
    Foreign,
}

impl From<Product<'_>> for KnownProduct {
    fn from(product: Product) -> Self {
        let both = |get: &dyn Fn(Lang) -> Text| Bilingual { zh: get(Lang::Zh), en: get(Lang::En) };
        Self {
            id: product.id().into(),
            name: both(&|lang| product.name(lang).into()),
            formerly: product.formerly().map(Text::from).collect(),
            said: product.said().map(Text::from).collect(),
            also: product.also().map(Text::from).collect(),
            group: both(&|lang| product.group(lang).into()),
            hosts: product.hosts().map(Text::from).collect(),
            terraform: product.terraform().map(Text::from).collect(),
            sdk: product.sdk().map(Text::from).collect(),
            quota: product.quota().map(Text::from),
        }
    }
}

impl From<Product<'_>> for ProductRecord {
    /// The product as a file names it.
    fn from(product: Product) -> Self {
        let known = KnownProduct::from(product);
        Self {
            name: Some(known.name),
            group: Some(known.group),
            aliases: known.said,
            hosts: known.hosts,
            updated: product.updated().map(Text::from),
            id: known.id,
        }
    }
}
