//! The lines that blocks are made of.

/// A line of a paragraph or of a list.
#[derive(Debug)]
pub(super) struct Line {
    pub place: u32,
    /// Blanks before its text.
    pub indent: usize,
    pub is_item: bool,
    /// With its markup.
    pub raw: String,
}

/// A line of the document, its number from 1.
pub(super) type Numbered<'a> = (u32, &'a str);
