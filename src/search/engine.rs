//! Queries answered: what each field finds, ranked together.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use memchr::memmem::Finder;

use super::codes::{CodeQuery, Codes, letter_set};
use super::explanations::Explanations;
use super::filter::{Filter, Key, Test};
use super::messages::Messages;
use super::names;
use super::phonetic::Phonetic;
use super::query::{Parsed, Query, Term};
use super::rank::{Best, Hits, Score, Tier, share};
use super::tally::{Tally, WordSet};
use super::vocabulary::Reach;
use super::word::is_han;
use crate::catalog::{Catalog, EntryId, ProductIx};

/// A product may be named among at most so many words.
const WORDS_WITH_PRODUCT: usize = 4;

/// At most so many words may be spread over the fields of an entry.
const WORDS_ANYWHERE: usize = 6;

/// All that can be computed of a catalogue before any query is known, each index when it is first needed.
pub struct Engine {
    catalog: Arc<Catalog>,
    codes: Codes,
    /// The products that have a name.
    products: HashMap<String, Vec<ProductIx>>,
    texts: OnceLock<Texts>,
    phonetic: OnceLock<Phonetic>,
}

struct Texts {
    messages: Messages,
    descriptions: Messages,
    explanations: Explanations,
}

/// The words of a query, or those of them that do not name a product.
struct Asked<'q> {
    words: Vec<&'q str>,
    /// The words, none twice.
    distinct: Vec<&'q str>,
    written: &'q str,
    /// The words joined.
    squeezed: String,
    has_han: bool,
}

impl<'q> Asked<'q> {
    fn new(words: Vec<&'q str>, written: &'q str) -> Self {
        let mut distinct: Vec<&str> = Vec::new();
        for &word in &words {
            if distinct.len() < Tally::WORDS && !distinct.contains(&word) {
                distinct.push(word);
            }
        }
        let squeezed = words.concat();
        let has_han = squeezed.contains(is_han);
        Self { words, distinct, written, squeezed, has_han }
    }
}

