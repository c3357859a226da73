//! How good a match is: tiers, scores, and the order of hits. The order of `Tier` is that of the hits.

use crate::catalog::EntryId;

/// The field of an entry that a query matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    Code,
    /// The code, misspelt.
    Typo,
    Message,
    /// The Chinese explanation, or the name of what the entry belongs to.
    Explanation,
    /// The English explanation.
    Meaning,
    /// The explanation, spelt in Latin letters.
    Pinyin,
    /// The English description.
    Description,
}

impl Field {
    /// The name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Field::Code => "code",
            Field::Typo => "typo",
            Field::Message => "message",
            Field::Explanation | Field::Meaning => "explanation",
            Field::Pinyin => "pinyin",
            Field::Description => "description",
        }
    }
}

/// The ways to match, the better ones last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    Pinyin = 1,
    Description,
    /// Every word stands somewhere in the entry; some only in the explanation or in a name.
    AnywhereExplanation,
    /// Every word stands somewhere in the entry: in the code or the message.
    AnywhereMessage,
    /// Most words of the query, in the English explanation.
    MeaningNearly,
    /// Most words of the query, such as a message with other parameter values.
    MessageNearly,
    /// The Chinese explanation says what the query says in English.
    Synonym,
    /// The query names the entry's product in Chinese, or by a part of its name: that is mostly said of things, too.
    ProductInWords,
    /// The query names the entry's category, or whether a retry helps.
    Category,
    /// The words of the query at different places, or in a run that punctuation interrupts.
    ExplanationWords,
    Explanation,
    MeaningWords,
    MeaningPhrase,
    MessageWords,
    MessagePhrase,
    Typo,
    Fuzzy,
    /// The query is the beginning of a word that the entry's product is called by.
    ProductBegun,
    CodeWords,
    CodeSegment,
    CodePrefix,
    /// The query names the entry's product and nothing else: codes that hold the name are about something else.
    Product,
    CodeExact,
}

impl Tier {
    fn field(self) -> Field {
        match self {
            Tier::Pinyin => Field::Pinyin,
            Tier::Description => Field::Description,
            Tier::MeaningNearly | Tier::MeaningWords | Tier::MeaningPhrase => Field::Meaning,
            Tier::Product
            | Tier::ProductBegun
            | Tier::ProductInWords
            | Tier::Synonym
            | Tier::AnywhereExplanation
            | Tier::Category
            | Tier::ExplanationWords
            | Tier::Explanation => Field::Explanation,
            Tier::AnywhereMessage | Tier::MessageNearly | Tier::MessageWords | Tier::MessagePhrase => {
                Field::Message
            }
            Tier::Typo => Field::Typo,
            Tier::Fuzzy | Tier::CodeWords | Tier::CodeSegment | Tier::CodePrefix | Tier::CodeExact => {
                Field::Code
            }
        }
    }

    const ALL: [Tier; 23] = [
        Tier::Pinyin,
        Tier::Description,
        Tier::AnywhereExplanation,
        Tier::AnywhereMessage,
        Tier::MeaningNearly,
        Tier::MessageNearly,
        Tier::Synonym,
        Tier::ProductInWords,
        Tier::Category,
        Tier::ExplanationWords,
        Tier::Explanation,
        Tier::MeaningWords,
        Tier::MeaningPhrase,
        Tier::MessageWords,
        Tier::MessagePhrase,
        Tier::Typo,
        Tier::Fuzzy,
        Tier::ProductBegun,
        Tier::CodeWords,
        Tier::CodeSegment,
        Tier::CodePrefix,
        Tier::Product,
        Tier::CodeExact,
    ];
}

/// `part` of `whole`, as a quality: the whole is the best there is.
pub(super) fn share(part: usize, whole: usize) -> u16 {
    // At most `u16::MAX`, as `part` is at most `whole`.
    (part.min(whole) * usize::from(u16::MAX) / whole.max(1)) as u16
}

/// The tier in the highest byte, the quality within it in the next two, in the last whether the query names
/// the entry's product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Score(u32);

impl Score {
    /// No match.
    pub(super) const NONE: Score = Score(0);

    pub(super) fn new(tier: Tier, quality: u16) -> Self {
        Self((tier as u32) << 24 | u32::from(quality) << 8)
    }

    /// The score for an entry of the product that the query names. The quality of the other words counts half, so
    /// that the same tier reached with all words is better.
    pub(super) fn of_named_product(self) -> Self {
        let quality = (self.0 >> 8) & 0xffff;
        Self(self.0 & 0xff00_0000 | (quality / 2) << 8 | 1)
    }

    /// The lowest score of its tier.
    fn last_of_tier(self) -> Self {
        Self(self.0 & 0xff00_0000)
    }

    fn field(self) -> Field {
        let tier = (self.0 >> 24) as usize;
        tier.checked_sub(1).and_then(|at| Tier::ALL.get(at)).map_or(Field::Code, |tier| tier.field())
    }
}

