//! The state of the detail pane.

use super::viewport::Scroll;
use crate::catalog::EntryId;
use crate::lang::Lang;
use crate::page::{Choice, Line, Siblings};
use crate::text::width::Measure;

/// The lines of what is shown, and where jumps lead.
#[derive(Debug, Default)]
pub struct DetailPane {
    pub lines: Vec<Line>,
    pub scroll: Scroll,
    /// The other entries of the shown one's code.
    pub siblings: Siblings,
    /// Entries jumped to from the list's selection, the newest last.
    pub jumped: Vec<EntryId>,
    pub(super) shown: Option<Shown>,
}

/// Everything that the lines depend on, to see whether they are still right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    /// The address of the catalogue: another one has another address.
    pub(super) catalog: usize,
    pub(super) finding: Option<(usize, usize, Choice)>,
    pub(super) entry: Option<EntryId>,
    pub(super) welcome: bool,
    pub(super) query: String,
    pub(super) lang: Lang,
    pub(super) measure: Measure,
    pub(super) columns: usize,
    pub(super) lines: usize,
}
