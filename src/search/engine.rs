//! The engine: answers a query with what each field finds, ranked together.

use std::cmp::Reverse;
use std::sync::Arc;

use super::code::matcher::CodeQuery;
use super::fallbacks::{self, Sought};
use super::fields::Asked;
use super::indexes::{Index, Indexes, View};
use super::query::admit::admitted;
use super::query::called::Named;
use super::query::names;
use super::query::parse::Query;
use super::rank::{Best, Hits, Score, Tier};
use super::words::word::words;
use crate::catalog::{Catalog, EntryId};
use crate::lang::Lang;

/// Only in queries of at most this many words may a word name a product.
const WORDS_WITH_PRODUCT: usize = 4;

/// Answers queries about a catalogue.
///
/// ```
/// use std::sync::Arc;
///
/// use alierr::catalog::Catalog;
/// use alierr::search::{Engine, Query};
///
/// let engine = Engine::new(Arc::new(Catalog::embedded()));
/// let catalog = engine.catalog();
/// // The query has a word and a filter. `None`: all entries are searched.
/// let query = Query::parse("whitelist product:redis", catalog);
/// let hits = engine.search(&query, None).hits;
///
/// let best = catalog.entry(hits[0].entry);
/// assert_eq!(best.product().id(), "R-kvstore");
/// ```
pub struct Engine {
    indexes: Indexes,
}

impl Engine {
    /// An engine for a catalogue. Its indexes are built when queries need them.
    pub fn new(catalog: Arc<Catalog>) -> Engine {
        Engine { indexes: Indexes::new(catalog) }
    }

    /// The catalogue that is searched.
    pub fn catalog(&self) -> &Arc<Catalog> {
        &self.indexes.catalog
    }

    /// Builds every index now, for a caller with time to spare before the first query.
    pub fn warm(&self) {
        while let Some(index) = self.unbuilt(Lang::Zh) {
            self.build(index);
        }
    }

    /// The next index that is not built yet and that queries of a reader of this language may need.
    pub fn unbuilt(&self, lang: Lang) -> Option<Index> {
        let wanted = |index: &Index| lang == Lang::Zh || *index != Index::Pinyin;
        Index::ALL.into_iter().filter(wanted).find(|&index| !self.indexes.is_built(index))
    }

    /// The next index that a query needs and that is not built yet.
    pub fn missing(&self, query: &Query) -> Option<Index> {
        let asked = |index: &Index| Indexes::asks(query.parsed(), query.lang(), *index);
        Index::ALL.into_iter().filter(asked).find(|&index| !self.indexes.is_built(index))
    }

    /// Builds an index, if that has not happened yet.
    pub fn build(&self, index: Index) {
        self.indexes.build(index);
    }

    /// Every entry that a query finds among those of `scope`, which must be in document order; among all entries where
    /// `scope` is `None`.
    pub fn search(&self, query: &Query, scope: Option<&[EntryId]>) -> Hits {
        self.answer(query, scope, true)
    }

    /// What can be answered without building any index except that of the codes: the best hits of [`Self::search`],
    /// for a screen that must not wait. Nothing where phrases or filters need the texts.
    pub fn search_at_once(&self, query: &Query, scope: Option<&[EntryId]>) -> Hits {
        let parsed = query.parsed();
        let needs_texts =
            parsed.asks_messages() || !parsed.required.is_empty() || !parsed.excluded.is_empty();
        if needs_texts { Hits::default() } else { self.answer(query, scope, false) }
    }

