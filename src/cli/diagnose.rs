//! `alierr diagnose`: the errors in a text or a log, and the entries they are.

mod beside;
mod follow;
mod input;
mod told;

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::DiagnoseArgs;
use super::context::Context;
use super::open;
use super::options::Format;
use super::outcome::{Done, Failure, Outcome, say};
use super::places::{Noting, Places};
use super::print::card::Cards;
use super::print::findings::Findings;
use super::print::json::{self, DiagnosisJson};
use super::print::summary::{Summary, Unread};
use super::print::{github, markdown, tsv};
use crate::diagnose::{Diagnosis, Engine, Finding};
use beside::Event;
use follow::{Growing, Piped};
pub use input::Input;
use told::Told;

/// What a text told, under its name where it has one.
type Text = (Option<String>, Diagnosis);

/// What was read of the inputs, in their order, and what could not be.
#[derive(Default)]
struct Gathered {
    texts: Vec<Text>,
    /// The source files that each of the texts names.
    places: Vec<Places>,
    unread: Vec<Unread>,
}

pub fn run(args: &DiagnoseArgs, context: &Context, out: &mut impl Write) -> Done {
    let format = context.format_of_findings();
    if (args.summary || args.follow) && matches!(format, Format::Markdown | Format::Github) {
        return Err(Failure::Usage(context.words.plain_formats_only.to_owned()));
    }
    let standard_input = [PathBuf::from("-")];
    let paths = if args.files.is_empty() { &standard_input[..] } else { &args.files };
    if args.follow && (paths.len() > 1 || paths[0].is_dir()) {
        return Err(Failure::Usage(context.words.follows_one.to_owned()));
    }
    let engine = Engine::new(Arc::new(open::catalog(context)));
    let (files, unlisted) = input::files(paths);
    let mut told = Told::new(&engine, format, context, files.len() > 1);
    let at_once = !args.summary && (format == Format::Text || args.follow);
    let mut gathered = Gathered::default();
    gathered.unread.extend(unlisted.iter().map(|(path, error)| unread(path, error)));
    if files.iter().any(|path| path == Path::new("-")) && io::stdin().is_terminal() {
        say(context.words.reading_terminal);
    }
    let read = |engine: &Engine, path: &PathBuf, tell: &mut dyn FnMut(&Finding) -> ControlFlow<()>| {
        let input = open(path, args.follow)?;
        Ok(read(engine, input, format, &mut |finding| {
            if at_once { tell(finding) } else { ControlFlow::Continue(()) }
        }))
    };
    beside::each(&engine, &files, read, |path, event| {
        let name = (path != Path::new("-")).then(|| path.display().to_string());
        match event {
            Event::Found(finding) => told.tell(&finding, name.as_deref(), out).and_then(|()| out.flush())?,
            Event::End(Err(error)) => gathered.unread.push(unread(path, &error)),
            Event::End(Ok((diagnosis, places, end))) => {
                gathered.texts.push((name, diagnosis));
                gathered.places.push(places);
                gathered.unread.extend(end.err().map(|error| unread(path, &error)));
            }
        }
        Ok(())
    })
    .map_err(Failure::Output)?;
    let Gathered { texts, places, unread } = &gathered;
    let outcome = if args.summary {
        summarize(&Summary::new(engine.catalog(), texts), unread, &engine, format, context, out)?
    } else if at_once {
        told.end(texts, out)?
    } else {
        write(&engine, texts, places, format, context, out)?
    };
    // What was found counts beside a failure, too.
    out.flush()?;
    if format == Format::Text {
        say_whose(texts, context);
    }
    // Whatever the format: an answer that is not whole says so.
    texts.iter().filter_map(|(_, diagnosis)| diagnosis.bound(context.lang)).for_each(|bound| say(&bound));
    end(outcome, unread, context)
}

/// Says whose errors the texts tell where they are another cloud's.
fn say_whose(texts: &[Text], context: &Context) {
    let mut clouds: Vec<_> = texts.iter().filter_map(|(_, diagnosis)| diagnosis.foreign).collect();
    clouds.dedup();
    clouds.iter().for_each(|cloud| say(&cloud.sentence(context.lang)));
}

fn unread(path: &Path, error: &io::Error) -> Unread {
    Unread { path: path.display().to_string(), reason: error.to_string() }
}

