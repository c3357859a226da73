//! `alierr [QUERY…]`: the browser on a terminal; elsewhere the same answer is printed.

mod given;

use std::fs::File;
use std::io::{self, BufReader, IsTerminal, Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use clap::CommandFactory;

use super::args::{CommandLine, DiagnoseArgs};
use super::context::{Context, terminal_is_dumb};
use super::options::Format;
use super::outcome::{Done, Failure, Outcome, say};
use super::print::Words;
use super::texts::Text;
use super::{diagnose, fault, open, search};
use crate::app::form::Form;
use crate::app::keymap::Keymap;
use crate::app::{Setup, Widths};
use crate::catalog::Catalog;
use crate::diagnose::{Diagnosis, Engine};
use crate::settings::paths::Place;
use crate::settings::{Config, Memory, Paths};
use crate::shell::{self, Start};
use crate::text::nearest::nearest;
use crate::text::width::Measure;
use crate::ui::Theme;
use crate::ui::theme::{Depth, Tone};
pub(super) use given::Given;

/// How long reading may take before the user is told about it.
const PATIENCE: Duration = Duration::from_secs(1);

/// What the browser opens on.
pub(super) enum Opening<'a> {
    /// All entries, with a query typed in, which may be empty.
    Query(&'a str),
    /// What a text tells, by the entries of a catalogue, and the text itself where it is kept.
    /// A query typed in stands before them.
    Findings(Arc<Catalog>, Diagnosis, Option<Arc<str>>, &'a str),
}

pub fn run(query: &[String], plain_list: bool, context: &Context, out: &mut impl Write) -> Done {
    let on_terminal = io::stdout().is_terminal() && context.format.is_none() && !terminal_is_dumb();
    let given = Given::of(query, on_terminal, context)?;
    if !matches!(given, Given::Files(_)) {
        hint_at_command(query, context);
    }
    let query = query.join(" ");
    match given {
        Given::Words if on_terminal => browse(Opening::Query(&query), plain_list, context),
        Given::Words => found(&query, context, out),
        Given::Files(files) if files.len() > 1 || files[0].is_dir() || !on_terminal => {
            diagnose::run(&DiagnoseArgs { files, ..DiagnoseArgs::default() }, context, out)
        }
        Given::Pipe if !on_terminal => diagnose::run(&DiagnoseArgs::default(), context, out),
        Given::Pipe | Given::Files(_) => {
            let catalog = Arc::new(open::lasting(context));
            let (engine, text, kept) = read_given(given.file(), Arc::clone(&catalog), context)?;
            // The words that name the file are no query.
            let query = if given.file().is_none() { &*query } else { "" };
            if !text.diagnosis.findings.is_empty() {
                return browse(Opening::Findings(catalog, text.diagnosis, kept, query), plain_list, context);
            }
            // There is nothing to browse among no findings.
            let done = diagnose::print(&engine, &[text], context, out)?;
            if query.is_empty() {
                return Ok(done);
            }
            browse(Opening::Query(query), plain_list, context)
        }
    }
}

/// Prints what a query finds, where there is no browser.
fn found(query: &str, context: &Context, out: &mut impl Write) -> Done {
    if query.is_empty() && context.format.is_none() && io::stdout().is_terminal() {
        // Some thousand entries are no answer to a person who asked for nothing.
        let why = context.words.no_browser.of("TERM=dumb");
        return Err(Failure::Failed(format!("{why}\n{}", context.words.no_browser_here)));
    }
    context.say_faults();
    let face = context.face()?;
    if given::pipe_is_left() {
        say(context.words.pipe_not_read);
    }
    search::print(Arc::new(open::catalog(context)), query, None, None, face, context, out)
}

/// The findings of a file, else of the pipe, and the text where that is short enough to be kept.
pub(super) fn read_given(
    file: Option<&Path>,
    catalog: Arc<Catalog>,
    context: &Context,
) -> Result<(Engine, Text, Option<Arc<str>>), Failure> {
    let engine = Engine::new(catalog);
    let (text, kept) = match file {
        Some(path) => {
            let input = File::open(path).and_then(|file| diagnose::Input::new(BufReader::new(file)));
            read(&engine, &path.display().to_string(), input, context)?
        }
        None => {
            saying_that_it_reads(context, || read(&engine, "-", diagnose::Input::new(io::stdin()), context))?
        }
    };
    Ok((engine, text, kept))
}

/// Diagnoses an input; returns its text, too, if that is short enough to be kept.
fn read(
    engine: &Engine,
    name: &str,
    input: io::Result<impl Read + Send>,
    context: &Context,
) -> Result<(Text, Option<Arc<str>>), Failure> {
    let read = input.and_then(|input| {
        let mut keeping = Keeping { input, kept: Some(Vec::new()) };
        let text = diagnose::scan(engine, &mut keeping, Format::Text)?;
        Ok((text, keeping.text()))
    });
    read.map_err(|error| Failure::Failed(format!("{name}: {}", fault::io(&error, context.lang))))
}

/// The most bytes of a text that are kept, for the lines around its errors.
const MOST_KEPT: usize = 1 << 20;

/// An input that keeps what was read of it, up to `MOST_KEPT` bytes.
struct Keeping<R> {
    input: R,
    kept: Option<Vec<u8>>,
}

impl<R> Keeping<R> {
    /// `None` where it is too long, or in another encoding.
    fn text(self) -> Option<Arc<str>> {
        String::from_utf8(self.kept?).ok().map(Arc::from)
    }
}

impl<R: Read> Read for Keeping<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        if let Some(kept) = &mut self.kept {
            kept.extend_from_slice(&buffer[..read]);
        }
        self.kept.take_if(|kept| kept.len() > MOST_KEPT);
        Ok(read)
    }
}

