//! The user's config file.
//!
//! Nothing in it can keep the program from starting: what is wrong is reported with its place, and the rest is used.
//! A new key needs a field here, its name in `KEYS`, and its documentation in `default.toml`.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, Hint, Place, Thing, Type, Warning};
use super::palette::Palette;
use crate::text::nearest::nearest;

/// The documented defaults, as a config file.
pub const DEFAULT: &str = include_str!("default.toml");

/// A name that the config uses for a thing of a higher floor, such as an action. That floor checks whether it exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The table it stands in: a layer for keys, empty for colours.
    pub table: String,
    pub name: String,
    pub value: String,
    pub place: Place,
}

/// What the user set; `None` and empty: not set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    pub language: Option<String>,
    pub theme: Option<String>,
    pub ascii: bool,
    pub plain_list: bool,
    /// Whether ambiguous characters take two columns; `None` to find out from the terminal.
    pub ambiguous_wide: Option<bool>,
    pub mouse: Option<bool>,
    pub history: Option<bool>,
    pub start_product: Option<String>,
    pub clipboard_command: Vec<String>,
    /// Hundredths of the screen.
    pub tree: Option<u16>,
    pub detail: Option<u16>,
    pub detail_below: Option<u16>,
    pub colors: Vec<Named>,
    pub keys: Vec<Named>,
}

/// What is put behind the first of several faults of a config: how many more there are, and what names them.
pub fn more_faults(more: usize) -> String {
    if more == 0 { String::new() } else { format!("  (+{more}: alierr config)") }
}

impl Config {
    /// Reads a config file; one that does not exist sets nothing.
    pub fn read(file: &Path) -> (Self, Vec<Warning>) {
        match std::fs::read_to_string(file) {
            Ok(text) => Self::parse(&text, file),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Default::default(),
            Err(error) => {
                let fault = Fault::Foreign(error.to_string());
                let warning = Warning { file: file.to_owned(), place: None, fault };
                (Self::default(), vec![warning])
            }
        }
    }

    /// Reads the text of a config file; `file` is how the warnings call it.
    pub fn parse(text: &str, file: &Path) -> (Self, Vec<Warning>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader { text, file, warnings: Vec::new() };
        for error in errors {
            reader.warn(error.span(), Fault::Foreign(error.message().to_owned()));
        }
        let mut config = Self::default();
        for (key, value) in table.get_ref() {
            // A value that could not be read has no place; its fault has been reported already.
            if !value.span().is_empty() {
                reader.key(&mut config, key, value);
            }
        }
        reader.warnings.sort_by_key(|warning| warning.place);
        (config, reader.warnings)
    }
}

struct Reader<'a> {
    text: &'a str,
    file: &'a Path,
    warnings: Vec<Warning>,
}

type Key<'i> = Spanned<std::borrow::Cow<'i, str>>;

/// Every key at the top, for suggestions.
const KEYS: [&str; 12] = [
    "language",
    "theme",
    "ascii",
    "plain-list",
    "ambiguous",
    "mouse",
    "history",
    "start-product",
    "clipboard-command",
    "panes",
    "colors",
    "keys",
];

