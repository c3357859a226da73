//! The report of an import.

use std::io::{self, Write};

use super::document::Document;
use super::lay::Pending;
use crate::cli::answer::Answer;
use crate::cli::context::Context;
use crate::cli::outcome::say;
use crate::cli::print::json::{self, ImportJson, ImportedJson};
use crate::import::{Reason, Report, Verdict};
use crate::text::sanitize::line;

/// Says what happened to entries that an earlier edition of a document had, and this one has not.
pub fn say_fate_of_earlier(documents: &[Document], dry_run: bool, context: &Context) {
    let words = context.words;
    let verdict = if dry_run { words.not_removed } else { words.removed };
    for Document { path, report, .. } in documents {
        let path = path.display();
        if report.removed > 0 {
            say(&line(&format!("{path}: {}{verdict}", words.gone.of(report.removed))));
        }
        if report.kept > 0 {
            say(&line(&format!("{path}: {}", words.kept.of(report.kept))));
        }
    }
}

/// The answer: the outcome of each document.
pub struct Imported<'a> {
    pub documents: &'a [Document],
    /// The catalogue files that they were written to, or would have been.
    pub pending: &'a [Pending],
    pub dry_run: bool,
    pub context: &'a Context,
}

impl Answer for Imported<'_> {
    fn json(&self, out: &mut impl Write) -> io::Result<()> {
        let files = self.documents.iter().map(|Document { path, product, report }| ImportedJson {
            path: path.display().to_string(),
            product,
            report,
            nothing: report.nothing().map(|why| why.to_string()),
        });
        json::write(out, &ImportJson { files: files.collect() })
    }

    fn columns(&self) -> Vec<&'static str> {
        vec!["path", "product", "rows", "added", "merged", "skipped", "changed", "unchanged"]
    }

    fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        self.documents.iter().map(|Document { path, product, report }| {
            let Report { rows, added, merged, changed, unchanged, .. } = *report;
            let numbers = [rows, added, merged, report.skipped.len(), changed, unchanged];
            let numbers = numbers.map(|number| number.to_string());
            [path.display().to_string(), product.clone()].into_iter().chain(numbers).collect()
        })
    }

    /// Writes one line for each document, and below it what was left out: rows, and tables about something else.
    fn text(&self, out: &mut impl Write) -> io::Result<()> {
        let words = self.context.words;
        for Document { path, product, report } in self.documents {
            let counts = match report.nothing() {
                Some(why) => (words.nothing_read)(&why),
                None => (words.imported)(report),
            };
            writeln!(out, "{} -> {}: {counts}", line(&path.display().to_string()), line(product))?;
            // The rows of a table without codes are covered by the line on the table.
            let rows = report.skipped.iter().filter(|skipped| skipped.reason != Reason::NoCodes);
            let rows = rows.map(|skipped| (skipped.place, (words.skipped)(skipped)));
            let others = report.tables.iter().filter(|table| table.verdict != Verdict::Errors);
            let others = others.map(|table| (table.place, (words.other_table)(table)));
            let mut left_out: Vec<(u32, String)> = rows.chain(others).collect();
            left_out.sort_by_key(|(place, _)| *place);
            for (_, what) in left_out {
                writeln!(out, "  {}", line(&what))?;
            }
        }
        for Pending { path, differs, .. } in self.pending {
            let verdict = match (differs, self.dry_run) {
                (false, _) => words.still_so,
                (true, true) => words.not_written,
                (true, false) => words.written,
            };
            writeln!(out, "{verdict} {}", line(&path.display().to_string()))?;
        }
        Ok(())
    }
}
