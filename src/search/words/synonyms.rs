//! English words and the Chinese that explanations have for them, so that English finds those. The table is
//! `assets/synonyms.txt`.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::word::squeezed;

static TABLE: &str = include_str!("../../../assets/synonyms.txt");

/// The Chinese for each English wording, blanks and marks taken away.
static CHINESE: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut table = HashMap::new();
    for (english, chinese) in rows() {
        let chinese: Vec<&str> = chinese.collect();
        english.for_each(|english| drop(table.insert(squeezed(english), chinese.clone())));
    }
    table
});

/// The most words that a wording has.
const LONGEST: usize = 3;

fn rows() -> impl Iterator<Item = (impl Iterator<Item = &'static str>, impl Iterator<Item = &'static str>)> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    let wordings = |list: &'static str| list.split(',').map(str::trim);
    rows.filter_map(|row| row.split_once('='))
        .map(move |(english, chinese)| (wordings(english), wordings(chinese)))
}

/// The places of wordings among some words, and the Chinese for each.
pub(in crate::search) fn within(words: &[&str]) -> Vec<(Range<usize>, &'static [&'static str])> {
    let mut found: Vec<(Range<usize>, &[&str])> = Vec::new();
    for start in 0..words.len() {
        // Only the longest wording that starts here counts.
        let ends = (start + 1..=words.len().min(start + LONGEST)).rev();
        let place = ends.map(|end| start..end).find_map(|place| {
            let chinese = CHINESE.get(&words[place.clone()].concat())?;
            Some((place, chinese.as_slice()))
        });
        let inside = |place: &Range<usize>| found.last().is_some_and(|(last, _)| place.start < last.end);
        found.extend(place.filter(|(place, _)| !inside(place)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::words::word::{is_han, words};

    #[test]
    fn every_row_has_english_and_chinese() {
        for (english, chinese) in rows() {
            for english in english {
                let count = words(english).len();
                assert!(english.is_ascii() && (1..=LONGEST).contains(&count), "{english}");
            }
            for chinese in chinese {
                assert!(!chinese.is_empty() && chinese.chars().all(is_han), "{chinese}");
            }
        }
    }

    #[test]
    fn wordings_are_found_among_words() {
        let places = |text: &'static str| -> Vec<Range<usize>> {
            within(&text.split(' ').collect::<Vec<_>>()).into_iter().map(|(place, _)| place).collect()
        };
        assert_eq!(places("redis whitelist").first(), Some(&(1..2)));
        assert_eq!(places("too many requests please retry"), [0..3, 4..5]);
        assert_eq!(places("an instance"), Vec::<Range<usize>>::new());
    }
}
