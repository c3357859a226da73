//! Sentences with marks in them: `code` between backticks, and placeholders in capitals.

use std::ops::Range;

use super::rich::Role;

/// A text without its backticks, and where it had them.
pub fn without_backticks(text: &str) -> (String, Vec<(Range<usize>, Role)>) {
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

/// What stands for values that are not known: words of capitals with an underscore, as `REGION_ID`.
pub fn placeholders(text: &str) -> Vec<(Range<usize>, Role)> {
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

/// Marks in order, of which later ones give way to earlier ones where they overlap.
pub fn merged(
    mut first: Vec<(Range<usize>, Role)>,
    others: Vec<(Range<usize>, Role)>,
) -> Vec<(Range<usize>, Role)> {
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
}
