//! What every command is told: the options of all commands, the language, and what the output can show.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use super::args::{Format, Global, Language, When};
use super::outcome::Failure;
use super::print::{Style, Words};
use crate::lang::Lang;
use crate::settings::fault::Warning;
use crate::settings::{Config, Paths};

/// What holds for a whole run.
#[derive(Debug)]
pub struct Context {
    pub config: ConfigFile,
    /// The format asked for, if one was.
    pub format: Option<Format>,
    pub style: Style,
    pub lang: Lang,
    /// Neither an option nor the config names the language: what it was switched to last holds.
    pub lang_by_locale: bool,
    pub words: &'static Words,
    pub catalog_dir: Option<PathBuf>,
    pub builtin_only: bool,
}

/// The user's config file, and what is wrong in it.
#[derive(Debug, Default)]
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
        let named = config.config.language.as_deref().filter(|name| *name != "auto");
        let by_locale = global.lang == Language::Auto && named.is_none();
        let lang = match (global.lang, named) {
            (Language::Zh, _) | (Language::Auto, Some("zh")) => Lang::Zh,
            (Language::En, _) | (Language::Auto, Some("en")) => Lang::En,
            (Language::Auto, _) => locale(),
        };
        Self {
            config,
            format: global.format,
            style: style(global.color),
            lang,
            lang_by_locale: by_locale,
            words: Words::of(lang),
            catalog_dir: global.catalog_dir,
            builtin_only: global.builtin_only,
        }
    }

    /// What holds where a shell asks for completions.
    pub fn of_shell() -> Self {
        let lang = locale();
        Self {
            config: ConfigFile::default(),
            format: None,
            style: Style { colour: false, links: false, columns: None },
            lang,
            lang_by_locale: true,
            words: Words::of(lang),
            catalog_dir: None,
            builtin_only: false,
        }
    }

    /// The format of an answer that comes as text, JSON and rows.
    ///
    /// # Errors
    /// Where Markdown was asked for.
    pub fn plain_format(&self) -> Result<Format, Failure> {
        match self.format.unwrap_or(Format::Text) {
            Format::Markdown => Err(Failure::Usage(self.words.markdown_is_for_export.to_owned())),
            format => Ok(format),
        }
    }

    /// # Errors
    /// Where a format was asked for, by a command whose answer has one shape only.
    pub fn no_format(&self) -> Result<(), Failure> {
        match self.format {
            None | Some(Format::Text) => Ok(()),
            Some(_) => Err(Failure::Usage(self.words.has_one_format.to_owned())),
        }
    }
}

/// The language of the locale, whose variables stand in the order POSIX gives them.
fn locale() -> Lang {
    let set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let first = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find(set);
    let name = first.and_then(std::env::var_os).unwrap_or_default();
    Lang::from_locale(&name.to_string_lossy())
}

/// Whether standard output is a terminal that shows colours and may be sent some.
pub fn terminal_shows_colours() -> bool {
    let refused = is_set("NO_COLOR") || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    !refused && io::stdout().is_terminal() && understands_escapes()
}

#[cfg(windows)]
fn understands_escapes() -> bool {
    crossterm::ansi_support::supports_ansi()
}

#[cfg(not(windows))]
fn understands_escapes() -> bool {
    true
}

fn style(when: When) -> Style {
    let terminal = io::stdout().is_terminal();
    let colour = match when {
        When::Always => true,
        When::Never => false,
        When::Auto => terminal_shows_colours(),
    };
    Style { colour, links: terminal && colour && terminal_takes_links(), columns: columns(terminal) }
}

/// Columns to wrap at: those of the terminal, or those that `COLUMNS` asks for.
///
/// In a pipe nothing is wrapped otherwise: a line is what `grep` finds and what a pager folds.
fn columns(terminal: bool) -> Option<usize> {
    let asked = || {
        std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|&columns| columns > 0)
    };
    if !terminal {
        return asked();
    }
    let size = terminal_size::terminal_size_of(io::stdout());
    let width = size.map(|(width, _)| usize::from(width.0)).filter(|&columns| columns > 0);
    Some(width.or_else(asked).unwrap_or(80))
}

/// Terminals known to show OSC 8 hyperlinks; inside a multiplexer nobody knows.
fn terminal_takes_links() -> bool {
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
