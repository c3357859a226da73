//! Cuts a real message into pieces: what is as documented, what fills a placeholder, what differs.

use std::ops::Range;

use super::rank::{Judged, View};
use crate::catalog::EntryId;
use crate::diagnose::finding::{Match, Piece, PieceKind};

impl View<'_> {
    pub fn to_match(&self, judged: &Judged, code_params: &[(String, String)]) -> Match {
        let message = self.clue.message.as_deref().unwrap_or("");
        let mut params = code_params.to_vec();
        let mut marks: Vec<(Range<usize>, PieceKind)> = Vec::new();
        match &judged.unified {
            Some(unified) => {
                for bound in &unified.bound {
                    let span = self.tokens.span(bound.tokens.clone()).unwrap_or(0..0);
                    if !span.is_empty() {
                        marks.push((span.clone(), PieceKind::Bound(params.len())));
                    }
                    params.push((bound.name.clone(), message[span].to_owned()));
                }
                if let Some(rest) = self.tokens.span(unified.used..self.tokens.len()) {
                    marks.push((rest.start..message.len(), PieceKind::Differs));
                }
            }
            None => {
                marks.extend(self.differences(judged.id).into_iter().map(|span| (span, PieceKind::Differs)))
            }
        }
        Match {
            quality: judged.quality,
            status_differs: self.status_differs(judged.id),
            product_differs: self.product_differs(judged.id),
            params,
            entry: judged.id,
            pieces: pieces(message, marks),
        }
    }

    /// Where the real message has words that the documented one does not have in that order.
    fn differences(&self, id: EntryId) -> Vec<Range<usize>> {
        let documented = &self.template(id).tokens;
        let (rows, columns) = (self.tokens.len().min(200), documented.len().min(200));
        // The longest common subsequence.
        let mut longest = vec![vec![0u16; columns + 1]; rows + 1];
        for row in (0..rows).rev() {
            for column in (0..columns).rev() {
                longest[row][column] = if self.tokens.get(row) == documented.get(column) {
                    longest[row + 1][column + 1] + 1
                } else {
                    longest[row + 1][column].max(longest[row][column + 1])
                };
            }
        }
        let mut spans: Vec<Range<usize>> = Vec::new();
        let (mut row, mut column) = (0, 0);
        while row < self.tokens.len() {
            if row < rows && column < columns && self.tokens.get(row) == documented.get(column) {
                row += 1;
                column += 1;
            } else if row < rows && column < columns && longest[row][column + 1] >= longest[row + 1][column] {
                column += 1;
            } else {
                if let Some(span) = self.tokens.span(row..row + 1) {
                    match spans.last_mut() {
                        Some(last)
                            if self.clue.message.as_deref().is_some_and(|m| {
                                m[last.end.min(span.start)..span.start].trim().is_empty()
                            }) =>
                        {
                            last.end = last.end.max(span.end);
                        }
                        _ => spans.push(span),
                    }
                }
                row += 1;
            }
        }
        spans
    }
}

/// A message cut at the marked ranges, which are in ascending order.
fn pieces(message: &str, marks: Vec<(Range<usize>, PieceKind)>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut push = |range: Range<usize>, kind| {
        if !range.is_empty() {
            pieces.push(Piece { text: message[range].to_owned(), kind });
        }
    };
    let mut done = 0;
    for (range, kind) in marks {
        if range.start < done {
            continue;
        }
        push(done..range.start, PieceKind::Same);
        done = range.end;
        push(range, kind);
    }
    push(done..message.len(), PieceKind::Same);
    pieces
}
