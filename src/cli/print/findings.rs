//! A diagnosis to be read: each error of a text, and under it the entry it is.

use std::io::{self, Write};

use super::Ink;
use super::card::Cards;
use crate::catalog::{EntryId, ProductIx};
use crate::diagnose::{Diagnosis, Finding, Match, Quality, Verdict};
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
        let several = texts.len() > 1;
        for (name, diagnosis) in texts {
            let name = name.as_deref().filter(|_| several);
            for finding in &diagnosis.findings {
                if !first {
                    writeln!(out)?;
                }
                first = false;
                self.finding(out, name, finding)?;
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
        let product = |ix: &ProductIx| self.cards.catalog.product(*ix).id();
        let products: Vec<&str> = finding.products.iter().map(product).collect();
        if !products.is_empty() {
            self.cards.field(out, words.product, &words.several_products.of(&products.join(", ")), None)?;
        }
        for told in finding.evidence.told(self.cards.lang) {
            self.cards.field(out, told.name, &told.value, None)?;
        }
        match finding.matches.split_first() {
            // A code that is in no catalogue is said to be, whatever stands near it.
            Some((best, others)) if finding.code.is_none() || finding.is_known() => {
                self.best(out, finding, best)?;
                self.others(out, others)?;
            }
            _ => {
                self.unknown(out, finding)?;
                self.others(out, &finding.matches)?;
            }
        }
        // The page that the error recommends is of this very request.
        let page = finding.evidence.recommend.clone();
        match page.or_else(|| finding.page(self.cards.catalog, self.cards.lang)) {
            Some(page) => self.cards.link(out, words.link, &page),
            None => Ok(()),
        }
    }

    /// The likeliest entry: what speaks for it and against it, and what it says.
    fn best(self, out: &mut impl Write, finding: &Finding, found: &Match) -> io::Result<()> {
        let words = self.cards.words;
        let entry = self.cards.catalog.entry(found.entry);
        let mut verdict = found.quality.verdict(self.cards.lang).0.to_owned();
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
        if !found.quality.has_code() && finding.code.is_none() {
            self.cards.field(out, words.documented, &place, None)?;
            return self.cards.fields(out, found.entry);
        }
        self.said(out, &finding.verdict(self.cards.catalog))?;
        self.cards.field(out, words.documented, &place, None)?;
        self.cards.wording(out, found.entry)?;
        self.cards.origins(out, found.entry)
    }

    /// What is said of a finding.
    fn said(self, out: &mut impl Write, verdict: &Verdict) -> io::Result<()> {
        if let Some(meaning) = verdict.meaning(self.cards.lang) {
            let origin = meaning.origin.name(self.cards.lang);
            self.cards.field(out, self.cards.words.explanation, &meaning.text, Some(origin))?;
        }
        self.cards.verdict(out, verdict.category, verdict.retry, verdict.advice)?;
        self.cards.steps(out, &verdict.steps)
    }

    fn others(self, out: &mut impl Write, others: &[Match]) -> io::Result<()> {
        if others.is_empty() {
            return Ok(());
        }
        let (style, words) = (self.cards.style, self.cards.words);
        let count = words.other_matches.of(others.len());
        writeln!(out, "  {}", style.paint(Ink::Label, &count))?;
        for found in others.iter().take(OTHERS) {
            let quality = found.quality.verdict(self.cards.lang).1;
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
        self.said(out, &finding.verdict(self.cards.catalog))?;
        if !finding.near.is_empty() {
            self.cards.field(out, words.near, &finding.near.join("  "), None)?;
        }
        Ok(())
    }
}

/// How many of the other matches are listed; a code can have half a hundred messages.
const OTHERS: usize = 5;
