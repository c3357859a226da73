//! `alierr catalog`: the documents that the user's own entries come from.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::answer::Answer;
use super::args::{CatalogAction, CatalogArgs};
use super::browse::from_home;
use super::context::Context;
use super::fault;
use super::import;
use super::outcome::{Done, Failure, Outcome, say};
use super::print::json::{self, CatalogJson};
use super::print::table::aligned;
use super::print::tsv;
use crate::catalog::user::edit::{self, Editing, Sourced};
use crate::page::Role;
use crate::settings::Paths;
use crate::text::nearest::nearest;
use crate::text::sanitize::line;

pub fn run(args: &CatalogArgs, context: &Context, out: &mut impl Write) -> Done {
    let face = context.face()?;
    let words = context.words;
    if args.action == CatalogAction::List && !args.sources.is_empty() {
        return Err(Failure::Usage(words.list_takes_no_source.to_owned()));
    }
    let folder = Paths::here(context.catalog_dir.as_deref()).catalogs;
    let folder = folder.ok_or_else(|| Failure::Failed(words.no_catalog_folder.to_owned()))?.path;
    let (known, faults) = edit::sources(&folder);
    for fault in faults {
        say(&words.left_out.of(&fault.to_string()));
    }
    let told = match args.action {
        CatalogAction::List => {
            if known.is_empty() {
                say(words.no_sources);
            }
            known
        }
        CatalogAction::Forget => forget(&folder, &args.sources, &known, context)?,
    };
    Sources { sources: &told, action: args.action, context }.print(face, out)?;
    // Documents that are not there have been reported; they make the status 1.
    let all = args.sources.iter().all(|source| meant(source, &told).is_some());
    Ok(Outcome::found(!told.is_empty() && all))
}

/// Forgets some documents; returns what went with them.
fn forget(
    folder: &Path,
    sources: &[PathBuf],
    known: &[Sourced],
    context: &Context,
) -> Result<Vec<Sourced>, Failure> {
    let words = context.words;
    let mut names = Vec::new();
    for source in sources {
        let Some(name) = meant(source, known) else {
            let typed = source.display().to_string();
            let mut text = words.no_such_source.of(&typed);
            let shown = known.iter().map(|known| from_home(&known.source));
            if let Some(near) = nearest(&typed, shown) {
                text.push_str(&format!("\n{}", words.did_you_mean.of(&near)));
            }
            say(&text);
            continue;
        };
        names.push(name);
    }
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let failed = |error: crate::catalog::CatalogError| Failure::Failed(fault::catalog(&error, context.lang));
    let editing = Editing::begin(folder).map_err(failed)?;
    let forgotten: Result<Vec<_>, _> = names.into_iter().map(|name| editing.forget(name)).collect();
    Ok(forgotten.map_err(failed)?.into_iter().flatten().collect())
}

/// The document that a word means: by its name as it is stored or shown, by a path from the current folder, or by its
/// file's name if only one document has that.
fn meant<'a>(typed: &Path, known: &'a [Sourced]) -> Option<&'a str> {
    let (word, whole) = (typed.to_string_lossy(), import::identity(typed));
    let is_meant = |name: &str| name == word || name == whole || from_home(name) == word;
    let names = || known.iter().map(|known| &*known.source);
    let file = |name: &&str| Path::new(*name).file_name() == Some(typed.as_os_str());
    let alone = || names().find(file).filter(|first| names().filter(file).all(|name| name == *first));
    names().find(|name| is_meant(name)).or_else(alone)
}

/// The answer: documents that are listed, or were forgotten.
struct Sources<'a> {
    sources: &'a [Sourced],
    action: CatalogAction,
    context: &'a Context,
}

impl Answer for Sources<'_> {
    fn json(&self, out: &mut impl Write) -> io::Result<()> {
        json::write(out, &CatalogJson { sources: self.sources })
    }

    fn columns(&self) -> Vec<&'static str> {
        vec!["source", "product", "entries"]
    }

    fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        self.sources
            .iter()
            .map(|sourced| tsv::cells([&sourced.source, &sourced.product, &sourced.entries.to_string()]))
    }

    fn text(&self, out: &mut impl Write) -> io::Result<()> {
        let ids = aligned(self.sources.iter().map(|sourced| line(&sourced.product)));
        for (Sourced { source, entries, product }, id) in self.sources.iter().zip(&ids) {
            let source = from_home(source);
            let source = line(&source);
            if self.action == CatalogAction::Forget {
                let forgotten = self.context.words.forgotten.of(*entries);
                writeln!(out, "{source} -> {}: {forgotten}", line(product))?;
            } else {
                let id = self.context.style.paint(Role::Code, id);
                writeln!(out, "{id}  {entries:>6}  {source}")?;
            }
        }
        Ok(())
    }
}
