//! What narrows the list: named, taken back, and carried over to the rail of another catalogue or grouping.

use std::sync::Arc;

use super::Rail;
use super::choices::{Choice, Choices, Kept, find, path};
use crate::catalog::{Catalog, Grouping, NodeId};
use crate::lang::Lang;
use crate::page::names;
use crate::text::sanitize;

impl Rail {
    /// What narrows the list, each choice with its name in a number of columns, as far as it has a shorter one.
    pub fn named_choices(&self, catalog: &Catalog, lang: Lang, columns: usize) -> Vec<(Choice, String)> {
        let nodes = self.order.iter().filter_map(|&grouping| {
            let (choice, node) = match self.choice(grouping) {
                Choice::Node => (Choice::Node, self.tree.node(self.chosen)),
                choice => (choice, &self.kept.iter().find(|kept| kept.grouping == grouping)?.node),
            };
            let name = names::node_fitting(catalog, node, lang, columns);
            Some((choice, sanitize::line(&name).into_owned()))
        });
        let facets = self.narrowing.facets.chosen().map(|facet| (Choice::Facet(facet), facet.name(lang)));
        nodes.chain(facets).collect()
    }

    /// The choice of a node in the tree of a grouping.
    fn choice(&self, grouping: Grouping) -> Choice {
        if grouping == self.tree.grouping() { Choice::Node } else { Choice::Kept(grouping) }
    }

    /// Takes one choice back.
    pub fn let_go(&mut self, choice: Choice) {
        match choice {
            Choice::Node => self.narrow_to(NodeId::ROOT),
            Choice::Kept(grouping) => {
                self.kept.retain(|kept| kept.grouping != grouping);
                self.order.retain(|other| *other != grouping);
                self.keep();
            }
            Choice::Facet(facet) => self.toggle_facet(facet),
        }
    }

    /// Takes one choice back, the one behind all others in the header first; returns whether there was any.
    pub fn widen(&mut self) -> bool {
        if self.narrowing.facets.let_go() {
            return true;
        }
        let last = self.order.last().map(|&grouping| self.choice(grouping));
        last.into_iter().for_each(|choice| self.let_go(choice));
        last.is_some()
    }

    /// Everything that is chosen, to be chosen again in another rail.
    pub fn choices(&self) -> Choices {
        let nodes = self.order.iter().filter_map(|&grouping| {
            let path = match self.choice(grouping) {
                Choice::Node => path(&self.tree, self.chosen),
                _ => self.kept.iter().find(|kept| kept.grouping == grouping)?.path.clone(),
            };
            Some((grouping, path))
        });
        Choices { nodes: nodes.collect(), facets: self.narrowing.facets }
    }

    /// Chooses what was chosen in another rail, as far as it exists, and nothing else.
    pub fn restore(&mut self, catalog: &Arc<Catalog>, choices: &Choices) {
        self.narrowing.facets = choices.facets;
        let own = |(grouping, _): &&(Grouping, _)| *grouping == self.tree.grouping();
        let (own, others): (Vec<_>, Vec<_>) = choices.nodes.iter().partition(own);
        let chosen = own.first().and_then(|(_, path)| find(&self.tree, path));
        self.kept = others.iter().filter_map(|(grouping, path)| Kept::of(catalog, *grouping, path)).collect();
        self.keep();
        self.choose_node(chosen.unwrap_or(NodeId::ROOT));
        let is_chosen = |grouping: &Grouping| match self.choice(*grouping) {
            Choice::Node => chosen.is_some(),
            _ => self.kept.iter().any(|kept| kept.grouping == *grouping),
        };
        self.order = choices.nodes.iter().map(|(grouping, _)| *grouping).filter(is_chosen).collect();
    }

    /// The same rail over another catalogue or grouping: the room stays, and what is chosen as far as it exists.
    pub fn rebuilt(&self, catalog: &Arc<Catalog>, grouping: Grouping) -> Self {
        let mut rail = Self::new(catalog, grouping);
        rail.view.set_height(self.view.height());
        rail.kinds = self.kinds;
        rail.restore(catalog, &self.choices());
        rail
    }
}
