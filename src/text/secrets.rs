//! Secrets taken out of foreign text, before it is shown, printed or copied.
//!
//! Masked are: AccessKey ids (`LTAI…`, `STS.…`, `TMP.…`), what stands behind the name of a secret (`AccessKeySecret=`,
//! `"SecurityToken":`, `Signature%3D`, `Authorization:` …), dumps of the string to sign, private keys, passwords in
//! URLs and behind the options of commands, JSON web tokens, and long runs of characters that look drawn by lot.

use std::borrow::Cow;
use std::ops::Range;

mod blocks;
mod commands;
mod forms;
mod looks;
mod names;
mod values;

/// What stands in a secret's place.
const MASK: &str = "***";

/// How many bytes ahead a rule looks for the sign without which it finds no secret. Only what is found may be longer:
/// else a text made of nothing but names would be read to its end behind each of them.
const AHEAD: usize = 4096;

/// How many bytes show whether a value is a secret or a word of prose.
const SHOWN: usize = 128;

/// `text` without its secrets; borrowed where it holds none.
pub fn mask(text: &str) -> Cow<'_, str> {
    mask_with_cuts(text).0
}

/// `text` without its secrets, as [`mask`] gives it, and what was cut out of it.
pub fn mask_with_cuts(text: &str) -> (Cow<'_, str>, Cuts) {
    let secrets = secrets(text);
    if secrets.is_empty() {
        return (Cow::Borrowed(text), Cuts::default());
    }
    let mut masked = String::with_capacity(text.len());
    let mut cuts = Vec::with_capacity(secrets.len());
    let mut done = 0;
    for secret in secrets {
        masked.push_str(&text[done..secret.start]);
        masked.push_str(MASK);
        done = secret.end;
        cuts.push(Cut { secret, masked_end: masked.len() });
    }
    masked.push_str(&text[done..]);
    (Cow::Owned(masked), Cuts(cuts))
}

/// What masking cut out of a text, which tells where the places of that text are in the masked one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cuts(Vec<Cut>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Cut {
    secret: Range<usize>,
    /// Where the masked text goes on behind the mask.
    masked_end: usize,
}

impl Cuts {
    /// Where a byte offset of the text is in the masked text; one inside of a secret is behind its mask, where the line
    /// goes on that it may have begun.
    pub fn place(&self, offset: usize) -> usize {
        let before = self.0.partition_point(|cut| cut.secret.start < offset);
        match self.0[..before].last() {
            Some(cut) => cut.masked_end + offset.saturating_sub(cut.secret.end),
            None => offset,
        }
    }
}

/// Where the secrets of a text stand, in ascending order; none overlaps another.
fn secrets(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut command = None;
    // The secret that reaches farthest. What stands before it is read too: `-u LTAI…:password` holds two.
    let mut farthest = 0..0;
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        if farthest.contains(&start) {
            at = farthest.end;
            continue;
        }
        let secret = if is_word(bytes[start]) {
            let limit = if start < farthest.start { farthest.start } else { bytes.len() };
            at = run_end(&bytes[..limit], start, |b| is_word(b) || b == b'-');
            if let Some(id) = forms::key_id(text, start, at) {
                at = id.end;
                found.push(id);
                forms::secret_of_pair(text, at)
            } else {
                command = commands::command(&text[start..at]).or(command);
                command
                    .and_then(|command| commands::password(text, start, at, command))
                    .or_else(|| word(text, start, at))
            }
        } else {
            at += 1;
            command = command.filter(|_| bytes[start] != b'\n' || commands::goes_on(text, at));
            forms::private_key(text, start).or_else(|| values::han_named(text, start))
        };
        if let Some(secret) = secret {
            if secret.end > farthest.end {
                farthest = secret.clone();
            }
            found.push(secret);
        }
    }
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

/// The secret that the word `start..end` is or tells of.
fn word(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    forms::web_token(text, start, end)
        .or_else(|| forms::string_to_sign(text, start, end))
        .or_else(|| forms::last_argument(text, start, end))
        .or_else(|| values::named(text, start, end))
        .or_else(|| forms::bearer(text, start, end))
        .or_else(|| forms::url_password(text, end))
        .or_else(|| forms::drawn_by_lot(text, start, end))
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn run_end(bytes: &[u8], from: usize, holds: impl Fn(u8) -> bool) -> usize {
    let from = from.min(bytes.len());
    bytes[from..].iter().position(|&b| !holds(b)).map_or(bytes.len(), |at| from + at)
}

/// The place `bytes` behind `from`, or where the text ends, or the character before begins.
fn ahead(text: &str, from: usize, bytes: usize) -> usize {
    text.floor_char_boundary(from + bytes)
}

#[cfg(test)]
mod tests;
