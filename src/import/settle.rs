//! Turns a row into the errors that it documents: splits codes, repairs faults, sorts texts by language.

use super::cell::{self, Status};
use super::language::{describes_answer, has_han, is_advice, is_chinese, reads_as_sentence};
use super::markup::{BULLET, lines, one_line};
use super::repair::{self, Texts};
use super::report::Reason;
use super::row::{Record, Role, Row, Words};

/// The errors that a row documents, one for each code and each message in it.
///
/// # Errors
/// Where nothing in its place for codes reads as one.
pub fn settle(row: Row) -> Result<Vec<Record>, Reason> {
    let Codes { codes, beside } = match row.is_verbatim {
        true => Codes { codes: vec![row.code.clone()], beside: None },
        false => codes(&row.code),
    };
    let mut base = Record { place: row.place, sections: row.sections, ..Record::default() };
    sort_texts(row.texts, row.is_verbatim, &mut base);
    base.notes.extend(beside.map(|text| {
        Words::both(
            format!("文档在错误码旁写有“{text}”。"),
            format!("The document has “{text}” beside the code."),
        )
    }));
    if !row.is_verbatim && is_success(&codes, &base) {
        return Err(Reason::Success(row.code.replace('\n', " ")));
    }
    match cell::status(&row.status) {
        Status::None => {}
        Status::One(status) => base.status = Some(status),
        Status::Unclear => base.notes.push(Words::both(
            format!("文档写的状态“{}”不是一个 HTTP 状态码。", row.status),
            format!("The status in the document, “{}”, is no single HTTP status.", row.status),
        )),
    }
    let repairable = codes.len() == 1 && !row.is_verbatim;
    let message = base.message.take().unwrap_or_default();
    let messages = if row.is_verbatim { vec![&*message] } else { alternatives(&message) };
    let record = |(code, message): (&String, &&str)| {
        let mut record = base.clone();
        let mut texts = Texts { code: code.clone(), message: (*message).to_owned() };
        if repairable {
            record.repairs.extend(repair::repair(&mut texts));
        }
        if !(is_code(&texts.code) || row.is_verbatim && !texts.code.is_empty()) {
            return Err(Reason::NoCode(row.code.replace('\n', " ")));
        }
        record.code = texts.code;
        record.message = (!texts.message.is_empty()).then_some(texts.message);
        Ok(record)
    };
    codes.iter().flat_map(|code| messages.iter().map(move |message| (code, message))).map(record).collect()
}

/// `The lid is open.或The lid is lost.`: the two messages of a cell that has one or the other.
fn alternatives(message: &str) -> Vec<&str> {
    let parts: Vec<&str> = message.split("或者").flat_map(|part| part.split('或')).map(str::trim).collect();
    let are_sentences = parts.iter().all(|part| reads_as_sentence(part))
        && parts.iter().rev().skip(1).all(|part| part.ends_with(['.', '!', '。']));
    if are_sentences { parts } else { vec![message] }
}

/// Whether a row of an error table is about a request that succeeded: `OK | 请求成功`.
fn is_success(codes: &[String], record: &Record) -> bool {
    let named = |code: &String| ["ok", "success", "0", "200", "00000"].contains(&&*code.to_lowercase());
    let says = |text: &String| {
        let text = text.to_lowercase();
        (text.contains("成功") && !text.contains(['未', '不', '没']))
            || text.contains("success")
            || text.starts_with("no error")
    };
    let texts = [&record.explanation_zh, &record.message, &record.description_en].into_iter().flatten();
    let steps = record.solution_zh.iter().chain(&record.solution_en);
    codes.iter().all(named) && texts.chain(steps).any(says)
}

fn is_code(text: &str) -> bool {
    cell::reads_as_code(text) || cell::reads_as_number(text)
}

/// The codes of a cell, and what stands beside a single one in parentheses.
struct Codes {
    codes: Vec<String>,
    beside: Option<String>,
}

