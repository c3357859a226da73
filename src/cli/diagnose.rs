//! `alierr diagnose`: the errors in a text or a log, and their entries.

mod beside;
mod follow;
mod input;
mod told;

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::answer::Answer;
use super::args::DiagnoseArgs;
use super::context::Context;
use super::options::Format;
use super::outcome::{Done, Failure, Outcome, say};
use super::places::Noting;
use super::print::card::Cards;
use super::print::findings::Findings;
use super::print::summary::Summary;
use super::texts::{Text, Unread};
use super::{fault, open};
use crate::diagnose::{Engine, Finding};
use crate::lang::Lang;
use beside::Event;
use follow::{Growing, Piped};
pub use input::Input;
use told::Told;

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
    let catalog = if args.follow { open::lasting(context) } else { open::catalog(context) };
    let engine = Engine::new(Arc::new(catalog));
    let (files, unlisted) = input::files(paths);
    let mut told = Told::new(&engine, format, context, files.len() > 1);
    let at_once = !args.summary && (format == Format::Text || args.follow);
    let mut texts = Vec::new();
    let mut unread: Vec<Unread> =
        unlisted.iter().map(|(path, error)| unreadable(path, error, context)).collect();
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
            Event::End(Err(error)) => unread.push(unreadable(path, &error, context)),
            Event::End(Ok((text, end))) => {
                texts.push(Text { name, ..text });
                unread.extend(end.err().map(|error| unreadable(path, &error, context)));
            }
        }
        Ok(())
    })
    .map_err(Failure::Output)?;
    let cards = Cards::new(engine.catalog(), context);
    if args.summary {
        Summary::new(cards, &texts, &unread).print(context.face()?, out)?;
    } else if at_once {
        told.end(&texts, out)?;
    } else {
        Findings { cards, texts: &texts }.write(format, out)?;
    }
    // A failure must not keep back what was found.
    out.flush()?;
    if format == Format::Text {
        say_whose(&texts, context);
    }
    // In every format, an incomplete answer is reported.
    texts.iter().filter_map(|text| text.diagnosis.bound(context.lang)).for_each(|bound| say(&bound));
    end(&texts, &unread, context)
}

/// Says so where the errors of the texts are another cloud's.
fn say_whose(texts: &[Text], context: &Context) {
    let mut clouds: Vec<_> = texts.iter().filter_map(|text| text.diagnosis.foreign).collect();
    clouds.dedup();
    clouds.iter().for_each(|cloud| say(&cloud.sentence(context.lang)));
}

/// Scripts are told in English, whoever runs them.
fn unreadable(path: &Path, error: &io::Error, context: &Context) -> Unread {
    let lang = if context.format_of_findings() == Format::Text { context.lang } else { Lang::En };
    Unread { path: path.display().to_string(), reason: fault::io(error, lang) }
}

/// Reports what could not be read, which is a failure, whatever else was found.
fn end(texts: &[Text], unread: &[Unread], context: &Context) -> Done {
    let fault = |unread: &Unread| format!("{}: {}", unread.path, unread.reason);
    let Some((last, others)) = unread.split_last() else {
        let found = texts.iter().any(|text| !text.diagnosis.findings.is_empty());
        if !found {
            say(context.words.no_error_read);
        }
        return Ok(Outcome::found(found));
    };
    others.iter().for_each(|unread| say(&fault(unread)));
    Err(Failure::Failed(fault(last)))
}

/// Opens an input: a compressed one is decompressed, a followed one has no end.
fn open(path: &Path, follow: bool) -> io::Result<Box<dyn Read + Send>> {
    let piped = path == Path::new("-");
    Ok(match (piped, follow) {
        (true, false) => Box::new(Input::new(Piped::pausing(io::stdin()))?),
        (true, true) => Box::new(Input::new(Piped::endless(io::stdin(), follow::end()?))?),
        (false, false) => Box::new(Input::new(File::open(path)?)?),
        (false, true) => Box::new(Input::new(Growing::open(path, follow::end()?)?)?),
    })
}

/// What an input tells, and the source files that it names, where a format tells them.
///
/// # Errors
/// Where it cannot be read to its end.
pub fn scan(engine: &Engine, input: impl Read + Send, format: Format) -> io::Result<Text> {
    let (text, end) = read(engine, input, format, &mut |_| ControlFlow::Continue(()));
    end.map(|()| text)
}

/// The same; `tell` gets each finding as soon as it is read. Also returns why the input was not read to its end.
fn read(
    engine: &Engine,
    input: impl Read + Send,
    format: Format,
    tell: &mut dyn FnMut(&Finding) -> ControlFlow<()>,
) -> beside::Read {
    if format != Format::Github {
        let (diagnosis, end) = engine.watch(input, tell);
        return (Text::of(diagnosis), end);
    }
    let mut noting = Noting::new(input);
    let (diagnosis, end) = engine.watch(&mut noting, tell);
    (Text { places: noting.places, ..Text::of(diagnosis) }, end)
}

/// Prints the findings of some texts.
pub fn print(engine: &Engine, texts: &[Text], context: &Context, out: &mut impl Write) -> Done {
    let findings = Findings { cards: Cards::new(engine.catalog(), context), texts };
    findings.write(context.format_of_findings(), out)?;
    end(texts, &[], context)
}
