//! The steps of a remedy: numbered, with the command, policy, address or example of each.

use super::marked::{merged, placeholders, without_backticks};
use super::rich::{Line, Role, Span, Touch, spans};
use super::sheet::Sheet;
use crate::catalog::{Act, Step};
use crate::text::sanitize;

/// Columns of the number and the blanks behind it.
const TEXT_AT: usize = 3;
/// A command's further lines stand this far behind its first letter.
const HANGING: usize = 2;
/// Before an option a command may be broken: ` --`.
const BREAK: &str = " --";

impl Sheet<'_> {
    /// The steps in order. Copying gives the whole command, however it is broken into lines here.
    pub fn steps(&self, lines: &mut Vec<Line>, steps: &[Step]) {
        for (number, step) in steps.iter().enumerate() {
            let head = vec![Span::new(format!("{:<TEXT_AT$}", number + 1), Role::Number)];
            let (text, marks) = without_backticks(step.text.get(self.lang).unwrap_or_default());
            self.hanging(lines, head, &text, Role::Plain, &marks);
            match &step.act {
                None => {}
                Some(Act::Run(command)) => self.command(lines, command, number),
                Some(Act::Policy(policy)) => self.policy(lines, &shortened(&policy.to_json())),
                Some(Act::Open(address)) => {
                    let address = address.get(self.lang).unwrap_or_default().to_owned();
                    let room = if self.print { usize::MAX / 4 } else { self.width().saturating_sub(TEXT_AT) };
                    let shown = self.measure.truncate(&address, room).into_owned();
                    let columns = self.measure.columns(&shown);
                    let link = Span::new(shown, Role::Link).touching(Touch::Open(address));
                    // Beside the step's own words, where it has room there.
                    match lines.last_mut() {
                        Some(line)
                            if !self.print && self.columns_of(&line.spans) + 2 + columns <= self.width() =>
                        {
                            line.push("  ", Role::Plain);
                            line.spans.push(link);
                        }
                        _ => {
                            let mut line = Line::of(" ".repeat(TEXT_AT), Role::Plain);
                            line.spans.push(link);
                            lines.push(line);
                        }
                    }
                }
                Some(Act::Example { wrong, right }) => {
                    let labels = self.labels();
                    for (name, text, role) in
                        [(labels.wrong, wrong, Role::Differs), (labels.right, right, Role::Good)]
                    {
                        let head = vec![
                            Span::new(" ".repeat(TEXT_AT), Role::Plain),
                            Span::new(format!("{name} "), Role::Label),
                        ];
                        self.hanging(lines, head, &sanitize::line(text), role, &[]);
                    }
                }
            }
        }
    }

    /// `$ aliyun ecs …` on a background of its own, with its key at the right of the first line.
    fn command(&self, lines: &mut Vec<Line>, command: &str, number: usize) {
        let command = sanitize::line(command);
        let touch = Touch::Step(number);
        let key = self.keys.item(&(number + 1).to_string());
        // Before the command: a column of background, `$` and a blank; behind it: a free column.
        let room = self.width().saturating_sub(TEXT_AT + 3 + 1);
        let first = room.saturating_sub(if key.is_empty() { 0 } else { key.len() + 2 });
        for (nth, part) in broken(&command, first, room.saturating_sub(HANGING)).into_iter().enumerate() {
            let mut line = Line { ground: Some(TEXT_AT), ..Line::default() };
            line.push(" ".repeat(TEXT_AT), Role::Plain);
            let sign = if nth == 0 { " $ ".to_owned() } else { " ".repeat(3 + HANGING) };
            line.spans.push(Span::new(sign, Role::Dim).raised().touching(touch.clone()));
            let marks = merged(placeholders(part), Vec::new());
            line.spans.extend(
                spans(part, Role::Plain, &marks)
                    .into_iter()
                    .map(|span| span.raised().touching(touch.clone())),
            );
            if nth == 0 && !key.is_empty() {
                line.right.push(Span::new(format!("{key} "), Role::Key).raised().touching(touch.clone()));
            }
            lines.push(line);
        }
    }

    fn policy(&self, lines: &mut Vec<Line>, json: &str) {
        let key = self.keys.item("p");
        for (nth, json) in json.lines().enumerate() {
            let mut line = Line { ground: Some(TEXT_AT), ..Line::default() };
            line.push(" ".repeat(TEXT_AT), Role::Plain);
            let text = format!("   {}", sanitize::line(json));
            line.spans.push(Span::new(text, Role::Plain).raised().touching(Touch::Policy));
            if nth == 0 && !key.is_empty() {
                line.right.push(Span::new(format!("{key} "), Role::Key).raised().touching(Touch::Policy));
            }
            lines.push(line);
        }
    }
}

