//! Merges documents into the catalogue files of their products.

use std::fs;
use std::path::{Path, PathBuf};

use super::document::{Document, Text};
use crate::catalog::user::read_file;
use crate::catalog::{Catalog, ProductFile};
use crate::cli::context::Context;
use crate::cli::fault;
use crate::cli::outcome::Failure;
use crate::import::{import, metadata, products};
use crate::lang::Lang;

/// A catalogue file as it will be after all documents are merged.
pub struct Pending {
    pub path: PathBuf,
    pub file: ProductFile,
    /// Whether it is not what is there already.
    pub differs: bool,
}

/// Merges documents into the present catalogue files of their products.
pub fn lay_in(
    texts: Vec<Text>,
    folder: &Path,
    catalog: &Catalog,
    context: &Context,
) -> Result<(Vec<Document>, Vec<Pending>), Failure> {
    let (mut documents, mut pending) = (Vec::new(), Vec::<Pending>::new());
    for Text { path, product, listed, hosts, source } in texts {
        let target = target(folder, &product);
        let (earlier, mut differs) = match pending.iter().find(|pending| pending.path == target) {
            Some(pending) => (Some(pending.file.clone()), pending.differs),
            None => (earlier(&target, context.lang)?, false),
        };
        let name =
            earlier.as_ref().and_then(|file| earlier_name(&path, file)).unwrap_or_else(|| identity(&path));
        let mut imported = import(source, &name, &product, earlier.clone(), catalog);
        let product = imported.file.product.id.to_string();
        // A document without entries neither changes a file nor makes one.
        if imported.report.added > 0 {
            listed.iter().for_each(|listed| listed.describe(&mut imported.file.product));
            products::add_hosts(&mut imported.file.product, hosts);
            differs |= earlier.as_ref() != Some(&imported.file);
            pending.retain(|pending| pending.path != target);
            pending.push(Pending { path: target, file: imported.file, differs });
        }
        documents.push(Document { path, product, report: imported.report });
    }
    Ok((documents, pending))
}

/// The catalogue file of a product. Letter case is ignored, because some file systems ignore it.
pub fn target(folder: &Path, product: &str) -> PathBuf {
    let name = format!("{}.json", product.to_lowercase());
    let usual = folder.join(&name);
    if usual.exists() {
        return usual;
    }
    let listed = fs::read_dir(folder).into_iter().flatten().flatten();
    let same =
        |path: &PathBuf| path.file_name().is_some_and(|other| other.to_string_lossy().to_lowercase() == name);
    listed.map(|item| item.path()).find(same).unwrap_or(usual)
}

/// The identity of a document: its absolute path; for metadata in two languages, that of the Chinese file.
pub fn identity(path: &Path) -> String {
    let path = match metadata::counterpart(path).filter(|other| other.is_file()) {
        Some(other) if metadata::is_english(path) => &other.clone(),
        _ => path,
    };
    let whole = fs::canonicalize(path).or_else(|_| std::path::absolute(path));
    whole.unwrap_or_else(|_| path.to_owned()).to_string_lossy().into_owned()
}

/// The bare name of a document in a catalogue file of an older version, which did not store paths.
fn earlier_name(document: &Path, file: &ProductFile) -> Option<String> {
    let stem = document.file_stem()?.to_string_lossy();
    let mut sources = file.entries.iter().flat_map(|entry| &entry.sources);
    sources.any(|source| source.document == *stem).then(|| stem.into_owned())
}

/// The product's present file, if there is one. An unreadable file is an error, so that it is not overwritten.
fn earlier(path: &Path, lang: Lang) -> Result<Option<ProductFile>, Failure> {
    if !path.exists() {
        return Ok(None);
    }
    read_file(path).map(Some).map_err(|error| Failure::Failed(fault::catalog(&error, lang)))
}
