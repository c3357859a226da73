//! Names of secrets: which row of the table a word, or its end, belongs to.

use super::bytes::{SHOWN, ahead, is_word, run_end};
use super::table::{ABOUT, By, CODE_STARTS, COUNTED, HARMLESS_NAMES, QUALIFIERS, Read, Row, TABLE};
use crate::text::pairs::{PAIRS, last_pair};

/// A name of a secret.
pub(super) struct Name {
    pub(super) read: Read,
    /// Whether the words before it make it one: `secret access key`.
    pub(super) is_apart: bool,
    /// Where it ends. What selects a part of it belongs to it: `password[0]`, `secret.value`.
    pub(super) end: usize,
}

/// The name of a secret that the word `start..end` is or ends.
pub(super) fn of(text: &str, start: usize, end: usize) -> Option<Name> {
    let run = &text[start..end];
    if run.len() < 2 || run.len() > SHOWN {
        return None;
    }
    let (name, starts) = letters(run);
    let may_be_apart =
        ["key", "secret", "id", "token", "sign", "string", "request", "by", "message", "provided"]
            .contains(&&*name);
    let spoken = if may_be_apart { spoken(text.as_bytes(), start, end) } else { String::new() };
    let apart = spoken.len() > name.len();
    // `Incorrect API key provided: sk-…`
    let said = spoken.strip_suffix("provided").unwrap_or(&spoken);
    if let Some(read) = known(said, &[], By::End).filter(|_| apart) {
        return Some(Name { read, is_apart: true, end });
    }
    let is_harmless = apart && HARMLESS_NAMES.iter().any(|name| spoken.ends_with(name));
    let read = read(&name, &starts).filter(|_| !is_harmless)?;
    let is_code = CODE_STARTS.iter().any(|code| name.starts_with(code));
    (!is_code).then(|| Name { read, is_apart: false, end: behind_part(text, end) })
}

/// Whether the name `run` is of a number of tokens, as models count them, where a number stands behind it.
pub(super) fn counts_tokens(run: &str, value: &str) -> bool {
    let name = run.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
    let is_number = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit() || b",./".contains(&b));
    let (name, starts) = if is_number { letters(name) } else { return false };
    let one = name.strip_suffix("token").filter(|before| starts.contains(&before.len()));
    name.ends_with("tokens") || one.is_some_and(|before| COUNTED.iter().any(|word| before.ends_with(word)))
}

/// The Chinese name that begins at `at`, with its gloss: `密码（password）`.
pub(super) fn han(text: &str, at: usize) -> Option<Name> {
    let rows = TABLE.iter().filter(|row| row.by == By::Han);
    let mut names = rows.flat_map(|row| row.words.iter().map(|word| (word, row.read)));
    let (word, read) = names.find(|(word, _)| text.as_bytes()[at..].starts_with(word.as_bytes()))?;
    let rest = &text[at + word.len()..ahead(text, at, SHOWN)];
    let gloss = if rest.starts_with(['（', '(']) { rest.find(['）', ')']) } else { None };
    Some(Name { read, is_apart: false, end: at + word.len() + gloss.unwrap_or(0) })
}

/// How the value behind a name is read. The name may be a plural, or have a number or a qualifier behind it.
fn read(name: &str, starts: &[usize]) -> Option<Read> {
    let numbered = name.trim_end_matches(|c: char| c.is_ascii_digit());
    known(numbered, starts, By::Whole)
        .or_else(|| known(numbered.strip_suffix('s')?, starts, By::Whole))
        .or_else(|| known(QUALIFIERS.iter().find_map(|word| numbered.strip_suffix(word))?, starts, By::Last))
        .or_else(|| within(name, starts))
}

