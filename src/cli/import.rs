//! `alierr import`: documents into the user's own catalogue.

mod document;
mod lay;
mod report;
mod walk;

use std::io::Write;
use std::path::{Path, PathBuf};

use super::answer::Answer;
use super::args::ImportArgs;
use super::context::Context;
use super::fault;
use super::open;
use super::outcome::{Done, Failure, Outcome, say};
use crate::catalog::user::edit::Editing;
use crate::catalog::{Catalog, CatalogError};
use crate::import::products::Listed;
use crate::import::{NotText, Source, decode, markdown, metadata};
use crate::lang::Lang;
use crate::settings::Paths;
use crate::text::file;
use crate::text::nearest::{edits, nearest};
use document::Text;
use report::Imported;
use walk::{Found, Walk};

pub(super) use lay::{identity, target};

/// The most bytes that a document may have. The largest metadata known has 16 MB.
const LARGEST: u64 = 100_000_000;

pub fn run(args: &ImportArgs, context: &Context, out: &mut impl Write) -> Done {
    let face = context.face()?;
    let words = context.words;
    let catalog = open::catalog(context);
    let folder = Paths::here(context.catalog_dir.as_deref()).catalogs;
    let folder = folder.ok_or_else(|| Failure::Failed(words.no_catalog_folder.to_owned()))?.path;

    // Everything is read before anything is written, so that a fault in a named document changes no file.
    let (texts, faults) = read_all(args, &catalog, context)?;
    let failed = |error: CatalogError| Failure::Failed(fault::catalog(&error, context.lang));
    // Locked from reading a catalogue file to writing it. Without rows, nothing is written, and no lock is needed.
    let writes = !args.dry_run && texts.iter().any(|text| !text.source.rows.is_empty());
    let editing = writes.then(|| Editing::begin(&folder)).transpose().map_err(failed)?;
    let (documents, pending) = lay::lay_in(texts, &folder, &catalog, context)?;
    if let Some(editing) = editing {
        let mut changed = pending.iter().filter(|pending| pending.differs);
        changed.try_for_each(|pending| editing.write(&pending.path, &pending.file)).map_err(failed)?;
    }
    report::say_fate_of_earlier(&documents, args.dry_run, context);
    let answer = Imported { documents: &documents, pending: &pending, dry_run: args.dry_run, context };
    answer.print(face, out)?;
    // They are failures, whatever was read besides.
    Ok(if faults > 0 { Outcome::Ended(2) } else { Outcome::found(!pending.is_empty()) })
}

