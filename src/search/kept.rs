//! Indexes kept beside a user's catalogue files, so that they are built once and not at every start.

use crate::catalog::{Cache, Catalog};
use crate::text::held::Hold;

/// Must change with the form of any index, so that indexes kept by an older version are not read.
const FORM: &[u8] = b"1";

/// An index that can be written down.
pub(super) trait Kept: Sized {
    fn write(&self, out: &mut Writer);

    /// What [`Self::write`] wrote; `None` where it was something else.
    fn read(from: &mut Reader) -> Option<Self>;
}

/// The index that is kept under a name; else `build` makes it, and it is kept from then on.
pub(super) fn index<T: Kept>(catalog: &Catalog, name: &str, build: impl FnOnce() -> T) -> T {
    let Some(cache) = catalog.cache() else { return build() };
    let name = format!("-{name}");
    read(cache, &name).unwrap_or_else(|| {
        let index = build();
        let mut out = Writer(Vec::new());
        index.write(&mut out);
        cache.keep(&name, [&out.0, FORM]);
        index
    })
}

fn read<T: Kept>(cache: &Cache, name: &str) -> Option<T> {
    // What is read of it is a copy.
    let [bytes, form] = cache.kept(name, Hold::Briefly)?;
    let mut reader = Reader(&bytes);
    let index = T::read(&mut reader).filter(|_| *form == *FORM)?;
    reader.0.is_empty().then_some(index)
}

/// Arrays one after the other, each behind its length.
pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn put<T: Number>(&mut self, numbers: &[T]) {
        self.0.extend((numbers.len() as u64).to_le_bytes());
        self.0.reserve(std::mem::size_of_val(numbers));
        numbers.iter().for_each(|&number| number.push(&mut self.0));
    }
}

pub(super) struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    pub(super) fn take<T: Number>(&mut self) -> Option<Vec<T>> {
        let (length, rest) = self.0.split_first_chunk()?;
        let bytes = usize::try_from(u64::from_le_bytes(*length)).ok()?.checked_mul(size_of::<T>())?;
        let (numbers, rest) = rest.split_at_checked(bytes)?;
        self.0 = rest;
        Some(T::all(numbers))
    }
}

/// A number of an array, little-endian.
pub(super) trait Number: Copy {
    fn push(self, bytes: &mut Vec<u8>);
    fn all(bytes: &[u8]) -> Vec<Self>;
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Number for $number {
            fn push(self, bytes: &mut Vec<u8>) {
                bytes.extend(self.to_le_bytes());
            }

            fn all(bytes: &[u8]) -> Vec<Self> {
                let (numbers, _) = bytes.as_chunks();
                numbers.iter().map(|bytes| Self::from_le_bytes(*bytes)).collect()
            }
        }
    )*};
}

numbers!(u8 u16 u32 u64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_come_back_as_they_were_written() {
        let mut out = Writer(Vec::new());
        out.put(&[1u8, 2, 3]);
        out.put(&[u32::MAX, 7]);
        out.put::<u64>(&[]);
        let mut reader = Reader(&out.0);
        assert_eq!(reader.take(), Some(vec![1u8, 2, 3]));
        assert_eq!(reader.take(), Some(vec![u32::MAX, 7]));
        assert_eq!(reader.take::<u64>(), Some(Vec::new()));
        assert_eq!(reader.take::<u8>(), None);
        assert_eq!(Reader(&out.0[..9]).take::<u8>(), None, "cut off");
    }
}
