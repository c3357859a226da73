//! English texts by their words: messages with any values in them, and descriptions.

use std::ops::Range;

use super::tally::{Tally, WordSet};
use super::vocabulary::{Meant, Reach, Vocabulary, WordIx};
use crate::catalog::EntryId;
use crate::search::kept::{Kept, Reader, Writer};
use crate::search::rank::{Best, Score, Tier, share};

/// In queries of at least this many words, a text matches that holds most of them.
const LEAST_FOR_NEARLY: usize = 3;

/// In queries of at least this many words, most of them are enough even where another text holds all. The query may
/// be a whole message, and its values happen to be words of that other text.
const WHOLE_MESSAGE: usize = 5;

/// The messages or descriptions of all entries.
pub(in crate::search) struct Messages {
    vocabulary: Vocabulary,
    /// What the words of each text weigh together, without placeholders.
    weights: Vec<u16>,
    /// The same, without quoted names as well.
    own_weights: Vec<u16>,
    /// How each text gives values: a [`Values`] as a number.
    values: Vec<u8>,
}

/// How a text gives the values that its messages are filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Values {
    None,
    /// It quotes a name or a value.
    Quoted,
    /// It has a placeholder, which any value can fill.
    Any,
}

/// The words of a query, as a field's vocabulary understands them.
pub(in crate::search) struct Wanted {
    /// Every different word, in the order of their first places.
    words: Vec<Meant>,
    exact: Vec<Meant>,
    weights: Vec<u32>,
    /// The query's words in order, as places in `words`.
    sequence: Vec<usize>,
}

