//! Secrets taken out of foreign text, before it is shown, printed or copied.
//!
//! One table tells what gives a secret away: the name before it, its own first letters, or the command that takes it.
//! One pass asks it for each word; how the value is linked and what it looks like tell whether it is a secret.

use std::borrow::Cow;
use std::ops::Range;

mod bytes;
mod forms;
mod layout;
mod link;
mod looks;
mod name;
mod pass;
mod piped;
mod sibling;
mod table;
mod value;

/// The text that replaces a secret.
const MASK: &str = "***";

/// `text` without its secrets; borrowed where it holds none.
pub fn mask(text: &str) -> Cow<'_, str> {
    mask_with_cuts(text).0
}

/// `text` without its secrets, as [`mask`] gives it, and what was cut out of it.
pub fn mask_with_cuts(text: &str) -> (Cow<'_, str>, Cuts) {
    let secrets = pass::secrets(text);
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
    /// Where a byte offset of the text is in the masked text. An offset inside a secret becomes the one behind its
    /// mask, where the rest of the line is.
    pub fn place(&self, offset: usize) -> usize {
        let before = self.0.partition_point(|cut| cut.secret.start < offset);
        match self.0[..before].last() {
            Some(cut) => cut.masked_end + offset.saturating_sub(cut.secret.end),
            None => offset,
        }
    }
}

#[cfg(test)]
mod tests;
