//! The text that the detail shows at the start: what can be done.

use super::keymap::Action;
use super::number::grouped;
use super::pane::Pane;
use super::state::State;
use crate::page::{Line, Role, Sheet, Span, Touch};

/// Columns of the examples.
const EXAMPLES: usize = 20;

/// The command that fetches the errors of all products.
pub(super) const UPDATE: &str = "alierr update";

/// Whether the text stays after an action: it can be read to its end, in other colours and in the other language.
pub(super) fn stays_welcome(pane: Pane, action: Action) -> bool {
    match action {
        Action::SwitchLang | Action::SwitchColours | Action::Redraw | Action::ToggleMouse => true,
        Action::DetailUp | Action::DetailDown | Action::DetailPageUp | Action::DetailPageDown => true,
        Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last => {
            pane == Pane::Detail
        }
        _ => false,
    }
}

/// What can be typed, what can be pasted, and where to find the rest.
pub(super) fn lines(sheet: &Sheet, state: &State) -> Vec<Line> {
    let labels = sheet.labels();
    let mut lines = vec![Line::of(labels.welcome_search, Role::Headline)];
    for (example, said) in labels.welcome_examples {
        let mut line = Line::of("❯ ", Role::Accent);
        let shown = Span::new(sheet.measure.pad(example, EXAMPLES), Role::Plain);
        line.spans.push(shown.touching(Touch::Code(example.to_owned())));
        line.push(said, Role::Dim);
        lines.push(cut(sheet, line));
    }
    lines.push(Line::default());
    lines.push(Line::of(labels.welcome_error, Role::Headline));
    for (key, said) in
        [(state.key(Action::Paste), labels.welcome_paste), (String::new(), labels.welcome_pipe)]
    {
        let mut line = if key.is_empty() {
            Line::of("terraform apply 2>&1 | alierr", Role::Plain)
        } else {
            let shown = Span::new(sheet.measure.pad(&key, EXAMPLES + 2), Role::Number);
            Line { spans: vec![shown.touching(Touch::Paste)], ..Line::default() }
        };
        if key.is_empty() {
            line.push("  ", Role::Plain);
        }
        line.push(said, Role::Dim);
        lines.push(cut(sheet, line));
    }
    if state.lacks_update() {
        lines.push(Line::default());
        let mut line = Line::of(sheet.measure.pad(UPDATE, EXAMPLES + 2), Role::Plain);
        line.push(labels.every_product, Role::Dim);
        lines.push(cut(sheet, line));
    }
    lines.push(Line::default());
    let mut line = Line::of("↓ ", Role::Accent);
    line.push(labels.welcome_down, Role::Dim);
    for (key, said) in [
        (state.key(Action::SwitchLang), state.lang.other().own_name()),
        (state.key(Action::Help), labels.welcome_keys),
    ] {
        line.push(format!("   {key} "), Role::Key);
        line.push(said, Role::Dim);
    }
    lines.push(cut(sheet, line));
    let entries = sheet.catalog.entries();
    let written = entries.filter(|entry| entry.is_written_here()).count();
    let documented = sheet.catalog.len() - written;
    let inside = (labels.inside)(&grouped(documented), &grouped(written));
    lines.extend([Line::default(), cut(sheet, Line::of(inside, Role::Dim))]);
    lines
}

/// The line as far as it fits; the remark at its end is dropped first.
fn cut(sheet: &Sheet, mut line: Line) -> Line {
    while line.spans.len() > 1 && sheet.columns_of(&line.spans) > sheet.width() {
        let over = sheet.columns_of(&line.spans) - sheet.width();
        let Some(last) = line.spans.pop() else { break };
        let room = sheet.measure.columns(&last.text).saturating_sub(over);
        if room > 8 {
            line.spans.push(Span { text: sheet.measure.truncate(&last.text, room).into_owned(), ..last });
            break;
        }
    }
    line
}
