//! `alierr export`: the whole catalogue.

use std::io::{self, Write};

use super::answer::{Answer, Face};
use super::args::ExportArgs;
use super::context::Context;
use super::open;
use super::options::Format;
use super::outcome::{Done, Outcome};
use super::print::card::Cards;
use super::print::{json, markdown, tsv};
use crate::catalog::{Catalog, EntryId, EntryJson};

pub fn run(args: &ExportArgs, context: &Context, out: &mut impl Write) -> Done {
    let face = match context.format {
        // Exports are mostly for programs.
        None => Some(Face::Json),
        Some(Format::Markdown) => None,
        Some(_) => Some(context.face()?),
    };
    let catalog = open::catalog(context);
    let product = args.product.as_deref().map(|name| open::product(&catalog, name, context)).transpose()?;
    let ids =
        catalog.ids().filter(|&id| product.is_none_or(|product| catalog.entry(id).product_ix() == product));
    let ids: Vec<EntryId> = ids.collect();
    match face {
        Some(face) => Exported { catalog: &catalog, ids: &ids, context }.print(face, out)?,
        None => markdown::write(out, &catalog, &ids, context.lang, context.words)?,
    }
    Ok(Outcome::found(!ids.is_empty()))
}

struct Exported<'a> {
    catalog: &'a Catalog,
    ids: &'a [EntryId],
    context: &'a Context,
}

impl Answer for Exported<'_> {
    fn json(&self, out: &mut impl Write) -> io::Result<()> {
        json::export(out, self.ids.iter().map(|&id| EntryJson::new(self.catalog.entry(id))))
    }

    fn columns(&self) -> Vec<&'static str> {
        tsv::ENTRY_COLUMNS.to_vec()
    }

    fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        self.ids.iter().map(|&id| tsv::entry(self.catalog, id, self.context.lang))
    }

    fn text(&self, out: &mut impl Write) -> io::Result<()> {
        let cards = Cards::new(self.catalog, self.context);
        for (at, &id) in self.ids.iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            cards.card(out, id)?;
        }
        Ok(())
    }
}
