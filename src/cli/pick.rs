//! `alierr pick`: opens the browser on the terminal, and prints what was picked to standard output.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;

use super::args::{PickArgs, Take};
use super::browse::{self, Given, Opening};
use super::context::{Context, terminal_is_dumb};
use super::open;
use super::outcome::{Done, Failure, Outcome, say};
use crate::app::form::Form;
use crate::text::sanitize;

impl Take {
    fn form(self) -> Form {
        match self {
            Take::Code => Form::Code,
            Take::Message => Form::Message,
            Take::Explanation => Form::Explanation,
            Take::Json => Form::Json,
            Take::Url => Form::Url,
        }
    }
}

pub fn run(args: &PickArgs, context: &Context, out: &mut impl Write) -> Done {
    context.no_format()?;
    if terminal_is_dumb() {
        return Err(Failure::Failed(context.words.no_browser.of("TERM=dumb")));
    }
    if cfg!(windows) && !io::stdout().is_terminal() {
        // Without `/dev/tty`, the browser can only draw on standard output.
        return Err(Failure::Failed(context.words.no_browser.of("stdout")));
    }
    let given = Given::of(&args.query, true, context)?;
    let query = args.query.join(" ");
    let opening = match &given {
        Given::Words => Opening::Query(&query),
        Given::Files(files) if files.len() > 1 || files[0].is_dir() => {
            return Err(Failure::Usage(context.words.browses_one_file.to_owned()));
        }
        Given::Files(_) | Given::Pipe => {
            let query = if given.file().is_none() { &*query } else { "" };
            let catalog = Arc::new(open::lasting(context));
            let (_, text, kept) = browse::read_given(given.file(), Arc::clone(&catalog), context)?;
            let none = text.diagnosis.findings.is_empty();
            if none {
                say(context.words.no_error_read);
            }
            match none {
                true if query.is_empty() => return Ok(Outcome::Nothing),
                true => Opening::Query(query),
                false => Opening::Findings(catalog, text.diagnosis, kept, query),
            }
        }
    };
    let taken = browse::browser(opening, false, Some(args.take.form()), context)?;
    if let Some(text) = &taken {
        writeln!(out, "{}", sanitize::lines(text))?;
    }
    Ok(Outcome::found(taken.is_some()))
}
