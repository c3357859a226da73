//! Secrets without a name: keys, dumps, arguments of commands, and random strings.

use std::ops::Range;

use super::bytes::{AHEAD, SHOWN, ahead, is_word, run_end};
use super::link::{Link, next_word};
use super::table::{By, Read, Row, TABLE};
use super::{looks, value};

/// The secret part of `LTAI…`, `STS.…`, `$6$…`: all but the first letters, which tell what it is.
pub(super) fn known(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let rows = TABLE.iter().filter(|row| row.by == By::Form);
    let words = rows.flat_map(|row| row.words.iter().map(|word| (*word, row.read)));
    let first = *bytes.get(start)?;
    words.filter(|(word, _)| word.as_bytes()[0] == first || *word == "LTAI").find_map(|(word, read)| {
        let Read::Itself(least, signs) = read else { return None };
        // A long id of a key is known within a word: an escape may stand before it.
        let within = || (word == "LTAI" && end >= start + 16).then(|| text[start..end].find(word)).flatten();
        let at = if text[start..].starts_with(word) { 0 } else { within()? };
        let from = start + at + word.len();
        let holds = |b| is_word(b) || signs.contains(&b);
        let to = run_end(&bytes[..ahead(text, from, 32)], from, holds);
        let has = |holds: fn(&u8) -> bool| bytes[from..to].iter().filter(|b| holds(b)).count();
        let is_mixed = has(u8::is_ascii_digit) > 1 && has(u8::is_ascii_alphabetic) > 1;
        (to >= from + least && (is_mixed || word == "LTAI")).then(|| from..run_end(bytes, to, holds))
    })
}

/// `LTAI…:secret`, `LTAI…","secret"`; `at` is where the id ends.
pub(super) fn secret_of_pair(text: &str, at: usize) -> Option<Range<usize>> {
    let sign = run_end(text.as_bytes(), at, |b| matches!(b, b'"' | b'\'' | b' ' | b'\t'));
    let from = sign + usize::from(text[sign..].starts_with([',', ':', '/', '|']));
    let secret = value::at(text, from, Link::Said, Read::Value)?.secret()?;
    let is_joined = sign == at && secret.start == at + 1 && !text[at..].starts_with([',', '|']);
    let is_row = secret.len() >= 16 && !text[secret.clone()].contains([' ', ':', '(']) && from > at;
    (is_joined || is_row).then_some(secret)
}

/// `… string to sign is:POST&%2F&AccessKeyId%3D…`, `… StringToSign is [POST …]`, up to where the text goes on.
pub(super) fn string_to_sign(text: &str, end: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let behind = run_end(bytes, end, |b| b" is:=\\\"'>".contains(&b));
    let bracketed = bytes.get(behind) == Some(&b'[');
    if !bracketed && !text[end..behind].contains([':', '=', '>']) {
        return None;
    }
    let from = behind + usize::from(bracketed);
    // Where the verb has a line of its own, headers follow, and these have blanks.
    let verb = run_end(bytes, from, |b| b.is_ascii_uppercase());
    let lines = bracketed
        || text[end..].starts_with('>')
        || (3..=7).contains(&(verb - from)) && text[verb..].starts_with(['\n', '\\']);
    let limit = ahead(text, from, AHEAD);
    let goes_on = |at: usize| match bytes[at] {
        b']' => !bracketed,
        b'"' | b'<' => false,
        b' ' => lines,
        b'\n' if b"RrHE".contains(bytes.get(at + 1).unwrap_or(&0)) => false,
        b'\n' => lines || at - from <= 40,
        _ => true,
    };
    let to = (from..limit).find(|&at| !goes_on(at)).unwrap_or(limit);
    (!text[from..to].trim().is_empty()).then_some(from..to)
}

/// What stands between `-----BEGIN … PRIVATE KEY-----` and its end, or that of the text.
pub(super) fn private_key(text: &str, at: usize) -> Option<Range<usize>> {
    let head = text[at..ahead(text, at, SHOWN)].strip_prefix("-----BEGIN")?;
    let head = head.split_once("-----").map(|(head, _)| head).filter(|head| head.contains("PRIVATE"))?;
    let from = at + "-----BEGIN".len() + head.len() + "-----".len();
    // Prose may quote this line; a blank and more words follow there.
    let body = text[from..ahead(text, from, SHOWN)].strip_prefix(' ').map(|body| body.split(' ').next());
    let is_prose = text[from..].starts_with(['`', '"', '.', ',', ';', ')'])
        || body.flatten().is_some_and(|word| word.len() < 16);
    if is_prose {
        return None;
    }
    Some(from..text[from..].find("-----END").map_or(text.len(), |found| from + found))
}

/// The password of `scheme://user:password@host`.
pub(super) fn url_password(text: &str, end: usize) -> Option<Range<usize>> {
    let rest = text[end..ahead(text, end, AHEAD)].strip_prefix("://")?;
    let holds = |b: u8| b.is_ascii_graphic() && !b"\"'`<>".contains(&b);
    let authority = &rest[..run_end(rest.as_bytes(), 0, |b| holds(b) && !b"/?#".contains(&b))];
    let (user, behind) = authority.split_once(':')?;
    let host = match authority.rfind('@') {
        Some(at) => at,
        // What follows the colon is either a port, or a password with a sign that should have been encoded.
        None if behind.bytes().all(|b| b.is_ascii_digit()) || user.contains(['.', '[']) => return None,
        None => {
            memchr::memchr(b'@', rest.as_bytes())?;
            rest[..run_end(rest.as_bytes(), 0, holds)].rfind('@')?
        }
    };
    let from = end + "://".len() + user.len() + 1;
    let to = end + "://".len() + host;
    (from < to).then_some(from..to)
}

