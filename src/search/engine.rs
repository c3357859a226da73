//! Queries answered: what each field finds, ranked together.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::code_query::CodeQuery;
use super::codes::{CodeIx, Codes, letter_set};
use super::explanations::Explanations;
use super::fields::Asked;
use super::messages::Messages;
use super::names;
use super::phonetic::Phonetic;
use super::query::Query;
use super::rank::{Best, Hits, Score, Tier};
use super::word::squeezed;
use crate::catalog::{Catalog, EntryId, ProductIx};

/// A product may be named among at most so many words.
const WORDS_WITH_PRODUCT: usize = 4;

/// So many errors are forgiven where nothing else is found, in codes of so many letters.
const FAR: usize = 3;
const LEAST_FAR: usize = 16;

/// All that can be computed of a catalogue before any query is known, each index when it is first needed.
pub struct Engine {
    pub(super) catalog: Arc<Catalog>,
    pub(super) codes: Codes,
    /// The products that have a name.
    products: HashMap<String, Vec<ProductIx>>,
    texts: OnceLock<Texts>,
    phonetic: OnceLock<Phonetic>,
}

pub(super) struct Texts {
    pub(super) messages: Messages,
    pub(super) descriptions: Messages,
    pub(super) explanations: Explanations,
}

impl Engine {
    pub fn new(catalog: Arc<Catalog>) -> Engine {
        let codes = Codes::new(&catalog);
        let products = names::products_by_name(&catalog);
        Engine { catalog, codes, products, texts: OnceLock::new(), phonetic: OnceLock::new() }
    }

    pub fn catalog(&self) -> &Arc<Catalog> {
        &self.catalog
    }

    /// Builds every index now: for a thread that has nothing else to do before the first key.
    pub fn warm(&self) {
        self.phonetic();
    }