/// JSON in which a list of one item takes one line, as `"Action": ["ecs:StopInstance"]`, and the brackets of a list of
/// one object stand beside those of the object, as `"Statement": [{`.
fn shortened(json: &str) -> String {
    let json = one_object_lists(json);
    let lines: Vec<&str> = json.lines().collect();
    let mut shortened: Vec<String> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match lines[at..] {
            [open, only, close, ..]
                if open.ends_with('[')
                    && close.trim_start().starts_with(']')
                    && !only.ends_with(['{', '[']) =>
            {
                shortened.push(format!("{open}{}{}", only.trim_start(), close.trim_start()));
                at += 3;
            }
            [line, ..] => {
                shortened.push(line.to_owned());
                at += 1;
            }
            [] => break,
        }
    }
    shortened.join("\n")
}

/// Lists that hold one object, with both brackets in one line.
fn one_object_lists(json: &str) -> String {
    let mut lines: Vec<String> = json.lines().map(str::to_owned).collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut at = 0;
    while at + 1 < lines.len() {
        let (outer, inner) = (indent(&lines[at]), indent(&lines[at + 1]));
        let opens = lines[at].ends_with('[') && lines[at + 1].trim() == "{";
        // The object's end, where it is the list's, too.
        let end =
            lines[at + 1..].iter().position(|line| indent(line) == inner && line.trim().starts_with('}'));
        let end = end.map(|end| at + 1 + end).filter(|end| {
            let behind = lines.get(end + 1);
            opens
                && lines[*end].ends_with('}')
                && behind.is_some_and(|line| indent(line) == outer && line.trim_start().starts_with(']'))
        });
        if let Some(end) = end {
            lines[at].push('{');
            let close = lines.remove(end + 1);
            lines[end] = format!("{}}}{}", " ".repeat(outer), close.trim_start());
            for line in &mut lines[at + 2..end] {
                line.drain(..(inner - outer).min(indent(line)));
            }
            lines.remove(at + 1);
        }
        at += 1;
    }
    lines.join("\n")
}

/// The lines of a command: broken before options only, and a part that is still too long is cut by the screen's edge.
fn broken(command: &str, first: usize, others: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = command;
    loop {
        let room = if lines.is_empty() { first } else { others };
        if rest.len() <= room {
            lines.push(rest);
            return lines;
        }
        let breaks = rest.match_indices(BREAK).map(|(at, _)| at).filter(|&at| at > 0);
        let fitting = breaks.clone().take_while(|&at| at <= room).last();
        // Where not even the first part fits, it is a line all the same.
        let Some(at) = fitting.or_else(|| breaks.clone().next()) else {
            lines.push(rest);
            return lines;
        };
        lines.push(&rest[..at]);
        rest = &rest[at + 1..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_one_thing_takes_one_line() {
        let json = "{\n  \"Action\": [\n    \"a\"\n  ],\n  \"Two\": [\n    1,\n    2\n  ]\n}";
        assert_eq!(shortened(json), "{\n  \"Action\": [\"a\"],\n  \"Two\": [\n    1,\n    2\n  ]\n}");
    }

    #[test]
    fn a_list_of_one_object_has_its_brackets_around_it() {
        let json = "{\n  \"Statement\": [\n    {\n      \"Effect\": \"Allow\",\n      \"Action\": [\n        \"a\"\n      ]\n    }\n  ]\n}";
        let short = "{\n  \"Statement\": [{\n    \"Effect\": \"Allow\",\n    \"Action\": [\"a\"]\n  }]\n}";
        assert_eq!(shortened(json), short);
        let two = "{\n  \"S\": [\n    {\n      \"a\": 1\n    },\n    {\n      \"b\": 2\n    }\n  ]\n}";
        assert_eq!(shortened(two), two);
    }

    #[test]
    fn a_command_is_broken_before_options_only() {
        let command = "aliyun ecs DescribeDisks --RegionId REGION_ID --PageSize 100 --output cols=DiskId";
        assert_eq!(
            broken(command, 46, 40),
            ["aliyun ecs DescribeDisks --RegionId REGION_ID", "--PageSize 100 --output cols=DiskId"]
        );
        assert_eq!(broken(command, 500, 500), [command]);
        assert_eq!(broken("aliyun sts GetCallerIdentity", 5, 5), ["aliyun sts GetCallerIdentity"]);
    }
}
