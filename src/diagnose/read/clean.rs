//! Normalises foreign text: removes colours, gutters, prefixes, escapes and entities, and keeps the numbers of the
//! lines.

mod colour;
mod dump;
mod escape;
mod folded;
mod numbered;
mod wrapped;

use std::borrow::Cow;

use super::line::{self, Prefix};
use super::percent;
use crate::text::secrets;
use folded::Folded;

/// A normalised text. Secrets are masked in it, so that nothing read out of it can hold one.
pub struct Normal {
    pub text: String,
    pub lines: Lines,
    /// Where a line of the original begins in `text`, in ascending order, and its number from 1.
    starts: Vec<(usize, usize)>,
}

/// The lines of a normalised text.
#[derive(Debug, Default)]
pub struct Lines(Vec<Line>);

#[derive(Debug)]
struct Line {
    start: usize,
    /// Which record of a log it belongs to.
    record: u32,
    /// The time that stood before it.
    time: Option<Box<str>>,
}

impl Normal {
    /// The line of the original, from 1, that stands at an offset of `text`.
    pub fn line(&self, offset: usize) -> usize {
        let place = self.starts.partition_point(|&(start, _)| start <= offset).saturating_sub(1);
        self.starts.get(place).map_or(1, |&(_, number)| number)
    }
}

/// Lines that are further apart belong to no error together, even behind the same words.
const APART: usize = 12;

impl Lines {
    /// The line, from 0, that stands at an offset.
    pub fn at(&self, offset: usize) -> usize {
        self.0.partition_point(|line| line.start <= offset).saturating_sub(1)
    }

    /// The time of the record that stands at an offset, as it is written.
    pub fn time(&self, offset: usize) -> Option<&str> {
        let at = self.at(offset);
        let record = self.0.get(at)?.record;
        let own = self.0[..=at].iter().rev().take_while(|line| line.record == record);
        own.filter_map(|line| line.time.as_deref()).last()
    }

    /// The range of the lines around a place that are of its records, at most so many before and behind.
    pub fn around(
        &self,
        (start, end): (usize, usize),
        before: usize,
        behind: usize,
        text: &str,
    ) -> (usize, usize) {
        let (first, last) = (self.at(start), self.at(end.max(start + 1) - 1));
        let same = |line: usize, other: usize| self.record(line) == self.record(other);
        let from = (first.saturating_sub(before)..=first).find(|&line| same(line, first)).unwrap_or(first);
        let to = (last..=last + behind).take_while(|&line| same(line, last)).last().unwrap_or(last);
        let next = self.0.get(to + 1).map_or(text.len(), |line| line.start);
        (self.start(from).min(start), next.max(end).min(text.len()))
    }

    /// Whether a line begins a record.
    pub fn begins(&self, line: usize) -> bool {
        line > 0 && self.record(line - 1) != self.record(line) || line == 0 && self.record(0) > Some(0)
    }

    /// The end of the block around a place: an empty line, or the start of another record.
    pub fn block_end(&self, at: usize, text: &str) -> usize {
        let own = self.at(at);
        let ends = |line: &usize| !self.is_one(own, *line) || text[self.start(*line)..].starts_with('\n');
        (own + 1..self.0.len()).find(ends).map_or(text.len(), |line| self.start(line))
    }

    /// Whether two lines belong to one record.
    pub fn is_one(&self, a: usize, b: usize) -> bool {
        self.record(a) == self.record(b)
    }

    fn record(&self, line: usize) -> Option<u32> {
        self.0.get(line).map(|line| line.record)
    }

    fn start(&self, line: usize) -> usize {
        self.0.get(line).map_or(0, |line| line.start)
    }

    /// Whether two places, each given with its line, can belong to one error: both are in one record, or both are
    /// behind the same words, as where a logger puts them before each line of a text.
    pub fn together(&self, text: &str, a: (usize, usize), b: (usize, usize)) -> bool {
        let alike = || {
            a.0.abs_diff(b.0) < APART
                && self.before(text, a).is_some_and(|own| self.before(text, b) == Some(own))
        };
        self.record(a.0) == self.record(b.0) || alike()
    }

