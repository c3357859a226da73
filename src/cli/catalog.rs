//! `alierr catalog`: the documents that the user's own entries come from.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::{CatalogAction, CatalogArgs};
use super::browse::from_home;
use super::context::Context;
use super::fault;
use super::import;
use super::options::Format;
use super::outcome::{Done, Failure, Outcome, say};
use super::print::json::{self, CatalogJson, SourcedJson};
use super::print::tsv;
use crate::catalog::user::edit::{self, Editing, Sourced};
use crate::page::Role;
use crate::settings::Paths;
use crate::text::nearest::nearest;
use crate::text::sanitize::line;
use crate::text::width::Measure;

pub fn run(args: &CatalogArgs, context: &Context, out: &mut impl Write) -> Done {
    let format = context.plain_format()?;
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
    print(&told, args.action, format, context, out)?;
    // What was to be forgotten and is not there was said.
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

/// The document that a word means: by its name as it is stored or shown, or by a path to it from here.
fn meant<'a>(typed: &Path, known: &'a [Sourced]) -> Option<&'a str> {
    let (word, whole) = (typed.to_string_lossy(), import::identity(typed));
    let is_meant = |name: &str| name == word || name == whole || from_home(name) == word;
    known.iter().map(|known| &*known.source).find(|name| is_meant(name))
}

fn print(
    sources: &[Sourced],
    action: CatalogAction,
    format: Format,
    context: &Context,
    out: &mut impl Write,
) -> std::io::Result<()> {
    match format {
        Format::Json => {
            let sources = sources.iter().map(|Sourced { source, product, entries }| SourcedJson {
                source,
                product,
                entries: *entries,
            });
            json::write(out, &CatalogJson { sources: sources.collect() })
        }
        Format::Tsv => {
            tsv::row(out, ["source", "product", "entries"])?;
            sources.iter().try_for_each(|Sourced { source, product, entries }| {
                tsv::row(out, [source.as_str(), product, &entries.to_string()])
            })
        }
        Format::Text | Format::Markdown | Format::Github if action == CatalogAction::Forget => {
            sources.iter().try_for_each(|Sourced { source, product, entries }| {
                let source = from_home(source);
                let forgotten = context.words.forgotten.of(*entries);
                writeln!(out, "{} -> {}: {forgotten}", line(&source), line(product))
            })
        }
        Format::Text | Format::Markdown | Format::Github => table(sources, context, out),
    }
}

fn table(sources: &[Sourced], context: &Context, out: &mut impl Write) -> std::io::Result<()> {
    let ids: Vec<_> = sources.iter().map(|sourced| line(&sourced.product)).collect();
    let widest = ids.iter().map(|id| Measure::default().columns(id)).max().unwrap_or(0);
    for (sourced, id) in sources.iter().zip(&ids) {
        let id = context.style.paint(Role::Code, &Measure::default().pad(id, widest)).into_owned();
        writeln!(out, "{id}  {:>6}  {}", sourced.entries, line(&from_home(&sourced.source)))?;
    }
    Ok(())
}
