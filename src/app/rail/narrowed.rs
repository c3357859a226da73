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
        let own = (self.chosen != NodeId::ROOT).then(|| (Choice::Node, self.tree.node(self.chosen)));
        let kept = self.kept.iter().map(|kept| (Choice::Kept(kept.grouping), &kept.node));
        let nodes = own.into_iter().chain(kept).map(|(choice, node)| {
            let name = names::node_fitting(catalog, node, lang, columns);
            (choice, sanitize::line(&name).into_owned())
        });
        let facets = self.narrowing.facets.chosen().map(|facet| (Choice::Facet(facet), facet.name(lang)));
        nodes.chain(facets).collect()
    }

    /// Takes one choice back.
    pub fn let_go(&mut self, choice: Choice) {
        match choice {
            Choice::Node => self.narrow_to(NodeId::ROOT),
            Choice::Kept(grouping) => {
                self.kept.retain(|kept| kept.grouping != grouping);
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
        let last = self.kept.last().map(|kept| Choice::Kept(kept.grouping));
        let last = last.or((self.chosen != NodeId::ROOT).then_some(Choice::Node));
        last.into_iter().for_each(|choice| self.let_go(choice));
        last.is_some()
    }

    /// Everything that is chosen, to be chosen again in another rail.
    pub fn choices(&self) -> Choices {
        let own = (self.tree.grouping(), path(&self.tree, self.chosen));
        let kept = self.kept.iter().map(|kept| (kept.grouping, kept.path.clone()));
        let nodes = std::iter::once(own).chain(kept).filter(|(_, path)| !path.is_empty()).collect();
        Choices { nodes, facets: self.narrowing.facets }
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
