//! What became of each product, in every format.

use std::io::Write;

use serde::Serialize;

use super::report::{Report, State};
use super::words::Words;
use crate::cli::args::UpdateArgs;
use crate::cli::context::Context;
use crate::cli::options::Format;
use crate::cli::outcome::{Done, Outcome, say};
use crate::cli::print::json;
use crate::cli::print::tsv;
use crate::lang::Lang;
use crate::page::Role;
use crate::text::sanitize::line;
use crate::text::width::Measure;

/// The JSON face, a contract that scripts rely on.
#[derive(Serialize)]
struct UpdateJson {
    products: Vec<UpdatedJson>,
}

#[derive(Serialize)]
struct UpdatedJson {
    id: String,
    entries: usize,
    state: &'static str,
    reason: Option<String>,
}

pub fn print(
    reports: &[Report],
    args: &UpdateArgs,
    format: Format,
    context: &Context,
    out: &mut impl Write,
) -> Done {
    let reason = |report: &Report, lang| report.reason.as_ref().map(|why| Words::of(lang).reason(why));
    match format {
        Format::Json => {
            // Scripts read the English words.
            let products = reports.iter().map(|report| UpdatedJson {
                id: report.id.clone(),
                entries: report.entries,
                state: report.state.id(),
                reason: reason(report, Lang::En),
            });
            json::write(out, &UpdateJson { products: products.collect() })?;
        }
        Format::Tsv => {
            tsv::row(out, ["id", "entries", "state", "reason"])?;
            for report in reports {
                let why = reason(report, Lang::En).unwrap_or_default();
                tsv::row(out, [&*report.id, &report.entries.to_string(), report.state.id(), &*why])?;
            }
        }
        Format::Text | Format::Markdown | Format::Github => text(reports, args, context, out)?,
    }
    let words = Words::of(context.lang);
    let failed = reports.iter().filter(|report| report.state == State::Failed).count();
    if failed > 0 {
        say(&words.failed.of(failed));
    }
    Ok(Outcome::found(failed == 0))
}

/// A line a product, then a line of them all. Where all are updated, those that did not change are only counted.
fn text(
    reports: &[Report],
    args: &UpdateArgs,
    context: &Context,
    out: &mut impl Write,
) -> std::io::Result<()> {
    let words = Words::of(context.lang);
    let said = |report: &&Report| report.state != State::Unchanged || !args.products.is_empty();
    let ids: Vec<_> = reports.iter().map(|report| line(&report.id)).collect();
    let widest = ids.iter().map(|id| Measure::default().columns(id)).max().unwrap_or(0);
    for report in reports.iter().filter(said) {
        let id = Measure::default().pad(&line(&report.id), widest);
        let id = context.style.paint(Role::Code, &id).into_owned();
        let why = report.reason.as_ref().map(|why| words.reason(why));
        let why = why.map(|why| format!(": {}", line(&why))).unwrap_or_default();
        writeln!(out, "{id}  {:>6}  {}{why}", report.entries, words.state(report.state))?;
    }
    let of = |state| reports.iter().filter(|report| report.state == state).count();
    let counts = State::ALL.map(|state| (of(state), words.state(state)));
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, state)| (words.counted)(*count, state)).collect();
    let entries: usize = reports.iter().map(|report| report.entries).sum();
    writeln!(out, "{}", (words.summary)(reports.len(), entries, &counts.join(words.comma)))?;
    if args.dry_run {
        writeln!(out, "{}", words.dry_run)?;
    }
    Ok(())
}