fn codes(text: &str) -> Codes {
    let text = lines(text).collect::<Vec<_>>().join("\n");
    let text = text.replace('：', ":");
    let whole = bare(&text);
    let one = |code: &str| Codes { codes: vec![code.to_owned()], beside: None };
    // `Aa.Bb（说明）`
    if let Some((code, beside)) = whole.split_once(['（', '(']) {
        let (code, beside) = (bare(code), beside.trim_end_matches(['）', ')']).trim());
        if is_code(code) && !beside.is_empty() {
            return Codes { codes: vec![code.to_owned()], beside: Some(beside.replace('\n', " ")) };
        }
    }
    let marks = ['\n', '、', ',', '，', ';', '；', '|', '/', '或', '和'];
    let parts: Vec<&str> = whole.split(marks).flat_map(|part| part.split(" or ")).map(bare).collect();
    let whole_codes =
        |parts: &[&str]| parts.iter().all(|part| cell::reads_as_code(part) && cell::is_built(part));
    let numbers = |parts: &[&str]| parts.iter().all(|part| cell::reads_as_number(part));
    let lines = |parts: &[&str]| whole.contains('\n') && parts.iter().all(|part| is_code(part));
    if parts.len() > 1 && (whole_codes(&parts) || numbers(&parts) || lines(&parts)) {
        return Codes { codes: parts.into_iter().map(str::to_owned).collect(), beside: None };
    }
    let words: Vec<&str> = whole.split_whitespace().collect();
    if words.len() > 1 && words.iter().all(|word| cell::reads_as_code(word) && word.contains('.')) {
        return Codes { codes: words.into_iter().map(str::to_owned).collect(), beside: None };
    }
    one(&whole.replace('\n', " "))
}

/// A code without the quotes around it and the comma or colon behind it.
fn bare(code: &str) -> &str {
    let code = code.trim().trim_end_matches([':', '：', '，', ',', '；', ';', '。', '、']);
    code.trim_matches(['"', '“', '”', '‘', '’', '\'', '「', '」']).trim()
}

fn add_steps(text: &str, record: &mut Record) {
    let steps = if has_han(text) { &mut record.solution_zh } else { &mut record.solution_en };
    steps.extend(lines(text).map(str::to_owned));
}

/// What is wrong, and the list below it of what to do. A list that the prose leads to with a colon is part of it.
fn prose_and_steps(text: &str) -> (String, String) {
    match text.split_once(&format!("\n{BULLET}")) {
        Some((prose, steps)) if !prose.starts_with(BULLET) && !prose.ends_with(['：', ':', '，', ',']) => {
            (prose.to_owned(), steps.to_owned())
        }
        _ => (text.to_owned(), String::new()),
    }
}

