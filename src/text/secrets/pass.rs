//! The one pass over a text: it asks the rules at each word, each sign and each start of a line.

use std::ops::Range;

use super::bytes::{is_word, run_end};
use super::layout;
use super::link::{self, Link};
use super::name::{self, Name};
use super::sibling::{self, Sibling};
use super::table::{Read, Row};
use super::{forms, piped, value};

/// Where the secrets of a text stand, in ascending order; none overlaps another.
pub(super) fn secrets(text: &str) -> Vec<Range<usize>> {
    let mut pass =
        Pass { text, found: Vec::new(), farthest: 0..0, command: None, columns: Vec::new(), sibling: None };
    pass.run();
    let mut found = pass.found;
    found.sort_unstable_by_key(|secret| secret.start);
    found.dedup_by(|next, secret| {
        let overlaps = next.start < secret.end;
        if overlaps {
            secret.end = secret.end.max(next.end);
        }
        overlaps
    });
    found
}

struct Pass<'t> {
    text: &'t str,
    found: Vec<Range<usize>>,
    /// The secret that ends last. Words before it are still read: `-u LTAI…:password` holds two secrets.
    farthest: Range<usize>,
    command: Option<&'static Row>,
    /// The columns that hold secrets in the table that the line belongs to, counted from the right.
    columns: Vec<usize>,
    /// The name or the value whose sibling may follow.
    sibling: Option<Sibling<'t>>,
}

impl<'t> Pass<'t> {
    fn run(&mut self) {
        let (text, bytes) = (self.text, self.text.as_bytes());
        let mut at = 0;
        self.begin_line(0);
        while at < bytes.len() {
            let start = at;
            if self.farthest.contains(&start) {
                at = self.farthest.end;
                continue;
            }
            if is_word(bytes[start]) {
                let limit = if start < self.farthest.start { self.farthest.start } else { bytes.len() };
                at = run_end(&bytes[..limit], start, |b| is_word(b) || b == b'-');
                at = self.word(behind_escape(bytes, start, at), at);
                continue;
            }
            at += 1;
            match bytes[start] {
                b'\n' => self.begin_line(at),
                b'-' => self.keep(forms::private_key(text, start)),
                b'$' => self.keep(forms::known(text, start, at)),
                0xe4..=0xe9 => {
                    if let Some(name) = name::han(text, start) {
                        self.named(name, start);
                    }
                }
                _ => {}
            }
        }
    }

    fn keep(&mut self, secret: Option<Range<usize>>) {
        let Some(secret) = secret.filter(|secret| !secret.is_empty()) else { return };
        if secret.end > self.farthest.end {
            self.farthest = secret.clone();
        }
        self.found.push(secret);
    }

    /// Reads the word `start..end`, and tells where the next may begin.
    fn word(&mut self, start: usize, end: usize) -> usize {
        let text = self.text;
        if let Some(known) = forms::known(text, start, end) {
            let end = known.end.max(end);
            self.found.push(known);
            self.keep(forms::secret_of_pair(text, end));
            return end;
        }
        self.command = forms::command(&text[start..end]).or(self.command);
        let secret = self.command.and_then(|command| forms::argument(text, start, end, command));
        let secret = secret.or_else(|| piped::secret(text, start, end));
        if secret.is_some() {
            self.keep(secret);
        } else if let Some(name) = name::of(text, start, end) {
            self.named(name, start);
        } else if let Some(value) = sibling::of_value(text, start, end) {
            self.beside(value);
        } else {
            let in_url = forms::url_password(text, end).or_else(|| forms::url_token(text, end));
            self.keep(in_url.or_else(|| forms::drawn_by_lot(text, start, end)));
        }
        end
    }

    /// Takes one half of a pair; masks the value if the half before makes it whole.
    fn beside(&mut self, sibling: Sibling<'t>) {
        self.keep(self.sibling.as_ref().and_then(|first| sibling::pair(self.text, first, &sibling)));
        self.sibling = Some(sibling);
    }

    /// Reads what stands behind a name that begins at `start`.
    fn named(&mut self, name: Name, start: usize) {
        let text = self.text;
        if name.read == Read::Dump {
            return self.keep(forms::string_to_sign(text, name.end));
        }
        if let Some(sibling) = sibling::of_name(text, start, name.end) {
            self.beside(sibling);
        }
        let Some((link, behind)) = link::of(text, start, name.end) else {
            return self.keep(forms::url_password(text, name.end));
        };
        // `"password":{"value":"…"}`: the value has a name of its own.
        if text[behind..].trim_start_matches(' ').starts_with(['{', '\n']) {
            self.sibling = Some(Sibling::outer(text, behind));
        }
        let is_told =
            name.read == Read::Argument || self.command.is_some_and(|command| command.read == Read::Named);
        let link = match link {
            Link::Set if name.is_apart => Link::Said,
            Link::Blank | Link::Said | Link::Option if is_told => Link::Command,
            link => link,
        };
        let Some(value) = value::at(text, behind, link, name.read) else { return };
        if name::counts_tokens(&text[start..name.end], &text[value.range.clone()]) {
            return;
        }
        // `password = "old" -> "new"`: both were values.
        let rest = text[value.range.end..].trim_start_matches(['"', '\'', '\\', ' ', ')']);
        let changes =
            [("->", Link::Set), ("=>", Link::Set), ("~>", Link::Set), ("→", Link::Set), ("to ", Link::Said)];
        let change = changes.into_iter().find(|(sign, _)| rest.starts_with(sign));
        self.keep(value.secret());
        if let Some((sign, link)) = change {
            self.keep(
                value::at(text, text.len() - rest.len() + sign.len(), link, name.read)
                    .and_then(|v| v.secret()),
            );
        }
    }

    /// Tells whether a command or a table goes on in the line that begins at `start`, and masks the row of a table.
    fn begin_line(&mut self, start: usize) {
        let (text, bytes) = (self.text, self.text.as_bytes());
        let indented = run_end(bytes, start, |b| matches!(b, b' ' | b'\t'));
        self.command = self.command.filter(|_| bytes.get(indented) == Some(&b'-'));
        let end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |at| start + at);
        if !text[start..end].contains(['|', '+']) {
            self.columns.clear();
        } else if self.columns.is_empty() {
            self.columns = layout::columns(text, start, end);
        } else {
            self.found.extend(layout::row(text, start, end, &self.columns));
        }
    }
}

/// Where a word begins that an escape stands before: `%26Signature`, `%253DLTAI…`, `\nPassword`.
fn behind_escape(bytes: &[u8], start: usize, end: usize) -> usize {
    let word = &bytes[start..end];
    let is_hex = |at: usize| word.get(at..at + 2).is_some_and(|pair| pair.iter().all(u8::is_ascii_hexdigit));
    match bytes[..start].last() {
        Some(b'%') if word.starts_with(b"25") && is_hex(2) => start + 4,
        Some(b'%') if is_hex(0) => start + 2,
        Some(b'\\') if b"nrt".contains(&word[0]) => start + 1,
        _ => start,
    }
}
