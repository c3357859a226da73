//! How Chinese characters are read, as people of this field say them.

use std::collections::HashMap;
use std::sync::LazyLock;

use pinyin::ToPinyin;

/// Words in which a character does not have its usual reading, by their first character: `assets/pinyin.txt`.
static WORDS: LazyLock<HashMap<char, Vec<(&str, &str)>>> = LazyLock::new(|| {
    let rows = include_str!("../../../assets/pinyin.txt").lines().filter(|line| !line.starts_with('#'));
    let mut words: HashMap<char, Vec<(&str, &str)>> = HashMap::new();
    for (word, reading) in rows.filter_map(|row| row.split_once(' ')) {
        words.entry(word.chars().next().unwrap_or_default()).or_default().push((word, reading));
    }
    words
});

/// Characters for which the dictionary lists another reading than the usual one first.
const CHARACTERS: [(char, &str); 4] = [('都', "dou"), ('的', "de"), ('还', "hai"), ('载', "zai")];

/// The syllables of a run of Han characters, without tones and with `v` for `ü`; `None` for a character that
/// has no known reading.
pub(in crate::search) fn syllables(text: &str) -> Vec<Option<String>> {
    let mut syllables = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let words = WORDS.get(&c).map(Vec::as_slice).unwrap_or_default();
        if let Some((word, reading)) = words.iter().find(|(word, _)| rest.starts_with(word)) {
            syllables.extend(reading.split(' ').map(|syllable| Some(syllable.to_owned())));
            rest = &rest[word.len()..];
            continue;
        }
        let known = CHARACTERS.iter().find(|(other, _)| *other == c);
        let reading = known.map(|(_, reading)| *reading).or_else(|| c.to_pinyin().map(|p| p.plain()));
        syllables.push(reading.map(|reading| reading.replace('ü', "v")));
        rest = &rest[c.len_utf8()..];
    }
    syllables
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let known = syllables(text).into_iter().map(|syllable| syllable.unwrap_or("?".to_owned()));
        known.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn heteronyms_are_read_as_the_field_reads_them() {
        for (text, reading) in [
            ("请稍后重试", "qing shao hou chong shi"),
            ("权重参数", "quan zhong can shu"),
            ("调用接口", "diao yong jie kou"),
            ("重复调整长度", "chong fu tiao zheng chang du"),
            ("增长", "zeng zhang"),
            ("银行执行", "yin hang zhi xing"),
            ("频率", "pin lv"),
            ("a不", "? bu"),
        ] {
            assert_eq!(read(text), reading);
        }
    }

    #[test]
    fn every_word_of_the_table_has_a_syllable_for_each_character() {
        for (word, reading) in WORDS.values().flatten() {
            assert_eq!(word.chars().count(), reading.split(' ').count(), "{word}");
        }
    }
}