/// Reads the documents of some paths, and reports those of folders that cannot be read; returns the number of these,
/// too.
fn read_all(args: &ImportArgs, catalog: &Catalog, context: &Context) -> Result<(Vec<Text>, usize), Failure> {
    let mut walk = Walk::new(args.all_versions);
    let mut found = Vec::new();
    for path in &args.paths {
        let documents =
            walk.documents(path).map_err(|error| failed(path, &fault::io(&error, context.lang)))?;
        if documents.is_empty() {
            return Err(failed(path, &context.words.no_documents));
        }
        found.extend(documents);
    }
    if walk.left_out > 0 {
        say(&context.words.other_versions.of(walk.left_out));
    }
    if let Some(id) = &args.product {
        say_near_product(id, catalog, context);
    }
    let (mut texts, mut faults) = (Vec::new(), 0);
    for Found { path, is_named } in found {
        let text = read(&path, &mut walk, context.lang)
            .and_then(|read| of_product(path, read, args, catalog, context));
        match text {
            // A page of a folder without errors needs no product.
            Ok(None) if !is_named => {}
            Ok(Some(text)) => texts.push(text),
            Ok(None) => {}
            Err(Failure::Failed(why)) if !is_named => {
                say(&why);
                faults += 1;
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok((texts, faults))
}

/// The content of a document, before its product is known.
#[derive(Default)]
struct Content {
    source: Source,
    /// The product that the document itself names.
    product: Option<String>,
    listed: Option<Listed>,
    hosts: Vec<String>,
}

fn read(path: &Path, walk: &mut Walk, lang: Lang) -> Result<Content, Failure> {
    let text = |path: &Path| {
        let bytes = file::read(path, LARGEST).map_err(|error| failed(path, &fault::io(&error, lang)))?;
        decode(&bytes).map_err(|NotText| failed(path, fault::not_text(lang)))
    };
    let own = text(path)?;
    if path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("json")) {
        return Ok(Content { source: markdown::read(&own), ..Content::default() });
    }
    let other =
        metadata::counterpart(path).filter(|path| path.is_file()).map(|path| text(&path)).transpose()?;
    let (zh, en) = match metadata::is_english(path) {
        true => (other.as_deref(), Some(own.as_str())),
        false => (Some(own.as_str()), other.as_deref()),
    };
    let read = metadata::read(zh, en).map_err(|error| failed(path, &fault::metadata(&error, lang)))?;
    let product = read.product.or_else(|| walk::product_folder(path));
    let listed = walk.listed(path, product.as_deref());
    Ok(Content { source: read.source, product, listed, hosts: read.hosts })
}

/// The document with its product; `None` for one of a folder that has neither a product nor an error.
fn of_product(
    path: PathBuf,
    content: Content,
    args: &ImportArgs,
    catalog: &Catalog,
    context: &Context,
) -> Result<Option<Text>, Failure> {
    let Content { source, product: told, listed, hosts } = content;
    let named = args.product.as_deref().or(told.as_deref());
    let product = match product_id(&path, named, catalog, context) {
        Err(_) if named.is_none() && source.rows.is_empty() && !args.paths.contains(&path) => {
            return Ok(None);
        }
        product => product?,
    };
    Ok(Some(Text { path, product, listed, hosts, source }))
}

/// The product that a document is about, as the catalogue writes its id.
///
/// Only ids count, for another name of one product may be the id of another one. The file's name comes before those
/// of the folders, which are tried from the innermost.
fn product_id(
    document: &Path,
    named: Option<&str>,
    catalog: &Catalog,
    context: &Context,
) -> Result<String, Failure> {
    let known = match named {
        Some(named) => catalog.product_of_id(named),
        None => told_by(document).iter().find_map(|word| catalog.product_of_id(word)),
    };
    let known = known.map(|ix| catalog.product(ix).id().to_owned());
    let id = match (known, named) {
        (Some(id), _) => id,
        (None, Some(named)) => named.to_owned(),
        (None, None) => return Err(failed(document, &context.words.no_product_named)),
    };
    // The id becomes a file's name.
    let sound = id.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b))
        && id.bytes().any(|b| b.is_ascii_alphanumeric())
        && !id.starts_with('.');
    if sound { Ok(id) } else { Err(Failure::Usage(format!("{id}: {}", context.words.not_a_product_id))) }
}

/// How many folders are tried: those further up have to do with the user's computer, not with the document.
const FOLDERS: usize = 3;

/// The words of a path that may be a product's id, the likeliest first.
fn told_by(document: &Path) -> Vec<String> {
    let stem = document.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    // `slb.en.Common-error-codes.md`: the first word of a name will do.
    let first = stem.split(['.', '_', ' ']).next().unwrap_or_default().to_owned();
    let whole = std::path::absolute(document).unwrap_or_else(|_| document.to_owned());
    let folders = whole.ancestors().skip(1).take(FOLDERS).filter_map(Path::file_name);
    let folders = folders.map(|name| name.to_string_lossy().into_owned());
    [stem, first].into_iter().chain(folders).collect()
}

/// An unknown id is used as it is. If it is another name of a known product, or nearly its id, this says so.
fn say_near_product(id: &str, catalog: &Catalog, context: &Context) {
    if catalog.product_of_id(id).is_some() {
        return;
    }
    let called = || catalog.find_product(id).map(|ix| catalog.product(ix).id());
    let ids = || catalog.products().map(|product| product.id());
    // Many short ids differ by two letters, so these allow one edit only.
    let is_slip = |near: &&str| edits(id, near) <= 1.max(id.len() / 5);
    if let Some(near) = called().or_else(|| nearest(id, ids()).filter(is_slip)) {
        let words = context.words;
        say(&format!("{}\n{}", words.new_product.of(id), words.did_you_mean.of(near)));
    }
}

fn failed(path: &Path, why: &(impl std::fmt::Display + ?Sized)) -> Failure {
    Failure::Failed(format!("{}: {why}", path.display()))
}
