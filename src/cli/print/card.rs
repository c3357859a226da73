//! Entries as cards to be read.

use std::io::{self, Write};

use super::{Ink, Style, Words};
use crate::catalog::{Act, BothRef, Catalog, Category, Derived, EntryId, Origin, Retry, Step, troubleshoot};
use crate::lang::Lang;
use crate::text::sanitize::line;
use crate::text::width::Measure;

/// Writes entries as text.
#[derive(Debug, Clone, Copy)]
pub struct Cards<'a> {
    pub catalog: &'a Catalog,
    pub style: Style,
    pub lang: Lang,
    pub words: &'static Words,
}

/// Columns in front of a card's fields.
const INDENT: usize = 2;

impl Cards<'_> {
    /// The entries of one code: a card for each product, on which the first message stands whole and the
    /// others folded to a line each.
    pub fn of_code(self, out: &mut impl Write, entries: &[EntryId]) -> io::Result<()> {
        let product = |id: &EntryId| self.catalog.entry(*id).product_ix();
        for (at, card) in entries.chunk_by(|a, b| product(a) == product(b)).enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            // `chunk_by` yields no empty chunk.
            let (first, others) = (card[0], &card[1..]);
            self.card(out, first)?;
            self.others(out, others)?;
        }
        Ok(())
    }

    /// One entry, everything known of it.
    pub fn card(self, out: &mut impl Write, id: EntryId) -> io::Result<()> {
        let entry = self.catalog.entry(id);
        let url = troubleshoot(self.lang, entry.code(), Some(entry.product()), None);
        self.headline(out, id)?;
        self.place(out, id)?;
        self.fields(out, id)?;
        match url {
            Some(url) => self.link(out, self.words.link, &url),
            None => Ok(()),
        }
    }

    /// What is known of an entry, beside its code, status and place.
    pub fn fields(self, out: &mut impl Write, id: EntryId) -> io::Result<()> {
        let entry = self.catalog.entry(id);
        let words = self.words;
        if let Some(explanation) = entry.explanation(self.lang) {
            let origin = explanation.origin.name(self.lang);
            self.field(out, words.explanation, &explanation.text, Some(origin))?;
        }
        self.wording(out, id)?;
        self.verdict(out, entry.category(), entry.retry(), entry.advice())?;
        self.steps(out, &entry.steps())?;
        self.origins(out, id)
    }

    /// What can be said of a code that no entry has.
    pub fn derived(self, out: &mut impl Write, code: &str, derived: &Derived) -> io::Result<()> {
        writeln!(out, "{}", self.style.paint(Ink::Code, &line(code)))?;
        if let Some(meaning) = &derived.meaning {
            let origin = Origin::Rule.name(self.lang);
            self.field(out, self.words.explanation, meaning.get(self.lang), Some(origin))?;
        }
        self.verdict(out, derived.category, derived.retry, derived.advice)?;
        self.steps(out, &derived.steps)
    }

    /// The message of an entry, and what is said about it in English.
    pub fn wording(self, out: &mut impl Write, id: EntryId) -> io::Result<()> {
        let entry = self.catalog.entry(id);
        let words = self.words;
        if let Some(description) = entry.description_en() {
            self.field(out, words.description, description, None)?;
        }
        match entry.message() {
            Some(message) => self.field(out, words.message, message, None),
            None => Ok(()),
        }
    }

    /// What misleads in an entry's document, and where that is.
    pub fn origins(self, out: &mut impl Write, id: EntryId) -> io::Result<()> {
        let entry = self.catalog.entry(id);
        let words = self.words;
        if let Some(note) = entry.note().and_then(|note| note.get(self.lang)) {
            self.field(out, words.note, note, None)?;
        }
        let sources: Vec<String> = entry.sources().iter().map(super::tsv::source).collect();
        if !sources.is_empty() {
            self.field(out, words.source, &sources.join("  "), None)?;
        }
        Ok(())
    }

    /// What kind of error it is, whether a retry helps, and what to do first.
    pub fn verdict(
        self,
        out: &mut impl Write,
        category: Option<Category>,
        retry: Option<Retry>,
        advice: Option<BothRef>,
    ) -> io::Result<()> {
        let words = self.words;
        if let Some(category) = category {
            let retry = retry.map(|retry| retry.name(self.lang));
            self.field(out, words.category, category.name(self.lang), retry)?;
        }
        match advice.and_then(|advice| advice.get(self.lang)) {
            Some(advice) => self.field(out, words.advice, advice, None),
            None => Ok(()),
        }
    }

    /// What to do, in order, each with its command, policy, address or example below it. Commands are never broken.
    pub fn steps(self, out: &mut impl Write, steps: &[Step]) -> io::Result<()> {
        for (number, step) in steps.iter().enumerate() {
            let label = if number == 0 { self.words.steps } else { "" };
            let text = step.text.get(self.lang).unwrap_or_default();
            self.field(out, label, &format!("{}. {text}", number + 1), None)?;
            let indent = INDENT + self.label_columns() + 3;
            let mut beneath = |text: &str| writeln!(out, "{:indent$}{}", "", line(text));
            match &step.act {
                None => {}
                Some(Act::Run(command)) => beneath(&format!("$ {command}"))?,
                Some(Act::Policy(policy)) => policy.to_json().lines().try_for_each(&mut beneath)?,
                Some(Act::Open(address)) => beneath(address.get(self.lang).unwrap_or_default())?,
                Some(Act::Example { wrong, right }) => {
                    beneath(&format!("{} {wrong}", self.words.wrong))?;
                    beneath(&format!("{} {right}", self.words.right))?;
                }
            }
        }
        Ok(())
    }

    /// A labelled address, percent-encoded. It is never broken: neither a terminal nor a person could follow it.
    pub fn link(self, out: &mut impl Write, label: &str, url: &str) -> io::Result<()> {
        let label = self.label(label);
        writeln!(out, "{:INDENT$}{label}{}", "", self.style.link(url, url))
    }

    /// An entry in a list: what it is, and what it says, a line each.
    pub fn brief(self, out: &mut impl Write, id: EntryId) -> io::Result<()> {
        let entry = self.catalog.entry(id);
        let code = line(entry.code());
        let status = entry.status().map_or(String::new(), |status| {
            format!("  {}", self.style.paint(Ink::Status(status), &status.to_string()))
        });
        let product = line(entry.product().id());
        let product = self.style.paint(Ink::Aside, &product);
        writeln!(out, "{}{status}  {product}", self.style.paint(Ink::Code, &code))?;
        let explanation = entry.explanation(self.lang);
        for text in explanation.iter().map(|said| &*said.text).chain(entry.message()) {
            writeln!(out, "{:INDENT$}{}", "", self.style.one_line(&line(text), INDENT))?;
        }
        Ok(())
    }

    fn headline(self, out: &mut impl Write, id: EntryId) -> io::Result<()> {
        let entry = self.catalog.entry(id);
        write!(out, "{}", self.style.paint(Ink::Code, &line(entry.code())))?;
        match entry.status() {
            Some(status) => writeln!(out, "  {}", self.style.paint(Ink::Status(status), &status.to_string())),
            None => writeln!(out),
        }
    }

    fn place(self, out: &mut impl Write, id: EntryId) -> io::Result<()> {
        let place = self.product_and_sections(id);
        for text in self.style.lines(&line(&place), 0) {
            writeln!(out, "{}", self.style.paint(Ink::Aside, text))?;
        }
        Ok(())
    }

    /// Where an entry stands: its product's name and id, and its sections.
    pub fn product_and_sections(self, id: EntryId) -> String {
        let entry = self.catalog.entry(id);
        let product = self.catalog.product(entry.product_ix());
        let name = product.name(self.lang);
        let mut place =
            if name == product.id() { name.to_owned() } else { format!("{name} ({})", product.id()) };
        let sections = super::sections(entry, self.lang);
        if !sections.is_empty() {
            place.push_str(" › ");
            place.push_str(&sections);
        }
        place
    }

    /// A labelled text, wrapped beside its label, with an aside behind it.
    pub fn field(self, out: &mut impl Write, label: &str, text: &str, aside: Option<&str>) -> io::Result<()> {
        let text = line(text);
        let indent = INDENT + self.label_columns();
        let aside = aside.map(|aside| format!("[{aside}]"));
        let mut label = self.label(label);
        let lines = self.style.lines(&text, indent);
        let last = lines.len() - 1;
        for (at, text) in lines.into_iter().enumerate() {
            write!(out, "{:INDENT$}{label}{text}", "")?;
            label = " ".repeat(self.label_columns());
            if let (Some(aside), true) = (&aside, at == last) {
                let columns = Measure::default().columns(text) + 2 + Measure::default().columns(aside);
                if self.style.columns.is_some_and(|width| indent + columns > width) {
                    write!(out, "\n{:indent$}", "")?;
                } else {
                    write!(out, "  ")?;
                }
                write!(out, "{}", self.style.paint(Ink::Aside, aside))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn others(self, out: &mut impl Write, others: &[EntryId]) -> io::Result<()> {
        if others.is_empty() {
            return Ok(());
        }
        let count = self.words.other_messages.of(others.len());
        writeln!(out, "{:INDENT$}{}", "", self.style.paint(Ink::Label, &count))?;
        for &id in others {
            let entry = self.catalog.entry(id);
            let status = entry.status().map_or("   ".to_owned(), |status| status.to_string());
            let status = match entry.status() {
                Some(class) => self.style.paint(Ink::Status(class), &status),
                None => status.into(),
            };
            let message = line(entry.message().unwrap_or_default());
            writeln!(out, "    {status}  {}", self.style.one_line(&message, 9))?;
        }
        Ok(())
    }

    fn label(self, label: &str) -> String {
        let blanks = self.label_columns() - Measure::default().columns(label).min(self.label_columns());
        format!("{}{:blanks$}", self.style.paint(Ink::Label, label), "")
    }

    /// Columns of the widest label, and two between it and its text.
    fn label_columns(self) -> usize {
        let words = self.words;
        let labels = [
            words.explanation,
            words.description,
            words.message,
            words.category,
            words.advice,
            words.steps,
            words.note,
            words.source,
            words.link,
            // Findings are written in the same columns.
            words.received,
            words.request,
            words.product,
            words.verdict,
            words.bound,
            words.documented,
            words.near,
        ];
        let widest = labels.iter().map(|label| Measure::default().columns(label)).max().unwrap_or(0);
        widest + 2
    }
}
