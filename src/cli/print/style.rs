//! Styles printed text with colours, links and line widths, as far as the output can show them.

use std::borrow::Cow;

use crate::page::{Chance, Line, Role};
use crate::text::width::Measure;

/// What the output can show.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub colour: bool,
    /// Whether OSC 8 hyperlinks are understood.
    pub links: bool,
    /// The columns of a line; `None` for lines of any length.
    pub columns: Option<usize>,
}

/// The look of a role as parameters of `CSI … m`. Only the sixteen colours are used, which are the terminal's own.
fn parameters(role: Role) -> &'static str {
    match role {
        Role::Plain => "",
        Role::Strong | Role::Headline | Role::Code | Role::Number => "1",
        Role::Dim | Role::Label | Role::Count | Role::Rule => "2",
        Role::Accent | Role::Quote | Role::Key => "35",
        Role::Placeholder => "4;35",
        Role::Bound => "1;35",
        Role::Category => "36",
        Role::Retry(Chance::Later) | Role::Good => "32",
        Role::Retry(Chance::Fix) | Role::Warning => "33",
        Role::Retry(Chance::Never) | Role::Bad => "31",
        Role::Link => "4",
        Role::Mark => "1;4;32",
        Role::Differs => "4;33",
    }
}

impl Style {
    /// `text` in the look of its role. The text must be safe for a terminal already.
    pub fn paint(self, role: Role, text: &str) -> Cow<'_, str> {
        let parameters = parameters(role);
        if !self.colour || parameters.is_empty() || text.is_empty() {
            return Cow::Borrowed(text);
        }
        Cow::Owned(format!("\x1b[{parameters}m{text}\x1b[0m"))
    }

    /// `text`, as a link if links are shown. The address must be percent-encoded.
    pub fn link<'a>(self, url: &str, text: &'a str) -> Cow<'a, str> {
        if !self.links {
            return Cow::Borrowed(text);
        }
        Cow::Owned(format!("\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\"))
    }

    /// A line of a page. Spans that are at the right edge of the screen follow here after two blanks.
    pub fn line(self, line: &Line) -> String {
        let mut text = String::new();
        let last = line.spans.iter().rposition(|span| !span.text.trim().is_empty());
        for (nth, span) in line.spans.iter().enumerate().take(last.map_or(0, |last| last + 1)) {
            let shown = if Some(nth) == last { span.text.trim_end() } else { &span.text };
            match span.role {
                Role::Link => text.push_str(&self.link(shown, &self.paint(Role::Link, shown))),
                role => text.push_str(&self.paint(role, shown)),
            }
        }
        for span in line.right.iter().filter(|span| !span.text.trim().is_empty()) {
            if !text.is_empty() {
                text.push_str("  ");
            }
            text.push_str(&self.paint(span.role, span.text.trim()));
        }
        text
    }

    /// A text cut to the room of one line that begins after `indent` columns.
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
        assert_eq!(plain.paint(Role::Code, "A.B"), "A.B");
        assert_eq!(plain.link("https://x", "A.B"), "A.B");
        let rich = Style { colour: true, links: true, columns: Some(20) };
        assert_eq!(rich.paint(Role::Bad, "503"), "\x1b[31m503\x1b[0m");
        assert_eq!(rich.link("https://x", "A.B"), "\x1b]8;;https://x\x1b\\A.B\x1b]8;;\x1b\\");
    }

    #[test]
    fn han_is_cut_by_its_columns() {
        let style = Style { colour: false, links: false, columns: Some(20) };
        assert_eq!(style.one_line("实例不存在，请检查。", 10), "实例不存…");
    }
}