impl Messages {
    /// Reads the text of each entry.
    pub(in crate::search) fn new<'t>(entries: usize, text: impl Fn(EntryId) -> Option<&'t str>) -> Self {
        let vocabulary = Vocabulary::new(entries, |entry, collector| {
            if let Some(text) = text(entry) {
                collector.take(text, |_, _| true);
            }
        });
        let mut messages =
            Self { vocabulary, weights: Vec::new(), own_weights: Vec::new(), values: Vec::new() };
        let weights: Vec<u16> =
            (0..messages.vocabulary.len()).map(|word| messages.weight_of_word(word as WordIx)).collect();
        let mut counted = Vec::new();
        for entry in 0..entries {
            let text = text(EntryId::new(entry)).unwrap_or_default();
            let (names, values) = names_of_values(text);
            let words = messages.vocabulary.words_of(entry);
            messages.values.push(values as u8);
            let all = sum_of(words.iter().copied(), &weights, &mut counted);
            let own = if names.is_empty() {
                all
            } else {
                sum_of(outside(text, words, &names), &weights, &mut counted)
            };
            messages.own_weights.push(own);
            messages.weights.push(if values == Values::Any { own } else { all });
        }
        messages
    }

    fn weight_of_word(&self, word: WordIx) -> u16 {
        u16::try_from(self.weight(&Meant::word(word))).unwrap_or(u16::MAX)
    }

    /// The rarer, the heavier.
    fn weight(&self, meant: &Meant) -> u32 {
        let entries = self.vocabulary.entries().max(1) as f32;
        let holders = self.vocabulary.count(meant).max(1) as f32;
        (8.0 * (1.0 + (entries / holders).max(1.0).log2())) as u32
    }

    /// The word of the texts that was probably meant by a word that no text holds.
    pub(in crate::search) fn mended(&self, word: &str) -> Option<&str> {
        self.vocabulary.mended(word)
    }

    /// Whether any text holds a word, or a longer word that begins with it.
    pub(in crate::search) fn has(&self, word: &str) -> bool {
        !self.vocabulary.meant(word, Reach::Beginnings).is_empty()
    }

    /// Looks up the words of a query.
    pub(in crate::search) fn look_up(&self, words: &[&str]) -> Wanted {
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
            _ if distinct.len() >= WHOLE_MESSAGE && nth < last => Reach::Itself,
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

    /// Whether no entry has such a text.
    pub(in crate::search) fn is_empty(&self) -> bool {
        self.vocabulary.len() == 0
    }

    /// Which of the words each entry holds.
    pub(in crate::search) fn tally(&self, wanted: &Wanted, tally: &mut Tally) {
        for (word, meant) in wanted.words.iter().enumerate() {
            for entry in self.vocabulary.holders(meant) {
                tally.add(entry as usize, word);
            }
        }
    }

    /// Offers the entries whose text holds all words, or most of them. `tiers` are those of a phrase, of all
    /// the words, and of most.
    pub(in crate::search) fn offer(&self, wanted: &Wanted, tally: &Tally, tiers: [Tier; 3], best: &mut Best) {
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
                let likeness = likeness(self.weights[entry.index()], all, wanted);
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
            // If the query holds all words of a text except its values, the text is the query's template.
            let own = u32::from(self.own_weights[entry.index()]);
            let template = weight >= own && 3 * own >= known;
            if template || 5 * weight >= 3 * known {
                let likeness = likeness(self.own_weights[entry.index()], held, wanted) >> 3;
                let values = u16::from(self.values[entry.index()]);
                best.offer(entry, Score::new(most_words, u16::from(template) << 15 | likeness << 2 | values));
            }
        }
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
    pub(in crate::search) fn holding_phrase(&self, words: &[&str]) -> Vec<EntryId> {
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

impl Kept for Messages {
    fn write(&self, out: &mut Writer) {
        self.vocabulary.write(out);
        out.put(&self.weights);
        out.put(&self.own_weights);
        out.put(&self.values);
    }

    fn read(from: &mut Reader) -> Option<Self> {
        Some(Self {
            vocabulary: Vocabulary::read(from)?,
            weights: from.take()?,
            own_weights: from.take()?,
            values: from.take()?,
        })
    }
}

impl Wanted {
    fn weight(&self, held: WordSet) -> u32 {
        let weights = self.weights.iter().enumerate();
        weights.filter(|(word, _)| held >> word & 1 == 1).map(|(_, &weight)| weight).sum()
    }
}

/// What some words weigh together, each counted once.
fn sum_of(words: impl Iterator<Item = WordIx>, weights: &[u16], counted: &mut Vec<WordIx>) -> u16 {
    counted.clear();
    counted.extend(words);
    counted.sort_unstable();
    counted.dedup();
    counted.iter().fold(0, |sum: u16, &word| sum.saturating_add(weights[word as usize]))
}

/// The words of a text that stand outside of some names.
fn outside(text: &str, words: &[WordIx], names: &[Range<usize>]) -> impl Iterator<Item = WordIx> {
    let mut starts = Vec::with_capacity(words.len());
    super::word::each_word(text, &mut String::new(), |range, _| starts.push(range.start));
    let stands = |at: &usize| !names.iter().any(|name| name.contains(at));
    let places: Vec<bool> = starts.iter().map(stands).collect();
    words.iter().copied().zip(places).filter(|(_, stands)| *stands).map(|(word, _)| word)
}

/// How much of the query and of a text is common to both.
fn likeness(text: u16, held: WordSet, wanted: &Wanted) -> u16 {
    let common = wanted.weight(held) as usize;
    let query: u32 = wanted.weights.iter().sum();
    let both = query as usize + usize::from(text);
    share((2 * common).min(both), both)
}

/// Where a message has a placeholder or a quoted value, and which of them. Placeholders are `<parameter name>`,
/// `{Value}`, `%s` and `“parameter name”`; any other quoted word may be a value of the error that was documented.
fn names_of_values(text: &str) -> (Vec<Range<usize>>, Values) {
    let mut names: Vec<Range<usize>> = Vec::new();
    let mut values = Values::None;
    for (at, c) in text.char_indices() {
        if names.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let rest = &text[at + c.len_utf8()..];
        let (length, kind) = match c {
            '<' => (rest.find('>'), Values::Any),
            '{' => (rest.find('}'), Values::Any),
            '%' => (rest.starts_with(['s', 'd']).then_some(1), Values::Any),
            '"' | '“' | '”' => {
                let length = rest.find(['"', '”', '“']);
                let placeholder = rest.trim_start().starts_with("parameter name");
                (length, if placeholder { Values::Any } else { Values::Quoted })
            }
            _ => continue,
        };
        if let Some(length) = length {
            let closing = rest[length..].chars().next().map_or(0, char::len_utf8);
            names.push(at..at + c.len_utf8() + length + closing);
            values = values.max(kind);
        }
    }
    (names, values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[&str], query: &str) -> Vec<usize> {
        let messages = Messages::new(texts.len(), |id| Some(texts[id.index()]));
        let words = crate::search::words::word::words(query);
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
        best.into_hits(|_| true).iter().map(|hit| hit.entry.index()).collect()
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
        assert_eq!(found(&texts, "instance is not gone away"), [3, 1, 0]);
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
    fn names_of_values_are_seen() {
        let seen = |text: &str| {
            let (names, values) = names_of_values(text);
            (names.into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>(), values)
        };
        assert_eq!(seen("a <parameter name> of {Value}").0, ["<parameter name>", "{Value}"]);
        assert_eq!(seen("the “parameter name n” is"), (vec!["“parameter name n”".into()], Values::Any));
        assert_eq!(seen("the ”Action“ is"), (vec!["”Action“".into()], Values::Quoted));
        assert_eq!(seen("the parameter name is 5 % smaller < 3 \" x"), (vec![], Values::None));
    }
}
