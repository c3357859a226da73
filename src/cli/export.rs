//! `alierr export`: the whole catalogue.

use std::io::Write;

use super::args::ExportArgs;
use super::context::Context;
use super::open;
use super::options::Format;
use super::outcome::{Done, Failure, Outcome};
use super::print::card::Cards;
use super::print::{json, markdown, tsv};
use crate::catalog::{EntryId, EntryJson};

pub fn run(args: &ExportArgs, context: &Context, out: &mut impl Write) -> Done {
    let catalog = open::catalog(context);
    let product = args.product.as_deref().map(|name| open::product(&catalog, name, context)).transpose()?;
    let ids =
        catalog.ids().filter(|&id| product.is_none_or(|product| catalog.entry(id).product_ix() == product));
    let ids: Vec<EntryId> = ids.collect();
    match context.format.unwrap_or(Format::Json) {
        Format::Json => json::export(out, ids.iter().map(|&id| EntryJson::new(catalog.entry(id))))?,
        Format::Tsv => {
            tsv::row(out, tsv::ENTRY_COLUMNS.into_iter().chain(["url"]))?;
            for &id in &ids {
                let cells = tsv::entry(&catalog, id, context.lang);
                tsv::row(out, cells.into_iter().chain([tsv::url(&catalog, id, context.lang)]))?;
            }
        }
        Format::Markdown => markdown::write(out, &catalog, &ids, context.lang, context.words)?,
        Format::Github => return Err(Failure::Usage(context.words.github_is_for.to_owned())),
        Format::Text => {
            let cards = Cards { catalog: &catalog, style: context.style, lang: context.lang };
            for (at, &id) in ids.iter().enumerate() {
                if at > 0 {
                    writeln!(out)?;
                }
                cards.card(out, id)?;
            }
        }
    }
    Ok(Outcome::found(!ids.is_empty()))
}
