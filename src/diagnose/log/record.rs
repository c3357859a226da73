//! What single lines of a log are, by their heads: which begin a record, and which go on with an error.

use std::borrow::Cow;

use crate::diagnose::read::line::{self, Prefix};

/// How much of a line is looked at to judge it.
pub const HEAD: usize = 200;

/// The head of a line.
pub struct Line<'t> {
    head: Cow<'t, str>,
    prefix: Option<Prefix>,
}

impl<'t> Line<'t> {
    /// The first line of a text.
    pub fn of(text: &'t [u8]) -> Self {
        let text = &text[..text.len().min(HEAD)];
        let own = &text[..memchr::memchr(b'\n', text).unwrap_or(text.len())];
        let head = std::str::from_utf8(own).map_or_else(|_| String::from_utf8_lossy(own), Cow::Borrowed);
        let head = match head.contains('：') {
            true => Cow::Owned(head.replace('：', ":")),
            false => head,
        };
        let prefix = line::of(head.trim_end());
        Self { head, prefix }
    }

    fn text(&self) -> &str {
        self.head.trim_end()
    }

    pub fn is_record(&self) -> bool {
        self.prefix.is_some() || line::begins_record(self.text())
    }

    /// Whether the line begins a record, and one that does not go on with an error: some loggers put their prefix before
    /// each line.
    pub fn ends_error(&self, above: Option<&Self>) -> bool {
        self.is_record() && !self.goes_on(above)
    }

    /// Whether the line goes on with an error, as it stands or behind the line above.
    fn goes_on(&self, above: Option<&Self>) -> bool {
        let is_part = |own| line::is_error_part(own, self.text());
        self.prefix.is_some_and(is_part)
            || above.is_some_and(|above| self.follows(above))
            || holds_part(self.text().as_bytes())
    }

    /// Whether the line goes on with what the line above began.
    pub fn follows(&self, above: &Self) -> bool {
        let before = above.prefix.map(|before| (before, &above.text()[before.end..]));
        self.prefix.is_some_and(|own| line::goes_on(before, own, self.text()))
    }
}

/// Whether a line has what only a line of an error has.
fn holds_part(line: &[u8]) -> bool {
    let quoted = || {
        memchr::memchr_iter(b'"', line).any(|at| {
            [&b"Code\""[..], b"Message\"", b"RequestId\""].iter().any(|name| line[at + 1..].starts_with(name))
        })
    };
    let named = |at| [&b"SDK."[..], b"SDKError"].iter().any(|name| line[at..].starts_with(name));
    quoted() || memchr::memchr_iter(b'S', line).any(named)
}
