//! A diagnosis to be read: each error of a text, what it means and what to do.

use std::io::{self, Write};

use super::card::Cards;
use crate::diagnose::{Diagnosis, Finding};
use crate::page::{Role, choices};
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
                self.one(out, finding, name)?;
            }
        }
        Ok(())
    }

    /// A finding, taken for the likeliest of what it can be, under the name of its text.
    pub fn one(self, out: &mut impl Write, finding: &Finding, name: Option<&str>) -> io::Result<()> {
        if let Some(name) = name {
            writeln!(out, "{}", self.cards.style.paint(Role::Label, &line(name)))?;
        }
        let choice = choices(finding).first().copied().flatten();
        self.cards.write(out, &self.cards.sheet().finding(finding, choice, None, None))
    }
}
