//! The one index of codes: each distinct code once, in the order of its lower case, with its entries.

use std::cmp::Ordering;
use std::ops::Range;

use super::ids::{CodeIx, EntryId};
use super::source::layout::code as field;
use super::store::Store;

/// The distinct codes of a catalogue.
#[derive(Debug, Clone, Copy)]
pub struct Codes<'a> {
    store: &'a Store,
}

impl<'a> Codes<'a> {
    pub(super) fn new(store: &'a Store) -> Self {
        Self { store }
    }

    pub fn len(self) -> usize {
        self.store.codes()
    }

    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    pub fn all(self) -> impl DoubleEndedIterator<Item = CodeIx> + ExactSizeIterator + use<> {
        (0..self.len()).map(CodeIx::new)
    }

    /// A code as it is written.
    pub fn written(self, ix: CodeIx) -> &'a str {
        self.store.string(self.store.code(ix.index(), field::STRING))
    }

    /// The entries of a code written so, in document order.
    pub fn entries(
        self,
        ix: CodeIx,
    ) -> impl DoubleEndedIterator<Item = EntryId> + ExactSizeIterator + use<'a> {
        self.entries_of(ix.index()..ix.index() + 1)
    }

    /// The codes that are equal to a word, letter case ignored.
    pub fn find(self, code: &str) -> Range<usize> {
        let start = self.partition_point(|own| folded(own, code) == Ordering::Less);
        let end = self.partition_point(|own| folded(own, code) != Ordering::Greater);
        start..end
    }

    /// How many codes come first; `is_first` holds for these and for no other.
    fn partition_point(self, is_first: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if is_first(self.written(CodeIx::new(middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Whether a word is a code, letter case ignored.
    pub fn contains(self, code: &str) -> bool {
        !self.find(code).is_empty()
    }

    /// Every entry of a code, letter case ignored, in document order for each way it is written.
    pub fn by_code(
        self,
        code: &str,
    ) -> impl DoubleEndedIterator<Item = EntryId> + ExactSizeIterator + use<'a> {
        self.entries_of(self.find(code))
    }

    /// The codes that start with a text, letter case ignored.
    pub fn starting_with<'s>(self, start: &'s str) -> impl Iterator<Item = CodeIx> + use<'a, 's> {
        let first = self.find(start).start;
        let codes = self;
        let begun = move |ix: &CodeIx| {
            let code = codes.written(*ix).as_bytes();
            code.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
        };
        (first..self.len()).map(CodeIx::new).take_while(begun)
    }

    fn entries_of(
        self,
        codes: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = EntryId> + ExactSizeIterator + use<'a> {
        let store = self.store;
        let start = store.code(codes.start, field::ENTRIES) as usize;
        let end = store.code(codes.end, field::ENTRIES) as usize;
        (start..end).map(move |at| EntryId::new(store.code_entry(at) as usize))
    }
}

/// How two codes compare in lower case.
fn folded(one: &str, other: &str) -> Ordering {
    let lower = |b: u8| b.to_ascii_lowercase();
    one.bytes().map(lower).cmp(other.bytes().map(lower))
}
