//! Tables that the build writes down, and of which a row is read when somebody asks for it.
//!
//! As Rust constants they would hold a pointer for each of ten thousand texts, and every start of the program would write
//! all of these pointers anew, and with them a copy of each page they lie in, whatever it was started for.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use super::origin::Origin;
use super::text::{Bilingual, Both, Text};
use super::verdict::{Category, Retry};

/// What can be written down.
pub trait Packed: Clone {
    fn pack(&self, out: &mut Packer);

    /// Reads what [`Self::pack`] wrote.
    fn unpack(from: &mut Unpacker) -> Self;
}

/// Writes rows: numbers of 16 bits, and the places of texts.
#[derive(Debug, Default)]
pub struct Packer {
    rows: Vec<u8>,
    text: String,
    /// Each text stands there once.
    places: HashMap<String, usize>,
}

impl Packer {
    /// Rows, where each of them starts at the head of all, and the text they speak of.
    ///
    /// # Panics
    /// Where a row holds more than its numbers can say.
    pub fn table<T: Packed>(rows: &[T]) -> (Vec<u8>, String) {
        let mut packer = Self::default();
        let mut starts = Vec::new();
        for row in rows {
            starts.extend((packer.rows.len() as u32).to_le_bytes());
            row.pack(&mut packer);
        }
        ([starts, packer.rows].concat(), packer.text)
    }

    pub fn number(&mut self, number: usize) {
        let number = u16::try_from(number).expect("a row of fewer than 2^16 of anything");
        self.rows.extend(number.to_le_bytes());
    }

    fn string(&mut self, string: &str) {
        let next = self.text.len();
        let place = *self.places.entry(string.to_owned()).or_insert(next);
        if place == next {
            self.text.push_str(string);
        }
        self.number(place >> 16);
        self.number(place & 0xffff);
        self.number(string.len());
    }
}

/// Reads a row. Beyond its end, where nothing points, numbers are 0 and texts are empty.
#[derive(Debug, Clone, Copy)]
pub struct Unpacker {
    row: &'static [u8],
    text: &'static str,
}

impl Unpacker {
    pub fn number(&mut self) -> usize {
        let Some((number, rest)) = self.row.split_first_chunk() else { return 0 };
        self.row = rest;
        usize::from(u16::from_le_bytes(*number))
    }

    pub fn string(&mut self) -> &'static str {
        let place = self.number() << 16 | self.number();
        let length = self.number();
        self.text.get(place..place + length).unwrap_or_default()
    }

    /// Passes over some texts.
    pub fn pass_strings(&mut self, count: usize) {
        self.row = self.row.get(3 * size_of::<u16>() * count..).unwrap_or_default();
    }

    /// One of some values, by its number.
    pub fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        let number = self.number();
        all[number.min(all.len() - 1)]
    }
}

/// Rows of a table, in its order.
#[derive(Debug)]
pub struct Table<T: 'static> {
    rows: Rows<T>,
}

#[derive(Debug)]
enum Rows<T: 'static> {
    Own(Vec<T>),
    Packed { count: usize, rows: &'static [u8], text: &'static str, read: OnceLock<Box<[OnceLock<Box<T>>]>> },
}

impl<T: Packed> Table<T> {
    pub const fn new(rows: Vec<T>) -> Self {
        Self { rows: Rows::Own(rows) }
    }

    /// The table of so many rows that [`Packer::table`] wrote.
    pub const fn packed(count: usize, rows: &'static [u8], text: &'static str) -> Self {
        Self { rows: Rows::Packed { count, rows, text, read: OnceLock::new() } }
    }

    pub fn len(&self) -> usize {
        match &self.rows {
            Rows::Own(rows) => rows.len(),
            Rows::Packed { count, .. } => *count,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn nth(&self, at: usize) -> Option<&T> {
        (at < self.len()).then(|| self.get(at))
    }

    /// The row at a place that the table has.
    pub fn get(&self, at: usize) -> &T {
        match &self.rows {
            Rows::Own(rows) => &rows[at],
            Rows::Packed { count, rows, text, read } => {
                let read = read.get_or_init(|| (0..*count).map(|_| OnceLock::new()).collect());
                read[at].get_or_init(|| Box::new(T::unpack(&mut unpacker(*count, rows, text, at))))
            }
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &T> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// A row that is yet to be read, for whoever looks at its head only.
    pub fn unread(&self, at: usize) -> Option<Unpacker> {
        match &self.rows {
            Rows::Own(_) => None,
            Rows::Packed { count, rows, text, read } => {
                let known = read.get().is_some_and(|read| read[at].get().is_some());
                (!known).then(|| unpacker(*count, rows, text, at))
            }
        }
    }
}

fn unpacker(count: usize, rows: &'static [u8], text: &'static str, at: usize) -> Unpacker {
    let start = rows.get(4 * at..).and_then(|rest| rest.first_chunk());
    let start = 4 * count + start.map_or(0, |start| u32::from_le_bytes(*start) as usize);
    Unpacker { row: rows.get(start..).unwrap_or_default(), text }
}

/// Writes a struct as its fields, one after the other; `Packed`, `Packer` and `Unpacker` are in scope where it is used.
macro_rules! packed {
    ($($type:ident { $($field:ident),* })*) => {$(
        impl Packed for $type {
            fn pack(&self, out: &mut Packer) {
                $(self.$field.pack(out);)*
            }

            fn unpack(from: &mut Unpacker) -> Self {
                Self { $($field: Packed::unpack(from)),* }
            }
        }
    )*};
}
pub(crate) use packed;

packed! {
    Bilingual { zh, en }
    Both { zh, en }
}

/// Writes one of a type's values as its number.
macro_rules! numbered {
    ($($type:ty),*) => {$(
        impl Packed for $type {
            fn pack(&self, out: &mut Packer) {
                out.number(*self as usize);
            }

            fn unpack(from: &mut Unpacker) -> Self {
                from.one_of(&Self::ALL)
            }
        }
    )*};
}

numbered!(Category, Retry, Origin);

impl Packed for bool {
    fn pack(&self, out: &mut Packer) {
        out.number(usize::from(*self));
    }

    fn unpack(from: &mut Unpacker) -> Self {
        from.number() == 1
    }
}

impl Packed for Text {
    fn pack(&self, out: &mut Packer) {
        out.string(self);
    }

    fn unpack(from: &mut Unpacker) -> Self {
        Self::fixed(from.string())
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, out: &mut Packer) {
        self.is_some().pack(out);
        self.iter().for_each(|value| value.pack(out));
    }

    fn unpack(from: &mut Unpacker) -> Self {
        bool::unpack(from).then(|| T::unpack(from))
    }
}

impl<T: Packed + 'static> Packed for Cow<'static, [T]> {
    fn pack(&self, out: &mut Packer) {
        out.number(self.len());
        self.iter().for_each(|value| value.pack(out));
    }

    fn unpack(from: &mut Unpacker) -> Self {
        (0..from.number()).map(|_| T::unpack(from)).collect()
    }
}
