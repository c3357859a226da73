//! A user's own catalogue files, and the compiled catalogue that is kept beside them.
//!
//! Reading the files anew takes seconds where they hold many thousand entries, so what they are compiled into is kept
//! as `.compiled` in their folder. It is checked by the names, lengths and times of the files and by the binary's own
//! data, rebuilt without a word where it does not fit, and may be deleted at any time.

use std::fs;
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
    let stamp = stamp(&paths);
    let compiled = folder.join(COMPILED);
    if let Some(store) = stamp.as_deref().and_then(|stamp| read_compiled(&compiled, stamp)) {
        return (Catalog::of(store), Vec::new());
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
            if let (Some(stamp), true) = (stamp, faults.is_empty()) {
                // A folder that cannot be written to costs time, and nothing else.
                let _ = write_compiled(&compiled, &stamp, catalog.store());
            }
            (catalog, faults)
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

/// The file: stamp, words and text behind their lengths, and a checksum of all that.
fn write_compiled(path: &Path, stamp: &[u8], store: &Store) -> std::io::Result<()> {
    let (words, text) = store.parts();
    let parts = [stamp, words, text.as_bytes()];
    let mut bytes = Vec::with_capacity(32 + parts.iter().map(|part| part.len()).sum::<usize>());
    bytes.extend(checksum(&parts).to_le_bytes());
    for part in parts {
        bytes.extend((part.len() as u64).to_le_bytes());
    }
    parts.iter().for_each(|part| bytes.extend_from_slice(part));
    file::replace(path, &bytes)
}

/// A compiled catalogue that is whole and has the stamp.
fn read_compiled(path: &Path, stamp: &[u8]) -> Option<Store> {
    let mut words = file::read(path, LARGEST_COMPILED).ok()?;
    let number = |at: usize| words.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes);
    let sum = number(0)?;
    let lengths =
        [number(8)?, number(16)?, number(24)?].map(|length| usize::try_from(length).unwrap_or(usize::MAX));
    let [stamp_end, words_end, text_end] = {
        let mut end = 32usize;
        let mut ends = [0; 3];
        for (at, length) in lengths.into_iter().enumerate() {
            end = end.checked_add(length)?;
            ends[at] = end;
        }
        ends
    };
    if text_end != words.len() || words.get(32..stamp_end)? != stamp {
        return None;
    }
    let parts = [&words[32..stamp_end], &words[stamp_end..words_end], &words[words_end..]];
    if checksum(&parts) != sum {
        return None;
    }
    let text = String::from_utf8(words.split_off(words_end)).ok()?;
    words.drain(..stamp_end);
    Store::new(words.into(), text.into())
}

/// Tells a file that was cut off or overwritten from a whole one; nobody forges a cache of their own.
fn checksum(parts: &[&[u8]]) -> u64 {
    let mut hasher = crc32fast::Hasher::new();
    parts.iter().for_each(|part| hasher.update(part));
    u64::from(hasher.finalize())
}
