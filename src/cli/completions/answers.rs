//! What a shell is answered: the library's candidates, without what is in the way.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::env::EnvCompleter;

/// A shell of the library, whose answers are put right.
pub(super) struct Answers<'a>(pub &'a dyn EnvCompleter);

impl EnvCompleter for Answers<'_> {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn is(&self, name: &str) -> bool {
        self.0.is(name)
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        self.0.write_registration(var, name, bin, completer, buf)
    }

    fn write_complete(
        &self,
        command: &mut Command,
        args: Vec<OsString>,
        current_dir: Option<&Path>,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        let variable = |name: &str| std::env::var(name).ok();
        let asked = variable("_CLAP_COMPLETE_INDEX").and_then(|index| index.parse().ok());
        let index: usize = asked.unwrap_or(args.len().saturating_sub(1));
        let word = args.get(index).map(|word| word.to_string_lossy().into_owned()).unwrap_or_default();
        if !word.starts_with('-') {
            without_options(command);
        }
        if self.name() != "bash" {
            return self.0.write_complete(command, args, current_dir, buf);
        }
        let has_command = args.iter().take(index).skip(1).any(|word| command.find_subcommand(word).is_some());
        let mut answer = Vec::new();
        self.0.write_complete(command, args, current_dir, &mut answer)?;
        let between = variable("_CLAP_IFS").filter(|between| !between.is_empty());
        let between = between.as_deref().unwrap_or("\n");
        let answer = String::from_utf8_lossy(&answer);
        let candidates = answer.split(between).filter(|candidate| !candidate.is_empty()).collect();
        write!(buf, "{}", spelled(&word, candidates, has_command).join(between))
    }
}

/// Options are offered where one is begun, or where there is nothing else: `-` asks for them.
fn without_options(command: &mut Command) {
    let hidden = std::mem::take(command)
        .mut_args(|argument| if argument.is_positional() { argument } else { argument.hide(true) });
    *command = hidden.mut_subcommands(|mut below| {
        without_options(&mut below);
        below
    });
}

/// The candidates that readline can take. It puts what all begin with in place of the word and minds letter case in
/// that: of `InvalidVPCId` and `InvalidVpcId` it would make `InvalidV`, and so eat what was typed.
///
/// Where the beginnings differ in letter case, those of one spelling are kept: that of the word where it was typed with
/// capitals or may be a command's or a file's name, else the one that most have.
fn spelled<'a>(word: &str, mut candidates: Vec<&'a str>, has_command: bool) -> Vec<&'a str> {
    let Some(first) = candidates.first().copied() else { return candidates };
    let common = |length: usize, other: &&str| {
        let same = first.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
        length.min(same)
    };
    let typed = word.chars().count();
    if candidates.iter().fold(usize::MAX, common) >= typed {
        return candidates;
    }
    let beginning = |candidate: &'a str| {
        let end = candidate.char_indices().nth(typed).map_or(candidate.len(), |(at, _)| at);
        &candidate[..end]
    };
    let mut spellings: BTreeMap<&str, usize> = BTreeMap::new();
    for spelling in candidates.iter().map(|candidate| beginning(candidate)) {
        if spelling.to_lowercase() == word.to_lowercase() {
            *spellings.entry(spelling).or_default() += 1;
        }
    }
    if spellings.is_empty() {
        return candidates;
    }
    let is_meant = !has_command || word.chars().any(char::is_uppercase);
    let kept = match spellings.contains_key(word) && is_meant {
        true => Some(word),
        false => spellings.iter().max_by_key(|(_, number)| **number).map(|(spelling, _)| *spelling),
    };
    candidates.retain(|candidate| Some(beginning(candidate)) == kept);
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readline_never_gets_less_than_was_typed() {
        let vpc = ["InvalidVPC.NotFound", "InvalidVpc.NotFound", "InvalidVpcId.NotFound"];
        for (word, candidates, has_command, kept) in [
            ("InvalidVpc", &vpc[..], true, &vpc[1..]),
            ("InvalidVPC", &vpc, true, &vpc[..1]),
            ("invalidvpc", &vpc, true, &vpc[1..]),
            ("InvalidVpcI", &vpc[2..], true, &vpc[2..]),
            ("Inv", &vpc, true, &vpc),
            ("", &["explain", "Throttling"], false, &["explain", "Throttling"]),
            ("ex", &["explain", "ExpiredToken", "Expired"], false, &["explain"]),
            ("inv", &["Invalid.A", "Invalid.B", "invalid_a"], true, &["Invalid.A", "Invalid.B"]),
            ("p:e", &["p:\"a b\"", "p:\"a c\"", "p:Ecs", "p:Eci"], true, &["p:Ecs", "p:Eci"]),
            ("kms", &["/one/kms.md", "/two"], true, &["/one/kms.md", "/two"]),
            ("余", &["余额", "余"], true, &["余额", "余"]),
            ("x", &[], true, &[]),
        ] {
            assert_eq!(spelled(word, candidates.to_vec(), has_command), kept, "{word}");
        }
    }
}
