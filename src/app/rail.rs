//! The state of the rail: the tree of products, and the facets (retry chance, source, category). Each row narrows the
//! list.

use std::collections::HashMap;
use std::sync::Arc;

use super::facet::Facet;
use super::narrow::{Counts, Entries, Narrowing};
use super::viewport::Viewport;
use crate::catalog::{Catalog, Category, Grouping, NodeId, NodeKind, Provenance, Tree};
use crate::page::Chance;

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
    narrowing: Narrowing,
    /// The sources of the catalogue's entries; empty where all have the same.
    sources: Vec<Provenance>,
    /// Whether there are so many products that those without hits are hidden.
    many: bool,
    /// Whether there is a query; then a tree of many products shows only those with hits.
    asked: bool,
    /// Whether there is room for the categories.
    kinds: bool,
    pub view: Viewport,
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
            narrowing: Narrowing::default(),
            sources: sources(catalog),
            many: grouping == Grouping::Product && catalog.listed_products().count() > MANY,
            asked: false,
            kinds: false,
            view: Viewport::default(),
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
        self.chosen != NodeId::ROOT || !self.narrowing.facets.is_empty()
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
        self.chosen = id;
        self.narrowing.scope = (id != NodeId::ROOT).then(|| {
            let mut scope = Entries::none_of(self.tree.node(NodeId::ROOT).entries.len());
            self.tree.node(id).entries.iter().for_each(|&entry| scope.insert(entry));
            scope
        });
    }

    /// Narrows the list to the node of a kind, and opens the nodes around it; returns whether there is such a node.
    pub fn choose(&mut self, kind: &NodeKind) -> bool {
        let Some(id) = self.tree.find(kind) else { return false };
        self.choose_node(id);
        true
    }

    pub fn choose_node(&mut self, id: NodeId) {
        let mut above = self.tree.node(id).parent;
        while let Some(parent) = above {
            if !self.is_open(parent) {
                self.toggle(parent);
            }
            above = self.tree.node(parent).parent;
        }
        self.narrow_to(id);
        self.relist();
        self.go_to(Row::Node(id));
    }

    /// Chooses a value of a facet, or takes the choice back.
    pub fn toggle_facet(&mut self, facet: Facet) {
        self.narrowing.facets.toggle(facet);
    }

    /// Takes one choice back, the lowest in the rail first; returns whether there was any.
    pub fn widen(&mut self) -> bool {
        if self.narrowing.facets.let_go() {
            return true;
        }
        if self.chosen == NodeId::ROOT {
            return false;
        }
        self.choose_node(NodeId::ROOT);
        true
    }

    /// Moves the cursor; a node that it comes to narrows the list.
    pub fn travel(&mut self, go: impl FnOnce(&mut Viewport)) {
        let before = self.view.cursor();
        go(&mut self.view);
        let at = self.view.cursor();
        let can_stand = |&row: &usize| !matches!(self.rows[row], Row::Title(_) | Row::Blank);
        let (ahead, behind) = ((at..self.rows.len()).find(can_stand), (0..=at).rev().find(can_stand));
        let row = if at >= before { ahead.or(behind) } else { behind.or(ahead) };
        self.view.move_to(row.unwrap_or(0));
        if let Some(Row::Node(id)) = self.at_cursor() {
            self.narrow_to(id);
        }
    }

    /// Puts the cursor on a row and chooses it.
    pub fn take(&mut self, row: Row) {
        self.go_to(row);
        match row {
            Row::Node(id) => self.narrow_to(id),
            Row::Facet(facet) => self.toggle_facet(facet),
            Row::Title(_) | Row::Blank => {}
        }
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
            self.take(Row::Node(parent));
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

    /// Whether unfolding does anything at the cursor.
    pub fn goes_down(&self) -> bool {
        self.node_at_cursor().is_some_and(|id| self.tree.is_parent(id))
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
        // Groups are closed so that the retry chances below stay visible.
        if self.many && rows.len() > self.view.height() {
            self.crowded = true;
            rows = self.list_rows();
        }
        self.numbers = rows.iter().map(|&row| self.number(row)).collect();
        self.rows = rows;
        self.view.set_len(self.rows.len());
        let chosen = Row::Node(self.chosen);
        let cursor = if self.rows.contains(&at_cursor) { at_cursor } else { chosen };
        self.go_to(cursor);
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
        if self.kinds {
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
        let mut children = self.tree.children(id).to_vec();
        if self.many {
            let holds = |id: NodeId| self.counts.node(&self.tree, id) > 0;
            if id != NodeId::ROOT {
                children.retain(|&child| holds(child) || self.holds_chosen(child));
            }
            children.sort_by_key(|&child| !holds(child));
        }
        children.into_iter().for_each(|child| self.push_nodes(child, rows));
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

    /// The rows that become chips: everything, the chances, the nodes below the groups (products by their hits), the
    /// sources.
    pub fn chips(&self) -> Vec<(Row, usize)> {
        let tree = &self.tree;
        let top = tree.children(NodeId::ROOT).iter();
        let by_product = tree.grouping() == Grouping::Product;
        let nodes = top.flat_map(|&id| if by_product { tree.children(id).to_vec() } else { vec![id] });
        let counted = |row: Row| (row, self.number(row));
        let mut chips: Vec<(Row, usize)> = nodes.map(Row::Node).map(counted).collect();
        // Statuses and kinds have an order of their own.
        chips.sort_by_key(|&(_, count)| std::cmp::Reverse(if by_product { count } else { count.min(1) }));
        if self.many {
            chips.retain(|&(row, count)| count > 0 || self.is_chosen(row));
        }
        let of_use = |&(row, count): &(Row, usize)| count > 0 || self.is_chosen(row);
        let chances = Chance::ALL.map(Facet::Chance).into_iter().map(Row::Facet);
        let all = std::iter::once(counted(Row::Node(NodeId::ROOT)));
        let head: Vec<(Row, usize)> = all.chain(chances.map(counted).filter(of_use)).collect();
        chips.splice(0..0, head);
        let sources = self.sources.iter().copied().map(Facet::Source).map(Row::Facet);
        chips.extend(sources.map(counted).filter(of_use));
        chips
    }

    /// Moves to the chip before or after the one at the cursor.
    pub fn travel_chips(&mut self, steps: isize) {
        let chips = self.chips();
        let at = chips.iter().position(|(row, _)| Some(*row) == self.at_cursor());
        let at = at.or_else(|| chips.iter().position(|(row, _)| self.is_chosen(*row))).unwrap_or(0);
        let to = at.saturating_add_signed(steps).min(chips.len() - 1);
        match chips[to].0 {
            Row::Node(id) => self.choose_node(id),
            row => self.go_to(row),
        }
    }

    /// The same rail over another catalogue or grouping: the room stays, the chosen node where it exists.
    pub fn rebuilt(&self, catalog: &Arc<Catalog>, grouping: Grouping) -> Self {
        let mut rail = Self::new(catalog, grouping);
        rail.view.set_height(self.view.height());
        rail.kinds = self.kinds;
        rail.narrowing = Narrowing { scope: None, ..self.narrowing.clone() };
        if grouping == self.tree.grouping() {
            rail.choose(&self.tree.node(self.chosen).kind);
        }
        rail
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
