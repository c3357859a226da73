//! Pieces of text placed on one line, each with what a click on it does: the header, the chips, the footer.

use super::chord::Chord;
use super::rail::{Choice, Row};
use crate::page::{Role, Span};

/// What a click on a piece of a bar does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// The same as a key.
    Key(Chord),
    /// Takes the row of a chip, or lets go of it.
    Take(Row),
    /// Takes away what narrows the list.
    Widen(Choice),
    /// Goes to a chip, and shows the chips from another one on.
    Chip { chip: usize, first: usize },
    /// Goes to a hidden row of the rail.
    Reach(usize),
    /// Goes to the finding before or after.
    Step(isize),
}

/// A piece of a bar, and the column where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub x: usize,
    pub span: Span,
    pub press: Option<Press>,
    /// Whether the cursor is on it.
    pub under_cursor: bool,
}

impl Piece {
    pub fn new(x: usize, text: impl Into<String>, role: Role) -> Self {
        Self { x, span: Span::new(text, role), press: None, under_cursor: false }
    }

    pub fn pressing(mut self, press: Press) -> Self {
        self.press = Some(press);
        self
    }
}

/// What a click on a column does.
pub fn pressed(pieces: &[Piece], column: usize, measure: crate::text::width::Measure) -> Option<Press> {
    let hit = |piece: &&Piece| (piece.x..piece.x + measure.columns(&piece.span.text)).contains(&column);
    pieces.iter().find(hit).and_then(|piece| piece.press)
}
