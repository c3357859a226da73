//! What each field of the entries finds, and all of them together.

use memchr::memmem::Finder;

use super::Engine;
use super::code_query::CodeQuery;
use super::codes::letter_set;
use super::names;
use super::rank::{Best, Score, Tier, share};
use super::tally::Tally;
use super::vocabulary::Reach;
use super::word::is_han;
use crate::catalog::{EntryId, HttpStatus};

/// At most so many words may be spread over the fields of an entry.
const WORDS_ANYWHERE: usize = 6;

/// The words of a query, or those of them that do not name a product.
pub(super) struct Asked<'q> {
    words: Vec<&'q str>,
    /// The words, none twice.
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
}

impl Engine {
    /// What the fields find, each for itself and all together.
    pub(super) fn rank(&self, asked: &Asked, best: &mut Best) {
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
        if let [status] = &asked.distinct[..] {
            for entry in self.of_status(status) {
                best.offer(entry, Score::new(Tier::Category, 0));
            }
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
        for id in self.catalog.ids() {
            let Some(category) = self.catalog.entry(id).category() else { continue };
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
            for entry in self.of_status(word) {
                tally.add(entry.index(), nth);
            }
        }
    }

    /// The entries of the HTTP status that a word is, if it is one.
    fn of_status(&self, word: &str) -> impl Iterator<Item = EntryId> {
        // A word that is no status costs no look at the entries.
        let status = word.parse().ok().and_then(HttpStatus::new);
        status.into_iter().flat_map(move |status| {
            self.catalog.ids().filter(move |&id| self.catalog.entry(id).status() == Some(status))
        })
    }

    /// Entries that hold every word, one in the code, another in the explanation.
    fn rank_anywhere(&self, asked: &Asked, in_message: &Tally, in_explanation: &Tally, best: &mut Best) {
        let all = Tally::all(asked.distinct.len());
        let words: Vec<(Finder, u64)> = asked
            .distinct
            .iter()
            .map(|word| (Finder::new(word.as_bytes()), letter_set(word.as_bytes())))
            .collect();
        for (id, code) in self.catalog.ids().zip(self.codes.of_entries()) {
            let (message, explanation) = (in_message.held(id.index()), in_explanation.held(id.index()));
            // What the code alone holds was found there.
            if message | explanation == 0 {
                continue;
            }
            let missing = all & !(message | explanation);
            let sought = words.iter().enumerate().filter(|(nth, _)| missing >> nth & 1 == 1);
            let set = self.codes.letter_set(code);
            let may_hold = sought
                .clone()
                .all(|(nth, (_, letters))| letters & !set == 0 && asked.distinct[nth].is_ascii());
            if may_hold && sought.clone().all(|(_, (finder, _))| self.codes.get(code).has_word(finder)) {
                let english = explanation & !(message | missing) == 0;
                let tier = if english { Tier::AnywhereMessage } else { Tier::AnywhereExplanation };
                let in_code = missing.count_ones() as usize;
                best.offer(id, Score::new(tier, share(in_code, asked.distinct.len())));
            }
        }
    }
}
