//! The catalogue as a tree of groups, counted.

use std::collections::HashMap;
use std::hash::Hash;

use super::ids::{EntryId, ProductIx};
use super::lookup::Catalog;
use super::source::status::HttpStatus;
use super::source::text::{Both, Text};
use super::source::verdict::Category;
use super::spoken::BothRef;
use crate::lang::Lang;

/// What the tree sorts the entries by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Grouping {
    /// Group > product > section > namespace of codes.
    #[default]
    Product,
    /// Status class > status.
    Status,
    /// Category > product.
    Category,
}

impl Grouping {
    /// The next one round.
    pub fn next(self) -> Self {
        match self {
            Grouping::Product => Grouping::Status,
            Grouping::Status => Grouping::Category,
            Grouping::Category => Grouping::Product,
        }
    }
}

/// The place of a node in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(usize);

impl NodeId {
    /// The node that holds everything.
    pub const ROOT: NodeId = NodeId(0);
}

/// What a node stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum NodeKind {
    All,
    /// Products of one field; the first of them names it.
    Group(ProductIx),
    Product(ProductIx),
    /// Entries under one heading of a product's documents; `None`: under no heading.
    Section(Option<Both>),
    /// Codes that share what stands before their first dot, the dot included.
    Namespace(Text),
    /// First digit of the status; `None`: no status documented.
    StatusClass(Option<u16>),
    Status(HttpStatus),
    Category(Option<Category>),
}

/// A node and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub kind: NodeKind,
    pub depth: usize,
    pub parent: Option<NodeId>,
    pub children: Vec<NodeId>,
    /// In document order. An entry under two headings stands in both, and once in their product.
    pub entries: Vec<EntryId>,
}

/// The entries of a catalogue, sorted into nodes; the root holds all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    nodes: Vec<Node>,
    grouping: Grouping,
}

impl Tree {
    pub fn new(catalog: &Catalog, grouping: Grouping) -> Self {
        let mut tree = Self { nodes: Vec::new(), grouping };
        let all: Vec<EntryId> = catalog.ids().collect();
        let root = tree.push(None, NodeKind::All, all.clone());
        match grouping {
            Grouping::Product => tree.add_products(catalog, root),
            Grouping::Status => tree.add_statuses(catalog, root),
            Grouping::Category => tree.add_categories(catalog, root),
        }
        tree
    }

