//! The overlay of earlier queries, filtered by typing.

use super::line_edit::LineEdit;
use super::viewport::Viewport;

/// The open history.
#[derive(Debug, Default)]
pub struct HistoryPane {
    pub filter: LineEdit,
    /// The queries that hold the filter's text, the newest first.
    pub rows: Vec<String>,
    pub view: Viewport,
}

impl HistoryPane {
    pub fn relist(&mut self, queries: &[String]) {
        let wanted = self.filter.text().to_lowercase();
        let fits = |query: &&String| query.to_lowercase().contains(&wanted);
        self.rows = queries.iter().rev().filter(fits).cloned().collect();
        self.view.set_len(self.rows.len());
        self.view.to_start();
    }

    pub fn chosen(&self) -> Option<&String> {
        self.rows.get(self.view.cursor())
    }
}
