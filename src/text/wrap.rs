//! Breaking mixed Han and Latin text into lines of a width.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use super::width::Measure;

/// The byte ranges of `text` that stand on each line of at most `columns` columns.
///
/// Breaks where Unicode's line breaking rules (UAX #14) allow it, so that no line starts with a
/// closing mark; but not at a hyphen, for most of them stand in ids and options, which are copied. A word longer than a
/// line is cut between graphemes, after one of `._-/?&` where it has one. Blanks at a break belong to no line; line feeds always break. There is always at least one range.
pub fn wrap(text: &str, columns: usize, measure: Measure) -> Vec<Range<usize>> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    let mut line = 0..0;
    let mut taken = 0;
    let mut from = 0;
    // `cn-hangzhou`, `--RegionId`
    let splits_id = |to: usize| {
        text[..to].ends_with('-') && text[to..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
    };
    for (to, opportunity) in linebreaks(text).filter(|(to, _)| !splits_id(*to)) {
        let piece = text[from..to].trim_end();
        let ink = measure.columns(piece);
        if taken + ink > columns && !line.is_empty() {
            lines.push(trim_end(text, &line));
            line = from..from;
            taken = 0;
        }
        if ink > columns {
            let (cut, rest) = cut_long(text, from..from + piece.len(), columns, measure);
            lines.extend(cut);
            taken = measure.columns(&text[rest.clone()]);
            line = rest.start..to;
            // The blanks behind the piece take columns, as those behind any piece do.
            taken += measure.columns(&text[rest.end..to]);
        } else {
            taken += measure.columns(&text[from..to]);
            line.end = to;
        }
        from = to;
        if opportunity == BreakOpportunity::Mandatory && to < text.len() {
            lines.push(trim_end(text, &line));
            line = to..to;
            taken = 0;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(trim_end(text, &line));
    }
    lines
}

fn trim_end(text: &str, line: &Range<usize>) -> Range<usize> {
    line.start..line.start + text[line.clone()].trim_end().len()
}

/// Cuts a piece wider than a line; returns the full lines and what is left for the next one.
fn cut_long(
    text: &str,
    piece: Range<usize>,
    columns: usize,
    measure: Measure,
) -> (Vec<Range<usize>>, Range<usize>) {
    let mut lines = Vec::new();
    let mut start = piece.start;
    loop {
        // Only as much is measured as fits: a piece may be a megabyte long.
        let (head, _) = measure.head(&text[start..piece.end], columns);
        let mut len = head.len();
        if start + len == piece.end {
            break;
        }
        if let Some(joint) = head.rfind(['.', '_', '-', '/', '?', '&']).map(|at| at + 1)
            && joint * 2 > len
        {
            len = joint;
        }
        if len == 0 {
            // One grapheme wider than the line: it is put there all the same, or nothing would end.
            len = text[start..].graphemes(true).next().map_or(1, str::len);
        }
        lines.push(start..start + len);
        start += len;
    }
    (lines, start..piece.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, columns: usize) -> Vec<&str> {
        wrap(text, columns, Measure::Narrow).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn latin_words_stay_whole_and_han_breaks_anywhere() {
        assert_eq!(lines("指定的 DBInstanceId 不存在。", 12), ["指定的", "DBInstanceId", "不存在。"]);
    }

    #[test]
    fn an_option_is_not_torn_from_its_hyphens() {
        assert_eq!(lines("aliyun ecs --RegionId x", 13), ["aliyun ecs", "--RegionId x"]);
        assert_eq!(lines("用 X --Id 查", 6), ["用 X", "--Id", "查"]);
    }

    #[test]
    fn an_id_is_not_torn_at_its_hyphens() {
        let text = "先查 aliyun ecs X --RegionId cn-hangzhou 的 i-bp1";
        for columns in 12..60 {
            for line in lines(text, columns) {
                assert!(!line.ends_with('-') && !line.starts_with('-') || line.starts_with("--"), "{line}");
            }
        }
        assert_eq!(lines("--RegionId cn-hangzhou", 14), ["--RegionId", "cn-hangzhou"]);
    }

    #[test]
    fn no_line_starts_with_a_closing_mark() {
        assert_eq!(lines("实例不存在，请检查。", 10), ["实例不存", "在，请检", "查。"]);
    }

    #[test]
    fn long_words_are_cut_at_their_joints() {
        assert_eq!(lines("InvalidDBInstanceId.NotFound", 22), ["InvalidDBInstanceId.", "NotFound"]);
        assert_eq!(lines("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(lines("实例", 1), ["实", "例"]);
    }

    #[test]
    fn nothing_but_blanks_at_breaks_is_lost() {
        let text = "The specified “DBInstanceId” 不存在, see https://example.com/a/b/c?x=1 \n and more";
        for columns in 0..40 {
            let kept: String = wrap(text, columns, Measure::Narrow)
                .into_iter()
                .flat_map(|range| text[range].chars())
                .filter(|c| !c.is_whitespace())
                .collect();
            let all: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            assert_eq!(kept, all, "at {columns} columns");
        }
    }

    #[test]
    fn every_line_fits() {
        let text =
            "参数ServerCertificate的格式不正确，请修改格式后重试。 UnsupportedOperationonfixedprotocalport";
        for columns in 2..60 {
            for line in lines(text, columns) {
                assert!(Measure::Narrow.columns(line) <= columns, "{line:?} at {columns}");
            }
        }
    }

    #[test]
    fn empty_text_is_one_empty_line() {
        assert_eq!(lines("", 10), [""]);
    }
}
