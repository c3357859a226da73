//! How many columns a glyph covers, and whether terminals agree on that.

use ratatui::buffer::{Cell, CellWidth};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::text::width::Measure;

/// Columns that a cell's glyph covers, as ratatui counts them.
pub(super) fn columns(cell: &Cell) -> u16 {
    cell.cell_width().max(1)
}

/// Whether terminals disagree about the columns of a glyph, and about what is left of it when it is overwritten: `ｶﾞ`
/// is one glyph of two columns on some and two of one column on others; a flag takes two columns or four.
pub(super) fn is_doubtful(symbol: &str) -> bool {
    let several = symbol.chars().nth(1).is_some();
    several || sure_columns(symbol, None).is_none() && symbol.width() > 1
}

/// The columns by which a glyph moves the cursor for certain; `None` where terminals disagree, and the measure of
/// this one is not known.
pub(super) fn sure_columns(symbol: &str, measure: Option<Measure>) -> Option<u16> {
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return None };
    match c {
        ' '..='~' | '\u{2500}'..='\u{257f}' => Some(1),
        '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' => Some(2),
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => Some(2),
        '\u{ff01}'..='\u{ff60}' => Some(2),
        // Signs of this program that are narrow on every terminal.
        '✓' | '✎' | '✕' | '❯' | '▸' | '▾' => Some(1),
        _ if c.width() == Some(1) && c.width_cjk() == Some(2) => {
            measure.map(|measure| if measure == Measure::Wide { 2 } else { 1 })
        }
        _ => None,
    }
}
