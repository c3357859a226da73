//! Errors by their message alone.

use super::lookup::Lookup;
use super::rank::{ALIKE, Agreement, Judged, View};

use crate::diagnose::finding::{Match, Quality};
use crate::diagnose::read::clue::Clue;

/// At most this many candidates are shown.
const MOST_CANDIDATES: usize = 8;
/// A message without a code must agree in at least this many words to count.
const WORDS_ALONE: usize = 5;

/// The entries that the message alone suggests.
pub fn by_words(lookup: &Lookup, clue: &Clue) -> Vec<Match> {
    let view = View::new(lookup, clue);
    let mut judged = view.agreeing();
    if judged.is_empty() {
        judged = view.alike();
        view.sort(&mut judged);
    } else {
        view.sort(&mut judged);
        view.grade_alone(&mut judged);
    }
    judged.truncate(MOST_CANDIDATES);
    judged.iter().map(|judged| view.to_match(judged, &[])).collect()
}

/// How many words of the clue's message agree literally with a documented message, if there is one that agrees.
pub fn agreeing_words(lookup: &Lookup, clue: &Clue) -> Option<usize> {
    let agreeing = View::new(lookup, clue).agreeing();
    agreeing.iter().filter_map(|judged| judged.unified.as_ref()).map(|unified| unified.literal).max()
}

/// How alike (of 1000) the most similar documented message is.
pub fn likeness(lookup: &Lookup, clue: &Clue) -> u32 {
    View::new(lookup, clue).alike().iter().map(|judged| judged.likeness).max().unwrap_or(0)
}

impl View<'_> {
    /// Without a code, a match is exact only if it agrees literally, is long, and is documented for one code only.
    fn grade_alone(&self, judged: &mut [Judged]) {
        let code = |id| self.lookup.code(id);
        let candidates = judged.iter().filter(|judged| judged.agreement <= Agreement::Placeholders);
        let candidates = candidates
            .filter(|judged| self.product.is_none_or(|product| product == self.product_of(judged.id)));
        let mut candidates = candidates.map(|judged| judged.id);
        let unique = candidates.next().filter(|&first| candidates.all(|id| code(id) == code(first)));
        let foreign = self.clue.product.is_some() && self.product.is_none();
        for judged in judged.iter_mut() {
            let own = unique.is_some_and(|first| code(first) == code(judged.id));
            let literal = judged.unified.as_ref().map_or(0, |unified| unified.literal);
            let exact =
                own && !foreign && judged.agreement <= Agreement::Placeholders && literal >= WORDS_ALONE;
            judged.quality = if exact { Quality::Exact } else { Quality::Candidate };
        }
    }

    /// The entries whose template agrees with the message, whatever their code.
    fn agreeing(&self) -> Vec<Judged> {
        if self.tokens.len() < 2 {
            return Vec::new();
        }
        let judge = |id| {
            let template = self.template(id);
            if template.literal < 3 {
                return None;
            }
            let unified = template.unify(&self.tokens, false)?;
            let agreement = match (unified.generalised, unified.holes) {
                (0, 0) => Agreement::Literal,
                (0, _) => Agreement::Placeholders,
                _ => Agreement::Names,
            };
            Some(Judged {
                id,
                agreement,
                unified: Some(unified),
                likeness: 1000,
                quality: Quality::Candidate,
            })
        };
        self.lookup.sharing_words(&self.tokens).into_iter().filter_map(judge).collect()
    }

    /// The entries whose message is like the clue's.
    fn alike(&self) -> Vec<Judged> {
        if self.tokens.words() < 3 {
            return Vec::new();
        }
        let judge = |id| {
            let likeness = self.template(id).tokens.likeness(&self.tokens);
            let alike = likeness >= ALIKE;
            alike.then_some(Judged {
                id,
                agreement: Agreement::None,
                unified: None,
                likeness,
                quality: Quality::Candidate,
            })
        };
        self.lookup.sharing_words(&self.tokens).into_iter().filter_map(judge).collect()
    }
}
