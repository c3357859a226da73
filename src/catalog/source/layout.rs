//! The form of a compiled catalogue: little-endian 32-bit words, and one text that holds every string.
//!
//! ```text
//! header        [HEADER]            magic, version, and the counts below
//! products      [PRODUCT] each      names, lists, supplier
//! strings       one more than there are: where each starts in the text
//! codes         [CODE] each, one more than there are: the string, and where its entries start
//! code entries  one an entry: the entries code by code, codes in the order of their lower case
//! entries       [ENTRY] each, products together, a product's in document order
//! lists         what has no fixed length
//! ```
//!
//! The place of a string or a list that may be absent is stored plus one; 0 means that it is absent.

pub const MAGIC: u32 = u32::from_le_bytes(*b"aler");
/// Must be raised with every change of the form, so that caches of older binaries are not read.
pub const VERSION: u32 = 3;

/// Words of the header.
pub mod header {
    pub const MAGIC: usize = 0;
    pub const VERSION: usize = 1;
    pub const PRODUCTS: usize = 2;
    pub const STRINGS: usize = 3;
    pub const CODES: usize = 4;
    pub const ENTRIES: usize = 5;
    pub const LISTS: usize = 6;
    pub const LENGTH: usize = 7;
}

/// Words of a product.
pub mod product {
    pub const ID: usize = 0;
    pub const NAME_ZH: usize = 1;
    pub const NAME_EN: usize = 2;
    pub const GROUP_ZH: usize = 3;
    pub const GROUP_EN: usize = 4;
    /// The first entry.
    pub const ENTRIES: usize = 5;
    /// 0 none, 1 the binary, 2 a file of the user's, 3 both.
    pub const SUPPLIER: usize = 6;
    pub const UPDATED: usize = 7;
    pub const QUOTA: usize = 8;
    /// Where its six lists of words start: each a length, then strings.
    pub const WORDS: usize = 9;
    pub const LENGTH: usize = 10;
}

/// The lists of a product, in their order.
pub const PRODUCT_LISTS: usize = 6;

/// Words of a code.
pub mod code {
    pub const STRING: usize = 0;
    pub const ENTRIES: usize = 1;
    pub const LENGTH: usize = 2;
}

/// Words of an entry.
pub mod entry {
    /// The product, and the status (0: none) in the upper half.
    pub const PRODUCT_STATUS: usize = 0;
    pub const CODE: usize = 1;
    pub const MESSAGE: usize = 2;
    pub const ZH: usize = 3;
    pub const EN: usize = 4;
    /// Family and remedy (upper half), each plus one.
    pub const FAMILY_REMEDY: usize = 5;
    /// A byte each: retry, category, origin of the Chinese explanation, origin of the English one; each plus one. The
    /// provenance stands in the upper half of the first.
    /// [`DERIVED`] is added to the origin of an explanation that the entry does not give itself.
    pub const VERDICT_ORIGINS: usize = 6;
    pub const PROVENANCE_SHIFT: u32 = 4;
    /// Nobody wrote the explanation: it is derived from the parts of the code's name.
    pub const DERIVED: u32 = 0x80;
    /// Plus one: description, note (zh, en), repair (zh, en), advice (zh, en), steps as JSON; then sections: their
    /// number, zh and en each; then sources: their number, document, number of rows and rows each.
    pub const LISTS: usize = 7;
    pub const LENGTH: usize = 8;
}

/// The optional strings at the head of an entry's lists.
pub mod extra {
    pub const DESCRIPTION: usize = 0;
    pub const NOTE: usize = 1;
    pub const REPAIR: usize = 3;
    pub const ADVICE: usize = 5;
    pub const STEPS: usize = 7;
    pub const LENGTH: usize = 8;
}
