//! `alierr completions`: scripts by which a shell asks this program for completions.

mod answers;

use std::io::Write;

use clap::CommandFactory;
use clap_complete::CompleteEnv;
use clap_complete::env::{Bash, Elvish, EnvCompleter, Fish, Powershell, Shells, Zsh};

use super::args::{CommandLine, CompletionsArgs, InitShell, Shell};
use super::context::Context;
use super::init;
use super::outcome::{Done, Failure, Outcome};
use answers::Answers;

/// The variable that a completion script sets when it asks; its value is the shell's name.
const VARIABLE: &str = "_ALIERR_COMPLETE";

/// Answers a completion script, if one has called; returns whether it has.
pub fn answer_shell() -> Result<bool, Failure> {
    if std::env::var_os(VARIABLE).is_none() {
        return Ok(false);
    }
    let folder = std::env::current_dir().ok();
    CompleteEnv::with_factory(CommandLine::command)
        .var(VARIABLE)
        .shells(Shells(&[
            &Answers(&Bash),
            &Answers(&Elvish),
            &Answers(&Fish),
            &Answers(&Powershell),
            &Answers(&Zsh),
        ]))
        .try_complete(std::env::args_os(), folder.as_deref())
        .map_err(|error| Failure::Clap(error.render().to_string()))
}

pub fn run(args: &CompletionsArgs, context: &Context, out: &mut impl Write) -> Done {
    context.no_format()?;
    let shell: &dyn EnvCompleter = match args.shell {
        Shell::Powershell => &Powershell,
        Shell::Elvish => &Elvish,
        Shell::Bash => return own(InitShell::Bash, out),
        Shell::Zsh => return own(InitShell::Zsh, out),
        Shell::Fish => return own(InitShell::Fish, out),
    };
    // The script calls the program by its name and not by a path, for it may be moved.
    let mut script = Vec::new();
    shell.write_registration(VARIABLE, "alierr", "alierr", "alierr", &mut script)?;
    out.write_all(script.trim_ascii_start())?;
    Ok(Outcome::Found)
}

/// A script of our own, because the library's completes no filters in bash, and is case-sensitive in zsh.
fn own(shell: InitShell, out: &mut impl Write) -> Done {
    write!(out, "{}", init::completion(shell))?;
    Ok(Outcome::Found)
}
