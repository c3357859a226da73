//! A user's own catalogue files, and the compiled catalogue that is kept beside them.
//!
//! Reading the files anew takes seconds where they hold many thousand entries, so what they are compiled into is kept
//! as `.compiled` in their folder. It is checked by the names, lengths and times of the files and by the binary's own
//! data, rebuilt without a word where it does not fit, and may be deleted at any time. What others derive from the
//! catalogue can be kept in the same way ([`Cache`]).

pub mod edit;

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::lookup::Catalog;
use super::source::compile::TooMany;
use super::source::record::ProductFile;
use super::store::Store;
use crate::text::file;

/// Why a catalogue file was left out.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    #[error("{}: {error}", path.display())]
    Read { path: PathBuf, error: std::io::Error },
    #[error("{}: {error}", path.display())]
    Write { path: PathBuf, error: std::io::Error },
    #[error("{}:{}:{}: not a catalogue file: {error}", path.display(), error.line(), error.column())]
    Format { path: PathBuf, error: serde_json::Error },
    #[error("{}: more than {} {}", path.display(), error.most, error.what)]
    TooMany { path: PathBuf, error: TooMany },
}

/// The most bytes that a catalogue file may have.
const LARGEST_FILE: u64 = 100_000_000;
/// The most bytes that a compiled catalogue may have.
const LARGEST_COMPILED: u64 = 2_000_000_000;
const COMPILED: &str = ".compiled";

/// The catalogue inside the binary with the files of a folder laid over it, and what is wrong with files that were
/// left out. A folder that does not exist holds nothing.
pub fn load(folder: &Path) -> (Catalog, Vec<CatalogError>) {
    let builtin = Catalog::embedded();
    let paths = match files(folder) {
        Ok(paths) if paths.is_empty() => return (builtin, Vec::new()),
        Ok(paths) => paths,
        Err(error) => return (builtin, vec![CatalogError::Read { path: folder.to_owned(), error }]),
    };
    let cache = stamp(&paths).map(|stamp| Cache { folder: folder.to_owned(), stamp });
    if let Some(cache) = &cache
        && let Some(store) = cache.catalog()
    {
        return (Catalog::of(store, Some(cache.clone())), Vec::new());
    }
    let (mut read, mut faults) = (Vec::new(), Vec::new());
    for path in &paths {
        match read_file(path) {
            Ok(file) => read.push(file),
            Err(fault) => faults.push(fault),
        }
    }
    match builtin.overlay(read) {
        Ok(catalog) => {
            // A fault has to be said at every start: only what is whole is kept.
            let Some(cache) = cache.filter(|_| faults.is_empty()) else { return (catalog, faults) };
            let (words, text) = catalog.store().parts();
            cache.keep(CATALOG, [words, text.as_bytes()]);
            (Catalog::of(catalog.into_store(), Some(cache)), faults)
        }
        Err(error) => {
            faults.push(CatalogError::TooMany { path: folder.to_owned(), error });
            (builtin, faults)
        }
    }
}

/// The catalogue files of a folder, in order of their names.
fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let listed = match fs::read_dir(folder) {
        Ok(listed) => listed,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut paths: Vec<PathBuf> = listed
        .filter_map(|item| item.ok().map(|item| item.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    Ok(paths)
}

/// Reads one catalogue file.
///
/// # Errors
/// Where the file cannot be read, is no regular file, is larger than 100 MB, or is no catalogue file.
pub fn read_file(path: &Path) -> Result<ProductFile, CatalogError> {
    let bytes = file::read(path, LARGEST_FILE)
        .map_err(|error| CatalogError::Read { path: path.to_owned(), error })?;
    serde_json::from_slice(&bytes).map_err(|error| CatalogError::Format { path: path.to_owned(), error })
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
            // It is less than the file's.
            let mut part = Vec::with_capacity(length as usize);
            let read = file.by_ref().take(length).read_to_end(&mut part).ok()?;
            (read as u64 == length).then_some(part)
        };
        let stamp = part(lengths[0]).filter(|stamp| *stamp == self.stamp)?;
        let parts = [part(lengths[1])?, part(lengths[2])?];
        (checksum(&[&stamp, &parts[0], &parts[1]]) == sum).then_some(parts)
    }

    /// Keeps two parts under a name. A folder that cannot be written to costs time, and nothing else.
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

    fn catalog(&self) -> Option<Store> {
        let [words, text] = self.kept(CATALOG)?;
        Store::new(words.into(), String::from_utf8(text).ok()?.into())
    }
}

/// Tells a file that was cut off or overwritten from a whole one; nobody forges a cache of their own.
fn checksum(parts: &[&[u8]]) -> u64 {
    let mut hasher = crc32fast::Hasher::new();
    parts.iter().for_each(|part| hasher.update(part));
    u64::from(hasher.finalize())
}
