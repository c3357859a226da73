//! Which parts of a shown text the query matched, to be highlighted.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::code::fuzzy::Fuzzy;
use super::code::letters::{self, Start};
use super::code::typo::Typo;
use super::pinyin::phonetic;
use super::query::filter::Test;
use super::query::parse::Query;
use super::words::synonyms;
use super::words::word::{each_word, is_han, plain, push_lower, squeezed};

/// Which field of an entry is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shown {
    Code,
    Message,
    Explanation,
    Description,
}

/// A query's word must have this many letters to be marked inside of other words.
const INSIDE: usize = 5;

impl Query {
    /// The bytes of a shown text that the query matched: in order, not overlapping, whole grapheme clusters.
    ///
    /// Computed anew at each call, so call it for visible rows only.
    pub fn marks(&self, field: Shown, text: &str) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        let parsed = self.parsed();
        let typed = if self.mended().is_empty() { &parsed.words } else { self.mended() };
        let mut words: Vec<&str> = typed.iter().map(String::as_str).collect();
        let mut letters = vec![words.concat()];
        for filter in parsed.filters.iter().filter(|filter| !filter.excluded) {
            match &filter.test {
                Test::Message(sought) if field == Shown::Message => {
                    words.extend(sought.iter().map(String::as_str));
                }
                Test::ExactCode(sought) if field == Shown::Code => letters.push(squeezed(sought)),
                Test::Code(sought) if field == Shown::Code => letters.push(sought.clone()),
                _ => {}
            }
        }
        let found = match field {
            Shown::Code => code(text, &letters, &words),
            Shown::Message | Shown::Description => in_words(text, &words),
            Shown::Explanation => {
                let synonyms = synonyms::within(&words).into_iter().flat_map(|(_, chinese)| chinese);
                let synonyms: Vec<&str> = synonyms.copied().collect();
                words.extend(synonyms);
                explanation(text, &letters[0], &words)
            }
        };
        whole_graphemes(text, found)
    }
}

fn code(code: &str, letters: &[String], words: &[&str]) -> Vec<Range<usize>> {
    let (folded, places): (Vec<u8>, Vec<(Start, usize)>) =
        letters::letters(code).map(|(letter, start, at)| (letter, (start, at))).unzip();
    let range = |found: Range<usize>| places[found.start].1..places[found.end - 1].1 + 1;
    let run = |sought: &str, least: Start| -> Vec<Range<usize>> {
        if sought.is_empty() {
            return Vec::new();
        }
        let found = memchr::memmem::find_iter(&folded, sought.as_bytes());
        found.filter(|&at| places[at].0 >= least).map(|at| range(at..at + sought.len())).collect()
    };
    for least in [Start::Capital, Start::None] {
        let long_enough = |sought: &&String| least > Start::None || sought.len() >= INSIDE;
        let whole: Vec<_> =
            letters.iter().filter(long_enough).flat_map(|sought| run(sought, least)).collect();
        if !whole.is_empty() {
            return whole;
        }
    }
    let apart: Vec<Vec<_>> = words.iter().map(|word| run(word, Start::Capital)).collect();
    if !apart.iter().any(Vec::is_empty) {
        return apart.concat();
    }
    let starts: Vec<Start> = places.iter().map(|(start, _)| *start).collect();
    let Some(sought) = letters.first().filter(|sought| sought.is_ascii() && !sought.is_empty()) else {
        return apart.concat();
    };
    if let Some(indices) = Fuzzy::new(sought).indices(code, &folded, &starts) {
        return indices.into_iter().map(|at| at..at + 1).collect();
    }
    match misspelt(sought, &folded) {
        ends if ends.is_empty() => apart.concat(),
        ends => ends.into_iter().map(range).collect(),
    }
}

