//! The paper that pages are written on: a language, a width, and the keys that pages may name.

use std::ops::Range;

pub use super::marked::Marks;
use super::rich::{Line, Role, Span, cut, paragraph, showable};
use crate::catalog::Catalog;
use crate::lang::{Labels, Lang};
use crate::search::{Query, Shown};
use crate::text::width::Measure;

/// Names of keys for a page to show; empty where there is none, as in print.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// Opens the menu of what can be copied: `Ctrl-Y`.
    pub menu: String,
    /// Opens the official page.
    pub page: String,
    /// Goes to the next entry of the same code, or to the next match of a finding.
    pub next: String,
    /// Show the other products that have the code, the first key the first of them: `Alt-1`.
    pub numbered: Vec<String>,
}

impl Keys {
    /// The key of an item of the copy menu: `Ctrl-Y 1`.
    pub fn item(&self, letter: &str) -> String {
        if self.menu.is_empty() { String::new() } else { format!("{} {letter}", self.menu) }
    }
}

/// What the layout of a page depends on, besides its content.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    pub catalog: &'a Catalog,
    /// The query whose matches are highlighted in the texts.
    pub query: Option<&'a Query>,
    pub lang: Lang,
    pub measure: Measure,
    /// The width; `None` for lines of any length, as in a pipe.
    pub columns: Option<usize>,
    pub keys: &'a Keys,
    /// Whether it is printed and not drawn: then nothing is cut, and ids are shown.
    pub print: bool,
}

/// Columns of the labels, by language, where there is room for them.
const LABEL_ZH: usize = 10;
const LABEL_EN: usize = 16;
/// With fewer columns than this, a label takes only as many as it needs.
const ROOMY: usize = 44;

impl<'a> Sheet<'a> {
    pub fn labels(&self) -> &'static Labels {
        Labels::of(self.lang)
    }

    pub fn width(&self) -> usize {
        self.columns.unwrap_or(usize::MAX / 4)
    }

    pub fn columns_of(&self, spans: &[Span]) -> usize {
        spans.iter().map(|span| self.measure.columns(&span.text)).sum()
    }

    /// A foreign text made showable, and the letters of it that the query matched.
    pub fn marked(&self, text: &str, shown: Shown) -> (String, Marks) {
        let text = showable(text);
        let marks = self.query.map(|query| query.marks(shown, &text)).unwrap_or_default();
        (text, marks.into_iter().map(|range| (range, Role::Mark)).collect())
    }

    /// A wrapped text behind some spans; its further lines stand below its first letter.
    pub fn hanging(
        &self,
        lines: &mut Vec<Line>,
        head: Vec<Span>,
        text: &str,
        role: Role,
        marks: &[(Range<usize>, Role)],
    ) {
        let indent = self.columns_of(&head);
        let room = self.width().saturating_sub(indent).max(1);
        let mut head = Some(head);
        for wrapped in paragraph(text, role, marks, room, self.measure) {
            let mut spans = head.take().unwrap_or_else(|| vec![Span::new(" ".repeat(indent), Role::Plain)]);
            spans.extend(wrapped.spans);
            lines.push(Line { spans, ..Line::default() });
        }
    }

    /// A label in its column; an empty name makes as many blanks.
    pub fn label(&self, name: &str) -> Vec<Span> {
        let own = self.measure.columns(name) + 2;
        let column = match self.lang {
            Lang::Zh => LABEL_ZH,
            Lang::En => LABEL_EN,
        };
        let column = if self.width() < ROOMY { own } else { column.max(own) };
        let blanks = column - self.measure.columns(name);
        vec![Span::new(format!("{name}{:blanks$}", ""), Role::Label)]
    }

    /// A labelled text, wrapped in its column.
    pub fn field(&self, lines: &mut Vec<Line>, name: &str, text: &str, role: Role) {
        self.hanging(lines, self.label(name), text, role, &[]);
    }

    /// A labelled line of spans; where they are too many the last ones stand on lines of their own.
    pub fn field_of(&self, lines: &mut Vec<Line>, name: &str, pieces: Vec<Vec<Span>>) {
        let mut line = Line { spans: self.label(name), ..Line::default() };
        let indent = self.columns_of(&line.spans);
        let mut taken = indent;
        for piece in pieces {
            let columns = self.columns_of(&piece);
            if taken > indent && taken + columns > self.width() {
                lines.push(std::mem::take(&mut line));
                line.push(" ".repeat(indent), Role::Plain);
                taken = indent;
            }
            taken += columns;
            line.spans.extend(piece);
        }
        lines.push(line);
    }

    /// A text cut to one line of this many columns, with its marks.
    pub fn one_line(
        &self,
        text: &str,
        role: Role,
        marks: &[(Range<usize>, Role)],
        columns: usize,
    ) -> Vec<Span> {
        cut(text, role, marks, columns, self.measure)
    }
}
