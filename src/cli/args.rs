//! The one definition of the command line: parsing, help, man page and completions come from it.

mod find;
mod own;
mod setup;

use clap::{Parser, Subcommand};
use clap_complete::engine::ArgValueCompleter;

use super::complete;
use super::options::Global;
pub use find::{DiagnoseArgs, ExplainArgs, ExportArgs, PickArgs, RunArgs, SearchArgs, Statuses, Take};
pub use own::{CatalogAction, CatalogArgs, ImportArgs, UpdateArgs};
pub use setup::{CompletionsArgs, ConfigArgs, InitArgs, InitShell, LastArgs, Shell};

const EXAMPLES: &str = "\
Examples:
  alierr                                   browse the catalogue
  alierr 余额                              browse it with a query typed in
  alierr explain InvalidVpcId.NotFound     what a code means
  alierr search 'quota status:403'         find entries, best first
  terraform plan 2>&1 | alierr             diagnose the errors in an output
  alierr app.log                           diagnose those in a file
  alierr export --format tsv | cut -f4,5   the whole catalogue, for other tools

Exit status:
  0  found, or done
  1  nothing found
  2  wrong usage, or a failure";

/// Everything that can stand on the command line.
#[derive(Debug, Parser)]
#[command(
    name = "alierr",
    version,
    about = "Browse and explain Alibaba Cloud API error codes, offline",
    long_about = "Browse and explain Alibaba Cloud (阿里云) API error codes, offline, in Chinese and English.\n\n\
        Without a command: opens the browser, with QUERY typed in. Piped input, and a file where QUERY is its name, is \
        diagnosed, and the browser opens on what was found; with a pipe and a QUERY it opens on the query, and F4 shows \
        the diagnosis. Of several files, or a folder that is written with a `/`, the diagnosis is printed. Where the \
        output is not a terminal, or a format is asked for, the answer is printed instead, as `search` and `diagnose` would.",
    after_long_help = EXAMPLES,
    override_usage = "alierr [OPTIONS] [QUERY]...\n       alierr [OPTIONS] <COMMAND>",
    max_term_width = 100
)]
pub struct CommandLine {
    #[command(flatten)]
    pub global: Global,

    /// Words to search for; a first word that is a command is that command
    #[arg(value_name = "QUERY", add = ArgValueCompleter::new(complete::query_or_file))]
    pub query: Vec<String>,

    /// Browse without frames, one pane at a time, for screen readers
    #[arg(long)]
    pub plain_list: bool,

    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Explain error codes
    #[command(after_long_help = find::EXPLAIN_NOTES)]
    Explain(ExplainArgs),
    /// Search codes, messages and explanations, best first
    #[command(after_long_help = find::SEARCH_NOTES)]
    Search(SearchArgs),
    /// Find the entries of the errors in a text or a log
    #[command(after_long_help = find::DIAGNOSE_NOTES)]
    Diagnose(DiagnoseArgs),
    /// Run a command as it is, and explain its errors when it fails
    #[command(after_long_help = find::RUN_NOTES)]
    Run(RunArgs),
    /// Browse on the terminal itself, and print what is taken with Enter
    #[command(after_long_help = find::PICK_NOTES)]
    Pick(PickArgs),
    /// List the products and where their entries come from
    Products,
    /// Add the errors of Markdown documents and of API metadata to your own catalogue
    #[command(after_long_help = own::IMPORT_NOTES)]
    Import(ImportArgs),
    /// Fetch the errors of every product from the official metadata
    #[command(after_long_help = own::UPDATE_NOTES)]
    Update(UpdateArgs),
    /// List the documents that your own entries come from, or forget some
    #[command(after_long_help = own::CATALOG_NOTES)]
    Catalog(CatalogArgs),
    /// Print the whole catalogue
    #[command(after_long_help = find::EXPORT_NOTES)]
    Export(ExportArgs),
    /// Print what a shell evaluates: completions, a key to pick a code, `alierr-last`
    #[command(after_long_help = setup::INIT_NOTES)]
    Init(InitArgs),
    /// Diagnose what the last command of this shell printed
    #[command(hide = true)]
    Last(LastArgs),
    /// Print a completion script for a shell
    #[command(after_long_help = setup::COMPLETIONS_NOTES)]
    Completions(CompletionsArgs),
    /// Print the manual page
    #[command(after_long_help = "Examples:\n  alierr man > ~/.local/share/man/man1/alierr.1")]
    Man,
    /// Serve an assistant on standard input and output (Model Context Protocol)
    #[command(after_long_help = setup::MCP_NOTES, hide = cfg!(not(feature = "mcp")))]
    Mcp,
    /// Check the config file, or print the default one
    #[command(after_long_help = setup::CONFIG_NOTES)]
    Config(ConfigArgs),
    /// List every file and folder used, and why it is that one
    Paths,
}