/// What a misspelt code has in common with the query at both ends.
fn misspelt(sought: &str, code: &[u8]) -> Vec<Range<usize>> {
    if !Typo::new(sought).matches(code) {
        return Vec::new();
    }
    let sought = sought.as_bytes();
    let head = sought.iter().zip(code).take_while(|(a, b)| a == b).count();
    let tail = sought[head..].iter().rev().zip(code[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    [0..head, code.len() - tail..code.len()].into_iter().filter(|range| !range.is_empty()).collect()
}

fn in_words(text: &str, words: &[&str]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    each_word(text, &mut String::new(), |range, folded| {
        let part = |sought: &&&str| {
            folded == **sought
                || (sought.len() > 1 && folded.starts_with(**sought))
                || (sought.len() >= INSIDE && folded.contains(**sought))
        };
        // The longest of the words that were searched for is marked. A word whose letters fold into others is marked
        // whole.
        let Some(longest) = words.iter().filter(part).max_by_key(|sought| sought.len()) else { return };
        match folded.find(longest) {
            Some(at) if text[range.clone()].is_ascii() => {
                found.push(range.start + at..range.start + at + longest.len());
            }
            _ => found.push(range),
        }
    });
    found
}

fn explanation(text: &str, joined: &str, words: &[&str]) -> Vec<Range<usize>> {
    let (folded, places) = folded(text);
    let runs = |sought: &str| -> Vec<Range<usize>> {
        if sought.is_empty() {
            return Vec::new();
        }
        let found = memchr::memmem::find_iter(folded.as_bytes(), sought.as_bytes());
        found.flat_map(|at| pieces(&places, at..at + sought.len())).collect()
    };
    if joined.contains(is_han) {
        let whole = runs(joined);
        if !whole.is_empty() {
            return whole;
        }
    }
    let han = words.iter().filter(|word| word.starts_with(is_han));
    let mut found: Vec<Range<usize>> = han.flat_map(|word| runs(word)).collect();
    let latin: Vec<&str> = words.iter().copied().filter(|word| !word.contains(is_han)).collect();
    found.extend(in_words(text, &latin));
    if found.is_empty() && joined.bytes().all(|b| b.is_ascii_lowercase()) {
        each_han_run(text, |start, run| {
            let ends: Vec<usize> =
                run.char_indices().map(|(at, _)| at).chain([run.len()]).map(|at| start + at).collect();
            found.extend(
                phonetic::marks(run, joined).into_iter().map(|range| ends[range.start]..ends[range.end]),
            );
        });
    }
    found
}

/// The letters and digits of a text, and for each of their bytes the character it comes from.
fn folded(text: &str) -> (String, Vec<Range<usize>>) {
    let mut folded = String::new();
    let mut places = Vec::new();
    for (at, c) in text.char_indices() {
        let folded_char = plain(c);
        if folded_char.is_alphanumeric() {
            push_lower(&mut folded, folded_char);
            places.resize(folded.len(), at..at + c.len_utf8());
        }
    }
    (folded, places)
}

/// The characters of a folded run, neighbours joined.
fn pieces(places: &[Range<usize>], run: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for place in &places[run] {
        match pieces.last_mut() {
            Some(last) if last.end >= place.start => last.end = place.end,
            _ => pieces.push(place.clone()),
        }
    }
    pieces
}

/// Calls `each` with every run of Han characters; a blank ends a run.
fn each_han_run(text: &str, mut each: impl FnMut(usize, &str)) {
    each_word(text, &mut String::new(), |range, _| {
        if text[range.clone()].starts_with(is_han) {
            each(range.start, &text[range]);
        }
    });
}

/// Ranges in order, overlapping or touching ones joined, each widened to whole grapheme clusters.
fn whole_graphemes(text: &str, mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    if found.is_empty() {
        return found;
    }
    found.sort_unstable_by_key(|range| (range.start, range.end));
    let mut marks: Vec<Range<usize>> = Vec::new();
    let mut next = found.into_iter().peekable();
    for (start, grapheme) in text.grapheme_indices(true) {
        let end = start + grapheme.len();
        while next.next_if(|range| range.end <= start).is_some() {}
        if next.peek().is_none_or(|range| range.start >= end) {
            continue;
        }
        match marks.last_mut() {
            Some(last) if last.end == start => last.end = end,
            _ => marks.push(start..end),
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    fn marked(query: &str, field: Shown, text: &str) -> String {
        let query = Query::parse(query, &Catalog::default());
        let mut marked = String::new();
        let mut at = 0;
        for range in query.marks(field, text) {
            marked += &format!("{}[{}]", &text[at..range.start], &text[range.clone()]);
            at = range.end;
        }
        marked + &text[at..]
    }

    #[test]
    fn what_matched_is_marked() {
        use Shown::{Code, Explanation, Message};
        for (query, field, text, expected) in [
            ("instanceid", Code, "InvalidInstanceId.NotFound", "Invalid[InstanceId].NotFound"),
            ("invalid instance id not", Code, "InvalidInstanceId.NotFound", "[InvalidInstanceId.Not]Found"),
            ("found invalid", Code, "InvalidInstanceId.NotFound", "[Invalid]InstanceId.Not[Found]"),
            ("invdbinst", Code, "InvalidDBInstanceId", "[Inv]alid[DBInst]anceId"),
            ("Forbidden.SubUser", Code, "Forbbiden.SubUser", "[Forb]bi[den.SubUser]"),
            ("code:=A.NotFound", Code, "A.NotFound", "[A.NotFound]"),
            ("code:Found", Code, "A.NotFound", "A.Not[Found]"),
            ("实例", Code, "InvalidInstanceId", "InvalidInstanceId"),
            ("spec instance", Message, "The Specified instance.", "The [Spec]ified [instance]."),
            ("\"not found\"", Message, "Is not “found”.", "Is [not] “[found]”."),
            ("msg:lock", Message, "It is locked", "It is [lock]ed"),
            ("不存在", Explanation, "实例不存在。", "实例[不存在]。"),
            ("regionid不存在", Explanation, "RegionId 不存在", "[RegionId] [不存在]"),
            ("存在 实例", Explanation, "实例不存在。", "[实例]不[存在]。"),
            ("slbcz", Explanation, "指定的实例不存在。", "指定的[实例不存在]。"),
            ("shilibcz", Explanation, "指定的实例不存在。", "指定的[实例不存在]。"),
            ("zzz", Explanation, "实例", "实例"),
            ("-实例", Explanation, "实例", "实例"),
        ] {
            assert_eq!(marked(query, field, text), expected, "{query}");
        }
    }

    #[test]
    fn a_mark_never_splits_a_cluster() {
        assert_eq!(marked("cafe", Shown::Message, "cafe\u{301} x"), "[cafe\u{301}] x");
    }
}
