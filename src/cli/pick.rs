//! `alierr pick`: opens the browser on the terminal, and prints what was picked to standard output.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;

use super::args::{PickArgs, Take};
use super::browse::{self, Opening};
use super::context::{Context, terminal_is_dumb};
use super::options::Format;
use super::outcome::{Done, Failure, Outcome, say};
use super::{diagnose, open};
use crate::app::form::Form;
use crate::diagnose::Engine;
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
    let query = args.query.join(" ");
    // What is piped in is diagnosed, unless there are words to search for.
    let opening = if query.is_empty() && !io::stdin().is_terminal() {
        let catalog = Arc::new(open::lasting(context));
        let engine = Engine::new(Arc::clone(&catalog));
        let read = || diagnose::standard_input(&engine, Format::Text);
        let diagnosis = browse::saying_that_it_reads(context, read)?.diagnosis;
        if diagnosis.findings.is_empty() {
            say(context.words.no_error_read);
            return Ok(Outcome::Nothing);
        }
        Opening::Findings(catalog, diagnosis, None)
    } else {
        Opening::Query(&query)
    };
    let taken = browse::browser(opening, false, Some(args.take.form()), context)?;
    if let Some(text) = &taken {
        writeln!(out, "{}", sanitize::lines(text))?;
    }
    Ok(Outcome::found(taken.is_some()))
}
