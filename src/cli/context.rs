//! The context of a run: the options of all commands, the language, and what the output can show.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::ValueEnum;

use super::answer::Face;
use super::options::{Format, Global, Language, When};
use super::outcome::{Failure, say};
use super::print::{Style, Words};
use crate::lang::Lang;
use crate::settings::fault::Warning;
use crate::settings::{Config, Paths, config};

/// The settings of a whole run.
#[derive(Debug)]
pub struct Context {
    pub config: ConfigFile,
    /// The format asked for, if one was.
    pub format: Option<Format>,
    color: When,
    pub style: Style,
    pub lang: Lang,
    /// Whether neither an option nor the config sets the language, so that the one that was switched to last is used.
    pub lang_by_locale: bool,
    pub words: &'static Words,
    pub catalog_dir: Option<PathBuf>,
    pub builtin_only: bool,
}

/// A stream that answers go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    Output,
    Error,
}

impl Stream {
    fn is_terminal(self) -> bool {
        match self {
            Stream::Output => io::stdout().is_terminal(),
            Stream::Error => io::stderr().is_terminal(),
        }
    }

    fn columns(self) -> Option<usize> {
        let size = match self {
            Stream::Output => terminal_size::terminal_size_of(io::stdout()),
            Stream::Error => terminal_size::terminal_size_of(io::stderr()),
        };
        size.map(|(width, _)| usize::from(width.0)).filter(|&columns| columns > 0)
    }
}

/// The user's config file, and its faults.
#[derive(Debug, Clone, Default)]
pub struct ConfigFile {
    pub path: PathBuf,
    pub config: Config,
    pub warnings: Vec<Warning>,
}

impl ConfigFile {
    fn read() -> Self {
        let Some(place) = Paths::here(None).config else { return Self::default() };
        let (config, warnings) = Config::read(&place.path);
        Self { path: place.path, config, warnings }
    }
}

impl Context {
    pub fn new(global: Global) -> Self {
        let config = ConfigFile::read();
        let by_locale = global.lang == Language::Auto
            && config.config.language.as_deref().is_none_or(|name| name == "auto");
        let lang = language(global.lang, &config.config);
        Self {
            config,
            format: global.format,
            color: global.color,
            style: style(global.color, Stream::Output),
            lang,
            lang_by_locale: by_locale,
            words: Words::of(lang),
            catalog_dir: global.catalog_dir,
            builtin_only: global.builtin_only,
        }
    }

    /// The context for a shell that asks for completions.
    pub fn of_shell() -> Self {
        let lang = locale();
        Self {
            config: ConfigFile::default(),
            format: None,
            color: When::Never,
            style: Style { colour: false, links: false, columns: None },
            lang,
            lang_by_locale: true,
            words: Words::of(lang),
            catalog_dir: None,
            builtin_only: false,
        }
    }

    /// Says that the config file is not what it should be: the first fault, and how many more there are.
    pub fn say_faults(&self) {
        let [first, others @ ..] = &self.config.warnings[..] else { return };
        let more = config::more_faults(others.len());
        say(&format!("{}{more}", self.words.warning(first)));
    }

    /// The same for an answer that goes to another stream.
    pub fn toward(&self, stream: Stream) -> Self {
        Self {
            config: self.config.clone(),
            catalog_dir: self.catalog_dir.clone(),
            style: style(self.color, stream),
            ..*self
        }
    }

    /// The format for an answer that has only the formats of every answer.
    ///
    /// # Errors
    /// Where a format was asked for that the answer does not have.
    pub fn face(&self) -> Result<Face, Failure> {
        match self.format.unwrap_or(Format::Text) {
            Format::Text => Ok(Face::Text),
            Format::Json => Ok(Face::Json),
            Format::Tsv => Ok(Face::Tsv),
            Format::Markdown => Err(Failure::Usage(self.words.markdown_is_for.to_owned())),
            Format::Github => Err(Failure::Usage(self.words.github_is_for.to_owned())),
        }
    }

    /// The format for findings, which have all formats.
    pub fn format_of_findings(&self) -> Format {
        self.format.unwrap_or(Format::Text)
    }