/// Whether there is a terminal to draw on and to read keys from.
pub fn is_possible() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal() && !terminal_is_dumb()
}

/// Opens the browser on the findings of a text.
pub fn findings(catalog: Arc<Catalog>, diagnosis: Diagnosis, context: &Context) -> Done {
    browse(Opening::Findings(catalog, diagnosis, None, ""), false, context)
}

fn browse(opening: Opening, plain_list: bool, context: &Context) -> Done {
    browser(opening, plain_list, None, context).map(|_| Outcome::Found)
}

/// Says that the input is being read, if that takes long: the terminal would be empty until the end of the pipe.
pub(super) fn saying_that_it_reads<T>(context: &Context, read: impl FnOnce() -> T) -> T {
    let (done, waiting) = std::sync::mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            if waiting.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                say(context.words.reading_pipe);
            }
        });
        let read = read();
        drop(done);
        read
    })
}

/// Opens the browser as the config, the options and the environment say; returns what was picked, if it was opened to
/// pick something.
pub(super) fn browser(
    opening: Opening,
    plain_list: bool,
    takes: Option<Form>,
    context: &Context,
) -> Result<Option<String>, Failure> {
    let file = &context.config;
    let wide = file.config.ambiguous_wide;
    let wide = wide.unwrap_or_else(|| draws_ambiguous_wide(|name| std::env::var(name).ok()));
    let plain_list = plain_list || file.config.plain_list;
    let config = Config { plain_list, ..file.config.clone() };
    let mut warnings = file.warnings.clone();
    let (keymap, of_keys) = Keymap::with(&config.keys, &file.path);
    let depth = Depth::of(|name| std::env::var(name).ok());
    let tone = std::env::var("COLORFGBG").ok().and_then(|value| Tone::of_variable(&value));
    let (mut theme, of_theme) = Theme::of(&config, depth, tone, &file.path);
    warnings.extend(of_keys.into_iter().chain(of_theme));

    let paths = Paths::here(context.catalog_dir.as_deref());
    let path = |place: Option<Place>| place.map(|place| place.path);
    let memory = path(paths.memory).filter(|_| config.history != Some(false));
    let (remembered, aside) = memory.as_deref().map(Memory::open).unwrap_or_default();
    // The language that was switched to last time, unless another one is asked for.
    let lang = remembered.lang().filter(|_| context.lang_by_locale).unwrap_or(context.lang);
    // The colours that were switched to last time, unless the config says which.
    let by_config = config.theme.as_deref().is_some_and(|theme| theme != "auto");
    if let Some(palette) = remembered.palette().filter(|_| !by_config && theme.palette().is_some()) {
        theme.set_palette(palette);
    }
    let words = Words::of(lang);
    let said =
        warnings.iter().map(|warning| words.warning(warning)).chain(aside.map(|aside| aside.told(lang)));
    let warnings = said.map(|said| from_home(&said)).collect();
    // The findings refer to a catalogue that has the user's entries already.
    let catalogs = path(paths.catalogs).filter(|_| !context.builtin_only);
    let (catalog, catalogs, query, findings) = match opening {
        Opening::Query(query) => (Arc::new(Catalog::embedded()), catalogs, query.to_owned(), None),
        Opening::Findings(catalog, findings, text, query) => {
            (catalog, None, query.to_owned(), Some((Arc::new(findings), text)))
        }
    };
    let variable = |name: &str| std::env::var(name).ok();
    let asks_ground = ground_matters(&config, depth, variable);
    let asks_width = config.ambiguous_wide.is_none() && answers(variable);
    let setup = Setup {
        lang,
        measure: if wide { Measure::Wide } else { Measure::Narrow },
        ascii: config.ascii || config.plain_list,
        keymap,
        mouse: config.mouse.unwrap_or(true),
        palette: theme.palette(),
        widths: Widths { tree: config.tree, detail: config.detail, detail_below: config.detail_below },
        queries: remembered.queries,
        query,
        findings,
        product: config.start_product,
        config: from_home(&file.path.display().to_string()),
        takes,
    };
    let start = Start {
        setup,
        theme,
        catalogs,
        memory,
        clipboard: Some(config.clipboard_command).filter(|command| !command.is_empty()),
        reports: path(paths.reports),
        asks_ground,
        asks_width,
        links: super::context::terminal_takes_links(),
        warnings,
    };
    shell::run(catalog, start)
        .map_err(|error| Failure::Failed(context.words.no_browser.of(&fault::io(&error, context.lang))))
}

