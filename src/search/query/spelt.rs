//! A name as queries are compared with it: its letters, and where its words begin.

use crate::search::words::word::{each_word, is_han};

/// A word of a name in Latin letters is meant by this many of its first letters.
const LEAST_LETTERS: usize = 4;

/// A name without blanks, marks and letter case.
pub(super) struct Spelt {
    letters: String,
    /// Where each word begins and ends, in bytes.
    words: Vec<(usize, usize)>,
}

impl Spelt {
    pub(super) fn new(name: &str) -> Self {
        let (mut letters, mut words) = (String::new(), Vec::new());
        each_word(name, &mut String::new(), |_, word| {
            let from = letters.len();
            letters.push_str(word);
            words.push((from, letters.len()));
        });
        Self { letters, words }
    }

    /// Whether a text stands in it, from the start of a word on. Chinese has no blanks, so that a word may start at
    /// each of its characters.
    pub(super) fn has_begun(&self, text: &str) -> bool {
        self.places(text).next().is_some()
    }

    /// The same for a text that may end within a word only where enough of it is there: `ali` is none of `Alibaba`.
    pub(super) fn has(&self, text: &str) -> bool {
        self.places(text).any(|at| {
            let end = at + text.len();
            let last = self.words.iter().find(|(from, to)| (from + 1..=*to).contains(&end));
            last.is_none_or(|(from, to)| end == *to || end - from >= LEAST_LETTERS || text.ends_with(is_han))
        })
    }

    fn places(&self, text: &str) -> impl Iterator<Item = usize> {
        let starts =
            move |at: &usize| text.starts_with(is_han) || self.words.iter().any(|(from, _)| from == at);
        self.letters.match_indices(text).map(|(at, _)| at).filter(move |at| !text.is_empty() && starts(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_name_begins_with_a_word() {
        for (name, text, begun, whole) in [
            ("Dynamic Content Delivery Network", "live", false, false),
            ("ApsaraDB for MongoDB", "rm", false, false),
            ("ApsaraDB for MongoDB", "mo", true, false),
            ("ApsaraDB for MongoDB", "mong", true, true),
            ("Key Management Service", "keymanagement", true, true),
            ("Key Management Service", "keym", true, false),
            ("Key Management Service", "anagement", false, false),
            ("云消息队列 Kafka 版", "消息队列", true, true),
            ("云消息队列 Kafka 版", "队列kafka", true, true),
            ("数字证书管理服务", "数字证书", true, true),
            ("Tag", "", false, false),
        ] {
            let spelt = Spelt::new(name);
            assert_eq!((spelt.has_begun(text), spelt.has(text)), (begun, whole), "{text} in {name}");
        }
    }
}
