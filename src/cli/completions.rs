//! `alierr completions`: scripts by which a shell asks this program how a line goes on.

use std::io::Write;

use clap_complete::env::{Bash, Elvish, EnvCompleter, Fish, Powershell, Zsh};

use super::args::{CompletionsArgs, Shell};
use super::complete;
use super::context::Context;
use super::outcome::{Done, Outcome};

pub fn run(args: &CompletionsArgs, context: &Context, out: &mut impl Write) -> Done {
    context.no_format()?;
    let shell: &dyn EnvCompleter = match args.shell {
        Shell::Bash => &Bash,
        Shell::Zsh => &Zsh,
        Shell::Fish => &Fish,
        Shell::Powershell => &Powershell,
        Shell::Elvish => &Elvish,
    };
    // The script calls the program by its name, wherever it lies by then.
    let mut script = Vec::new();
    shell.write_registration(complete::VARIABLE, "alierr", "alierr", "alierr", &mut script)?;
    out.write_all(script.trim_ascii_start())?;
    Ok(Outcome::Found)
}
