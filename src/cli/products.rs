//! `alierr products`: the products, how many entries each has, and who supplied them.

use std::io::Write;

use super::args::Format;
use super::context::Context;
use super::open;
use super::outcome::{Done, Outcome};
use super::print::json::{self, ProductsJson};
use super::print::{Ink, tsv};
use crate::catalog::{Catalog, Entry, ProductIx, ProductJson, Supplier};
use crate::text::sanitize::line;
use crate::text::width::Measure;

pub fn run(context: &Context, out: &mut impl Write) -> Done {
    let format = context.plain_format()?;
    let catalog = open::catalog(context);
    let products = (0..catalog.products().len()).map(ProductIx::new);
    match format {
        Format::Json => {
            let products = products.map(|ix| ProductJson::new(&catalog, ix)).collect();
            json::write(out, &ProductsJson { products })?;
        }
        Format::Tsv => {
            tsv::row(out, ["id", "name_zh", "name_en", "entries", "source"])?;
            for ix in products {
                let product = catalog.product(ix);
                let count = count(&catalog, ix).to_string();
                let source = match product.supplier {
                    Supplier::Builtin => "builtin",
                    Supplier::User => "user",
                };
                tsv::row(out, [&product.id, &product.name.zh, &product.name.en, &*count, source])?;
            }
        }
        Format::Text | Format::Markdown => table(&catalog, context, out)?,
    }
    Ok(Outcome::found(!catalog.products().is_empty()))
}

fn count(catalog: &Catalog, ix: ProductIx) -> usize {
    catalog.entries().iter().filter(|entry: &&Entry| entry.product == ix).count()
}

fn table(catalog: &Catalog, context: &Context, out: &mut impl Write) -> std::io::Result<()> {
    let ids: Vec<_> = catalog.products().iter().map(|product| line(&product.id)).collect();
    let widest = ids.iter().map(|id| Measure::default().columns(id)).max().unwrap_or(0);
    for (at, id) in ids.iter().enumerate() {
        let ix = ProductIx::new(at);
        let product = catalog.product(ix);
        let id = context.style.paint(Ink::Code, &Measure::default().pad(id, widest)).into_owned();
        let supplier = context.words.suppliers.of(product.supplier);
        let count = count(catalog, ix);
        let name = line(product.name.get(context.lang));
        writeln!(out, "{id}  {count:>6}  {}  {name}", context.style.paint(Ink::Aside, supplier))?;
    }
    Ok(())
}
