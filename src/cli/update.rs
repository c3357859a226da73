//! `alierr update`: fetches the errors of every product from the official metadata into the user's own catalogue.

mod lay;
mod print;
mod progress;
mod report;
mod words;

use std::collections::HashMap;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::answer::Answer;
use super::args::UpdateArgs;
use super::context::Context;
use super::fault;
use super::outcome::{Done, Failure, Outcome, say};
use crate::catalog::Catalog;
use crate::catalog::user::edit;
use crate::fetch::{
    Document, Fault, Fetched, Folder, HOSTS, Limits, Marks, Memory, Read, Server, Tree, Wanted, fetch,
};
use crate::import::products::Listed;
use crate::lang::Lang;
use crate::settings::Paths;
use crate::text::nearest::nearest;
use lay::{Place, Shelf};
use print::Updated;
use progress::Progress;
use report::{Reason, Report, State};
use words::Words;

/// How often the memory is written. An interrupted run fetches again what came after the last time.
const KEEP: Duration = Duration::from_millis(200);

pub fn run(args: &UpdateArgs, context: &Context, out: &mut impl Write) -> Done {
    let face = context.face()?;
    let words = Words::of(context.lang);
    let folder = Paths::here(context.catalog_dir.as_deref()).catalogs;
    let folder = folder.ok_or_else(|| Failure::Failed(context.words.no_catalog_folder.to_owned()))?.path;
    let limits = Limits::default();
    let Opened { tree, address, listed } = open(args.from.as_deref(), limits, words)?;
    // Explanations of other products are taken from the embedded catalogue, so the order of answers makes no
    // difference.
    let catalog = Catalog::embedded();
    let (chosen, unknown) = choose(&args.products, &listed, &catalog, words);
    let shelf = Shelf { folder: &folder, catalog: &catalog, dry_run: args.dry_run };
    let mut run = Run {
        memory: Memory::of(&folder, &address),
        reports: unknown.into_iter().map(|id| Report::failed(id, Reason::Unknown)).collect(),
        shelf,
        all_versions: args.all_versions,
        lang: context.lang,
        kept: Instant::now(),
        failure: None,
    };
    let wholly = args.products.is_empty() && !args.all_versions && !args.dry_run;
    if wholly {
        run.memory.begin();
    }
    let wanted = run.wanted(&chosen, wholly);
    let mut progress = Progress::new(&wanted, words);
    fetch(&*tree, &wanted.iter().map(|(_, wanted)| wanted.clone()).collect::<Vec<_>>(), &limits, |fetched| {
        let (listed, wanted) = &wanted[fetched.place];
        progress.add(listed, &fetched);
        run.take(listed, wanted, fetched)
    });
    progress.end();
    if let Some(failure) = run.failure {
        return Err(failure);
    }
    if wholly {
        run.memory.end();
    }
    if !args.dry_run && run.memory.keep().is_err() {
        say(words.not_remembered);
    }
    run.reports.sort_by_key(|report| report.id.to_lowercase());
    Updated { reports: &run.reports, args, context }.print(face, out)?;
    match run.reports.iter().filter(|report| report.state == State::Failed).count() {
        0 => Ok(Outcome::Found),
        failed => {
            let others = if run.reports.len() > failed { words.others_kept } else { "" };
            say(&format!("{}{others}", words.failed.of(failed)));
            Ok(Outcome::Ended(2))
        }
    }
}

/// Where the metadata comes from.
struct Opened {
    tree: Box<dyn Tree>,
    /// The address of the tree, which the memory is for.
    address: String,
    listed: Vec<Listed>,
}

/// Opens the tree that was named, or the first of the official servers that has its list of products.
fn open(from: Option<&str>, limits: Limits, words: &Words) -> Result<Opened, Failure> {
    let failed = |address: &str, fault: Fault| {
        let why = words.fault(&fault);
        // The fault of a file begins with its path already.
        Failure::Failed(if why.starts_with(address) { why } else { format!("{address}: {why}") })
    };
    let is_address = |from: &str| {
        let scheme = from.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        matches!(scheme.as_deref(), Some("http" | "https"))
    };
    if let Some(folder) = from.filter(|from| !is_address(from)) {
        let tree = Folder::new(Path::new(folder), limits).map_err(|fault| failed(folder, fault))?;
        let listed = tree.products().map_err(|fault| failed(folder, fault))?;
        if listed.is_empty() {
            return Err(failed(folder, Fault::NotMetadata(words.no_tree.to_owned())));
        }
        let whole = std::path::absolute(folder).unwrap_or_else(|_| PathBuf::from(folder));
        return Ok(Opened { tree: Box::new(tree), address: whole.to_string_lossy().into_owned(), listed });
    }
    let addresses = from.map_or_else(|| HOSTS.to_vec(), |from| vec![from]);
    let mut last = None;
    for address in addresses {
        let tree = Server::new(address, limits).map_err(|fault| failed(address, fault))?;
        match tree.products() {
            Ok(listed) => return Ok(Opened { tree: Box::new(tree), address: address.to_owned(), listed }),
            Err(fault) => {
                last.take().into_iter().for_each(|(address, fault): (&str, Fault)| {
                    say(&format!("{address}: {}", words.fault(&fault)));
                });
                last = Some((address, fault));
            }
        }
    }
    Err(last.map_or_else(|| Failure::Failed(String::new()), |(address, fault)| failed(address, fault)))
}

