//! The values that a shell completes: codes, products, statuses, categories.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap_complete::engine::{CompletionCandidate, PathCompleter, ValueCompleter};

use super::context::Context;
use super::open;
use crate::catalog::user::edit;
use crate::catalog::{Catalog, Category, Entry, ProductIx};
use crate::settings::Paths;
use crate::text::held::Hold;

/// The catalogue, without reports about faulty files, which would disturb the shell's line.
fn catalog() -> Catalog {
    open::quietly(&Context::of_shell(), Hold::Briefly)
}

/// Whether a value starts with what was typed, letter case ignored.
fn goes_on(typed: &OsStr) -> impl Fn(&str) -> bool + use<> {
    // A shell hands on invalid bytes as well; nothing begins with them.
    let typed = typed.to_str().map(str::to_lowercase);
    move |value| {
        let begins = |typed: &String| value.to_lowercase().starts_with(typed.as_str());
        typed.as_ref().is_some_and(begins) && fits_in_a_shell(value)
    }
}

pub fn codes(typed: &OsStr) -> Vec<CompletionCandidate> {
    let (catalog, goes_on) = (catalog(), goes_on(typed));
    let product = product_on_line(&catalog);
    let asked = |entry: &Entry| product.is_none_or(|product| entry.product_ix() == product);
    let codes: BTreeSet<&str> = catalog.entries().filter(asked).map(|entry| entry.code()).collect();
    codes.into_iter().filter(|code| goes_on(code)).map(CompletionCandidate::new).collect()
}

/// The product that the line asks for: a shell hands on the words before the one to be completed, too.
fn product_on_line(catalog: &Catalog) -> Option<ProductIx> {
    let words: Vec<_> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    let value = |pair: &[String]| match &*pair[0] {
        "-p" | "--product" => Some(pair[1].clone()),
        word => word.strip_prefix("--product=").map(str::to_owned),
    };
    words.windows(2).rev().find_map(value).and_then(|name| catalog.find_product(&name))
}

pub fn products(typed: &OsStr) -> Vec<CompletionCandidate> {
    let (lang, goes_on) = (Context::of_shell().lang, goes_on(typed));
    let catalog = catalog();
    let candidate = |product: crate::catalog::Product| {
        CompletionCandidate::new(product.id()).help(Some(product.name(lang).to_owned().into()))
    };
    catalog.listed_products().filter(|product| goes_on(product.id())).map(candidate).collect()
}

pub fn statuses() -> Vec<CompletionCandidate> {
    let statuses: BTreeSet<_> = catalog().entries().filter_map(|entry| entry.status()).collect();
    statuses.into_iter().map(|status| CompletionCandidate::new(status.to_string())).collect()
}

pub fn categories() -> Vec<CompletionCandidate> {
    let lang = Context::of_shell().lang;
    let candidate = |category: Category| {
        CompletionCandidate::new(category.id()).help(Some(category.name(lang).to_owned().into()))
    };
    Category::ALL.into_iter().map(candidate).collect()
}

/// The last word of a query: a code, or a filter and its value.
pub fn query(word: &OsStr) -> Vec<CompletionCandidate> {
    // A shell hands on invalid bytes as well; nothing begins with them.
    let Some(word) = word.to_str() else { return Vec::new() };
    // A query may be one quoted word of several parts; only the last part is completed.
    let part = word.rfind(' ').map_or(0, |blank| blank + 1);
    // With nothing typed, all codes would bury the commands, which complete in the same place.
    if word.len() == part {
        return Vec::new();
    }
    let catalog = catalog();
    let filters = crate::search::complete(word, word.len(), &catalog).into_iter().map(|completion| {
        let mut word = word.to_owned();
        word.replace_range(completion.replace, &completion.with);
        word
    });
    let goes_on = goes_on(OsStr::new(&word[part..]));
    let codes: BTreeSet<&str> = catalog.entries().map(|entry| entry.code()).collect();
    let codes = codes.into_iter().filter(|code| goes_on(code)).map(|code| format!("{}{code}", &word[..part]));
    filters.chain(codes).map(CompletionCandidate::new).collect()
}

/// The first words of a line without a command: parts of a query, or a file to diagnose.
pub fn query_or_file(word: &OsStr) -> Vec<CompletionCandidate> {
    let mut candidates = query(word);
    // A file without an extension is taken for a word, unless its folder is named.
    let is_taken = |path: &Path| path.extension().is_some() || path.to_string_lossy().contains('/');
    if !word.is_empty() {
        candidates.extend(files(word).into_iter().filter(|file| is_taken(Path::new(file.get_value()))));
    }
    candidates
}

/// A word of another program's line: a file, else a program.
pub fn command(word: &OsStr) -> Vec<CompletionCandidate> {
    let files = files(word);
    if files.is_empty() && !word.is_empty() { programs(word) } else { files }
}

fn files(word: &OsStr) -> Vec<CompletionCandidate> {
    let mut files = PathCompleter::any().complete(word);
    files.retain(|file| file.get_value().to_str().is_some_and(is_plain_path));
    files
}

/// The programs of `PATH` whose names begin with this word.
fn programs(word: &OsStr) -> Vec<CompletionCandidate> {
    let folders: Vec<PathBuf> =
        std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default();
    let names = folders.iter().filter_map(|folder| folder.read_dir().ok()).flatten().flatten();
    let names: BTreeSet<String> = names.filter_map(|file| file.file_name().into_string().ok()).collect();
    let begins = |name: &String| word.to_str().is_some_and(|word| name.starts_with(word));
    names
        .into_iter()
        .filter(|name| begins(name) && is_plain_path(name))
        .map(CompletionCandidate::new)
        .collect()
}

/// The documents of the user's catalogue: by their paths, or by a file's name that only one has.
pub fn sources(typed: &OsStr) -> Vec<CompletionCandidate> {
    let context = Context::of_shell();
    let folder = Paths::here(context.catalog_dir.as_deref()).catalogs;
    let (Some(folder), Some(typed)) = (folder, typed.to_str()) else { return Vec::new() };
    let (known, _) = edit::sources(&folder.path);
    let names: BTreeSet<&str> = known.iter().map(|known| &*known.source).collect();
    let file = |name: &str| Path::new(name).file_name().and_then(OsStr::to_str).map(str::to_owned);
    let alone = |own: &String| names.iter().filter(|name| file(name).as_ref() == Some(own)).count() == 1;
    let candidate = |name: &&str| {
        let by_file = || file(name).filter(|own| own.starts_with(typed) && alone(own));
        if name.starts_with(typed) { Some((*name).to_owned()) } else { by_file() }
    };
    names
        .iter()
        .filter_map(candidate)
        .filter(|name| is_plain_path(name))
        .map(CompletionCandidate::new)
        .collect()
}

/// Whether a path is one word for a shell without any quoting; letters of all scripts are.
fn is_plain_path(path: &str) -> bool {
    path.chars().all(|c| c.is_alphanumeric() || "._-/+@,=%".contains(c))
}

/// Whether a shell could take a value as one word without any quoting.
fn fits_in_a_shell(value: &str) -> bool {
    value.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-/".contains(&b))
}