/// The user of `https://token@host`, where it is no name.
pub(super) fn url_token(text: &str, end: usize) -> Option<Range<usize>> {
    let rest = text[end..ahead(text, end, AHEAD)].strip_prefix("://")?;
    let user = &rest[..run_end(rest.as_bytes(), 0, |b| is_word(b) || b"-.~%+=".contains(&b))];
    // People's names have digits at the end: `ann2024`.
    let name = user.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_token = text[..end].ends_with("http") || text[..end].ends_with("https");
    let is_token = is_token && rest[user.len()..].starts_with('@') && user.len() >= 8;
    let from = end + "://".len();
    (is_token && !user.contains('.') && looks::is_secret(user) && name.bytes().any(|b| b.is_ascii_digit()))
        .then_some(from..from + user.len())
}

/// The command that a word names.
pub(super) fn command(word: &str) -> Option<&'static Row> {
    let names =
        |name: &&'static str| name.strip_suffix('*').map_or(word == *name, |name| word.starts_with(name));
    TABLE.iter().filter(|row| row.by == By::Command).find(|row| row.words.iter().any(names))
}

/// The password that `command` takes, if the word `start..end` is or begins with the option before it.
pub(super) fn argument(text: &str, start: usize, end: usize, command: &Row) -> Option<Range<usize>> {
    if command.read == Read::Last {
        return last_word(text, start, end);
    }
    let run = &text[start..end];
    let dashed = text[..start].strip_suffix('-')?;
    let (before, is_long) = dashed.strip_suffix('-').map_or((dashed, false), |before| (before, true));
    if before.ends_with(|c: char| !c.is_whitespace() && !matches!(c, '"' | '\'' | '[' | '`')) {
        return None;
    }
    let is_short = |options: &str| !is_long && run.starts_with(|c| options.contains(c));
    let is_joined = run.len() > 1 || next_word(text, end) == end && text[end..].starts_with(['\'', '"']);
    let argument = |at: usize, link: Link| value::at(text, at, link, Read::Value)?.secret();
    match command.read {
        Read::Words(options) if !is_long && run.contains(|c| options.contains(c)) => words_end(text, end),
        Read::Options(options) | Read::Joined(options) if is_short(options) && is_joined => {
            argument(start + 1, Link::Command)
        }
        Read::Options(options) if is_short(options) => argument(next_word(text, end), Link::Option),
        Read::Users(options) => {
            let is_option = |option: &&&str| match option.len() {
                1 => !is_long && run.starts_with(**option),
                _ => is_long && run == **option,
            };
            let behind = start + options.iter().find(is_option)?.len();
            let behind = behind + usize::from(text[behind..].starts_with('='));
            let both = argument(next_word(text, behind), Link::Command)?;
            let from = both.start + text[both.clone()].find([':', ','])? + 1;
            (from < both.end).then_some(from..both.end)
        }
        _ => None,
    }
}

/// The last of the two words or three behind the options of a command.
fn words_end(text: &str, end: usize) -> Option<Range<usize>> {
    let line = &text[end..ahead(text, end, AHEAD)];
    let line = &line[..line.find(['\n', '|', ';', '>', '<', '&', '`']).unwrap_or(line.len())];
    let mut words = line.split([' ', '\t']).filter(|word| !word.is_empty() && !word.starts_with('-'));
    let (_, second) = (words.next()?, words.next()?);
    let word = words.next().filter(|_| !second.ends_with(['"', '\'', ',', '}'])).unwrap_or(second);
    let from = end + (word.as_ptr() as usize - line.as_ptr() as usize);
    value::at(text, from, Link::Command, Read::Value)?.secret()
}

/// The last of the one or two words behind `AUTH`, where nothing else stands beside them or it is mixed.
fn last_word(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let is_quote = |b: u8| b"\"'`\\".contains(&b);
    let word = |at: usize| {
        let blank = run_end(bytes, at, is_quote);
        let from = run_end(bytes, run_end(bytes, blank, |b| b == b' '), is_quote);
        let to = run_end(&bytes[..ahead(text, from, SHOWN)], from, |b| {
            b.is_ascii_graphic() && !is_quote(b) && !b";)".contains(&b)
        });
        (text[blank..].starts_with(' ') && to > from).then_some(from..to)
    };
    let first = word(end).filter(|_| &text[start..end] == "AUTH")?;
    let last = word(first.end).unwrap_or(first.clone());
    let is_said = [&first, &last]
        .iter()
        .any(|word| looks::is_said(text[(*word).clone()].trim_matches(['<', '>', '.'])));
    let (before, behind) =
        (text[..start].trim_end_matches(['"', '\\', ' ']), text[last.end..].trim_start_matches(' '));
    let is_alone = (before.is_empty() || before.ends_with(['\n', '>', ':']))
        && (behind.is_empty() || behind.starts_with(['\n', '\r', '\\', '"', ')']));
    (!is_said && (is_alone || looks::is_mixed(&text[last.clone()]))).then_some(last)
}

/// A key, a signature or a token without a name, told by its random characters. It may hold signs that no word has.
pub(super) fn drawn_by_lot(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    if end - start < 20 {
        return None;
    }
    let bytes = text.as_bytes();
    let holds = |b| is_word(b) || matches!(b, b'-' | b'+' | b'/' | b'=' | b'%');
    let shown = run_end(&bytes[..ahead(text, end, SHOWN)], end, holds);
    let before = &text[text.floor_char_boundary(start.saturating_sub(24))..start];
    let is_drawn = looks::is_drawn_by_lot(&text[start..shown])
        && !looks::is_sum(before, &text[start..shown])
        && !text[shown..].starts_with(['(', '.'])
        && !text[shown..].starts_with("  ");
    is_drawn.then(|| start..run_end(bytes, shown, holds))
}
