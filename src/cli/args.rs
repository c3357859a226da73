//! The one definition of the command line: parsing, help, man page and completions come from it.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::engine::{ArgValueCandidates, ArgValueCompleter};

use super::complete;
use super::options::Global;
use crate::catalog::HttpStatus;

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
  0  found, or done        1  nothing found        2  wrong usage, or a failure";

/// Everything that can stand on the command line.
#[derive(Debug, Parser)]
#[command(
    name = "alierr",
    version,
    about = "Browse and explain Alibaba Cloud API error codes, offline",
    long_about = "Browse and explain Alibaba Cloud (阿里云) API error codes, offline, in Chinese and English.\n\n\
        Without a command: opens the browser, with QUERY typed in. Piped input, and a file where QUERY is its name, is \
        diagnosed, and the browser opens on what was found. Where the output is not a terminal, or a format is asked \
        for, the answer is printed instead, as `search` and `diagnose` would.",
    after_long_help = EXAMPLES,
    override_usage = "alierr [OPTIONS] [QUERY]...\n       alierr [OPTIONS] <COMMAND>",
    max_term_width = 100
)]
pub struct CommandLine {
    #[command(flatten)]
    pub global: Global,

    /// Words to search for; a first word that is a command is that command
    #[arg(value_name = "QUERY", add = ArgValueCompleter::new(complete::query))]
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
    #[command(after_long_help = EXPLAIN_NOTES)]
    Explain(ExplainArgs),
    /// Search codes, messages and explanations, best first
    #[command(after_long_help = SEARCH_NOTES)]
    Search(SearchArgs),
    /// Find the entries of the errors in a text or a log
    #[command(after_long_help = DIAGNOSE_NOTES)]
    Diagnose(DiagnoseArgs),
    /// Run a command as it is, and explain its errors when it fails
    #[command(after_long_help = RUN_NOTES)]
    Run(RunArgs),
    /// Browse on the terminal itself, and print what is taken with Enter
    #[command(after_long_help = PICK_NOTES)]
    Pick(PickArgs),
    /// List the products and where their entries come from
    Products,
    /// Add the errors of Markdown documents and of API metadata to your own catalogue
    #[command(after_long_help = IMPORT_NOTES)]
    Import(ImportArgs),
    /// Fetch the errors of every product from the official metadata
    #[command(after_long_help = UPDATE_NOTES)]
    Update(UpdateArgs),
    /// List the documents that your own entries come from, or forget some
    #[command(after_long_help = CATALOG_NOTES)]
    Catalog(CatalogArgs),
    /// Print the whole catalogue
    #[command(after_long_help = EXPORT_NOTES)]
    Export(ExportArgs),
    /// Print what a shell evaluates: completions, a key to pick a code, `alierr-last`
    #[command(after_long_help = INIT_NOTES)]
    Init(InitArgs),
    /// Diagnose what the last command of this shell printed
    #[command(hide = true)]
    Last(LastArgs),
    /// Print a completion script for a shell
    #[command(after_long_help = COMPLETIONS_NOTES)]
    Completions(CompletionsArgs),
    /// Print the manual page
    #[command(after_long_help = "Examples:\n  alierr man > ~/.local/share/man/man1/alierr.1")]
    Man,
    /// Serve an assistant on standard input and output (Model Context Protocol)
    #[command(after_long_help = MCP_NOTES)]
    Mcp,
    /// Check the config file, or print the default one
    #[command(after_long_help = CONFIG_NOTES)]
    Config(ConfigArgs),
    /// List every file and folder used, and why it is that one
    Paths,
}

const EXPLAIN_NOTES: &str = "\
Examples:
  alierr explain Throttling
  alierr explain InvalidParameter -p slb --format json
  grep -o '\"Code\":\"[^\"]*' log | cut -d'\"' -f4 | sort -u | alierr explain -

One code is one JSON object; several codes, and those of standard input, are one object per line, in \
their order. The exit status is 0 when one of them was found.";