    /// # Errors
    /// Where a format was asked for, for a command whose output has no formats.
    pub fn no_format(&self) -> Result<(), Failure> {
        match self.format {
            None | Some(Format::Text) => Ok(()),
            Some(_) => Err(Failure::Usage(self.words.has_one_format.to_owned())),
        }
    }
}

fn language(asked: Language, config: &Config) -> Lang {
    match (asked, config.language.as_deref()) {
        (Language::Zh, _) | (Language::Auto, Some("zh")) => Lang::Zh,
        (Language::En, _) | (Language::Auto, Some("en")) => Lang::En,
        (Language::Auto, _) => locale(),
    }
}

/// The language of the help. The parser prints it before the options are read.
pub fn language_of_help() -> Lang {
    let words: Vec<String> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    let asked = words.iter().enumerate().find_map(|(at, word)| match word.strip_prefix("--lang")? {
        "" => words.get(at + 1).map(String::as_str),
        value => value.strip_prefix('='),
    });
    let asked = asked.and_then(|name| Language::from_str(name, true).ok()).unwrap_or(Language::Auto);
    language(asked, &ConfigFile::read().config)
}

/// The language of the locale, by its variables in the order of POSIX.
fn locale() -> Lang {
    let set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let first = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find(set);
    let name = first.and_then(std::env::var_os).unwrap_or_default();
    Lang::from_locale(&name.to_string_lossy())
}

/// The character set of the locale, if it is one that cannot show this program's UTF-8.
pub fn other_charset() -> Option<String> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set)?;
    let charset = name.split_once('.')?.1.split('@').next()?.to_owned();
    let plain: String = charset.chars().filter(char::is_ascii_alphanumeric).collect();
    let other = ["gbk", "gb2312", "gb18030", "euccn", "cp936", "big5", "big5hkscs", "euctw"];
    other.contains(&plain.to_ascii_lowercase().as_str()).then_some(charset)
}

/// What is said of such a character set: in English whatever the language is, as ASCII is all that can be read there.
pub fn charset_warning(charset: &str) -> String {
    format!(
        "your locale says {charset}, but the output is UTF-8: Chinese will not be readable. \
        Set the terminal and LANG to UTF-8, for example LANG=zh_CN.UTF-8"
    )
}

/// Whether a stream is a terminal that shows colours and may be sent some.
pub fn shows_colours(stream: Stream) -> bool {
    !is_set("NO_COLOR") && !terminal_is_dumb() && stream.is_terminal() && understands_escapes()
}

/// Whether the terminal can only print (`TERM=dumb`).
pub fn terminal_is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

#[cfg(windows)]
fn understands_escapes() -> bool {
    crossterm::ansi_support::supports_ansi()
}

#[cfg(not(windows))]
fn understands_escapes() -> bool {
    true
}

fn style(when: When, stream: Stream) -> Style {
    let terminal = stream.is_terminal();
    let colour = match when {
        When::Always => true,
        When::Never => false,
        When::Auto => shows_colours(stream),
    };
    Style { colour, links: terminal && colour && terminal_takes_links(), columns: columns(terminal, stream) }
}

/// The columns to wrap at: those of the terminal, or of `COLUMNS`.
///
/// In a pipe without `COLUMNS`, nothing is wrapped: `grep` searches by line, and a pager wraps by itself.
fn columns(terminal: bool, stream: Stream) -> Option<usize> {
    let asked = || {
        std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|&columns| columns > 0)
    };
    if !terminal {
        return asked();
    }
    Some(stream.columns().or_else(asked).unwrap_or(80))
}

/// Whether the terminal is known to show OSC 8 hyperlinks. Inside a multiplexer, that cannot be known.
pub(super) fn terminal_takes_links() -> bool {
    let variable = |name| std::env::var(name).unwrap_or_default();
    if is_set("TMUX") || is_set("STY") {
        return false;
    }
    let term = variable("TERM");
    let terms = ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm"];
    let programs = ["iTerm.app", "WezTerm", "vscode", "ghostty", "kitty"];
    terms.iter().any(|known| term.starts_with(known))
        || programs.contains(&variable("TERM_PROGRAM").as_str())
        || is_set("WT_SESSION")
        || is_set("KONSOLE_VERSION")
        // GNOME Terminal and its kin, since version 0.50.
        || variable("VTE_VERSION").parse().is_ok_and(|version: u32| version >= 5000)
}

fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}
