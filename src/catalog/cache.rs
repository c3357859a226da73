//! A cache of what is made from a user's catalogue files, kept beside them as `.compiled` and the like.
//!
//! It holds as long as the names, lengths and times of the files and the binary's own data are the same; else it is
//! rebuilt silently. It may be deleted at any time. Search keeps what it derives from the catalogue in the same way.

use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::store::Store;
use crate::text::file;
use crate::text::held::{Held, HeldText, Hold};

/// The most bytes that a compiled catalogue may have.
const LARGEST_COMPILED: u64 = 2_000_000_000;
const COMPILED: &str = ".compiled";

/// Files beside a user's catalogue files that hold what was made of them.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
    stamp: Vec<u8>,
}

/// The name under which the catalogue itself is kept.
const CATALOG: &str = "";

/// Bytes before the stamp: a checksum, and the lengths of the stamp and of two parts.
const HEAD: usize = 32;

impl Cache {
    /// The cache beside some files of a folder; `None` where a file tells no time.
    pub(super) fn of(folder: &Path, files: &[Listed]) -> Option<Self> {
        stamp(files).map(|stamp| Self { folder: folder.to_owned(), stamp })
    }

    /// What was kept under a name, as the two parts it was given in; `None` where it is not of these files.
    pub fn kept(&self, name: &str, hold: Hold) -> Option<[Held; 2]> {
        let path = self.path(name);
        // What a name stands for is seen before it is opened: opening a FIFO waits for its writer.
        fs::metadata(&path).ok().filter(Metadata::is_file)?;
        let mut file = File::open(path).ok()?;
        // Another file may stand there by now.
        let known = file.metadata().ok()?;
        let length = Some(known.len()).filter(|&length| known.is_file() && length <= LARGEST_COMPILED)?;
        let mut head = [0; HEAD];
        file.read_exact(&mut head).ok()?;
        let number = |at: usize| head[at..].first_chunk().map(|bytes| u64::from_le_bytes(*bytes));
        let (sum, lengths) = (number(0)?, [number(8)?, number(16)?, number(24)?]);
        let whole = lengths.iter().try_fold(HEAD as u64, |sum, &length| sum.checked_add(length));
        if whole != Some(length) || lengths[0] != self.stamp.len() as u64 {
            return None;
        }
        let mut from = HEAD as u64;
        let mut part = |length: u64, hold: Hold| {
            let part = Held::of(&mut file, from, length, hold).ok()?;
            from += length;
            Some(part)
        };
        let stamp = part(lengths[0], Hold::Long).filter(|stamp| **stamp == self.stamp)?;
        let parts = [part(lengths[1], hold)?, part(lengths[2], hold)?];
        (checksum(&[&stamp, &parts[0], &parts[1]]) == sum).then_some(parts)
    }

    /// Keeps two parts under a name. Where the folder cannot be written to, they are made anew at each start.
    pub fn keep(&self, name: &str, parts: [&[u8]; 2]) {
        let parts = [&self.stamp, parts[0], parts[1]];
        let mut bytes = Vec::with_capacity(HEAD + parts.iter().map(|part| part.len()).sum::<usize>());
        bytes.extend(checksum(&parts).to_le_bytes());
        for part in parts {
            bytes.extend((part.len() as u64).to_le_bytes());
        }
        parts.iter().for_each(|part| bytes.extend_from_slice(part));
        let _ = file::replace(&self.path(name), &bytes);
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{COMPILED}{name}"))
    }

    /// The compiled catalogue.
    pub(super) fn catalog(&self, hold: Hold) -> Option<Store> {
        let [words, text] = self.kept(CATALOG, hold)?;
        Store::new(words, HeldText::checked(text)?)
    }

    pub(super) fn keep_catalog(&self, store: &Store) {
        let (words, text) = store.parts();
        self.keep(CATALOG, [words, text.as_bytes()]);
    }
}

/// Tells a file that was cut off or overwritten from a whole one; nobody forges a cache of their own.
fn checksum(parts: &[&[u8]]) -> u64 {
    let mut hasher = crc32fast::Hasher::new();
    parts.iter().for_each(|part| hasher.update(part));
    u64::from(hasher.finalize())
}

/// A file of a folder, and what the folder's list tells about it.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) name: OsString,
    /// `None` where that could not be asked.
    pub(super) known: Option<Metadata>,
}

/// What a compiled catalogue was made of: the binary's own data, and each file's name, length and time. `None` where a
/// file tells no time.
fn stamp(files: &[Listed]) -> Option<Vec<u8>> {
    let mut stamp = format!("alierr {} {}\n", env!("CARGO_PKG_VERSION"), env!("ALIERR_DATA")).into_bytes();
    for file in files {
        let known = file.known.as_ref()?;
        let time = known.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        stamp.extend_from_slice(file.name.as_encoded_bytes());
        // A name holds no such byte, and the numbers behind it have a length of their own.
        stamp.push(0);
        stamp.extend(known.len().to_le_bytes());
        stamp.extend(time.as_nanos().to_le_bytes());
    }
    Some(stamp)
}
