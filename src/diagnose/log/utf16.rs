//! Text of two-byte characters, as PowerShell writes it, read as UTF-8.

use std::io::{self, Read};

/// In which order the bytes of a character stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Little,
    Big,
}

/// The byte order, if the first bytes of a text are a byte order mark and nearly all characters behind it are ASCII.
pub fn order(head: &[u8]) -> Option<Order> {
    let order = match head {
        [0xff, 0xfe, ..] => Order::Little,
        [0xfe, 0xff, ..] => Order::Big,
        _ => return None,
    };
    let nothing = memchr::memchr_iter(0, &head[2..]).count();
    (nothing * 4 >= head.len() - 2).then_some(order)
}

/// Reads UTF-16, whose byte order mark is already taken off, as UTF-8. What is no character becomes U+FFFD.
pub struct Utf16<R> {
    input: R,
    order: Order,
    /// Bytes that were read; the last one may be the first half of a character.
    read: Vec<u8>,
    text: Vec<u8>,
    given: usize,
}

impl<R: Read> Utf16<R> {
    pub fn new(input: R, order: Order) -> Self {
        Self { input, order, read: Vec::new(), text: Vec::new(), given: 0 }
    }

    /// Reads on; `false` at the end.
    fn fill(&mut self) -> io::Result<bool> {
        let mut buffer = [0; 16 * 1024];
        let length = self.input.read(&mut buffer)?;
        self.read.extend_from_slice(&buffer[..length]);
        let unit = match self.order {
            Order::Little => u16::from_le_bytes,
            Order::Big => u16::from_be_bytes,
        };
        let mut units: Vec<u16> = self.read.as_chunks::<2>().0.iter().map(|&pair| unit(pair)).collect();
        // The second half of a surrogate pair may not have been read yet.
        if length > 0 && units.last().is_some_and(|last| (0xd800..0xdc00).contains(last)) {
            units.pop();
        }
        self.read.drain(..2 * units.len());
        self.text.clear();
        self.given = 0;
        self.text.extend_from_slice(String::from_utf16_lossy(&units).as_bytes());
        Ok(length > 0)
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() {
            if !self.fill()? && self.text.is_empty() {
                return Ok(0);
            }
        }
        let length = into.len().min(self.text.len() - self.given);
        into[..length].copy_from_slice(&self.text[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let Some((first, rest)) = self.0.split_first() else { return Ok(0) };
            into[0] = *first;
            self.0 = rest;
            Ok(1)
        }
    }

    #[test]
    fn characters_are_whole_however_their_bytes_arrive() {
        let text = "Code: 限流 😀 X";
        for order in [Order::Little, Order::Big] {
            let units = text.encode_utf16();
            let bytes: Vec<u8> = match order {
                Order::Little => units.flat_map(u16::to_le_bytes).collect(),
                Order::Big => units.flat_map(u16::to_be_bytes).collect(),
            };
            let mut read = String::new();
            Utf16::new(Drip(&bytes), order).read_to_string(&mut read).expect("it is UTF-8");
            assert_eq!(read, text);
            let mut cut = String::new();
            let end = bytes.len() - 5;
            Utf16::new(&bytes[..end], order).read_to_string(&mut cut).expect("it is UTF-8");
            assert!(cut.starts_with("Code: 限流 "), "{cut}");
        }
    }

    #[test]
    fn only_a_mark_and_bytes_to_match_tell_of_two_byte_characters() {
        assert_eq!(order(b"\xff\xfeC\0o\0d\0e\0"), Some(Order::Little));
        assert_eq!(order(b"\xfe\xff\0C\0o\0d\0e"), Some(Order::Big));
        assert_eq!(order(b"\xff\xfeCode: X"), None);
        assert_eq!(order(b"C\0o\0d\0e\0"), None);
    }
}
