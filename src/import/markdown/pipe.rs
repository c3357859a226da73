//! Pipe tables, with or without bars at the ends of lines, their cells on one line or on several.

use super::line::Numbered;
use crate::import::markup;
use crate::import::table::{Grid, GridRow};

/// The table that begins with these lines, and how many of them it takes.
pub(super) fn table(lines: &[Numbered<'_>]) -> Option<(Grid, usize)> {
    let (place, header) = lines[0];
    let rule = lines.get(1)?.1;
    let style = Style::of(header, rule)?;
    let names = cells(header, None);
    if !style.leading && names.len() < 2 {
        return None;
    }
    let width = names.len();
    let mut rows: Vec<GridRow> = Vec::new();
    let mut at = 2;
    while at < lines.len() {
        let taken = style.row_length(&lines[at..], width);
        if taken == 0 {
            match style.gap_length(&lines[at..]) {
                0 => break,
                gap => at += gap,
            }
            continue;
        }
        let raw: Vec<&str> = lines[at..at + taken].iter().map(|(_, line)| *line).collect();
        rows.push(GridRow { place: lines[at].0, cells: cells(&raw.join("\n"), Some(width)) });
        at += taken;
    }
    let mut header = names;
    // A table whose header was left empty has it in its first row.
    if header.iter().all(String::is_empty) && !rows.is_empty() {
        header = rows.remove(0).cells;
    }
    Some((Grid { place, header, rows, sections: Vec::new() }, at))
}

/// The table that begins with these lines, whose cells were each put on a line of its own, with blank lines between
/// them, and how many lines it takes.
pub(super) fn spread_table(lines: &[Numbered<'_>]) -> Option<(Grid, usize)> {
    let is_piece = |line: &str| line.starts_with('|');
    // The header ends at the first line that is none of its cells.
    let is_header = |line: &str| (is_piece(line) || line.is_empty()) && !is_rule(line);
    let rule = lines.iter().position(|(_, line)| !is_header(line.trim()))?;
    if !is_piece(lines[0].1.trim()) || rule < 2 || !is_rule(lines[rule].1.trim()) {
        return None;
    }
    let pieces = lines[..rule].iter().map(|(_, line)| line.trim()).filter(|line| !line.is_empty());
    let header = cells(&pieces.collect::<Vec<_>>().join("\n"), None);
    let width = header.len();
    if width < 2 || width != split(lines[rule].1).len() {
        return None;
    }
    let (mut rows, mut end) = (Vec::new(), rule + 1);
    let mut row: Option<(u32, String)> = None;
    let mut done = |row: Option<(u32, String)>| {
        rows.extend(row.map(|(place, text)| GridRow { place, cells: cells(&text, Some(width)) }));
    };
    for (at, (place, line)) in lines.iter().enumerate().skip(rule + 1) {
        let line = line.trim();
        let full = row.as_ref().is_some_and(|(_, text)| split(text).len() >= width);
        match &mut row {
            _ if line.is_empty() => continue,
            Some((_, text)) if is_piece(line) && (!full || line == "|") => {
                text.push('\n');
                text.push_str(line);
            }
            _ if is_piece(line) => done(row.replace((*place, line.to_owned()))),
            Some((_, text)) if !(line.starts_with('#') || full && ends_with_bar(text)) => {
                text.push('\n');
                text.push_str(line);
            }
            _ => break,
        }
        end = at + 1;
    }
    done(row);
    Some((Grid { place: lines[0].0, header, rows, sections: Vec::new() }, end))
}

fn is_rule(line: &str) -> bool {
    line.contains('-') && line.contains('|') && line.chars().all(|c| "|-: \t".contains(c))
}

/// Where the lines of a table have bars.
struct Style {
    leading: bool,
    trailing: bool,
}

impl Style {
    fn of(header: &str, rule: &str) -> Option<Self> {
        let (header, rule) = (header.trim(), rule.trim());
        let leading = header.starts_with('|');
        let fits = leading || split(header).len() == split(rule).len();
        (is_rule(rule) && header.contains('|') && fits)
            .then(|| Self { leading, trailing: header.len() > 1 && ends_with_bar(header) })
    }

    /// How many blank lines part the rows of the table here; 0 where it ends.
    fn gap_length(&self, lines: &[Numbered<'_>]) -> usize {
        let gap = lines.iter().take_while(|(_, line)| line.trim().is_empty()).count();
        let Some((_, next)) = lines.get(gap).filter(|_| self.leading) else { return 0 };
        let is_header = lines.get(gap + 1).is_some_and(|(_, rule)| Self::of(next, rule).is_some());
        if next.trim().starts_with('|') && split(next).len() > 1 && !is_header { gap } else { 0 }
    }

    /// How many lines the row takes that begins here; 0 behind the last row.
    fn row_length(&self, lines: &[Numbered<'_>], width: usize) -> usize {
        let first = lines[0].1;
        if !self.leading {
            return usize::from(split(first).len() > 1);
        }
        if !first.trim_start().starts_with('|') {
            return 0;
        }
        if !self.trailing {
            return 1;
        }
        // A row ends with the line that closes it, if there is one before the next row begins.
        let indent = indent_of(first);
        let mut text = first.to_owned();
        let mut length = 1;
        for (at, (_, line)) in lines.iter().enumerate().skip(1) {
            let is_closed = ends_with_bar(&text);
            let cells = split(&text).len();
            if is_closed && cells >= width {
                break;
            }
            let trimmed = line.trim();
            let goes_on = match trimmed {
                "|" => !is_closed,
                // Below an unfinished row, a line with the missing cells is a part of it, and so is an indented line.
                _ if trimmed.starts_with('|') => {
                    let all = cells + split(trimmed).len();
                    !is_closed && (all == width || (indent_of(line) > indent && all <= width + 1))
                }
                _ => !(trimmed.starts_with('#') && trimmed.trim_start_matches('#').starts_with(' ')),
            };
            if !goes_on {
                break;
            }
            text.push('\n');
            text.push_str(line);
            if ends_with_bar(trimmed) {
                length = at + 1;
            }
        }
        length
    }
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn ends_with_bar(line: &str) -> bool {
    let line = line.trim_end();
    line.strip_suffix('|').is_some_and(|before| (before.len() - before.trim_end_matches('\\').len()) % 2 == 0)
}

/// The cells of a row without their markup. Bars inside of code spans separate no cells if the row would be too wide.
fn cells(row: &str, width: Option<usize>) -> Vec<String> {
    let mut raw = split(row);
    if let Some(width) = width.filter(|width| raw.len() > *width) {
        let whole_code = split_outside_code(row);
        if whole_code.len() == width {
            raw = whole_code;
        }
    }
    raw.iter().map(|cell| markup::plain(cell)).collect()
}

fn split(row: &str) -> Vec<String> {
    split_where(row, |_| true)
}

fn split_outside_code(row: &str) -> Vec<String> {
    split_where(row, |before| before.matches('`').count() % 2 == 0)
}

/// Splits a row at its bars. `is_border` gets the cell before a bar and says whether the bar separates cells.
fn split_where(row: &str, is_border: impl Fn(&str) -> bool) -> Vec<String> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in row.chars() {
        let Some(cell) = cells.last_mut() else { break };
        if c == '|' && !escaped && is_border(cell) {
            cells.push(String::new());
        } else {
            cell.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    // What follows the closing bar is no cell.
    if cells.len() > 1 && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells
}
