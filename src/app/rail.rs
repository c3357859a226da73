//! The state of the rail: the tree of products, and the facets (retry chance, source, category). A row narrows the list
//! once it is chosen; the cursor alone changes nothing.

mod chips;
mod choices;
mod narrowed;
mod window;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use super::facet::Facet;
use super::narrow::{Counts, Narrowing};
use super::viewport::Viewport;
use crate::catalog::{Catalog, Category, Grouping, NodeId, NodeKind, Provenance, Tree};
use crate::page::Chance;
pub use choices::{Choice, Choices};
use choices::{Kept, entries};
use window::Window;

/// A line of the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    Title(Title),
    Node(NodeId),
    Facet(Facet),
    Blank,
}

/// The heading of a part of the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Title {
    Tree,
    Chances,
    Sources,
    Categories,
}

/// The rail over a catalogue; what is chosen in it narrows the list.
#[derive(Debug)]
pub struct Rail {
    tree: Tree,
    /// Nodes that the user opened, or closed.
    wished: HashMap<NodeId, bool>,
    /// Whether the groups with hits are too many to be open all at once.
    crowded: bool,
    rows: Vec<Row>,
    counts: Counts,
    /// How many hits each row would leave.
    numbers: Vec<usize>,
    chosen: NodeId,
    /// What was chosen in the trees of other groupings.
    kept: Vec<Kept>,
    /// The groupings in whose trees a node is chosen, in the order in which that was done.
    order: Vec<Grouping>,
    narrowing: Narrowing,
    /// The sources of the catalogue's entries; empty where all have the same.
    sources: Vec<Provenance>,
    /// Whether there are so many products that those without hits are hidden.
    many: bool,
    /// Whether there is a query; then a tree of many products shows only those with hits.
    asked: bool,
    /// Whether there is room for the categories.
    kinds: bool,
    /// Of the chips that replace the rail: the first one that is shown.
    first_chip: usize,
    pub view: Window,
}

/// With more products than this, only groups with hits are open.
const MANY: usize = 40;
/// From this many lines on, there is room for the categories.
const KINDS_FROM: usize = 44;

impl Rail {
    pub fn new(catalog: &Arc<Catalog>, grouping: Grouping) -> Self {
        let mut rail = Self {
            tree: Tree::new(catalog, grouping),
            wished: HashMap::new(),
            crowded: false,
            rows: Vec::new(),
            counts: Counts::default(),
            numbers: Vec::new(),
            chosen: NodeId::ROOT,
            kept: Vec::new(),
            order: Vec::new(),
            narrowing: Narrowing::default(),
            sources: sources(catalog),
            many: grouping == Grouping::Product && catalog.listed_products().count() > MANY,
            asked: false,
            kinds: false,
            first_chip: 0,
            view: Window::default(),
        };
        rail.relist();
        rail
    }

    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How many hits a row would leave.
    pub fn count(&self, row: usize) -> usize {
        self.numbers.get(row).copied().unwrap_or(0)
    }

    pub fn narrowing(&self) -> &Narrowing {
        &self.narrowing
    }

    /// The node that the list is narrowed to.
    pub fn chosen(&self) -> NodeId {
        self.chosen
    }

    /// The row under the cursor.
    pub fn at_cursor(&self) -> Option<Row> {
        self.rows.get(self.view.cursor()).copied()
    }

    /// Whether the cursor is on the first row that it can stand on.
    pub fn is_at_start(&self) -> bool {
        self.at_cursor() == Some(Row::Node(NodeId::ROOT))
    }

    pub fn is_at_end(&self) -> bool {
        self.view.cursor() + 1 == self.rows.len()
    }

    /// Whether a row is one of those that narrow the list.
    pub fn is_chosen(&self, row: Row) -> bool {
        match row {
            Row::Node(id) => id == self.chosen,
            Row::Facet(facet) => self.narrowing.facets.holds(facet),
            Row::Title(_) | Row::Blank => false,
        }
    }

    pub fn is_narrowed(&self) -> bool {
        self.chosen != NodeId::ROOT || !self.kept.is_empty() || !self.narrowing.facets.is_empty()
    }

    pub fn is_open(&self, id: NodeId) -> bool {
        let by_itself = match self.tree.grouping() {
            Grouping::Product if self.many => {
                id == NodeId::ROOT || self.asked && !self.crowded && self.tree.node(id).depth < 2
            }
            // Opened no deeper than products and statuses by itself, or a large catalogue would bury them.
            Grouping::Product | Grouping::Status => self.tree.node(id).depth < 2,
            Grouping::Category => self.tree.node(id).depth < 1,
        };
        self.wished.get(&id).copied().unwrap_or(by_itself)
    }