/// Says what could not be read; it is a failure, whatever else was found.
fn end(outcome: Outcome, unread: &[Unread], context: &Context) -> Done {
    let fault = |unread: &Unread| format!("{}: {}", unread.path, unread.reason);
    let Some((last, others)) = unread.split_last() else {
        if outcome == Outcome::Nothing {
            say(context.words.no_error_read);
        }
        return Ok(outcome);
    };
    others.iter().for_each(|unread| say(&fault(unread)));
    Err(Failure::Failed(fault(last)))
}

/// An input as it is to be read: a compressed one decompressed, a followed one without an end.
fn open(path: &Path, follow: bool) -> io::Result<Box<dyn Read + Send>> {
    let piped = path == Path::new("-");
    Ok(match (piped, follow) {
        (true, false) => Box::new(Input::new(Piped::pausing(io::stdin()))?),
        (true, true) => Box::new(Input::new(Piped::endless(io::stdin(), follow::end()?))?),
        (false, false) => Box::new(Input::new(File::open(path)?)?),
        (false, true) => Box::new(Input::new(Growing::open(path, follow::end()?)?)?),
    })
}

/// What standard input tells.
pub fn standard_input(engine: &Engine, format: Format) -> Result<(Diagnosis, Places), Failure> {
    let read = Input::new(io::stdin()).and_then(|input| scan(engine, input, format));
    read.map_err(|error| Failure::Failed(format!("-: {error}")))
}

/// What an input tells, and the source files that it names, where a format tells them.
///
/// # Errors
/// Where it cannot be read to its end.
pub fn scan(engine: &Engine, input: impl Read + Send, format: Format) -> io::Result<(Diagnosis, Places)> {
    let (diagnosis, places, end) = read(engine, input, format, &mut |_| ControlFlow::Continue(()));
    end.map(|()| (diagnosis, places))
}

/// The same, each finding told as soon as it is read, and why the input was not read to its end.
fn read(
    engine: &Engine,
    input: impl Read + Send,
    format: Format,
    tell: &mut dyn FnMut(&Finding) -> ControlFlow<()>,
) -> beside::Read {
    if format != Format::Github {
        let (diagnosis, end) = engine.watch(input, tell);
        return (diagnosis, Places::default(), end);
    }
    let mut noting = Noting::new(input);
    let (diagnosis, end) = engine.watch(&mut noting, tell);
    (diagnosis, noting.places, end)
}

fn summarize(
    summary: &Summary,
    unread: &[Unread],
    engine: &Engine,
    format: Format,
    context: &Context,
    out: &mut impl Write,
) -> Done {
    match format {
        Format::Json => summary.json(out, unread)?,
        Format::Tsv => summary.tsv(out)?,
        _ => {
            let cards = Cards { catalog: engine.catalog(), style: context.style, lang: context.lang };
            summary.text(out, cards)?;
        }
    }
    Ok(Outcome::found(!summary.is_empty()))
}

/// Prints what some texts tell, each under its name where it has one. `places` are those that the texts name.
pub fn print(
    engine: &Engine,
    texts: &[Text],
    places: &[Places],
    format: Format,
    context: &Context,
    out: &mut impl Write,
) -> Done {
    let outcome = write(engine, texts, places, format, context, out)?;
    end(outcome, &[], context)
}

fn write(
    engine: &Engine,
    texts: &[Text],
    places: &[Places],
    format: Format,
    context: &Context,
    out: &mut impl Write,
) -> Done {
    let catalog = engine.catalog();
    match format {
        Format::Json => json::write(out, &DiagnosisJson::new(catalog, texts))?,
        Format::Tsv => {
            tsv::row(out, tsv::MATCH_COLUMNS)?;
            for finding in texts.iter().flat_map(|(_, diagnosis)| &diagnosis.findings) {
                tsv::finding(out, catalog, finding, context.lang)?;
            }
        }
        Format::Github => github::write(out, catalog, texts, places, context.lang)?,
        Format::Markdown => markdown::findings(out, catalog, texts, context.lang)?,
        Format::Text => {
            let cards = Cards { catalog, style: context.style, lang: context.lang };
            Findings { cards }.write(out, texts)?;
        }
    }
    Ok(Outcome::found(texts.iter().any(|(_, diagnosis)| !diagnosis.findings.is_empty())))
}
