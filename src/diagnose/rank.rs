//! Which entries an error may be, and what each is worth.

use std::cmp::Reverse;
use std::ops::Range;

use super::clue::Clue;
use super::near;
use super::template::{Template, Unified};
use super::token::Tokens;
use super::{Engine, Match, Piece, PieceKind, Quality};
use crate::catalog::{EntryId, Kinship, ProductIx};

/// From here on (of 1000) two messages are alike enough to be worth showing.
const ALIKE: u32 = 650;
/// As many candidates as are worth showing.
const MOST_CANDIDATES: usize = 8;
/// So many words have to agree literally before a message alone says anything.
const WORDS_ALONE: usize = 5;

/// How a documented message agrees with a real one, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Agreement {
    Literal,
    Placeholders,
    /// A quoted name stands for another one.
    Names,
    /// As far as the text goes.
    Cut,
    /// The documented message is nothing but a placeholder.
    Anything,
    None,
}

struct Judged {
    id: EntryId,
    agreement: Agreement,
    unified: Option<Unified>,
    likeness: u32,
    quality: Quality,
}

/// The matches of a clue, best first, and the codes near one that no catalogue holds.
pub(super) fn judge(engine: &Engine, clue: &Clue) -> (Vec<Match>, Vec<String>) {
    let Some(code) = &clue.code else {
        return (by_message(engine, clue), Vec::new());
    };
    let view = View::new(engine, clue);
    let entries = engine.index.by_code(&engine.catalog, code);
    if !entries.is_empty() {
        let mut judged: Vec<Judged> = entries.iter().map(|&id| view.judge(id)).collect();
        view.grade(&mut judged);
        view.sort(&mut judged);
        return (judged.iter().map(|judged| view.to_match(judged, &[])).collect(), Vec::new());
    }
    let near = near::near(&engine.catalog, code, engine.index.distinct(&engine.catalog));
    let mut matches = Vec::new();
    for near in &near {
        let mut judged: Vec<Judged> = near.entries.iter().map(|&id| view.judge(id)).collect();
        judged.iter_mut().for_each(|judged| judged.quality = Quality::Near);
        view.sort(&mut judged);
        judged.truncate(4);
        matches.extend(judged.iter().map(|judged| view.to_match(judged, near.bound.as_slice())));
    }
    matches.sort_by_key(|m| m.product_differs);
    let known: Vec<EntryId> = matches.iter().map(|m| m.entry).collect();
    let by_message = by_message(engine, clue).into_iter().filter(|m| !known.contains(&m.entry));
    matches.extend(by_message.map(|m| Match { quality: Quality::Candidate, ..m }));
    (matches, near.into_iter().map(|near| near.code).collect())
}

/// The entries that the message alone speaks for.
pub(super) fn by_message(engine: &Engine, clue: &Clue) -> Vec<Match> {
    let view = View::new(engine, clue);
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

/// How many words of the clue's message agree literally with a documented one, if one agrees at all.
pub(super) fn agreeing_words(engine: &Engine, clue: &Clue) -> Option<usize> {
    let agreeing = View::new(engine, clue).agreeing();
    agreeing.iter().filter_map(|judged| judged.unified.as_ref()).map(|unified| unified.literal).max()
}

/// How alike (of 1000) the most similar documented message is.
pub(super) fn likeness(engine: &Engine, clue: &Clue) -> u32 {
    View::new(engine, clue).alike().iter().map(|judged| judged.likeness).max().unwrap_or(0)
}

/// Of several messages near a code, takes the one that agrees with a documented one of the code.
pub(super) fn choose_message(engine: &Engine, clue: &mut Clue) {
    let others = std::mem::take(&mut clue.others);
    let Some(code) = clue.code.as_deref().filter(|_| !others.is_empty()) else { return };
    let entries = engine.index.by_code(&engine.catalog, code);
    let agrees = |message: &str| {
        let tokens = Tokens::new(message);
        entries.iter().any(|&id| {
            let template = engine.index.template(&engine.catalog, id);
            !template.is_bare() && template.unify(&tokens, false).is_some()
        })
    };
    if clue.message.as_deref().is_some_and(agrees) {
        return;
    }
    if let Some(message) = others.into_iter().find(|message| agrees(message)) {
        clue.message = Some(message);
        clue.cut = false;
    }
}

struct View<'a> {
    engine: &'a Engine,
    clue: &'a Clue,
    tokens: Tokens,
    product: Option<ProductIx>,
}

