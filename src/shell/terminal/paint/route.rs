//! The order in which changed cells are painted, and the ways between them.
//!
//! What changes with a key is often in columns: the counts of the rail, the matched letters of the list. Painted line
//! by line, each would have to set its colour. Painted from one to the nearest of the same look, most need only a
//! step down.

use crossterm::cursor::{MoveTo, MoveToColumn};
use ratatui::buffer::Cell;
use ratatui::layout::Position;

use super::super::ansi::ansi;
use super::glyph::{columns, sure_columns};
use super::pen::Pen;

/// How many chunks are ordered at a time, for each is compared with every other one.
const AT_A_TIME: usize = 100;
/// The control character for a step down. Windows also moves to the first column at a line feed, so it has none.
const DOWN: Option<char> = if cfg!(windows) { None } else { Some('\n') };
const BACK: char = '\u{8}';
/// Up to this many control characters are not longer than the sequence for the same steps.
const SINGLES: u16 = 4;

/// Changed cells of a line that are painted from the left to the right.
pub(super) struct Chunk<'a> {
    pub(super) cells: Vec<(u16, u16, &'a Cell)>,
}

/// The changed cells of a line in chunks, each of neighbours with one look. A change of colour takes more bytes than
/// the way to another line, so chunks can be painted in any order.
pub(super) fn chunks<'a>(line: &[(u16, u16, &'a Cell)]) -> Vec<Chunk<'a>> {
    let mut chunks: Vec<Chunk> = Vec::new();
    // The cell before, the column behind it, and the look of the chunk so far.
    let mut last: Option<(&Cell, u16, Option<Pen>)> = None;
    for &(x, y, cell) in line {
        let look = look(cell);
        let joins = last.is_some_and(|(before, end, held)| {
            let alike = look.is_none() || held.is_none() || look == held;
            // The cell behind a glyph that may be drawn too wide must be painted right after it.
            let doubtful = sure_columns(before.symbol(), None).is_none();
            if x == end {
                alike || doubtful
            } else {
                Pen::of(before) == Pen::of(cell) && x - end <= Travel::LEAP
            }
        });
        match chunks.last_mut().filter(|_| joins) {
            Some(chunk) => chunk.cells.push((x, y, cell)),
            None => chunks.push(Chunk { cells: vec![(x, y, cell)] }),
        }
        let held = last.filter(|_| joins).and_then(|(.., held)| held);
        last = Some((cell, x.saturating_add(columns(cell)), look.or(held)));
    }
    chunks
}

/// The pen that a cell needs; `None` for blanks, which any pen can write.
fn look(cell: &Cell) -> Option<Pen> {
    let pen = Pen::of(cell);
    (cell.symbol() != " " || pen.shows_on_blanks()).then_some(pen)
}

/// Paints every chunk, the next one always being that which is reached by the fewest bytes. `paint` returns where it
/// has left the cursor and the pen.
pub(super) fn paint_in_order(
    chunks: Vec<Chunk>,
    start: (Option<Position>, Pen),
    mut paint: impl FnMut(&Chunk) -> (Option<Position>, Pen),
) {
    let (mut at, mut pen) = start;
    let mut changes = Changes::default();
    for block in chunks.chunks(AT_A_TIME) {
        let mut left: Vec<(Position, Option<usize>, &Chunk)> = Vec::with_capacity(block.len());
        left.extend(block.iter().map(|chunk| {
            let (start, own) = chunk.entered();
            (start, own.map(|own| changes.number(own)), chunk)
        }));
        while !left.is_empty() {
            let held = changes.number(pen);
            let (mut nearest, mut least) = (0, usize::MAX);
            for (nth, (start, own, _)) in left.iter().enumerate() {
                let change = own.map_or(0, |own| changes.length(held, own));
                // The way is expensive to measure, so only if it could be the shortest.
                if change < least {
                    let cost = change + Travel::shortest(at, *start).length();
                    if cost < least {
                        (nearest, least) = (nth, cost);
                    }
                }
            }
            let (.., chunk) = left.remove(nearest);
            (at, pen) = paint(chunk);
        }
    }
}

/// The pens of a frame, and how many bytes it takes to change one for another.
#[derive(Default)]
struct Changes {
    pens: Vec<Pen>,
    /// Indexed by the old pen, then by the new one.
    lengths: Vec<Vec<usize>>,
}

impl Changes {
    /// The number of a pen; a new one is compared with all the others.
    fn number(&mut self, pen: Pen) -> usize {
        if let Some(known) = self.pens.iter().position(|own| *own == pen) {
            return known;
        }
        let length = |held: Pen, taken: Pen| if held == taken { 0 } else { taken.taken_from(held).len() };
        for (held, lengths) in self.pens.iter().zip(&mut self.lengths) {
            lengths.push(length(*held, pen));
        }
        self.pens.push(pen);
        self.lengths.push(self.pens.iter().map(|taken| length(pen, *taken)).collect());
        self.pens.len() - 1
    }

