//! `alierr explain`: every entry of a code.

use std::cell::OnceCell;
use std::io::{self, Write};
use std::sync::Arc;

use super::answer::Answer;
use super::args::ExplainArgs;
use super::context::Context;
use super::outcome::{Done, Failure, Outcome, say};
use super::print::card::Cards;
use super::print::json::{self, ExplainJson};
use super::print::tsv;
use super::{fault, near, open};
use crate::catalog::remedies::{NoValues, OfProduct};
use crate::catalog::{Catalog, Derived, EntryId, EntryJson, Product, ProductIx, Subject};
use crate::diagnose::SaidJson;
use crate::search::Engine;

pub fn run(args: &ExplainArgs, context: &Context, out: &mut impl Write) -> Done {
    let face = context.face()?;
    let codes = codes(&args.codes, context)?;
    let catalog = Arc::new(open::catalog(context));
    // Made for the first unknown code only: most answers need no engine.
    let engine = OnceCell::new();
    let near_codes = |code: &str| {
        let engine = engine.get_or_init(|| Engine::new(Arc::clone(&catalog)));
        engine.near_codes(code, near::CODES).into_iter().map(str::to_owned).collect()
    };
    let product = args.product.as_deref().map(|name| open::product(&catalog, name, context)).transpose()?;

    let codes: Vec<Known> = codes.iter().map(|code| Known::of(&catalog, code, product, near_codes)).collect();
    for known in codes.iter().filter(|known| known.entries.is_empty()) {
        say(&not_found(&catalog, known.code, product, &known.near, context));
    }
    let explained = Explained { codes: &codes, product, catalog: &catalog, context };
    explained.print(face, out)?;
    Ok(Outcome::found(codes.iter().any(|known| !known.entries.is_empty())))
}

/// The answer: what is known of each code that was asked for.
struct Explained<'a> {
    codes: &'a [Known<'a>],
    product: Option<ProductIx>,
    catalog: &'a Catalog,
    context: &'a Context,
}

impl Answer for Explained<'_> {
    /// Writes one object a line, of each code.
    fn json(&self, out: &mut impl Write) -> io::Result<()> {
        self.codes.iter().try_for_each(|known| json::write(out, &known.value(self.catalog)))
    }

    fn columns(&self) -> Vec<&'static str> {
        tsv::ENTRY_COLUMNS.to_vec()
    }

    fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        let entries = self.codes.iter().flat_map(|known| &known.entries);
        entries.map(|&id| tsv::entry(self.catalog, id, self.context.lang))
    }

    fn text(&self, out: &mut impl Write) -> io::Result<()> {
        let cards = Cards::new(self.catalog, self.context);
        let mut left_out = false;
        let told = self.codes.iter().filter(|known| !known.entries.is_empty() || known.derived.is_some());
        for (at, known) in told.enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            match &known.derived {
                Some(derived) => cards.write(out, &cards.sheet().derived(known.code, derived))?,
                None => left_out |= cards.of_code(out, &known.entries, self.product.is_some())?,
            }
        }
        if left_out {
            out.flush()?;
            say(self.context.words.more_of_code);
        }
        Ok(())
    }
}

/// What is known of a code.
pub struct Known<'a> {
    code: &'a str,
    entries: Vec<EntryId>,
    /// Codes that were probably meant, where there is no entry.
    near: Vec<String>,
    derived: Option<Derived>,
}

impl<'a> Known<'a> {
    pub fn of(
        catalog: &Catalog,
        code: &'a str,
        product: Option<ProductIx>,
        near: impl FnOnce(&str) -> Vec<String>,
    ) -> Self {
        let of_product = |id: &EntryId| product.is_none_or(|ix| catalog.entry(*id).product_ix() == ix);
        let mut entries: Vec<EntryId> = catalog.by_code(code).filter(of_product).collect();
        // Some products write a code in letters of another case, and mean something else by it.
        entries.sort_by_key(|id| catalog.entry(*id).code() != code);
        let near = if entries.is_empty() { near(code) } else { Vec::new() };
        // A code that other products have is known, so no similar ones are suggested.
        let unknown = entries.is_empty() && catalog.by_code(code).next().is_none();
        let derived = unknown.then(|| derived(catalog, code, product)).filter(|derived| !derived.is_empty());
        Self { code, entries, near, derived }
    }

    pub fn value(&'a self, catalog: &'a Catalog) -> ExplainJson<'a> {
        ExplainJson {
            code: self.code,
            entries: self.entries.iter().map(|&id| EntryJson::new(catalog.entry(id))).collect(),
            near: &self.near,
            derived: self.derived.as_ref().map(SaidJson::from),
        }
    }
}

/// What is derived from a code without an entry.
fn derived(catalog: &Catalog, code: &str, product: Option<ProductIx>) -> Derived {
    let product = product.map(|product| catalog.product(product));
    let subject = Subject { code, status: None, message: None, product: product.map(Product::id) };
    match product {
        Some(product) => Derived::new(&subject, None, &OfProduct { product, rest: &NoValues }),
        None => Derived::new(&subject, None, &NoValues),
    }
}

/// The codes asked for; `-` stands for those of standard input.
fn codes(args: &[String], context: &Context) -> Result<Vec<String>, Failure> {
    let mut codes = Vec::new();
    for arg in args {
        if arg != "-" {
            let code = arg.trim();
            if code.is_empty() {
                return Err(Failure::Usage(context.words.no_code_named.to_owned()));
            }
            codes.push(code.to_owned());
            continue;
        }
        let text = io::read_to_string(io::stdin()).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData => Failure::Failed(format!("-: {}", context.words.not_utf8)),
            _ => Failure::Failed(format!("-: {}", fault::io(&error, context.lang))),
        })?;
        codes.extend(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned));
    }
    Ok(codes)
}

fn not_found(
    catalog: &Catalog,
    code: &str,
    product: Option<ProductIx>,
    near: &[String],
    context: &Context,
) -> String {
    let words = context.words;
    let elsewhere: Vec<&str> = match product {
        Some(_) => {
            let mut ids: Vec<&str> =
                catalog.by_code(code).map(|id| catalog.entry(id).product().id()).collect();
            ids.dedup();
            ids
        }
        None => Vec::new(),
    };
    if let Some(product) = product.filter(|_| !elsewhere.is_empty()) {
        let text = (words.not_of_product)(code, catalog.product(product).id());
        return format!("{text}\n{}", words.code_of_other_products.of(&elsewhere.join(", ")));
    }
    let mut text = words.no_such_code.of(code);
    near::push_codes(&mut text, near, context);
    text
}
