//! What is said where nothing was found: what was asked, why it finds nothing, and what else can be done.

use super::form::Form;
use super::keymap::{Action, Layer, Row};
use super::state::State;
use super::welcome::UPDATE;
use crate::lang::{Labels, Lang};
use crate::page::{Line, Role, Sheet, Span, Touch, names};
use crate::search::{Problem, Query};
use crate::text::sanitize;

/// A key is asked for by so many characters at least.
const LEAST_CHARACTERS: usize = 2;
/// What writes the file of settings.
const SETTINGS: &str = "alierr config --init";
/// So many keys are told at most.
const MOST_KEYS: usize = 3;

/// In the list's place.
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

/// In the detail's place: codes of about these letters are a click away.
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

/// What was asked for may be what a key does, and no error: `工单`, `JSON`, `mouse`.
fn keys_called(state: &State, asked: &str) -> Vec<(String, String)> {
    let sought = asked.to_lowercase();
    if sought.chars().count() < LEAST_CHARACTERS {
        return Vec::new();
    }
    let help = state.keymap.help();
    // A ticket of several errors takes a text with several.
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
    let rail = &state.rail;
    let node = rail.tree().node(rail.chosen());
    let scope = (rail.chosen() != crate::catalog::NodeId::ROOT)
        .then(|| sanitize::line(&names::node_fitting(&state.catalog, node, state.lang, 16)).into_owned());
    scope.into_iter().chain(rail.narrowing().facets.chosen().map(|facet| facet.name(state.lang))).collect()
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
