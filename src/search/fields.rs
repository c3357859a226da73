//! What each field of the entries finds, and all of them together.

use memchr::memmem::Finder;

use super::code::letters::letter_set;
use super::code::matcher::CodeQuery;
use super::indexes::View;
use super::query::names;
use super::rank::{Best, Score, Tier, share};
use super::words::explanations::Explanations;
use super::words::synonyms;
use super::words::tally::Tally;
use super::words::vocabulary::Reach;
use super::words::word::is_han;
use crate::catalog::{Category, EntryId, HttpStatus};
use crate::lang::Lang;

/// Only queries of at most this many words may find them spread over the fields of an entry.
const WORDS_ANYWHERE: usize = 6;

/// What the fields are asked for: the words of a query, or those of them that do not name a product.
pub(super) struct Asked<'q> {
    words: Vec<&'q str>,
    /// The words without repetitions.
    distinct: Vec<&'q str>,
    written: &'q str,
    /// The words joined.
    squeezed: String,
    has_han: bool,
}

impl<'q> Asked<'q> {
    pub(super) fn new(words: Vec<&'q str>, written: &'q str) -> Self {
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

    /// Whether the query has blanks between the words.
    fn is_apart(&self) -> bool {
        !self.has_han || self.words.len() > 1
    }

    fn is_plain_letters(&self) -> bool {
        self.squeezed.bytes().all(|b| b.is_ascii_lowercase())
    }
}

impl View<'_> {
    /// What the fields find, each for itself and all together.
    pub(super) fn rank(self, asked: &Asked, best: &mut Best) {
        if !asked.has_han {
            self.rank_codes(asked, best);
        }
        let entries = self.catalog.len();
        let mut in_message = Tally::new(entries);
        if asked.is_apart()
            && let Some(messages) = self.messages()
        {
            let wanted = messages.look_up(&asked.words);
            messages.tally(&wanted, &mut in_message);
            let tiers = [Tier::MessagePhrase, Tier::MessageWords, Tier::MessageNearly];
            messages.offer(&wanted, &in_message, tiers, best);
        }
        let mut in_explanation = Tally::new(entries);
        if let Some(explanations) = self.explanations() {
            rank_explanations(explanations, asked, &mut in_explanation, best);
        }
        self.rank_verdicts(asked, &mut in_explanation, best);
        if !asked.has_han {
            self.rank_english(asked, &mut in_explanation, best);
            self.rank_synonyms(asked, &mut in_explanation, best);
        }
        if (2..=WORDS_ANYWHERE).contains(&asked.distinct.len()) {
            self.note_statuses(asked, &mut in_message);
            self.rank_anywhere(asked, &in_message, &in_explanation, best);
        }
        if let [status] = &asked.distinct[..] {
            for entry in self.of_status(status) {
                best.offer(entry, Score::new(Tier::Category, 0));
            }
        }
        // The letters of a product's name are also the initials of much unrelated Chinese.
        let names_product = || self.indexes.products().is_name(&asked.squeezed);
        if self.lang == Lang::Zh && !names_product() {
            self.rank_pinyin(asked, best);
        }
    }

    fn rank_codes(self, asked: &Asked, best: &mut Best) {
        let letters = if asked.squeezed.is_ascii() { &*asked.squeezed } else { "" };
        let query = CodeQuery::new(letters, &asked.words, asked.written);
        let codes = self.catalog.codes();
        query.search(self.codes(), self.catalog, |code, score| {
            codes.entries(code).for_each(|entry| best.offer(entry, score));
        });
    }

    /// English explanations and descriptions.
    fn rank_english(self, asked: &Asked, tally: &mut Tally, best: &mut Best) {
        if let Some(meanings) = self.meanings() {
            let wanted = meanings.look_up(&asked.words);
            let mut held = Tally::new(self.catalog.len());
            meanings.tally(&wanted, &mut held);
            let tiers = [Tier::MeaningPhrase, Tier::MeaningWords, Tier::MeaningNearly];
            meanings.offer(&wanted, &held, tiers, best);
            tally.add_all(&held);
        }
        if let Some(descriptions) = self.descriptions().filter(|texts| !texts.is_empty()) {
            let wanted = descriptions.look_up(&asked.words);
            let mut held = Tally::new(self.catalog.len());
            descriptions.tally(&wanted, &mut held);
            descriptions.offer(&wanted, &held, [Tier::Description; 3], best);
        }
    }

    /// What is found by the Chinese synonyms of English words.
    fn rank_synonyms(self, asked: &Asked, tally: &mut Tally, best: &mut Best) {
        let mut found: Vec<(EntryId, u16)> = Vec::new();
        for (words, chinese) in synonyms::within(&asked.words) {
            let mut holding: Vec<(EntryId, u16)> = Vec::new();
            let mut categories = Vec::new();
            for run in chinese {
                let runs = self.explanations().map(|texts| texts.runs(run)).unwrap_or_default();
                holding.extend(runs.into_iter().map(|held| (held.entry, share(run.len(), held.length))));
                categories.extend(names::categories_meant(run));
            }
            holding.extend(self.of_categories(categories).map(|entry| (entry, 0)));
            for word in &asked.words[words] {
                let Some(nth) = asked.distinct.iter().position(|other| other == word) else { continue };
                holding.iter().for_each(|(entry, _)| tally.add(entry.index(), nth));
            }
            found.append(&mut holding);
        }
        let all = Tally::all(asked.distinct.len());
        for (entry, quality) in found {
            if tally.held(entry.index()) & all == all {
                best.offer(entry, Score::new(Tier::Synonym, quality));
            }
        }
    }

