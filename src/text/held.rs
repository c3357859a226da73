//! Bytes that are read where they lie: in the binary, in memory, or in a file that is mapped into it.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Deref;

/// Bytes, wherever they lie.
#[derive(Debug)]
pub enum Held {
    Fixed(&'static [u8]),
    Read(Vec<u8>),
    #[cfg(unix)]
    Mapped(memmap2::Mmap),
}

/// How bytes of a file are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// For a moment, mapped where that can be: nothing is copied, and a page is there without being asked for.
    ///
    /// A file that is replaced or removed stays whole as long as it is mapped. One that somebody cuts off where it lies
    /// ends the process that looks behind its new end: whoever runs for hours takes a copy. Windows replaces no file that
    /// is mapped, so nothing is mapped there.
    Briefly,
    /// For as long as it takes, as a copy.
    Long,
}

/// Fewer bytes are read sooner than mapped.
const WORTH_MAPPING: u64 = 1 << 14;

impl Held {
    /// So many bytes of a file from a place on, which lie in it.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn of(file: &mut File, from: u64, length: u64, hold: Hold) -> io::Result<Self> {
        #[cfg(unix)]
        if hold == Hold::Briefly && length >= WORTH_MAPPING {
            // SAFETY: what is written here is replaced as a whole, never changed where it lies: see [`Hold::Briefly`].
            return unsafe { map(file, from, length) };
        }
        let _ = (hold, WORTH_MAPPING);
        file.seek(SeekFrom::Start(from))?;
        // They are in the file, and read at once: a buffer that grows is copied as often as it grows.
        let mut bytes = vec![0; length as usize];
        file.read_exact(&mut bytes)?;
        Ok(Self::Read(bytes))
    }
}

/// Maps bytes of a file.
///
/// # Safety
/// Nobody changes or shortens the file where it lies for as long as it is mapped.
#[cfg(unix)]
unsafe fn map(file: &File, from: u64, length: u64) -> io::Result<Held> {
    let mut options = memmap2::MmapOptions::new();
    // All of it is checked: pages that come at once cost less than pages that come one by one.
    options.offset(from).len(length as usize).populate();
    // SAFETY: the caller holds what it asks for.
    unsafe { options.map(file) }.map(Held::Mapped)
}

impl Deref for Held {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Fixed(bytes) => bytes,
            Self::Read(bytes) => bytes,
            #[cfg(unix)]
            Self::Mapped(bytes) => bytes,
        }
    }
}

/// A text, wherever it lies.
#[derive(Debug)]
pub struct HeldText(Held);

impl HeldText {
    pub fn fixed(text: &'static str) -> Self {
        Self(Held::Fixed(text.as_bytes()))
    }

    /// Megabytes of text at every start: worth the checker that uses vectors, which decoding brings along.
    pub fn checked(bytes: Held) -> Option<Self> {
        simdutf8::basic::from_utf8(&bytes).ok()?;
        Some(Self(bytes))
    }
}

impl From<String> for HeldText {
    fn from(text: String) -> Self {
        Self(Held::Read(text.into_bytes()))
    }
}

impl Deref for HeldText {
    type Target = str;

    fn deref(&self) -> &str {
        // SAFETY: the bytes were checked, or were a text, when they were taken; nothing changes them since.
        unsafe { std::str::from_utf8_unchecked(&self.0) }
    }
}
