//! Facets: what the rail offers below its tree. A chosen value narrows the list to the entries that have it.

use crate::catalog::{Category, Entry, Provenance};
use crate::lang::Lang;
use crate::page::Chance;

/// A value of a facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// Whether a retry helps.
    Chance(Chance),
    /// Where the entry comes from.
    Source(Provenance),
    /// What the error has to do with.
    Category(Category),
}

impl Facet {
    pub fn name(self, lang: Lang) -> String {
        match self {
            Facet::Chance(chance) => format!("{} {}", chance.sign(), chance.name(lang)),
            Facet::Source(source) => source.name(lang).to_owned(),
            Facet::Category(category) => category.name(lang).to_owned(),
        }
    }

    /// A short name, for little room.
    pub fn short_name(self, lang: Lang) -> String {
        match self {
            Facet::Chance(chance) => chance.sign().to_owned(),
            facet => facet.name(lang),
        }
    }
}

/// The chosen value of each facet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facets {
    chance: Option<Chance>,
    source: Option<Provenance>,
    category: Option<Category>,
}

impl Facets {
    /// The values of an entry.
    pub fn of(entry: Entry) -> Self {
        Self {
            chance: entry.retry().map(Chance::from),
            source: Some(entry.provenance()),
            category: entry.category(),
        }
    }

    /// The chosen values, in the rail's order.
    pub fn chosen(self) -> impl DoubleEndedIterator<Item = Facet> {
        let facets = [
            self.chance.map(Facet::Chance),
            self.source.map(Facet::Source),
            self.category.map(Facet::Category),
        ];
        facets.into_iter().flatten()
    }

    pub fn holds(self, facet: Facet) -> bool {
        match facet {
            Facet::Chance(chance) => self.chance == Some(chance),
            Facet::Source(source) => self.source == Some(source),
            Facet::Category(category) => self.category == Some(category),
        }
    }

    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Chooses a value, or takes the choice back.
    pub fn toggle(&mut self, facet: Facet) {
        let chosen = self.holds(facet);
        match facet {
            Facet::Chance(chance) => self.chance = (!chosen).then_some(chance),
            Facet::Source(source) => self.source = (!chosen).then_some(source),
            Facet::Category(category) => self.category = (!chosen).then_some(category),
        }
    }

    /// Takes the last choice back; returns whether there was one.
    pub fn let_go(&mut self) -> bool {
        let last = self.chosen().next_back();
        last.into_iter().for_each(|facet| self.toggle(facet));
        last.is_some()
    }

    /// Whether an entry has the chosen values: of chance, source and category, each.
    pub(super) fn fits(self, entry: Facets) -> [bool; 3] {
        [
            self.chance.is_none() || self.chance == entry.chance,
            self.source.is_none() || self.source == entry.source,
            self.category.is_none() || self.category == entry.category,
        ]
    }
}
