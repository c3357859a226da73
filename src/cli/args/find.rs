//! The arguments of the commands that find something: explain, search, diagnose, run, pick, export.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use clap_complete::engine::{ArgValueCandidates, ArgValueCompleter};

use crate::cli::complete;
use crate::search;

pub(super) const EXPLAIN_NOTES: &str = "\
Examples:
  alierr explain Throttling
  alierr explain InvalidParameter -p slb --format json
  sort -u codes.txt | alierr explain -

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

pub(super) const SEARCH_NOTES: &str = "\
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

    /// Only this HTTP status, or a class of them such as 4xx
    #[arg(short, long, value_name = "STATUS", value_parser = status, add = ArgValueCandidates::new(complete::statuses))]
    pub status: Option<Statuses>,

    /// Only this category, such as quota or permission
    #[arg(short, long, value_name = "ID", add = ArgValueCandidates::new(complete::categories))]
    pub category: Option<String>,

    /// At most this many
    #[arg(short = 'n', long = "limit", value_name = "N")]
    pub limit: Option<usize>,
}

/// From the lowest status to the highest.
pub type Statuses = (u16, u16);

fn status(text: &str) -> Result<Statuses, String> {
    let whole = || (text.len() == 3).then(|| search::statuses(&text.to_lowercase())).flatten();
    whole().ok_or_else(|| "an HTTP status is a number such as 404, or a class such as 4xx".to_owned())
}

pub(super) const DIAGNOSE_NOTES: &str = "\
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

pub(super) const RUN_NOTES: &str = "\
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
    #[arg(value_hint = clap::ValueHint::CommandWithArguments, add = ArgValueCompleter::new(complete::command))]
    pub command: Vec<OsString>,
}

pub(super) const PICK_NOTES: &str = "\
The browser is drawn on the terminal, wherever standard output goes. Piped input is diagnosed, and the browser opens \
on what was found; with a QUERY as well it opens on that, and F4 shows the diagnosis. The exit status is 1 when it is \
left and nothing was taken. Most entries are without the service's own message: --take message takes that of the others.

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

pub(super) const EXPORT_NOTES: &str = "\
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
