//! Text with roles: a role says what a piece of text is, not how it looks.

use std::ops::Range;

use super::retry::Chance;
use crate::catalog::{Category, EntryId};
use crate::text::sanitize;
use crate::text::width::{ELLIPSIS, Measure};
use crate::text::wrap::wrap;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Role {
    #[default]
    Plain,
    Strong,
    Dim,
    /// The name of a field.
    Label,
    /// What an error means: the first thing to be read.
    Headline,
    /// The code in a row.
    Code,
    /// The program's own signs: the arrow before an advice.
    Accent,
    /// The number of a step.
    Number,
    /// A key to press.
    Key,
    Category,
    Retry(Chance),
    Link,
    /// Letters that matched the query.
    Mark,
    /// The stand-in for a value that is not known: `REGION_ID`.
    Placeholder,
    /// A value bound to a placeholder.
    Bound,
    /// Words of a real message that are not documented.
    Differs,
    /// The bar before a quoted message.
    Quote,
    /// Lines and bars that only separate.
    Rule,
    Count,
    Good,
    Warning,
    Bad,
}

/// What a click on a piece of text does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touch {
    /// Shows another entry of the code.
    Entry(EntryId),
    /// Copies the command of a step, counted from 0.
    Step(usize),
    Policy,
    RequestId,
    /// Opens the official page.
    Page,
    /// Opens an address.
    Open(String),
    /// Reads the clipboard.
    Paste,
    /// Searches for a code.
    Code(String),
    /// Shows the finding by another of its matches.
    Match(usize),
    /// Narrows the list to entries with this retry chance.
    Retry(Chance),
    Category(Category),
}

/// A piece of text in one role.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    pub text: String,
    pub role: Role,
    /// It has a background of its own, as chips and commands do.
    pub raised: bool,
    pub touch: Option<Touch>,
}

impl Span {
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role, ..Self::default() }
    }

    pub fn raised(mut self) -> Self {
        self.raised = true;
        self
    }

    pub fn touching(mut self, touch: Touch) -> Self {
        self.touch = Some(touch);
        self
    }
}

/// A line of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    pub spans: Vec<Span>,
    /// The spans at the right edge.
    pub right: Vec<Span>,
    /// The column from which a background of its own reaches to the right edge.
    pub ground: Option<usize>,
}

impl Line {
    pub fn of(text: impl Into<String>, role: Role) -> Self {
        Self { spans: vec![Span::new(text, role)], ..Self::default() }
    }

    pub fn push(&mut self, text: impl Into<String>, role: Role) {
        self.spans.push(Span::new(text, role));
    }

    pub fn text(&self) -> String {
        self.spans.iter().chain(&self.right).map(|span| span.text.as_str()).collect()
    }

    pub fn is_blank(&self) -> bool {
        self.spans.iter().chain(&self.right).all(|span| span.text.trim().is_empty()) && self.ground.is_none()
    }

    /// What a click on a column does, on a line of some columns.
    pub fn touched(&self, column: usize, columns: usize, measure: Measure) -> Option<&Touch> {
        let right: usize = self.right.iter().map(|span| measure.columns(&span.text)).sum();
        find_touch(&self.right, columns.saturating_sub(right), column, measure)
            .or_else(|| find_touch(&self.spans, 0, column, measure))
    }
}

fn find_touch(spans: &[Span], start: usize, column: usize, measure: Measure) -> Option<&Touch> {
    let mut at = start;
    let hit = spans.iter().find(|span| {
        let from = at;
        at += measure.columns(&span.text);
        (from..at).contains(&column)
    });
    hit.and_then(|span| span.touch.as_ref())
}

/// Longer texts are cut: nobody reads them on a screen, and wrapping them would slow down every keystroke.
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

/// The same in one line of this many columns. The ellipsis of a cut text has the plain role.
pub fn cut(
    text: &str,
    role: Role,
    marked: &[(Range<usize>, Role)],
    columns: usize,
    measure: Measure,
) -> Vec<Span> {
    let seen = measure.truncate(text, columns);
    if seen == text {
        return spans(text, role, marked);
    }
    let kept = seen.strip_suffix(ELLIPSIS).unwrap_or(&seen);
    let mut pieces = spans(kept, role, marked);
    if kept.len() < seen.len() {
        pieces.push(Span::new(ELLIPSIS, role));
    }
    pieces
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
    fn the_sign_of_a_cut_is_not_marked() {
        let pieces = cut("one two three", Role::Plain, &[(4..13, Role::Mark)], 8, Measure::Narrow);
        let shown: Vec<(&str, Role)> = pieces.iter().map(|span| (span.text.as_str(), span.role)).collect();
        assert_eq!(shown, [("one ", Role::Plain), ("two", Role::Mark), ("…", Role::Plain)]);
        assert_eq!(cut("ab", Role::Plain, &[], 2, Measure::Narrow).len(), 1);
        // As many bytes as before, as the sign has three of them.
        assert_eq!(cut("abcdef", Role::Plain, &[], 4, Measure::Narrow).len(), 2);
    }

    #[test]
    fn a_megabyte_in_one_cell_is_cut() {
        let long = "实".repeat(500_000);
        assert!(showable(&long).len() <= MAX_BYTES + 3);
        assert_eq!(showable("a\nb"), "a b");
    }
}
