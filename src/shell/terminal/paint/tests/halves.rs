//! Terminals that keep half a glyph which was erased by its other half: tmux and pyte do.

use super::*;

/// What stands in a cell: a glyph, or the rest of the one before it.
#[derive(Debug, Clone, PartialEq)]
enum Half {
    Glyph(char),
    Rest,
}

/// Who writes where the rest of a glyph lies.
#[derive(Debug, Clone, Copy)]
enum Manner {
    /// Leaves what stands before it, as pyte does.
    Leaves,
    /// Clears back to where the glyph began, as tmux does, even where it is long gone.
    ReachesBack,
}

struct Keeper {
    cells: Vec<Vec<Half>>,
    at: (usize, usize),
    manner: Manner,
}

impl Keeper {
    fn new(manner: Manner) -> Self {
        let line = vec![Half::Glyph(' '); COLUMNS.into()];
        Self { cells: vec![line; LINES.into()], at: (0, 0), manner }
    }

    fn process(&mut self, bytes: &[u8]) {
        let mut rest = std::str::from_utf8(bytes).unwrap();
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match c {
                '\x1b' => {
                    let end = rest.find(|c: char| c.is_ascii_alphabetic()).unwrap();
                    self.control(&rest[1..end], rest.as_bytes()[end]);
                    rest = &rest[end + 1..];
                }
                '\r' => self.at.0 = 0,
                '\n' => self.at.1 += 1,
                '\x08' => self.at.0 -= 1,
                c => self.print(c),
            }
        }
    }

    fn print(&mut self, c: char) {
        let (x, y) = self.at;
        let width = Measure::Narrow.grapheme(c.encode_utf8(&mut [0; 4]));
        let line = &mut self.cells[y];
        if matches!(self.manner, Manner::ReachesBack) && line[x] == Half::Rest {
            let start = line[..x].iter().rposition(|half| *half != Half::Rest).unwrap_or(0);
            line[start..=x].fill(Half::Glyph(' '));
        }
        line[x] = Half::Glyph(c);
        line[x + 1..x + width].fill(Half::Rest);
        if matches!(self.manner, Manner::ReachesBack) {
            // The rest of what was written over is seen to there.
            let behind = line[x + width..].iter_mut();
            behind.take_while(|half| **half == Half::Rest).for_each(|half| *half = Half::Glyph(' '));
        }
        self.at.0 += width;
    }

    fn control(&mut self, parameters: &str, end: u8) {
        let number =
            |at: usize| parameters.split(';').nth(at).and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
        let (x, y) = self.at;
        match end {
            b'H' => self.at = (number(1) - 1, number(0) - 1),
            b'A' => self.at.1 -= number(0),
            b'B' => self.at.1 += number(0),
            b'C' => self.at.0 += number(0),
            b'D' => self.at.0 -= number(0),
            b'G' => self.at.0 = number(0) - 1,
            b'X' => self.cells[y][x..x + number(0)].fill(Half::Glyph(' ')),
            b'K' => self.cells[y][x..].fill(Half::Glyph(' ')),
            b'm' => {}
            other => panic!("an unknown sequence: {parameters}{}", char::from(other)),
        }
    }
}

/// The halves of a buffer's line.
fn halves(buffer: &Buffer, y: u16) -> Vec<Half> {
    let mut halves = Vec::new();
    while halves.len() < COLUMNS.into() {
        let cell = &buffer[(halves.len() as u16, y)];
        halves.push(Half::Glyph(cell.symbol().chars().next().unwrap()));
        halves.resize(halves.len() + usize::from(cell.cell_width()) - 1, Half::Rest);
    }
    halves
}

proptest! {
    #[test]
    fn no_half_of_a_glyph_is_left_behind(
        frames in prop::collection::vec(buffers(), 1..5),
        manner in prop::sample::select(vec![Manner::Leaves, Manner::ReachesBack]),
    ) {
        let mut painter = Painter::default();
        let mut keeper = Keeper::new(manner);
        let mut before = buffer(&[]);
        for after in frames {
            keeper.process(&paint(&mut painter, &before, &after));
            for y in 0..LINES {
                prop_assert_eq!(&keeper.cells[usize::from(y)], &halves(&after, y), "line {}", y);
            }
            before = after;
        }
    }
}

#[test]
fn an_erase_takes_both_halves_of_the_last_glyph() {
    let one = buffer(&[(0, 0, "实例不存在公".into(), Style::new())]);
    let other = buffer(&[]);
    let mut painter = Painter::default();
    paint(&mut painter, &buffer(&[]), &one);
    assert_eq!(String::from_utf8(paint(&mut painter, &one, &other)).unwrap(), "\r\x1b[12X");
}
