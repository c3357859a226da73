//! `alierr completions`: scripts by which a shell asks this program how a line goes on.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::CompleteEnv;
use clap_complete::env::{Elvish, EnvCompleter, Powershell};

use super::args::{CommandLine, CompletionsArgs, InitShell, Shell};
use super::context::Context;
use super::init;
use super::outcome::{Done, Failure, Outcome};

/// The variable by which a completion script says that it asks; its value names the shell.
const VARIABLE: &str = "_ALIERR_COMPLETE";

/// Answers a completion script, if it is one that called. Returns whether it was.
pub fn answer_shell() -> Result<bool, Failure> {
    if std::env::var_os(VARIABLE).is_none() {
        return Ok(false);
    }
    let folder = std::env::current_dir().ok();
    CompleteEnv::with_factory(CommandLine::command)
        .var(VARIABLE)
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
    // The script calls the program by its name, wherever it lies by then.
    let mut script = Vec::new();
    shell.write_registration(VARIABLE, "alierr", "alierr", "alierr", &mut script)?;
    out.write_all(script.trim_ascii_start())?;
    Ok(Outcome::Found)
}

/// A script of our own: that of the library completes no filter in bash, and minds letter case in zsh.
fn own(shell: InitShell, out: &mut impl Write) -> Done {
    write!(out, "{}", init::completion(shell))?;
    Ok(Outcome::Found)
}