    fn length(&self, held: usize, taken: usize) -> usize {
        self.lengths[held][taken]
    }
}

impl Chunk<'_> {
    /// Where the chunk begins, and the first pen that it needs.
    fn entered(&self) -> (Position, Option<Pen>) {
        let (x, y, _) = self.cells[0];
        (Position { x, y }, self.cells.iter().find_map(|(.., cell)| look(cell)))
    }
}

/// A way from the cursor to another place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Travel {
    To(Position),
    By { down: i32, across: Across },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Across {
    By(i32),
    Column(u16),
}

impl Travel {
    /// Up to this many columns are crossed by writing their cells again, for the shortest sequence takes as many bytes.
    pub(super) const LEAP: u16 = 3;

    pub(super) fn shortest(from: Option<Position>, to: Position) -> Self {
        let absolute = Self::To(to);
        let Some(from) = from else { return absolute };
        let down = i32::from(to.y) - i32::from(from.y);
        let across = Across::By(i32::from(to.x) - i32::from(from.x));
        let ways = [Self::By { down, across }, Self::By { down, across: Across::Column(to.x) }, absolute];
        ways.into_iter().min_by_key(|way| way.length()).unwrap_or(absolute)
    }

    pub(super) fn length(self) -> usize {
        match self {
            Self::To(Position { x: 0, y: 0 }) => 3,
            Self::To(to) => 4 + digits(to.y.saturating_add(1)) + digits(to.x.saturating_add(1)),
            Self::By { down, across } => {
                let across = match across {
                    Across::By(by) => stepped(by, None, Some(BACK)),
                    Across::Column(0) => 1,
                    Across::Column(x) => 3 + digits(x.saturating_add(1)),
                };
                stepped(down, DOWN, None) + across
            }
        }
    }

    pub(super) fn sequence(self) -> String {
        match self {
            Self::To(Position { x: 0, y: 0 }) => "\x1b[H".to_owned(),
            Self::To(to) => ansi(MoveTo(to.x, to.y)),
            Self::By { down, across } => {
                let mut sequence = steps(down, ('B', DOWN), ('A', None));
                match across {
                    Across::By(by) => sequence.push_str(&steps(by, ('C', None), ('D', Some(BACK)))),
                    Across::Column(0) => sequence.push('\r'),
                    Across::Column(x) => sequence.push_str(&ansi(MoveToColumn(x))),
                }
                sequence
            }
        }
    }
}

/// Steps as control characters where there is one and they are few, or as a sequence.
fn steps(by: i32, ahead: (char, Option<char>), behind: (char, Option<char>)) -> String {
    let (letter, single) = if by > 0 { ahead } else { behind };
    match (by.unsigned_abs(), single) {
        (0, _) => String::new(),
        (count, Some(single)) if count <= SINGLES.into() => (0..count).map(|_| single).collect(),
        (1, _) => format!("\x1b[{letter}"),
        (count, _) => format!("\x1b[{count}{letter}"),
    }
}

/// The length of what [`steps`] writes.
fn stepped(by: i32, ahead: Option<char>, behind: Option<char>) -> usize {
    let single = if by > 0 { ahead } else { behind };
    let count = u16::try_from(by.unsigned_abs()).unwrap_or(u16::MAX);
    match count {
        0 => 0,
        _ if single.is_some() && count <= SINGLES => count.into(),
        1 => 3,
        _ => 3 + digits(count),
    }
}

fn digits(number: u16) -> usize {
    match number {
        0..10 => 1,
        10..100 => 2,
        100..1000 => 3,
        1000..10000 => 4,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_way_is_as_long_as_it_says() {
        let places = [(0, 0), (1, 0), (5, 3), (9, 4), (30, 12), (119, 39), (7, 200)];
        let places = places.map(|(x, y)| Position { x, y });
        for from in places.map(Some).into_iter().chain([None]) {
            for to in places {
                let way = Travel::shortest(from, to);
                assert_eq!(way.sequence().len(), way.length(), "{from:?} to {to:?}: {way:?}");
                assert!(way.length() <= Travel::To(to).length());
            }
        }
    }

    #[test]
    #[cfg(not(windows))]
    fn the_next_count_of_a_column_is_a_step_down_and_back() {
        let way = Travel::shortest(Some(Position { x: 24, y: 7 }), Position { x: 22, y: 8 });
        assert_eq!(way.sequence(), "\n\u{8}\u{8}");
    }
}
