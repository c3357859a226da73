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
    let ends = |line: &str| line.starts_with(['#', '|', '<', '`']) || bold(line).is_some();
    let cells: Vec<_> = filled().skip(header.len()).take_while(|(_, (_, line))| !ends(line.trim())).collect();
    let rows = cells.len() / header.len();
    let (last, _) = cells.get((rows * header.len()).checked_sub(1)?)?;
    let row = |cells: &[(usize, &Numbered<'_>)]| GridRow {
        place: cells[0].1.0,
        cells: cells.iter().map(|(_, (_, line))| markup::plain(line.trim())).collect(),
    };
    let rows = cells.chunks_exact(header.len()).map(row).collect();
    Some((Grid { place: lines[0].0, header, rows, sections: Vec::new() }, last + 1))
}

/// What stands in a line that is bold as a whole.
fn bold(line: &str) -> Option<&str> {
    let inside = line.strip_prefix("**")?.strip_suffix("**")?;
    (!inside.is_empty() && !inside.contains("**")).then_some(inside)
}
