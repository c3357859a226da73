//! A user's own catalogue files, and the compiled catalogue that is kept beside them.
//!
//! Reading the files anew takes seconds where they hold many thousand entries, so what they are compiled into is kept
//! beside them ([`Cache`]).

pub mod edit;

use std::fs;
use std::path::{Path, PathBuf};

use super::cache::Cache;
use super::lookup::Catalog;
use super::source::compile::TooMany;
use super::source::record::ProductFile;
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

/// The catalogue inside the binary with the files of a folder laid over it, and what is wrong with files that were
/// left out. A folder that does not exist holds nothing.
pub fn load(folder: &Path) -> (Catalog, Vec<CatalogError>) {
    let builtin = Catalog::embedded();
    let paths = match files(folder) {
        Ok(paths) if paths.is_empty() => return (builtin, Vec::new()),
        Ok(paths) => paths,
        Err(error) => return (builtin, vec![CatalogError::Read { path: folder.to_owned(), error }]),
    };
    let cache = Cache::of(folder, &paths);
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
