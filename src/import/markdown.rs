//! Official Markdown documents, as rows.
//!
//! Documents differ: there are several kinds of tables and several styles of lists, with headings above them. This
//! module finds them. What a table is about and what its columns hold is decided in `table`, in the same way for all.

mod blocks;
mod html;
mod line;
mod list;
mod paragraphs;
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
                // A block inside of a value does not end the error that it belongs to.
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
