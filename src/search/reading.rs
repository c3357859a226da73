//! How Chinese characters are read, as people of this field say them.

use pinyin::ToPinyin;

/// Words in which a character is not read as it mostly is.
const WORDS: [(&str, &str); 70] = [
    ("重试", "chong shi"),
    ("重复", "chong fu"),
    ("重新", "chong xin"),
    ("重启", "chong qi"),
    ("重置", "chong zhi"),
    ("重名", "chong ming"),
    ("重建", "chong jian"),
    ("重命名", "chong ming ming"),
    ("重定向", "chong ding xiang"),
    ("重连", "chong lian"),
    ("重传", "chong chuan"),
    ("重放", "chong fang"),
    ("重发", "chong fa"),
    ("重叠", "chong die"),
    ("重合", "chong he"),
    ("重载", "chong zai"),
    ("重装", "chong zhuang"),
    ("重写", "chong xie"),
    ("重做", "chong zuo"),
    ("重绑", "chong bang"),
    ("重构", "chong gou"),
    ("调整", "tiao zheng"),
    ("调试", "tiao shi"),
    ("调节", "tiao jie"),
    ("调优", "tiao you"),
    ("协调", "xie tiao"),
    ("微调", "wei tiao"),
    ("参差", "cen ci"),
    ("长度", "chang du"),
    ("长期", "chang qi"),
    ("长时间", "chang shi jian"),
    ("长连接", "chang lian jie"),
    ("时长", "shi chang"),
    ("过长", "guo chang"),
    ("太长", "tai chang"),
    ("延长", "yan chang"),
    ("最长", "zui chang"),
    ("超长", "chao chang"),
    ("长整", "chang zheng"),
    ("银行", "yin hang"),
    ("行业", "hang ye"),
    ("行数", "hang shu"),
    ("一行", "yi hang"),
    ("多行", "duo hang"),
    ("换行", "huan hang"),
    ("每行", "mei hang"),
    ("首行", "shou hang"),
    ("行号", "hang hao"),
    ("校验", "jiao yan"),
    ("校对", "jiao dui"),
    ("归还", "gui huan"),
    ("返还", "fan huan"),
    ("还原", "huan yuan"),
    ("还款", "huan kuan"),
    ("偿还", "chang huan"),
    ("角色", "jue se"),
    ("弹性", "tan xing"),
    ("供给", "gong ji"),
    ("首都", "shou du"),
    ("成都", "cheng du"),
    ("会计", "kuai ji"),
    ("转载", "zhuan zai"),
    ("模板", "mu ban"),
    ("没收", "mo shou"),
    ("折扣", "zhe kou"),
    ("发行", "fa xing"),
    ("暂停", "zan ting"),
    ("堵塞", "du se"),
    ("阻塞", "zu se"),
    ("降级", "jiang ji"),
];

/// Characters that the dictionary gives in a reading that is not their usual one.
const CHARACTERS: [(char, &str); 4] = [('都', "dou"), ('的', "de"), ('还', "hai"), ('载', "zai")];

/// The syllables of a run of Han characters, without tones and with `v` for `ü`; `None` for a character that
/// has no known reading.
pub(super) fn syllables(text: &str) -> Vec<Option<String>> {
    let mut syllables = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((word, reading)) = WORDS.iter().find(|(word, _)| rest.starts_with(word)) {
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
        for (word, reading) in WORDS {
            assert_eq!(word.chars().count(), reading.split(' ').count(), "{word}");
        }
    }
}
