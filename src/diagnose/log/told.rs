//! The result of reading a part of a text.

use crate::diagnose::read::Cloud;
use crate::diagnose::read::clue::Clue;

/// The errors of a part of a text, and another cloud whose errors are in it, too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    pub clues: Vec<Clue>,
    pub foreign: Option<Cloud>,
}

impl Told {
    /// Every text in it.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.clues.iter().flat_map(|clue| {
            let Clue { code, message, product, request_id, time, others, .. } = clue;
            let texts = [code, message, product, request_id, time].into_iter().flatten();
            texts.chain(others).map(String::as_str)
        })
    }

    /// The same with `text` applied to every text in it.
    pub fn map(&self, text: impl Fn(&str) -> String) -> Self {
        let some = |own: &Option<String>| own.as_deref().map(&text);
        let map = |clue: &Clue| Clue {
            code: some(&clue.code),
            message: some(&clue.message),
            product: some(&clue.product),
            request_id: some(&clue.request_id),
            time: some(&clue.time),
            others: clue.others.iter().map(|other| text(other)).collect(),
            ..*clue
        };
        Self { clues: self.clues.iter().map(map).collect(), foreign: self.foreign }
    }

    /// The same with line numbers for a text whose first line has the number `first`.
    pub fn beginning_at(mut self, first: usize) -> Self {
        let before = first - 1;
        for clue in &mut self.clues {
            clue.line += before;
            clue.lines = (clue.lines.0 + before, clue.lines.1 + before);
        }
        self
    }
}