impl Reader<'_> {
    fn key(&mut self, config: &mut Config, key: &Key, value: &Spanned<DeValue>) {
        match &**key.get_ref() {
            "language" => config.language = self.choice(value, &["auto", "zh", "en"]),
            "theme" => config.theme = self.choice(value, &Palette::NAMES),
            "ascii" => config.ascii = self.boolean(value).unwrap_or_default(),
            "plain-list" => config.plain_list = self.boolean(value).unwrap_or_default(),
            "ambiguous" => {
                let chosen = self.choice(value, &["auto", "narrow", "wide"]);
                config.ambiguous_wide =
                    chosen.filter(|chosen| chosen != "auto").map(|chosen| chosen == "wide");
            }
            "mouse" => config.mouse = self.boolean(value),
            "history" => config.history = self.boolean(value),
            "start-product" => config.start_product = self.string(value).filter(|name| !name.is_empty()),
            "clipboard-command" => config.clipboard_command = self.command(value),
            "panes" => self.panes(config, value),
            "colors" => config.colors = self.named(value, ""),
            "keys" => {
                for (layer, table) in self.table(value) {
                    config.keys.extend(self.named(table, layer.get_ref()));
                }
            }
            other => {
                let hint = nearest(other, KEYS).map_or(Hint::None, Hint::Near);
                let fault = Fault::Unknown { thing: Thing::Setting, name: other.to_owned(), hint };
                self.warn(Some(key.span()), fault);
            }
        }
    }

    fn panes(&mut self, config: &mut Config, value: &Spanned<DeValue>) {
        for (key, value) in self.table(value) {
            let slot = match &**key.get_ref() {
                "tree" => &mut config.tree,
                "detail" => &mut config.detail,
                "detail-below" => &mut config.detail_below,
                other => {
                    let hint = Hint::Known(vec!["tree", "detail", "detail-below"]);
                    let fault = Fault::Unknown { thing: Thing::Pane, name: other.to_owned(), hint };
                    self.warn(Some(key.span()), fault);
                    continue;
                }
            };
            *slot = self.hundredths(value);
        }
    }

    fn hundredths(&mut self, value: &Spanned<DeValue>) -> Option<u16> {
        let number = value.get_ref().as_integer().and_then(|number| number.as_str().parse().ok());
        match number {
            Some(0) => None,
            Some(share @ 10..=80) => Some(share),
            _ => {
                self.warn(Some(value.span()), Fault::NoShare);
                None
            }
        }
    }

    fn named(&mut self, value: &Spanned<DeValue>, table: &str) -> Vec<Named> {
        let mut named = Vec::new();
        for (key, value) in self.table(value) {
            let place = self.place(key.span().start);
            if let Some(value) = self.string(value) {
                named.push(Named { table: table.to_owned(), name: key.get_ref().to_string(), value, place });
            }
        }
        // In the order of the file, so that a later one wins.
        named.sort_by_key(|named| named.place);
        named
    }

    fn table<'v, 'i>(
        &mut self,
        value: &'v Spanned<DeValue<'i>>,
    ) -> Vec<(&'v Key<'i>, &'v Spanned<DeValue<'i>>)> {
        match value.get_ref().as_table() {
            Some(table) => table.iter().collect(),
            None => {
                self.wrong(value, Type::Table);
                Vec::new()
            }
        }
    }

    fn choice(&mut self, value: &Spanned<DeValue>, choices: &'static [&'static str]) -> Option<String> {
        let chosen = self.string(value)?;
        if choices.contains(&chosen.as_str()) {
            return Some(chosen);
        }
        self.warn(Some(value.span()), Fault::NotOneOf { value: chosen, choices });
        None
    }

    fn command(&mut self, value: &Spanned<DeValue>) -> Vec<String> {
        if let Some(line) = value.get_ref().as_str() {
            return line.split_whitespace().map(str::to_owned).collect();
        }
        let Some(array) = value.get_ref().as_array() else {
            self.wrong(value, Type::Strings);
            return Vec::new();
        };
        array.iter().filter_map(|word| self.string(word)).collect()
    }

    fn boolean(&mut self, value: &Spanned<DeValue>) -> Option<bool> {
        let read = value.get_ref().as_bool();
        if read.is_none() {
            self.wrong(value, Type::Boolean);
        }
        read
    }

    fn string(&mut self, value: &Spanned<DeValue>) -> Option<String> {
        let read = value.get_ref().as_str().map(str::to_owned);
        if read.is_none() {
            self.wrong(value, Type::String);
        }
        read
    }

    fn wrong(&mut self, value: &Spanned<DeValue>, wanted: Type) {
        let found = match value.get_ref() {
            DeValue::String(_) => Type::String,
            DeValue::Integer(_) => Type::Integer,
            DeValue::Float(_) => Type::Float,
            DeValue::Boolean(_) => Type::Boolean,
            DeValue::Datetime(_) => Type::Datetime,
            DeValue::Array(_) => Type::Array,
            DeValue::Table(_) => Type::Table,
        };
        self.warn(Some(value.span()), Fault::WrongType { wanted, found });
    }

    fn warn(&mut self, span: Option<Range<usize>>, fault: Fault) {
        let place = span.map(|span| self.place(span.start));
        self.warnings.push(Warning { file: self.file.to_owned(), place, fault });
    }

    fn place(&self, offset: usize) -> Place {
        let head = self.text.get(..offset).unwrap_or(self.text);
        let line_start = head.rfind('\n').map_or(0, |at| at + 1);
        Place { line: head.matches('\n').count() + 1, column: head[line_start..].chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Config, Vec<String>) {
        let (config, warnings) = Config::parse(text, Path::new("c.toml"));
        (config, warnings.iter().map(|warning| warning.told(&warning.fault.to_string())).collect())
    }

    #[test]
    fn the_documented_defaults_are_the_defaults() {
        let (config, warnings) = parse(DEFAULT);
        assert_eq!(warnings, [""; 0]);
        let said = Config {
            language: Some("auto".into()),
            theme: Some("auto".into()),
            mouse: Some(true),
            history: Some(true),
            ..Config::default()
        };
        assert_eq!(config, said);
    }

    #[test]
    fn every_key_is_documented() {
        for key in KEYS {
            assert!(DEFAULT.contains(key), "{key}");
        }
    }

    #[test]
    fn what_is_set_is_read() {
        let (config, warnings) = parse(
            "language = 'en'\nambiguous = 'wide'\nmouse = false\nclipboard-command = 'wl-copy -n'\n\
             [panes]\ntree = 30\n[keys.list]\ny = 'copy-code'\n[colors]\ncode = 'red'",
        );
        assert_eq!(warnings, [""; 0]);
        assert_eq!(config.language.as_deref(), Some("en"));
        assert_eq!(config.ambiguous_wide, Some(true));
        assert_eq!(config.mouse, Some(false));
        assert_eq!(config.clipboard_command, ["wl-copy", "-n"]);
        assert_eq!(config.tree, Some(30));
        let key = &config.keys[0];
        assert_eq!((&*key.table, &*key.name, &*key.value, key.place.line), ("list", "y", "copy-code", 8));
        assert_eq!(config.colors[0].value, "red");
    }

    #[test]
    fn a_fault_is_told_with_its_place_and_the_rest_holds() {
        let (config, warnings) =
            parse("them = 'dark'\nmouse = 'yes'\ntheme = 'blue'\n[panes]\ntree = 5\ndetail = 40\n");
        assert_eq!(
            warnings,
            [
                "c.toml:1:1: there is no setting “them”, did you mean “theme”?",
                "c.toml:2:9: this should be true or false, it is a string",
                "c.toml:3:9: “blue” is not one of auto, dark, light, mono",
                "c.toml:5:8: a share is a number from 10 to 80, or 0",
            ]
        );
        assert_eq!(config.detail, Some(40));
    }

    #[test]
    fn a_file_that_is_no_toml_sets_what_can_be_read() {
        let (config, warnings) = parse("mouse = false\nlanguage = = 'en'\ntheme = 'mono'\n");
        assert!(warnings.iter().all(|warning| warning.starts_with("c.toml:2:")), "{warnings:?}");
        assert!(!warnings.is_empty());
        assert_eq!((config.mouse, config.theme.as_deref()), (Some(false), Some("mono")));
    }

    #[test]
    fn what_makes_no_sense_is_said_and_sets_nothing() {
        for text in
            ["\0", "[", "[[", "a.b.c = 1", "keys = 1", "keys.list = 1", "colors = []", "\u{feff}x", "'''"]
        {
            let (config, warnings) = parse(text);
            assert_eq!(config, Config::default(), "{text:?}");
            assert!(!warnings.is_empty(), "{text:?}");
        }
    }
}
