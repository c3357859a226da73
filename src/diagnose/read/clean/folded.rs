//! Values of YAML that go on below their name, further in: `message: >-`, and a sentence folded for its width.

use crate::diagnose::read::names::{self, Key};

/// A message whose rest may stand below.
#[derive(Debug, Clone, Copy)]
pub(super) struct Folded {
    /// How far its name is indented.
    lead: usize,
    /// A block scalar: all that stands further in belongs to it.
    block: bool,
    /// The first line of the block is still to come.
    empty: bool,
    /// So many more lines may belong to it.
    left: usize,
}

/// So many lines a message is folded into at most.
const LINES: usize = 12;

/// What announces a block scalar.
const BLOCKS: [&str; 6] = ["|", "|-", "|+", ">", ">-", ">+"];

impl Folded {
    /// The message that a line begins, if it may go on below.
    pub(super) fn begin(line: &str, lead: usize) -> Option<Self> {
        let found = names::at(line, 0, names::word_end(line, 0))?;
        if found.key != Key::Message || found.separator != b':' || found.value > line.len() {
            return None;
        }
        let value = line[found.value..].trim_end();
        let block = BLOCKS.contains(&value);
        let open = value.starts_with(char::is_alphanumeric)
            && value.ends_with(|c: char| c.is_alphanumeric() || c == ',');
        // `Message: code: 403,` is put together where it is read.
        let plain = open && value.contains(' ') && !value.starts_with("code: ");
        (block || plain).then_some(Self { lead, block, empty: block, left: LINES })
    }

    /// Adds a line, so far indented, to a text that ends with the message; whether it belongs there.
    pub(super) fn take(&mut self, line: &str, lead: usize, text: &mut String) -> bool {
        let begins =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || !c.is_ascii() && c.is_alphabetic();
        let stack = ["at ", "in ", "... "].iter().any(|start| line.starts_with(start));
        let belongs = lead > self.lead
            && self.left > 0
            && !names::is_name(line)
            && match self.block {
                true => line.starts_with(char::is_alphanumeric),
                false => line.starts_with(begins) && !stack,
            };
        if !belongs {
            return false;
        }
        let kept = text.trim_end();
        let kept = if self.empty { kept.trim_end_matches(['|', '>', '-', '+']).trim_end() } else { kept };
        let length = kept.len();
        text.truncate(length);
        text.push(' ');
        text.push_str(line);
        text.push('\n');
        (self.empty, self.left) = (false, self.left - 1);
        true
    }
}
