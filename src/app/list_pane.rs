//! The code list: what a search found, best first.

use super::pane::Room;
use super::viewport::Viewport;
use crate::catalog::{Catalog, EntryId};
use crate::search::{Field, Hit, Hits, Query};

/// The hits of the newest answered search.
#[derive(Debug)]
pub struct ListPane {
    pub hits: Vec<Hit>,
    /// The query these are the hits of: older than the search field's text while a search runs.
    pub query: Query,
    /// In rows, of `row_lines` lines each.
    pub view: Viewport,
    room: Room,
}

/// From this width on, a row's message stands beside the code, not under it.
const ONE_LINE_COLUMNS: usize = 100;

/// With fewer lines, messages go so that enough codes are seen.
const TWO_LINES_FROM: usize = 8;

impl ListPane {
    /// Everything, before any search has been answered.
    pub fn of_all(catalog: &Catalog) -> Self {
        let query = Query::parse("", catalog);
        let mut pane = Self { hits: Vec::new(), query, view: Viewport::default(), room: Room::default() };
        pane.show_all(catalog);
        pane
    }

    pub fn show_all(&mut self, catalog: &Catalog) {
        let hit = |entry| Hit { entry, score: 0, matched: Field::Code };
        let hits = catalog.ids().map(hit).collect();
        self.show(Query::parse("", catalog), Hits { hits });
    }

    pub fn show(&mut self, query: Query, hits: Hits) {
        self.hits = hits.hits;
        self.query = query;
        self.view.set_len(self.hits.len());
        self.view.to_start();
    }

    /// Whether an answer says what the list shows already.
    pub fn shows(&self, query: &Query, hits: &Hits) -> bool {
        *query == self.query
            && hits.hits.iter().map(|hit| hit.entry).eq(self.hits.iter().map(|hit| hit.entry))
    }

    pub fn selected(&self) -> Option<&Hit> {
        self.hits.get(self.view.cursor())
    }

    /// Puts the cursor on an entry; whether it is in the list.
    pub fn select(&mut self, entry: EntryId) -> bool {
        let row = self.hits.iter().position(|hit| hit.entry == entry);
        if let Some(row) = row {
            self.view.move_to(row);
        }
        row.is_some()
    }

    pub fn set_room(&mut self, room: Room) {
        self.room = room;
        self.view.set_height(room.lines / self.row_lines());
    }

    /// Lines of a row: the code's, and the message's where there is room for it.
    pub fn row_lines(&self) -> usize {
        if self.room.columns >= ONE_LINE_COLUMNS || self.room.lines < TWO_LINES_FROM { 1 } else { 2 }
    }
}
