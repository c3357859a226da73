//! `alierr search`: entries that fit a query, best first.

use std::io::Write;

use super::args::{Format, SearchArgs};
use super::context::Context;
use super::outcome::{Done, Failure, Outcome, say};
use super::print::card::Cards;
use super::print::json::{self, HitJson, SearchJson};
use super::print::tsv;
use super::{near, open};
use crate::catalog::{Catalog, EntryId, EntryJson, Rules};

pub fn run(args: &SearchArgs, context: &Context, out: &mut impl Write) -> Done {
    let format = context.plain_format()?;
    let catalog = open::catalog(context);
    let scope = scope(&catalog, args, context)?;
    let query = args.query.join(" ");
    print(&catalog, &query, scope.as_deref(), args.limit, format, context, out)
}

/// Prints what a query finds among some entries, or among all.
pub fn print(
    catalog: &Catalog,
    query: &str,
    scope: Option<&[EntryId]>,
    limit: Option<usize>,
    format: Format,
    context: &Context,
    out: &mut impl Write,
) -> Done {
    let hits = stand_in::search(catalog, query, scope);
    let total = hits.len();
    let listed = &hits[..limit.unwrap_or(total).min(total)];
    match format {
        Format::Json => {
            let hits = listed
                .iter()
                .map(|hit| HitJson {
                    score: hit.score,
                    matched: hit.matched,
                    entry: EntryJson::new(catalog, hit.entry),
                })
                .collect();
            json::write(out, &SearchJson { query, total, hits })?;
        }
        Format::Tsv => {
            tsv::row(out, tsv::ENTRY_COLUMNS.into_iter().chain(["url", "score", "matched"]))?;
            for hit in listed {
                let more = [tsv::url(catalog, hit.entry), hit.score.to_string(), hit.matched.to_owned()];
                tsv::row(out, tsv::entry(catalog, hit.entry, context.lang).into_iter().chain(more))?;
            }
        }
        Format::Text | Format::Markdown => {
            let cards = Cards { catalog, style: context.style, lang: context.lang, words: context.words };
            for hit in listed {
                cards.brief(out, hit.entry)?;
            }
        }
    }
    if total == 0 {
        say(&context.words.nothing_found.of(query));
    } else if format == Format::Text && listed.len() < total {
        out.flush()?;
        say(&context.words.more_hits.of(total - listed.len()));
    }
    Ok(Outcome::found(total > 0))
}

/// The entries that the options leave, where they leave any out.
fn scope(catalog: &Catalog, args: &SearchArgs, context: &Context) -> Result<Option<Vec<EntryId>>, Failure> {
    let product = args.product.as_deref().map(|name| open::product(catalog, name, context)).transpose()?;
    let category = match &args.category {
        None => None,
        Some(name) => Some(Rules::embedded().find_category(name).ok_or_else(|| no_category(name, context))?),
    };
    if product.is_none() && args.status.is_none() && category.is_none() {
        return Ok(None);
    }
    let fits = |id: &EntryId| {
        let entry = catalog.entry(*id);
        product.is_none_or(|product| entry.product == product)
            && args.status.is_none_or(|status| entry.status == Some(status))
            && category.is_none_or(|category| {
                catalog.families()[id.index()].is_some_and(|family| family.category == category)
            })
    };
    Ok(Some(catalog.ids().filter(fits).collect()))
}

fn no_category(name: &str, context: &Context) -> Failure {
    let words = context.words;
    let mut text = words.no_such_category.of(name);
    if let Some(near) = near::word(name, Rules::embedded().categories().iter().map(|c| c.id())) {
        text.push_str(&format!("\n{}", words.did_you_mean.of(near)));
    }
    Failure::Usage(text)
}

/// Plain substrings, until there is a search engine.
mod stand_in {
    use crate::catalog::{Catalog, EntryId};

    pub struct Hit {
        pub entry: EntryId,
        pub score: u32,
        pub matched: &'static str,
    }

    pub fn search(catalog: &Catalog, query: &str, scope: Option<&[EntryId]>) -> Vec<Hit> {
        let query = query.trim().to_lowercase();
        let scope = scope.map_or_else(|| catalog.ids().collect(), <[EntryId]>::to_vec);
        let hit = |entry: EntryId| {
            let fields = [
                ("code", Some(&*catalog.entry(entry).code)),
                ("message", Some(&*catalog.entry(entry).message)),
                ("explanation", catalog.entry(entry).explanation.as_ref().map(|e| &*e.zh)),
            ];
            let matches = |text: &Option<&str>| text.is_some_and(|text| text.to_lowercase().contains(&query));
            let at = fields.iter().position(|(_, text)| matches(text))?;
            Some(Hit { entry, score: 3 - at as u32, matched: fields[at].0 })
        };
        let mut hits: Vec<Hit> = scope.into_iter().filter_map(hit).collect();
        if !query.is_empty() {
            hits.sort_by_key(|hit| std::cmp::Reverse(hit.score));
        }
        hits
    }
}
