//! Faults of a document's text that have one certain repair.
//!
//! Only what was broken on the way into the document is repaired. What the API itself returns, its
//! misspellings included, stays as it is.

use super::cell::{is_built, reads_as_code};
use super::row::Words;

/// The two texts of a row that identify an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Texts {
    pub code: String,
    pub message: String,
}

/// UTF-8 once read as Windows-1252, and what it was.
const MOJIBAKE: [(&str, &str); 6] =
    [("â€™", "’"), ("â€˜", "‘"), ("â€œ", "“"), ("â€\u{9d}", "”"), ("â€“", "–"), ("Â\u{a0}", " ")];

/// Changes the texts if they have a fault; returns whether they had.
type Repair = fn(&mut Texts) -> bool;

/// Every repair, and the fault it mends, in Chinese and in English.
const REPAIRS: [(Repair, &str, &str); 9] = [
    (rejoin_sentence, "句子被断在两个单元格里", "the sentence was broken over two cells"),
    (
        drop_repeated_word,
        "错误码后重复了消息的开头",
        "the code was followed by the first word of the message",
    ),
    (part_sentence, "消息写在了错误码的单元格里", "the message stood in the cell of the code"),
    (close_code, "错误码中多了空格", "the code had a blank too many"),
    (join_words, "错误码被写成了分开的单词", "the code was written as words of their own"),
    (decode, "消息中有乱码", "the message was garbled"),
    (unescape_quotes, "消息中的引号多了转义符", "the quotes of the message were escaped"),
    (drop_stray_quote, "消息末尾多了一个引号", "the message had a quote too many at its end"),
    (drop_stray_mark, "错误码中多了标点", "the code had a mark too many"),
];

/// Repairs what can be repaired; returns a note on each repair, with the document's own text.
pub(super) fn repair(texts: &mut Texts) -> Vec<Words> {
    let mut repairs = Vec::new();
    for (repair, fault_zh, fault_en) in REPAIRS {
        let before = texts.clone();
        if !repair(texts) {
            continue;
        }
        let changed = [
            ("错误码", "code", &before.code, &texts.code),
            ("消息", "message", &before.message, &texts.message),
        ];
        let changed: Vec<_> = changed.iter().filter(|(_, _, before, after)| before != after).collect();
        let zh: Vec<String> = changed.iter().map(|(zh, _, before, _)| format!("{zh} `{before}`")).collect();
        let en: Vec<String> = changed.iter().map(|(_, en, before, _)| format!("{en} `{before}`")).collect();
        repairs.push(Words::both(
            format!("文档{fault_zh}，已修复；原文为{}。", zh.join("、")),
            format!("Repaired: {fault_en}; the document has {}.", en.join(" and ")),
        ));
    }
    repairs
}

/// `Code.Name Specified | thing exists` -> `Code.Name | Specified thing exists`
fn rejoin_sentence(texts: &mut Texts) -> bool {
    let Some((code, head)) = texts.code.split_once(' ') else { return false };
    let is_word = |c: char| c.is_ascii_alphabetic() || c == ' ';
    // “Specified” is no part of a code's name, and begins many sentences.
    let is_adrift = head == "Specified" && code.contains('.') && texts.message.contains(' ');
    let continues = texts.message.starts_with(|c: char| c.is_ascii_lowercase())
        || is_adrift && !texts.message.starts_with(head);
    // The misplaced words are the start of the message.
    let starts = head.trim_start().starts_with(|c: char| c.is_ascii_uppercase());
    if !continues
        || !starts
        || code.contains('<')
        || code.ends_with(['.', '_', '-'])
        || !head.chars().all(is_word)
    {
        return false;
    }
    *texts = Texts { code: code.to_owned(), message: format!("{} {}", head.trim(), texts.message) };
    true
}

/// `Code.Name Specified | Specified thing exists` -> `Code.Name | Specified thing exists`
fn drop_repeated_word(texts: &mut Texts) -> bool {
    let Some((code, head)) = texts.code.split_once(' ') else { return false };
    let repeated = texts.message.strip_prefix(head.trim()).is_some_and(|rest| rest.starts_with(' '));
    if !repeated || !reads_as_code(code) {
        return false;
    }
    texts.code = code.to_owned();
    true
}

/// `Code.Name The thing exists. |` -> `Code.Name | The thing exists.`
fn part_sentence(texts: &mut Texts) -> bool {
    let Some((code, head)) = texts.code.split_once(' ') else { return false };
    let is_sentence = head.split_whitespace().count() >= 3;
    if !texts.message.is_empty() || !is_sentence || !reads_as_code(code) || !is_built(code) {
        return false;
    }
    *texts = Texts { code: code.to_owned(), message: head.trim().to_owned() };
    true
}