    /// Whether two places are on lines that are alike up to there, or that both begin a record. Then the second is a
    /// new error and not a part of the first.
    pub fn alike(&self, text: &str, a: usize, b: usize) -> bool {
        let (first, second) = ((self.at(a), a), (self.at(b), b));
        let begins = |line: usize| line == 0 || self.record(line - 1) != self.record(line);
        let other = self.record(first.0) != self.record(second.0);
        let both_begin = other && begins(first.0) && begins(second.0);
        let shape = |place| self.shape(text, place);
        first.0 != second.0 && (both_begin || shape(first) == shape(second))
    }

    /// What stands on a line before a place, if it is anything.
    fn before(&self, text: &str, place: (usize, usize)) -> Option<String> {
        Some(self.shape(text, place)).filter(|shape| !shape.is_empty())
    }

    /// The text of a line before a place, with every digit replaced by `0`.
    fn shape(&self, text: &str, (line, at): (usize, usize)) -> String {
        let prefix = &text[self.start(line).min(at)..at];
        let last = prefix.floor_char_boundary(120);
        prefix[..last].trim().chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
    }
}

/// Normalises `raw`, whose first line has the number `first_line`.
pub fn normalise(raw: &str, first_line: usize) -> Normal {
    let raw = dump::decoded(percent(raw));
    let smart = has_smart_names(&raw);
    let mut raws: Vec<&str> = raw.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    wrapped::outdent(&mut raws);
    let numbers = numbered::numbers(&raws);
    let told = raws.iter().find(|line| !line.trim().is_empty()).is_some_and(|line| line::of(line).is_some());
    let shared = if told { 0 } else { line::shared(&raws) };
    let mut out = Out {
        text: String::with_capacity(raw.len() + 1),
        lines: Vec::new(),
        before: None,
        record: 0,
        folded: None,
        framed: false,
        box_ended: false,
        time: None,
    };
    let mut starts = Vec::new();
    let mut read = String::new();
    for (number, line) in wrapped::joined(&raws) {
        if numbers.binary_search(&number).is_ok() {
            continue;
        }
        starts.push((out.text.len(), first_line + number));
        read.clear();
        let line = line.get(shared..).unwrap_or(&line);
        let lead = read_line(line, smart, &mut read);
        out.edge(line);
        let bare = line.trim();
        let is_row = bare.len() > 2 && bare.starts_with('|') && bare.ends_with('|');
        let mut raw = Raw { lead, shared: shared > 0, is_row };
        for line in read.split('\n') {
            // An escaped line has a gutter as any other has.
            let bare = line.trim_start_matches(line::is_gutter);
            raw.lead += self::lead(&line[..line.len() - bare.len()]);
            out.push(bare, raw);
            raw.lead = 0;
        }
        out.box_ended = line.contains('╵');
    }
    let (masked, cuts) = secrets::mask_with_cuts(&out.text);
    let text = match masked {
        Cow::Borrowed(_) => out.text,
        Cow::Owned(masked) => {
            starts.iter_mut().for_each(|(start, _)| *start = cuts.place(*start));
            out.lines.iter_mut().for_each(|line| line.start = cuts.place(line.start));
            masked
        }
    };
    Normal { text, lines: Lines(out.lines), starts }
}

/// What has been normalised so far.
struct Out {
    text: String,
    lines: Vec<Line>,
    /// The prefix of the line before.
    before: Option<Prefix>,
    record: u32,
    /// The message that the line before may have begun.
    folded: Option<Folded>,
    /// The line before is of PowerShell's frame.
    framed: bool,
    /// The line before is the lower edge of a box.
    box_ended: bool,
    /// The time of the lines around a box, whose own lines have none.
    time: Option<Box<str>>,
}

/// What a line was before it was read.
#[derive(Clone, Copy)]
struct Raw {
    /// How far it is indented.
    lead: usize,
    /// What each line begins with alike was taken off.
    shared: bool,
    /// It is the row of a table.
    is_row: bool,
}

impl Out {
    /// Begins a record where a box begins, and behind its end, for a box holds one error. Its time is that of the lines
    /// around it.
    fn edge(&mut self, raw: &str) {
        if self.lines.is_empty() || !self.box_ended && !raw.contains('╷') {
            return;
        }
        let own = self.lines.iter().rev().take_while(|line| line.record == self.record);
        self.time = own.filter_map(|line| line.time.clone()).last();
        self.record += 1;
    }

