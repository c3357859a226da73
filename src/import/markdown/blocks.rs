//! A document as blocks: headings, tables and lines. Code blocks and comments are none.

use super::line::{Line, Numbered};
use super::{html, paragraphs, pipe};
use crate::import::markup;
use crate::import::table::Grid;

#[derive(Debug)]
pub(super) enum Block {
    Heading {
        place: u32,
        level: usize,
        /// Without attributes.
        title: String,
    },
    Table {
        grid: Grid,
        /// Blanks before its first line.
        indent: usize,
    },
    Line(Line),
}

pub(super) fn blocks(text: &str) -> Vec<Block> {
    let text = without_comments(text);
    let lines: Vec<Numbered<'_>> = (1..).zip(text.split('\n').map(unquoted)).collect();
    let mut blocks = Vec::new();
    let mut rest = &lines[front_matter(&lines)..];
    while let Some(&(place, line)) = rest.first() {
        let taken = take(rest, &mut blocks);
        debug_assert!(taken > 0, "line {place} is never passed: {line}");
        rest = &rest[taken.max(1)..];
    }
    blocks
}

/// How many lines the front matter takes: the fields between lines of dashes at the start of a document.
fn front_matter(lines: &[Numbered<'_>]) -> usize {
    const LONGEST: usize = 40;
    if lines.first().is_none_or(|(_, line)| line.trim_end() != "---") {
        return 0;
    }
    let end = lines.iter().take(LONGEST).skip(1).position(|(_, line)| line.trim_end() == "---");
    end.map_or(0, |end| end + 2)
}

/// Reads one block; returns how many lines it takes.
fn take(lines: &[Numbered<'_>], blocks: &mut Vec<Block>) -> usize {
    let (place, line) = lines[0];
    let trimmed = line.trim();
    let indent = line.len() - line.trim_start().len();
    if trimmed.is_empty() {
        return 1;
    }
    if let Some(length) = fence(lines) {
        return length;
    }
    if let Some((grids, length)) = html::tables(lines) {
        blocks.extend(grids.into_iter().map(|grid| Block::Table { grid, indent }));
        return length;
    }
    if let Some((grid, length)) = pipe::table(lines) {
        blocks.push(Block::Table { grid, indent });
        return length;
    }
    if let Some((grid, length)) = pipe::spread_table(lines).or_else(|| paragraphs::table(lines)) {
        blocks.push(Block::Table { grid, indent });
        return length;
    }
    if let Some((level, title)) = heading(trimmed) {
        blocks.push(Block::Heading { place, level, title: markup::title(title) });
        return 1;
    }
    if let Some(level) =
        lines.get(1).and_then(|(_, below)| underline(below)).filter(|_| !trimmed.starts_with('|'))
    {
        blocks.push(Block::Heading { place, level, title: markup::title(trimmed) });
        return 2;
    }
    let text = trimmed.strip_prefix(['-', '*', '+']).filter(|rest| rest.starts_with([' ', '\t']));
    blocks.push(Block::Line(Line {
        place,
        indent,
        is_item: text.is_some(),
        raw: text.unwrap_or(trimmed).trim().to_owned(),
    }));
    1
}

/// The level and text of a heading. Many documents leave out the blank after the `#`.
fn heading(line: &str) -> Option<(usize, &str)> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    (1..=6).contains(&level).then_some((level, title))
}

/// The level of a heading that has a line of these signs below it.
fn underline(line: &str) -> Option<usize> {
    let line = line.trim();
    [('=', 1), ('-', 2)]
        .into_iter()
        .find_map(|(sign, level)| (line.len() >= 3 && line.chars().all(|c| c == sign)).then_some(level))
}

/// How many lines the code block takes that begins here. One that never ends is ignored, for it would hide the rest.
fn fence(lines: &[Numbered<'_>]) -> Option<usize> {
    let opening = fence_signs(lines[0].1)?;
    let (sign, count) = opening;
    let closes = |line: &str| {
        fence_signs(line).is_some_and(|(s, c)| s == sign && c >= count)
            && line.trim().trim_matches(sign).is_empty()
    };
    lines.iter().skip(1).position(|(_, line)| closes(line)).map(|at| at + 2)
}

fn fence_signs(line: &str) -> Option<(char, usize)> {
    let line = line.trim();
    let sign = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let rest = line.trim_start_matches(sign);
    let count = line.len() - rest.len();
    (count >= 3 && !rest.contains('`')).then_some((sign, count))
}

/// A quoted line without its signs.
fn unquoted(line: &str) -> &str {
    let inside = line.trim_start();
    let mut text = inside;
    while let Some(rest) = text.strip_prefix('>') {
        text = rest.strip_prefix(' ').unwrap_or(rest);
    }
    if text.len() == inside.len() { line } else { text }
}

/// The text with its comments blanked; lines stay where they are.
fn without_comments(text: &str) -> std::borrow::Cow<'_, str> {
    const OPEN: &str = "<!--";
    if !text.contains(OPEN) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(OPEN) {
        let Some(close) = rest[open..].find("-->") else { break };
        let end = open + close + "-->".len();
        out.push_str(&rest[..open]);
        out.extend(rest[open..end].chars().filter(|c| *c == '\n'));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out.into()
}