    pub(super) fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| {
            let catalog = &*self.catalog;
            let entries = catalog.len();
            Texts {
                messages: Messages::new(entries, |id| catalog.entry(id).message()),
                descriptions: Messages::new(entries, |id| catalog.entry(id).english()),
                explanations: Explanations::new(catalog),
            }
        })
    }

    pub(super) fn phonetic(&self) -> &Phonetic {
        self.phonetic.get_or_init(|| Phonetic::new(&self.texts().explanations))
    }

    /// Every entry that a query finds among those of `scope`, which are in document order; among all where
    /// there is none.
    pub fn search(&self, query: &Query, scope: Option<&[EntryId]>) -> Hits {
        let parsed = query.parsed();
        let admitted = self.admitted(parsed, scope);
        let mut best = Best::new(self.catalog.len());
        let words: Vec<&str> = parsed.words.iter().map(String::as_str).collect();
        if words.is_empty() {
            for id in self.catalog.ids() {
                best.offer(id, Score::new(Tier::CodeExact, 0));
            }
        } else {
            self.rank(&Asked::new(words.clone(), parsed.written.trim()), &mut best);
            self.rank_within_named_products(&words, &mut best);
            if best.is_empty() {
                self.rank_codes_within(&parsed.written, &mut best);
            }
            if best.is_empty() {
                self.rank_far_codes(&words, &mut best);
            }
            if best.is_empty() {
                self.rank_parents(parsed.written.trim(), &mut best);
            }
            if best.is_empty() {
                self.rank_mended(&words, &mut best);
            }
        }
        best.into_hits(|id| admitted.as_ref().is_none_or(|admitted| admitted[id.index()]))
    }

    /// The distinct codes nearest to one that there is not, the nearest first.
    pub fn near_codes(&self, code: &str, at_most: usize) -> Vec<&str> {
        let words = super::word::words(code);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let letters: String = words.concat().chars().filter(char::is_ascii_alphanumeric).collect();
        let mut scored = Vec::new();
        let query = CodeQuery::new(&letters, &words, code);
        self.codes.search(&query, &self.catalog, |ix, score| scored.push((std::cmp::Reverse(score), ix)));
        scored.sort_by_key(|(score, _)| *score);
        let mut near: Vec<_> = scored.into_iter().map(|(_, ix)| ix).take(at_most).collect();
        if near.len() < at_most {
            let most = (letters.len() / 3).max(1);
            let mut distant: Vec<_> =
                self.codes_within(most, &letters).filter(|(_, ix)| !near.contains(ix)).collect();
            distant.sort_by_key(|(distance, _)| *distance);
            near.extend(distant.into_iter().map(|(_, ix)| ix).take(at_most - near.len()));
        }
        near.into_iter().map(|ix| self.codes.written(ix, &self.catalog)).collect()
    }

    /// `Error: InvalidInstanceId.NotFound`, `{"Code":"Throttling"}`: a line that holds a code among other things.
    fn rank_codes_within(&self, written: &str, best: &mut Best) {
        let part_of_code = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        for part in written.split(|c| !part_of_code(c)) {
            let letters = squeezed(part);
            for ix in self.codes.all().filter(|&ix| self.codes.get(ix).letters == letters.as_bytes()) {
                for &id in self.codes.entries(ix) {
                    best.offer(id, Score::new(Tier::CodeExact, 0));
                }
            }
        }
    }

    /// Long codes with more errors than are forgiven as long as anything else is found.
    fn rank_far_codes(&self, words: &[&str], best: &mut Best) {
        let letters = words.concat();
        if letters.len() + FAR < LEAST_FAR || !letters.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return;
        }
        for (distance, ix) in self.codes_within(FAR, &letters) {
            if self.codes.get(ix).letters.len() >= LEAST_FAR {
                for &id in self.codes.entries(ix) {
                    best.offer(id, Score::new(Tier::Typo, (FAR - distance) as u16));
                }
            }
        }
    }

    /// `Throttling.Anything`, where only `Throttling` is documented: what stands before the dot, and its other children.
    fn rank_parents(&self, written: &str, best: &mut Best) {
        if written.contains(char::is_whitespace) {
            return;
        }
        let mut parent = written;
        while let (Some((shorter, _)), true) = (parent.rsplit_once('.'), best.is_empty()) {
            parent = shorter;
            let own = squeezed(parent);
            for ix in self.codes.all() {
                let code = self.codes.written(ix, &self.catalog);
                let (head, child) = code.split_once('.').map_or((code, false), |(head, _)| (head, true));
                if squeezed(code) == own || child && squeezed(head) == own {
                    let quality = u16::from(!child);
                    for &id in self.codes.entries(ix) {
                        best.offer(id, Score::new(Tier::Typo, quality));
                    }
                }
            }
        }
    }

    /// The query with its misspelt words as the messages and descriptions spell them.
    fn rank_mended(&self, words: &[&str], best: &mut Best) {
        let texts = self.texts();
        let mended: Vec<String> = words.iter().map(|word| texts.messages.mended(word)).collect();
        let changed = words.iter().zip(&mended).any(|(word, mended)| word != mended);
        if changed {
            let words = mended.iter().map(String::as_str).collect();
            let mut found = Best::new(self.catalog.len());
            self.rank(&Asked::new(words, ""), &mut found);
            best.offer_all_as(&found, Tier::Typo);
        }
    }

    /// The codes that so few errors lead to, with the number of these.
    fn codes_within(&self, errors: usize, letters: &str) -> impl Iterator<Item = (usize, CodeIx)> {
        let set = letter_set(letters.as_bytes());
        self.codes.all().filter_map(move |ix| {
            let code = self.codes.get(ix).letters;
            let alike = (set ^ self.codes.letter_set(ix)).count_ones() as usize <= 2 * errors;
            let close = code.len().abs_diff(letters.len()) <= errors;
            let code = std::str::from_utf8(code).ok().filter(|_| alike && close)?;
            let distance = strsim::osa_distance(code, letters);
            (distance <= errors).then_some((distance, ix))
        })
    }

    /// `slb quota`: one word names a product, the others are sought in it.
    fn rank_within_named_products(&self, words: &[&str], best: &mut Best) {
        if words.len() > WORDS_WITH_PRODUCT {
            return;
        }
        for from in 0..words.len() {
            for upto in from + 1..=words.len() {
                let products = self.products.get(&words[from..upto].concat());
                let Some(products) = products else { continue };
                let of_products = |id: &EntryId| products.contains(&self.catalog.entry(*id).product_ix());
                let rest = [&words[..from], &words[upto..]].concat();
                if rest.is_empty() {
                    for id in self.catalog.ids().filter(of_products) {
                        best.offer(id, Score::new(Tier::Product, 0));
                    }
                    continue;
                }
                let mut within = Best::new(self.catalog.len());
                let written = rest.join(" ");
                self.rank(&Asked::new(rest, &written), &mut within);
                for id in self.catalog.ids().filter(of_products) {
                    if let Some(score) = within.score(id) {
                        best.offer(id, score.of_named_product());
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
