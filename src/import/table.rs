//! Reads the rows of a table, once it is known what it is about and what its columns hold.

mod columns;
mod grid;
pub(super) mod header;
mod spans;
mod verdict;

use super::cell;
use super::report::{Reason, Table, Verdict};
use super::row::{Row, Source};
use columns::{Columns, Held};
pub(super) use grid::{Grid, GridRow};
use header::Name;

/// Adds a table's rows to the source if it is about errors, and reports in any case what it is about.
pub(super) fn read(mut grid: Grid, source: &mut Source) {
    even(&mut grid);
    let header = grid.header.clone();
    let mut columns = Columns::of(&grid);
    if columns.is_none() && part_codes(&mut grid) {
        columns = Columns::of(&grid);
    }
    let verdict = verdict::of(&grid, columns.as_ref());
    source.tables.push(Table { place: grid.place, header, rows: grid.rows.len(), verdict });
    match (verdict, columns) {
        (Verdict::Errors, Some(columns)) => rows(&grid, &columns, source),
        (Verdict::NoCodes, _) => {
            for row in &grid.rows {
                source.skip(row.place, Reason::NoCodes);
            }
        }
        _ => {}
    }
}

/// Gives the header as many cells as most rows have, and each row no more than that.
fn even(grid: &mut Grid) {
    let wider = grid.rows.iter().filter(|row| row.cells.len() > grid.header.len()).count();
    if wider * 2 > grid.rows.len() {
        let widest = grid.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        grid.header.resize(widest, String::new());
    }
    let width = grid.header.len();
    for row in &mut grid.rows {
        if row.cells.len() > width && width > 0 {
            let surplus = row.cells.split_off(width);
            if let Some(last) = row.cells.last_mut() {
                *last = std::iter::once(std::mem::take(last)).chain(surplus).collect::<Vec<_>>().join(" | ");
            }
        }
    }
}

/// Gives the codes a column of their own that stand before the messages: `ODPS-0130071: It cannot be parsed`. Returns
/// whether there are such.
fn part_codes(grid: &mut Grid) -> bool {
    let tells = |at: &usize| matches!(header::name(&grid.header[*at]), Name::Code | Name::Message);
    let of =
        |at: usize| grid.rows.iter().filter_map(move |row| row.cells.get(at)).filter(|cell| !cell.is_empty());
    let both = |at: &usize| {
        let parted = of(*at).filter(|cell| cell::code_and_message(cell).is_some()).count();
        parted > 0 && parted * 5 >= of(*at).count() * 4
    };
    let Some(at) = (0..grid.header.len()).find(|at| tells(at) && both(at)) else { return false };
    grid.header[at] = "Error message".to_owned();
    grid.header.insert(at, "Error code".to_owned());
    for row in grid.rows.iter_mut().filter(|row| row.cells.len() > at) {
        let parted = cell::code_and_message(&row.cells[at]);
        let parted = parted.map(|(code, message)| (code.to_owned(), message.to_owned()));
        let (code, message) = parted.unwrap_or_else(|| (row.cells[at].clone(), String::new()));
        row.cells[at] = message;
        row.cells.insert(at, code);
    }
    true
}

fn rows(grid: &Grid, columns: &Columns, source: &mut Source) {
    let of_heading = grid.sections.last().and_then(|heading| cell::status_of_heading(heading));
    let mut spans = spans::Spans::of(grid, columns);
    for row in &grid.rows {
        if row.cells.iter().all(String::is_empty) {
            source.skip(row.place, Reason::Empty);
            continue;
        }
        if row.cells == grid.header {
            source.skip(row.place, Reason::Header);
            continue;
        }
        let cells = spans.fill(&row.cells);
        let mut read = Row { place: row.place, sections: grid.sections.clone(), ..Row::default() };
        for (text, held) in cells.into_iter().zip(columns.held()) {
            match held {
                Held::Code => read.code = text,
                Held::Status => read.status = text,
                Held::Text(role) if !text.is_empty() => read.texts.push((role, text)),
                Held::Text(_) | Held::Nothing => {}
            }
        }
        if columns.status().is_none() {
            read.status = of_heading.map(|status| status.to_string()).unwrap_or_default();
        }
        source.rows.push(read);
    }
}