/// `ORDER.NAME_ REST` -> `ORDER.NAME_REST`, `TooManyReserved ThingsThere` -> `TooManyReservedThingsThere`
fn close_code(texts: &mut Texts) -> bool {
    let closed = texts.code.replace(". ", ".");
    if closed != texts.code && reads_as_code(&closed) {
        texts.code = closed;
        return true;
    }
    let Some((head, tail)) = texts.code.split_once(' ') else { return false };
    let joint = ['.', '_', '-'];
    let at_joint = head.ends_with(joint) || tail.starts_with(joint);
    // Both halves are words of one code, written as codes are.
    let humps = is_built(head) && reads_as_code(head) && tail.starts_with(|c: char| c.is_ascii_uppercase());
    if tail.contains(' ') || !(at_joint || humps) {
        return false;
    }
    texts.code = format!("{head}{tail}");
    true
}

/// `Lid Not Open` -> `LidNotOpen`
fn join_words(texts: &mut Texts) -> bool {
    if !is_words(&texts.code) {
        return false;
    }
    texts.code = texts.code.replace(' ', "");
    true
}

/// A few words, each with a capital, as the phrases of HTTP are written.
pub(super) fn is_words(code: &str) -> bool {
    let is_title = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(|c| c.is_ascii_uppercase())
            && letters.next().is_some()
            && letters.all(|c| c.is_ascii_lowercase())
    };
    (2..=4).contains(&code.split(' ').count()) && code.split(' ').all(is_title)
}

fn decode(texts: &mut Texts) -> bool {
    let before = texts.message.clone();
    for (broken, right) in MOJIBAKE {
        texts.message = texts.message.replace(broken, right);
    }
    texts.message != before
}

fn unescape_quotes(texts: &mut Texts) -> bool {
    let before = texts.message.clone();
    for quote in ['"', '“', '”'] {
        texts.message = texts.message.replace(&format!("\\{quote}"), &quote.to_string());
    }
    texts.message != before
}

/// `… is not valid."` where the quotes before it are paired already
fn drop_stray_quote(texts: &mut Texts) -> bool {
    let odd = texts.message.matches('"').count() % 2 == 1;
    let stray = odd && texts.message.ends_with(".\"");
    if stray {
        texts.message.pop();
    }
    stray
}

/// `Code.Name\`, `Code.Name*`: marks that Markdown left in a code.
fn drop_stray_mark(texts: &mut Texts) -> bool {
    let stray = |c: char| matches!(c, '\\' | '*' | '`' | '|');
    if !texts.code.contains(stray) {
        return false;
    }
    let code = texts.code.replace(stray, "");
    let sound = reads_as_code(&code);
    if sound {
        texts.code = code;
    }
    sound
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certain_faults_are_repaired_and_told() {
        for (code, message, right_code, right_message, original) in [
            ("Taken.Name The", "name is taken.", "Taken.Name", "The name is taken.", "Taken.Name The"),
            ("Taken.Name The", "The name is taken.", "Taken.Name", "The name is taken.", "Taken.Name The"),
            ("Taken.Name The name is taken.", "", "Taken.Name", "The name is taken.", "The name is taken."),
            ("ORDER.BAD_ CARD", "Bad.", "ORDER.BAD_CARD", "Bad.", "ORDER.BAD_ CARD"),
            (
                "TooManyReserved ThingsThere",
                "Bad.",
                "TooManyReservedThingsThere",
                "Bad.",
                "TooManyReserved ThingsThere",
            ),
            (
                "Taken.Name Specified",
                "Name is taken.",
                "Taken.Name",
                "Specified Name is taken.",
                "Taken.Name Specified",
            ),
            ("Bad<one name>. Two", "Bad.", "Bad<one name>.Two", "Bad.", "Bad<one name>. Two"),
            ("Token", "The \\\"Token\\\" is bad.", "Token", "The \"Token\" is bad.", "\\\"Token\\\""),
            ("Token", "The \\”%s\\” is bad.", "Token", "The ”%s” is bad.", "\\”%s\\”"),
            ("Token", "The \"Token\" is bad.\"", "Token", "The \"Token\" is bad.", "is bad.\""),
            ("Token", "It doesnâ€™t.", "Token", "It doesn’t.", "doesnâ€™t"),
            ("Bad.One*", "Bad.", "Bad.One", "Bad.", "Bad.One*"),
            ("Lid Not Open", "Open it.", "LidNotOpen", "Open it.", "Lid Not Open"),
        ] {
            let mut texts = Texts { code: code.to_owned(), message: message.to_owned() };
            let repairs = repair(&mut texts);
            assert_eq!((texts.code.as_str(), texts.message.as_str()), (right_code, right_message));
            let [Words { zh: Some(zh), en: Some(en) }] = &repairs[..] else { panic!("{repairs:?}") };
            assert!(zh.contains(original) && en.contains(original), "{zh} {en}");
        }
        let mut sound = Texts { code: "Fine".to_owned(), message: "It is \"fine\".".to_owned() };
        assert!(repair(&mut sound).is_empty());
    }
}
