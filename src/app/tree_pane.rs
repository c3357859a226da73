//! The tree: which nodes are open, and which one is chosen.

use std::collections::HashSet;
use std::sync::Arc;

use super::viewport::Viewport;
use crate::catalog::{Catalog, EntryId, Grouping, NodeId, NodeKind, Tree};

/// The tree of a catalogue with its open nodes; the cursor's node is the scope of the search.
#[derive(Debug)]
pub struct TreePane {
    tree: Tree,
    open: HashSet<NodeId>,
    /// The nodes that are not inside a closed one.
    rows: Vec<NodeId>,
    pub view: Viewport,
}

impl TreePane {
    pub fn new(catalog: &Catalog, grouping: Grouping) -> Self {
        let tree = Tree::new(catalog, grouping);
        // No deeper than products and statuses: a growing catalogue would bury them.
        let shallow = if grouping == Grouping::Category { 1 } else { 2 };
        let open = tree.ids().filter(|&id| tree.node(id).depth < shallow).collect();
        let mut pane = Self { tree, open, rows: Vec::new(), view: Viewport::default() };
        pane.relist();
        pane
    }

    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    pub fn rows(&self) -> &[NodeId] {
        &self.rows
    }

    pub fn is_open(&self, id: NodeId) -> bool {
        self.open.contains(&id)
    }

    /// The node under the cursor.
    pub fn chosen(&self) -> NodeId {
        self.rows.get(self.view.cursor()).copied().unwrap_or(NodeId::ROOT)
    }

    /// The entries that a search is limited to; `None`: all.
    pub fn scope(&self) -> Option<Arc<[EntryId]>> {
        let chosen = self.chosen();
        (chosen != NodeId::ROOT).then(|| self.tree.node(chosen).entries.as_slice().into())
    }

    /// Puts the cursor on the node of a kind, opening what it is in; whether there is one.
    pub fn choose(&mut self, kind: &NodeKind) -> bool {
        let Some(id) = self.tree.find(kind) else { return false };
        let mut above = self.tree.node(id).parent;
        while let Some(parent) = above {
            self.open.insert(parent);
            above = self.tree.node(parent).parent;
        }
        self.relist();
        self.view.move_to(self.rows.iter().position(|&row| row == id).unwrap_or(0));
        true
    }

    /// Closes the chosen node, or goes to its parent where it is closed.
    pub fn fold(&mut self) {
        let chosen = self.chosen();
        if !self.set_open(chosen, false)
            && let Some(parent) = self.tree.node(chosen).parent
        {
            self.view.move_to(self.rows.iter().position(|&row| row == parent).unwrap_or(0));
        }
    }

    /// Opens the chosen node, or goes to its first child where it is open.
    pub fn unfold(&mut self) {
        let chosen = self.chosen();
        if !self.set_open(chosen, true) && !self.tree.node(chosen).children.is_empty() {
            self.view.move_by(1);
        }
    }

    pub fn toggle(&mut self) {
        let chosen = self.chosen();
        let open = self.is_open(chosen);
        self.set_open(chosen, !open);
    }

    /// Whether that changed anything. The root stays open: there is nothing beside it.
    fn set_open(&mut self, id: NodeId, open: bool) -> bool {
        if id == NodeId::ROOT || self.tree.node(id).children.is_empty() {
            return false;
        }
        let changed = if open { self.open.insert(id) } else { self.open.remove(&id) };
        self.relist();
        changed
    }

    fn relist(&mut self) {
        self.rows.clear();
        let mut stack = vec![NodeId::ROOT];
        while let Some(id) = stack.pop() {
            self.rows.push(id);
            if self.open.contains(&id) {
                stack.extend(self.tree.node(id).children.iter().rev());
            }
        }
        self.view.set_len(self.rows.len());
    }

    /// The same pane over another catalogue or grouping: the room stays, the chosen node where it exists.
    pub fn rebuilt(&self, catalog: &Catalog, grouping: Grouping) -> Self {
        let mut pane = Self::new(catalog, grouping);
        pane.view.set_height(self.view.height());
        let chosen = &self.tree.node(self.chosen()).kind;
        if grouping == self.tree.grouping() {
            pane.choose(chosen);
        }
        pane
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pane: &TreePane, catalog: &Catalog) -> Vec<String> {
        let name = |id: &NodeId| {
            let node = pane.tree().node(*id);
            let name = node.name(catalog, crate::lang::Lang::En).unwrap_or("all".into());
            format!("{}{name} {}", " ".repeat(node.depth), node.entries.len())
        };
        pane.rows().iter().map(name).collect()
    }

    #[test]
    fn folding_hides_and_unfolding_shows() {
        let catalog = Catalog::embedded();
        let mut pane = TreePane::new(&catalog, Grouping::Product);
        pane.view.set_height(20);
        let before = shown(&pane, &catalog);
        assert_eq!(before[..3], ["all 504", " Databases 245", "  AnalyticDB for PostgreSQL 135"]);
        assert_eq!(before.len(), 9);

        pane.view.move_to(2);
        pane.unfold();
        assert_eq!(shown(&pane, &catalog)[3], "   公共错误 22");
        pane.unfold();
        assert_eq!(pane.view.cursor(), 3);
        pane.fold(); // 公共错误 has namespaces, but is closed: to its parent
        assert_eq!(pane.view.cursor(), 2);
        pane.fold();
        assert_eq!(shown(&pane, &catalog), before);
        pane.view.to_start();
        pane.fold();
        assert_eq!(shown(&pane, &catalog), before, "the root stays open");
    }

    #[test]
    fn the_chosen_node_is_the_scope() {
        let catalog = Catalog::embedded();
        let mut pane = TreePane::new(&catalog, Grouping::Product);
        assert_eq!(pane.scope(), None);
        let slb = catalog.find_product("slb").unwrap();
        assert!(pane.choose(&NodeKind::Product(slb)));
        assert_eq!(pane.scope().unwrap().len(), 205);
        let turned = pane.rebuilt(&catalog, Grouping::Status);
        assert_eq!(turned.scope(), None);
    }
}
