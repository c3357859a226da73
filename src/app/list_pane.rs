//! The state of the list: the hits of a search, best first, with equal meanings of a code in one row.

use super::groups::Groups;
use super::narrow::{Counts, Entries};
use super::pane::Room;
use super::viewport::Viewport;
use crate::catalog::{Catalog, EntryId, ProductIx};
use crate::lang::Lang;
use crate::search::{Field, Hit, Hits, Query};

/// The hits of the newest answered search.
#[derive(Debug)]
pub struct ListPane {
    /// All hits of the query, before the rail narrows them.
    found: Vec<Hit>,
    /// The hits that are listed.
    listed: Entries,
    /// For each row, the place of its best hit in `found`.
    rows: Vec<u32>,
    groups: Groups,
    /// The query of these hits. It is older than the search field's text while a search runs.
    pub query: Query,
    /// The words that were searched for instead of those that were typed.
    mended: Option<String>,
    pub view: Viewport,
}

/// The entries of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Members {
    pub entries: usize,
    pub products: Vec<ProductIx>,
}

impl ListPane {
    /// The list of all entries, before any search has been answered.
    pub fn of_all(catalog: &Catalog, lang: Lang) -> Self {
        let query = Query::parse("", catalog);
        let groups = Groups::new(catalog, lang);
        let (found, listed) = (Vec::new(), Entries::default());
        let mut pane =
            Self { found, listed, rows: Vec::new(), groups, query, mended: None, view: Viewport::default() };
        pane.find_all(catalog);
        pane
    }

    pub fn find_all(&mut self, catalog: &Catalog) {
        let hit = |entry| Hit { entry, score: 0, matched: Field::Code };
        let hits = catalog.ids().map(hit).collect();
        self.find(Query::parse("", catalog), Hits { hits, ..Hits::default() });
    }

    /// Makes the groups anew, for another catalogue or another language.
    pub fn regroup(&mut self, catalog: &Catalog, lang: Lang) {
        self.groups = Groups::new(catalog, lang);
    }

    /// Takes an answer; [`ListPane::list`] decides which hits are listed.
    pub fn find(&mut self, query: Query, hits: Hits) {
        self.found = hits.hits;
        self.mended = hits.mended;
        self.query = query;
    }

    /// Lists the hits that the rail leaves, and moves to the first.
    pub fn list(&mut self, counts: &Counts) {
        self.listed = counts.listed.clone();
        self.rows.clear();
        let mut seen = Entries::none_of(self.groups.len());
        for (place, hit) in self.found.iter().enumerate().filter(|(_, hit)| self.listed.contains(hit.entry)) {
            let group = self.groups.of(hit.entry);
            if !seen.contains(group) {
                seen.insert(group);
                // A catalogue has fewer than 2^32 entries.
                self.rows.push(u32::try_from(place).unwrap_or(u32::MAX));
            }
        }
        self.view.set_len(self.rows.len());
        self.view.to_start();
    }

    /// Whether an answer equals what the list shows already.
    pub fn shows(&self, query: &Query, hits: &Hits) -> bool {
        *query == self.query
            && hits.hits.iter().map(|hit| hit.entry).eq(self.found.iter().map(|hit| hit.entry))
    }

    /// All hits of the query, before the rail narrows them.
    pub fn found(&self) -> &[Hit] {
        &self.found
    }

    /// The words that were searched for instead of those that were typed, where these find nothing.
    pub fn mended(&self) -> Option<&str> {
        self.mended.as_deref()
    }

    /// How many entries are listed; a row may hold several.
    pub fn listed(&self) -> usize {
        self.listed.len()
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The best hit of a row.
    pub fn hit(&self, row: usize) -> Option<&Hit> {
        self.found.get(*self.rows.get(row)? as usize)
    }

    pub fn selected(&self) -> Option<&Hit> {
        self.hit(self.view.cursor())
    }

    /// The entries of a hit's row.
    pub fn members(&self, catalog: &Catalog, hit: &Hit) -> Members {
        let group = self.groups.of(hit.entry);
        let codes = catalog.codes();
        let own = codes.entries(catalog.entry(hit.entry).code_ix());
        let mut members = Members { entries: 0, products: Vec::new() };
        for id in own.filter(|&id| self.groups.of(id) == group && self.listed.contains(id)) {
            members.entries += 1;
            let product = catalog.entry(id).product_ix();
            if !members.products.contains(&product) {
                members.products.push(product);
            }
        }
        members
    }

    /// Whether two entries of a code are one row.
    pub fn means_same(&self, one: EntryId, other: EntryId) -> bool {
        self.groups.of(one) == self.groups.of(other)
    }

    /// Puts the cursor on the row of an entry; whether it is in the list.
    pub fn select(&mut self, entry: EntryId) -> bool {
        let group = self.groups.of(entry);
        let row = (0..self.rows.len())
            .find(|&row| self.hit(row).is_some_and(|hit| self.groups.of(hit.entry) == group));
        if let Some(row) = row {
            self.view.move_to(row);
        }
        row.is_some()
    }

    pub fn set_room(&mut self, room: Room) {
        self.view.set_height(room.lines);
    }
}
