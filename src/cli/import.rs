//! `alierr import`: documents into the user's own catalogue.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::{Format, ImportArgs};
use super::context::Context;
use super::open;
use super::outcome::{Done, Failure, Outcome, say};
use super::print::json::{self, ImportJson, ImportedJson, SkippedJson, TableJson};
use super::print::tsv;
use crate::catalog::user::edit::Editing;
use crate::catalog::user::read_file;
use crate::catalog::{Catalog, CatalogError, ProductFile};
use crate::import::{Report, Skipped, Source, Table, decode, import, markdown, metadata};
use crate::settings::Paths;
use crate::text::sanitize::line;

/// A document that was read.
struct Text {
    path: PathBuf,
    product: String,
    source: Source,
}

/// A document, and what became of it.
struct Document {
    path: PathBuf,
    product: String,
    report: Report,
}

/// A catalogue file as it will be once every document is read.
struct Pending {
    path: PathBuf,
    file: ProductFile,
}

pub fn run(args: &ImportArgs, context: &Context, out: &mut impl Write) -> Done {
    let format = context.plain_format()?;
    let words = context.words;
    let catalog = open::catalog(context);
    let folder = Paths::here(context.catalog_dir.as_deref()).catalogs;
    let folder = folder.ok_or_else(|| Failure::Failed(words.no_catalog_folder.to_owned()))?.path;

    // Everything is read before anything is written: a fault in the last document leaves the files as they were.
    let mut texts = Vec::new();
    for path in documents(&args.paths, context)? {
        let (source, told) = read(&path)?;
        let named = args.product.as_deref().or(told.as_deref());
        let product = product_id(&path, named, &catalog, context)?;
        texts.push(Text { path, product, source });
    }
    let failed = |error: CatalogError| Failure::Failed(error.to_string());
    // From reading a catalogue file to writing it nobody else may change it. Without a row nothing is written.
    let writes = !args.dry_run && texts.iter().any(|text| !text.source.rows.is_empty());
    let editing = writes.then(|| Editing::begin(&folder)).transpose().map_err(failed)?;
    let (documents, pending) = lay_in(texts, &folder, &catalog)?;
    if let Some(editing) = editing {
        pending.iter().try_for_each(|pending| editing.write(&pending.path, &pending.file)).map_err(failed)?;
    }
    say_fate_of_earlier(&documents, args.dry_run, context);
    match format {
        Format::Json => json::write(out, &ImportJson { files: documents.iter().map(json_of).collect() })?,
        Format::Tsv => rows(&documents, out)?,
        Format::Text | Format::Markdown | Format::Github => {
            text(&documents, context, out)?;
            let verdict = if args.dry_run { words.not_written } else { words.written };
            for pending in &pending {
                writeln!(out, "{verdict} {}", line(&pending.path.display().to_string()))?;
            }
        }
    }
    Ok(Outcome::found(!pending.is_empty()))
}

/// Says what became of entries that an earlier edition of a document made, where it tells them no longer.
fn say_fate_of_earlier(documents: &[Document], dry_run: bool, context: &Context) {
    let words = context.words;
    let verdict = if dry_run { words.not_removed } else { words.removed };
    for Document { path, report, .. } in documents {
        let path = path.display();
        if report.removed > 0 {
            say(&line(&format!("{path}: {}{verdict}", words.gone.of(report.removed))));
        }
        if report.kept > 0 {
            say(&line(&format!("{path}: {}", words.kept.of(report.kept))));
        }
    }
}

/// Lays what documents say into the catalogue files of their products, as these are now.
fn lay_in(
    texts: Vec<Text>,
    folder: &Path,
    catalog: &Catalog,
) -> Result<(Vec<Document>, Vec<Pending>), Failure> {
    let (mut documents, mut pending) = (Vec::new(), Vec::<Pending>::new());
    for Text { path, product, source } in texts {
        let target = target(folder, &product);
        let earlier = match pending.iter().find(|pending| pending.path == target) {
            Some(pending) => Some(pending.file.clone()),
            None => earlier(&target)?,
        };
        let name =
            earlier.as_ref().and_then(|file| earlier_name(&path, file)).unwrap_or_else(|| identity(&path));
        let imported = import(source, &name, &product, earlier, catalog);
        let product = imported.file.product.id.to_string();
        // A document that tells nothing changes no file, and makes none.
        if imported.report.added > 0 {
            pending.retain(|pending| pending.path != target);
            pending.push(Pending { path: target, file: imported.file });
        }
        documents.push(Document { path, product, report: imported.report });
    }
    Ok((documents, pending))
}

