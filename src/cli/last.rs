//! `alierr last`: diagnoses the output of the last command, which the terminal still has.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Arc;

use super::args::LastArgs;
use super::context::Context;
use super::outcome::{Done, Failure, say};
use super::texts::Text;
use super::{browse, diagnose, open};
use crate::diagnose::Engine;

pub fn run(args: &LastArgs, context: &Context, out: &mut impl Write) -> Done {
    let Some(text) = of_tmux(context).or_else(of_kitty) else {
        return Err(Failure::Failed(context.words.no_last_output.to_owned()));
    };
    let catalog = Arc::new(open::lasting(context));
    let engine = Engine::new(Arc::clone(&catalog));
    let diagnosis = engine.diagnose(&text);
    if args.browse && browse::is_possible() && !diagnosis.findings.is_empty() {
        return browse::findings(catalog, diagnosis, context);
    }
    diagnose::print(&engine, &[Text::of(diagnosis)], context, out)
}

/// The output of a program of the terminal; `None` where it is missing or fails.
fn told(program: &str, arguments: &[&str]) -> Option<String> {
    let output =
        Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The rows from the start of the last command's output to the start of this one's. The shell's hook has noted both.
fn of_tmux(context: &Context) -> Option<String> {
    let pane = std::env::var("TMUX_PANE").ok().filter(|pane| !pane.is_empty())?;
    let asked = "#{@alierr_from},#{@alierr_to},#{history_size},#{history_limit}";
    let answer = told("tmux", &["display-message", "-p", "-t", &pane, asked])?;
    let range = rows(answer.trim());
    if range.is_none() {
        say(context.words.only_what_is_seen);
    }
    let (first, last) = range.unwrap_or_else(|| ("0".to_owned(), "-".to_owned()));
    told("tmux", &["capture-pane", "-pJ", "-t", &pane, "-S", &first, "-E", &last])
}

/// Rows as `capture-pane` counts them: 0 is the first visible row, those above are negative.
fn rows(answer: &str) -> Option<(String, String)> {
    let mut parts = answer.split(',');
    let (from, to) = (row(parts.next()?)?, row(parts.next()?)?);
    let history: i64 = parts.next()?.parse().ok()?;
    let limit: i64 = parts.next()?.parse().ok()?;
    // A full history drops its oldest rows, and a cleared one all rows; then the noted numbers are wrong.
    let full = history >= limit - limit / 10;
    (from < to && !full && to <= history + 10_000)
        .then(|| ((from - history).to_string(), (to - 1 - history).to_string()))
}

/// Parses `120 7`: the rows of the history, and the cursor's row on the screen.
fn row(noted: &str) -> Option<i64> {
    let (history, cursor) = noted.split_once(' ')?;
    Some(history.parse::<i64>().ok()? + cursor.parse::<i64>().ok()?)
}

/// The output that kitty's own shell integration has marked.
fn of_kitty() -> Option<String> {
    std::env::var_os("KITTY_WINDOW_ID")?;
    let id = std::env::var("KITTY_WINDOW_ID").ok()?;
    told("kitty", &["@", "get-text", "--match", &format!("id:{id}"), "--extent", "last_non_empty_output"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_from_the_first_that_is_seen() {
        let rows = |answer: &str| rows(answer).map(|(first, last)| format!("{first}..{last}"));
        assert_eq!(rows("0 3,0 9,0,2000").as_deref(), Some("3..8"));
        assert_eq!(rows("10 3,60 23,70,2000").as_deref(), Some("-57..12"));
    }

    #[test]
    fn rows_of_a_history_that_has_lost_some_mean_nothing() {
        for answer in [",0 9,0,2000", "1900 3,1990 3,1995,2000", "60 3,0 1,0,2000", "x", ""] {
            assert_eq!(rows(answer), None, "{answer}");
        }
    }
}
