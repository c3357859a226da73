//! How many columns a glyph covers, and how sure that is.

use ratatui::buffer::{Cell, CellWidth};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::text::width::Measure;

/// Columns that a cell's glyph covers, as ratatui counts them.
pub(super) fn columns(cell: &Cell) -> u16 {
    cell.cell_width().max(1)
}

/// Whether terminals disagree about what a glyph covers, and about what is left of it once something else stands in its
/// place: `ｶﾞ` is one of two columns to some and two of one to others, a flag takes two columns or four.
pub(super) fn is_doubtful(symbol: &str) -> bool {
    let several = symbol.chars().nth(1).is_some();
    several || sure_columns(symbol, None).is_none() && symbol.width() > 1
}

/// Columns after which the cursor surely stands; `None` where terminals disagree about a glyph, and this one has not told
/// its measure.
pub(super) fn sure_columns(symbol: &str, measure: Option<Measure>) -> Option<u16> {
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return None };
    match c {
        ' '..='~' | '\u{2500}'..='\u{257f}' => Some(1),
        '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' => Some(2),
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => Some(2),
        '\u{ff01}'..='\u{ff60}' => Some(2),
        // Signs of ours that are narrow everywhere.
        '✓' | '✎' | '✕' | '❯' | '▸' | '▾' => Some(1),
        _ if c.width() == Some(1) && c.width_cjk() == Some(2) => {
            measure.map(|measure| if measure == Measure::Wide { 2 } else { 1 })
        }
        _ => None,
    }
}
