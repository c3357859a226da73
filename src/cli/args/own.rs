//! The arguments of the commands about the user's own catalogue: import, update, catalog.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use clap_complete::engine::ArgValueCompleter;

use crate::cli::complete;

pub(super) const IMPORT_NOTES: &str = "\
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

pub(super) const UPDATE_NOTES: &str = "\
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

pub(super) const CATALOG_NOTES: &str = "\
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

    /// The documents to forget, as they are listed, by their paths, or by a file's name that only one has
    #[arg(value_name = "SOURCE", required_if_eq("action", "forget"), add = ArgValueCompleter::new(complete::sources))]
    pub sources: Vec<PathBuf>,
}

/// What to do with the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CatalogAction {
    List,
    Forget,
}
