//! `alierr completions`: scripts by which a shell asks this program how a line goes on.

use std::io::Write;

use clap_complete::env::{Elvish, EnvCompleter, Powershell};

use super::args::{CompletionsArgs, InitShell, Shell};
use super::context::Context;
use super::outcome::{Done, Outcome};
use super::{complete, init};

pub fn run(args: &CompletionsArgs, context: &Context, out: &mut impl Write) -> Done {
    context.no_format()?;
    let shell: &dyn EnvCompleter = match args.shell {
        Shell::Powershell => &Powershell,
        Shell::Elvish => &Elvish,
        Shell::Bash => return own(InitShell::Bash, out),
        Shell::Zsh => return own(InitShell::Zsh, out),
        Shell::Fish => return own(InitShell::Fish, out),
    };
    // The script calls the program by its name, wherever it lies by then.
    let mut script = Vec::new();
    shell.write_registration(complete::VARIABLE, "alierr", "alierr", "alierr", &mut script)?;
    out.write_all(script.trim_ascii_start())?;
    Ok(Outcome::Found)
}

/// A script of our own: that of the library completes no filter in bash, and minds letter case in zsh.
fn own(shell: InitShell, out: &mut impl Write) -> Done {
    write!(out, "{}", init::completion(shell))?;
    Ok(Outcome::Found)
}
