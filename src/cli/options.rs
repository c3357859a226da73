//! The options of every command, and what they can be set to.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

const GLOBAL: &str = "Options of every command";

/// Options of every command.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// How to print the answer
    #[arg(long, global = true, help_heading = GLOBAL, value_name = "FORMAT", hide_possible_values = true)]
    #[arg(help = "How to print: text, json, tsv (markdown: export, diagnose, run; github: diagnose, run)")]
    pub format: Option<Format>,

    /// When to colour: auto, always, never
    #[arg(long, global = true, help_heading = GLOBAL, value_name = "WHEN", default_value = "auto")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub color: When,

    /// Language of labels and advice: auto, zh, en
    #[arg(long, global = true, help_heading = GLOBAL, value_name = "LANG", default_value = "auto")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub lang: Language,

    /// Folder of your own catalogue files, instead of the usual one
    #[arg(long, global = true, help_heading = GLOBAL, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    pub catalog_dir: Option<PathBuf>,

    /// Leave your own catalogue files out
    #[arg(long, global = true, help_heading = GLOBAL)]
    pub builtin_only: bool,
}

/// The shape of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// To be read
    Text,
    /// One JSON value
    Json,
    /// A header line and one row each
    Tsv,
    /// One document (of the export, and of findings)
    #[value(alias = "md")]
    Markdown,
    /// Annotations of GitHub Actions (of findings only)
    Github,
}

/// Whether to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal that shows colours, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

/// The language to speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// As the locale says
    Auto,
    /// Chinese
    Zh,
    /// English
    En,
}
