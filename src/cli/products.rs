//! `alierr products`: the products, how many entries each has, and who supplied them.

use std::io::{self, Write};

use super::answer::Answer;
use super::context::Context;
use super::open;
use super::outcome::{Done, Outcome};
use super::print::json::{self, ProductsJson};
use super::print::table::aligned;
use super::print::tsv;
use crate::catalog::{Catalog, Origin, ProductIx, Supplier};
use crate::lang::Lang;
use crate::lang::number::grouped;
use crate::page::Role;
use crate::text::sanitize::line;
use crate::text::time;

pub fn run(context: &Context, out: &mut impl Write) -> Done {
    let face = context.face()?;
    let catalog = open::catalog(context);
    let products = Products { catalog: &catalog, context };
    products.print(face, out)?;
    Ok(Outcome::found(catalog.listed_products().next().is_some()))
}

struct Products<'a> {
    catalog: &'a Catalog,
    context: &'a Context,
}

impl Answer for Products<'_> {
    fn json(&self, out: &mut impl Write) -> io::Result<()> {
        json::write(out, &ProductsJson::new(self.catalog))
    }

    fn columns(&self) -> Vec<&'static str> {
        vec!["id", "name_zh", "name_en", "entries", "source", "written_here", "updated"]
    }

    fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        self.catalog.listed_products().map(|product| {
            let [zh, en] = [Lang::Zh, Lang::En].map(|lang| product.name(lang));
            let count = product.entries().len().to_string();
            let source = product.supplier().map_or("", Supplier::id);
            let written = written_here(self.catalog, product.ix()).to_string();
            let updated = product.updated().unwrap_or_default();
            tsv::cells([product.id(), zh, en, &count, source, &written, updated])
        })
    }

    fn text(&self, out: &mut impl Write) -> io::Result<()> {
        let products: Vec<_> = self.catalog.listed_products().collect();
        let ids = aligned(products.iter().map(|product| line(product.id())));
        // The column of ages exists only if some product has an age.
        let age = |updated: Option<&str>| {
            let days = updated.and_then(time::days_since);
            days.map_or(String::new(), |days| self.context.words.age(days) + "  ")
        };
        let ages = aligned(products.iter().map(|product| age(product.updated())));
        for ((product, id), age) in products.iter().zip(&ids).zip(&ages) {
            let id = self.context.style.paint(Role::Code, id);
            let supplier = self.context.words.suppliers.of(product.supplier().unwrap_or_default());
            let count = grouped(product.entries().len());
            let name = line(product.name(self.context.lang));
            let written = match written_here(self.catalog, product.ix()) {
                0 => String::new(),
                written => format!("  ({} {})", Origin::Project.name(self.context.lang), grouped(written)),
            };
            let [supplier, age, written] =
                [supplier, age, &written].map(|text| self.context.style.paint(Role::Dim, text));
            writeln!(out, "{id}  {count:>6}  {supplier}  {age}{name}{written}")?;
        }
        Ok(())
    }
}

/// How many entries of a product are written in this project.
fn written_here(catalog: &Catalog, product: ProductIx) -> usize {
    catalog.product(product).entries().filter(|&id| catalog.entry(id).is_written_here()).count()
}
