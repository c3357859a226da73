//! The command line: what scripts, pipes and shells see of the program.
//!
//! Each command is a file, and its arguments are in `args`. Answers go to standard output, remarks for the user to
//! standard error. The exit status is 0 if something was found or done, 1 if nothing was found, 2 for wrong usage and
//! failures. A reader that closes the pipe early is no failure.

mod answer;
mod args;
mod browse;
mod catalog;
mod complete;
mod completions;
mod config;
mod context;
mod diagnose;
mod explain;
mod export;
mod fault;
mod import;
mod init;
mod last;
mod man;
mod mcp;
mod near;
mod open;
mod options;
mod outcome;
mod paths;
mod pick;
mod places;
mod print;
mod products;
mod run;
mod search;
mod texts;
mod translation;
#[cfg(feature = "update")]
mod update;
#[cfg(not(feature = "update"))]
#[path = "update/absent.rs"]
mod update;

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use args::{Command, CommandLine};
use context::Context;
use outcome::{Done, Failure, Outcome};

use crate::lang::Lang;
use crate::shell::keeper;

/// Runs the program with the arguments and streams of the process.
pub fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|first| first == keeper::COMMAND) {
        return outcome::exit_code(keeper::run().map(|()| Outcome::Found).map_err(Failure::Failed));
    }
    match completions::answer_shell() {
        Ok(false) => {}
        Ok(true) => return ExitCode::SUCCESS,
        Err(failure) => return outcome::exit_code(Err(failure)),
    }
    // Not locked, because the browser's other threads must be able to restore the terminal.
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout());
    let done = match CommandLine::try_parse() {
        Ok(line) => run(line, &mut out),
        Err(answer) => usage(&answer, &mut out),
    };
    // The rest of the answer is written now, for a full disk is a failure.
    let done = done.and_then(|outcome| out.flush().map(|()| outcome).map_err(Failure::Output));
    // Dropping the writer would try again to write what could not be written.
    let _ = out.into_parts();
    outcome::exit_code(done)
}

fn run(line: CommandLine, out: &mut impl Write) -> Done {
    let context = Context::new(line.global);
    if let Some(charset) = context::other_charset().filter(|_| io::stdout().is_terminal()) {
        outcome::say(&context::charset_warning(&charset));
    }
    check(&context, line.command.as_ref())?;
    let Some(command) = line.command else {
        return browse::run(&line.query, line.plain_list, &context, out);
    };
    if !line.query.is_empty() {
        return Err(Failure::Usage(context.words.command_after_query.to_owned()));
    }
    match command {
        Command::Explain(args) => explain::run(&args, &context, out),
        Command::Search(args) => search::run(&args, &context, out),
        Command::Diagnose(args) => diagnose::run(&args, &context, out),
        Command::Run(args) => run::run(&args, &context),
        Command::Pick(args) => pick::run(&args, &context, out),
        Command::Products => products::run(&context, out),
        Command::Import(args) => import::run(&args, &context, out),
        Command::Update(args) => update::run(&args, &context, out),
        Command::Catalog(args) => catalog::run(&args, &context, out),
        Command::Export(args) => export::run(&args, &context, out),
        Command::Init(args) => init::run(&args, &context, out),
        Command::Last(args) => last::run(&args, &context, out),
        Command::Completions(args) => completions::run(&args, &context, out),
        Command::Man => man::run(&context, out),
        Command::Mcp => mcp::run(context),
        Command::Config(args) => config::run(&args, &context, out),
        Command::Paths => paths::run(&context, out),
    }
}

/// Says what is wrong with the settings that a command goes by.
///
/// # Errors
/// Where the folder that an option names is not there.
fn check(context: &Context, command: Option<&Command>) -> Result<(), Failure> {
    let makes_folder = matches!(command, Some(Command::Import(_) | Command::Update(_)));
    let needs_none = matches!(
        command,
        Some(Command::Init(_) | Command::Completions(_) | Command::Man | Command::Config(_) | Command::Paths)
    );
    let folder = context.catalog_dir.as_deref().filter(|folder| !makes_folder && !folder.is_dir());
    if let Some(folder) = folder.filter(|_| !needs_none && !context.builtin_only) {
        return Err(Failure::Failed(context.words.no_such_folder.of(&folder.display().to_string())));
    }
    // The browser says it itself, a command that is run has standard error for itself, `alierr config` says all.
    let of_others = matches!(command, None | Some(Command::Pick(_) | Command::Run(_) | Command::Last(_)));
    if !of_others && !needs_none {
        context.say_faults();
    }
    Ok(())
}

/// Prints what the definition of the command line has to say: help and version as an answer, the rest as a fault.
fn usage(answer: &clap::Error, out: &mut impl Write) -> Done {
    let translated = in_chinese(answer);
    let text = translated.as_ref().unwrap_or(answer).render();
    if answer.use_stderr() {
        return Err(Failure::Clap(text.to_string()));
    }
    let coloured = context::shows_colours(context::Stream::Output);
    let text = if coloured { text.ansi().to_string() } else { text.to_string() };
    let text = if translated.is_some() { translation::of_parser(&text) } else { text };
    write!(out, "{text}")?;
    Ok(Outcome::Found)
}

/// The help in Chinese, if help was asked for and the user reads Chinese.
fn in_chinese(answer: &clap::Error) -> Option<clap::Error> {
    let asked = answer.kind() == ErrorKind::DisplayHelp && context::language_of_help() == Lang::Zh;
    let command = asked.then(|| translation::in_chinese(CommandLine::command()))?;
    command.try_get_matches_from(std::env::args_os()).err()
}