/// The catalogue file of a product; letter case aside, as file systems differ in that.
pub(super) fn target(folder: &Path, product: &str) -> PathBuf {
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

/// What tells a document from all others: its absolute path; for metadata in two languages that of the Chinese one.
pub(super) fn identity(path: &Path) -> String {
    let path = match metadata::counterpart(path).filter(|other| other.is_file()) {
        Some(other) if metadata::is_english(path) => &other.clone(),
        _ => path,
    };
    let whole = fs::canonicalize(path).or_else(|_| std::path::absolute(path));
    whole.unwrap_or_else(|_| path.to_owned()).to_string_lossy().into_owned()
}

/// The documents meant by some paths: a folder stands for the Markdown files in it.
fn documents(paths: &[PathBuf], context: &Context) -> Result<Vec<PathBuf>, Failure> {
    let mut documents = Vec::new();
    for path in paths {
        if !path.is_dir() {
            documents.push(path.clone());
            continue;
        }
        let listed = fs::read_dir(path).map_err(|error| failed(path, &error))?;
        let mut inside: Vec<PathBuf> = listed
            .filter_map(|item| item.ok().map(|item| item.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
            .collect();
        if inside.is_empty() {
            return Err(failed(path, &context.words.no_documents));
        }
        inside.sort();
        documents.extend(inside);
    }
    Ok(documents)
}

/// What a document says, and the product that it names itself.
fn read(path: &Path) -> Result<(Source, Option<String>), Failure> {
    let text = |path: &Path| {
        let bytes = fs::read(path).map_err(|error| failed(path, &error))?;
        decode(&bytes).map_err(|error| failed(path, &error))
    };
    let own = text(path)?;
    if path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("json")) {
        return Ok((markdown::read(&own), None));
    }
    let other =
        metadata::counterpart(path).filter(|path| path.is_file()).map(|path| text(&path)).transpose()?;
    let (zh, en) = match metadata::is_english(path) {
        true => (other.as_deref(), Some(own.as_str())),
        false => (Some(own.as_str()), other.as_deref()),
    };
    let read = metadata::read(zh, en).map_err(|error| failed(path, &error))?;
    Ok((read.source, read.product))
}

/// The product that a document is about, as the catalogue writes its id.
///
/// Ids alone count: what one product is also called may be the id of another, whose documents these are.
fn product_id(
    document: &Path,
    named: Option<&str>,
    catalog: &Catalog,
    context: &Context,
) -> Result<String, Failure> {
    let stem = document.file_stem().unwrap_or_default().to_string_lossy();
    // `slb.en.Common-error-codes.md`: the first word of a name will do.
    let words = [&*stem, stem.split(['.', '_', ' ']).next().unwrap_or_default()];
    let known = match named {
        Some(named) => catalog.product_of_id(named),
        None => words.into_iter().find_map(|word| catalog.product_of_id(word)),
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

/// The bare name by which a file knows a document that was imported before documents were known by their paths.
fn earlier_name(document: &Path, file: &ProductFile) -> Option<String> {
    let stem = document.file_stem()?.to_string_lossy();
    let mut sources = file.entries.iter().flat_map(|entry| &entry.sources);
    sources.any(|source| source.document == *stem).then(|| stem.into_owned())
}

/// The product's file until now, if there is one. A file that cannot be read is not overwritten.
fn earlier(path: &Path) -> Result<Option<ProductFile>, Failure> {
    if !path.exists() {
        return Ok(None);
    }
    read_file(path).map(Some).map_err(|error| Failure::Failed(error.to_string()))
}

fn json_of(Document { path, product, report }: &Document) -> ImportedJson {
    let skipped = |row: &Skipped| SkippedJson { place: row.place, reason: row.reason.to_string() };
    let table = |table: &Table| TableJson {
        place: table.place,
        header: table.header.clone(),
        rows: table.rows,
        verdict: table.verdict.to_string(),
    };
    ImportedJson {
        path: path.display().to_string(),
        product: product.clone(),
        rows: report.rows,
        added: report.added,
        merged: report.merged,
        removed: report.removed,
        kept: report.kept,
        skipped: report.skipped.iter().map(skipped).collect(),
        tables: report.tables.iter().map(table).collect(),
        nothing: report.nothing().map(|why| why.to_string()),
    }
}

fn rows(documents: &[Document], out: &mut impl Write) -> std::io::Result<()> {
    tsv::row(out, ["path", "product", "rows", "added", "merged", "skipped"])?;
    for Document { path, product, report } in documents {
        let numbers =
            [report.rows, report.added, report.merged, report.skipped.len()].map(|number| number.to_string());
        tsv::row(out, [path.display().to_string(), product.clone()].into_iter().chain(numbers))?;
    }
    Ok(())
}

fn text(documents: &[Document], context: &Context, out: &mut impl Write) -> std::io::Result<()> {
    let words = context.words;
    for Document { path, product, report } in documents {
        let counts = (words.imported)(report.rows, report.added, report.merged);
        writeln!(out, "{} -> {}: {counts}", line(&path.display().to_string()), line(product))?;
        for skipped in &report.skipped {
            writeln!(out, "  {}", line(&(words.skipped)(skipped)))?;
        }
    }
    Ok(())
}

fn failed(path: &Path, why: &(impl std::fmt::Display + ?Sized)) -> Failure {
    Failure::Failed(format!("{}: {why}", path.display()))
}