    pub fn grouping(&self) -> Grouping {
        self.grouping
    }

    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0]
    }

    /// The node of a kind, the first one where several are.
    pub fn find(&self, kind: &NodeKind) -> Option<NodeId> {
        self.nodes.iter().position(|node| node.kind == *kind).map(NodeId)
    }

    pub fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.nodes.len()).map(NodeId)
    }

    fn push(&mut self, parent: Option<NodeId>, kind: NodeKind, entries: Vec<EntryId>) -> NodeId {
        let id = NodeId(self.nodes.len());
        let depth = parent.map_or(0, |parent| self.nodes[parent.0].depth + 1);
        self.nodes.push(Node { kind, depth, parent, children: Vec::new(), entries });
        if let Some(parent) = parent {
            self.nodes[parent.0].children.push(id);
        }
        id
    }

    fn add_products(&mut self, catalog: &Catalog, root: NodeId) {
        for (_, products) in sorted_into(catalog.listed_products(), |product| product.groups()) {
            // A group is made of a product at least.
            let first = products[0].ix();
            let of_group = products.iter().flat_map(|product| product.entries()).collect();
            let group = self.push(Some(root), NodeKind::Group(first), of_group);
            for product in products {
                let entries = product.entries().collect();
                let node = self.push(Some(group), NodeKind::Product(product.ix()), entries);
                self.add_sections(catalog, node);
            }
        }
    }

    fn add_sections(&mut self, catalog: &Catalog, product: NodeId) {
        let entries = self.node(product).entries.clone();
        let mut places: Places<Option<BothRef>> = Places::default();
        let mut sections: Vec<(Option<BothRef>, Vec<EntryId>)> = Vec::new();
        // Most entries stand under the heading of the one before.
        let mut last = 0;
        for id in entries {
            let headings = catalog.entry(id).sections();
            let none = (headings.len() == 0).then_some(None);
            for heading in headings.map(Some).chain(none) {
                let same = sections.get(last).is_some_and(|(known, _)| *known == heading);
                let place = if same { last } else { *places.entry(heading).or_insert(sections.len()) };
                last = place;
                if place == sections.len() {
                    sections.push((heading, Vec::new()));
                }
                sections[place].1.push(id);
            }
        }
        if let [(None, _)] = sections[..] {
            // A table without a title that holds everything is no level of its own.
            return self.add_namespaces(catalog, product);
        }
        for (heading, entries) in sections {
            let section = self.push(Some(product), NodeKind::Section(heading.map(BothRef::to_both)), entries);
            self.add_namespaces(catalog, section);
        }
    }

    fn add_namespaces(&mut self, catalog: &Catalog, parent: NodeId) {
        let named = |&id: &EntryId| Some((namespace(catalog.entry(id).code())?, id));
        let named = self.node(parent).entries.iter().filter_map(named);
        for (name, members) in sorted_into(named, |(name, _)| *name) {
            let members: Vec<EntryId> = members.into_iter().map(|(_, id)| id).collect();
            let code = |&id: &EntryId| catalog.entry(id).code_ix();
            if members.iter().any(|id| code(id) != code(&members[0])) {
                self.push(Some(parent), NodeKind::Namespace(name.into()), members);
            }
        }
    }

    fn add_statuses(&mut self, catalog: &Catalog, root: NodeId) {
        let status = |id: &EntryId| catalog.entry(*id).status();
        let mut classes = sorted_into(catalog.ids(), |id| status(id).map(HttpStatus::class));
        // Entries without a status come last.
        classes.sort_by_key(|(class, _)| class.unwrap_or(u16::MAX));
        for (class, entries) in classes {
            let node = self.push(Some(root), NodeKind::StatusClass(class), entries.clone());
            let mut statuses = sorted_into(entries, status);
            statuses.sort_by_key(|(status, _)| *status);
            for (status, entries) in statuses {
                if let Some(status) = status {
                    self.push(Some(node), NodeKind::Status(status), entries);
                }
            }
        }
    }

    fn add_categories(&mut self, catalog: &Catalog, root: NodeId) {
        let mut categories = sorted_into(catalog.ids(), |&id| catalog.entry(id).category());
        // Entries without a category come last.
        categories.sort_by_key(|(category, _)| (category.is_none(), *category));
        for (category, entries) in categories {
            let node = self.push(Some(root), NodeKind::Category(category), entries.clone());
            for (product, entries) in sorted_into(entries, |id| catalog.entry(*id).product_ix()) {
                self.push(Some(node), NodeKind::Product(product), entries);
            }
        }
    }
}

/// `InvalidVpcId.` of `InvalidVpcId.NotFound`.
fn namespace(code: &str) -> Option<&str> {
    code.find('.').map(|dot| &code[..=dot])
}

/// Where the items of a key are. The tree of a large catalogue is made at the start, and most of that is hashing.
type Places<K> = HashMap<K, usize, foldhash::fast::RandomState>;

/// Sorts items by a key, keys in the order of their first items.
fn sorted_into<T, K: Hash + Eq + Clone>(
    items: impl IntoIterator<Item = T>,
    key: impl Fn(&T) -> K,
) -> Vec<(K, Vec<T>)> {
    let mut places: Places<K> = Places::default();
    let mut sorted: Vec<(K, Vec<T>)> = Vec::new();
    for item in items {
        let key = key(&item);
        let place = *places.entry(key.clone()).or_insert(sorted.len());
        if place == sorted.len() {
            sorted.push((key, Vec::new()));
        }
        sorted[place].1.push(item);
    }
    sorted
}

impl Node {
    /// What the node is called, apart from [`NodeKind::All`] and the nodes of nothing, which the interface names.
    pub fn name(&self, catalog: &Catalog, lang: Lang) -> Option<String> {
        Some(match &self.kind {
            NodeKind::Group(ix) => catalog.product(*ix).group(lang).to_owned(),
            NodeKind::Product(ix) => catalog.product(*ix).name(lang).to_owned(),
            // A heading that is not there in the reader's language stands in the other: it names a place in a document.
            NodeKind::Section(Some(name)) => name.get_or_other(lang)?.to_owned(),
            NodeKind::Namespace(name) => name.to_string(),
            NodeKind::StatusClass(Some(class)) => format!("{class}xx"),
            NodeKind::Status(status) => status.to_string(),
            NodeKind::Category(Some(ix)) => ix.name(lang).to_owned(),
            _ => return None,
        })
    }
}
