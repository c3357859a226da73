//! The JSON of the answers, a contract that scripts rely on: fields may be added, never renamed or removed.

use std::io::{self, Write};

use serde::Serialize;

use crate::catalog::user::edit::Sourced;
use crate::catalog::{Catalog, EntryJson, ProductJson};
use crate::cli::texts::{self, Text};
use crate::diagnose::{FindingJson, SaidJson};
use crate::import::Report;
use crate::text::sanitize::turns_direction;

/// `alierr explain`
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "mcp", derive(schemars::JsonSchema))]
pub struct ExplainJson<'a> {
    pub code: &'a str,
    pub entries: Vec<EntryJson<'a>>,
    pub near: &'a [String],
    /// What the code's grammar tells, where no entry has it.
    pub derived: Option<SaidJson>,
}

/// `alierr products`
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "mcp", derive(schemars::JsonSchema))]
pub struct ProductsJson<'a> {
    pub products: Vec<ProductJson<'a>>,
}

/// `alierr search`
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "mcp", derive(schemars::JsonSchema))]
pub struct SearchJson<'a> {
    pub query: &'a str,
    /// The words that were sought instead of misspelt ones.
    pub mended: Option<&'a str>,
    /// How many there are, listed or not.
    pub total: usize,
    pub hits: Vec<HitJson<'a>>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "mcp", derive(schemars::JsonSchema))]
pub struct HitJson<'a> {
    pub score: u32,
    pub matched: &'a str,
    pub entry: EntryJson<'a>,
}

/// `alierr diagnose`
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "mcp", derive(schemars::JsonSchema))]
pub struct DiagnosisJson<'a> {
    pub findings: Vec<FindingJson<'a>>,
}

impl<'a> ProductsJson<'a> {
    pub fn new(catalog: &'a Catalog) -> Self {
        Self {
            products: catalog
                .listed_products()
                .map(|product| ProductJson::new(catalog, product.ix()))
                .collect(),
        }
    }
}

impl<'a> DiagnosisJson<'a> {
    /// What some texts tell, each under its name where it has one.
    pub fn new(catalog: &'a Catalog, texts: &'a [Text]) -> Self {
        let findings = texts::findings(texts);
        Self { findings: findings.map(|(name, finding)| FindingJson::new(catalog, finding, name)).collect() }
    }
}

/// `alierr import`
#[derive(Debug, Serialize)]
pub struct ImportJson<'a> {
    pub files: Vec<ImportedJson<'a>>,
}

#[derive(Debug, Serialize)]
pub struct ImportedJson<'a> {
    pub path: String,
    pub product: &'a str,
    #[serde(flatten)]
    pub report: &'a Report,
    /// Why nothing at all was read.
    pub nothing: Option<String>,
}

/// `alierr catalog`
#[derive(Debug, Serialize)]
pub struct CatalogJson<'a> {
    pub sources: &'a [Sourced],
}

/// `alierr paths`
#[derive(Debug, Serialize)]
pub struct PathsJson {
    pub paths: Vec<PathJson>,
}

#[derive(Debug, Serialize)]
pub struct PathJson {
    pub id: &'static str,
    pub path: Option<String>,
    pub exists: bool,
    pub reason: &'static str,
    /// The option or variable that the reason is about.
    pub name: Option<&'static str>,
}

/// Writes a value as one line.
///
/// # Errors
/// Those of the writer; serialising these values never fails by itself.
pub fn write(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    self::value(out, value)?;
    writeln!(out)
}

/// Writes `{"entries":[…]}` with an entry a line, one after the other.
///
/// # Errors
/// As the writer has them.
pub fn export<'a>(out: &mut impl Write, entries: impl Iterator<Item = EntryJson<'a>>) -> io::Result<()> {
    write!(out, "{{\"entries\":[")?;
    for (at, entry) in entries.enumerate() {
        write!(out, "{}", if at > 0 { ",\n" } else { "\n" })?;
        value(out, &entry)?;
    }
    writeln!(out, "\n]}}")
}

fn value(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, Harmless);
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// Compact JSON in which the control characters that JSON allows as they are, DEL and C1, are escaped as well:
/// what is printed must not move a terminal's cursor.
struct Harmless;

impl serde_json::ser::Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        // Most texts have none of the first bytes of these characters, and are written at once.
        if !fragment.bytes().any(|b| matches!(b, 0x7f | 0xc2 | 0xd8 | 0xe2)) {
            return out.write_all(fragment.as_bytes());
        }
        let mut written = 0;
        for (at, control) in fragment.match_indices(harmful) {
            out.write_all(&fragment.as_bytes()[written..at])?;
            write!(out, "\\u{:04x}", control.chars().map(u32::from).sum::<u32>())?;
            written = at + control.len();
        }
        out.write_all(&fragment.as_bytes()[written..])
    }
}

/// Whether JSON allows a character unescaped that would move a cursor or turn the direction of text.
fn harmful(c: char) -> bool {
    ('\u{7f}'..='\u{9f}').contains(&c) || turns_direction(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_direction_is_turned() {
        let mut out = Vec::new();
        write(&mut out, &"a\u{202e}b\u{2066}").unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "\"a\\u202eb\\u2066\"\n");
    }

    #[test]
    fn no_control_character_is_written_as_itself() {
        let mut out = Vec::new();
        write(&mut out, &"a\u{9b}31m\u{1b}[0m\u{7f}实例").unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "\"a\\u009b31m\\u001b[0m\\u007f实例\"\n");
    }
}