/// How the row of a name reads its value; the name's words begin at `starts`. `widest` is how much of the name a row
/// may ask for: `By::Last` leaves out the rows that ask for a whole name.
fn known(name: &str, starts: &[usize], widest: By) -> Option<Read> {
    let rows = ENDS[last_pair(name.as_bytes())];
    if rows == 0 {
        return None;
    }
    let fits = |by: By, word: &str| match (by, name.strip_suffix(word)) {
        (By::End, Some(_)) => true,
        (By::Last, Some(before)) => widest != By::End && starts.contains(&before.len()),
        (By::Whole, Some(before)) => widest == By::Whole && before.is_empty(),
        _ => false,
    };
    let has = |row: &Row| row.words.iter().any(|word| fits(row.by, word));
    let ends = |place: usize| rows & 1 << place != 0;
    let read = TABLE.iter().enumerate().find(|(place, row)| ends(*place) && has(row))?.1.read;
    (!HARMLESS_NAMES.iter().any(|harmless| name.ends_with(harmless))).then_some(read)
}

/// By the pairs of letters that words of the table end in, the rows that hold such words, a bit each: by theirs, most
/// words are known to be no names.
const ENDS: [u64; PAIRS] = {
    let mut ends = [0; PAIRS];
    let mut row = 0;
    while row < TABLE.len() {
        let mut word = 0;
        while word < TABLE[row].words.len() {
            ends[last_pair(TABLE[row].words[word].as_bytes())] |= 1 << row;
            word += 1;
        }
        row += 1;
    }
    ends
};

/// `PASS_ADMIN`, `db-password-ro`: a word before the last one names a secret, and no word behind it names something
/// else, as in `password_policy`.
fn within(name: &str, starts: &[usize]) -> Option<Read> {
    let ends = starts.iter().skip(1).copied().chain([name.len()]);
    let words: Vec<&str> = starts.iter().zip(ends).map(|(&from, to)| &name[from..to]).collect();
    let names = |word: &str| ["pass", "password", "passwd", "pwd", "secret"].contains(&word);
    let behind = &words[words.iter().position(|word| names(word))? + 1..];
    (!behind.is_empty() && !behind.iter().any(|word| ABOUT.contains(word))).then_some(Read::Doubtful)
}

/// A name in lower case and without its signs, and where its words begin.
fn letters(run: &str) -> (String, Vec<usize>) {
    let mut name = String::with_capacity(run.len());
    let mut starts = Vec::new();
    let mut before = b'_';
    for byte in run.bytes() {
        if is_word(byte) && byte != b'_' {
            let is_hump = byte.is_ascii_uppercase() && !before.is_ascii_uppercase();
            if is_hump || matches!(before, b'_' | b'-') {
                starts.push(name.len());
            }
            name.push(byte.to_ascii_lowercase() as char);
        }
        before = byte;
    }
    (name, starts)
}

/// A word and the two before it as one name: `secretaccesskey` for the end of `a secret access key`.
fn spoken(bytes: &[u8], start: usize, end: usize) -> String {
    let mut from = start;
    for _ in 0..2 {
        let Some(blank) = from.checked_sub(1).filter(|&at| bytes[at] == b' ') else { break };
        let word =
            bytes[..blank].iter().rev().take(SHOWN).take_while(|b| is_word(**b) || **b == b'-').count();
        from = if word > 0 { blank - word } else { break };
    }
    let letters = bytes[from..end].iter().filter(|b| b.is_ascii_alphanumeric());
    letters.map(|b| b.to_ascii_lowercase() as char).collect()
}

/// Where `[0]`, `.1` or `.value` ends behind a name.
fn behind_part(text: &str, end: usize) -> usize {
    let part = run_end(text.as_bytes(), end + 1, is_word);
    let word = text.get(end + 1..part).unwrap_or_default();
    let is_number = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    match text.as_bytes().get(end) {
        Some(b'[') if is_number && text[part..].starts_with(']') => part + 1,
        Some(b'.') if is_number || QUALIFIERS.contains(&word) => part,
        _ => end,
    }
}
