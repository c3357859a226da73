//! English texts by their words: messages with any values in them, and descriptions.

use std::ops::Range;

use super::rank::{Best, Score, Tier, share};
use super::tally::{Tally, WordSet};
use super::vocabulary::{Meant, Reach, Vocabulary};
use crate::catalog::EntryId;

/// From so many words on, most of them are enough.
const LEAST_FOR_NEARLY: usize = 3;

/// From so many words on, most of them are enough even where all were found elsewhere: a whole message,
/// whose values may by chance be words of another one.
const WHOLE_MESSAGE: usize = 5;

/// The messages or descriptions of all entries.
pub(super) struct Messages {
    vocabulary: Vocabulary,
    /// What the words of each text weigh together, its placeholders aside.
    weights: Vec<u16>,
}

/// The words of a query, as a field's vocabulary understands them.
pub(super) struct Wanted {
    /// Every different word, in the order of their first places.
    words: Vec<Meant>,
    exact: Vec<Meant>,
    weights: Vec<u32>,
    /// The query's words in order, as places in `words`.
    sequence: Vec<usize>,
}

impl Messages {
    /// Reads the text of each entry.
    pub(super) fn new<'t>(entries: usize, text: impl Fn(EntryId) -> Option<&'t str>) -> Self {
        let vocabulary = Vocabulary::new(entries, |entry, collector| {
            if let Some(text) = text(entry) {
                collector.take(text, |_, _| true);
            }
        });
        let mut messages = Self { vocabulary, weights: Vec::new() };
        let mut scratch = Vec::new();
        let mut word = String::new();
        let weights = (0..entries).map(|entry| {
            scratch.clear();
            let text = text(EntryId::new(entry)).unwrap_or_default();
            let placeholders = placeholders(text);
            let mut words = messages.vocabulary.words_of(entry).iter();
            super::word::each_word(text, &mut word, |range, _| {
                let held = words.next();
                if !placeholders.iter().any(|placeholder| placeholder.contains(&range.start)) {
                    scratch.extend(held);
                }
            });
            scratch.sort_unstable();
            scratch.dedup();
            let weights = scratch.iter().map(|&word| messages.weight(&Meant::word(word)));
            u16::try_from(weights.sum::<u32>()).unwrap_or(u16::MAX)
        });
        messages.weights = weights.collect();
        messages
    }

    /// The rarer, the heavier.
    fn weight(&self, meant: &Meant) -> u32 {
        let entries = self.vocabulary.entries().max(1) as f32;
        let holders = self.vocabulary.count(meant).max(1) as f32;
        (8.0 * (1.0 + (entries / holders).max(1.0).log2())) as u32
    }

    /// Looks up the words of a query.
    pub(super) fn look_up(&self, words: &[&str]) -> Wanted {
        let mut distinct: Vec<&str> = Vec::new();
        let mut sequence = Vec::new();
        for &word in words {
            let place = distinct.iter().position(|&known| known == word).unwrap_or(distinct.len());
            if place == distinct.len() && place < Tally::WORDS {
                distinct.push(word);
            }
            if place < Tally::WORDS {
                sequence.push(place);
            }
        }
        let last = distinct.len().saturating_sub(1);
        let reach = |nth: usize, word: &str| match word.len() {
            0..=1 => Reach::Itself,
            2 if nth < last => Reach::Itself,
            _ if distinct.len() > 8 && nth < last => Reach::Itself,
            2 => Reach::Beginnings,
            _ => Reach::Insides,
        };
        let meant: Vec<Meant> = distinct
            .iter()
            .enumerate()
            .map(|(nth, word)| self.vocabulary.meant(word, reach(nth, word)))
            .collect();
        let exact: Vec<Meant> =
            distinct.iter().map(|word| self.vocabulary.meant(word, Reach::Itself)).collect();
        let weigh = |(exact, meant): (&Meant, &Meant)| match (exact.is_empty(), meant.is_empty()) {
            (_, true) => 0,
            (true, false) => self.weight(meant),
            (false, false) => self.weight(exact),
        };
        let weights = exact.iter().zip(&meant).map(weigh).collect();
        Wanted { words: meant, exact, weights, sequence }
    }

    /// Which of the words each entry holds.
    pub(super) fn tally(&self, wanted: &Wanted, tally: &mut Tally) {
        for (word, meant) in wanted.words.iter().enumerate() {
            for entry in self.vocabulary.holders(meant) {
                tally.add(entry as usize, word);
            }
        }
    }

    /// Offers the entries whose text holds all words, or most of them. `tiers` are those of a phrase, of all
    /// the words, and of most.
    pub(super) fn offer(&self, wanted: &Wanted, tally: &Tally, tiers: [Tier; 3], best: &mut Best) {
        let [phrase, all_words, most_words] = tiers;
        let count = wanted.words.len();
        let all = Tally::all(count);
        if count == 0 {
            return;
        }
        if !wanted.words.iter().any(Meant::is_empty) {
            for entry in tally.holding(all) {
                let (tier, exact) = match self.phrase(entry, wanted) {
                    Some(exact) => (phrase, exact),
                    None => (all_words, self.holds_exactly(entry, wanted)),
                };
                let likeness = self.likeness(entry, all, wanted);
                best.offer(entry, Score::new(tier, u16::from(exact) << 15 | likeness >> 1));
            }
        }
        let found_better = best.reaches(all_words);
        if count < LEAST_FOR_NEARLY || (count < WHOLE_MESSAGE && found_better) {
            return;
        }
        let known: u32 = wanted.weights.iter().sum();
        for (entry, held) in tally.holding_any() {
            let words = held.count_ones() as usize;
            if held == all || words < LEAST_FOR_NEARLY || 2 * words < count {
                continue;
            }
            let weight = wanted.weight(held);
            if 5 * weight >= 3 * known {
                let likeness = self.likeness(entry, held, wanted);
                best.offer(entry, Score::new(most_words, likeness));
            }
        }
    }

    /// How much of the query and of the text is common to both.
    fn likeness(&self, entry: EntryId, held: WordSet, wanted: &Wanted) -> u16 {
        let common = wanted.weight(held) as usize;
        let query: u32 = wanted.weights.iter().sum();
        let both = query as usize + usize::from(self.weights[entry.index()]);
        share((2 * common).min(both), both)
    }

    /// Whether the words stand in the text one after the other, and if so, whether all as they were typed.
    fn phrase(&self, entry: EntryId, wanted: &Wanted) -> Option<bool> {
        let length = wanted.sequence.len();
        let mut found = None;
        for run in self.vocabulary.words_of(entry.index()).windows(length) {
            let all =
                |meant: &[Meant]| run.iter().zip(&wanted.sequence).all(|(&word, &at)| meant[at].has(word));
            if all(&wanted.words) {
                let exact = all(&wanted.exact);
                found = Some(found.unwrap_or(false) || exact);
            }
        }
        found
    }

    fn holds_exactly(&self, entry: EntryId, wanted: &Wanted) -> bool {
        let words = self.vocabulary.words_of(entry.index());
        wanted.exact.iter().all(|meant| words.iter().any(|&word| meant.has(word)))
    }

    /// The entries whose text holds a run of words; the last may be the start of one.
    pub(super) fn holding_phrase(&self, words: &[&str]) -> Vec<EntryId> {
        let mut wanted = self.look_up(words);
        let last = wanted.words.len().saturating_sub(1);
        for (nth, exact) in wanted.exact.iter().enumerate() {
            if nth < last && !exact.is_empty() {
                wanted.words[nth] = exact.clone();
            }
        }
        if wanted.words.is_empty() || wanted.words.iter().any(Meant::is_empty) {
            return Vec::new();
        }
        let mut tally = Tally::new(self.vocabulary.entries());
        self.tally(&wanted, &mut tally);
        let holding = tally.holding(Tally::all(wanted.words.len()));
        holding.filter(|&entry| self.phrase(entry, &wanted).is_some()).collect()
    }
}

