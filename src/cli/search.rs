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
use crate::catalog::{Catalog, Category, EntryId, EntryJson, HttpStatus, ProductIx};
use crate::search::{Engine, Hit, Hits, Problem, Query};
use crate::text::nearest::nearest;

pub fn run(args: &SearchArgs, context: &Context, out: &mut impl Write) -> Done {
    let format = context.plain_format()?;
    let catalog = Arc::new(open::catalog(context));
    let product = args.product.as_deref().map(|name| open::product(&catalog, name, context)).transpose()?;
    let category = args.category.as_deref().map(|name| category(name, context)).transpose()?;
    let scope = scope(&catalog, product, args.status, category);
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
    check(&parsed, context)?.iter().for_each(|text| say(text));
    let answer = engine.search(&parsed, scope);
    let total = answer.hits.len();
    let listed = first(&answer, limit);
    match format {
        Format::Json => json::write(out, &self::json(catalog, query, &answer, limit))?,
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

/// The hits that are listed, best first.
fn first(answer: &Hits, limit: Option<usize>) -> &[Hit] {
    let total = answer.hits.len();
    &answer.hits[..limit.unwrap_or(total).min(total)]
}

/// An answer as JSON.
pub fn json<'a>(
    catalog: &'a Catalog,
    query: &'a str,
    answer: &'a Hits,
    limit: Option<usize>,
) -> SearchJson<'a> {
    let hit = |hit: &Hit| HitJson {
        score: hit.score,
        matched: hit.matched.id(),
        entry: EntryJson::new(catalog.entry(hit.entry)),
    };
    SearchJson {
        query,
        mended: answer.mended.as_deref(),
        total: answer.hits.len(),
        hits: first(answer, limit).iter().map(hit).collect(),
    }
}

/// What is to be said of a query that is answered all the same.
///
/// # Errors
/// Where it filters by what does not exist: a script must not be fed with everything then.
pub fn check(query: &Query, context: &Context) -> Result<Vec<String>, Failure> {
    let check = |problem: &Problem| match problem {
        Problem::UnknownValue { .. } => Err(Failure::Usage(said(problem, context))),
        Problem::UnknownKey { .. } => Ok(said(problem, context)),
    };
    query.problems().iter().map(check).collect()
}

/// The entries that some conditions leave, where they leave any out.
pub fn scope(
    catalog: &Catalog,
    product: Option<ProductIx>,
    status: Option<HttpStatus>,
    category: Option<Category>,
) -> Option<Vec<EntryId>> {
    if product.is_none() && status.is_none() && category.is_none() {
        return None;
    }
    let fits = |id: &EntryId| {
        let entry = catalog.entry(*id);
        product.is_none_or(|product| entry.product_ix() == product)
            && status.is_none_or(|status| entry.status() == Some(status))
            && category.is_none_or(|category| entry.category() == Some(category))
    };
    Some(catalog.ids().filter(fits).collect())
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

fn category(name: &str, context: &Context) -> Result<Category, Failure> {
    Category::named(name).ok_or_else(|| {
        let words = context.words;
        let mut text = words.no_such_category.of(name);
        if let Some(near) = nearest(name, Category::ALL.map(Category::id)) {
            text.push_str(&format!("\n{}", words.did_you_mean.of(near)));
        }
        Failure::Usage(text)
    })
}
