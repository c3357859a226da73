//! A table before it is known what it is about.

/// A table as its reader found it, its cells without markup.
#[derive(Debug)]
pub(in crate::import) struct Grid {
    /// The line of the header.
    pub place: u32,
    pub header: Vec<String>,
    pub rows: Vec<GridRow>,
    /// The headings above it, outermost first.
    pub sections: Vec<String>,
}

#[derive(Debug)]
pub(in crate::import) struct GridRow {
    pub place: u32,
    pub cells: Vec<String>,
}
