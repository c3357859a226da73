//! Secrets that a command is given on its standard input: `echo secret | docker login --password-stdin`.

use std::ops::Range;

use super::bytes::{AHEAD, SHOWN, ahead};
use super::link::Link;
use super::table::Read;
use super::value;

/// What a command is fed whose word `start..end` says that it reads a password.
pub(super) fn secret(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let word = &text[start..end];
    let is_option = text[..start].ends_with("--")
        && matches!(word, "password-stdin" | "stdin" | "pass-stdin")
        || word == "S" && text[..start].ends_with("sudo -");
    if !is_option && word != "chpasswd" {
        return None;
    }
    let fed = echoed(text, start).or_else(|| here_string(text, end))?;
    // `user:password`
    let name = (word == "chpasswd").then(|| text[fed.clone()].find(':')).flatten();
    Some(fed.start + name.map_or(0, |at| at + 1)..fed.end)
}

/// The words that `echo` or `printf` put into the pipe that ends before `start`.
fn echoed(text: &str, start: usize) -> Option<Range<usize>> {
    let from = text.ceil_char_boundary(start.saturating_sub(AHEAD));
    let line = from + text[from..start].rfind('\n').map_or(0, |feed| feed + 1);
    let pipe = line + text[line..start].rfind('|')?;
    let command = ["echo ", "printf "]
        .iter()
        .filter_map(|name| Some(text[line..pipe].rfind(name)? + name.len()))
        .max()?;
    let mut at = line + command;
    // `echo -n`, `printf '%s'`
    while let Some(word) = text[at..pipe].split(' ').next()
        && (word.is_empty() || word.starts_with('-') || word.trim_matches(['"', '\'']).starts_with('%'))
        && at + word.len() < pipe
    {
        at += word.len() + 1;
    }
    value::at(&text[..pipe], at, Link::Command, Read::Value)?.secret()
}

/// `<<< secret` behind the command.
fn here_string(text: &str, end: usize) -> Option<Range<usize>> {
    let line = &text[end..ahead(text, end, 4 * SHOWN)];
    let line = &line[..line.find('\n').unwrap_or(line.len())];
    let at = line.find("<<<")? + "<<<".len();
    value::at(text, end + at, Link::Command, Read::Value)?.secret()
}