    /// Narrows the list to a node.
    fn narrow_to(&mut self, id: NodeId) {
        let own = self.tree.grouping();
        self.order.retain(|grouping| *grouping != own);
        self.order.extend((id != NodeId::ROOT).then_some(own));
        self.chosen = id;
        let all = self.tree.node(NodeId::ROOT).entries.len();
        self.narrowing.scope = (id != NodeId::ROOT).then(|| entries(all, self.tree.node(id)));
    }

    /// Narrows the list to what was chosen under other groupings, too.
    fn keep(&mut self) {
        let all = self.tree.node(NodeId::ROOT).entries.len();
        let kept = self.kept.iter().map(|kept| entries(all, &kept.node));
        self.narrowing.beyond = kept.reduce(|one, other| one.and(&other));
    }

    /// Narrows the list to the node of a kind, and opens the nodes around it; returns whether there is such a node.
    pub fn choose(&mut self, kind: &NodeKind) -> bool {
        let Some(id) = self.tree.find(kind) else { return false };
        self.choose_node(id);
        true
    }

    pub fn choose_node(&mut self, id: NodeId) {
        self.narrow_to(id);
        self.reach(Row::Node(id));
    }

    /// Puts the cursor on a row, and opens the nodes around it.
    fn reach(&mut self, row: Row) {
        if let Row::Node(id) = row {
            let mut above = self.tree.node(id).parent;
            while let Some(parent) = above {
                if !self.is_open(parent) {
                    self.toggle(parent);
                }
                above = self.tree.node(parent).parent;
            }
            self.relist();
        }
        self.go_to(row);
    }

    /// Chooses a value of a facet, or takes the choice back.
    pub fn toggle_facet(&mut self, facet: Facet) {
        self.narrowing.facets.toggle(facet);
    }

    /// Moves the cursor, which narrows nothing: on the way to a row the list would change with every step.
    pub fn travel(&mut self, go: impl FnOnce(&mut Viewport)) {
        let before = self.view.cursor();
        let mut list = self.view.list();
        go(&mut list);
        let at = list.cursor();
        let can_stand = |&row: &usize| !matches!(self.rows[row], Row::Title(_) | Row::Blank);
        let (ahead, behind) = ((at..self.rows.len()).find(can_stand), (0..=at).rev().find(can_stand));
        let row = if at >= before { ahead.or(behind) } else { behind.or(ahead) };
        self.view.move_to(row.unwrap_or(0));
    }

    /// Puts the cursor on a row and chooses it; a row that is chosen already is let go of.
    pub fn take(&mut self, row: Row) {
        if let Some(at) = self.rows.iter().position(|&own| own == row) {
            self.view.point_at(at);
        }
        match row {
            Row::Node(id) if id == self.chosen => self.narrow_to(NodeId::ROOT),
            Row::Node(id) => self.narrow_to(id),
            Row::Facet(facet) => self.toggle_facet(facet),
            Row::Title(_) | Row::Blank => {}
        }
    }

    /// The same for a chip, whose row may lie in a closed node.
    pub fn take_chip(&mut self, row: Row) {
        self.reach(row);
        self.take(row);
    }

    fn go_to(&mut self, row: Row) {
        if let Some(at) = self.rows.iter().position(|&own| own == row) {
            self.view.move_to(at);
        }
    }

    fn node_at_cursor(&self) -> Option<NodeId> {
        match self.at_cursor() {
            Some(Row::Node(id)) => Some(id),
            _ => None,
        }
    }

    /// Closes the node under the cursor, or goes to its parent where it is closed.
    pub fn fold(&mut self) {
        let Some(id) = self.node_at_cursor() else { return };
        if self.can_fold(id) && self.is_open(id) {
            self.toggle(id);
            self.relist();
        } else if let Some(parent) = self.tree.node(id).parent {
            self.go_to(Row::Node(parent));
        }
    }

    /// Opens the node under the cursor, or goes to its first child where it is open.
    pub fn unfold(&mut self) {
        let Some(id) = self.node_at_cursor() else { return };
        if self.can_fold(id) && !self.is_open(id) {
            self.toggle(id);
            self.relist();
        } else if self.tree.is_parent(id) {
            self.travel(|view| view.move_by(1));
        }
    }

    /// Whether folding does anything at the cursor.
    pub fn goes_up(&self) -> bool {
        self.node_at_cursor().is_some_and(|id| id != NodeId::ROOT)
    }

    /// Whether the node at the cursor can be opened.
    pub fn can_open(&self) -> bool {
        self.node_at_cursor().is_some_and(|id| self.can_fold(id) && !self.is_open(id))
    }

    pub fn toggle_at_cursor(&mut self) {
        let Some(id) = self.node_at_cursor().filter(|&id| self.can_fold(id)) else { return };
        self.toggle(id);
        self.relist();
    }

    /// The root stays open: there is nothing beside it.
    pub fn can_fold(&self, id: NodeId) -> bool {
        id != NodeId::ROOT && self.tree.is_parent(id)
    }

