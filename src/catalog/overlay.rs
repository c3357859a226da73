//! The user's catalogues, laid over the embedded one.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Catalog, Entry, ProductFile, ProductIx, Supplier};

/// Why a catalogue file was left out.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    #[error("{}: {error}", path.display())]
    Read { path: PathBuf, error: std::io::Error },
    #[error("{}:{}:{}: not a catalogue file: {error}", path.display(), error.line(), error.column())]
    Format { path: PathBuf, error: serde_json::Error },
}

/// What a folder of catalogue files held: the readable ones, in order of their names, and the faults of the others.
#[derive(Debug, Default)]
pub struct Overlay {
    pub files: Vec<ProductFile>,
    pub faults: Vec<CatalogError>,
}

/// Reads every `*.json` file of a folder. A folder that does not exist holds nothing.
pub fn read_folder(folder: &Path) -> Overlay {
    let mut overlay = Overlay::default();
    let listed = match fs::read_dir(folder) {
        Ok(listed) => listed,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return overlay,
        Err(error) => {
            let path = folder.to_owned();
            overlay.faults.push(CatalogError::Read { path, error });
            return overlay;
        }
    };
    let mut paths: Vec<PathBuf> = listed
        .filter_map(|item| item.ok().map(|item| item.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    for path in paths {
        match read_file(&path) {
            Ok(file) => overlay.files.push(file),
            Err(fault) => overlay.faults.push(fault),
        }
    }
    overlay
}

/// Reads one catalogue file.
///
/// # Errors
/// Where the file cannot be read, is no UTF-8, or is no catalogue file.
pub fn read_file(path: &Path) -> Result<ProductFile, CatalogError> {
    let text =
        fs::read_to_string(path).map_err(|error| CatalogError::Read { path: path.to_owned(), error })?;
    // The entries borrow from the file's text, and a catalogue lives as long as the process.
    serde_json::from_str(text.leak()).map_err(|error| CatalogError::Format { path: path.to_owned(), error })
}

impl Catalog {
    /// Lays a user's files over this catalogue: entries already known take in what the file adds, new
    /// ones stand behind the product's others, new products behind the other products. Rows of one error
    /// are one entry, whoever has the product.
    pub fn overlay(&mut self, files: impl IntoIterator<Item = ProductFile>) {
        for file in files {
            self.add(file, Supplier::User);
        }
    }

    pub(super) fn add(&mut self, file: ProductFile, supplier: Supplier) {
        let ix = self.product_of_id(&file.product.id).unwrap_or_else(|| {
            self.products.push(super::Product { supplier, ..file.product });
            ProductIx::new(self.products.len() - 1)
        });
        self.merge(ix, file.entries.into_iter().map(|entry| Entry { product: ix, ..entry }));
        self.families.take();
    }

    fn merge(&mut self, ix: ProductIx, entries: impl Iterator<Item = Entry>) {
        let end = self.entries.partition_point(|entry| entry.product <= ix);
        let tail = self.entries.split_off(end);
        let start = self.entries.partition_point(|entry| entry.product < ix);
        let mut places = std::collections::HashMap::new();
        for (at, entry) in self.entries.iter().enumerate().skip(start) {
            places.insert(entry.identity(), at);
        }
        for entry in entries {
            let key = entry.identity();
            if let Some(&at) = places.get(&key) {
                self.entries[at].absorb(entry);
            } else {
                places.insert(key, self.entries.len());
                self.entries.push(entry);
            }
        }
        self.entries.extend(tail);
    }
}
