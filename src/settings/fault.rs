//! What can be wrong in the config file.
//!
//! A fault is data. Its `Display` is English; the floor that speaks to the user has words in other languages for each.

use std::fmt;
use std::path::PathBuf;

/// A place in the config file, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// Something wrong in the config file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    pub file: PathBuf,
    pub place: Option<Place>,
    pub fault: Fault,
}

impl Warning {
    /// The fault, given in words, behind its place as editors read it: `file:line:column`.
    pub fn told(&self, fault: &str) -> String {
        let file = self.file.display();
        match self.place {
            Some(Place { line, column }) => format!("{file}:{line}:{column}: {fault}"),
            None => format!("{file}: {fault}"),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A fault in the words of the TOML parser or of the operating system.
    #[error("{0}")]
    Foreign(String),
    #[error("there is no {thing} “{name}”{hint}")]
    Unknown { thing: Thing, name: String, hint: Hint },
    #[error("“{value}” is not one of {}", choices.join(", "))]
    NotOneOf { value: String, choices: &'static [&'static str] },
    #[error("this should be {wanted}, it is {found}")]
    WrongType { wanted: Type, found: Type },
    #[error("a share is a number from 10 to 80, or 0")]
    NoShare,
    #[error("“{0}” is no key: write ctrl-y, alt-b, shift-tab, F1, Enter or one character")]
    NoKey(String),
    /// A key, in one layer.
    #[error("{0} is given twice in this layer; this one counts")]
    GivenTwice(String),
    #[error("“{0}” is no colour and no bold, dim, italic, underlined, reversed")]
    NoLook(String),
}

/// What kind of thing the config calls by a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    Setting,
    Pane,
    /// A layer of the keymap.
    Layer,
    Action,
    /// A role of text, which has a colour.
    Role,
    Product,
}

/// A suggestion for an unknown name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    None,
    Near(&'static str),
    /// All the names there are.
    Known(Vec<&'static str>),
}

/// What a value of the config can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    String,
    /// An array of strings only.
    Strings,
    Integer,
    Float,
    Boolean,
    Datetime,
    Array,
    Table,
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Thing::Setting => "setting",
            Thing::Pane => "pane",
            Thing::Layer => "layer",
            Thing::Action => "action",
            Thing::Role => "role",
            Thing::Product => "product",
        })
    }
}

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Hint::None => Ok(()),
            Hint::Near(name) => write!(f, ", did you mean “{name}”?"),
            Hint::Known(names) => write!(f, "; there are {}", names.join(", ")),
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Type::String => "a string",
            Type::Strings => "a list of strings",
            Type::Integer => "an integer",
            Type::Float => "a float",
            Type::Boolean => "true or false",
            Type::Datetime => "a date or time",
            Type::Array => "an array",
            Type::Table => "a table",
        })
    }
}