/// A sentence that starts with a path, shortened with `~`, for a toast has one line.
pub(super) fn from_home(sentence: &str) -> String {
    let home = std::env::home_dir().filter(|home| home.is_absolute());
    let below =
        home.and_then(|home| sentence.strip_prefix(&format!("{}/", home.display())).map(str::to_owned));
    below.map_or_else(|| sentence.to_owned(), |below| format!("~/{below}"))
}

/// Hints at a command if the first word of the query is nearly one.
fn hint_at_command(query: &[String], context: &Context) {
    let [first, rest @ ..] = query else { return };
    let command = CommandLine::command();
    let meant = nearest(first, command.get_subcommands().map(|command| command.get_name()));
    // With `alierr -- explain`, the word itself is meant.
    if let Some(meant) = meant.filter(|meant| meant != first) {
        let line: Vec<&str> = ["alierr", meant].into_iter().chain(rest.iter().map(String::as_str)).collect();
        say(&context.words.did_you_mean.of(&format!("`{}`", line.join(" "))));
    }
}

/// Whether the terminal can be asked questions. Old consoles would show them as text.
fn answers(variable: impl Fn(&str) -> Option<String>) -> bool {
    let old = ["", "linux", "dumb", "vt220", "cons25"];
    // The console of Windows is read by events, among which there are no answers.
    cfg!(unix) && !old.contains(&variable("TERM").unwrap_or_default().as_str())
}

/// Whether the colours depend on the terminal's ground, and only the terminal knows it.
fn ground_matters(config: &Config, depth: Depth, variable: impl Fn(&str) -> Option<String>) -> bool {
    let is_said = matches!(config.theme.as_deref(), Some("dark" | "light" | "mono"))
        || variable("COLORFGBG").is_some_and(|value| !value.is_empty());
    depth != Depth::None && !is_said && answers(variable)
}

/// Whether the environment shows that ambiguous characters take two columns: GNU screen in a locale of East Asia.
fn draws_ambiguous_wide(variable: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).unwrap_or_default();
    set("STY").is_some() && ["zh", "ja", "ko"].iter().any(|language| locale.starts_with(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ambiguous_characters_are_wide_in_gnu_screen_of_an_east_asian_locale() {
        for (variables, wide) in [
            (&[("STY", "1.tty"), ("LANG", "zh_CN.UTF-8")][..], true),
            (&[("STY", "1.tty"), ("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C.UTF-8")], false),
            (&[("LANG", "zh_CN.UTF-8")], false),
            (&[("STY", ""), ("LANG", "ja_JP.UTF-8")], false),
        ] {
            let read = |name: &str| {
                let found = variables.iter().find(|(other, _)| *other == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(draws_ambiguous_wide(read), wide, "{variables:?}");
        }
    }
}
