//! Decides what each column of a table holds.
//!
//! The header decides. The cells overrule it only if they contradict it strongly, and decide where it says nothing.

use super::grid::Grid;
use super::header::{self, Name};
use crate::import::cell;
use crate::import::language::{describes_answer, has_han, reads_as_sentence};
use crate::import::repair::is_words;
use crate::import::row::Role;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    Code,
    Status,
    Text(Role),
    /// Nothing that an entry has.
    Nothing,
}

/// What each column of a table holds, and how sure it is that it is about errors.
#[derive(Debug)]
pub(super) struct Columns {
    held: Vec<Held>,
    /// Nine of ten cells of the code column are HTTP statuses, and no other column has codes.
    pub only_statuses: bool,
    /// Nearly all cells of the code column are codes, and most of several words.
    pub has_built_codes: bool,
    /// Whether most cells of each column are Chinese: for placing the cells of rows that lost one.
    chinese: Vec<bool>,
}

impl Columns {
    /// `None` for a table without a column of codes.
    pub(super) fn of(grid: &Grid) -> Option<Self> {
        let chooser = Chooser::of(grid);
        let code = chooser.code()?;
        let only_statuses = chooser.share(code, cell::reads_as_status) >= 90
            && chooser.all(code, |cell| cell.parse().is_ok_and(cell::is_common_status))
            && !chooser.has_status_beside(code)
            && !chooser.has_answers(code);
        let status = chooser.status(code);
        let mut held = vec![Held::Nothing; grid.header.len()];
        held[code] = Held::Code;
        if let Some(status) = status {
            held[status] = Held::Status;
        }
        chooser.texts(&mut held);
        let chinese = (0..held.len()).map(|at| chooser.share(at, has_han) > 50).collect();
        let has_built_codes = chooser.is_of_built_codes(code);
        Some(Self { held, only_statuses, has_built_codes, chinese })
    }

    pub(super) fn held(&self) -> impl Iterator<Item = Held> {
        self.held.iter().copied()
    }

    pub(super) fn status(&self) -> Option<usize> {
        self.held.iter().position(|held| *held == Held::Status)
    }

    pub(super) fn has_message(&self) -> bool {
        self.held.contains(&Held::Text(Role::Message))
    }

    /// Whether most cells of a column are Chinese.
    pub(super) fn is_chinese(&self, column: usize) -> bool {
        self.chinese[column]
    }
}

struct Chooser<'a> {
    names: Vec<Name>,
    /// Which columns have no header.
    is_headless: Vec<bool>,
    /// The filled cells of each column; only of complete rows, if there are any.
    cells: Vec<Vec<&'a str>>,
}

impl<'a> Chooser<'a> {
    fn of(grid: &'a Grid) -> Self {
        let width = grid.header.len();
        let whole = |row: &&super::grid::GridRow| row.cells.len() == width;
        let any_whole = grid.rows.iter().any(|row| whole(&row));
        let mut cells = vec![Vec::new(); width];
        for row in grid.rows.iter().filter(|row| !any_whole || whole(row)) {
            for (column, cell) in cells.iter_mut().zip(&row.cells) {
                if !cell.is_empty() {
                    column.push(cell.as_str());
                }
            }
        }
        Self {
            names: grid.header.iter().map(|header| header::name(header)).collect(),
            is_headless: grid.header.iter().map(String::is_empty).collect(),
            cells,
        }
    }

    /// How many of a hundred filled cells of a column read as asked.
    fn share(&self, column: usize, reads: impl Fn(&str) -> bool) -> usize {
        let cells = &self.cells[column];
        (cells.iter().filter(|cell| reads(cell)).count() * 100).checked_div(cells.len()).unwrap_or(0)
    }

    fn all(&self, column: usize, reads: impl Fn(&str) -> bool) -> bool {
        self.cells[column].iter().all(|cell| reads(cell))
    }

    fn named(&self, name: Name) -> impl Iterator<Item = usize> {
        self.names.iter().enumerate().filter(move |(_, named)| **named == name).map(|(at, _)| at)
    }

