//! Prints entries and findings as one Markdown document.

use std::io::{self, Write};

use super::Words;
use crate::catalog::{Catalog, EntryId};
use crate::cli::texts::{self, Text};
use crate::lang::{Labels, Lang};
use crate::text::sanitize;

/// Writes entries as a table for each product and section; the order of the entries is kept.
pub fn write(
    out: &mut impl Write,
    catalog: &Catalog,
    entries: &[EntryId],
    lang: Lang,
    words: &Words,
) -> io::Result<()> {
    let product = |id: &EntryId| catalog.entry(*id).product_ix();
    for (at, of_product) in entries.chunk_by(|a, b| product(a) == product(b)).enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let known = catalog.product(product(&of_product[0]));
        writeln!(out, "# {} ({})", text(known.name(lang)), text(known.id()))?;
        let sections = |id: &EntryId| super::sections(catalog.entry(*id), lang);
        for of_section in of_product.chunk_by(|a, b| sections(a) == sections(b)) {
            let names = sections(&of_section[0]);
            if !names.is_empty() {
                writeln!(out, "\n## {}", text(&names))?;
            }
            table(out, catalog, of_section, lang, words)?;
        }
    }
    Ok(())
}

fn table(
    out: &mut impl Write,
    catalog: &Catalog,
    entries: &[EntryId],
    lang: Lang,
    words: &Words,
) -> io::Result<()> {
    let heads = [words.code, words.status, words.message, words.explanation, words.origin, words.category];
    writeln!(out, "\n| {} |\n{}|", heads.join(" | "), "| --- ".repeat(heads.len()))?;
    for &id in entries {
        let entry = catalog.entry(id);
        let explanation = entry.explanation(lang);
        let status = entry.status().map(|status| status.to_string()).unwrap_or_default();
        writeln!(
            out,
            "| {} | {status} | {} | {} | {} | {} |",
            text(entry.code()),
            text(entry.message().unwrap_or_default()),
            text(explanation.as_ref().map_or("", |e| &e.text)),
            explanation.as_ref().map_or("", |e| e.origin.name(lang)),
            text(entry.category().map_or("", |category| category.name(lang))),
        )?;
    }
    Ok(())
}

/// Writes findings as tickets, each under a heading.
pub fn findings(out: &mut impl Write, catalog: &Catalog, texts: &[Text], lang: Lang) -> io::Result<()> {
    let labels = Labels::of(lang);
    for (at, (name, finding)) in texts::findings(texts).enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let code = finding.code.as_deref().unwrap_or(labels.without_code);
        let place = (labels.read_at)(finding.line, finding.count);
        let place = name.map_or(place.clone(), |name| format!("{name} {place}"));
        writeln!(out, "## {} ({})\n", text(code), text(&place))?;
        write!(out, "{}", finding.ticket(catalog, lang))?;
    }
    Ok(())
}

/// A text for a table's cell, escaped so that nothing in it is Markdown.
fn text(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for c in sanitize::line(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&') {
            cell.push('\\');
        }
        cell.push(c);
    }
    cell
}
