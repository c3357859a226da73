//! Sentences with marks in them: `code` between backticks, and placeholders in capitals.

use std::ops::Range;

use super::rich::{Role, showable};

/// Ranges of a text with another role than the rest.
pub type Marks = Vec<(Range<usize>, Role)>;

/// A text without its backticks, and where it had them.
pub fn without_backticks(text: &str) -> (String, Marks) {
    let mut plain = String::with_capacity(text.len());
    let mut marks = Vec::new();
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once('`') {
        let Some((code, after)) = inside.split_once('`') else { break };
        plain.push_str(before);
        let start = plain.len();
        plain.push_str(code);
        marks.push((start..plain.len(), Role::Strong));
        rest = after;
    }
    plain.push_str(rest);
    (plain, marks)
}

/// The stand-ins for unknown values: words of capitals with an underscore, such as `REGION_ID`.
pub fn placeholders(text: &str) -> Marks {
    let part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_alphanumeric() || c == '_').map(|i| at + i) {
        let rest = &text[start..];
        let end = start + rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let word = &text[start..end];
        if word.len() > 2 && word.contains('_') && word.chars().all(part) && !word.starts_with('_') {
            found.push((start..end, Role::Placeholder));
        }
        at = end;
    }
    found
}

/// Both lists of marks in order. Where they overlap, those of `others` are dropped.
pub fn merged(mut first: Marks, others: Marks) -> Marks {
    let free = |range: &Range<usize>, taken: &[(Range<usize>, Role)]| {
        taken.iter().all(|(other, _)| range.end <= other.start || other.end <= range.start)
    };
    for (range, role) in others {
        if free(&range, &first) {
            first.push((range, role));
        }
    }
    first.sort_by_key(|(range, _)| range.start);
    first
}

/// The ways in which documents write a placeholder.
fn written(name: &str) -> [String; 4] {
    [format!("<{name}>"), format!("{{{name}}}"), format!("${{{name}}}"), format!("[{name}]")]
}

/// A sentence with its placeholders filled, and where the values stand.
pub(super) fn filled(sentence: &str, params: &[(String, String)]) -> (String, Marks) {
    let mut text = sentence.to_owned();
    let mut marks: Marks = Vec::new();
    for (name, value) in params {
        let found = written(name).into_iter().find_map(|form| text.find(&form).map(|at| (at, form.len())));
        let Some((at, length)) = found else { continue };
        let value = format!(" {} ", showable(value));
        text.replace_range(at..at + length, &value);
        for (range, _) in &mut marks {
            if range.start > at {
                *range = range.start + value.len() - length..range.end + value.len() - length;
            }
        }
        marks.push((at..at + value.len(), Role::Bound));
    }
    marks.sort_by_key(|(range, _)| range.start);
    (text, marks)
}

/// Where a documented message has its placeholders.
pub(super) fn templated(text: &str, params: &[(String, String)]) -> Marks {
    let mut marks: Marks = Vec::new();
    for (name, _) in params {
        let found = written(name).into_iter().find_map(|form| text.find(&form).map(|at| at..at + form.len()));
        if let Some(range) = found.filter(|range| marks.iter().all(|(other, _)| other != range)) {
            marks.push((range, Role::Placeholder));
        }
    }
    marks.sort_by_key(|(range, _)| range.start);
    marks.dedup_by(|b, a| b.0.start < a.0.end);
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_backticks_is_strong() {
        let (text, marks) = without_backticks("取 `WithStock` 的`可用区`，一个 ` 不算");
        assert_eq!(text, "取 WithStock 的可用区，一个 ` 不算");
        let strong: Vec<&str> = marks.iter().map(|(range, _)| &text[range.clone()]).collect();
        assert_eq!(strong, ["WithStock", "可用区"]);
    }

    #[test]
    fn capitals_with_an_underscore_are_placeholders() {
        let text = "aliyun ecs X --RegionId REGION_ID --F '[\"DISK_ID\"]' --Type JSON_ a_B";
        let found: Vec<&str> = placeholders(text).into_iter().map(|(range, _)| &text[range]).collect();
        assert_eq!(found, ["REGION_ID", "DISK_ID", "JSON_"]);
    }

    #[test]
    fn a_sentence_takes_in_the_values_of_its_placeholders() {
        let params = [("Name".to_owned(), "Cpu".to_owned()), ("Value".to_owned(), "64".to_owned())];
        let (text, marks) = filled("参数 {Name} 超过上限 <Value>。", &params);
        assert_eq!(text, "参数  Cpu  超过上限  64 。");
        let values: Vec<&str> = marks.iter().map(|(range, _)| &text[range.clone()]).collect();
        assert_eq!(values, [" Cpu ", " 64 "]);
    }
}
