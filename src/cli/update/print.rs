//! Prints the outcome of an update.

use std::io::{self, Write};

use serde::Serialize;

use super::report::{Report, State};
use super::words::Words;
use crate::cli::answer::Answer;
use crate::cli::args::UpdateArgs;
use crate::cli::context::Context;
use crate::cli::print::json;
use crate::cli::print::table::aligned;
use crate::cli::print::tsv;
use crate::lang::Lang;
use crate::page::Role;
use crate::text::sanitize::line;

/// The JSON, a contract that scripts rely on.
#[derive(Serialize)]
struct UpdateJson<'a> {
    products: Vec<UpdatedJson<'a>>,
}

#[derive(Serialize)]
struct UpdatedJson<'a> {
    id: &'a str,
    entries: usize,
    state: &'static str,
    reason: Option<String>,
}

/// The answer: the outcome of each product of a run.
pub struct Updated<'a> {
    pub reports: &'a [Report],
    pub args: &'a UpdateArgs,
    pub context: &'a Context,
}

/// The reason in English, which scripts read.
fn reason(report: &Report) -> Option<String> {
    report.reason.as_ref().map(|why| Words::of(Lang::En).reason(why))
}

impl Answer for Updated<'_> {
    fn json(&self, out: &mut impl Write) -> io::Result<()> {
        let products = self.reports.iter().map(|report| UpdatedJson {
            id: &report.id,
            entries: report.entries,
            state: report.state.id(),
            reason: reason(report),
        });
        json::write(out, &UpdateJson { products: products.collect() })
    }

    fn columns(&self) -> Vec<&'static str> {
        vec!["id", "entries", "state", "reason"]
    }

    fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        self.reports.iter().map(|report| {
            let why = reason(report).unwrap_or_default();
            tsv::cells([&report.id, &report.entries.to_string(), report.state.id(), &why])
        })
    }

    /// Writes a line for each product, then the totals. In an update of all products, those that did not change are
    /// only counted.
    fn text(&self, out: &mut impl Write) -> io::Result<()> {
        let words = Words::of(self.context.lang);
        let said = |report: &Report| report.state != State::Unchanged || !self.args.products.is_empty();
        let ids = aligned(self.reports.iter().map(|report| line(&report.id)));
        for (report, id) in self.reports.iter().zip(&ids).filter(|(report, _)| said(report)) {
            let id = self.context.style.paint(Role::Code, id);
            let why = report.reason.as_ref().map(|why| words.reason(why));
            let why = why.map(|why| format!(": {}", line(&why))).unwrap_or_default();
            writeln!(out, "{id}  {:>6}  {}{why}", report.entries, words.state(report.state))?;
        }
        let of = |state| self.reports.iter().filter(|report| report.state == state).count();
        let counts = State::ALL.map(|state| (of(state), words.state(state)));
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts.map(|(count, state)| (words.counted)(*count, state)).collect();
        let entries: usize = self.reports.iter().map(|report| report.entries).sum();
        writeln!(out, "{}", (words.summary)(self.reports.len(), entries, &counts.join(words.comma)))?;
        if self.args.dry_run {
            writeln!(out, "{}", words.dry_run)?;
        }
        Ok(())
    }
}
