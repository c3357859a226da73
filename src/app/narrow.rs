//! What narrows the hits of a query beside the query itself, and how many each choice would leave.

use crate::catalog::{Catalog, Category, EntryId, NodeId, NodeKind, Tree};
use crate::page::Chance;
use crate::search::Hit;

/// A set of entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entries {
    words: Vec<u64>,
}

impl Entries {
    /// An empty set of the entries of a catalogue of so many.
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
    pub chance: Option<Chance>,
    pub category: Option<Category>,
}

/// How many hits each choice of the rail leaves, as the others are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// By product.
    products: Vec<usize>,
    /// The hits that nodes are counted by: narrowed by all but the scope.
    in_tree: Entries,
    chances: [usize; 3],
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
        let entry = catalog.entry(id);
        let (chance, category) = (entry.retry().map(Chance::from), entry.category());
        let in_scope = narrowing.scope.as_ref().is_none_or(|scope| scope.contains(id));
        let of_chance = narrowing.chance.is_none_or(|wanted| chance == Some(wanted));
        let of_category = narrowing.category.is_none_or(|wanted| category == Some(wanted));
        if of_chance && of_category {
            self.products[entry.product_ix().index()] += 1;
            self.in_tree.insert(id);
        }
        if let (Some(chance), true) = (chance, in_scope && of_category) {
            self.chances[chance as usize] += 1;
        }
        if let (Some(category), true) = (category, in_scope && of_chance) {
            self.categories[category as usize] += 1;
        }
        if in_scope && of_chance && of_category {
            self.listed.insert(id);
        }
    }

    pub fn chance(&self, chance: Chance) -> usize {
        self.chances[chance as usize]
    }

    pub fn category(&self, category: Category) -> usize {
        self.categories[category as usize]
    }

    /// How many hits a node of the tree holds.
    pub fn node(&self, tree: &Tree, id: NodeId) -> usize {
        let node = tree.node(id);
        match node.kind {
            NodeKind::All => self.in_tree.len(),
            // Where products hold all of their entries, they are counted already.
            NodeKind::Product(ix)
                if node.depth == 2 && tree.grouping() == crate::catalog::Grouping::Product =>
            {
                self.products.get(ix.index()).copied().unwrap_or(0)
            }
            NodeKind::Group(_) => node.children.iter().map(|&child| self.node(tree, child)).sum(),
            _ => node.entries.iter().filter(|&&entry| self.in_tree.contains(entry)).count(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Grouping;
    use crate::search::Field;

    #[test]
    fn each_choice_is_counted_as_the_others_are() {
        let catalog = Catalog::embedded();
        let hits: Vec<Hit> =
            catalog.ids().map(|entry| Hit { entry, score: 0, matched: Field::Code }).collect();
        let tree = Tree::new(&catalog, Grouping::Product);
        let all = Counts::of(&catalog, &hits, &Narrowing::default());
        assert_eq!(all.node(&tree, NodeId::ROOT), catalog.len());
        let chances: usize = Chance::ALL.map(|chance| all.chance(chance)).iter().sum();
        assert!(chances > 400, "{chances}");

        let slb = catalog.find_product("slb").unwrap();
        let node = tree.find(&NodeKind::Product(slb)).unwrap();
        let mut scope = Entries::none_of(catalog.len());
        tree.node(node).entries.iter().for_each(|&id| scope.insert(id));
        let narrowing = Narrowing { scope: Some(scope), chance: Some(Chance::Never), category: None };
        let counts = Counts::of(&catalog, &hits, &narrowing);
        assert_eq!(counts.listed.len(), counts.node(&tree, node), "what is listed is of both");
        assert!(
            counts.node(&tree, NodeId::ROOT) > counts.listed.len(),
            "products are counted beyond the scope"
        );
        assert!(counts.chance(Chance::Fix) > counts.listed.len(), "chances beyond the chosen one");
    }
}
