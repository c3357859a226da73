//! Judges how well each entry fits an error ([`Quality`]), and sorts them.

use std::cmp::Reverse;

use super::lookup::Lookup;
use super::template::{FEWEST_WORDS, Template, Unified};
use super::words::Tokens;
use crate::catalog::{EntryId, Kinship, Origin, ProductIx};
use crate::diagnose::finding::Quality;
use crate::diagnose::read::clue::Clue;
use crate::lang::Lang;

/// The likeness of two messages that are the same.
const SAME: u32 = 1000;

/// Two messages are similar if their likeness (0 to 1000) is at least this.
pub const ALIKE: u32 = 650;

/// How a documented message agrees with a real one, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    Literal,
    Placeholders,
    /// It agrees except for a quoted name, in whose place another one stands.
    Names,
    /// It agrees up to where the text was cut off.
    Cut,
    /// The documented message is nothing but a placeholder.
    Anything,
    None,
}

/// An entry with the verdict on it.
pub struct Judged {
    pub id: EntryId,
    pub agreement: Agreement,
    pub unified: Option<Unified>,
    pub likeness: u32,
    pub quality: Quality,
}

/// A clue, seen against the catalogue: judges and sorts entries for it.
pub struct View<'a> {
    pub lookup: &'a Lookup,
    pub clue: &'a Clue,
    pub tokens: Tokens,
    pub product: Option<ProductIx>,
}

impl<'a> View<'a> {
    pub fn new(lookup: &'a Lookup, clue: &'a Clue) -> Self {
        let tokens = Tokens::new(clue.message.as_deref().unwrap_or(""));
        let product = clue.product.as_deref().and_then(|name| lookup.find_product(name));
        Self { lookup, clue, tokens, product }
    }

    pub fn template(&self, id: EntryId) -> &'a Template {
        self.lookup.template(id)
    }

    pub fn judge(&self, id: EntryId) -> Judged {
        let template = self.template(id);
        let mut judged = Judged {
            id,
            agreement: Agreement::None,
            unified: None,
            likeness: 0,
            quality: Quality::WordingDiffers,
        };
        if self.tokens.len() == 0 || self.lookup.message(id).is_none() {
            judged.quality = Quality::Code;
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
            _ => SAME,
        };
        judged
    }

    /// Sets the quality of each. Only what agrees best is exact: where one message agrees literally, another that
    /// agrees by its placeholders is not exact, unless it is of the error's own product.
    pub fn grade(&self, judged: &mut [Judged]) {
        let rank =
            |judged: &Judged| (judged.agreement, Reverse(judged.unified.as_ref().map_or(0, |u| u.used)));
        let best = judged.iter().map(rank).min();
        let products: Vec<ProductIx> = judged.iter().map(|judged| self.product_of(judged.id)).collect();
        let ranks: Vec<_> = judged.iter().map(rank).collect();
        let cut_messages = {
            let cut = judged.iter().filter(|judged| judged.agreement == Agreement::Cut);
            let mut messages: Vec<_> = cut
                .map(|judged| crate::text::fold::message(self.lookup.message(judged.id).unwrap_or("")))
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
                // A few words can be a value; a sentence is another message.
                Agreement::Anything => self.tokens.len() <= 3,
                Agreement::None => false,
            };
            if is_best && agrees {
                judged.quality = Quality::Exact;
            }
        }
    }

    /// Whether a message that was cut off agrees with most of the documented one.
    pub fn says_enough(&self, judged: &Judged) -> bool {
        let words = self.template(judged.id).literal;
        judged
            .unified
            .as_ref()
            .is_some_and(|unified| unified.literal >= FEWEST_WORDS && unified.literal * 10 >= words * 6)
    }

    pub fn product_of(&self, id: EntryId) -> ProductIx {
        self.lookup.product(id)
    }

    pub fn product_differs(&self, id: EntryId) -> bool {
        self.clue.product.is_some() && self.kinship(id) == Kinship::Foreign
    }

    /// How near the entry's product is to the one that the text names.
    fn kinship(&self, id: EntryId) -> Kinship {
        let own = self.lookup.catalog().product(self.product_of(id));
        self.clue.product.as_deref().map_or(Kinship::Same, |product| own.kinship(product))
    }

    pub fn status_differs(&self, id: EntryId) -> bool {
        matches!((self.clue.status, self.lookup.status(id)), (Some(real), Some(documented)) if real != documented)
    }

    pub fn sort(&self, judged: &mut [Judged]) {
        judged.sort_by_cached_key(|judged| {
            let unified = judged.unified.as_ref();
            let alike = judged.likeness.max(ALIKE);
            (
                // A product that is named far from the error must not outweigh an entry that matches exactly.
                self.clue.far_product && judged.quality != Quality::Exact,
                // First the product that the text names, then products with the same codes, then entries of any
                // product.
                self.clue.product.is_some().then(|| self.kinship(judged.id)),
                judged.quality,
                judged.agreement,
                Reverse(unified.map_or(0, |unified| unified.literal)),
                // Where all messages differ: first the received status, then a general message before one about a
                // parameter.
                alike == ALIKE && self.status_differs(judged.id),
                alike == ALIKE && self.names_another(judged),
                Reverse(judged.likeness),
                self.clue.message.as_deref() != self.lookup.message(judged.id),
                self.status_differs(judged.id),
                // Where nothing shows the product, an entry that holds for any product is the safest answer.
                !self.is_any(judged.id),
                judged.id,
            )
        });
    }

    /// Whether an entry is of the gateway or the SDKs: it fits any product, and comes after the product's own entries.
    pub fn is_any(&self, id: EntryId) -> bool {
        self.lookup.catalog().product(self.product_of(id)).is_any()
    }

    /// Where the text names no product, puts the entries that hold for any product first, if the best ones of several
    /// products are equal, or the only one says nothing of its own about the code.
    pub fn lead_with_any(&self, judged: &mut [Judged], equal: usize) {
        let Some(first) = judged.first().filter(|_| self.clue.product.is_none()) else { return };
        let says = |id| {
            let origin = self.lookup.catalog().entry(id).explanation(Lang::En).map(|said| said.origin);
            origin.is_some_and(|origin| origin != Origin::Rule)
        };
        if equal < 2 && says(first.id) {
            return;
        }
        let fits =
            |judged: &Judged| self.is_any(judged.id) && judged.quality <= Quality::Code && says(judged.id);
        if let Some(any) = judged.iter().position(fits) {
            judged[..=any].rotate_right(1);
        }
    }

    /// Whether the message of an entry speaks of a parameter that the real one does not name.
    pub fn names_another(&self, judged: &Judged) -> bool {
        judged.unified.is_none() && self.template(judged.id).names_other_than(&self.tokens)
    }

    /// The products with entries as good as the best one, where the text names no product.
    pub fn undecided(&self, judged: &[Judged]) -> Vec<ProductIx> {
        let mut products = Vec::new();
        let Some(first) = judged.first().filter(|_| self.clue.product.is_none()) else { return products };
        let worth = |judged: &Judged| (judged.quality, judged.agreement, self.status_differs(judged.id));
        for equal in judged.iter().filter(|judged| worth(judged) == worth(first) && !self.is_any(judged.id)) {
            let product = self.product_of(equal.id);
            if !products.contains(&product) {
                products.push(product);
            }
        }
        products.truncate(if products.len() > 1 { products.len() } else { 0 });
        products
    }
}
