//! `alierr [QUERY…]`: the browser on a terminal, the same answer printed anywhere else.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;

use clap::CommandFactory;

use super::args::CommandLine;
use super::context::Context;
use super::outcome::{Done, Failure, say};
use super::{diagnose, near, open, search};
use crate::diagnose::{Diagnosis, Engine};

/// What the browser opens on.
enum Opening<'a> {
    /// Everything, with a query typed in that may be empty. The catalogue is not read yet.
    Query(&'a str),
    /// What the text on standard input tells.
    Findings(Engine, Diagnosis),
}

pub fn run(query: &[String], context: &Context, out: &mut impl Write) -> Done {
    hint_at_command(query, context);
    let query = query.join(" ");
    // What is piped in is diagnosed, unless there are words to search for.
    let piped = query.is_empty() && !io::stdin().is_terminal();
    let on_terminal = io::stdout().is_terminal() && context.format.is_none();
    if on_terminal && !piped {
        return browser(Opening::Query(&query), context);
    }
    let format = context.plain_format()?;
    let catalog = Arc::new(open::catalog(context));
    if !piped {
        return search::print(catalog, &query, None, None, format, context, out);
    }
    let engine = Engine::new(catalog);
    let diagnosis = diagnose::standard_input(&engine)?;
    if on_terminal {
        return browser(Opening::Findings(engine, diagnosis), context);
    }
    diagnose::print(&engine, &[(None, diagnosis)], format, context, out)
}

/// Opens the browser. THE BROWSER IS CALLED HERE, once there is one.
fn browser(opening: Opening, _context: &Context) -> Done {
    match opening {
        Opening::Query(_query) => {}
        Opening::Findings(_engine, _diagnosis) => {}
    }
    Err(Failure::Failed("the browser is not part of this build".to_owned()))
}

/// A query whose first word is nearly a command was probably meant to be one.
fn hint_at_command(query: &[String], context: &Context) {
    let [first, rest @ ..] = query else { return };
    let command = CommandLine::command();
    let meant = near::word(first, command.get_subcommands().map(|command| command.get_name()));
    // `alierr -- explain` says that the word itself is meant.
    if let Some(meant) = meant.filter(|meant| meant != first) {
        let line: Vec<&str> = ["alierr", meant].into_iter().chain(rest.iter().map(String::as_str)).collect();
        say(&context.words.did_you_mean.of(&line.join(" ")));
    }
}
