//! The words of a text, as queries and indexes alike see them.

use std::ops::Range;

use crate::text::fold;

/// A Han character.
pub(in crate::search) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '々' | '〇')
}

/// The simplified form of each character from [`FIRST`] on, 16 bits each; 0 where it is its own.
static SIMPLIFIED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/simplified"));
const FIRST: u32 = 0x4e00;

/// A character without its typography ([`fold::char`]); a traditional Han character becomes the simplified one.
pub(in crate::search) fn plain(c: char) -> char {
    // ASCII is plain already, except for the backtick, and no caller cares which mark it is.
    if c.is_ascii() {
        return c;
    }
    let c = fold::char(c);
    let place = (c as u32).wrapping_sub(FIRST) as usize;
    let simplified = SIMPLIFIED.get(2 * place..).and_then(|rest| rest.first_chunk());
    let simplified = simplified.map_or(0, |bytes| u16::from_le_bytes(*bytes));
    char::from_u32(simplified.into()).filter(|&simplified| simplified != '\0').unwrap_or(c)
}

/// Whether a character is part of words. Han characters are asked for first: the standard library's table is slower.
pub(in crate::search) fn is_letter(c: char) -> bool {
    is_han(c) || c.is_alphanumeric()
}

/// Calls `each` with every word: a run of letters and digits, or a run of Han characters; its range in the
/// text, and its form without typography and letter case.
pub(in crate::search) fn each_word(text: &str, word: &mut String, mut each: impl FnMut(Range<usize>, &str)) {
    let mut start = 0;
    let mut han = false;
    word.clear();
    for (at, c) in text.char_indices() {
        let c = plain(c);
        let inside = is_letter(c);
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
pub(in crate::search) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, &mut String::new(), |_, word| words.push(word.to_owned()));
    words
}

/// The letters and digits of a text in lower case, nothing between them.
pub(in crate::search) fn squeezed(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for c in text.chars().map(plain).filter(|&c| is_letter(c)) {
        push_lower(&mut squeezed, c);
    }
    squeezed
}

pub(in crate::search) fn push_lower(text: &mut String, c: char) {
    if c.is_ascii() {
        text.push(c.to_ascii_lowercase());
    } else if is_han(c) {
        text.push(c);
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
    fn traditional_characters_are_read_as_simplified_ones() {
        assert_eq!(words("權限不足，實例 Ａ"), ["权限不足", "实例", "a"]);
        assert_eq!(squeezed("負載均衡"), "负载均衡");
        assert_eq!(squeezed("重试后仍然不存在"), "重试后仍然不存在");
    }

    #[test]
    fn squeezing_keeps_letters_only() {
        assert_eq!(squeezed("指定的 RegionId，不存在。"), "指定的regionid不存在");
    }
}