    /// Adds a line without its prefix, which tells whether it begins a record.
    fn push(&mut self, line: &str, raw: Raw) {
        let own = if raw.is_row { None } else { line::of(line) };
        let own = own.or_else(|| raw.shared.then(|| line::as_shared(0)));
        let lead = own.filter(|_| !raw.shared).map_or(raw.lead, Prefix::lead);
        let above = self.lines.last().map_or("", |line| self.text[line.start..].trim_end_matches('\n'));
        let before = self.before.map(|before| (before, above));
        let goes_on = own.is_some_and(|own| line::goes_on(before, own, line));
        let begins = own.is_some() || !raw.is_row && line::begins_record(line);
        self.record += u32::from(begins && !goes_on);
        let time = own.and_then(|own| own.time).map(|(from, to)| line[from..to].into());
        let time = time.or(self.time.take());
        let bare = own.map_or(line, |own| line[own.end..].trim_start_matches(line::is_gutter));
        let folded = self.folded.as_mut().filter(|_| goes_on || !begins);
        if folded.is_some_and(|folded| folded.take(bare, lead, &mut self.text)) {
            return;
        }
        self.folded = Folded::begin(bare, lead);
        self.framed = is_frame(bare, self.framed);
        let bare = if self.framed { "" } else { bare };
        self.lines.push(Line { start: self.text.len(), record: self.record, time });
        self.text.push_str(bare);
        self.text.push('\n');
        self.before = own;
    }
}

/// How far a line is indented behind the signs of its gutter.
fn lead(gutter: &str) -> usize {
    gutter.chars().rev().take_while(|c| c.is_whitespace()).count()
}

/// Percent-encoded runs decoded, where blanks, quotes or braces of a text are encoded: `%7B%22Code%22%3A%22…`.
fn percent(raw: &str) -> Cow<'_, str> {
    const SIGNS: [&str; 6] = ["%22", "%7B", "%7b", "%2522", "%20", "%0A"];
    let encoded = |text: &str| {
        memchr::memchr(b'%', text.as_bytes()).is_some() && SIGNS.iter().any(|sign| text.contains(sign))
    };
    let mut text = Cow::Borrowed(raw);
    for _ in 0..2 {
        if !encoded(&text) {
            break;
        }
        let mut decoded = String::with_capacity(text.len());
        for run in text.split_inclusive(char::is_whitespace) {
            match run.split_once('=').filter(|(url, _)| encoded(run) && url.contains("://")) {
                // The query is set off from the address, so that its values are read.
                Some((url, query)) => decoded.extend([url, "= ", &percent::decoded(query)]),
                None if encoded(run) => decoded.push_str(&percent::decoded(run)),
                None => decoded.push_str(run),
            }
        }
        text = Cow::Owned(decoded);
    }
    text
}

/// Whether names stand in typographic quotes, as chat programs write them: `“Code”: “X”`, `[“Code”]=> “X”`. Then
/// values do, too, and so do the quotes inside of them.
fn has_smart_names(raw: &str) -> bool {
    raw.match_indices(['”', '’']).any(|(at, quote)| {
        let behind = raw[at + quote.len()..].trim_start_matches(' ');
        (behind.starts_with([':', '：']) || behind.starts_with("]=>") || behind.starts_with("=>"))
            && raw[..at].ends_with(|c: char| c.is_ascii_alphabetic())
    })
}

/// Whether a line is of the frame that PowerShell adds to a command's standard error. `framed` says whether the line
/// before was.
fn is_frame(line: &str, framed: bool) -> bool {
    const STARTS: [&str; 5] =
        ["所在位置 行:", "At line:", "+ CategoryInfo", "+ FullyQualifiedErrorId", "+ ~"];
    let bare = line.trim_start();
    STARTS.iter().any(|start| bare.starts_with(start))
        || framed && (bare.is_empty() || bare.starts_with("+ "))
}

