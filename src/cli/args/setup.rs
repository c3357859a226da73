//! The arguments of the commands that set the program up: init, last, completions, mcp, config.

use clap::{Args, ValueEnum};

pub(super) const INIT_NOTES: &str = "\
The key puts a code that is picked in the browser into the command line. `alierr-last` diagnoses what the last \
command printed, where the terminal can tell: in tmux, and in kitty with remote control.

Examples:
  eval \"$(alierr init bash)\"          bash, in ~/.bashrc
  eval \"$(alierr init zsh)\"           zsh, in ~/.zshrc, behind compinit
  alierr init fish | source            fish, in ~/.config/fish/config.fish";

/// `alierr init`
#[derive(Debug, Args)]
pub struct InitArgs {
    /// bash, zsh or fish
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    pub shell: InitShell,

    /// The key that picks a code, such as alt-m, ctrl-x or F9; none for no key
    #[arg(long, value_name = "KEY", default_value = "alt-m")]
    pub key: String,
}

/// A shell that takes more than completions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InitShell {
    Bash,
    Zsh,
    Fish,
}

/// `alierr last`
#[derive(Debug, Args)]
pub struct LastArgs {
    /// Open the browser on the errors instead of printing them
    #[arg(long)]
    pub browse: bool,
}

pub(super) const MCP_NOTES: &str = "\
The assistant starts this command itself and has the tools explain, search, diagnose and products; their answers are \
those of the commands with --format json. The command ends with its standard input.

Example, in the assistant's configuration:
  {\"mcpServers\": {\"alierr\": {\"command\": \"alierr\", \"args\": [\"mcp\"]}}}";

pub(super) const CONFIG_NOTES: &str = "\
Without --default the config file's own faults are listed; the exit status is 2 where there are some.

Examples:
  alierr config --default > ~/.config/alierr/config.toml
  alierr config                                             is anything wrong in it?";

/// `alierr config`
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// Print a config file of the defaults, with every key documented
    #[arg(long)]
    pub default: bool,

    /// Write that file where it is read, unless there is one
    #[arg(long, conflicts_with = "default")]
    pub init: bool,
}

pub(super) const COMPLETIONS_NOTES: &str = "\
The script asks `alierr` itself, so codes, product ids and categories of your own catalogues complete, too.

Examples:
  source <(alierr completions bash)                                     bash, in ~/.bashrc
  source <(alierr completions zsh)                                      zsh, in ~/.zshrc
  alierr completions fish > ~/.config/fish/completions/alierr.fish      fish
  alierr completions powershell | Out-String | Invoke-Expression        PowerShell, in $PROFILE
  eval (alierr completions elvish | slurp)                              elvish, in rc.elv";

/// `alierr completions`
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// bash, zsh, fish, powershell or elvish
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    pub shell: Shell,
}

/// A shell that completions are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
    #[value(alias = "pwsh")]
    Powershell,
    Elvish,
}
