//! An answer is one value, and each format is a view of it. A command makes the value; printing is common to all
//! commands.

use std::io::{self, Write};

use super::print::tsv;

/// The formats that every answer has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    Text,
    Json,
    Tsv,
}

/// What a command answers.
pub trait Answer {
    /// Writes it as text for a person.
    ///
    /// # Errors
    /// Those of the writer; the same holds for every format.
    fn text(&self, out: &mut impl Write) -> io::Result<()>;

    /// Writes it as JSON, a contract that scripts rely on.
    fn json(&self, out: &mut impl Write) -> io::Result<()>;

    /// The names of the columns of [`rows`](Self::rows).
    fn columns(&self) -> Vec<&'static str>;

    /// The cells of each row, in the order of the columns.
    fn rows(&self) -> impl Iterator<Item = Vec<String>>;

    fn print(&self, face: Face, out: &mut impl Write) -> io::Result<()> {
        match face {
            Face::Text => self.text(out),
            Face::Json => self.json(out),
            Face::Tsv => {
                tsv::row(out, self.columns())?;
                self.rows().try_for_each(|cells| tsv::row(out, cells))
            }
        }
    }
}
