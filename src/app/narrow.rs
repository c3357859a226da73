//! Narrows the hits of a query by the choices of the rail, and counts how many hits each choice would leave.

use super::facet::{Facet, Facets};
use crate::catalog::{Catalog, Category, EntryId, NodeId, NodeKind, Provenance, Tree};
use crate::page::Chance;
use crate::search::Hit;

/// A set of entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entries {
    words: Vec<u64>,
}

impl Entries {
    /// An empty set for a catalogue of this many entries.
    pub fn none_of(entries: usize) -> Self {
        Self { words: vec![0; entries.div_ceil(64)] }
    }

    pub fn insert(&mut self, id: EntryId) {
        if let Some(word) = self.words.get_mut(id.index() / 64) {
            *word |= 1 << (id.index() % 64);
        }
    }

    pub fn contains(&self, id: EntryId) -> bool {
        self.words.get(id.index() / 64).is_some_and(|word| word >> (id.index() % 64) & 1 == 1)
    }

    /// The entries that are in both sets.
    pub fn and(mut self, other: &Self) -> Self {
        for (own, word) in self.words.iter_mut().zip(&other.words) {
            *own &= word;
        }
        self
    }

    pub fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }
}

/// What is chosen in the rail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// The entries of the chosen node; `None`: all.
    pub scope: Option<Entries>,
    /// The entries that the nodes chosen under other groupings leave; `None`: all.
    pub beyond: Option<Entries>,
    pub facets: Facets,
}

/// How many hits each choice of the rail would leave, with the other choices as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// By product.
    products: Vec<usize>,
    /// The hits by which nodes are counted: narrowed by everything but the chosen node.
    in_tree: Entries,
    chances: [usize; Chance::ALL.len()],
    sources: [usize; Provenance::ALL.len()],
    categories: [usize; Category::ALL.len()],
    /// The hits that are listed, narrowed by everything.
    pub listed: Entries,
}

impl Counts {
    /// Counts the hits of a query.
    pub fn of(catalog: &Catalog, hits: &[Hit], narrowing: &Narrowing) -> Self {
        let mut counts = Self {
            products: vec![0; catalog.products().len()],
            in_tree: Entries::none_of(catalog.len()),
            listed: Entries::none_of(catalog.len()),
            ..Self::default()
        };
        for hit in hits {
            counts.add(catalog, hit.entry, narrowing);
        }
        counts
    }

    fn add(&mut self, catalog: &Catalog, id: EntryId, narrowing: &Narrowing) {
        if narrowing.beyond.as_ref().is_some_and(|entries| !entries.contains(id)) {
            return;
        }
        let entry = catalog.entry(id);
        let in_scope = narrowing.scope.as_ref().is_none_or(|scope| scope.contains(id));
        let facets = Facets::of(entry);
        let [chance, source, category] = narrowing.facets.fits(facets);
        if chance && source && category {
            self.products[entry.product_ix().index()] += 1;
            self.in_tree.insert(id);
            if in_scope {
                self.listed.insert(id);
            }
        }
        // The values of a facet are counted with the choices of the other facets only.
        for facet in facets.chosen().filter(|_| in_scope) {
            let (counted, others) = match facet {
                Facet::Chance(chance) => (&mut self.chances[chance as usize], source && category),
                Facet::Source(own) => (&mut self.sources[own as usize], chance && category),
                Facet::Category(category) => (&mut self.categories[category as usize], chance && source),
            };
            *counted += usize::from(others);
        }
    }

    /// How many hits a value of a facet leaves.
    pub fn facet(&self, facet: Facet) -> usize {
        match facet {
            Facet::Chance(chance) => self.chances[chance as usize],
            Facet::Source(source) => self.sources[source as usize],
            Facet::Category(category) => self.categories[category as usize],
        }
    }

    /// How many hits a node of the tree holds.
    pub fn node(&self, tree: &Tree, id: NodeId) -> usize {
        let node = tree.node(id);
        match node.kind {
            NodeKind::All => self.in_tree.len(),
            // Products are counted already, as long as the node holds all entries of the product.
            NodeKind::Product(ix)
                if node.depth == 2 && tree.grouping() == crate::catalog::Grouping::Product =>
            {
                self.products.get(ix.index()).copied().unwrap_or(0)
            }
            NodeKind::Group(_) => tree.children(id).iter().map(|&child| self.node(tree, child)).sum(),
            _ => node.entries.iter().filter(|&&entry| self.in_tree.contains(entry)).count(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::catalog::Grouping;
    use crate::search::Field;

    #[test]
    fn each_choice_is_counted_as_the_others_are() {
        let catalog = Arc::new(Catalog::embedded());
        let hits: Vec<Hit> =
            catalog.ids().map(|entry| Hit { entry, score: 0, matched: Field::Code }).collect();
        let tree = Tree::new(&catalog, Grouping::Product);
        let all = Counts::of(&catalog, &hits, &Narrowing::default());
        assert_eq!(all.node(&tree, NodeId::ROOT), catalog.len());
        let chances: usize = Chance::ALL.map(|chance| all.facet(Facet::Chance(chance))).iter().sum();
        assert!(chances > 400, "{chances}");
        let sources = Provenance::ALL.map(|source| all.facet(Facet::Source(source)));
        assert_eq!(sources, [504, catalog.len() - 504, 0]);

        let slb = catalog.find_product("slb").unwrap();
        let node = tree.find(&NodeKind::Product(slb)).unwrap();
        let mut scope = Entries::none_of(catalog.len());
        tree.node(node).entries.iter().for_each(|&id| scope.insert(id));
        let mut narrowing = Narrowing { scope: Some(scope), ..Narrowing::default() };
        narrowing.facets.toggle(Facet::Chance(Chance::Never));
        let counts = Counts::of(&catalog, &hits, &narrowing);
        assert_eq!(counts.listed.len(), counts.node(&tree, node), "what is listed is of both");
        assert!(
            counts.node(&tree, NodeId::ROOT) > counts.listed.len(),
            "products are counted beyond the scope"
        );
        assert!(
            counts.facet(Facet::Chance(Chance::Fix)) > counts.listed.len(),
            "chances beyond the chosen one"
        );
    }
}
