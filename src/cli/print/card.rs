//! Prints entries as cards.

use std::io::{self, Write};

use super::alike::{Block, blocks};
use super::{Style, Words};
use crate::catalog::{Catalog, EntryId};
use crate::cli::context::Context;
use crate::lang::Lang;
use crate::page::{Chance, Keys, Line, Role, Sheet, Siblings, title};
use crate::text::fold;
use crate::text::sanitize::line;
use crate::text::width::Measure;

/// Writes entries as text.
#[derive(Debug, Clone, Copy)]
pub struct Cards<'a> {
    pub catalog: &'a Catalog,
    pub style: Style,
    pub lang: Lang,
}

/// No keys: in print, there are none to press.
static NO_KEYS: Keys =
    Keys { menu: String::new(), page: String::new(), next: String::new(), numbered: Vec::new() };

/// Columns in front of what a list says below a code.
const INDENT: usize = 2;

/// How many further messages a card lists, unless all are wanted.
const MESSAGES: usize = 8;
/// How many cards are printed in full, unless all are wanted; the others take a line each.
const CARDS: usize = 10;

impl<'a> Cards<'a> {
    pub fn new(catalog: &'a Catalog, context: &Context) -> Self {
        Self { catalog, style: context.style, lang: context.lang }
    }

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

    /// Prints the entries of one code: a card for each product, or for several products that say the same. A card has
    /// the first message in full and the others in one line each. Returns whether anything was left out, which
    /// happens only without `all`.
    pub fn of_code(self, out: &mut impl Write, entries: &[EntryId], all: bool) -> io::Result<bool> {
        let blocks = blocks(self.catalog, entries, self.lang);
        let (messages, cards) = if all { (usize::MAX, usize::MAX) } else { (MESSAGES, CARDS) };
        let (whole, brief) = blocks.split_at(cards.min(blocks.len()));
        let mut left_out = !brief.is_empty();
        for (at, block) in whole.iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            left_out |= self.block(out, block, messages)?;
        }
        let words = Words::of(self.lang);
        if !brief.is_empty() {
            let number = brief.iter().map(|block| 1 + block.alike.len()).sum();
            writeln!(out, "\n{}", self.style.paint(Role::Label, &words.products_in_brief.of(number)))?;
        }
        for (title, ids) in self.in_brief(brief) {
            let text = format!("{}  {}", line(&title), ids.join(", "));
            writeln!(out, "{:INDENT$}{}", "", self.style.one_line(&text, INDENT))?;
        }
        Ok(left_out)
    }

    /// Prints a block with at most `most` further messages; returns whether there are more.
    fn block(self, out: &mut impl Write, block: &Block, most: usize) -> io::Result<bool> {
        let (sheet, words) = (self.sheet(), Words::of(self.lang));
        // A block has an entry.
        let (first, wordings) = (block.own[0], &block.own[1..]);
        let siblings = Siblings { wordings: wordings.to_vec(), most: Some(most), ..Siblings::default() };
        let mut lines = sheet.entry(first, &siblings, None);
        let others = block.other_messages(self.catalog);
        if !block.alike.is_empty() {
            let alike = Block { own: block.alike[0].clone(), alike: block.alike[1..].to_vec() };
            sheet.field(&mut lines, words.same_in, &self.ids(&alike), Role::Plain);
            for (id, message) in others.iter().take(most) {
                let product = line(self.catalog.entry(*id).product().id());
                let text = format!("{product}  {}", line(message));
                lines.push(Line::of(format!("▎ {}", self.style.one_line(&text, INDENT)), Role::Dim));
            }
            if others.len() > most {
                let more = (sheet.labels().and_more)(others.len() - most);
                lines.push(Line::of(format!("▎ {more}"), Role::Dim));
            }
        }
        self.write(out, &lines)?;
        Ok(wordings.len().max(others.len()) > most)
    }

    /// What some blocks mean, in the reader's language first, and the ids of the products: what is the same in a line is
    /// one line.
    fn in_brief(self, blocks: &[Block]) -> Vec<(String, Vec<String>)> {
        let mut said: Vec<(String, bool, Vec<String>)> = Vec::new();
        for block in blocks {
            // A block has an entry.
            let entry = self.catalog.entry(block.own[0]);
            let (title, ids) = (title(entry, self.lang), self.ids(block));
            match said.iter_mut().find(|(own, ..)| fold::message(own) == fold::message(&title)) {
                Some((.., known)) => known.push(ids),
                None => said.push((title, entry.explanation(self.lang).is_none(), vec![ids])),
            }
        }
        said.sort_by_key(|(_, is_foreign, _)| *is_foreign);
        said.into_iter().map(|(title, _, ids)| (title, ids)).collect()
    }

    /// The ids of a block's products.
    fn ids(self, block: &Block) -> String {
        let id = |&id: &EntryId| line(self.catalog.entry(id).product().id()).into_owned();
        let firsts = block.alike.iter().filter_map(|alike| alike.first());
        let ids: Vec<String> = block.own.first().into_iter().chain(firsts).map(id).collect();
        ids.join(", ")
    }

    /// Prints everything that is known of an entry.
    pub fn card(self, out: &mut impl Write, id: EntryId) -> io::Result<()> {
        self.write(out, &self.sheet().entry(id, &Siblings::default(), None))
    }

    /// Prints an entry of a list in two lines: what it is, and what it means.
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