/// Puts each text into the field of its language and role. The message of metadata is one in any language.
fn sort_texts(texts: Vec<(Role, String)>, is_verbatim: bool, record: &mut Record) {
    let mut chinese: Vec<(Role, String)> = Vec::new();
    let mut english: Vec<String> = Vec::new();
    for (role, text) in texts {
        let none = ["无", "暂无", "N/A", "NA", "None"].contains(&text.trim_end_matches(['.', '。']));
        if none || !text.chars().any(char::is_alphanumeric) {
            continue;
        }
        let (text, steps) =
            if role == Role::Description { prose_and_steps(&text) } else { (text, String::new()) };
        add_steps(&steps, record);
        let line = one_line(&text);
        match role {
            Role::Solution => add_steps(&text, record),
            Role::Message if is_verbatim => record.message = Some(line),
            Role::Message if describes_answer(&line) => english.push(line),
            Role::Message if is_chinese(&line) => chinese.push((role, line)),
            Role::Message if record.message.is_none() => record.message = Some(line),
            Role::Description | Role::Cause if has_han(&line) => chinese.push((role, line)),
            _ => english.push(line),
        }
    }
    // A cause explains only where no description does.
    chinese.sort_by_key(|(role, _)| *role == Role::Cause);
    chinese.dedup_by(|a, b| a.1 == b.1);
    let mut chinese = chinese.into_iter();
    record.explanation_zh = chinese.next().map(|(_, text)| text);
    for (role, text) in chinese {
        if role != Role::Cause && is_advice(&text) {
            record.solution_zh.push(text);
        } else {
            let note = if role == Role::Cause { format!("原因：{text}") } else { text };
            record.notes.push(Words { zh: Some(note), en: None });
        }
    }
    english.dedup();
    let mut english = english.into_iter();
    record.description_en = english.next();
    record.notes.extend(english.map(|text| Words { zh: None, en: Some(text) }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(code: &str, status: &str, texts: &[(Role, &str)]) -> Row {
        let texts = texts.iter().map(|(role, text)| (*role, (*text).to_owned())).collect();
        Row { place: 7, code: code.to_owned(), status: status.to_owned(), texts, ..Row::default() }
    }

    #[test]
    fn several_codes_in_a_cell_are_several_errors() {
        for cell in
            ["Aa.One\nBb.Two", "Aa.One、Bb.Two", "Aa.One / Bb.Two", "Aa.One Bb.Two", "“Aa.One” or “Bb.Two”"]
        {
            let records = settle(row(cell, "400", &[(Role::Message, "It is bad.")])).unwrap();
            let codes: Vec<&str> = records.iter().map(|record| record.code.as_str()).collect();
            assert_eq!(codes, ["Aa.One", "Bb.Two"], "{cell}");
            assert!(
                records.iter().all(|r| r.status == Some(400) && r.message.as_deref() == Some("It is bad."))
            );
        }
    }

    #[test]
    fn texts_are_told_apart_by_language() {
        let texts = [
            (Role::Message, "参数不对。"),
            (Role::Description, "请检查\n参数。"),
            (Role::Cause, "没有填写。"),
            (Role::Solution, "One.\nTwo."),
        ];
        let record = settle(row("Aa.One", "", &texts)).unwrap().remove(0);
        assert_eq!((record.message, record.explanation_zh.as_deref()), (None, Some("参数不对。")));
        assert_eq!(record.solution_zh, ["请检查 参数。"]);
        assert_eq!(record.solution_en, ["One.", "Two."]);
        assert_eq!(record.notes[0].zh.as_deref(), Some("原因：没有填写。"));

        let texts =
            [(Role::Message, "The error message returned because it is bad."), (Role::Message, "Bad.")];
        let record = settle(row("Aa.One", "", &texts)).unwrap().remove(0);
        assert_eq!(record.message.as_deref(), Some("Bad."));
        assert_eq!(record.description_en.as_deref(), Some("The error message returned because it is bad."));
    }

    #[test]
    fn a_status_that_is_none_is_noted() {
        for status in ["4000", "400/403"] {
            let record = settle(row("Aa.One", status, &[])).unwrap().remove(0);
            assert_eq!(record.status, None);
            let note = &record.notes[0];
            assert!([&note.zh, &note.en].iter().all(|said| said.as_deref().unwrap().contains(status)));
        }
        assert!(settle(row("Aa.One", "-", &[])).unwrap()[0].notes.is_empty());
    }

    #[test]
    fn a_request_that_succeeded_is_no_error() {
        let success = settle(row("OK", "", &[(Role::Description, "请求成功。")]));
        assert_eq!(success, Err(Reason::Success("OK".to_owned())));
        assert!(settle(row("0", "", &[(Role::Description, "未成功。")])).is_ok());
        assert!(settle(row("OK.Not", "", &[(Role::Description, "请求成功。")])).is_ok());
    }

    #[test]
    fn what_is_no_code_is_said() {
        assert_eq!(settle(row("没有", "400", &[])), Err(Reason::NoCode("没有".to_owned())));
        let record = settle(row("10001（设备）", "", &[])).unwrap().remove(0);
        assert_eq!((record.code.as_str(), record.notes.len()), ("10001", 1));
    }
}
