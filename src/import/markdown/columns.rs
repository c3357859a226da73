//! Which column of a table holds what.
//!
//! Published headers are sometimes wrong, so the cells decide; the header is asked only where the cells
//! leave a choice.

use super::table::Table;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Code,
    Status,
    Message,
    /// Chinese words on what is wrong.
    Explanation,
    /// English words beside the message.
    Description,
}

/// The place of each role in a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Columns(Vec<(Role, usize)>);

/// Words by which headers name a message rather than a description.
const MESSAGE_HEADERS: [&str; 6] = ["message", "errormsg", "错误信息", "错误消息", "返回信息", "error"];

/// Words by which headers name a code.
const CODE_HEADERS: [&str; 4] = ["code", "错误码", "错误代码", "errorcode"];

impl Columns {
    /// `None` for a table that has no column of codes.
    pub(super) fn of(table: &Table) -> Option<Self> {
        let width = table.rows.iter().map(|row| row.cells.len()).max()?;
        let mut free: Vec<usize> = (0..width).collect();
        let mut places = Vec::new();
        let mut take = |role, place: Option<usize>, free: &mut Vec<usize>| {
            if let Some(place) = place {
                free.retain(|&at| at != place);
                places.push((role, place));
            }
            place
        };

        let status = best(table, &free, reads_as_status, &[]);
        take(Role::Status, status, &mut free);
        let code = best(table, &free, reads_as_code, &CODE_HEADERS);
        // Names of parameters read as codes, too; but no status stands beside them, and no header calls them so.
        let code = code.filter(|&at| status.is_some() || table.header.get(at).is_some_and(|h| names_code(h)));
        take(Role::Code, code, &mut free)?;
        let explanation = best(table, &free, has_han, &[]);
        take(Role::Explanation, explanation, &mut free);
        let message = best(table, &free, reads_as_message, &MESSAGE_HEADERS);
        take(Role::Message, message, &mut free);
        let description = best(table, &free, reads_as_message, &[]);
        take(Role::Description, description, &mut free);
        Some(Self(places))
    }

    /// Whether a table's header promises error codes, whatever its cells hold.
    pub(super) fn promised(table: &Table) -> bool {
        table.header.iter().any(|header| names_code(header))
    }

    pub(super) fn place(&self, role: Role) -> Option<usize> {
        self.0.iter().find(|(held, _)| *held == role).map(|(_, at)| *at)
    }
}

/// The column most of whose filled cells read as wanted; among equals the one whose header says so, then the first.
fn best(table: &Table, free: &[usize], reads: fn(&str) -> bool, headers: &[&str]) -> Option<usize> {
    let share = |at: usize| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        let filled: Vec<&String> = cells.filter(|cell| !cell.is_empty()).collect();
        let reading = filled.iter().filter(|cell| reads(cell)).count();
        // In twentieths: one odd cell must not outweigh the header.
        (reading * 20).checked_div(filled.len()).unwrap_or(0)
    };
    let named = |at: usize| {
        let header = table.header.get(at).map(|header| header.to_lowercase().replace([' ', '_'], ""));
        header.is_some_and(|header| headers.contains(&header.as_str()))
    };
    let first = |at: usize| std::cmp::Reverse(at);
    let column = free.iter().copied().max_by_key(|&at| (share(at), named(at), first(at)))?;
    (share(column) * 2 > 20).then_some(column)
}

fn reads_as_status(cell: &str) -> bool {
    cell.len() == 3 && cell.parse().is_ok_and(|status| (100..600).contains(&status))
}

/// Whether a cell reads as an error code: words of letters and digits joined by `.`, `_` or `-`, where a
/// `<placeholder>` may stand for a part.
pub(super) fn reads_as_code(cell: &str) -> bool {
    let mut plain = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(open) = rest.find('<') {
        let Some(close) = rest[open..].find('>') else { return false };
        plain.push_str(&rest[..open]);
        plain.push('x');
        rest = &rest[open + close + 1..];
    }
    plain.push_str(rest);
    plain.starts_with(|c: char| c.is_ascii_alphabetic())
        && plain.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
}

/// Whether a header calls its column one of error codes.
fn names_code(header: &str) -> bool {
    let header = header.to_lowercase().replace([' ', '_', '-'], "");
    let status = header.contains("http") || header.contains("status") || header.contains("状态");
    !status && CODE_HEADERS.iter().any(|name| header.contains(name))
}

/// An English sentence, or a placeholder for one.
fn reads_as_message(cell: &str) -> bool {
    let letters = cell.bytes().any(|b| b.is_ascii_alphabetic());
    letters && !has_han(cell) && cell.contains([' ', '{', '%'])
}

fn has_han(cell: &str) -> bool {
    cell.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}