/// The best score of each entry so far.
pub(super) struct Best {
    scores: Vec<Score>,
}

impl Best {
    pub(super) fn new(entries: usize) -> Self {
        Self { scores: vec![Score::NONE; entries] }
    }

    pub(super) fn offer(&mut self, entry: EntryId, score: Score) {
        let best = &mut self.scores[entry.index()];
        *best = score.max(*best);
    }

    /// Puts an entry behind the others of its tier.
    pub(super) fn put_last(&mut self, entry: EntryId) {
        let score = &mut self.scores[entry.index()];
        *score = score.last_of_tier();
    }

    /// Takes over what others found, all of it in one tier.
    pub(super) fn offer_all_as(&mut self, found: &Best, tier: Tier) {
        for (at, score) in found.scores.iter().enumerate().filter(|&(_, &score)| score > Score::NONE) {
            self.offer(EntryId::new(at), Score::new(tier, (score.0 >> 16) as u16));
        }
    }

    /// The score of an entry that was found.
    pub(super) fn score(&self, entry: EntryId) -> Option<Score> {
        Some(self.scores[entry.index()]).filter(|&score| score > Score::NONE)
    }

    /// Whether nothing was found.
    pub(super) fn is_empty(&self) -> bool {
        self.scores.iter().all(|&score| score == Score::NONE)
    }

    /// Whether anything was found in a tier or a better one.
    pub(super) fn reaches(&self, tier: Tier) -> bool {
        let least = Score::new(tier, 0);
        self.scores.iter().any(|&score| score >= least)
    }

    /// Whether anything was found in a worse tier only.
    pub(super) fn any_below(&self, tier: Tier) -> bool {
        let least = Score::new(tier, 0);
        self.scores.iter().any(|&score| score > Score::NONE && score < least)
    }

    /// Whether anything was found that is not only alike, or sounds alike.
    pub(super) fn is_certain(&self) -> bool {
        let guesses = [Tier::Pinyin, Tier::Typo, Tier::Fuzzy].map(|tier| tier as u32);
        self.scores.iter().any(|&score| score > Score::NONE && !guesses.contains(&(score.0 >> 24)))
    }

    /// How many entries were found.
    pub(super) fn found(&self) -> usize {
        self.scores.iter().filter(|&&score| score > Score::NONE).count()
    }

    /// The hits among the admitted entries; of equal scores in document order.
    pub(super) fn into_hits(self, admitted: impl Fn(EntryId) -> bool) -> Vec<Hit> {
        let scored = self.scores.into_iter().enumerate().filter(|&(_, score)| score > Score::NONE);
        let admitted = scored.filter(|(at, _)| admitted(EntryId::new(*at)));
        // Sorts one number a hit, the smallest for the best score and then the first entry: there may be 100,000 hits.
        let mut keys: Vec<u64> = admitted.map(|(at, score)| u64::from(!score.0) << 32 | at as u64).collect();
        keys.sort_unstable();
        let hit = |key: u64| {
            let score = Score(!((key >> 32) as u32));
            Hit { entry: EntryId::new(key as u32 as usize), score: score.0, matched: score.field() }
        };
        keys.into_iter().map(hit).collect()
    }
}

/// An entry that a query found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    pub entry: EntryId,
    /// The higher, the better; comparable within one answer only.
    pub score: u32,
    pub matched: Field,
}

/// The answer to a query, best hits first; among equals in document order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hits {
    pub hits: Vec<Hit>,
    /// The words that were sought instead of misspelt ones, where nothing was found as it was typed.
    pub mended: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_come_before_qualities_and_qualities_before_the_named_product() {
        let exact = Score::new(Tier::CodeExact, 0);
        let prefix = Score::new(Tier::CodePrefix, u16::MAX);
        assert!(exact > prefix);
        assert!(prefix > Score::new(Tier::CodePrefix, 10).of_named_product());
        assert!(Score::new(Tier::Fuzzy, 0).of_named_product() > Score::new(Tier::Fuzzy, 0));
    }

    #[test]
    fn every_tier_stands_at_its_place_in_the_list() {
        for (at, tier) in Tier::ALL.into_iter().enumerate() {
            assert_eq!(tier as usize, at + 1);
            assert_eq!(Score::new(tier, 7).field(), tier.field());
        }
    }

    #[test]
    fn equal_scores_keep_the_document_order() {
        let mut best = Best::new(4);
        for at in [2, 0, 3] {
            best.offer(EntryId::new(at), Score::new(Tier::Fuzzy, 5));
        }
        best.offer(EntryId::new(3), Score::new(Tier::Typo, 9));
        let hits = best.into_hits(|id| id.index() != 0);
        let order: Vec<usize> = hits.iter().map(|hit| hit.entry.index()).collect();
        assert_eq!(order, [2, 3]);
    }
}
