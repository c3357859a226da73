//! Prints a diagnosis: each error of some texts, what it means and what to do.

use std::io::{self, Write};

use super::card::Cards;
use super::json::{self, DiagnosisJson};
use super::{github, markdown, tsv};
use crate::cli::answer::{Answer, Face};
use crate::cli::options::Format;
use crate::cli::texts::{self, Text};
use crate::diagnose::Finding;
use crate::page::{Role, choices};
use crate::text::sanitize::line;

/// The findings of some texts.
#[derive(Debug, Clone, Copy)]
pub struct Findings<'a> {
    pub cards: Cards<'a>,
    pub texts: &'a [Text],
}

impl Findings<'_> {
    /// Writes them in a format; findings have all formats.
    ///
    /// # Errors
    /// As the writer has them.
    pub fn write(self, format: Format, out: &mut impl Write) -> io::Result<()> {
        let Cards { catalog, lang, .. } = self.cards;
        match format {
            Format::Text => self.print(Face::Text, out),
            Format::Json => self.print(Face::Json, out),
            Format::Tsv => self.print(Face::Tsv, out),
            Format::Markdown => markdown::findings(out, catalog, self.texts, lang),
            Format::Github => github::write(out, catalog, self.texts, lang),
        }
    }
}

impl Answer for Findings<'_> {
    fn json(&self, out: &mut impl Write) -> io::Result<()> {
        json::write(out, &DiagnosisJson::new(self.cards.catalog, self.texts))
    }

    fn columns(&self) -> Vec<&'static str> {
        tsv::MATCH_COLUMNS.to_vec()
    }

    fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        let Cards { catalog, lang, .. } = self.cards;
        texts::findings(self.texts).flat_map(move |(_, finding)| tsv::matches(catalog, finding, lang))
    }

    fn text(&self, out: &mut impl Write) -> io::Result<()> {
        let several = self.texts.len() > 1;
        for (at, (name, finding)) in texts::findings(self.texts).enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            one(out, self.cards, finding, name.filter(|_| several))?;
        }
        Ok(())
    }
}

/// Writes a finding by its likeliest choice, under the name of its text.
///
/// # Errors
/// As the writer has them.
pub fn one(out: &mut impl Write, cards: Cards, finding: &Finding, name: Option<&str>) -> io::Result<()> {
    if let Some(name) = name {
        writeln!(out, "{}", cards.style.paint(Role::Label, &line(name)))?;
    }
    let choice = choices(finding).first().copied().flatten();
    cards.write(out, &cards.sheet().finding(finding, choice, None, None))
}
