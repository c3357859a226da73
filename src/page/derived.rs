//! A page on a code without an entry.

use super::entry::{Head, Shape};
use super::rich::{Line, Role, Span, showable};
use super::sheet::Sheet;
use crate::catalog::{Derived, Origin};

impl Sheet<'_> {
    /// A code with what is derived from its parts, its family and its status.
    pub fn derived(&self, code: &str, derived: &Derived) -> Vec<Line> {
        let mut lines = Vec::new();
        let meaning = derived.meaning.as_ref().map(|meaning| meaning.get(self.lang).to_owned());
        let head = Head {
            headline: (showable(&meaning.unwrap_or_else(|| self.labels().unknown.0.to_owned())), Vec::new()),
            code: vec![Span::new(showable(code), Role::Strong)],
            product: None,
            product_id: None,
            status: None,
            status_is_read: true,
            more: Vec::new(),
            category: derived.category,
            retry: derived.retry,
            advice: derived.advice,
        };
        self.head(&mut lines, head, Shape::Airy);
        self.steps_apart(&mut lines, &derived.steps, Shape::Airy);
        self.air(&mut lines, Shape::Airy);
        self.field(&mut lines, self.labels().source, Origin::Rule.name(self.lang), Role::Dim);
        lines
    }
}
