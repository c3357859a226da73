//! Tables of several rows, whose head names what the cells below it hold.

use std::ops::Range;

use super::fact::{What, is_request_id, status};
use super::names::{self, Key};
use super::spot::Found;
use super::word::{self, Grade, lexeme};

/// The table that a line is in, if it is in one.
#[derive(Debug, Default)]
pub struct Tables {
    head: Option<Head>,
    /// The lines of the heads that rows stood below.
    pub heads: Vec<usize>,
}

/// What the columns of a table hold.
#[derive(Debug)]
struct Head {
    line: usize,
    sign: char,
    keys: Vec<Option<Key>>,
}

/// What parts the cells of a row.
const SIGNS: [char; 3] = ['|', '│', '\t'];

/// Wider tables are no errors.
const COLUMNS: usize = 16;

impl Tables {
    /// What a line tells as a row of a table whose head stood above; the lines are asked for one after the other.
    pub fn row(&mut self, number: usize, line: &str) -> Option<Found> {
        if self.head.is_some() && is_rule(line) {
            return None;
        }
        let found = self.head.as_ref().and_then(|head| row(head, line));
        match &found {
            Some(_) => {
                let head = self.head.as_ref().map(|head| head.line);
                self.heads.extend(head.filter(|line| self.heads.last() != Some(line)));
            }
            None => self.head = head(number, line),
        }
        found
    }
}

/// Whether a line parts the head of a table from its rows.
fn is_rule(line: &str) -> bool {
    let drawn = |c: char| matches!(c, '-' | '=' | '+' | '|' | ':' | ' ' | '\u{2500}'..='\u{257f}');
    !line.is_empty() && line.chars().all(drawn)
}

/// The head that a line is: two or more names, one of them of a code.
fn head(line: usize, text: &str) -> Option<Head> {
    let sign = SIGNS.into_iter().find(|&sign| text.contains(sign)).filter(|_| text.len() < 512)?;
    let keys: Vec<_> = cells(text, sign).map(|cell| names::label(&text[cell])).collect();
    let named = keys.iter().flatten().count();
    let fits = named > 1 && keys.len() <= COLUMNS && keys.contains(&Some(Key::Code));
    fits.then_some(Head { line, sign, keys })
}

/// Whether a line is the head of a table that explains codes, and no answers: `| ErrorCode | Meaning |` above a rule.
pub fn explains_codes(line: &str, below: &str) -> bool {
    if !line.contains('|') || !is_rule(below.lines().next().unwrap_or("")) {
        return false;
    }
    let mut codes = 0;
    // `| Error code | InvalidVpcId |` is the first row of a table whose rows have names.
    let explains = cells(line, '|').all(|cell| match names::label(&line[cell.clone()]) {
        Some(key) => {
            codes += 1;
            key == Key::Code
        }
        None => word::grade(&line[cell], &|_| false) <= Grade::Possible,
    });
    explains && codes == 1
}

fn row(head: &Head, text: &str) -> Option<Found> {
    if !text.contains(head.sign) {
        return None;
    }
    let cells: Vec<_> = cells(text, head.sign).take(COLUMNS + 1).collect();
    let of = |key: Key| {
        let column = head.keys.iter().position(|known| *known == Some(key))?;
        cells.get(column).cloned().filter(|cell| !cell.is_empty())
    };
    let code = of(Key::Code).filter(|_| cells.len() == head.keys.len())?;
    let word = &text[code.clone()];
    if lexeme(word) != word.len() || names::label(word).is_some() {
        return None;
    }
    let mut parts = vec![(What::Code(word.to_owned()), code)];
    parts.extend(of(Key::Message).map(|cell| (What::Message(text[cell.clone()].to_owned()), cell)));
    parts.extend(of(Key::Status).and_then(|cell| Some((What::Status(status(&text[cell.clone()])?), cell))));
    let id = of(Key::RequestId).filter(|cell| is_request_id(&text[cell.clone()]));
    parts.extend(id.map(|cell| (What::RequestId(text[cell.clone()].to_owned()), cell)));
    Some(Found { parts, ..Found::default() })
}

/// Where the cells of a row stand, without the blanks and quotes around what they hold.
fn cells(text: &str, sign: char) -> impl Iterator<Item = Range<usize>> {
    let inner = text.trim_end().trim_end_matches(sign);
    let from = inner.len() - inner.trim_start().trim_start_matches(sign).len();
    let mut at = from;
    inner[from..].split(sign).map(move |cell| {
        let start = at;
        at += cell.len() + sign.len_utf8();
        let dress = |c: char| c.is_whitespace() || matches!(c, '`' | '*' | '"');
        let lead = cell.len() - cell.trim_start_matches(dress).len();
        let bare = cell.trim_matches(dress);
        start + lead..start + lead + bare.len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(lines: &[&str]) -> Vec<What> {
        let mut tables = Tables::default();
        let rows = lines.iter().enumerate().filter_map(|(number, line)| tables.row(number, line));
        rows.flat_map(|row| row.parts).map(|(what, _)| what).collect()
    }

    #[test]
    fn rows_are_read_by_what_their_head_names() {
        let code = |text: &str| What::Code(text.to_owned());
        let message = |text: &str| What::Message(text.to_owned());
        let lines =
            ["Status | 错误码 | Message", "---|---|---", "403 | `OverQuota` | No.", "404 | Gone | None."];
        let wanted = [
            code("OverQuota"),
            message("No."),
            What::Status(403),
            code("Gone"),
            message("None."),
            What::Status(404),
        ];
        assert_eq!(told(&lines), wanted);
        assert_eq!(
            told(&["Code │ Message │", "───┼───", "OverQuota │ No. │"]),
            [code("OverQuota"), message("No.")]
        );
        for lines in [
            ["Name | Message", "OverQuota | No."],
            ["Code | Message", "It failed | No."],
            ["Code | Message", "OverQuota | No. | 3"],
        ] {
            assert_eq!(told(&lines), [], "{lines:?}");
        }
    }
}