/// The products that some words mean, all products without words; and the words that mean none.
fn choose<'a>(
    named: &[String],
    listed: &'a [Listed],
    catalog: &Catalog,
    words: &Words,
) -> (Vec<&'a Listed>, Vec<String>) {
    if named.is_empty() {
        return (listed.iter().collect(), Vec::new());
    }
    let of_code = |code: &str| listed.iter().find(|product| product.code.eq_ignore_ascii_case(code));
    let (mut chosen, mut unknown): (Vec<&Listed>, Vec<String>) = (Vec::new(), Vec::new());
    for name in named {
        let by_name = || catalog.find_product(name).and_then(|ix| of_code(catalog.product(ix).id()));
        match of_code(name).or_else(by_name) {
            Some(product) if chosen.contains(&product) => {}
            Some(product) => chosen.push(product),
            None => {
                let near = nearest(name, listed.iter().map(|product| product.code.as_str()));
                if let Some(near) = near {
                    say(&words.meant(name, near));
                }
                unknown.push(name.clone());
            }
        }
    }
    (chosen, unknown)
}

/// The versions of a product whose errors are taken.
fn versions(product: &Listed, all: bool) -> impl Iterator<Item = &str> {
    let default = product.version().filter(|_| !all || product.versions.is_empty());
    product.versions.iter().map(String::as_str).filter(move |_| all).chain(default)
}

/// The state of a run.
struct Run<'a> {
    memory: Memory,
    reports: Vec<Report>,
    shelf: Shelf<'a>,
    all_versions: bool,
    lang: Lang,
    /// When the memory was written last.
    kept: Instant,
    /// Why nothing more can be written.
    failure: Option<Failure>,
}

impl Run<'_> {
    /// The documents to fetch. A product whose documents were all merged before the run was interrupted is reported
    /// at once.
    fn wanted<'b>(&mut self, chosen: &[&'b Listed], wholly: bool) -> Vec<(&'b Listed, Wanted)> {
        let sources = edit::sources(self.shelf.folder).0.into_iter();
        let known: HashMap<String, usize> =
            sources.map(|sourced| (sourced.source, sourced.entries)).collect();
        let mut wanted = Vec::new();
        for &product in chosen {
            if versions(product, self.all_versions).next().is_none() {
                self.reports.push(Report::failed(product.code.clone(), Reason::NoVersion));
            }
            for version in versions(product, self.all_versions) {
                let mut one =
                    Wanted { product: product.code.clone(), version: version.to_owned(), marks: None };
                let document = one.document().path();
                // A mark is of use only if the document's entries are still there; else it is fetched again.
                let is_there = |marks: &&Marks| marks.errors == 0 || known.contains_key(&document);
                one.marks = self.memory.marks(&document).filter(is_there).cloned();
                if one.marks.is_some() && wholly && self.memory.is_done(&document) {
                    let entries = known.get(&document).copied().unwrap_or(0);
                    let report = Report::of(&product.code, entries, State::Unchanged);
                    self.report(Report { reason: Some(Reason::Done), ..report });
                } else {
                    wanted.push((product, one));
                }
            }
        }
        wanted
    }

    /// Merges what was fetched, and reports it.
    fn take(&mut self, listed: &Listed, wanted: &Wanted, fetched: Fetched) -> ControlFlow<()> {
        let document = wanted.document().path();
        let id = &wanted.product;
        let asked: Vec<String> = versions(listed, self.all_versions)
            .map(|version| Document::Api { product: id, version }.path())
            .collect();
        let place = Place { listed, document: &document, asked: &asked };
        let laid = match fetched.read {
            Err(fault) => {
                self.report(Report::failed(id.clone(), Reason::Fault(fault)));
                return ControlFlow::Continue(());
            }
            Ok(Read::Unchanged) => {
                let known = wanted.marks.clone().unwrap_or_default();
                self.shelf.still(place).map(|entries| (Report::of(id, entries, State::Unchanged), known))
            }
            Ok(Read::Changed { metadata, marks, lacks }) => {
                self.shelf.lay(place, *metadata).map(|(entries, state)| {
                    let reason = lacks.map(Reason::Lacks);
                    (Report { reason, ..Report::of(id, entries, state) }, marks)
                })
            }
        };
        match laid {
            Ok((report, marks)) => {
                self.report(report);
                self.remember(document, marks);
                ControlFlow::Continue(())
            }
            // An unreadable file is left as it is; the other products go on.
            Err(lay::Failure::Unreadable(why)) => {
                self.report(Report::failed(id.clone(), Reason::Unreadable(why)));
                ControlFlow::Continue(())
            }
            Err(lay::Failure::Unwritable(error)) => {
                self.failure = Some(Failure::Failed(fault::catalog(&error, self.lang)));
                ControlFlow::Break(())
            }
        }
    }

    fn remember(&mut self, document: String, marks: Marks) {
        self.memory.remember(document, marks);
        if !self.shelf.dry_run && self.kept.elapsed() >= KEEP {
            // If this fails, the last write at the end fails as well, and is reported.
            let _ = self.memory.keep();
            self.kept = Instant::now();
        }
    }

    /// Adds a report; the versions of one product share a report.
    fn report(&mut self, report: Report) {
        match self.reports.iter_mut().find(|known| known.id == report.id) {
            Some(known) => known.add(report),
            None => self.reports.push(report),
        }
    }
}
