//! `alierr man`: the manual page, one for the program and all its commands.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::args::CommandLine;
use super::context::Context;
use super::outcome::{Done, Outcome};
use super::translation;
use crate::lang::Lang;
use crate::text::width::Measure;

/// Columns of a page's text on a terminal of 80.
const COLUMNS: usize = 71;

pub fn run(context: &Context, out: &mut impl Write) -> Done {
    context.no_format()?;
    let command = CommandLine::command();
    let command = if context.lang == Lang::Zh { translation::in_chinese(command) } else { command };
    let mut text = Vec::new();
    page(&mut text, command)?;
    // What it is made of is text.
    let text = String::from_utf8_lossy(&text).into_owned();
    let text = if context.lang == Lang::Zh { breakable(&of_parser(&text)) } else { text };
    out.write_all(text.as_bytes())?;
    Ok(Outcome::Found)
}

/// The page with what the parser says of its own options in Chinese.
fn of_parser(page: &str) -> String {
    let translate = |line: &str| match line {
        _ if line.starts_with("Print help") => "显示帮助（-h 只显示概要）\n".to_owned(),
        _ if line.starts_with("Print version") => "显示版本\n".to_owned(),
        _ => line.to_owned(),
    };
    page.split_inclusive('\n').map(translate).collect()
}

/// Lets lines of Chinese be filled: the typesetter breaks at blanks alone, where it is not told of other places.
fn breakable(text: &str) -> String {
    let mut page = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if line.starts_with(['.', '\'']) {
            page.push_str(line);
            continue;
        }
        let mut before = None;
        for c in line.chars() {
            if before.is_some_and(|before| breaks(before, c)) {
                page.push_str("\\:");
            }
            page.push(c);
            before = Some(c);
        }
    }
    page
}

/// Whether a line may end between two characters: beside a Chinese one, but not before what closes or behind what opens.
fn breaks(before: char, c: char) -> bool {
    let is_wide = |c: char| !c.is_ascii() && Measure::Narrow.columns(c.encode_utf8(&mut [0; 4])) == 2;
    (is_wide(before) || is_wide(c))
        && !"，。；：、！？）》”’…".contains(c)
        && !"（《“‘".contains(before)
        && ![before, c].iter().any(|c| c.is_ascii_whitespace() || "\\`-.,:()".contains(*c))
}

fn page(out: &mut impl Write, command: clap::Command) -> io::Result<()> {
    let man = Man::new(command.clone());
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    Roff::new().control("SH", ["COMMANDS"]).to_writer(out)?;
    for subcommand in command.get_subcommands().filter(|subcommand| !subcommand.is_hide_set()) {
        section(out, subcommand)?;
    }
    Roff::new().control("SH", ["NOTES"]).to_writer(out)?;
    notes(out, &command)
}

/// A section for a command: its usage, what it does, its own options, its examples.
fn section(out: &mut impl Write, subcommand: &clap::Command) -> io::Result<()> {
    let mut subcommand = subcommand.clone().bin_name(format!("alierr {}", subcommand.get_name()));
    let usage = subcommand.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    let about = subcommand.get_about().map(ToString::to_string).unwrap_or_default();
    let mut roff = Roff::new();
    roff.control("SS", [usage]).text([roman(about)]);
    for argument in subcommand.get_arguments().filter(|argument| !argument.is_global_set()) {
        let Some(help) = argument.get_help() else { continue };
        if argument.get_id() == "help" {
            continue;
        }
        let short = argument.get_short().map(|short| format!("-{short}, ")).unwrap_or_default();
        roff.control("TP", []).text([bold(format!("{short}{argument}"))]).text([roman(help.to_string())]);
    }
    roff.to_writer(out)?;
    notes(out, &subcommand)
}

/// The notes below the help of a command: sentences as paragraphs, examples line by line.
fn notes(out: &mut impl Write, command: &clap::Command) -> io::Result<()> {
    let Some(notes) = command.get_after_long_help() else { return Ok(()) };
    let notes = notes.to_string();
    let mut roff = Roff::new();
    let lines: Vec<&str> = notes.lines().filter(|line| !line.trim().is_empty()).collect();
    for block in lines.chunk_by(|one, other| is_example(one) == is_example(other)) {
        if !is_example(block[0]) {
            for line in block {
                roff.control("PP", []).text([roman(*line)]);
            }
            continue;
        }
        roff.control("nf", []);
        let too_wide = block.iter().any(|line| Measure::Narrow.columns(line) > COLUMNS);
        for line in block {
            match apart(line).filter(|_| too_wide) {
                Some((example, told)) => {
                    roff.text([roman(format!("  {example}"))]).text([roman(format!("      {told}"))])
                }
                None => roff.text([roman(*line)]),
            };
        }
        roff.control("fi", []);
    }
    roff.to_writer(out)
}

fn is_example(line: &str) -> bool {
    line.starts_with(' ')
}

/// An example and what is said of it, which stands far behind it.
fn apart(line: &str) -> Option<(&str, &str)> {
    let (example, told) = line.trim().split_once("  ")?;
    Some((example, told.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::has_han;

    fn of(lang: Lang) -> String {
        let command = CommandLine::command();
        let command = if lang == Lang::Zh { translation::in_chinese(command) } else { command };
        let mut text = Vec::new();
        page(&mut text, command).expect("memory can be written");
        let text = String::from_utf8(text).expect("text");
        if lang == Lang::Zh { breakable(&of_parser(&text)) } else { text }
    }

    #[test]
    fn what_is_not_filled_is_as_short_as_the_page() {
        for lang in [Lang::En, Lang::Zh] {
            let page = of(lang);
            let mut filled = true;
            for line in page.lines() {
                match line {
                    ".nf" => filled = false,
                    ".fi" => filled = true,
                    _ if !filled => {
                        let shown = line.replace("\\:", "").replace("\\*(Aq", "'").replace('\\', "");
                        assert!(Measure::Narrow.columns(&shown) <= COLUMNS, "{shown}");
                    }
                    _ => {}
                }
            }
            assert!(filled);
        }
    }

    #[test]
    fn lines_of_chinese_can_be_broken() {
        let page = of(Lang::Zh);
        for piece in page.lines().filter(|line| !line.starts_with('.')).flat_map(|line| line.split("\\:")) {
            for word in piece.split(' ').filter(|word| has_han(word)) {
                assert!(Measure::Narrow.columns(word) < 30, "{word}");
            }
        }
        let page = page.replace("\\:", "");
        assert!(page.contains("显示版本") && !page.contains("Print "), "{page}");
        assert!(!of(Lang::En).contains("\\:"));
    }
}
