//! What a shell is told when it asks how a line goes on: codes, products, statuses, categories.

use std::collections::BTreeSet;
use std::ffi::OsStr;

use clap_complete::engine::CompletionCandidate;

use super::context::Context;
use super::open;
use crate::catalog::{Catalog, Category};

/// The catalogue without complaints: a shell's line is no place for them.
fn catalog() -> Catalog {
    open::quietly(&Context::of_shell())
}

/// Whether a value goes on from what was typed, whose letter case does not matter.
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
    let codes: BTreeSet<&str> = catalog.entries().map(|entry| entry.code()).collect();
    codes.into_iter().filter(|code| goes_on(code)).map(CompletionCandidate::new).collect()
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
    // A query may be one quoted word; what stands in front of its last part is kept.
    let part = word.rfind(' ').map_or(0, |blank| blank + 1);
    // Every code there is would bury the commands, which complete in the same place.
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

/// Whether a shell could take a value as one word without any quoting.
fn fits_in_a_shell(value: &str) -> bool {
    value.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-/".contains(&b))
}
