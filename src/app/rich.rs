//! Text with roles: what a piece of it is, not how it looks.

use std::ops::Range;

use crate::catalog::HttpStatus;
use crate::text::sanitize;
use crate::text::width::Measure;
use crate::text::wrap::wrap;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    Plain,
    Strong,
    Dim,
    /// The name of a field.
    Label,
    Code,
    Status(Option<HttpStatus>),
    /// Where an explanation comes from.
    Origin,
    Category,
    Link,
    /// A key to press.
    Key,
    /// Letters that matched the query.
    Mark,
    /// A value bound to a placeholder.
    Bound,
    /// Words of a real message that are not documented.
    Differs,
    Good,
    Warning,
    Bad,
}

/// A piece of text in one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub text: String,
    pub role: Role,
}

impl Span {
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role }
    }
}

/// A line of a text, and where it leads when it is clicked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    pub spans: Vec<Span>,
    /// Stands at the right edge.
    pub right: Option<Span>,
    /// The number of the jump that the line stands for.
    pub jump: Option<usize>,
}

impl Line {
    pub fn of(text: impl Into<String>, role: Role) -> Self {
        Self { spans: vec![Span::new(text, role)], ..Self::default() }
    }

    pub fn push(&mut self, text: impl Into<String>, role: Role) {
        self.spans.push(Span::new(text, role));
    }

    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

/// Longer texts are cut: nobody reads them on a screen, and wrapping them would cost every keystroke.
const MAX_BYTES: usize = 16 * 1024;

/// A foreign text made safe and short enough to show.
pub fn showable(text: &str) -> String {
    let mut end = text.len().min(MAX_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut safe = sanitize::line(&text[..end]).into_owned();
    if end < text.len() {
        safe.push('…');
    }
    safe
}

/// Pieces of `text` in `role`, those in `marked` in their own roles; the ranges are sorted and apart.
///
/// The text may be the head of the one that the ranges were made for: what lies beyond it is not marked.
pub fn spans(text: &str, role: Role, marked: &[(Range<usize>, Role)]) -> Vec<Span> {
    let within = |at: usize| text.floor_char_boundary(at);
    let mut spans = Vec::new();
    let mut push = |piece: &str, role| {
        if !piece.is_empty() {
            spans.push(Span::new(piece, role));
        }
    };
    let mut at = 0;
    for (range, marked_role) in marked {
        let (start, end) = (within(range.start).max(at), within(range.end).max(at));
        push(&text[at..start], role);
        push(&text[start..end], *marked_role);
        at = end;
    }
    push(&text[at..], role);
    spans
}

/// A text wrapped into lines.
pub fn paragraph(
    text: &str,
    role: Role,
    marked: &[(Range<usize>, Role)],
    columns: usize,
    measure: Measure,
) -> Vec<Line> {
    let lines = wrap(text, columns, measure).into_iter().map(|line| {
        let inside = |(range, role): &(Range<usize>, Role)| {
            let (start, end) = (range.start.max(line.start), range.end.min(line.end));
            (start < end).then(|| (start - line.start..end - line.start, *role))
        };
        let marked: Vec<_> = marked.iter().filter_map(inside).collect();
        Line { spans: spans(&text[line.clone()], role, &marked), ..Line::default() }
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_follow_their_letters_over_line_breaks() {
        let text = "one two three";
        let marked = [(4..9, Role::Mark)];
        let lines = paragraph(text, Role::Plain, &marked, 7, Measure::Narrow);
        let shown: Vec<Vec<(&str, Role)>> =
            lines.iter().map(|l| l.spans.iter().map(|s| (s.text.as_str(), s.role)).collect()).collect();
        assert_eq!(
            shown,
            [
                vec![("one ", Role::Plain), ("two", Role::Mark)],
                vec![("t", Role::Mark), ("hree", Role::Plain)]
            ]
        );
    }

    #[test]
    fn marks_beyond_a_cut_take_nothing_with_them() {
        let pieces = |marked: &[(Range<usize>, Role)]| {
            let spans = spans("白名单 IP…", Role::Dim, marked);
            spans.into_iter().map(|span| (span.text, span.role)).collect::<Vec<_>>()
        };
        let whole = [("白名单".to_owned(), Role::Mark), (" IP…".to_owned(), Role::Dim)];
        // In the middle of the ellipsis, and far behind it.
        assert_eq!(
            pieces(&[(0..9, Role::Mark), (13..20, Role::Mark)])[..2],
            [whole[0].clone(), (" IP".into(), Role::Dim)]
        );
        assert_eq!(pieces(&[(0..9, Role::Mark), (40..49, Role::Mark)]), whole);
    }

    #[test]
    fn a_megabyte_in_one_cell_is_cut() {
        let long = "实".repeat(500_000);
        assert!(showable(&long).len() <= MAX_BYTES + 3);
        assert_eq!(showable("a\nb"), "a b");
    }
}
