//! `alierr products`: the products, how many entries each has, and who supplied them.

use std::io::Write;

use super::context::Context;
use super::open;
use super::options::Format;
use super::outcome::{Done, Outcome};
use super::print::json::{self, ProductsJson};
use super::print::tsv;
use crate::catalog::{Catalog, Origin, ProductIx, Supplier};
use crate::lang::Lang;
use crate::page::Role;
use crate::text::sanitize::line;
use crate::text::time;
use crate::text::width::Measure;

pub fn run(context: &Context, out: &mut impl Write) -> Done {
    let format = context.plain_format()?;
    let catalog = open::catalog(context);
    let products: Vec<ProductIx> = catalog.listed_products().map(|product| product.ix()).collect();
    let any = !products.is_empty();
    match format {
        Format::Json => json::write(out, &ProductsJson::new(&catalog))?,
        Format::Tsv => {
            tsv::row(out, ["id", "name_zh", "name_en", "entries", "source", "written_here", "updated"])?;
            for ix in products {
                let product = catalog.product(ix);
                let count = product.entries().len().to_string();
                let source = product.supplier().map_or("", Supplier::id);
                let updated = product.updated().unwrap_or_default();
                let [zh, en] = [Lang::Zh, Lang::En].map(|lang| product.name(lang));
                let written = written_here(&catalog, ix).to_string();
                tsv::row(out, [product.id(), zh, en, &*count, source, &*written, updated])?;
            }
        }
        Format::Text | Format::Markdown | Format::Github => table(&catalog, context, out)?,
    }
    Ok(Outcome::found(any))
}

/// How many entries of a product are written in this project.
fn written_here(catalog: &Catalog, product: ProductIx) -> usize {
    catalog.product(product).entries().filter(|&id| catalog.entry(id).is_written_here()).count()
}

fn table(catalog: &Catalog, context: &Context, out: &mut impl Write) -> std::io::Result<()> {
    let products: Vec<_> = catalog.listed_products().collect();
    let ids: Vec<_> = products.iter().map(|product| line(product.id())).collect();
    let widest = ids.iter().map(|id| Measure::default().columns(id)).max().unwrap_or(0);
    // There is a column of ages where a product has one.
    let age = |updated: Option<&str>| updated.and_then(time::days_since).map(|days| context.words.age(days));
    let ages: Vec<_> = products.iter().map(|product| age(product.updated())).collect();
    let widest_age =
        ages.iter().flatten().map(|age| Measure::default().columns(age)).max().map_or(0, |width| width + 2);
    for ((product, id), age) in products.iter().zip(&ids).zip(&ages) {
        let id = context.style.paint(Role::Code, &Measure::default().pad(id, widest)).into_owned();
        let supplier = context.words.suppliers.of(product.supplier().unwrap_or_default());
        let count = product.entries().len();
        let name = line(product.name(context.lang));
        let age = Measure::default().pad(age.as_deref().unwrap_or_default(), widest_age);
        let written = match written_here(catalog, product.ix()) {
            0 => String::new(),
            written => format!("  ({} {written})", Origin::Project.name(context.lang)),
        };
        let [supplier, age, written] =
            [supplier, &*age, &*written].map(|text| context.style.paint(Role::Dim, text));
        writeln!(out, "{id}  {count:>6}  {supplier}  {age}{name}{written}")?;
    }
    Ok(())
}
