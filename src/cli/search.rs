//! `alierr search`: entries that fit a query, best first.

use std::io::{self, Write};
use std::sync::Arc;

use super::answer::{Answer, Face};
use super::args::{SearchArgs, Statuses};
use super::context::Context;
use super::outcome::{Done, Failure, Outcome, say};
use super::print::card::Cards;
use super::print::json::{self, HitJson, SearchJson};
use super::print::tsv;
use super::{near, open};
use crate::catalog::{Catalog, Category, EntryId, EntryJson, ProductIx};
use crate::search::{Engine, Hit, Hits, Problem, Query};
use crate::text::nearest::nearest;

pub fn run(args: &SearchArgs, context: &Context, out: &mut impl Write) -> Done {
    let face = context.face()?;
    let catalog = Arc::new(open::catalog(context));
    let product = args.product.as_deref().map(|name| open::product(&catalog, name, context)).transpose()?;
    let category = args.category.as_deref().map(|name| category(name, context)).transpose()?;
    let scope = scope(&catalog, product, args.status, category);
    let query = args.query.join(" ");
    print(catalog, &query, scope.as_deref(), args.limit, face, context, out)
}

/// Prints the hits of a query among some entries, or among all.
pub fn print(
    catalog: Arc<Catalog>,
    query: &str,
    scope: Option<&[EntryId]>,
    limit: Option<usize>,
    face: Face,
    context: &Context,
    out: &mut impl Write,
) -> Done {
    let engine = Engine::new(catalog);
    let catalog = &**engine.catalog();
    let parsed = Query::of(query.into(), context.lang, catalog);
    check(&parsed, catalog, context)?.iter().for_each(|text| say(text));
    let answer = engine.search(&parsed, scope);
    let total = answer.hits.len();
    let listed = first(&answer, limit);
    Found { catalog, query, answer: &answer, listed, context }.print(face, out)?;
    if total == 0 {
        let mut text = context.words.nothing_found.of(query);
        near::push_codes(&mut text, &engine.near_codes(query.trim(), near::CODES), context);
        say(&text);
    } else if face == Face::Text && listed.len() < total {
        out.flush()?;
        say(&context.words.more_hits.of(total - listed.len()));
    }
    Ok(Outcome::found(total > 0))
}

/// The hits that are listed, best first.
pub fn first(answer: &Hits, limit: Option<usize>) -> &[Hit] {
    let total = answer.hits.len();
    &answer.hits[..limit.unwrap_or(total).min(total)]
}

/// The answer: the hits of a query, and those that are listed.
pub struct Found<'a> {
    pub catalog: &'a Catalog,
    pub query: &'a str,
    pub answer: &'a Hits,
    pub listed: &'a [Hit],
    pub context: &'a Context,
}

impl<'a> Found<'a> {
    pub fn value(&self) -> SearchJson<'a> {
        let hit = |hit: &Hit| HitJson {
            score: hit.score,
            matched: hit.matched.id(),
            entry: EntryJson::new(self.catalog.entry(hit.entry)),
        };
        SearchJson {
            query: self.query,
            mended: self.answer.mended.as_deref(),
            total: self.answer.hits.len(),
            hits: self.listed.iter().map(hit).collect(),
        }
    }
}

impl Answer for Found<'_> {
    fn json(&self, out: &mut impl Write) -> io::Result<()> {
        json::write(out, &self.value())
    }

    fn columns(&self) -> Vec<&'static str> {
        tsv::ENTRY_COLUMNS.into_iter().chain(["score", "matched"]).collect()
    }

    fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        self.listed.iter().map(|hit| {
            let mut cells = tsv::entry(self.catalog, hit.entry, self.context.lang);
            cells.extend([hit.score.to_string(), hit.matched.id().to_owned()]);
            cells
        })
    }

    fn text(&self, out: &mut impl Write) -> io::Result<()> {
        let cards = Cards::new(self.catalog, self.context);
        self.listed.iter().try_for_each(|hit| cards.brief(out, hit.entry))
    }
}

/// Remarks on a query that is answered all the same.
///
/// # Errors
/// Where a filter has an unknown value: a script must not get all entries then.
pub fn check(query: &Query, catalog: &Catalog, context: &Context) -> Result<Vec<String>, Failure> {
    let check = |problem: &Problem| match problem {
        Problem::UnknownValue { .. } => Err(Failure::Usage(said(problem, catalog, context))),
        Problem::UnknownKey { .. } => Ok(said(problem, catalog, context)),
    };
    query.problems().iter().map(check).collect()
}

/// The entries that fit some conditions; `None` without conditions.
pub fn scope(
    catalog: &Catalog,
    product: Option<ProductIx>,
    status: Option<Statuses>,
    category: Option<Category>,
) -> Option<Vec<EntryId>> {
    if product.is_none() && status.is_none() && category.is_none() {
        return None;
    }
    let fits = |id: &EntryId| {
        let entry = catalog.entry(*id);
        product.is_none_or(|product| entry.product_ix() == product)
            && status
                .is_none_or(|(from, to)| entry.status().is_some_and(|own| (from..=to).contains(&own.into())))
            && category.is_none_or(|category| entry.category() == Some(category))
    };
    Some(catalog.ids().filter(fits).collect())
}

/// A problem of a filter as a sentence.
fn said(problem: &Problem, catalog: &Catalog, context: &Context) -> String {
    let words = context.words;
    let (mut text, meant) = match problem {
        Problem::UnknownKey { key, nearest, .. } => {
            (words.no_such_filter.of(&format!("{key}:")), Some(format!("{}:", nearest.id())))
        }
        Problem::UnknownValue { key, value, nearest, .. } => {
            let filter = |value: &str| format!("{}:{value}", key.id());
            let mut text = words.no_such_value.of(&filter(value));
            let values = if nearest.is_none() { key.few_values(catalog) } else { Vec::new() };
            if !values.is_empty() {
                text.push_str(&format!("\n{}", words.values_are.of(&values.join(" "))));
            }
            (text, nearest.as_deref().map(filter))
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