    /// The column of codes: one with such a name, unless its cells are none and those of another column are.
    fn code(&self) -> Option<usize> {
        let symbols = |at: &usize| self.share(*at, is_code_text) >= 50;
        let numbers = |at: &usize| self.share(*at, cell::reads_as_number) >= 50;
        let mixed =
            |at: &usize| self.share(*at, |cell| is_code_text(cell) || cell::reads_as_number(cell)) >= 50;
        let called = [Name::Code, Name::AnyCode];
        let by_name =
            |reads: &dyn Fn(&usize) -> bool| called.iter().find_map(|name| self.named(*name).find(reads));
        // The codes may stand in the column of statuses, with swapped headers, or in any other but a description.
        let strayed = || {
            let astray = |at: &usize| {
                !matches!(
                    self.names[*at],
                    Name::Field | Name::Aside | Name::Remark | Name::Value | Name::Solution
                ) && self.is_of_built_codes(*at)
            };
            (0..self.names.len()).find(astray)
        };
        self.named(Name::Code)
            .find(symbols)
            .or_else(|| self.named(Name::Code).find(|at| numbers(at) && !self.is_of_statuses(*at)))
            .or_else(|| by_name(&symbols))
            .or_else(strayed)
            .or_else(|| by_name(&mixed))
            .or_else(|| self.codes_as_statuses().filter(numbers))
    }

    /// The column that is named as that of statuses beside messages, and holds other numbers: `460`, `6401`.
    fn codes_as_statuses(&self) -> Option<usize> {
        self.named(Name::Message).next()?;
        self.named(Name::Status).find(|at| !self.is_of_statuses(*at))
    }

    /// Whether the numbers of an error code's column come with messages of the service, and not with codes or with
    /// what HTTP calls them.
    fn has_answers(&self, code: usize) -> bool {
        let shouted = |cell: &str| cell.is_ascii() && !cell.bytes().any(|b| b.is_ascii_lowercase());
        let other = |cell: &str| cell::is_phrase(cell) || is_code_text(cell) || shouted(cell);
        self.names[code] == Name::Code
            && self.named(Name::Message).any(|at| !self.cells[at].is_empty() && self.share(at, other) < 50)
    }

    fn is_of_built_codes(&self, column: usize) -> bool {
        self.share(column, is_code_text) >= 90 && self.share(column, cell::is_built) >= 50
    }

    /// Whether all cells of a column are statuses that HTTP defines.
    fn is_of_statuses(&self, column: usize) -> bool {
        self.all(column, |cell| cell.parse().is_ok_and(cell::is_common_status))
            && !self.has_status_beside(column)
    }

    /// Whether another column is named as that of statuses, and holds them.
    fn has_status_beside(&self, code: usize) -> bool {
        self.named(Name::Status).any(|at| at != code && self.share(at, cell::reads_as_status) >= 50)
    }

    /// The column of statuses: one with such a name, else one that holds statuses only.
    fn status(&self, code: usize) -> Option<usize> {
        let free = |at: &usize| *at != code;
        let named =
            self.named(Name::Status).filter(free).find(|at| self.share(*at, cell::reads_as_status) >= 50);
        let others = (0..self.names.len()).filter(free).filter(|at| {
            let common =
                |cell: &str| matches!(cell::status(cell), cell::Status::One(s) if cell::is_common_status(s));
            !matches!(self.names[*at], Name::Value | Name::Field)
                && !self.cells[*at].is_empty()
                && self.share(*at, |cell| cell::reads_as_status(cell) && common(cell)) >= 90
        });
        let sparse =
            || self.named(Name::Status).filter(free).find(|at| self.share(*at, is_status_or_none) >= 50);
        named.or_else(|| others.into_iter().next()).or_else(sparse)
    }