/// Which of the entries; `None` for all of them.
type Admitted = Option<Vec<bool>>;

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

    fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| {
            let catalog = &*self.catalog;
            let entries = catalog.len();
            Texts {
                messages: Messages::new(entries, |id| Some(&*catalog.entry(id).message)),
                descriptions: Messages::new(entries, |id| catalog.entry(id).description_en.as_deref()),
                explanations: Explanations::new(catalog),
            }
        })
    }

    fn phonetic(&self) -> &Phonetic {
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
            let set = letter_set(letters.as_bytes());
            let most = (letters.len() / 3).max(1);
            let mut distant: Vec<_> = self
                .codes
                .all()
                .filter(|ix| !near.contains(ix))
                .filter(|&ix| (set ^ self.codes.letter_set(ix)).count_ones() as usize <= 2 * most)
                .filter_map(|ix| {
                    let code = self.codes.get(ix).letters;
                    let close = code.len().abs_diff(letters.len()) <= most;
                    let code = std::str::from_utf8(code).ok().filter(|_| close)?;
                    let distance = strsim::osa_distance(code, &letters);
                    (distance <= most).then_some((distance, ix))
                })
                .collect();
            distant.sort_by_key(|(distance, _)| *distance);
            near.extend(distant.into_iter().map(|(_, ix)| ix).take(at_most - near.len()));
        }
        near.into_iter().map(|ix| self.codes.written(ix, &self.catalog)).collect()
    }

    /// What the fields find, each for itself and all together.
    fn rank(&self, asked: &Asked, best: &mut Best) {
        if !asked.has_han {
            self.rank_codes(asked, best);
        }
        let texts = self.texts();
        let entries = self.catalog.len();
        let mut in_message = Tally::new(entries);
        if !asked.has_han || asked.words.len() > 1 {
            let wanted = texts.messages.look_up(&asked.words);
            texts.messages.tally(&wanted, &mut in_message);
            let tiers = [Tier::MessagePhrase, Tier::MessageWords, Tier::MessageNearly];
            texts.messages.offer(&wanted, &in_message, tiers, best);
        }
        if !asked.has_han && !texts.descriptions.is_empty() {
            let wanted = texts.descriptions.look_up(&asked.words);
            let mut in_description = Tally::new(entries);
            texts.descriptions.tally(&wanted, &mut in_description);
            texts.descriptions.offer(&wanted, &in_description, [Tier::Description; 3], best);
        }
        let mut in_explanation = Tally::new(entries);
        self.rank_explanations(asked, &mut in_explanation, best);
        self.rank_categories(asked, &mut in_explanation, best);
        if (2..=WORDS_ANYWHERE).contains(&asked.distinct.len()) {
            self.note_statuses(asked, &mut in_message);
            self.rank_anywhere(asked, &in_message, &in_explanation, best);
        }
        if !asked.has_han && asked.squeezed.bytes().all(|b| b.is_ascii_lowercase()) {
            for reading in self.phonetic().search(&asked.squeezed) {
                best.offer(reading.entry, Score::new(Tier::Pinyin, reading.quality));
            }
        }
    }

    fn rank_codes(&self, asked: &Asked, best: &mut Best) {
        let ascii = asked.squeezed.is_ascii();
        let letters = if ascii { &*asked.squeezed } else { "" };
        let query = CodeQuery::new(letters, &asked.words, asked.written);
        self.codes.search(&query, &self.catalog, |code, score| {
            for &entry in self.codes.entries(code) {
                best.offer(entry, score);
            }
        });
    }

    fn rank_explanations(&self, asked: &Asked, tally: &mut Tally, best: &mut Best) {
        let explanations = &self.texts().explanations;
        for (nth, word) in asked.distinct.iter().enumerate() {
            if word.starts_with(is_han) {
                for run in explanations.runs(word) {
                    tally.add(run.entry.index(), nth);
                }
            } else {
                let reach = if word.len() < 3 { Reach::Itself } else { Reach::Beginnings };
                for entry in explanations.words.holders(&explanations.words.meant(word, reach)) {
                    tally.add(entry as usize, nth);
                }
            }
        }
        let apart = if asked.words.len() == 1 { Tier::Explanation } else { Tier::ExplanationWords };
        if !asked.has_han || asked.words.len() > 1 {
            for entry in tally.holding(Tally::all(asked.distinct.len())) {
                let (_, line) = explanations.line(entry.index());
                best.offer(entry, Score::new(apart, share(asked.squeezed.len(), line.len()) / 2));
            }
        }
        if asked.has_han {
            for run in explanations.runs(&asked.squeezed) {
                let tier = if run.broken { Tier::ExplanationWords } else { Tier::Explanation };
                best.offer(run.entry, Score::new(tier, share(asked.squeezed.len(), run.length)));
            }
        }
    }

    fn rank_categories(&self, asked: &Asked, tally: &mut Tally, best: &mut Best) {
        let whole = names::categories_meant(&asked.squeezed);
        let words: Vec<_> = if asked.distinct.len() <= WORDS_ANYWHERE {
            asked.distinct.iter().map(|word| names::categories_meant(word)).collect()
        } else {
            Vec::new()
        };
        if whole.is_empty() && words.iter().all(Vec::is_empty) {
            return;
        }
        for (id, family) in self.catalog.ids().zip(self.catalog.families()) {
            let Some(category) = family.map(|family| family.category) else { continue };
            if whole.contains(&category) {
                best.offer(id, Score::new(Tier::Category, 0));
            }
            for (nth, meant) in words.iter().enumerate() {
                if meant.contains(&category) {
                    tally.add(id.index(), nth);
                }
            }
        }
    }

    /// A number among other words may be an HTTP status.
    fn note_statuses(&self, asked: &Asked, tally: &mut Tally) {
        for (nth, word) in asked.distinct.iter().enumerate() {
            let Some(status) = word.parse::<u16>().ok().filter(|status| (100..600).contains(status)) else {
                continue;
            };
            for (at, entry) in self.catalog.entries().iter().enumerate() {
                if entry.status.is_some_and(|other| other.get() == status) {
                    tally.add(at, nth);
                }
            }
        }
    }

    /// Entries that hold every word, one in the code, another in the explanation.
    fn rank_anywhere(&self, asked: &Asked, in_message: &Tally, in_explanation: &Tally, best: &mut Best) {
        let all = Tally::all(asked.distinct.len());
        let words: Vec<(Finder, u64)> = asked
            .distinct
            .iter()
            .map(|word| (Finder::new(word.as_bytes()), letter_set(word.as_bytes())))
            .collect();
        for ix in self.codes.all() {
            let set = self.codes.letter_set(ix);
            let nth_words = words.iter().zip(&asked.distinct).enumerate();
            let possible =
                nth_words.clone().filter(|(_, ((_, letters), word))| word.is_ascii() && letters & !set == 0);
            let possible: WordSet = possible.fold(0, |possible, (nth, _)| possible | 1 << nth);
            let mut in_code: Option<WordSet> = None;
            for &entry in self.codes.entries(ix) {
                let (message, explanation) =
                    (in_message.held(entry.index()), in_explanation.held(entry.index()));
                if message | explanation == 0 || message | explanation | possible != all {
                    continue;
                }
                let in_code = *in_code.get_or_insert_with(|| {
                    let code = self.codes.get(ix);
                    let held = nth_words
                        .clone()
                        .filter(|(nth, ((finder, _), _))| possible >> nth & 1 == 1 && code.has_word(finder));
                    held.fold(0, |held, (nth, _)| held | 1 << nth)
                });
                if message | explanation | in_code != all {
                    continue;
                }
                let english = message | in_code == all;
                let tier = if english { Tier::AnywhereMessage } else { Tier::AnywhereExplanation };
                let quality = share(in_code.count_ones() as usize, asked.distinct.len());
                best.offer(entry, Score::new(tier, quality));
            }
        }
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
                let of_products = |id: &EntryId| products.contains(&self.catalog.entry(*id).product);
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

    fn admitted(&self, parsed: &Parsed, scope: Option<&[EntryId]>) -> Admitted {
        let mut admitted: Admitted = scope.map(|scope| self.set(scope.iter().copied()));
        for key in Key::ALL {
            let (excluded, wanted): (Vec<&Filter>, Vec<&Filter>) =
                parsed.filters.iter().filter(|filter| filter.key == key).partition(|filter| filter.excluded);
            if !wanted.is_empty() {
                let fits = self.fitting(&wanted);
                self.keep(&mut admitted, |at| fits[at]);
            }
            if !excluded.is_empty() {
                let fits = self.fitting(&excluded);
                self.keep(&mut admitted, |at| !fits[at]);
            }
        }
        for term in &parsed.required {
            let held = self.holding(term);
            self.keep(&mut admitted, |at| held[at]);
        }
        for term in &parsed.excluded {
            let held = self.holding(term);
            self.keep(&mut admitted, |at| !held[at]);
        }
        admitted
    }

    fn keep(&self, admitted: &mut Admitted, fits: impl Fn(usize) -> bool) {
        let admitted = admitted.get_or_insert_with(|| vec![true; self.catalog.len()]);
        admitted.iter_mut().enumerate().for_each(|(at, admitted)| *admitted &= fits(at));
    }

    fn set(&self, entries: impl IntoIterator<Item = EntryId>) -> Vec<bool> {
        let mut set = vec![false; self.catalog.len()];
        entries.into_iter().for_each(|id| set[id.index()] = true);
        set
    }

    /// The entries that pass any of some filters.
    fn fitting(&self, filters: &[&Filter]) -> Vec<bool> {
        let mut fits = vec![false; self.catalog.len()];
        for filter in filters {
            match &filter.test {
                Test::Code(letters) => self.codes_holding(letters, &mut fits),
                Test::Message(words) => {
                    let words: Vec<&str> = words.iter().map(String::as_str).collect();
                    for id in self.texts().messages.holding_phrase(&words) {
                        fits[id.index()] = true;
                    }
                }
                test => {
                    for id in self.catalog.ids() {
                        fits[id.index()] |= self.passes(test, id);
                    }
                }
            }
        }
        fits
    }

    fn passes(&self, test: &Test, id: EntryId) -> bool {
        let entry = self.catalog.entry(id);
        match test {
            Test::Status(lowest, highest) => {
                entry.status.is_some_and(|status| (*lowest..=*highest).contains(&status.get()))
            }
            Test::Products(products) => products.contains(&entry.product),
            Test::Categories(categories) => self.catalog.families()[id.index()]
                .is_some_and(|family| categories.contains(&family.category)),
            Test::Origins(origins) => {
                self.catalog.explanation(id).is_some_and(|explanation| origins.contains(&explanation.origin))
            }
            Test::Code(_) | Test::Message(_) => false,
        }
    }

    fn codes_holding(&self, letters: &str, held: &mut [bool]) {
        let finder = Finder::new(letters.as_bytes());
        let set = letter_set(letters.as_bytes());
        for ix in self.codes.all().filter(|&ix| set & !self.codes.letter_set(ix) == 0) {
            if finder.find(self.codes.get(ix).letters).is_some() {
                self.codes.entries(ix).iter().for_each(|id| held[id.index()] = true);
            }
        }
    }

    /// The entries that hold a run of words in any field.
    fn holding(&self, term: &Term) -> Vec<bool> {
        let texts = self.texts();
        let words: Vec<&str> = term.words.iter().map(String::as_str).collect();
        let found = texts.messages.holding_phrase(&words).into_iter();
        let found = found.chain(texts.descriptions.holding_phrase(&words));
        let found = found.chain(texts.explanations.runs(&term.squeezed).into_iter().map(|run| run.entry));
        let mut held = self.set(found);
        if term.squeezed.is_ascii() {
            self.codes_holding(&term.squeezed, &mut held);
        }
        held
    }
}

#[cfg(test)]
mod tests;
