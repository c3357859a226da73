//! A diagnosis to be read: each error of a text, and under it the entry it is.

use std::io::{self, Write};

use super::Ink;
use super::card::Cards;
use crate::catalog::{EntryId, Origin};
use crate::diagnose::{Diagnosis, Finding, Match, Quality};
use crate::lang::Labels;
use crate::text::sanitize::line;

/// Writes findings as text.
#[derive(Debug, Clone, Copy)]
pub struct Findings<'a> {
    pub cards: Cards<'a>,
}

impl Findings<'_> {
    /// What some texts tell, each under its name where it has one.
    pub fn write(self, out: &mut impl Write, texts: &[(Option<String>, Diagnosis)]) -> io::Result<()> {
        let mut first = true;
        for (name, diagnosis) in texts {
            for finding in &diagnosis.findings {
                if !first {
                    writeln!(out)?;
                }
                first = false;
                self.finding(out, name.as_deref(), finding)?;
            }
        }
        Ok(())
    }

    fn finding(self, out: &mut impl Write, name: Option<&str>, finding: &Finding) -> io::Result<()> {
        let (style, words) = (self.cards.style, self.cards.words);
        let code = finding.code.as_deref().unwrap_or(words.without_code);
        write!(out, "{}", style.paint(Ink::Code, &line(code)))?;
        if let Some(status) = finding.status {
            write!(out, "  {}", style.paint(Ink::Status(status), &status.to_string()))?;
        }
        let mut place = (words.read_at)(finding.line, finding.count);
        if let Some(name) = name {
            place = format!("{name} {place}");
        }
        writeln!(out, "  {}", style.paint(Ink::Aside, &line(&place)))?;

        if let Some(message) = &finding.message {
            self.cards.field(out, words.received, message, None)?;
        }
        if let Some(id) = &finding.request_id {
            self.cards.field(out, words.request, id, None)?;
        }
        if let Some(product) = &finding.product {
            self.cards.field(out, words.product, product, None)?;
        }
        match finding.matches.split_first() {
            // A code that is in no catalogue is said to be, whatever stands near it.
            Some((best, others)) if finding.code.is_none() || finding.is_known() => {
                self.best(out, best)?;
                self.others(out, others)?;
            }
            _ => {
                self.unknown(out, finding)?;
                self.others(out, &finding.matches)?;
            }
        }
        if let Some(url) = &finding.url {
            self.cards.link(out, words.link, url)?;
        }
        Ok(())
    }

    /// The likeliest entry: what speaks for it and against it, and what it says.
    fn best(self, out: &mut impl Write, found: &Match) -> io::Result<()> {
        let words = self.cards.words;
        let entry = self.cards.catalog.entry(found.entry);
        let mut verdict = self.verdict(found).0.to_owned();
        if matches!(found.quality, Quality::Near | Quality::Candidate) {
            verdict = format!("{verdict}{}{}", Labels::of(self.cards.lang).colon, entry.code());
        }
        let mut differences = Vec::new();
        if found.status_differs {
            let status = entry.status().map(|status| status.to_string()).unwrap_or_default();
            differences.push(words.status_differs.of(&status));
        }
        if found.product_differs {
            differences.push(words.product_differs.of(entry.product().id()));
        }
        let differences = (!differences.is_empty()).then(|| differences.join(", "));
        self.cards.field(out, words.verdict, &verdict, differences.as_deref())?;
        for (name, value) in &found.params {
            self.cards.field(out, words.bound, &format!("{{{name}}} = {value}"), None)?;
        }
        let place = self.cards.product_and_sections(found.entry);
        self.cards.field(out, words.documented, &place, None)?;
        self.cards.fields(out, found.entry)
    }

    fn verdict(self, found: &Match) -> (&'static str, &'static str) {
        found.quality.verdict(self.cards.lang)
    }

    fn others(self, out: &mut impl Write, others: &[Match]) -> io::Result<()> {
        if others.is_empty() {
            return Ok(());
        }
        let (style, words) = (self.cards.style, self.cards.words);
        let count = words.other_matches.of(others.len());
        writeln!(out, "  {}", style.paint(Ink::Label, &count))?;
        for found in others.iter().take(OTHERS) {
            let quality = self.verdict(found).1;
            let text = format!("{quality}  {}", self.in_a_line(found.entry));
            writeln!(out, "    {}", style.one_line(&line(&text), 4))?;
        }
        Ok(())
    }

    fn in_a_line(self, id: EntryId) -> String {
        let entry = self.cards.catalog.entry(id);
        let product = entry.product().id();
        let status = entry.status().map(|status| format!("{status} ")).unwrap_or_default();
        format!("{product} {status}{}  {}", entry.code(), entry.message().unwrap_or_default())
    }

    /// What can be said of a code that is in no catalogue.
    fn unknown(self, out: &mut impl Write, finding: &Finding) -> io::Result<()> {
        let words = self.cards.words;
        self.cards.field(out, words.verdict, words.not_in_catalog, None)?;
        if let Some(meaning) = finding.meaning() {
            let origin = Origin::Rule.name(self.cards.lang);
            self.cards.field(out, words.explanation, meaning.get(self.cards.lang), Some(origin))?;
        }
        let derived = finding.derived();
        self.cards.verdict(out, derived.category, derived.retry, derived.advice)?;
        self.cards.steps(out, &derived.steps)?;
        if !finding.near.is_empty() {
            self.cards.field(out, words.near, &finding.near.join("  "), None)?;
        }
        Ok(())
    }
}

/// How many of the other matches are listed; a code can have half a hundred messages.
const OTHERS: usize = 5;
