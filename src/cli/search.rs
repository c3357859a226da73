//! `alierr search`: entries that fit a query, best first.

use std::io::Write;
use std::sync::Arc;

use super::args::SearchArgs;
use super::context::Context;
use super::options::Format;
use super::outcome::{Done, Failure, Outcome, say};
use super::print::card::Cards;
use super::print::json::{self, HitJson, SearchJson};
use super::print::tsv;
use super::{near, open};
use crate::catalog::{Catalog, Category, EntryId, EntryJson};
use crate::search::{Engine, Problem, Query};
use crate::text::nearest::nearest;

pub fn run(args: &SearchArgs, context: &Context, out: &mut impl Write) -> Done {
    let format = context.plain_format()?;
    let catalog = Arc::new(open::catalog(context));
    let scope = scope(&catalog, args, context)?;
    let query = args.query.join(" ");
    print(catalog, &query, scope.as_deref(), args.limit, format, context, out)
}

/// Prints what a query finds among some entries, or among all.
pub fn print(
    catalog: Arc<Catalog>,
    query: &str,
    scope: Option<&[EntryId]>,
    limit: Option<usize>,
    format: Format,
    context: &Context,
    out: &mut impl Write,
) -> Done {
    let engine = Engine::new(catalog);
    let catalog = &**engine.catalog();
    let parsed = Query::of(query.into(), context.lang, catalog);
    for problem in parsed.problems() {
        let text = said(problem, context);
        // A script that filters by what does not exist must not be fed with everything.
        if let Problem::UnknownValue { .. } = problem {
            return Err(Failure::Usage(text));
        }
        say(&text);
    }
    let answer = engine.search(&parsed, scope);
    let (hits, mended) = (answer.hits, answer.mended.as_deref());
    let total = hits.len();
    let listed = &hits[..limit.unwrap_or(total).min(total)];
    match format {
        Format::Json => {
            let hits = listed
                .iter()
                .map(|hit| HitJson {
                    score: hit.score,
                    matched: hit.matched.id(),
                    entry: EntryJson::new(catalog.entry(hit.entry)),
                })
                .collect();
            json::write(out, &SearchJson { query, mended, total, hits })?;
        }
        Format::Tsv => {
            tsv::row(out, tsv::ENTRY_COLUMNS.into_iter().chain(["url", "score", "matched"]))?;
            for hit in listed {
                let more = [
                    tsv::url(catalog, hit.entry, context.lang),
                    hit.score.to_string(),
                    hit.matched.id().to_owned(),
                ];
                tsv::row(out, tsv::entry(catalog, hit.entry, context.lang).into_iter().chain(more))?;
            }
        }
        Format::Text | Format::Markdown | Format::Github => {
            let cards = Cards { catalog, style: context.style, lang: context.lang };
            for hit in listed {
                cards.brief(out, hit.entry)?;
            }
        }
    }
    if total == 0 {
        let mut text = context.words.nothing_found.of(query);
        near::push_codes(&mut text, &engine.near_codes(query.trim(), near::CODES), context);
        say(&text);
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
        Some(name) => Some(Category::named(name).ok_or_else(|| no_category(name, context))?),
    };
    if product.is_none() && args.status.is_none() && category.is_none() {
        return Ok(None);
    }
    let fits = |id: &EntryId| {
        let entry = catalog.entry(*id);
        product.is_none_or(|product| entry.product_ix() == product)
            && args.status.is_none_or(|status| entry.status() == Some(status))
            && category.is_none_or(|category| entry.category() == Some(category))
    };
    Ok(Some(catalog.ids().filter(fits).collect()))
}

/// What is wrong with a filter.
fn said(problem: &Problem, context: &Context) -> String {
    let words = context.words;
    let (mut text, meant) = match problem {
        Problem::UnknownKey { key, nearest, .. } => {
            (words.no_such_filter.of(&format!("{key}:")), Some(format!("{}:", nearest.id())))
        }
        Problem::UnknownValue { key, value, nearest, .. } => {
            let filter = |value: &str| format!("{}:{value}", key.id());
            (words.no_such_value.of(&filter(value)), nearest.as_deref().map(filter))
        }
    };
    if let Some(meant) = meant {
        text.push_str(&format!("\n{}", words.did_you_mean.of(&meant)));
    }
    text
}

fn no_category(name: &str, context: &Context) -> Failure {
    let words = context.words;
    let mut text = words.no_such_category.of(name);
    if let Some(near) = nearest(name, Category::ALL.map(Category::id)) {
        text.push_str(&format!("\n{}", words.did_you_mean.of(near)));
    }
    Failure::Usage(text)
}
