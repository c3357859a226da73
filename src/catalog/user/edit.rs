//! Changing a user's catalogue files: by one process at a time, and each file as a whole.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::Serialize;

use super::{CatalogError, files, read_file};
use crate::catalog::source::record::{EntryRecord, ProductFile};
use crate::text::file;

/// How long the changes of other processes are waited for. Each takes a second at most.
const PATIENCE: Duration = Duration::from_secs(60);

/// No write takes this long: a temporary file older than this was left by a process that was ended.
const LITTER: Duration = Duration::from_secs(3600);

/// A document, and how many entries of a product name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sourced {
    pub source: String,
    pub product: String,
    pub entries: usize,
}

/// A folder of catalogue files, which no other process changes until this is dropped.
#[derive(Debug)]
pub struct Editing {
    folder: PathBuf,
    _lock: File,
}

impl Editing {
    /// Waits until no other process changes the folder, and makes it where there is none.
    ///
    /// # Errors
    /// Where the folder cannot be written to, or another process does not end.
    pub fn begin(folder: &Path) -> Result<Self, CatalogError> {
        let path = folder.join(".lock");
        let locked = fs::create_dir_all(folder).and_then(|()| file::lock(&path, PATIENCE));
        let lock = locked.map_err(|error| CatalogError::Write { path, error })?;
        sweep(folder);
        Ok(Self { folder: folder.to_owned(), _lock: lock })
    }

    /// Puts a file in the place of the one that was there.
    ///
    /// # Errors
    /// Where it cannot be written; the file that was there then stays.
    pub fn write(&self, path: &Path, file: &ProductFile) -> Result<(), CatalogError> {
        let text = serde_json::to_string_pretty(file).map_err(std::io::Error::from);
        let written = text.and_then(|text| file::replace(path, format!("{text}\n").as_bytes()));
        written.map_err(|error| CatalogError::Write { path: path.to_owned(), error })
    }

    /// Takes a document out of every file; returns how many entries of each product went with it. Entries that another
    /// document names as well stay, as do files that cannot be read. A file without entries goes.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub fn forget(&self, source: &str) -> Result<Vec<Sourced>, CatalogError> {
        let mut forgotten = Vec::new();
        for path in paths(&self.folder)? {
            let Ok(mut file) = read_file(&path) else { continue };
            if !file.entries.iter().any(|entry| names(entry, source)) {
                continue;
            }
            let before = file.entries.len();
            file.entries.retain_mut(|entry| {
                let named = names(entry, source);
                entry.sources.retain(|known| known.document != source);
                !(named && entry.sources.is_empty())
            });
            if file.entries.is_empty() {
                fs::remove_file(&path).map_err(|error| CatalogError::Write { path: path.clone(), error })?;
            } else {
                self.write(&path, &file)?;
            }
            let (product, entries) = (file.product.id.to_string(), before - file.entries.len());
            forgotten.push(Sourced { source: source.to_owned(), product, entries });
        }
        Ok(forgotten)
    }
}

fn names(entry: &EntryRecord, source: &str) -> bool {
    entry.sources.iter().any(|known| known.document == source)
}

/// The documents that the entries of a folder's files name, and what is wrong with files that were left out.
pub fn sources(folder: &Path) -> (Vec<Sourced>, Vec<CatalogError>) {
    let (mut sources, mut faults) = (Vec::new(), Vec::new());
    let paths = paths(folder).unwrap_or_else(|fault| {
        faults.push(fault);
        Vec::new()
    });
    for path in paths {
        let file = match read_file(&path) {
            Ok(file) => file,
            Err(fault) => {
                faults.push(fault);
                continue;
            }
        };
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for source in file.entries.iter().flat_map(|entry| &entry.sources) {
            *counts.entry(&source.document).or_default() += 1;
        }
        let product = &file.product.id;
        sources.extend(counts.into_iter().map(|(source, entries)| Sourced {
            source: source.to_owned(),
            product: product.to_string(),
            entries,
        }));
    }
    (sources, faults)
}

fn paths(folder: &Path) -> Result<Vec<PathBuf>, CatalogError> {
    files(folder).map_err(|error| CatalogError::Read { path: folder.to_owned(), error })
}

/// Removes what processes that were ended in the middle of writing left behind.
fn sweep(folder: &Path) {
    let Ok(listed) = fs::read_dir(folder) else { return };
    for item in listed.flatten() {
        let name = item.file_name();
        let name = name.to_string_lossy();
        let written = item.metadata().and_then(|known| known.modified());
        let age = written.ok().and_then(|time| SystemTime::now().duration_since(time).ok());
        if name.starts_with('.') && name.ends_with(".tmp") && age.is_some_and(|age| age > LITTER) {
            // The next change tries again.
            let _ = fs::remove_file(item.path());
        }
    }
}
