//! What a shell is told when it asks how a line goes on: codes, products, statuses, categories.

use std::collections::BTreeSet;
use std::ffi::OsStr;

use clap::CommandFactory;
use clap_complete::CompleteEnv;
use clap_complete::engine::CompletionCandidate;

use super::args::CommandLine;
use super::context::Context;
use super::open;
use super::outcome::Failure;
use crate::catalog::{Catalog, Rules};

/// The variable by which a completion script says that it asks; its value names the shell.
pub const VARIABLE: &str = "_ALIERR_COMPLETE";

/// Answers a completion script, if it is one that called. Returns whether it was.
pub fn answer_shell() -> Result<bool, Failure> {
    if std::env::var_os(VARIABLE).is_none() {
        return Ok(false);
    }
    let folder = std::env::current_dir().ok();
    CompleteEnv::with_factory(CommandLine::command)
        .var(VARIABLE)
        .try_complete(std::env::args_os(), folder.as_deref())
        .map_err(|error| Failure::Clap(error.render().to_string()))
}

/// The catalogue without complaints: a shell's line is no place for them.
fn catalog() -> Catalog {
    open::quietly(&Context::of_shell())
}

pub fn codes() -> Vec<CompletionCandidate> {
    let catalog = catalog();
    let codes: BTreeSet<&str> = catalog.entries().iter().map(|entry| &*entry.code).collect();
    codes.into_iter().filter(|code| fits_in_a_shell(code)).map(CompletionCandidate::new).collect()
}

pub fn products() -> Vec<CompletionCandidate> {
    let lang = Context::of_shell().lang;
    let catalog = catalog();
    let candidate = |product: &crate::catalog::Product| {
        CompletionCandidate::new(&*product.id).help(Some(product.name.get(lang).to_owned().into()))
    };
    catalog.products().iter().filter(|product| fits_in_a_shell(&product.id)).map(candidate).collect()
}

pub fn statuses() -> Vec<CompletionCandidate> {
    let statuses: BTreeSet<_> = catalog().entries().iter().filter_map(|entry| entry.status).collect();
    statuses.into_iter().map(|status| CompletionCandidate::new(status.to_string())).collect()
}

pub fn categories() -> Vec<CompletionCandidate> {
    let lang = Context::of_shell().lang;
    let candidate = |category: &crate::catalog::Category| {
        CompletionCandidate::new(category.id()).help(Some(category.name(lang).to_owned().into()))
    };
    Rules::embedded().categories().iter().map(candidate).collect()
}

/// The last word of a query: a code, or a filter and its value.
pub fn query(word: &OsStr) -> Vec<CompletionCandidate> {
    let word = word.to_string_lossy();
    // A query may be one quoted word; what stands in front of its last part is kept.
    let start = word.rfind(' ').map_or(0, |blank| blank + 1);
    let (kept, part) = word.split_at(start);
    let of_filter = |name: &str, values: Vec<CompletionCandidate>| -> Vec<CompletionCandidate> {
        values.into_iter().map(|value| value.add_prefix(format!("{kept}{name}"))).collect()
    };
    let candidates = match part.find(':').map(|colon| part.split_at(colon + 1).0) {
        Some("product:") => of_filter("product:", products()),
        Some("status:") => of_filter("status:", statuses()),
        Some("category:") => of_filter("category:", categories()),
        Some(_) => Vec::new(),
        None => {
            let filters = ["product:", "status:", "category:"].map(CompletionCandidate::new);
            let words = codes().into_iter().chain(filters);
            words.map(|candidate| candidate.add_prefix(kept)).collect()
        }
    };
    let begins = |candidate: &CompletionCandidate| {
        let value = candidate.get_value().to_string_lossy().to_lowercase();
        value.starts_with(&word.to_lowercase())
    };
    // Every code there is would bury the commands, which complete in the same place.
    let nothing_typed = part.is_empty();
    candidates.into_iter().filter(|candidate| begins(candidate) && !nothing_typed).collect()
}

/// Whether a shell could take a value as one word without any quoting.
fn fits_in_a_shell(value: &str) -> bool {
    value.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-/".contains(&b))
}
