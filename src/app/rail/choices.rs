//! What is chosen in the rail, in words that outlive a tree: another catalogue, or another grouping, has other nodes.

use std::sync::Arc;

use crate::app::facet::{Facet, Facets};
use crate::app::narrow::Entries;
use crate::catalog::{Catalog, Grouping, Node, NodeId, NodeKind, Tree};

/// One of the choices that narrow the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The chosen node of the tree that is shown.
    Node,
    /// That of the tree of another grouping.
    Kept(Grouping),
    Facet(Facet),
}

/// The kinds of the nodes from the root of a tree to one of its nodes. The kind alone would not find a node again:
/// several products have a namespace of one name.
type Path = Vec<NodeKind>;

/// Everything that is chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    pub(super) nodes: Vec<(Grouping, Path)>,
    pub(super) facets: Facets,
}

/// A node that was chosen before the grouping changed. It still narrows the list.
#[derive(Debug, Clone)]
pub struct Kept {
    pub grouping: Grouping,
    pub node: Node,
    pub(super) path: Path,
}

impl Kept {
    pub(super) fn of(catalog: &Arc<Catalog>, grouping: Grouping, path: &[NodeKind]) -> Option<Self> {
        let tree = Tree::new(catalog, grouping);
        let id = find(&tree, path)?;
        Some(Self { grouping, node: tree.node(id).clone(), path: path.to_vec() })
    }
}

/// The entries of a node, as a set.
pub(super) fn entries(catalog_len: usize, node: &Node) -> Entries {
    let mut entries = Entries::none_of(catalog_len);
    node.entries.iter().for_each(|&entry| entries.insert(entry));
    entries
}

/// The way from the root to a node.
pub(super) fn path(tree: &Tree, id: NodeId) -> Path {
    let mut path = Vec::new();
    let mut at = Some(id);
    while let Some(node) = at.filter(|&node| node != NodeId::ROOT) {
        path.push(tree.node(node).kind.clone());
        at = tree.node(node).parent;
    }
    path.reverse();
    path
}

/// The node at the end of a way; where another catalogue has put it elsewhere, the node of its kind.
pub(super) fn find(tree: &Tree, path: &[NodeKind]) -> Option<NodeId> {
    let step =
        |at, kind: &NodeKind| tree.children(at).iter().copied().find(|&child| tree.node(child).kind == *kind);
    path.iter().try_fold(NodeId::ROOT, step).or_else(|| tree.find(path.last()?))
}
