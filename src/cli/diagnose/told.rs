//! Findings that are told as soon as they are read, and at the end how often each of them was.

use std::io::{self, Write};

use crate::cli::context::Context;
use crate::cli::options::Format;
use crate::cli::outcome::{Done, Outcome};
use crate::cli::print::card::Cards;
use crate::cli::print::findings::Findings;
use crate::cli::print::json::{self, FindingJson};
use crate::cli::print::summary::Summary;
use crate::cli::print::tsv;
use crate::diagnose::{Diagnosis, Engine, Finding};

/// Tells findings, each once.
pub struct Told<'a> {
    format: Format,
    cards: Cards<'a>,
    /// Whether the findings are of several texts.
    several: bool,
    /// How often the errors that were told stood in their texts when they were.
    times: usize,
    findings: usize,
}

impl<'a> Told<'a> {
    pub fn new(engine: &'a Engine, format: Format, context: &Context, several: bool) -> Self {
        let cards = Cards { catalog: engine.catalog(), style: context.style, lang: context.lang };
        Self { format, cards, several, times: 0, findings: 0 }
    }

    /// # Errors
    /// Where nobody takes it.
    pub fn tell(&mut self, finding: &Finding, name: Option<&str>, out: &mut impl Write) -> io::Result<()> {
        let first = self.findings == 0;
        self.findings += 1;
        self.times += finding.count;
        match self.format {
            Format::Json => json::write(out, &FindingJson::new(self.cards.catalog, finding, name)),
            Format::Tsv => {
                if first {
                    tsv::row(out, tsv::MATCH_COLUMNS)?;
                }
                tsv::finding(out, self.cards.catalog, finding, self.cards.lang)
            }
            _ => {
                if !first {
                    writeln!(out)?;
                }
                Findings { cards: self.cards }.one(out, finding, name.filter(|_| self.several))
            }
        }
    }

    /// Tells how often each error was found, where some were again after they had been told.
    ///
    /// # Errors
    /// Where nobody takes it.
    pub fn end(self, texts: &[(Option<String>, Diagnosis)], out: &mut impl Write) -> Done {
        let findings = texts.iter().flat_map(|(_, diagnosis)| &diagnosis.findings);
        if self.format == Format::Text && findings.map(|finding| finding.count).sum::<usize>() > self.times {
            writeln!(out)?;
            Summary::new(self.cards.catalog, texts).text(out, self.cards)?;
        }
        Ok(Outcome::found(self.findings > 0))
    }
}
