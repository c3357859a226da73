//! HTML tables within a document.

use super::line::Numbered;
use crate::import::markup;
use crate::import::table::{Grid, GridRow};

/// The tables that begin in the first of these lines, and how many lines they take.
pub(super) fn tables(lines: &[Numbered<'_>]) -> Option<(Vec<Grid>, usize)> {
    find_tag(lines[0].1, "table", 0)?;
    let mut text = String::new();
    let mut depth = 0usize;
    for (taken, (_, line)) in lines.iter().enumerate() {
        text.push_str(line);
        text.push('\n');
        depth += count(line, "<table");
        depth = depth.saturating_sub(count(line, "</table"));
        if depth == 0 {
            return Some((read(&text, lines[0].0), taken + 1));
        }
    }
    None
}

fn count(line: &str, tag: &str) -> usize {
    line.to_ascii_lowercase().matches(tag).count()
}

/// Where a tag of this name opens, at or behind `from`: its start and its end.
fn find_tag(text: &str, name: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        let start = at + text.get(at..)?.find('<')?;
        let inside = &text[start + 1..];
        let named = inside.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        let whole = || inside[name.len()..].starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace());
        if named && whole() {
            return Some((start, start + 1 + inside.find('>')? + 1));
        }
        at = start + 1;
    }
}

struct Cell {
    text: String,
    rows: usize,
    columns: usize,
}

fn read(text: &str, first_line: u32) -> Vec<Grid> {
    let mut grids = Vec::new();
    let lower = text.to_ascii_lowercase();
    let mut at = 0;
    while let Some((start, inside)) = find_tag(text, "table", at) {
        let end = lower[inside..].find("</table").map_or(text.len(), |close| inside + close);
        let place = |at: usize| {
            let lines = text[..at].matches('\n').count();
            first_line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX))
        };
        let rows = rows(&text[inside..end]);
        let mut rows =
            spread(rows).into_iter().map(|(at, cells)| GridRow { place: place(inside + at), cells });
        if let Some(header) = rows.next() {
            let rows = rows.collect();
            grids.push(Grid { place: place(start), header: header.cells, rows, sections: Vec::new() });
        }
        at = end;
    }
    grids
}

/// The cells of each row, with the place of the row in the text.
fn rows(table: &str) -> Vec<(usize, Vec<Cell>)> {
    let mut rows = Vec::new();
    let mut at = 0;
    while let Some((start, inside)) = find_tag(table, "tr", at) {
        let end = find_tag(table, "tr", inside).map_or(table.len(), |(next, _)| next);
        rows.push((start, cells(&table[inside..end])));
        at = end;
    }
    rows
}

fn cells(row: &str) -> Vec<Cell> {
    let next = |from: usize| {
        let found = [find_tag(row, "td", from), find_tag(row, "th", from)];
        found.into_iter().flatten().min()
    };
    let mut cells = Vec::new();
    let mut open = next(0);
    while let Some((start, inside)) = open {
        let following = next(inside);
        let end = following.map_or(row.len(), |(next, _)| next);
        let tag = &row[start..inside];
        cells.push(Cell {
            text: markup::plain(&row[inside..end]),
            rows: span(tag, "rowspan"),
            columns: span(tag, "colspan"),
        });
        open = following;
    }
    cells
}

/// How many rows or columns a cell spans. An unreasonable number counts as 1.
fn span(tag: &str, name: &str) -> usize {
    let value = tag.to_ascii_lowercase().split(name).nth(1).map(|rest| {
        let digits = rest.trim_start_matches(['=', '"', '\'', ' ']);
        digits.chars().take_while(char::is_ascii_digit).collect::<String>()
    });
    value.and_then(|value| value.parse().ok()).filter(|span| (1..=1000).contains(span)).unwrap_or(1)
}

/// Gives each row the cells that others span into it.
fn spread(rows: Vec<(usize, Vec<Cell>)>) -> Vec<(usize, Vec<String>)> {
    let mut spanning: Vec<(usize, String)> = Vec::new();
    let mut out = Vec::new();
    for (at, row) in rows {
        let mut cells: Vec<String> = Vec::new();
        let mut below: Vec<(usize, String)> = Vec::new();
        let mut own = row.into_iter();
        loop {
            let column = cells.len();
            match spanning.get(column).filter(|(left, _)| *left > 0) {
                Some((left, text)) => {
                    below.push((left - 1, text.clone()));
                    cells.push(text.clone());
                }
                None => {
                    let Some(cell) = own.next() else { break };
                    for _ in 0..cell.columns.min(64) {
                        below.push((cell.rows - 1, cell.text.clone()));
                        cells.push(cell.text.clone());
                    }
                }
            }
        }
        spanning = below;
        out.push((at, cells));
    }
    out
}
