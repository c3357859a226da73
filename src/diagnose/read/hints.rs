//! Finds the product of an error: a hint inside the error, near it, or anywhere in a text with one error.

use std::cmp::Reverse;

use super::around;
use super::clean::Lines;
use super::fact::Facts;
use super::group::Group;
use crate::diagnose::product::{Hint, Stands};

/// Up to this size, all hints in a text with one error belong to that error.
pub const ONE_TEXT: usize = 8 * 1024;

/// How many lines before and behind an error a hint may stand.
const NEAR: (usize, usize) = (12, 10);

/// Which hint belongs to which error.
pub struct Hints<'a> {
    text: &'a str,
    hints: &'a [Hint],
    lines: &'a Lines,
    /// Where each error begins and ends, with the objects that its code stands in.
    extents: Vec<(usize, usize)>,
    /// In a text with one error: the place of that error, and the best hint of the whole text.
    far: Option<(usize, &'a Hint)>,
}

impl<'a> Hints<'a> {
    pub fn new(text: &'a str, lines: &'a Lines, facts: &'a Facts, groups: &[Group], whole: bool) -> Self {
        let hints = facts.hints.as_slice();
        let extent = |group: &Group| {
            let code = group.code.or(group.messages.first().copied()).map_or(0, |ix| facts.facts[ix].scope);
            let (start, end) = (group.start, group.end.max(group.start + 1));
            match code {
                0 => (start, end),
                scope => (start.min(facts.scopes[scope].start), end.max(facts.scopes[scope].end)),
            }
        };
        let extents: Vec<_> = groups.iter().map(extent).collect();
        let far = only(groups).filter(|_| whole && text.len() < ONE_TEXT).and_then(|ix| {
            let behind = |hint: &&Hint| hint.named || hint.at < extents[ix].0;
            let best = hints.iter().filter(behind).map(|hint| hint.rank).max();
            let mut best = hints.iter().filter(behind).filter(|hint| Some(hint.rank) == best);
            let first = best.next();
            let first = first.filter(|first| best.all(|hint| hint.product == first.product));
            first.map(|first| (ix, first))
        });
        Self { text, hints, lines, extents, far }
    }

    /// Where an error begins and ends.
    pub fn extent(&self, ix: usize) -> (usize, usize) {
        self.extents[ix]
    }

    /// The end of the error before and the start of the one behind, with their objects; else the ends of the text.
    pub fn neighbours(&self, ix: usize, end: usize) -> (usize, usize) {
        let since = if ix == 0 { 0 } else { self.extents[ix - 1].1 };
        (since, self.extents.get(ix + 1).map_or(end, |next| next.0))
    }

    /// The hint of an error: within it, near it with no other error between, or far off in a text of one error.
    pub fn of(&self, ix: usize) -> Option<(&'a Hint, bool)> {
        if self.hints.is_empty() {
            return None;
        }
        let (start, end) = self.extents[ix];
        let line = |at: usize| self.lines.at(at);
        let (first, last) = (line(start), line(end - 1));
        let own = |hint: &&Hint| {
            let at = line(hint.at);
            start <= hint.at && hint.at < end
                || (first..=last).contains(&at)
                    && self.extents.iter().enumerate().all(|(other, &(start, end))| {
                        other == ix || !(line(start)..=line(end - 1)).contains(&at)
                    })
        };
        let (since, until) = self.neighbours(ix, usize::MAX);
        let trails = |hint: &Hint, end: usize| hint.at < around::fields_end(self.text, end);
        let near = |hint: &&Hint| {
            let at = line(hint.at);
            if !(since..until).contains(&hint.at)
                || !self.lines.is_one(at, last) && !self.lines.is_one(at, first)
            {
                return false;
            }
            if hint.at < start {
                // A hint between two errors of one record belongs to the nearer one, if nothing else decides.
                let before = line(since.saturating_sub(1));
                let nearer = ix == 0
                    || !self.lines.is_one(before, at)
                    || match hint.stands {
                        Stands::Before => true,
                        Stands::Behind => false,
                        Stands::Anywhere => first - at <= at.saturating_sub(before) && !trails(hint, since),
                    };
                return first - at <= NEAR.0 && nearer;
            }
            let nearer = until == usize::MAX
                || !self.lines.is_one(line(until), at)
                || match hint.stands {
                    Stands::Before => false,
                    Stands::Behind => true,
                    Stands::Anywhere => {
                        at.saturating_sub(last) < line(until).saturating_sub(at) || trails(hint, end)
                    }
                };
            hint.named && at.saturating_sub(last) <= NEAR.1 && nearer
        };
        let distance =
            |hint: &Hint| if hint.at < start { start - hint.at } else { hint.at.saturating_sub(end) };
        let own = self.hints.iter().filter(own).max_by_key(|hint| (hint.rank, Reverse(distance(hint))));
        let near = || self.hints.iter().filter(near).max_by_key(|hint| (hint.rank, Reverse(distance(hint))));
        let told = own.or_else(near).map(|hint| (hint, false));
        told.or_else(|| self.far.filter(|(alone, _)| *alone == ix).map(|(_, hint)| (hint, true)))
    }
}

/// The only error of a text, or the only one with a code; the others are then wrappers with a message.
fn only(groups: &[Group]) -> Option<usize> {
    let mut coded = (0..groups.len()).filter(|&ix| groups.len() == 1 || groups[ix].code.is_some());
    coded.next().filter(|_| coded.next().is_none())
}