    /// The column of the sign that shows whether a node is open, if it has one.
    pub fn sign_at(&self, id: NodeId) -> Option<usize> {
        self.can_fold(id).then(|| self.tree.node(id).depth.saturating_mul(2).saturating_sub(1))
    }

    fn toggle(&mut self, id: NodeId) {
        self.wished.insert(id, !self.is_open(id));
    }

    pub fn set_room(&mut self, lines: usize) {
        let before = (self.view.height(), self.kinds);
        self.view.set_height(lines);
        self.kinds = lines >= KINDS_FROM;
        if before != (self.view.height(), self.kinds) {
            self.relist();
        }
    }

    /// Takes the counts of a query; `asked` says that the query is not empty.
    pub fn recount(&mut self, counts: Counts, asked: bool) {
        self.counts = counts;
        self.asked = asked;
        self.relist();
    }

    fn relist(&mut self) {
        let at_cursor = self.at_cursor().unwrap_or(Row::Node(NodeId::ROOT));
        self.crowded = false;
        let mut rows = self.list_rows();
        // Groups are closed so that most of them are seen.
        if self.many && rows.len() > self.view.height() {
            self.crowded = true;
            rows = self.list_rows();
        }
        self.numbers = rows.iter().map(|&row| self.number(row)).collect();
        self.rows = rows;
        let mut blanks = (0..self.rows.len()).filter(|&row| self.rows[row] == Row::Blank);
        let gap = blanks.next().unwrap_or(self.rows.len());
        self.view.set_rows(self.rows.len(), gap, blanks);
        let chosen = Row::Node(self.chosen);
        let cursor = if self.rows.contains(&at_cursor) { at_cursor } else { chosen };
        if let Some(row) = self.rows.iter().position(|&row| row == cursor) {
            self.view.point_at(row);
        }
    }

    fn list_rows(&self) -> Vec<Row> {
        let mut rows = vec![Row::Title(Title::Tree)];
        self.push_nodes(NodeId::ROOT, &mut rows);
        let mut push = |title: Title, facets: Vec<Facet>| {
            rows.extend([Row::Blank, Row::Title(title)]);
            rows.extend(facets.into_iter().map(Row::Facet));
        };
        push(Title::Chances, Chance::ALL.map(Facet::Chance).to_vec());
        if !self.sources.is_empty() {
            push(Title::Sources, self.sources.iter().copied().map(Facet::Source).collect());
        }
        // The tree may be that of the categories.
        if self.kinds && self.tree.grouping() != Grouping::Category {
            let mut kinds = Category::ALL.map(Facet::Category).to_vec();
            kinds.retain(|&kind| self.counts.facet(kind) > 0 || self.narrowing.facets.holds(kind));
            kinds.sort_by_key(|&kind| std::cmp::Reverse(self.counts.facet(kind)));
            push(Title::Categories, kinds);
        }
        rows
    }

    fn number(&self, row: Row) -> usize {
        match row {
            Row::Node(id) => self.counts.node(&self.tree, id),
            Row::Facet(facet) => self.counts.facet(facet),
            Row::Title(_) | Row::Blank => 0,
        }
    }

    fn push_nodes(&self, id: NodeId, rows: &mut Vec<Row>) {
        rows.push(Row::Node(id));
        if !self.is_open(id) {
            return;
        }
        let mut children = self.children(id);
        if self.many {
            let holds = |id: NodeId| self.counts.node(&self.tree, id) > 0;
            if id != NodeId::ROOT {
                children.retain(|&child| holds(child) || self.holds_chosen(child));
            }
            children.sort_by_key(|&child| !holds(child));
        }
        children.into_iter().for_each(|child| self.push_nodes(child, rows));
    }

    /// The children of a node as they are listed: of the classes of statuses the most frequent first, or a few odd
    /// successes would come before all errors. Those without a status stay last.
    fn children(&self, id: NodeId) -> Vec<NodeId> {
        let mut children = self.tree.children(id).to_vec();
        if id == NodeId::ROOT && self.tree.grouping() == Grouping::Status {
            children.sort_by_key(|&child| {
                let node = self.tree.node(child);
                (node.kind == NodeKind::StatusClass(None), Reverse(node.entries.len()))
            });
        }
        children
    }

    /// Whether the chosen node is a node, or lies in it.
    fn holds_chosen(&self, id: NodeId) -> bool {
        let mut at = Some(self.chosen);
        while let Some(node) = at {
            if node == id {
                return true;
            }
            at = self.tree.node(node).parent;
        }
        false
    }
}

/// The sources of a catalogue's entries; empty where all have the same.
fn sources(catalog: &Catalog) -> Vec<Provenance> {
    let mut found = [false; Provenance::ALL.len()];
    catalog.entries().for_each(|entry| found[entry.provenance() as usize] = true);
    let sources: Vec<Provenance> =
        Provenance::ALL.into_iter().filter(|&source| found[source as usize]).collect();
    if sources.len() > 1 { sources } else { Vec::new() }
}

#[cfg(test)]
mod tests;
