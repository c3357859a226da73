//! A cache of what is made from a user's catalogue files, kept beside them as `.compiled` and the like.
//!
//! It holds as long as the names, lengths and times of the files and the binary's own data are the same; else it is
//! rebuilt silently. It may be deleted at any time. Search keeps what it derives from the catalogue in the same way.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::store::Store;
use crate::text::file;

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
    pub(super) fn of(folder: &Path, files: &[PathBuf]) -> Option<Self> {
        stamp(files).map(|stamp| Self { folder: folder.to_owned(), stamp })
    }

    /// What was kept under a name, as the two parts it was given in; `None` where it is not of these files.
    pub fn kept(&self, name: &str) -> Option<[Vec<u8>; 2]> {
        let path = self.path(name);
        // What a name stands for is seen before it is opened: opening a FIFO waits for its writer.
        let length = fs::metadata(&path).ok().filter(|known| known.is_file())?.len();
        let mut file = File::open(path).ok().filter(|_| length <= LARGEST_COMPILED)?;
        let mut head = [0; HEAD];
        file.read_exact(&mut head).ok()?;
        let number = |at: usize| head[at..].first_chunk().map(|bytes| u64::from_le_bytes(*bytes));
        let (sum, lengths) = (number(0)?, [number(8)?, number(16)?, number(24)?]);
        let whole = lengths.iter().try_fold(HEAD as u64, |sum, &length| sum.checked_add(length));
        if whole != Some(length) {
            return None;
        }
        let mut part = |length: u64| {
            // The length is known and less than the file's, so the buffer has its size from the start and never grows.
            let mut part = vec![0; length as usize];
            file.read_exact(&mut part).ok()?;
            Some(part)
        };
        let stamp = part(lengths[0]).filter(|stamp| *stamp == self.stamp)?;
        let parts = [part(lengths[1])?, part(lengths[2])?];
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
    pub(super) fn catalog(&self) -> Option<Store> {
        let [words, text] = self.kept(CATALOG)?;
        Store::new(words.into(), checked(text)?.into())
    }

    pub(super) fn keep_catalog(&self, store: &Store) {
        let (words, text) = store.parts();
        self.keep(CATALOG, [words, text.as_bytes()]);
    }
}

/// Checks megabytes of text at every start, so with the vectorised checker `simdutf8`, which decoding needs anyway.
fn checked(text: Vec<u8>) -> Option<String> {
    simdutf8::basic::from_utf8(&text).ok()?;
    // SAFETY: the bytes were checked in the line before.
    Some(unsafe { String::from_utf8_unchecked(text) })
}

/// Detects a file that was cut off or overwritten. It need not resist forgery: the cache is the user's own.
fn checksum(parts: &[&[u8]]) -> u64 {
    let mut hasher = crc32fast::Hasher::new();
    parts.iter().for_each(|part| hasher.update(part));
    u64::from(hasher.finalize())
}

/// What a compiled catalogue was made of: the binary's own data, and each file's name, length and time. `None` where a
/// file tells no time.
fn stamp(paths: &[PathBuf]) -> Option<Vec<u8>> {
    let mut stamp = format!("alierr {} {}\n", env!("CARGO_PKG_VERSION"), env!("ALIERR_DATA")).into_bytes();
    for path in paths {
        let known = fs::metadata(path).ok()?;
        let time = known.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        let name = path.file_name()?.as_encoded_bytes();
        stamp.extend_from_slice(name);
        stamp.extend_from_slice(format!("\0{} {}\n", known.len(), time.as_nanos()).as_bytes());
    }
    Some(stamp)
}
