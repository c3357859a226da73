//! Official Markdown documents, as rows.
//!
//! A document is read as it is: tables of several kinds and lists of several dialects, with the headings above them. What
//! a table is about and what its columns hold is told elsewhere, for all of them alike.

mod blocks;
mod html;
mod line;
mod list;
mod pipe;

use super::row::Source;
use super::table;
use blocks::Block;

/// Every row of a document's tables and lists.
pub fn read(text: &str) -> Source {
    let mut source = Source::default();
    let mut lists = list::Reader::default();
    let mut sections: Vec<(usize, String)> = Vec::new();
    for block in blocks::blocks(text) {
        let path = |sections: &[(usize, String)]| {
            sections.iter().map(|(_, title)| title.clone()).collect::<Vec<_>>()
        };
        match block {
            Block::Heading { place, level, title } => {
                sections.retain(|(above, _)| *above < level);
                lists.heading(place, &title, &path(&sections), &mut source);
                sections.push((level, title));
            }
            Block::Table { mut grid, indent } => {
                // One within a value does not end the error that it belongs to.
                if !lists.holds(indent) {
                    lists.finish(&mut source);
                }
                grid.sections = path(&sections);
                table::read(grid, &mut source);
            }
            Block::Line(line) => lists.line(&line, &path(&sections), &mut source),
        }
    }
    lists.finish(&mut source);
    source
}

#[cfg(test)]
mod tests;
