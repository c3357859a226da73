//! Markdown's pipe tables, with the headings they stand under.

/// A table: its header, and the rows below the line of dashes.
#[derive(Debug)]
pub(super) struct Table {
    /// The nearest heading above, without its attributes.
    pub heading: Option<String>,
    pub header: Vec<String>,
    pub rows: Vec<Row>,
}

#[derive(Debug)]
pub(super) struct Row {
    /// In the document, from 1.
    pub line: u32,
    /// Trimmed, and without Markdown's escapes.
    pub cells: Vec<String>,
}

pub(super) fn tables(text: &str) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut heading = None;
    let mut header: Option<Vec<String>> = None;
    let mut open: Option<Table> = None;
    for (line, number) in text.lines().zip(1..) {
        let line = line.trim();
        if let Some(title) = line.strip_prefix('#') {
            heading = Some(title_of(title));
        }
        if !line.starts_with('|') {
            tables.extend(open.take());
            header = None;
        } else if let Some(table) = &mut open {
            table.rows.push(Row { line: number, cells: cells(line) });
        } else if is_rule(line) && header.is_some() {
            let header = header.take().unwrap_or_default();
            open = Some(Table { heading: heading.clone(), header, rows: Vec::new() });
        } else {
            header = Some(cells(line));
        }
    }
    tables.extend(open);
    tables
}

/// `## 公共错误 {#section_1 .section}` -> `公共错误`
fn title_of(title: &str) -> String {
    let title = title.trim_start_matches('#');
    let title = title.split("{#").next().unwrap_or(title);
    unescape(title.trim())
}

/// The line of dashes between header and rows.
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

fn cells(line: &str) -> Vec<String> {
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in line.chars() {
        if c == '|' && !escaped {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            cell.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    // What follows the closing bar is no cell.
    if cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells.iter().map(|cell| unescape(without_backticks(cell.trim()))).collect()
}

/// A cell that is code as a whole is its text.
fn without_backticks(cell: &str) -> &str {
    let inside = cell.strip_prefix('`').and_then(|cell| cell.strip_suffix('`'));
    inside.filter(|inside| !inside.contains('`')).unwrap_or(cell)
}

/// Takes away the backslashes that Markdown puts before punctuation.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match (c, rest.peek()) {
            ('\\', Some(next)) if next.is_ascii_punctuation() => plain.extend(rest.next()),
            _ => plain.push(c),
        }
    }
    plain
}
