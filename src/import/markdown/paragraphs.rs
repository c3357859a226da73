//! Tables whose cells were each exported as a paragraph, the header in bold:
//!
//! ```text
//! **HttpCode**
//!
//! **Error code**
//!
//! 404
//!
//! NoSuchThing
//! ```

use super::line::Numbered;
use crate::import::cell;
use crate::import::markup;
use crate::import::table::header::{self, Name};
use crate::import::table::{Grid, GridRow};

/// Fewer bold paragraphs are emphasised words.
const LEAST: usize = 3;

/// The table that begins with these lines, and how many of them it takes.
pub(super) fn table(lines: &[Numbered<'_>]) -> Option<(Grid, usize)> {
    let filled = || lines.iter().enumerate().filter(|(_, (_, line))| !line.trim().is_empty());
    let header: Vec<String> =
        filled().map_while(|(_, (_, line))| bold(line.trim())).map(markup::plain).collect();
    let names: Vec<Name> = header.iter().map(|name| header::name(name)).collect();
    let tells = names.len() >= LEAST && names.contains(&Name::Code) && !names.contains(&Name::Unknown);
    if !tells || bold(lines[0].1.trim()).is_none() {
        return None;
    }
    let ends =
        |line: &str| line.starts_with(['#', '|', '<', '`']) || bold(line).is_some() || is_pointer(line);
    let paragraphs = filled().skip(header.len()).take_while(|(_, (_, line))| !ends(line.trim()));
    let cells: Vec<Cell> =
        paragraphs.map(|(at, (place, line))| (at, *place, markup::plain(line.trim()))).collect();
    let (end, ..) = cells.last()?;
    let end = end + 1;
    let begins_with_status = names[0] == Name::Status;
    let rows = if begins_with_status { by_statuses(cells) } else { by_count(cells, header.len())? };
    let row = |cells: Vec<Cell>| GridRow {
        place: cells[0].1,
        cells: cells.into_iter().take(header.len()).map(|(_, _, text)| text).collect(),
    };
    let rows = rows.into_iter().map(row).collect();
    Some((Grid { place: lines[0].0, header, rows, sections: Vec::new() }, end))
}

/// A paragraph: its place among the lines, its line's number, its text.
type Cell = (usize, u32, String);

/// Rows that each begin with a status: a cell at their end may have been empty, and then there is no paragraph for it.
fn by_statuses(cells: Vec<Cell>) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for cell in cells {
        match rows.last_mut() {
            Some(row) if !cell::reads_as_status(&cell.2) => row.push(cell),
            _ => rows.push(vec![cell]),
        }
    }
    rows
}

/// Rows of as many cells as there are columns, if that comes out even.
fn by_count(cells: Vec<Cell>, width: usize) -> Option<Vec<Vec<Cell>>> {
    cells.len().is_multiple_of(width).then(|| cells.chunks(width).map(<[Cell]>::to_vec).collect())
}

/// Whether a paragraph behind a table says where more codes are.
fn is_pointer(line: &str) -> bool {
    ["See [", "See Error", "For a list of error codes", "For more error codes", "访问["]
        .iter()
        .any(|start| line.starts_with(start))
}

/// What stands in a line that is bold as a whole.
fn bold(line: &str) -> Option<&str> {
    let inside = line.strip_prefix("**")?.strip_suffix("**")?;
    (!inside.is_empty() && !inside.contains("**")).then_some(inside)
}