impl<'a> View<'a> {
    fn new(engine: &'a Engine, clue: &'a Clue) -> Self {
        let tokens = Tokens::new(clue.message.as_deref().unwrap_or(""));
        let product = clue.product.as_deref().and_then(|name| engine.catalog.find_product(name));
        Self { engine, clue, tokens, product }
    }

    fn template(&self, id: EntryId) -> &'a Template {
        self.engine.index.template(&self.engine.catalog, id)
    }

    fn judge(&self, id: EntryId) -> Judged {
        let template = self.template(id);
        let mut judged = Judged {
            id,
            agreement: Agreement::None,
            unified: None,
            likeness: 0,
            quality: Quality::WordingDiffers,
        };
        if self.clue.message.is_none() || self.tokens.len() == 0 {
            return judged;
        }
        judged.unified = template
            .unify(&self.tokens, false)
            .or_else(|| if self.clue.cut { template.unify(&self.tokens, true) } else { None });
        judged.agreement = match &judged.unified {
            None => Agreement::None,
            Some(_) if template.is_bare() => Agreement::Anything,
            Some(unified) if unified.cut => Agreement::Cut,
            Some(unified) if unified.generalised > 0 => Agreement::Names,
            Some(unified) if unified.holes > 0 => Agreement::Placeholders,
            Some(_) => Agreement::Literal,
        };
        judged.likeness = match judged.agreement {
            Agreement::None => template.tokens.likeness(&self.tokens),
            _ => 1000,
        };
        judged
    }

    /// Exact is what agrees best only: where a message agrees literally, no placeholder is said to agree as well, but for
    /// one of the very product.
    fn grade(&self, judged: &mut [Judged]) {
        let rank =
            |judged: &Judged| (judged.agreement, Reverse(judged.unified.as_ref().map_or(0, |u| u.used)));
        let best = judged.iter().map(rank).min();
        let products: Vec<ProductIx> = judged.iter().map(|judged| self.product_of(judged.id)).collect();
        let ranks: Vec<_> = judged.iter().map(rank).collect();
        let cut_messages = {
            let catalog = &self.engine.catalog;
            let cut = judged.iter().filter(|judged| judged.agreement == Agreement::Cut);
            let mut messages: Vec<_> = cut
                .map(|judged| {
                    crate::text::fold::message(catalog.entry(judged.id).message().unwrap_or_default())
                })
                .collect();
            messages.sort();
            messages.dedup();
            messages.len()
        };
        for (ix, judged) in judged.iter_mut().enumerate() {
            let own_best = ranks
                .iter()
                .zip(&products)
                .filter(|(_, product)| **product == products[ix])
                .map(|(rank, _)| *rank)
                .min();
            let is_best = match best {
                Some(best) if best.0 == Agreement::Literal && self.product != Some(products[ix]) => {
                    ranks[ix] == best
                }
                _ => Some(ranks[ix]) == own_best,
            };
            let agrees = match judged.agreement {
                Agreement::Literal | Agreement::Placeholders | Agreement::Names => true,
                Agreement::Cut => cut_messages == 1 && self.says_enough(judged),
                // A single word can be the value; a sentence is another message.
                Agreement::Anything => self.tokens.len() <= 3,
                Agreement::None => false,
            };
            judged.quality = if is_best && agrees { Quality::Exact } else { Quality::WordingDiffers };
        }
    }

    /// Whether a message that was cut off agrees with most of the documented one.
    fn says_enough(&self, judged: &Judged) -> bool {
        let words = self.template(judged.id).literal;
        judged
            .unified
            .as_ref()
            .is_some_and(|unified| unified.literal >= 4 && unified.literal * 10 >= words * 6)
    }

    /// Without a code, exact is only what agrees literally and at length, and is documented for one code.
    fn grade_alone(&self, judged: &mut [Judged]) {
        let catalog = &self.engine.catalog;
        let candidates = judged.iter().filter(|judged| judged.agreement <= Agreement::Placeholders);
        let candidates = candidates
            .filter(|judged| self.product.is_none_or(|product| product == self.product_of(judged.id)));
        let mut candidates = candidates.map(|judged| judged.id);
        let unique = candidates
            .next()
            .filter(|&first| candidates.all(|id| catalog.entry(id).code() == catalog.entry(first).code()));
        let foreign = self.clue.product.is_some() && self.product.is_none();
        for judged in judged.iter_mut() {
            let own =
                unique.is_some_and(|first| catalog.entry(first).code() == catalog.entry(judged.id).code());
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
        self.engine.catalog.ids().filter_map(judge).collect()
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
        self.engine.catalog.ids().filter_map(judge).collect()
    }

    fn product_of(&self, id: EntryId) -> ProductIx {
        self.engine.catalog.entry(id).product_ix()
    }

    fn product_differs(&self, id: EntryId) -> bool {
        self.clue.product.is_some() && self.kinship(id) == Kinship::Foreign
    }

    /// How near the entry's product is to the one that the text tells.
    fn kinship(&self, id: EntryId) -> Kinship {
        let own = self.engine.catalog.entry(id).product();
        self.clue.product.as_deref().map_or(Kinship::Same, |product| own.kinship(product))
    }

    fn status_differs(&self, id: EntryId) -> bool {
        let documented = self.engine.catalog.entry(id).status();
        matches!((self.clue.status, documented), (Some(real), Some(documented)) if real != documented.get())
    }

    fn sort(&self, judged: &mut [Judged]) {
        judged.sort_by_key(|judged| {
            let unified = judged.unified.as_ref();
            (
                // What the text says of something else is no reason to pass over the very entry.
                self.clue.far_product && judged.quality != Quality::Exact,
                self.kinship(judged.id),
                judged.quality,
                judged.agreement,
                Reverse(unified.map_or(0, |unified| unified.literal)),
                Reverse(judged.likeness),
                self.clue.message.as_deref()
                    != Some(&*self.engine.catalog.entry(judged.id).message().unwrap_or_default()),
                self.status_differs(judged.id),
                judged.id,
            )
        });
    }

    fn to_match(&self, judged: &Judged, code_params: &[(String, String)]) -> Match {
        let message = self.clue.message.as_deref().unwrap_or("");
        let mut params = code_params.to_vec();
        let mut marks: Vec<(Range<usize>, PieceKind)> = Vec::new();
        match &judged.unified {
            Some(unified) => {
                for bound in &unified.bound {
                    let span = self.tokens.span(bound.tokens.clone()).unwrap_or(0..0);
                    if !span.is_empty() {
                        marks.push((span.clone(), PieceKind::Bound(params.len())));
                    }
                    params.push((bound.name.clone(), message[span].to_owned()));
                }
                if let Some(rest) = self.tokens.span(unified.used..self.tokens.len()) {
                    marks.push((rest.start..message.len(), PieceKind::Differs));
                }
            }
            None => {
                marks.extend(self.differences(judged.id).into_iter().map(|span| (span, PieceKind::Differs)))
            }
        }
        Match {
            quality: judged.quality,
            status_differs: self.status_differs(judged.id),
            product_differs: self.product_differs(judged.id),
            params,
            entry: judged.id,
            pieces: pieces(message, marks),
        }
    }

    /// Where the real message has words that the documented one has not, in its order.
    fn differences(&self, id: EntryId) -> Vec<Range<usize>> {
        let documented = &self.template(id).tokens;
        let (rows, columns) = (self.tokens.len().min(200), documented.len().min(200));
        // The longest common subsequence.
        let mut longest = vec![vec![0u16; columns + 1]; rows + 1];
        for row in (0..rows).rev() {
            for column in (0..columns).rev() {
                longest[row][column] = if self.tokens.get(row) == documented.get(column) {
                    longest[row + 1][column + 1] + 1
                } else {
                    longest[row + 1][column].max(longest[row][column + 1])
                };
            }
        }
        let mut spans: Vec<Range<usize>> = Vec::new();
        let (mut row, mut column) = (0, 0);
        while row < self.tokens.len() {
            if row < rows && column < columns && self.tokens.get(row) == documented.get(column) {
                row += 1;
                column += 1;
            } else if row < rows && column < columns && longest[row][column + 1] >= longest[row + 1][column] {
                column += 1;
            } else {
                if let Some(span) = self.tokens.span(row..row + 1) {
                    match spans.last_mut() {
                        Some(last)
                            if self.clue.message.as_deref().is_some_and(|m| {
                                m[last.end.min(span.start)..span.start].trim().is_empty()
                            }) =>
                        {
                            last.end = last.end.max(span.end);
                        }
                        _ => spans.push(span),
                    }
                }
                row += 1;
            }
        }
        spans
    }
}

/// A message cut at the marked ranges, which are in ascending order.
fn pieces(message: &str, marks: Vec<(Range<usize>, PieceKind)>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut push = |range: Range<usize>, kind| {
        if !range.is_empty() {
            pieces.push(Piece { text: message[range].to_owned(), kind });
        }
    };
    let mut done = 0;
    for (range, kind) in marks {
        if range.start < done {
            continue;
        }
        push(done..range.start, PieceKind::Same);
        done = range.end;
        push(range, kind);
    }
    push(done..message.len(), PieceKind::Same);
    pieces
}