/// `alierr explain`
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// Error codes, in any letter case; `-` reads them from standard input, one per line
    #[arg(value_name = "CODE", required = true, add = ArgValueCompleter::new(complete::codes))]
    pub codes: Vec<String>,

    /// Only this product: its id, alias or name
    #[arg(short, long, value_name = "ID", add = ArgValueCompleter::new(complete::products))]
    pub product: Option<String>,
}

const SEARCH_NOTES: &str = "\
Filters may stand in the query itself: status:404 product:slb category:quota

Examples:
  alierr search invdbinstidnf
  alierr search 余额 -n 5
  alierr search '' -p Eci --format tsv";

/// `alierr search`
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// Words and filters; an empty query lists everything
    #[arg(value_name = "QUERY", required = true, add = ArgValueCompleter::new(complete::query))]
    pub query: Vec<String>,

    /// Only this product: its id, alias or name
    #[arg(short, long, value_name = "ID", add = ArgValueCompleter::new(complete::products))]
    pub product: Option<String>,

    /// Only this HTTP status
    #[arg(short, long, value_name = "STATUS", value_parser = status, add = ArgValueCandidates::new(complete::statuses))]
    pub status: Option<HttpStatus>,

    /// Only this category, such as quota or permission
    #[arg(short, long, value_name = "ID", add = ArgValueCandidates::new(complete::categories))]
    pub category: Option<String>,

    /// At most this many
    #[arg(short = 'n', long = "limit", value_name = "N")]
    pub limit: Option<usize>,
}

fn status(text: &str) -> Result<HttpStatus, String> {
    let number: u16 = text.parse().map_err(|_| "an HTTP status is a number such as 404".to_owned())?;
    HttpStatus::try_from(number)
}

const DIAGNOSE_NOTES: &str = "\
Examples:
  terraform plan 2>&1 | alierr diagnose
  alierr diagnose app.log --format json | jq -r '.findings[].code'
  alierr diagnose app.log --format markdown                             for a ticket
  terraform plan 2>&1 | alierr diagnose --format github                 annotations in GitHub Actions
  alierr diagnose --summary /var/log/app                                how often, and when
  kubectl logs -f deploy/app | alierr diagnose --follow

Equal errors are listed once, with a count. The exit status is 0 when an error was read, documented or not, and 2 \
when one of the files cannot be read. With --follow, JSON is one finding a line.";

/// `alierr diagnose`
#[derive(Debug, Default, Args)]
pub struct DiagnoseArgs {
    /// Texts, logs (also compressed by gzip) and folders of them; standard input where none is named, or for `-`
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::AnyPath)]
    pub files: Vec<PathBuf>,

    /// Keep reading what a file or standard input grows by; Ctrl-C ends it
    #[arg(short, long)]
    pub follow: bool,

    /// How often each error happened, from when to when, and whether a retry helps
    #[arg(long)]
    pub summary: bool,
}

const RUN_NOTES: &str = "\
The command keeps its terminal, its streams and its exit status; 127 is that of one that is not found, 128 and a \
signal's number that of one that was killed. The diagnosis goes to standard error.

Examples:
  alierr run -- terraform apply
  alierr run --browse -- aliyun ecs DescribeInstances
  alias terraform='alierr run -- terraform'";

/// `alierr run`
#[derive(Debug, Args)]
pub struct RunArgs {
    /// Open the browser on the errors instead of printing them
    #[arg(long)]
    pub browse: bool,

    /// The command and its arguments
    #[arg(value_name = "COMMAND", required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    #[arg(value_hint = clap::ValueHint::CommandWithArguments)]
    pub command: Vec<OsString>,
}

const PICK_NOTES: &str = "\
The browser is drawn on the terminal, wherever standard output goes. Piped input is diagnosed, and the browser opens \
on what was found. The exit status is 1 when it is left and nothing was taken.

Examples:
  code=$(alierr pick)
  alierr explain \"$(alierr pick balance)\"
  terraform plan 2>&1 | alierr pick --take url";

/// `alierr pick`
#[derive(Debug, Args)]
pub struct PickArgs {
    /// Words to search for, typed in before the first key
    #[arg(value_name = "QUERY", add = ArgValueCompleter::new(complete::query))]
    pub query: Vec<String>,

    /// What to print: code, message, explanation, json, url
    #[arg(long, value_name = "WHAT", default_value = "code")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub take: Take,
}

