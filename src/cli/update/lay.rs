//! Merges fetched metadata into the catalogue file of its product.

use std::path::{Path, PathBuf};

use crate::catalog::user::edit::Editing;
use crate::catalog::user::read_file;
use crate::catalog::{Catalog, CatalogError, EntryRecord, ProductFile};
use crate::cli::import::target;
use crate::fetch::Document;
use crate::import::import;
use crate::import::metadata::Metadata;
use crate::import::products::{self, Listed};
use crate::text::time;

use super::report::State;

/// The user's catalogue files.
#[derive(Debug, Clone, Copy)]
pub struct Shelf<'a> {
    pub folder: &'a Path,
    /// The catalogue with explanations of other products, and with the spelling of ids.
    pub catalog: &'a Catalog,
    pub dry_run: bool,
}

/// A document of a product, and all documents of that product that are fetched.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    pub listed: &'a Listed,
    pub document: &'a str,
    pub asked: &'a [String],
}

/// Why a product could not be merged.
#[derive(Debug)]
pub enum Failure {
    /// Its file cannot be read, so it is not overwritten.
    Unreadable(String),
    /// No file can be written.
    Unwritable(CatalogError),
}

impl Shelf<'_> {
    /// Merges a document; returns how many entries it has, and how these compare to the earlier ones.
    pub fn lay(&self, place: Place, metadata: Metadata) -> Result<(usize, State), Failure> {
        let editing = self.begin()?;
        let (path, earlier) = self.earlier(place.listed)?;
        let was_known = earlier.as_ref().is_some_and(|file| count(file, place.document) > 0);
        let rest = earlier.clone().map(|file| without_others(file, place));
        let source = metadata.source;
        let mut file = import(source, place.document, &place.listed.code, rest, self.catalog).file;
        let entries = count(&file, place.document);
        if entries == 0 && earlier.is_none() {
            return Ok((0, State::New));
        }
        place.listed.describe(&mut file.product);
        products::add_hosts(&mut file.product, metadata.hosts);
        let is_same = earlier.as_ref() == Some(&file);
        let state = match () {
            () if is_same || entries == 0 => State::Unchanged,
            () if was_known => State::Changed,
            () => State::New,
        };
        self.write(editing, &path, file, earlier.as_ref())?;
        Ok((entries, state))
    }

    /// Notes that a document has not changed; returns how many entries it has.
    pub fn still(&self, place: Place) -> Result<usize, Failure> {
        let editing = self.begin()?;
        let (path, Some(earlier)) = self.earlier(place.listed)? else { return Ok(0) };
        let file = without_others(earlier.clone(), place);
        let entries = count(&file, place.document);
        self.write(editing, &path, file, Some(&earlier))?;
        Ok(entries)
    }

    /// Locks the catalogue files; `None` for a dry run, which writes nothing.
    fn begin(&self) -> Result<Option<Editing>, Failure> {
        (!self.dry_run).then(|| Editing::begin(self.folder)).transpose().map_err(Failure::Unwritable)
    }

    fn earlier(&self, listed: &Listed) -> Result<(PathBuf, Option<ProductFile>), Failure> {
        let path = target(self.folder, &listed.code);
        if !path.exists() {
            return Ok((path, None));
        }
        match read_file(&path) {
            Ok(file) => Ok((path, Some(file))),
            Err(fault) => Err(Failure::Unreadable(fault.to_string())),
        }
    }

    /// Writes a file, unless neither its entries nor the day of its update have changed.
    fn write(
        &self,
        editing: Option<Editing>,
        path: &Path,
        mut file: ProductFile,
        earlier: Option<&ProductFile>,
    ) -> Result<(), Failure> {
        let of_today = file.product.updated.as_deref().and_then(time::days_since) == Some(0);
        let Some(editing) = editing.filter(|_| !of_today || earlier != Some(&file)) else { return Ok(()) };
        file.product.updated = Some(time::now().into());
        editing.write(path, &file).map_err(Failure::Unwritable)
    }
}

/// How many entries a document has.
fn count(file: &ProductFile, document: &str) -> usize {
    let names = |entry: &&EntryRecord| entry.sources.iter().any(|source| *source.document == *document);
    file.entries.iter().filter(names).count()
}

/// A file without the entries of versions that are no longer fetched, such as last year's default version.
fn without_others(mut file: ProductFile, place: Place) -> ProductFile {
    let is_other = |document: &str| {
        let own = Document::Api { product: &place.listed.code, version: "" }.path();
        let stem = own.trim_end_matches("/api-docs.json");
        document.starts_with(stem) && !place.asked.iter().any(|asked| asked == document)
    };
    file.entries.retain_mut(|entry| {
        let named = entry.sources.len();
        entry.sources.retain(|source| !is_other(&source.document));
        !(entry.sources.is_empty() && named > 0)
    });
    file
}
