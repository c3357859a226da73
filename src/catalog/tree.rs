//! The catalogue as a tree of groups, counted.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

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
    /// The next grouping; after the last comes the first.
    pub fn next(self) -> Self {
        match self {
            Grouping::Product => Grouping::Status,
            Grouping::Status => Grouping::Category,
            Grouping::Category => Grouping::Product,
        }
    }
}

/// The place of a node in its tree: that of a product and, of what lies below it, the place there plus one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId {
    at: usize,
    below: usize,
}

impl NodeId {
    /// The node that holds everything.
    pub const ROOT: NodeId = NodeId::of(0);

    const fn of(at: usize) -> Self {
        Self { at, below: 0 }
    }
}

/// What a node stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum NodeKind {
    All,
    /// Products under one heading, such as databases; it is known by the first of them.
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
    children: Vec<NodeId>,
    /// In document order. An entry under two headings stands in both, and once in their product.
    pub entries: Vec<EntryId>,
}

/// The entries of a catalogue, sorted into nodes; the root holds all of them.
///
/// What lies below a product is sorted when somebody looks into it: few products are opened, and a browser makes its
/// tree before it draws anything.
#[derive(Debug, Clone)]
pub struct Tree {
    catalog: Arc<Catalog>,
    nodes: Vec<Node>,
    /// Of each node of a product that has sections.
    below: Vec<OnceCell<Below>>,
    grouping: Grouping,
}

/// The sections of a product and their namespaces; the namespaces alone where nothing stands under a heading.
#[derive(Debug, Clone)]
struct Below {
    nodes: Vec<Node>,
    /// The children of the product.
    first: Vec<NodeId>,
}

impl Tree {
    pub fn new(catalog: &Arc<Catalog>, grouping: Grouping) -> Self {
        let mut tree = Self { catalog: Arc::clone(catalog), nodes: Vec::new(), below: Vec::new(), grouping };
        let all: Vec<EntryId> = catalog.ids().collect();
        let root = tree.push(None, NodeKind::All, all);
        match grouping {
            Grouping::Product => tree.add_products(catalog, root),
            Grouping::Status => tree.add_statuses(catalog, root),
            Grouping::Category => tree.add_categories(catalog, root),
        }
        tree.below.resize_with(tree.nodes.len(), OnceCell::new);
        tree
    }

    pub fn grouping(&self) -> Grouping {
        self.grouping
    }

    pub fn node(&self, id: NodeId) -> &Node {
        match id.below.checked_sub(1) {
            None => &self.nodes[id.at],
            Some(nth) => &self.below(id.at).nodes[nth],
        }
    }

    pub fn children(&self, id: NodeId) -> &[NodeId] {
        if self.has_sections(id) { &self.below(id.at).first } else { &self.node(id).children }
    }

    /// Whether a node has children; of most it is known without a look at them.
    pub fn is_parent(&self, id: NodeId) -> bool {
        let entries = &self.node(id).entries;
        let has_heading = |&entry: &EntryId| self.catalog.entry(entry).sections().len() > 0;
        (self.has_sections(id) && entries.first().is_some_and(has_heading)) || !self.children(id).is_empty()
    }

    fn has_sections(&self, id: NodeId) -> bool {
        let of_product = matches!(self.nodes[id.at].kind, NodeKind::Product(_));
        id.below == 0 && of_product && self.grouping == Grouping::Product
    }

    fn below(&self, at: usize) -> &Below {
        self.below[at].get_or_init(|| Below::of(&self.catalog, at, &self.nodes[at]))
    }

    /// The node of a kind, the first one where several are.
    pub fn find(&self, kind: &NodeKind) -> Option<NodeId> {
        if !matches!(kind, NodeKind::Section(_) | NodeKind::Namespace(_)) {
            return self.nodes.iter().position(|node| node.kind == *kind).map(NodeId::of);
        }
        let mut products = (0..self.nodes.len()).filter(|&at| self.has_sections(NodeId::of(at)));
        products.find_map(|at| {
            let nth = self.below(at).nodes.iter().position(|node| node.kind == *kind)?;
            Some(NodeId { at, below: nth + 1 })
        })
    }

