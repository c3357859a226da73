//! Colours, links and line widths: what the reader of a text can show.

use std::borrow::Cow;

use crate::catalog::HttpStatus;
use crate::text::width::Measure;
use crate::text::wrap::wrap;

/// What a piece of text is, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    Code,
    Status(HttpStatus),
    /// The name of a field.
    Label,
    /// What is said beside the matter: origins, places.
    Aside,
}

/// What the reader of the output can show.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub colour: bool,
    /// Whether OSC 8 hyperlinks are understood.
    pub links: bool,
    /// Columns of a line; `None` where lines are as long as they are.
    pub columns: Option<usize>,
}

impl Style {
    /// `text`, coloured as what it is. The text must be safe for a terminal already.
    pub fn paint(self, ink: Ink, text: &str) -> Cow<'_, str> {
        if !self.colour {
            return Cow::Borrowed(text);
        }
        let code = match ink {
            Ink::Code => "1",
            Ink::Label => "36",
            Ink::Aside => "2",
            Ink::Status(status) => match status.class() {
                2 => "32",
                3 => "36",
                4 => "33",
                5 => "31",
                _ => "0",
            },
        };
        Cow::Owned(format!("\x1b[{code}m{text}\x1b[0m"))
    }

    /// `text`, as a link where links are understood. The address must be percent-encoded.
    pub fn link<'a>(self, url: &str, text: &'a str) -> Cow<'a, str> {
        if !self.links {
            return Cow::Borrowed(text);
        }
        Cow::Owned(format!("\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\"))
    }

    /// The lines of a text that stands behind `indent` columns.
    pub fn lines(self, text: &str, indent: usize) -> Vec<&str> {
        match self.columns {
            // A terminal too narrow for the indent still gets a few columns of text.
            Some(columns) => {
                let columns = columns.saturating_sub(indent).max(10);
                wrap(text, columns, Measure::default()).into_iter().map(|range| &text[range]).collect()
            }
            None => vec![text],
        }
    }

    /// A text cut to one line that stands behind `indent` columns.
    pub fn one_line(self, text: &str, indent: usize) -> Cow<'_, str> {
        match self.columns {
            Some(columns) => Measure::default().truncate(text, columns.saturating_sub(indent).max(10)),
            None => Cow::Borrowed(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_painted_where_no_colour_is_shown() {
        let plain = Style { colour: false, links: false, columns: None };
        assert_eq!(plain.paint(Ink::Code, "A.B"), "A.B");
        assert_eq!(plain.link("https://x", "A.B"), "A.B");
        let rich = Style { colour: true, links: true, columns: Some(20) };
        let status = HttpStatus::new(503).unwrap();
        assert_eq!(rich.paint(Ink::Status(status), "503"), "\x1b[31m503\x1b[0m");
        assert_eq!(rich.link("https://x", "A.B"), "\x1b]8;;https://x\x1b\\A.B\x1b]8;;\x1b\\");
    }

    #[test]
    fn han_is_wrapped_by_its_columns() {
        let style = Style { colour: false, links: false, columns: Some(20) };
        assert_eq!(style.lines("实例不存在，请检查。", 10), ["实例不存", "在，请检", "查。"]);
        assert_eq!(style.one_line("实例不存在，请检查。", 10), "实例不存…");
    }
}
