//! What became of documents, in every format.

use std::io::{self, Write};

use super::document::Document;
use crate::cli::context::Context;
use crate::cli::outcome::say;
use crate::cli::print::json::{ImportedJson, SkippedJson, TableJson};
use crate::cli::print::tsv;
use crate::import::{Reason, Skipped, Table, Verdict};
use crate::text::sanitize::line;

/// Says what became of entries that an earlier edition of a document made, where it tells them no longer.
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

pub fn json_of(Document { path, product, report }: &Document) -> ImportedJson {
    let skipped = |row: &Skipped| SkippedJson { place: row.place, reason: row.reason.to_string() };
    let table = |table: &Table| TableJson {
        place: table.place,
        header: table.header.clone(),
        rows: table.rows,
        verdict: table.verdict.to_string(),
    };
    ImportedJson {
        path: path.display().to_string(),
        product: product.clone(),
        rows: report.rows,
        added: report.added,
        merged: report.merged,
        removed: report.removed,
        kept: report.kept,
        skipped: report.skipped.iter().map(skipped).collect(),
        tables: report.tables.iter().map(table).collect(),
        nothing: report.nothing().map(|why| why.to_string()),
    }
}

pub fn rows(documents: &[Document], out: &mut impl Write) -> io::Result<()> {
    tsv::row(out, ["path", "product", "rows", "added", "merged", "skipped"])?;
    for Document { path, product, report } in documents {
        let numbers =
            [report.rows, report.added, report.merged, report.skipped.len()].map(|number| number.to_string());
        tsv::row(out, [path.display().to_string(), product.clone()].into_iter().chain(numbers))?;
    }
    Ok(())
}

/// A line a document; below it, what of it was left out: rows, and tables that are about something else.
pub fn text(documents: &[Document], context: &Context, out: &mut impl Write) -> io::Result<()> {
    let words = context.words;
    for Document { path, product, report } in documents {
        let counts = match report.nothing() {
            Some(why) => (words.nothing_read)(&why),
            None => (words.imported)(report.rows, report.added, report.merged),
        };
        writeln!(out, "{} -> {}: {counts}", line(&path.display().to_string()), line(product))?;
        // The rows of a table without codes are told with it.
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
    Ok(())
}
