//! Finds the documents that some paths mean.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::import::products::{self, Listed};
use crate::import::{decode, metadata};
use crate::text::file;

/// The name of metadata files in the official tree.
const API_DOCS: &str = "api-docs.json";
/// The list of products beside the folders of the products.
const LIST: &str = "products.json";

/// How deep folders are searched.
const DEEPEST: usize = 32;

/// A document to read.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    pub path: PathBuf,
    /// Whether the document itself was named, and not its folder.
    pub is_named: bool,
}

/// A walk through the folders that were named.
#[derive(Debug)]
pub struct Walk {
    all_versions: bool,
    /// How many versions of metadata were left out, because another one is the default.
    pub left_out: usize,
    /// The lists of products, by their folders.
    lists: BTreeMap<PathBuf, Vec<Listed>>,
}

impl Walk {
    pub fn new(all_versions: bool) -> Self {
        Self { all_versions, left_out: 0, lists: BTreeMap::new() }
    }

    /// The documents that a path means: a file means itself, a folder the Markdown documents and the metadata in it
    /// and below. Links to folders are not followed, and hidden files are left out.
    ///
    /// # Errors
    /// Where a folder cannot be read.
    pub fn documents(&mut self, path: &Path) -> io::Result<Vec<Found>> {
        if !path.is_dir() {
            return Ok(vec![Found { path: path.to_owned(), is_named: true }]);
        }
        let mut inside = Vec::new();
        collect(path, DEEPEST, &mut inside)?;
        let (api_docs, mut documents): (Vec<PathBuf>, Vec<PathBuf>) =
            inside.into_iter().partition(|path| is_called(path, API_DOCS));
        documents.extend(self.versions(api_docs));
        Ok(documents.into_iter().map(|path| Found { path, is_named: false }).collect())
    }

    /// Chooses one metadata file for each product: the default version, in one language, as the other is read with it.
    fn versions(&mut self, api_docs: Vec<PathBuf>) -> Vec<PathBuf> {
        let second = |path: &PathBuf| {
            metadata::is_english(path) && metadata::counterpart(path).is_some_and(|other| other.is_file())
        };
        let first = api_docs.into_iter().filter(|path| !second(path));
        if self.all_versions {
            return first.collect();
        }
        let mut products: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
        for path in first {
            // `PRODUCT/VERSION/api-docs.json`; a file at another place is kept.
            let product = path.parent().filter(|folder| is_version(folder)).and_then(Path::parent);
            products.entry(product.unwrap_or(&path).to_owned()).or_default().push(path);
        }
        let mut chosen = Vec::new();
        for mut versions in products.into_values() {
            versions.sort();
            let newest = versions.pop();
            let default = versions.iter().chain(&newest).find(|path| {
                let listed = self.listed(path, None);
                listed.is_some_and(|listed| listed.version().map(str::as_bytes) == version(path))
            });
            self.left_out += versions.len();
            chosen.extend(default.cloned().or(newest));
        }
        chosen
    }

    /// The item of a metadata file's product in the list of products.
    pub fn listed(&mut self, api_docs: &Path, code: Option<&str>) -> Option<Listed> {
        let product = api_docs.parent()?.parent()?;
        let root = product.parent()?;
        if !self.lists.contains_key(root) {
            self.lists.insert(root.to_owned(), list(root));
        }
        let folder = product.file_name()?.to_string_lossy().to_lowercase();
        let code = code.map(str::to_lowercase);
        let is_meant = |listed: &&Listed| {
            let listed = listed.code.to_lowercase();
            code.as_deref().map_or(listed == folder, |code| listed == code)
        };
        self.lists.get(root)?.iter().find(is_meant).cloned()
    }
}

/// The list of products in a folder, merged with that of the other language; empty where there is none.
fn list(root: &Path) -> Vec<Listed> {
    let read = |path: &Path| {
        let bytes = file::read(path, products::LARGEST).ok()?;
        decode(&bytes).ok()
    };
    let own = root.join(LIST);
    let other = metadata::counterpart(&own).and_then(|path| read(&path));
    let (zh, en) = if metadata::is_english(&own) { (other, read(&own)) } else { (read(&own), other) };
    products::read(zh.as_deref(), en.as_deref()).unwrap_or_default()
}

fn collect(folder: &Path, depth: usize, documents: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut items: Vec<fs::DirEntry> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    items.sort_by_key(fs::DirEntry::file_name);
    for item in items {
        let path = item.path();
        if item.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if item.file_type()?.is_dir() {
            if depth > 0 {
                collect(&path, depth - 1, documents)?;
            }
        } else if (is_markdown(&path) || is_called(&path, API_DOCS)) && !path.is_dir() {
            documents.push(path);
        }
    }
    Ok(())
}

fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown")
}

fn is_called(path: &Path, name: &str) -> bool {
    path.file_name().is_some_and(|own| own == name)
}

/// The name of the product's folder in `PRODUCT/VERSION/api-docs.json`.
pub fn product_folder(api_docs: &Path) -> Option<String> {
    let product = api_docs.parent().filter(|folder| is_version(folder))?.parent()?;
    Some(product.file_name()?.to_string_lossy().into_owned())
}

/// The version that a metadata file is of, by its folder.
fn version(api_docs: &Path) -> Option<&[u8]> {
    api_docs.parent()?.file_name().map(|name| name.as_encoded_bytes())
}

/// `2014-05-15`
fn is_version(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    name.len() >= 10 && name.bytes().take(10).all(|b| b.is_ascii_digit() || b == b'-')
}
