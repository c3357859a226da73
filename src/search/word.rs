//! The words of a text, as queries and indexes alike see them.

use std::ops::Range;

use crate::text::fold;

/// A Han character.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '々' | '〇')
}

/// Calls `each` with every word: a run of letters and digits, or a run of Han characters; its range in the
/// text, and its form without typography and letter case.
pub(super) fn each_word(text: &str, word: &mut String, mut each: impl FnMut(Range<usize>, &str)) {
    let mut start = 0;
    let mut han = false;
    word.clear();
    for (at, c) in text.char_indices() {
        let c = fold::char(c);
        let inside = c.is_alphanumeric();
        if !word.is_empty() && (!inside || is_han(c) != han) {
            each(start..at, word);
            word.clear();
        }
        if inside {
            if word.is_empty() {
                start = at;
                han = is_han(c);
            }
            push_lower(word, c);
        }
    }
    if !word.is_empty() {
        each(start..text.len(), word);
        word.clear();
    }
}

/// The words of a text, folded.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, &mut String::new(), |_, word| words.push(word.to_owned()));
    words
}

/// The letters and digits of a text in lower case, nothing between them.
pub(super) fn squeezed(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for c in text.chars().map(fold::char).filter(|c| c.is_alphanumeric()) {
        push_lower(&mut squeezed, c);
    }
    squeezed
}

pub(super) fn push_lower(text: &mut String, c: char) {
    if c.is_ascii() {
        text.push(c.to_ascii_lowercase());
    } else {
        text.extend(c.to_lowercase());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_at_marks_blanks_and_where_the_script_changes() {
        assert_eq!(words("The “DB_Name” isn’t ok.."), ["the", "db", "name", "isn", "t", "ok"]);
        assert_eq!(words("redis白名单,ＩＰ"), ["redis", "白名单", "ip"]);
        assert_eq!(words(" -- "), Vec::<String>::new());
    }

    #[test]
    fn squeezing_keeps_letters_only() {
        assert_eq!(squeezed("指定的 RegionId，不存在。"), "指定的regionid不存在");
    }
}
