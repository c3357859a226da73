//! Places in a catalogue; each is stable as long as the catalogue lives.

/// The place of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(u32);

impl EntryId {
    /// The entry at an index; a catalogue holds fewer than 2^32.
    pub const fn new(index: usize) -> Self {
        Self(index as u32)
    }

    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The place of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ProductIx(u16);

impl ProductIx {
    /// The product at an index; a catalogue holds fewer than 2^16.
    pub const fn new(index: usize) -> Self {
        Self(index as u16)
    }

    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The place of a distinct code; codes stand in the order of their lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeIx(u32);

impl CodeIx {
    /// The code at an index; a catalogue holds fewer than 2^32.
    pub const fn new(index: usize) -> Self {
        Self(index as u32)
    }

    pub const fn index(self) -> usize {
        self.0 as usize
    }
}