/// The part of an entry that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Take {
    Code,
    Message,
    Explanation,
    Json,
    Url,
}

const INIT_NOTES: &str = "\
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

const IMPORT_NOTES: &str = "\
Entries are merged with those imported earlier. A document is known by its absolute path: read again, what it says \
now takes the place of what it said then, and what goes is counted on standard error. In a folder, Markdown documents \
and metadata (zh_cn/PRODUCT/VERSION/api-docs.json, with en_us beside) are found however deep they lie; one of them that \
cannot be read is said, and the others are taken.

Examples:
  alierr import ecs-error-codes.md -p Ecs --dry-run
  alierr import docs/ -p Ecs
  alierr import openapi-meta/";

/// `alierr import`
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Markdown documents, api-docs.json files, and folders of them
    #[arg(value_name = "PATH", required = true, value_hint = clap::ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,

    /// The product they document, by its OpenAPI product code; else the file's name or its folders tell
    #[arg(short, long, value_name = "ID", add = ArgValueCompleter::new(complete::products))]
    pub product: Option<String>,

    /// Every version of an API, not its default one alone
    #[arg(long)]
    pub all_versions: bool,

    /// Report what would be taken and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

const UPDATE_NOTES: &str = "\
The list of products and the metadata of each API are fetched in Chinese and in English from api.aliyun.com, or from \
api.alibabacloud.com where that one does not answer; only the errors are kept, in your own catalogue. What did not \
change is not sent again, and a run that was interrupted goes on where it was. Nothing is fetched unless this command \
is given. A run without --all-versions takes out what the other versions of an API brought in an earlier one. The \
proxy is the one that https_proxy names. The exit status is 2 when a product failed; the others are kept.

Examples:
  alierr update
  alierr update -p Ecs Oss --dry-run
  alierr update --from ~/openapi-meta            a folder with zh_cn/PRODUCT/VERSION/api-docs.json, no network";

/// `alierr update`
#[derive(Debug, Args)]
pub struct UpdateArgs {
    /// Only these products
    #[arg(short, long = "product", value_name = "ID", num_args = 1.., add = ArgValueCompleter::new(complete::products))]
    pub products: Vec<String>,

    /// Another server with the same tree, or a folder that holds it
    #[arg(long, value_name = "URL|DIR", value_hint = clap::ValueHint::AnyPath)]
    pub from: Option<String>,

    /// Every version of an API, not its default one alone
    #[arg(long)]
    pub all_versions: bool,

    /// Fetch, report what would be taken, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

const CATALOG_NOTES: &str = "\
A forgotten document takes along the entries that no other one tells; those written by hand stay.

Examples:
  alierr catalog list
  alierr catalog forget docs/ecs-error-codes.md";

/// `alierr catalog`
#[derive(Debug, Args)]
pub struct CatalogArgs {
    /// list, or forget
    #[arg(
        value_name = "ACTION",
        default_value = "list",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub action: CatalogAction,

    /// The documents to forget, as they are listed or by their paths
    #[arg(value_name = "SOURCE", required_if_eq("action", "forget"), value_hint = clap::ValueHint::FilePath)]
    pub sources: Vec<PathBuf>,
}

/// What to do with the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CatalogAction {
    List,
    Forget,
}

const MCP_NOTES: &str = "\
The assistant starts this command itself and has the tools explain, search, diagnose and products; their answers are \
those of the commands with --format json. The command ends with its standard input.

Example, in the assistant's configuration:
  {\"mcpServers\": {\"alierr\": {\"command\": \"alierr\", \"args\": [\"mcp\"]}}}";

const CONFIG_NOTES: &str = "\
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

const EXPORT_NOTES: &str = "\
JSON is the format where none is asked for: one object, one entry a line.

Examples:
  alierr export | jq '.entries | length'
  alierr export -p Slb --format markdown > slb.md";

/// `alierr export`
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Only this product: its id, alias or name
    #[arg(short, long, value_name = "ID", add = ArgValueCompleter::new(complete::products))]
    pub product: Option<String>,
}

const COMPLETIONS_NOTES: &str = "\
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
