//! Cells that a row lost because the one above spans into it.
//!
//! In the format that the official documents were converted from, cells may span rows. The converted tables have such a
//! cell in the first row only, and the other rows are short, or empty at that place.

use super::columns::{Columns, Held};
use super::grid::Grid;
use crate::import::cell;
use crate::import::language::has_han;
use crate::import::row::Role;

pub(super) struct Spans<'a> {
    columns: &'a Columns,
    width: usize,
    /// Columns whose empty cells mean the one above.
    empty_spans: Vec<bool>,
    /// The row above, filled.
    above: Vec<String>,
}

impl<'a> Spans<'a> {
    pub(super) fn of(grid: &Grid, columns: &'a Columns) -> Self {
        let width = grid.header.len();
        let empty = |at: usize| {
            let cells =
                || grid.rows.iter().filter(|row| row.cells.len() == width).map(|row| row.cells[at].as_str());
            let empty = cells().filter(|cell| cell.is_empty()).count();
            let first_filled = cells().next().is_some_and(|cell| !cell.is_empty());
            first_filled && empty >= 2 && empty * 3 >= cells().count()
        };
        // Only the first columns of a row have spans; an empty cell behind them was never written.
        let mut empty_spans = vec![false; width];
        for (at, held) in columns.held().enumerate() {
            if !matches!(held, Held::Code | Held::Status) || !empty(at) {
                break;
            }
            empty_spans[at] = true;
        }
        Self { columns, width, empty_spans, above: vec![String::new(); width] }
    }

    /// The cells of a row, one a column.
    pub(super) fn fill(&mut self, cells: &[String]) -> Vec<String> {
        let places = self.places(cells);
        let lost_first = places.first().is_some_and(|at| *at > 0);
        // A code without anything else shares what is said of the one above.
        let lone_code = cells.len() == 1 && self.width > 2 && places == [self.code()];
        let mut filled = vec![None; self.width];
        for (cell, at) in cells.iter().zip(places) {
            filled[at] = Some(cell.clone());
        }
        let mut row = Vec::with_capacity(self.width);
        for (at, (cell, held)) in filled.into_iter().zip(self.columns.held()).enumerate() {
            let spans = match &cell {
                Some(cell) => cell == "^^" || (cell.is_empty() && self.empty_spans[at]),
                // A row that lost one cell may have lost its last one, too.
                None => match held {
                    Held::Code | Held::Status => true,
                    Held::Text(Role::Message) => false,
                    Held::Text(_) | Held::Nothing => lost_first || lone_code,
                },
            };
            row.push(if spans { self.above[at].clone() } else { cell.unwrap_or_default() });
        }
        self.above.clone_from(&row);
        row
    }

    fn code(&self) -> usize {
        self.columns.held().position(|held| held == Held::Code).unwrap_or(0)
    }

    /// The column of each cell: of all ways to leave cells out, the one in which most cells fit their columns.
    fn places(&self, cells: &[String]) -> Vec<usize> {
        if cells.len() >= self.width {
            return (0..self.width).collect();
        }
        // `best[k]` is the best way to place the first `k` cells in the columns looked at so far.
        let mut best: Vec<Option<(i32, Vec<usize>)>> = vec![None; cells.len() + 1];
        best[0] = Some((0, Vec::new()));
        for at in 0..self.width {
            for k in (0..cells.len()).rev() {
                let Some((score, places)) = &best[k] else { continue };
                // Missing cells are more likely at the ends of a row than between other cells.
                let gap = places.last().is_some_and(|last: &usize| last + 1 < at);
                let score = score + self.fit(&cells[k], at) - i32::from(gap);
                // Of equally good ways, the one in which the first cells are missing.
                if best[k + 1].as_ref().is_none_or(|(known, _)| score >= *known) {
                    let places = places.iter().copied().chain([at]).collect();
                    best[k + 1] = Some((score, places));
                }
            }
        }
        best.pop().flatten().map_or_else(|| (0..cells.len()).collect(), |(_, places)| places)
    }

    fn fit(&self, text: &str, at: usize) -> i32 {
        if text.is_empty() {
            return 0;
        }
        let yes = |fits: bool, good: i32, bad: i32| if fits { good } else { bad };
        match self.columns.held().nth(at) {
            Some(Held::Status) => yes(cell::reads_as_status(text), 6, -8),
            Some(Held::Code) => yes(cell::reads_as_code(text) || cell::reads_as_number(text), 6, -8),
            Some(Held::Text(_)) => yes(has_han(text) == self.columns.is_chinese(at), 2, -2),
            _ => 0,
        }
    }
}
