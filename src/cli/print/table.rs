//! Columns of a list.

use crate::text::width::Measure;

/// Cells filled up with blanks to the width of the widest.
pub fn aligned(cells: impl Iterator<Item = impl AsRef<str>>) -> Vec<String> {
    let cells: Vec<_> = cells.collect();
    let measure = Measure::default();
    let widest = cells.iter().map(|cell| measure.columns(cell.as_ref())).max().unwrap_or(0);
    cells.iter().map(|cell| measure.pad(cell.as_ref(), widest)).collect()
}