impl Wanted {
    fn weight(&self, held: WordSet) -> u32 {
        let weights = self.weights.iter().enumerate();
        weights.filter(|(word, _)| held >> word & 1 == 1).map(|(_, &weight)| weight).sum()
    }
}

/// Where a message names a value instead of giving it: `<parameter name>`, `{Value}`, `%s`, `“parameter name”`.
pub(super) fn placeholders(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        let length = match c {
            '<' => rest.find('>').map(|end| end + 1),
            '{' => rest.find('}').map(|end| end + 1),
            '%' => rest[1..].starts_with(['s', 'd']).then_some(2),
            'p' if rest.starts_with("parameter name") && quoted(&text[..at]) => {
                rest.find(['"', '”', '“', '\'', '’'])
            }
            _ => None,
        };
        if let Some(length) = length {
            found.push(at..at + length);
        }
    }
    found
}

fn quoted(before: &str) -> bool {
    before.trim_end().ends_with(['"', '“', '”', '\'', '‘'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[&str], query: &str) -> Vec<usize> {
        let messages = Messages::new(texts.len(), |id| Some(texts[id.index()]));
        let words = super::super::word::words(query);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let wanted = messages.look_up(&words);
        let mut tally = Tally::new(texts.len());
        messages.tally(&wanted, &mut tally);
        let mut best = Best::new(texts.len());
        messages.offer(
            &wanted,
            &tally,
            [Tier::MessagePhrase, Tier::MessageWords, Tier::MessageNearly],
            &mut best,
        );
        best.into_hits(|_| true).hits.iter().map(|hit| hit.entry.index()).collect()
    }

    #[test]
    fn phrases_come_before_words_and_words_before_most_of_them() {
        let texts = [
            "Not found is the instance, so it is locked for an hour.",
            "The specified instance is not found.",
            "Nothing of the kind.",
            "The instance is not there.",
        ];
        assert_eq!(found(&texts, "instance is not found"), [1, 0]);
        assert_eq!(found(&texts, "not  FOUND.."), [1, 0]);
        assert_eq!(found(&texts, "instance is not gone away"), [3, 1]);
        assert_eq!(found(&texts, "qwert zuiop asdfg"), Vec::<usize>::new());
    }

    #[test]
    fn a_message_with_other_values_finds_its_template() {
        let texts = [
            "The specified parameter \"EndTime\" is not valid.",
            "The specified parameter {ParameterName} is not valid.",
            "The specified parameter is missing.",
        ];
        assert_eq!(found(&texts, "The specified parameter VolumeId is not valid.")[0], 1);
    }

    #[test]
    fn placeholders_are_seen() {
        let seen =
            |text: &str| placeholders(text).into_iter().map(|r| text[r].to_owned()).collect::<Vec<_>>();
        assert_eq!(seen("a <parameter name> of {Value}, %s"), ["<parameter name>", "{Value}", "%s"]);
        assert_eq!(seen("the “parameter name n” is").len(), 1);
        assert_eq!(seen("the parameter name is 5 % smaller < 3"), Vec::<String>::new());
    }
}