/// Reads a line; returns how far it is indented.
fn read_line(line: &str, smart: bool, out: &mut String) -> usize {
    let (mut rest, mut indented) = (line, 0);
    // Tabs part the fields of a row; a lone one is a blank.
    let is_row = memchr::memchr_iter(b'\t', line.trim().as_bytes()).nth(1).is_some();
    let is_table = line.trim_start().starts_with('|');
    loop {
        // The gutter may be coloured: it is looked for wherever the line has no text yet.
        if out.is_empty() {
            let bare = rest.trim_start_matches(line::is_gutter);
            indented += lead(&rest[..rest.len() - bare.len()]);
            rest = ["* ", "- ", "// "].iter().find_map(|sign| bare.strip_prefix(sign)).unwrap_or(bare);
        }
        let plain = rest.bytes().position(special).unwrap_or(rest.len());
        out.push_str(&rest[..plain]);
        rest = &rest[plain..];
        let Some(c) = rest.chars().next() else { break };
        rest = match c {
            '\x1b' | '^' | '[' => colour::colour(rest, out),
            '\\' => escape::escape(rest, out),
            '&' => escape::entity(rest, out),
            '<' => break_tag(rest, out),
            _ => {
                let behind = &rest[c.len_utf8()..];
                match c {
                    // Latin text has a blank behind a colon; the full-width colon replaced both.
                    '：' => out.push_str(if is_latin(out, behind) { ": " } else { ":" }),
                    '＝' => out.push('='),
                    '“' | '”' if smart => out.push('"'),
                    '‘' | '’' if smart => out.push('\''),
                    '\u{200b}'..='\u{200f}' | '\u{feff}' => {}
                    '\u{a0}' | '\u{3000}' => out.push(' '),
                    '\t' if is_row => out.push(c),
                    // Wider than a blank: a name and its value may stand apart so.
                    '\t' => out.push_str("  "),
                    c if c.is_control() => out.push(' '),
                    c => out.push(c),
                }
                behind
            }
        };
    }
    // The frame of a table has two sides.
    if is_table && let Some(inner) = out.trim_end().strip_suffix('|') {
        out.truncate(inner.trim_end().len());
    }
    indented
}

/// Whether what was read ends, and what follows begins, in Latin letters.
fn is_latin(read: &str, behind: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic() || c == '"' || c == '\'';
    read.ends_with(letter)
        && behind.starts_with(|c: char| letter(c) || c.is_ascii_digit() || "{[<(".contains(c))
}

/// `<br>` is a line break; any other tag stays.
fn break_tag<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let breaks = ["<br>", "<br/>", "<br />", "<BR>"].iter().find_map(|tag| rest.strip_prefix(tag));
    out.push(if breaks.is_some() { '\n' } else { '<' });
    breaks.unwrap_or(&rest[1..])
}

/// Whether a byte can begin something to be read; the bytes of characters beyond ASCII all may.
fn special(byte: u8) -> bool {
    byte < 0x20
        || matches!(byte, b'\\' | b'&' | b'^' | b'[' | b'<' | 0x7f)
        || matches!(byte, 0xc2 | 0xe2 | 0xe3 | 0xef)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(raw: &str) -> String {
        normalise(raw, 1).text.trim_end().to_owned()
    }

    #[test]
    fn colours_go_in_all_their_forms() {
        for raw in ["\x1b[31m│\x1b[0m \x1b[1mCode: X\x1b[0m", "^[[31m│ ^[[0mCode: X", "[31m│ [0mCode: X[0m"]
        {
            assert_eq!(text(raw), "Code: X");
        }
        assert_eq!(text("a\\u001b[31mb"), "ab");
        assert_eq!(text("x [ERROR] [12]"), "x [ERROR] [12]");
    }

    #[test]
    fn escapes_go_at_any_depth_and_quotes_tell_theirs() {
        assert_eq!(text(r"a\nb\\\nc"), "a\nb\nc");
        assert_eq!(text(r#"{\\\"Code\\\":1}"#), r#"{\\\"Code\\\":1}"#);
        assert_eq!(text(r"q=A\u0026product=B&amp;amp;c=D"), "q=A&product=B&c=D");
        assert_eq!(text(r"PAY\.NO\_CARD"), "PAY.NO_CARD");
        assert_eq!(text(r"\u5b9e\u4f8b"), "实例");
        assert_eq!(text("%7B%22Code%22%3A%22A+b%22%7D"), r#"{"Code":"A b"}"#);
    }

    #[test]
    fn lines_are_numbered_as_in_the_original() {
        let normal = normalise("first\r\n│ sec\\nond\r\n> third", 1);
        for (word, line) in [("first", 1), ("sec", 2), ("ond", 2), ("third", 3)] {
            let at = normal.text.find(word).expect("the word is kept");
            assert_eq!(normal.line(at), line, "{word}");
        }
    }
}
