//! `alierr man`: the manual page, one for the program and all its commands.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::args::CommandLine;
use super::context::Context;
use super::outcome::{Done, Outcome};
use super::translation;
use crate::lang::Lang;

pub fn run(context: &Context, out: &mut impl Write) -> Done {
    context.no_format()?;
    let command = CommandLine::command();
    let command = if context.lang == Lang::Zh { translation::in_chinese(command) } else { command };
    page(out, command)?;
    Ok(Outcome::Found)
}

fn page(out: &mut impl Write, command: clap::Command) -> io::Result<()> {
    let man = Man::new(command.clone());
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    Roff::new().control("SH", ["COMMANDS"]).to_writer(out)?;
    for subcommand in command.get_subcommands().filter(|subcommand| !subcommand.is_hide_set()) {
        section(out, subcommand)?;
    }
    Roff::new().control("SH", ["NOTES"]).to_writer(out)?;
    notes(out, &command)
}

/// A section for a command: its usage, what it does, its own options, its examples.
fn section(out: &mut impl Write, subcommand: &clap::Command) -> io::Result<()> {
    let mut subcommand = subcommand.clone().bin_name(format!("alierr {}", subcommand.get_name()));
    let usage = subcommand.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    let about = subcommand.get_about().map(ToString::to_string).unwrap_or_default();
    let mut roff = Roff::new();
    roff.control("SS", [usage]).text([roman(about)]);
    for argument in subcommand.get_arguments().filter(|argument| !argument.is_global_set()) {
        let Some(help) = argument.get_help() else { continue };
        if argument.get_id() == "help" {
            continue;
        }
        let short = argument.get_short().map(|short| format!("-{short}, ")).unwrap_or_default();
        roff.control("TP", []).text([bold(format!("{short}{argument}"))]).text([roman(help.to_string())]);
    }
    roff.to_writer(out)?;
    notes(out, &subcommand)
}

/// The notes below the help of a command, line by line.
fn notes(out: &mut impl Write, command: &clap::Command) -> io::Result<()> {
    let Some(notes) = command.get_after_long_help() else { return Ok(()) };
    let mut roff = Roff::new();
    roff.control("PP", []).control("nf", []);
    for line in notes.to_string().lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []).to_writer(out)
}
