//! The detail's page. It is laid out again only when something that it depends on has changed.

use super::detail_pane::Shown;
use super::keymap::Action;
use super::state::State;
use super::{nothing, welcome};
use crate::page::{Keys, Line, Sheet, Siblings};

impl State {
    /// Lays out the detail anew, if what it shows has changed.
    pub(super) fn refresh_detail(&mut self) {
        let shown = Shown::of(self);
        if self.detail.shown.as_ref() != Some(&shown) {
            (self.detail.lines, self.detail.siblings) = lay_out(self);
            // Behind a welcome that was scrolled, the first entry is read from its top.
            if self.detail.shown.as_ref().is_some_and(|before| before.welcome && !shown.welcome) {
                self.detail.scroll.to_start();
            }
            self.detail.shown = Some(shown);
        }
        self.detail.scroll.set_size(self.detail.lines.len(), self.rooms.detail.lines);
    }
}

impl Shown {
    fn of(state: &State) -> Self {
        let finding = state.diagnosis.as_ref().filter(|_| state.detail.jumped.is_empty());
        Self {
            catalog: std::sync::Arc::as_ptr(&state.catalog) as usize,
            finding: finding.map(|diagnosis| diagnosis.shown()),
            entry: state.shown(),
            welcome: state.welcome,
            query: state.list.query.text().to_owned(),
            lang: state.lang,
            measure: state.measure,
            columns: state.rooms.detail.columns,
            lines: state.rooms.detail.lines,
        }
    }
}

/// The names of the keys that a page shows.
pub fn keys(state: &State) -> Keys {
    let ascii = state.shows_ascii();
    let rows = state.keymap.rows().iter();
    let numbered = rows.filter(|bound| bound.row.action == Action::Numbered).flat_map(|bound| &bound.chords);
    Keys {
        menu: state.key(Action::CopyMenu),
        page: state.key(Action::OpenPage),
        next: state.key(Action::JumpNext),
        numbered: numbered.map(|chord| chord.shown(ascii)).collect(),
    }
}

/// The lines of what is shown, and the other entries of its code.
fn lay_out(state: &State) -> (Vec<Line>, Siblings) {
    let keys = keys(state);
    let sheet = sheet(state, &keys, state.rooms.detail.columns);
    let room = Some(state.rooms.detail.lines);
    if state.welcome && state.diagnosis.is_none() {
        return (welcome::lines(&sheet, state), Siblings::default());
    }
    let siblings = state.shown().map(|id| state.siblings(id)).unwrap_or_default();
    let lines = match (state.finding(), state.shown()) {
        (Some((finding, _)), _) => {
            let diagnosis = state.diagnosis.as_ref();
            let choice = diagnosis.and_then(|diagnosis| diagnosis.shown().2);
            let around = diagnosis.and_then(|diagnosis| diagnosis.around());
            sheet.finding(finding, choice, around.as_ref(), room)
        }
        (None, Some(id)) => sheet.entry(id, &siblings, room),
        (None, None) => nothing::more(&sheet, state),
    };
    (lines, siblings)
}

/// The paper of the screen, of a width.
pub fn sheet<'a>(state: &'a State, keys: &'a Keys, columns: usize) -> Sheet<'a> {
    Sheet {
        catalog: &state.catalog,
        query: Some(&state.list.query),
        lang: state.lang,
        measure: state.measure,
        columns: Some(columns),
        keys,
        print: false,
    }
}
