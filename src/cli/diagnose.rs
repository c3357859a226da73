//! `alierr diagnose`: the errors in a text or a log, and the entries they are.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{DiagnoseArgs, Format};
use super::context::Context;
use super::open;
use super::outcome::{Done, Failure, Outcome, say};
use super::places::{Noting, Places};
use super::print::card::Cards;
use super::print::findings::Findings;
use super::print::json::{self, DiagnosisJson, FindingJson};
use super::print::{github, markdown, tsv};
use crate::diagnose::{Diagnosis, Engine};

pub fn run(args: &DiagnoseArgs, context: &Context, out: &mut impl Write) -> Done {
    let format = context.format_of_findings();
    let engine = Engine::new(Arc::new(open::catalog(context)));
    let standard_input = [PathBuf::from("-")];
    let paths = if args.files.is_empty() { &standard_input[..] } else { &args.files };
    let (mut texts, mut places) = (Vec::new(), Vec::new());
    for path in paths {
        let name = (path != Path::new("-")).then(|| path.display().to_string());
        let (diagnosis, named) = read(&engine, path, format, context)?;
        texts.push((name, diagnosis));
        places.push(named);
    }
    print(&engine, &texts, &places, format, context, out)
}

/// What standard input tells.
pub fn standard_input(engine: &Engine, format: Format) -> Result<(Diagnosis, Places), Failure> {
    scan(engine, io::stdin(), format).map_err(|error| Failure::Failed(format!("-: {error}")))
}

/// What an input tells, and the source files that it names, where a format tells them.
pub fn scan(engine: &Engine, input: impl io::Read + Send, format: Format) -> io::Result<(Diagnosis, Places)> {
    if format != Format::Github {
        return Ok((engine.scan(input)?, Places::default()));
    }
    let mut noting = Noting::new(input);
    let diagnosis = engine.scan(&mut noting)?;
    Ok((diagnosis, noting.places))
}

fn read(
    engine: &Engine,
    path: &Path,
    format: Format,
    context: &Context,
) -> Result<(Diagnosis, Places), Failure> {
    if path == Path::new("-") {
        if io::stdin().is_terminal() {
            say(context.words.reading_terminal);
        }
        return standard_input(engine, format);
    }
    let fault = |error: io::Error| Failure::Failed(format!("{}: {error}", path.display()));
    let file = File::open(path).map_err(fault)?;
    let mut input = BufReader::with_capacity(1 << 16, file);
    // A folder can be opened, and says what it is when it is read.
    input.fill_buf().map_err(fault)?;
    scan(engine, input, format).map_err(fault)
}

/// Prints what some texts tell, each under its name where it has one. `places` are those that the texts name.
pub fn print<'a>(
    engine: &'a Engine,
    texts: &'a [(Option<String>, Diagnosis)],
    places: &[Places],
    format: Format,
    context: &Context,
    out: &mut impl Write,
) -> Done {
    let catalog = engine.catalog();
    let findings = || texts.iter().flat_map(|(_, diagnosis)| &diagnosis.findings);
    match format {
        Format::Json => {
            let named = |(name, diagnosis): &'a (Option<String>, Diagnosis)| {
                let finding = |finding| FindingJson::new(catalog, finding, name.as_deref());
                diagnosis.findings.iter().map(finding)
            };
            json::write(out, &DiagnosisJson { findings: texts.iter().flat_map(named).collect() })?;
        }
        Format::Tsv => {
            tsv::row(out, tsv::MATCH_COLUMNS)?;
            for finding in findings() {
                for cells in tsv::matches(catalog, finding, context.lang) {
                    tsv::row(out, cells)?;
                }
            }
        }
        Format::Github => github::write(out, catalog, texts, places, context.lang)?,
        Format::Markdown => markdown::findings(out, catalog, texts, context.lang)?,
        Format::Text => {
            let cards = Cards { catalog, style: context.style, lang: context.lang };
            Findings { cards }.write(out, texts)?;
        }
    }
    let found = findings().next().is_some();
    if !found {
        say(context.words.no_error_read);
    }
    Ok(Outcome::found(found))
}
