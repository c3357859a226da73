//! Prints findings as soon as they are read, and at the end how often each occurred.

use std::io::{self, Write};

use crate::cli::answer::Answer;
use crate::cli::context::Context;
use crate::cli::options::Format;
use crate::cli::print::card::Cards;
use crate::cli::print::findings;
use crate::cli::print::json;
use crate::cli::print::summary::Summary;
use crate::cli::print::tsv;
use crate::cli::texts::{self, Text};
use crate::diagnose::{Engine, Finding, FindingJson};

/// Prints findings, each once.
pub struct Told<'a> {
    format: Format,
    cards: Cards<'a>,
    /// Whether the findings are of several texts.
    several: bool,
    /// The sum of the counts of the printed findings at the time of printing.
    times: usize,
    findings: usize,
}

impl<'a> Told<'a> {
    pub fn new(engine: &'a Engine, format: Format, context: &Context, several: bool) -> Self {
        let cards = Cards::new(engine.catalog(), context);
        Self { format, cards, several, times: 0, findings: 0 }
    }

    /// # Errors
    /// Where the output cannot be written.
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
                let rows = tsv::matches(self.cards.catalog, finding, self.cards.lang);
                rows.into_iter().try_for_each(|cells| tsv::row(out, cells))
            }
            _ => {
                if !first {
                    writeln!(out)?;
                }
                findings::one(out, self.cards, finding, name.filter(|_| self.several))
            }
        }
    }

    /// Prints how often each error was found, if some occurred again after they had been printed.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn end(self, texts: &[Text], out: &mut impl Write) -> io::Result<()> {
        let times: usize = texts::findings(texts).map(|(_, finding)| finding.count).sum();
        if self.format == Format::Text && times > self.times {
            writeln!(out)?;
            Summary::new(self.cards, texts, &[]).text(out)?;
        }
        Ok(())
    }
}
