//! Faults of a document's text that have one certain repair.
//!
//! Only what was broken on the way into the document is repaired. What the API itself returns, its
//! misspellings included, stays as it is.

/// The two texts of a row that identify an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Texts {
    pub code: String,
    pub message: String,
}

/// UTF-8 once read as Windows-1252, and what it was.
const MOJIBAKE: [(&str, &str); 6] =
    [("â€™", "’"), ("â€˜", "‘"), ("â€œ", "“"), ("â€\u{9d}", "”"), ("â€“", "–"), ("Â\u{a0}", " ")];

/// Changes the texts where they have a fault; whether they had.
type Repair = fn(&mut Texts) -> bool;

/// Every repair, and the fault it mends, in Chinese and in English.
const REPAIRS: [(Repair, &str, &str); 5] = [
    (rejoin_sentence, "句子被断在两个单元格里", "a sentence was broken over two cells"),
    (close_code, "错误码中多了空格", "there was a blank inside the code"),
    (decode, "消息中有乱码", "the message was garbled"),
    (unescape_quotes, "消息中的引号多了转义符", "the quotes in the message were escaped twice"),
    (drop_stray_quote, "消息末尾多了一个引号", "there was a quote too many at the end of the message"),
];

/// What was repaired, said in both languages.
pub(super) struct Repaired {
    pub zh: String,
    pub en: String,
}

/// Repairs what can be repaired; returns a note with the document's own text where anything was.
pub(super) fn repair(texts: &mut Texts) -> Option<Repaired> {
    let (mut zh, mut en) = (String::new(), Vec::new());
    for (repair, fault_zh, fault_en) in REPAIRS {
        let before = texts.clone();
        if !repair(texts) {
            continue;
        }
        let changed = [
            ("错误码", "code", &before.code, &texts.code),
            ("消息", "message", &before.message, &texts.message),
        ];
        let changed: Vec<_> = changed.iter().filter(|(.., before, after)| before != after).collect();
        let original: Vec<String> =
            changed.iter().map(|(name, _, before, _)| format!("{name} `{before}`")).collect();
        zh.push_str(&format!("文档{fault_zh}，已修复；原文为{}。", original.join("、")));
        let original: Vec<String> =
            changed.iter().map(|(_, name, before, _)| format!("{name} `{before}`")).collect();
        en.push(format!("Repaired: in the document, {fault_en}; it had {}.", original.join(", ")));
    }
    (!en.is_empty()).then(|| Repaired { zh, en: en.join(" ") })
}

/// `Code.Name Specified | thing exists` -> `Code.Name | Specified thing exists`
fn rejoin_sentence(texts: &mut Texts) -> bool {
    let Some((code, head)) = texts.code.split_once(' ') else { return false };
    let is_word = |c: char| c.is_ascii_alphabetic() || c == ' ';
    let continues = texts.message.starts_with(|c: char| c.is_ascii_lowercase());
    // What belongs to the message is its first words.
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

/// `ORDER.NAME_ REST` -> `ORDER.NAME_REST`
fn close_code(texts: &mut Texts) -> bool {
    let Some((head, tail)) = texts.code.split_once(' ') else { return false };
    let joint = ['.', '_', '-'];
    if tail.contains(' ') || !(head.ends_with(joint) || tail.starts_with(joint)) {
        return false;
    }
    texts.code = format!("{head}{tail}");
    true
}

fn decode(texts: &mut Texts) -> bool {
    let before = texts.message.clone();
    for (broken, right) in MOJIBAKE {
        texts.message = texts.message.replace(broken, right);
    }
    texts.message != before
}

fn unescape_quotes(texts: &mut Texts) -> bool {
    let found = texts.message.contains("\\\"");
    texts.message = texts.message.replace("\\\"", "\"");
    found
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
