//! The text for an empty list: what was asked, why nothing was found, and what else can be done.

use super::form::Form;
use super::keymap::{Action, Layer, Row};
use super::state::State;
use super::welcome::UPDATE;
use crate::lang::{Labels, Lang};
use crate::page::{Line, Role, Sheet, Span, Touch};
use crate::search::{Problem, Query};
use crate::text::sanitize;

/// Keys are suggested for queries of at least this many characters.
const LEAST_CHARACTERS: usize = 2;
/// The command that writes the config file.
const SETTINGS: &str = "alierr config --init";
/// At most this many keys are suggested.
const MOST_KEYS: usize = 3;

/// The lines in place of the list.
pub fn lines(sheet: &Sheet, state: &State) -> Vec<Line> {
    let labels = sheet.labels();
    let asked = sanitize::line(state.list.query.text().trim()).into_owned();
    let mut lines = Vec::new();
    let found = labels.nothing_found_for.replace("{}", &asked);
    let found = if asked.is_empty() { labels.nothing_found.to_owned() } else { found };
    sheet.hanging(&mut lines, Vec::new(), &found, Role::Headline, &[]);
    if let Some(problem) = problem(&state.query, sheet.lang) {
        sheet.hanging(&mut lines, vec![Span::new("→ ", Role::Accent)], &problem, Role::Plain, &[]);
    }
    let elsewhere = state.list.found().len();
    if elsewhere > 0 && state.rail.is_narrowed() {
        let by = narrowed_by(state).join(labels.enumeration);
        let said = (labels.narrowed_out)(&by, elsewhere);
        sheet.hanging(&mut lines, vec![Span::new("→ ", Role::Accent)], &said, Role::Plain, &[]);
    }
    for (keys, said) in keys_called(state, &asked) {
        keyed(sheet, &mut lines, &keys, &said);
    }
    if state.could_be_error() {
        keyed(sheet, &mut lines, &state.key(Action::Copy(Form::Code)), labels.diagnose_it);
    }
    keyed(sheet, &mut lines, &state.key(Action::Back), labels.clears_or_widens);
    if state.lacks_update() {
        keyed(sheet, &mut lines, UPDATE, labels.every_product);
    }
    lines
}

/// Columns of an example.
const EXAMPLE: usize = 22;

/// The lines in place of the detail: codes of similar letters, which can be clicked.
pub(super) fn more(sheet: &Sheet, state: &State) -> Vec<Line> {
    let labels = sheet.labels();
    let mut lines = Vec::new();
    for (example, said) in labels.welcome_examples {
        let mut line = Line::of("❯ ", Role::Accent);
        line.spans.push(
            Span::new(sheet.measure.pad(example, EXAMPLE), Role::Plain)
                .touching(Touch::Code(example.to_owned())),
        );
        let room = sheet.width().saturating_sub(EXAMPLE + 2);
        line.push(sheet.measure.truncate(said, room).into_owned(), Role::Dim);
        lines.push(line);
    }
    if state.list.query.text().trim().is_empty() { Vec::new() } else { lines }
}

/// The query may mean what a key does, and not an error: `工单`, `JSON`, `mouse`.
fn keys_called(state: &State, asked: &str) -> Vec<(String, String)> {
    let sought = asked.to_lowercase();
    if sought.chars().count() < LEAST_CHARACTERS {
        return Vec::new();
    }
    let help = state.keymap.help();
    // The key for a ticket of all errors works in a diagnosis only.
    let can_be = |row: &Row| row.action != Action::Copy(Form::AllTickets);
    let called =
        help.iter().filter(|(row, chords)| row.is_called(&sought) && !chords.is_empty() && can_be(row));
    let keyed = called.map(|(row, chords)| {
        let (label, key) = (row.label(state.lang), chords[0].to_string());
        match row.layer {
            Layer::CopyMenu => {
                let menu = state.key(Action::CopyMenu);
                (format!("{menu} {key}"), format!("{label}{}", state.labels().once_selected))
            }
            _ => (key, label.to_owned()),
        }
    });
    let settable = [Lang::Zh, Lang::En].map(|lang| Labels::of(lang).settable);
    let setting = settable.iter().any(|said| said.contains(&sought)) || "color".contains(&sought);
    let settings = setting.then(|| (SETTINGS.to_owned(), state.labels().settable.to_owned()));
    keyed.take(MOST_KEYS).chain(settings).collect()
}

fn keyed(sheet: &Sheet, lines: &mut Vec<Line>, key: &str, said: &str) {
    if !key.is_empty() {
        let head = vec![Span::new(format!("{key} "), Role::Key)];
        sheet.hanging(lines, head, said, Role::Dim, &[]);
    }
}

/// What the list is narrowed by in the rail.
pub fn narrowed_by(state: &State) -> Vec<String> {
    let choices = state.rail.named_choices(&state.catalog, state.lang, 16);
    choices.into_iter().map(|(_, name)| name).collect()
}

/// The first problem of a query as a sentence.
pub fn problem(query: &Query, lang: Lang) -> Option<String> {
    let labels = Labels::of(lang);
    let (said, nearest) = match query.problems().first()? {
        Problem::UnknownKey { key, nearest, .. } => {
            (labels.unknown_filter.replace("{}", key), Some(format!("{}:", nearest.id())))
        }
        Problem::UnknownValue { key, value, nearest, .. } => {
            let filter = format!("{}:{value}", key.id());
            let nearest = nearest.as_ref().map(|nearest| format!("{}:{nearest}", key.id()));
            (labels.unknown_value.replace("{}", &filter), nearest)
        }
    };
    Some(match nearest {
        Some(nearest) => format!("{said}{}{}", labels.comma, labels.did_you_mean.replace("{}", &nearest)),
        None => said,
    })
}
