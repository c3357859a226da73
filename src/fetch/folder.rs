//! A tree in a folder: `zh_cn/PRODUCT/VERSION/api-docs.json`, with `en_us` beside, and `products.json` in each.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::fault::Fault;
use super::limits::Limits;
use super::tree::{Answer, Document, Language, Tree, list};
use crate::import::decode;
use crate::import::products::Listed;
use crate::text::file;

/// A folder that holds a tree.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    limits: Limits,
    /// The folders of products by name in lower case, as the letter case of a folder may differ from the product's
    /// code.
    products: BTreeMap<String, Vec<PathBuf>>,
}

impl Folder {
    /// Looks at what a folder holds.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn new(root: &Path, limits: Limits) -> Result<Self, Fault> {
        let mut products: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        subfolders(root)?;
        for language in Language::BOTH {
            let Ok(found) = subfolders(&root.join(name(language))) else { continue };
            for folder in found {
                let name = folder.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
                products.entry(name).or_default().push(folder);
            }
        }
        Ok(Self { root: root.to_owned(), limits, products })
    }

    fn place(&self, document: Document, language: Language) -> Option<PathBuf> {
        let root = self.root.join(name(language));
        match document {
            Document::Products => Some(root.join("products.json")),
            Document::Api { product, version } => {
                let folders = self.products.get(&product.to_lowercase())?;
                let folder = folders.iter().find(|folder| folder.starts_with(&root))?;
                Some(folder.join(version).join("api-docs.json"))
            }
        }
    }

    /// A product that is in no list: it has the name of its folder.
    fn unlisted(id: &str, folders: &[PathBuf]) -> Listed {
        let versions = folders.iter().filter_map(|folder| subfolders(folder).ok()).flatten();
        let versions = versions.filter(|folder| folder.join("api-docs.json").exists());
        let mut versions: Vec<String> =
            versions.filter_map(|folder| Some(folder.file_name()?.to_string_lossy().into_owned())).collect();
        versions.sort();
        versions.dedup();
        let name = folders.first().and_then(|folder| folder.file_name());
        let code = name.map_or_else(|| id.to_owned(), |name| name.to_string_lossy().into_owned());
        Listed::of_code(code, versions)
    }
}

impl Tree for Folder {
    fn get(&self, document: Document, language: Language, _: Option<&str>) -> Result<Answer, Fault> {
        let Some(path) = self.place(document, language).filter(|path| path.exists()) else {
            return Ok(Answer::Absent);
        };
        let failed = |error: &dyn std::fmt::Display| Fault::Failed(format!("{}: {error}", path.display()));
        let bytes = file::read(&path, self.limits.bytes).map_err(|error| failed(&file::told(&error)))?;
        let text = decode(&bytes).map_err(|error| failed(&error))?;
        Ok(Answer::Text { text, mark: None })
    }

    /// The products of the list that have a folder, then the folders that are not in the list.
    fn products(&self) -> Result<Vec<Listed>, Fault> {
        let mut listed = match list(self) {
            Err(Fault::Absent) => Vec::new(),
            listed => listed?,
        };
        listed.retain(|product| self.products.contains_key(&product.code.to_lowercase()));
        let is_listed = |id: &str| listed.iter().any(|product| product.code.to_lowercase() == id);
        let others = self.products.iter().filter(|(id, _)| !is_listed(id));
        let others: Vec<Listed> = others.map(|(id, folders)| Self::unlisted(id, folders)).collect();
        listed.extend(others);
        Ok(listed)
    }
}

fn name(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh_cn",
        Language::En => "en_us",
    }
}

fn subfolders(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let failed =
        |error: std::io::Error| Fault::Failed(format!("{}: {}", folder.display(), file::told(&error)));
    let listed = fs::read_dir(folder).map_err(failed)?;
    let mut folders: Vec<PathBuf> =
        listed.filter_map(|item| item.ok().map(|item| item.path())).filter(|path| path.is_dir()).collect();
    folders.sort();
    Ok(folders)
}
