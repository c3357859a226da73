//! A user's own catalogue files, and the compiled catalogue that is kept beside them.
//!
//! Reading the files anew takes seconds where they hold many thousand entries, so what they are compiled into is kept
//! beside them ([`Cache`]).

pub mod edit;

use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};

use super::cache::{Cache, Listed};
use super::lookup::Catalog;
use super::source::compile::TooMany;
use super::source::record::ProductFile;
use crate::text::file;
use crate::text::held::Hold;

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

/// The catalogue inside the binary with the files of a folder laid over it, and what is wrong with files that were
/// left out. A folder that does not exist holds nothing.
pub fn load(folder: &Path, hold: Hold) -> (Catalog, Vec<CatalogError>) {
    let builtin = Catalog::embedded();
    let listed = match listed(folder) {
        Ok(listed) if listed.is_empty() => return (builtin, Vec::new()),
        Ok(listed) => listed,
        Err(error) => return (builtin, vec![CatalogError::Read { path: folder.to_owned(), error }]),
    };
    let cache = Cache::of(folder, &listed);
    if let Some(cache) = &cache
        && let Some(store) = cache.catalog(hold)
    {
        return (Catalog::of(store, Some(cache.clone())), Vec::new());
    }
    let (mut read, mut faults) = (Vec::new(), Vec::new());
    for file in &listed {
        match read_file(&folder.join(&file.name)) {
            Ok(file) => read.push(file),
            Err(fault) => faults.push(fault),
        }
    }
    match builtin.overlay(read) {
        Ok(catalog) => {
            // With faults nothing is cached, so that they are reported at every start.
            let Some(cache) = cache.filter(|_| faults.is_empty()) else { return (catalog, faults) };
            cache.keep_catalog(catalog.store());
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
    Ok(listed(folder)?.iter().map(|file| folder.join(&file.name)).collect())
}

/// The same, with what is known of them.
fn listed(folder: &Path) -> std::io::Result<Vec<Listed>> {
    let listed = match fs::read_dir(folder) {
        Ok(listed) => listed,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let is_ours = |name: &Path| name.extension().is_some_and(|extension| extension == "json");
    let named = listed.filter_map(|item| item.ok().map(|item| (item.file_name(), item)));
    let ours = named.filter(|(name, _)| is_ours(Path::new(name)));
    let mut files: Vec<Listed> = ours.map(|(name, item)| Listed { known: known(&item), name }).collect();
    files.sort_unstable_by(|one, other| one.name.cmp(&other.name));
    Ok(files)
}

/// What is known of a file: of that which a link leads to.
fn known(item: &DirEntry) -> Option<fs::Metadata> {
    // Asked by its name within the folder, where that can be: hundreds of paths are walked at every start otherwise.
    // Windows keeps a copy in the folder, which may be old.
    let plain = cfg!(unix) && item.file_type().is_ok_and(|kind| kind.is_file());
    if plain { item.metadata() } else { fs::metadata(item.path()) }.ok()
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

#[cfg(test)]
mod tests;