    fn view(&self, query: &Query, waits: bool) -> View<'_> {
        View { indexes: &self.indexes, catalog: &self.indexes.catalog, lang: query.lang(), waits }
    }

    fn answer(&self, query: &Query, scope: Option<&[EntryId]>, waits: bool) -> Hits {
        let parsed = query.parsed();
        let view = self.view(query, waits);
        let admitted = admitted(view, parsed, scope);
        let mut best = Best::new(view.catalog.len());
        let words: Vec<&str> = parsed.words.iter().map(String::as_str).collect();
        let mut mended = None;
        if words.is_empty() {
            view.catalog.ids().for_each(|id| best.offer(id, Score::new(Tier::CodeExact, u16::MAX)));
        } else {
            view.rank(&Asked::new(words.clone(), parsed.written.trim()), &mut best);
            rank_within_named_products(view, &words, &mut best);
            if let [word] = words[..]
                && word.is_ascii()
            {
                rank_begun_products(view, word, &mut best);
            }
            if waits {
                if !best.is_certain() {
                    rank_parts_of_names(view, &words, &mut best);
                }
                let sought = Sought { words: &words, written: &parsed.written };
                mended = fallbacks::outdo_scattered(view, &sought, &mut best)
                    .or_else(|| fallbacks::rank(view, &sought, &mut best));
            }
        }
        // Where nothing is asked for, everything stands in its order.
        if admitted.is_some() || !words.is_empty() {
            self.indexes.misspelt().iter().for_each(|&misspelt| best.put_last(misspelt));
        }
        let hits = best.into_hits(|id| admitted.as_ref().is_none_or(|admitted| admitted[id.index()]));
        Hits { mended: mended.filter(|_| !hits.is_empty()), hits }
    }

    /// The distinct codes nearest to a code that is not in the catalogue, the nearest first.
    pub fn near_codes(&self, code: &str, at_most: usize) -> Vec<&str> {
        let words = words(code);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let letters: String = words.concat().chars().filter(char::is_ascii_alphanumeric).collect();
        let (catalog, codes) = (&*self.indexes.catalog, self.indexes.codes());
        let mut scored = Vec::new();
        let query = CodeQuery::new(&letters, &words, code);
        query.search(codes, catalog, |ix, score| scored.push((Reverse(score), ix)));
        scored.sort_by_key(|(score, _)| *score);
        let mut near: Vec<_> = scored.into_iter().map(|(_, ix)| ix).take(at_most).collect();
        if near.len() < at_most {
            let most = (letters.len() / 3).max(1);
            let mut distant: Vec<_> =
                fallbacks::within(codes, most, &letters).filter(|(_, ix)| !near.contains(ix)).collect();
            distant.sort_by_key(|(distance, _)| *distance);
            near.extend(distant.into_iter().map(|(_, ix)| ix).take(at_most - near.len()));
        }
        near.into_iter().map(|ix| catalog.codes().written(ix)).collect()
    }
}

/// `polar`: the entries of products that are called by a word beginning so.
fn rank_begun_products(view: View, word: &str, best: &mut Best) {
    if view.indexes.products().is_name(word) {
        return;
    }
    for product in names::products_begun(word, view.catalog) {
        let entries = view.catalog.product(product).entries();
        entries.into_iter().for_each(|id| best.offer(id, Score::new(Tier::ProductBegun, u16::MAX)));
    }
}

/// `expenses`, `堡垒`: where no text has a word, the products with a name that has it.
fn rank_parts_of_names(view: View, words: &[&str], best: &mut Best) {
    for product in view.indexes.products().by_part(words) {
        let entries = view.catalog.product(product).entries();
        entries.into_iter().for_each(|id| best.offer(id, Score::new(Tier::ProductInWords, 0)));
    }
}

/// `slb quota`, `key management quota`: where some words name a product, the others are searched for in that product.
fn rank_within_named_products(view: View, words: &[&str], best: &mut Best) {
    if words.len() > WORDS_WITH_PRODUCT {
        return;
    }
    let catalog = view.catalog;
    for from in 0..words.len() {
        for upto in from + 1..=words.len() {
            let named = view.indexes.products().named(&words[from..upto]);
            let Some(Named { products, in_full }) = named else { continue };
            let entries = || products.iter().flat_map(|&product| catalog.product(product).entries());
            let rest = [&words[..from], &words[upto..]].concat();
            if rest.is_empty() {
                let is_own = in_full && words.concat().is_ascii();
                let tier = if is_own { Tier::Product } else { Tier::ProductInWords };
                let quality = if in_full { u16::MAX } else { 0 };
                entries().for_each(|id| best.offer(id, Score::new(tier, quality)));
                continue;
            }
            let mut within = Best::new(catalog.len());
            let written = rest.join(" ");
            view.rank(&Asked::new(rest, &written), &mut within);
            for id in entries() {
                if let Some(score) = within.score(id) {
                    best.offer(id, score.of_named_product());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
