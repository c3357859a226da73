//! `alierr products`: the products, how many entries each has, and who supplied them.

use std::io::Write;

use super::context::Context;
use super::open;
use super::options::Format;
use super::outcome::{Done, Outcome};
use super::print::json::{self, ProductsJson};
use super::print::tsv;
use crate::catalog::{Catalog, ProductIx, Supplier};
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
        Format::Json => json::write(out, &ProductsJson::new(&catalog))?,
        Format::Tsv => {
            tsv::row(out, ["id", "name_zh", "name_en", "entries", "source"])?;
            for ix in products {
                let product = catalog.product(ix);
                let count = product.entries().len().to_string();
                let source = product.supplier().map_or("", Supplier::id);
                tsv::row(
                    out,
                    [product.id(), product.name(Lang::Zh), product.name(Lang::En), &*count, source],
                )?;
            }
        }
        Format::Text | Format::Markdown | Format::Github => table(&catalog, context, out)?,
    }
    Ok(Outcome::found(any))
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
        writeln!(out, "{id}  {count:>6}  {}  {name}", context.style.paint(Role::Dim, supplier))?;
    }
    Ok(())
}
