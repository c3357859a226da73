//! What the service says for a code: the entry's own message, and the others that its product has.

use super::entry::{Siblings, title};
use super::names;
use super::rich::{Line, Role, Span, Touch, showable};
use super::sheet::Sheet;
use crate::catalog::{Entry, EntryId, HttpStatus};
use crate::search::Shown;
use crate::text::fold;

/// So many others are listed on the screen; all of them in print.
const LISTED: usize = 3;

impl Sheet<'_> {
    /// The message, and the others that the product has for the code.
    pub(super) fn wordings(&self, lines: &mut Vec<Line>, entry: Entry, siblings: &Siblings) {
        let labels = self.labels();
        let wordings = self.said_alike(entry, &siblings.wordings);
        let (own, others) = wordings.split_at(1);
        if let (Some(message), Some(own)) = (entry.message(), own.first()) {
            let (text, marks) = self.marked(message, Shown::Message);
            let statuses = if own.len() > 1 { self.statuses(own) } else { Vec::new() };
            self.quote_behind(lines, statuses, (&text, &marks), Role::Dim, Role::Quote);
        }
        let product = showable(names::short(entry.product(), self.lang));
        let (quoted, unquoted): (Vec<_>, Vec<_>) =
            others.iter().partition(|alike| self.catalog.entry(alike[0]).message().is_some());
        let listed = if self.print { siblings.most.unwrap_or(usize::MAX) } else { LISTED };
        for (alike, label, sign) in
            [(quoted, labels.other_wordings, "▎ "), (unquoted, labels.other_entries, "  ")]
        {
            if alike.is_empty() {
                continue;
            }
            lines.push(Line::of(label(&product, alike.len()), Role::Label));
            for own in &alike[..listed.min(alike.len())] {
                lines.push(self.wording(own, entry.status(), sign));
            }
            if alike.len() > listed {
                let more = (labels.and_more)(alike.len() - listed);
                lines.push(Line::of(format!("{sign}{more}"), Role::Dim));
            }
        }
    }

    /// An entry and others of its code, those together that say the same; the entry's own come first.
    fn said_alike(&self, entry: Entry, others: &[EntryId]) -> Vec<Vec<EntryId>> {
        let said = |id: EntryId| {
            let own = self.catalog.entry(id);
            let text = own.message().map_or_else(|| title(own, self.lang), str::to_owned);
            (own.message().is_some(), fold::message(&text))
        };
        let mut alike: Vec<((bool, String), Vec<EntryId>)> = vec![(said(entry.id()), vec![entry.id()])];
        for &id in others {
            let own = said(id);
            match alike.iter_mut().find(|(other, _)| *other == own) {
                Some((_, ids)) => ids.push(id),
                None => alike.push((own, vec![id])),
            }
        }
        alike.into_iter().map(|(_, ids)| ids).collect()
    }

    /// The statuses of some entries, each once; a click shows the entry.
    fn statuses(&self, ids: &[EntryId]) -> Vec<Span> {
        let mut seen = Vec::new();
        let mut spans: Vec<Span> = Vec::new();
        for &id in ids {
            let Some(status) = self.catalog.entry(id).status().filter(|own| !seen.contains(own)) else {
                continue;
            };
            seen.push(status);
            if !spans.is_empty() {
                spans.push(Span::new("/", Role::Count));
            }
            spans.push(Span::new(status.to_string(), Role::Count).touching(Touch::Entry(id)));
        }
        if !spans.is_empty() {
            spans.push(Span::new("  ", Role::Count));
        }
        spans
    }

    /// Another message of a code in a line, with its statuses where they are not `known` already; an entry without one
    /// is shown by its meaning.
    fn wording(&self, alike: &[EntryId], known: Option<HttpStatus>, sign: &str) -> Line {
        let first = self.catalog.entry(alike[0]);
        let (text, marks) = match first.message() {
            Some(message) => self.marked(message, Shown::Message),
            None => self.marked(&title(first, self.lang), Shown::Explanation),
        };
        let mut line = Line::of(sign, Role::Rule);
        if alike.iter().any(|&id| self.catalog.entry(id).status() != known) {
            line.spans.extend(self.statuses(alike));
        }
        let room = self.width().saturating_sub(self.columns_of(&line.spans));
        let text = self.one_line(&text, Role::Dim, &marks, room);
        line.spans.extend(text.into_iter().map(|span| span.touching(Touch::Entry(alike[0]))));
        line
    }
}
