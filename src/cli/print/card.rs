//! Entries as cards to be read.

use std::io::{self, Write};

use super::Style;
use crate::catalog::{Catalog, EntryId};
use crate::lang::Lang;
use crate::page::{Chance, Keys, Line, Role, Sheet, Siblings};
use crate::text::sanitize::line;
use crate::text::width::Measure;

/// Writes entries as text.
#[derive(Debug, Clone, Copy)]
pub struct Cards<'a> {
    pub catalog: &'a Catalog,
    pub style: Style,
    pub lang: Lang,
}

/// In print no key does anything.
static NO_KEYS: Keys = Keys { menu: String::new(), page: String::new(), next: String::new() };

/// Columns in front of what a list says below a code.
const INDENT: usize = 2;

impl<'a> Cards<'a> {
    /// The paper that cards are written on.
    pub fn sheet(self) -> Sheet<'a> {
        Sheet {
            catalog: self.catalog,
            query: None,
            lang: self.lang,
            measure: Measure::default(),
            columns: self.style.columns,
            keys: &NO_KEYS,
            print: true,
        }
    }

    pub fn write(self, out: &mut impl Write, lines: &[Line]) -> io::Result<()> {
        lines.iter().try_for_each(|line| writeln!(out, "{}", self.style.line(line)))
    }

    /// The entries of one code: a card for each product, on which the first message stands whole and the
    /// others folded to a line each.
    pub fn of_code(self, out: &mut impl Write, entries: &[EntryId]) -> io::Result<()> {
        let product = |id: &EntryId| self.catalog.entry(*id).product_ix();
        for (at, card) in entries.chunk_by(|a, b| product(a) == product(b)).enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            // `chunk_by` yields no empty chunk.
            let siblings = Siblings { wordings: card[1..].to_vec(), elsewhere: Vec::new() };
            self.write(out, &self.sheet().entry(card[0], &siblings, None))?;
        }
        Ok(())
    }

    /// One entry, everything known of it.
    pub fn card(self, out: &mut impl Write, id: EntryId) -> io::Result<()> {
        self.write(out, &self.sheet().entry(id, &Siblings::default(), None))
    }

    /// An entry in a list: what it is, and what it says, a line each.
    pub fn brief(self, out: &mut impl Write, id: EntryId) -> io::Result<()> {
        let entry = self.catalog.entry(id);
        let style = self.style;
        let chance = entry.retry().map(Chance::from);
        let sign = chance.map_or(String::new(), |chance| {
            format!("  {}", style.paint(Role::Retry(chance), chance.name(self.lang)))
        });
        let status = entry.status().map_or(String::new(), |status| format!("  {status}"));
        let aside = format!("{status}  {}", line(entry.product().id()));
        let code = line(entry.code());
        writeln!(out, "{}{}{sign}", style.paint(Role::Code, &code), style.paint(Role::Dim, &aside))?;
        let explanation = entry.explanation(self.lang);
        for text in explanation.iter().map(|said| &*said.text).chain(entry.message()) {
            writeln!(out, "{:INDENT$}{}", "", style.one_line(&line(text), INDENT))?;
        }
        Ok(())
    }
}