    fn of_categories(self, categories: Vec<Category>) -> impl Iterator<Item = EntryId> {
        // Most words name no category; the entries are then not gone through at all.
        let ids = (!categories.is_empty()).then(|| self.catalog.ids());
        let of_any = move |id: &EntryId| {
            self.catalog.entry(*id).category().is_some_and(|category| categories.contains(&category))
        };
        ids.into_iter().flatten().filter(of_any)
    }

    /// Entries whose category or retry verdict the query names.
    fn rank_verdicts(self, asked: &Asked, tally: &mut Tally, best: &mut Best) {
        for id in self.judged(&asked.squeezed) {
            best.offer(id, Score::new(Tier::Category, 0));
        }
        if asked.distinct.len() <= WORDS_ANYWHERE {
            for (nth, word) in asked.distinct.iter().enumerate() {
                for id in self.judged(word) {
                    tally.add(id.index(), nth);
                }
            }
        }
    }

    /// The entries of the categories and verdicts that a name means.
    fn judged(self, name: &str) -> impl Iterator<Item = EntryId> {
        let verdicts = names::verdicts_meant(name);
        // Most words name no verdict; the entries are then not gone through at all.
        let ids = (!verdicts.is_empty()).then(|| self.catalog.ids());
        let of_any =
            move |id: &EntryId| self.catalog.entry(*id).retry().is_some_and(|own| verdicts.contains(&own));
        self.of_categories(names::categories_meant(name)).chain(ids.into_iter().flatten().filter(of_any))
    }

    /// A number among other words may be an HTTP status.
    fn note_statuses(self, asked: &Asked, tally: &mut Tally) {
        for (nth, word) in asked.distinct.iter().enumerate() {
            for entry in self.of_status(word) {
                tally.add(entry.index(), nth);
            }
        }
    }

    /// The entries of the HTTP status that a word is, if it is one.
    fn of_status(self, word: &str) -> impl Iterator<Item = EntryId> {
        // Most words are no status; the entries are then not gone through at all.
        let status = word.parse().ok().and_then(HttpStatus::new);
        status.into_iter().flat_map(move |status| {
            self.catalog.ids().filter(move |&id| self.catalog.entry(id).status() == Some(status))
        })
    }

    /// Entries that hold every word, though in different fields: one word in the code, another in the explanation.
    fn rank_anywhere(self, asked: &Asked, in_message: &Tally, in_explanation: &Tally, best: &mut Best) {
        let all = Tally::all(asked.distinct.len());
        let words: Vec<(Finder, u64)> = asked
            .distinct
            .iter()
            .map(|word| (Finder::new(word.as_bytes()), letter_set(word.as_bytes())))
            .collect();
        for id in self.catalog.ids() {
            let (message, explanation) = (in_message.held(id.index()), in_explanation.held(id.index()));
            // Where the code alone holds all words, the search of codes has found the entry already.
            if message | explanation == 0 {
                continue;
            }
            let missing = all & !(message | explanation);
            let sought = words.iter().enumerate().filter(|(nth, _)| missing >> nth & 1 == 1);
            let code = self.catalog.entry(id).code_ix();
            let set = self.codes().letter_set(code);
            let may_hold = sought
                .clone()
                .all(|(nth, (_, letters))| letters & !set == 0 && asked.distinct[nth].is_ascii());
            if may_hold && sought.clone().all(|(_, (finder, _))| self.codes().get(code).has_word(finder)) {
                let english = explanation & !(message | missing) == 0;
                let tier = if english { Tier::AnywhereMessage } else { Tier::AnywhereExplanation };
                let in_code = missing.count_ones() as usize;
                best.offer(id, Score::new(tier, share(in_code, asked.distinct.len())));
            }
        }
    }

    pub(super) fn rank_pinyin(self, asked: &Asked, best: &mut Best) {
        if asked.has_han || !asked.is_plain_letters() {
            return;
        }
        for reading in self.pinyin().map(|pinyin| pinyin.search(&asked.squeezed)).unwrap_or_default() {
            best.offer(reading.entry, Score::new(Tier::Pinyin, reading.quality));
        }
    }
}

fn rank_explanations(explanations: &Explanations, asked: &Asked, tally: &mut Tally, best: &mut Best) {
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
    if asked.is_apart() {
        for entry in tally.holding(Tally::all(asked.distinct.len())) {
            let length = explanations.length(entry.index());
            best.offer(entry, Score::new(apart, share(asked.squeezed.len(), length) / 2));
        }
    }
    if asked.has_han {
        for run in explanations.runs(&asked.squeezed) {
            let tier = if run.broken { Tier::ExplanationWords } else { Tier::Explanation };
            best.offer(run.entry, Score::new(tier, share(asked.squeezed.len(), run.length)));
        }
    }
}