    /// Gives the columns that are left what their headers say, then what their cells are.
    fn texts(&self, held: &mut [Held]) {
        for (at, held) in held.iter_mut().enumerate().filter(|(_, held)| **held == Held::Nothing) {
            *held = self.by_name(at);
        }
        let message = Held::Text(Role::Message);
        let unnamed = |at: &usize, held: &[Held]| held[*at] == Held::Nothing && self.is_unnamed(*at);
        for at in 0..held.len() {
            if !unnamed(&at, held) {
                continue;
            }
            // “Error codes” in front of the codes names the errors in words.
            let is_title = self.names[at] == Name::Code && held[at..].contains(&Held::Code);
            // A second column of statuses, such as that of a part of the answer, explains nothing.
            if self.share(at, tells_statuses) >= 90 {
                continue;
            }
            let explains = is_title || self.share(at, has_han) > 50 || self.share(at, describes_answer) > 50;
            if !explains && self.share(at, reads_as_sentence) <= 50 {
                continue;
            }
            // Only where the errors are explained elsewhere, a header that is not known stands for what is answered.
            let is_message = !held.contains(&message) && (self.is_headless[at] || self.is_explained(held));
            held[at] = if explains || !is_message { Held::Text(Role::Description) } else { message };
        }
        // The only English words on an error are what the service answers, unless they say otherwise; a message in
        // Chinese is what they mean.
        let is_answer = |at: usize| held[at] == message && self.share(at, has_han) <= 50;
        if !(0..held.len()).any(is_answer) {
            let english = |at: &usize| {
                held[*at] == Held::Text(Role::Description)
                    && matches!(self.names[*at], Name::Description)
                    && !self.cells[*at].is_empty()
                    && self.share(*at, has_han) < 50
                    && self.share(*at, describes_answer) < 50
            };
            if let Some(at) = (0..held.len()).find(english) {
                held[at] = message;
            }
        }
    }

    fn by_name(&self, at: usize) -> Held {
        // No service answers “The error message returned because …”, whatever the header.
        if self.share(at, describes_answer) > 50 {
            return Held::Text(Role::Description);
        }
        match self.names[at] {
            Name::Message => Held::Text(Role::Message),
            Name::Description | Name::Meaning | Name::Remark => Held::Text(Role::Description),
            Name::Cause => Held::Text(Role::Cause),
            Name::Solution => Held::Text(Role::Solution),
            _ => Held::Nothing,
        }
    }

    /// Whether a column explains the errors.
    fn is_explained(&self, held: &[Held]) -> bool {
        held.iter().any(|held| matches!(held, Held::Text(Role::Description | Role::Cause)))
    }

    /// Whether the header does not say what a column holds.
    fn is_unnamed(&self, at: usize) -> bool {
        match self.names[at] {
            Name::Unknown | Name::Code | Name::Status => true,
            Name::AnyCode => self.share(at, is_code_text) < 50,
            _ => false,
        }
    }
}

/// A code, or several of them in one cell, or one with a stray blank; the phrase of a status is none.
fn is_code_text(cell: &str) -> bool {
    if is_words(cell) {
        return false;
    }
    let mut parts = cell
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '、' | ',' | '，' | ';' | '；'))
        .filter(|p| !p.is_empty());
    let Some(first) = parts.next() else { return false };
    let rest: Vec<&str> = parts.collect();
    cell::reads_as_code(cell)
        || (cell::reads_as_code(first)
            && rest.len() <= 1
            && rest.iter().all(|part| cell::reads_as_code(part)))
        || (rest.len() > 1
            && std::iter::once(&first)
                .chain(&rest)
                .all(|part| cell::is_built(part) && cell::reads_as_code(part)))
}

/// Statuses, several or none of them, and no word besides: `无`, `400或者206`.
fn tells_statuses(cell: &str) -> bool {
    let parts = cell.split(|c: char| !c.is_alphanumeric() || matches!(c, '无' | '或' | '者' | '和'));
    parts.filter(|part| !part.is_empty()).all(|part| part.parse().is_ok_and(cell::is_common_status))
}

fn is_status_or_none(cell: &str) -> bool {
    cell::reads_as_status(cell)
        || cell::status(cell) != cell::Status::Unclear
        || cell.chars().all(|c| !c.is_alphabetic())
}
