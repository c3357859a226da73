//! `alierr products`: the products, how many entries each has, and who supplied them.

use std::io::Write;

use super::args::Format;
use super::context::Context;
use super::open;
use super::outcome::{Done, Outcome};
use super::print::json::{self, ProductsJson};
use super::print::tsv;
use crate::catalog::{Catalog, Origin, ProductIx, ProductJson, Supplier};
use crate::lang::Lang;
use crate::page::Role;
use crate::text::sanitize::line;
use crate::text::width::Measure;

pub fn run(context: &Context, out: &mut impl Write) -> Done {
    let format = context.plain_format()?;
    let catalog = open::catalog(context);
    let products: Vec<ProductIx> = catalog.listed_products().map(|product| product.ix()).collect();
    let any = !products.is_empty();
    match format {
        Format::Json => {
            let products = products.into_iter().map(|ix| ProductJson::new(&catalog, ix)).collect();
            json::write(out, &ProductsJson { products })?;
        }
        Format::Tsv => {
            tsv::row(out, ["id", "name_zh", "name_en", "entries", "source", "written_here"])?;
            for ix in products {
                let product = catalog.product(ix);
                let count = product.entries().len().to_string();
                let source = product.supplier().map_or("", Supplier::id);
                let names = [Lang::Zh, Lang::En].map(|lang| product.name(lang));
                let written = written_here(&catalog, ix).to_string();
                tsv::row(out, [product.id(), names[0], names[1], &*count, source, &*written])?;
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
    for (product, id) in products.iter().zip(&ids) {
        let id = context.style.paint(Role::Code, &Measure::default().pad(id, widest)).into_owned();
        let supplier = context.words.suppliers.of(product.supplier().unwrap_or_default());
        let count = product.entries().len();
        let name = line(product.name(context.lang));
        let written = match written_here(catalog, product.ix()) {
            0 => String::new(),
            written => format!("  ({} {written})", Origin::Project.name(context.lang)),
        };
        let [supplier, written] = [supplier, &*written].map(|text| context.style.paint(Role::Dim, text));
        writeln!(out, "{id}  {count:>6}  {supplier}  {name}{written}")?;
    }
    Ok(())
}