    fn push(&mut self, parent: Option<NodeId>, kind: NodeKind, entries: Vec<EntryId>) -> NodeId {
        let id = NodeId::of(self.nodes.len());
        let depth = parent.map_or(0, |parent| self.nodes[parent.at].depth + 1);
        self.nodes.push(Node { kind, depth, parent, children: Vec::new(), entries });
        if let Some(parent) = parent {
            self.nodes[parent.at].children.push(id);
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
                self.push(Some(group), NodeKind::Product(product.ix()), entries);
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

impl Below {
    /// What lies below the node of a product at a place.
    fn of(catalog: &Catalog, at: usize, product: &Node) -> Self {
        let mut places: Places<Option<BothRef>> = Places::default();
        let mut sections: Vec<(Option<BothRef>, Vec<EntryId>)> = Vec::new();
        // Most entries stand under the heading of the one before.
        let mut last = 0;
        for &id in &product.entries {
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
        let mut below = Self { nodes: Vec::new(), first: Vec::new() };
        let (parent, depth) = (NodeId::of(at), product.depth + 1);
        if let [(None, entries)] = &sections[..] {
            below.first = below.add_namespaces(parent, depth, namespaces(catalog, entries));
            return below;
        }
        for (heading, entries) in sections {
            let kind = NodeKind::Section(heading.map(BothRef::to_both));
            let named = namespaces(catalog, &entries);
            let node = Node { kind, depth, parent: Some(parent), children: Vec::new(), entries };
            let section = below.push(at, node);
            below.first.push(section);
            below.nodes[section.below - 1].children = below.add_namespaces(section, depth + 1, named);
        }
        below
    }

    fn add_namespaces(
        &mut self,
        parent: NodeId,
        depth: usize,
        named: Vec<(&str, Vec<EntryId>)>,
    ) -> Vec<NodeId> {
        let node = |(name, entries): (&str, Vec<EntryId>)| {
            let kind = NodeKind::Namespace(name.into());
            Node { kind, depth, parent: Some(parent), children: Vec::new(), entries }
        };
        named.into_iter().map(|own| self.push(parent.at, node(own))).collect()
    }

    fn push(&mut self, at: usize, node: Node) -> NodeId {
        self.nodes.push(node);
        NodeId { at, below: self.nodes.len() }
    }
}

/// The namespaces that several codes of some entries share, and the entries of each.
fn namespaces<'c>(catalog: &'c Catalog, entries: &[EntryId]) -> Vec<(&'c str, Vec<EntryId>)> {
    let named = |&id: &EntryId| Some((namespace(catalog.entry(id).code())?, id));
    let sorted = sorted_into(entries.iter().filter_map(named), |(name, _)| *name);
    let members =
        sorted.into_iter().map(|(name, named)| (name, named.into_iter().map(|(_, id)| id).collect()));
    let code = |id: EntryId| catalog.entry(id).code_ix();
    members.filter(|(_, ids): &(_, Vec<EntryId>)| ids.iter().any(|&id| code(id) != code(ids[0]))).collect()
}

/// `InvalidVpcId.` of `InvalidVpcId.NotFound`.
fn namespace(code: &str) -> Option<&str> {
    code.find('.').map(|dot| &code[..=dot])
}

/// Where the items of a key are. The fast hasher matters: making the tree of a large catalogue at the start is mostly
/// hashing.
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
            // Where the heading has no text in the reader's language, the other is shown: it is a place in a document.
            NodeKind::Section(Some(name)) => name.get_or_other(lang)?.to_owned(),
            NodeKind::Namespace(name) => name.to_string(),
            NodeKind::StatusClass(Some(class)) => format!("{class}xx"),
            NodeKind::Status(status) => status.to_string(),
            NodeKind::Category(Some(ix)) => ix.name(lang).to_owned(),
            _ => return None,
        })
    }
}
