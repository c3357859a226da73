//! Converts records into entries of the catalogue. No other file of the import knows both.

use super::row::{Record, Words};
use super::table::header;
use crate::catalog::{Both, EntryRecord, Explanation, HttpStatus, Origin, Said, Source, Step, Text};

/// The entry for an error of a document.
pub(super) fn of(record: Record, document: &str) -> EntryRecord {
    let official = |text: String| Said { text: text.into(), origin: Origin::Official };
    EntryRecord {
        status: record.status.and_then(HttpStatus::new),
        message: record.message.map(Text::from),
        explanation: Explanation { zh: record.explanation_zh.map(official), en: None },
        description_en: record.description_en.map(Text::from),
        steps: steps(record.solution_zh, record.solution_en),
        sections: sections(&record.sections),
        sources: vec![Source { document: document.into(), rows: vec![record.place] }],
        note: joined(&record.notes),
        repair: joined(&record.repairs),
        ..EntryRecord::of_code(record.code)
    }
}

/// The heading right above an error, and the document's title, where that names what the errors are of: the pages of
/// APIs all have them below the same heading.
fn sections(headings: &[String]) -> Vec<Both> {
    let title = headings.first().filter(|title| !header::is_about_errors(title) && !title.contains(' '));
    let is_api = title.filter(|title| title.is_ascii() && headings.len() > 1);
    headings.last().into_iter().chain(is_api).map(|section| Both::told_by_letters(&**section)).collect()
}

/// The steps of a document in one language or in two; those of two go together where there are as many.
fn steps(zh: Vec<String>, en: Vec<String>) -> Vec<Step> {
    let step = |zh: Option<String>, en: Option<String>| Step {
        text: Both { zh: zh.map(Text::from), en: en.map(Text::from) },
        origin: Origin::Official,
        act: None,
    };
    if zh.len() == en.len() {
        return zh.into_iter().zip(en).map(|(zh, en)| step(Some(zh), Some(en))).collect();
    }
    let zh = zh.into_iter().map(|zh| step(Some(zh), None));
    zh.chain(en.into_iter().map(|en| step(None, Some(en)))).collect()
}

/// Several remarks as one, in each language.
fn joined(remarks: &[Words]) -> Option<Both> {
    let both = Both {
        zh: sentences(remarks.iter().filter_map(|words| words.zh.as_deref()), "。", ""),
        en: sentences(remarks.iter().filter_map(|words| words.en.as_deref()), ".", " "),
    };
    (!both.is_empty()).then_some(both)
}

/// Texts after each other. What a document says beside its texts often has no stop, and would run into what follows.
fn sentences<'a>(texts: impl Iterator<Item = &'a str>, stop: &str, blank: &str) -> Option<Text> {
    let mut all = String::new();
    for text in texts {
        if !all.is_empty() {
            if !all.ends_with(['。', '！', '？', '；', '.', '!', '?', ';']) {
                all.push_str(stop);
            }
            all.push_str(blank);
        }
        all.push_str(text);
    }
    (!all.is_empty()).then(|| all.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_do_not_run_into_each_other() {
        let zh = |text: &str| Words { zh: Some(text.to_owned()), en: None };
        let joined = |texts: &[&str]| joined(&texts.iter().map(|text| zh(text)).collect::<Vec<_>>());
        let said = |both: Option<Both>| both.and_then(|both| both.zh).map(|text| text.to_string());
        assert_eq!(
            said(joined(&["只在北京", "原因：没有鱼。", "没有鸟"])).as_deref(),
            Some("只在北京。原因：没有鱼。没有鸟")
        );
        assert_eq!(said(joined(&["只在北京"])).as_deref(), Some("只在北京"));
        let words = Words::both("一。", "One");
        assert_eq!(
            super::joined(&[words.clone(), words]).and_then(|both| both.en).as_deref(),
            Some("One. One")
        );
    }
}
