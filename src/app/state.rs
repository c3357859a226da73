//! The state of the browser.

use std::sync::Arc;
use std::time::Duration;

use super::detail_pane::DetailPane;
use super::diagnosis::{DiagnosisPane, LeftFindings};
use super::effect::Effect;
use super::filter_menu::FilterMenu;
use super::form::Form;
use super::help::HelpPane;
use super::history::HistoryPane;
use super::keymap::{Action, Focus, Keymap};
use super::line_edit::LineEdit;
use super::list_pane::ListPane;
use super::msg::{Divider, Rgb};
use super::narrow::Counts;
use super::pane::{Pane, Rooms};
use super::rail::{Choices, Rail};
use super::viewport::Viewport;
use crate::catalog::{Catalog, EntryId, Grouping, Step};
use crate::diagnose::{Finding, Match};
use crate::lang::{Labels, Lang};
use crate::page;
use crate::search::{self, Query};
use crate::settings::{Memory, Palette};
use crate::text::secrets;
use crate::text::width::Measure;

/// The shares of the panes that the user dragged, in hundredths of the screen; `None` for the layout's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Widths {
    pub tree: Option<u16>,
    /// The share of the detail beside the list.
    pub detail: Option<u16>,
    /// The share of the detail below the list, on screens too narrow for three panes side by side.
    pub detail_below: Option<u16>,
}

/// A query that the list of one code's entries replaced, to come back to.
#[derive(Debug)]
pub(super) struct LeftQuery {
    pub text: String,
    pub choices: Choices,
    pub selected: Option<EntryId>,
    /// Whether findings were shown, which are to be shown again.
    pub findings: bool,
    /// The text of the search field since then. Once that changes, the way back is forgotten.
    pub left_for: String,
}

/// The open “copy as” menu.
#[derive(Debug)]
pub struct CopyMenu {
    pub forms: Vec<Form>,
    pub view: Viewport,
}

/// A short notice in place of the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// Tells this toast from earlier ones.
    pub number: u64,
    pub kind: ToastKind,
    pub text: String,
    /// What was copied; it gives way where there is no room.
    pub head: String,
    /// By which way.
    pub aside: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToastKind {
    Done,
    Notice,
    Failure,
    /// Esc was pressed with nothing left to leave: a second Esc ends the program.
    Leaving,
}

impl ToastKind {
    /// How long it is shown: a failure longer, because it is unexpected and has more words.
    pub fn patience(self) -> Duration {
        match self {
            ToastKind::Done | ToastKind::Notice => Duration::from_millis(3500),
            ToastKind::Failure => Duration::from_secs(10),
            ToastKind::Leaving => Duration::from_secs(2),
        }
    }
}

/// Everything the screen shows.
#[derive(Debug)]
pub struct State {
    pub catalog: Arc<Catalog>,
    pub lang: Lang,
    pub measure: Measure,
    /// Signs are to be of ASCII alone, whatever the measure is.
    pub ascii: bool,
    pub keymap: Keymap,
    pub pane: Pane,
    pub search: LineEdit,
    /// The search field's text as it is understood now.
    pub query: Query,
    pub rail: Rail,
    pub list: ListPane,
    pub detail: DetailPane,
    /// The findings of a pasted text; they have a page of their own.
    pub diagnosis: Option<DiagnosisPane>,
    /// The findings that were left last.
    pub(super) left_findings: Option<LeftFindings>,
    /// The query that the list of one code's entries has replaced.
    pub(super) left_query: Option<LeftQuery>,
    /// The entry to go to once the newest search is answered.
    pub(super) wanted: Option<EntryId>,
    pub copy_menu: Option<CopyMenu>,
    /// The values of the filter at the caret.
    pub filter_menu: Option<FilterMenu>,
    pub history: Option<HistoryPane>,
    pub help: Option<HelpPane>,
    pub toast: Option<Toast>,
    /// Whether nothing was done yet; then the detail shows what can be done.
    pub welcome: bool,
    /// The colour of the terminal's ground, once it is known.
    pub ground: Option<Rgb>,
    pub mouse: bool,
    /// The colours; `None` where the terminal shows none.
    pub palette: Option<Palette>,
    pub widths: Widths,
    pub(super) config: String,
    pub(super) takes: Option<Form>,
    /// What is being copied: its form and the start of its text, for the notice.
    pub(super) copying: Option<(Form, String)>,
    /// A page was to be opened: where there is no browser, its link is copied instead.
    pub(super) opening: bool,
    pub(super) memory: Memory,
    pub(super) dragged: Option<Divider>,
    pub(super) rooms: Rooms,
    pub(super) search_id: u64,
    /// The newest search that has been answered.
    pub(super) answered_id: u64,
    /// Enter was pressed before the newest search was answered, and waits for its first hit.
    pub(super) takes_answer: bool,
    pub(super) diagnosis_id: u64,
    /// Whether the newest text is still being diagnosed.
    pub(super) diagnosing: bool,
    pub(super) toasts: u64,
}

impl State {
    /// Lists the hits that the rail leaves, and counts those that each of its rows would leave.
    pub(super) fn narrow(&mut self) {
        let counts = Counts::of(&self.catalog, self.list.found(), self.rail.narrowing());
        self.list.list(&counts);
        self.rail.recount(counts, !self.list.query.text().trim().is_empty());
    }

    pub fn labels(&self) -> &'static Labels {
        Labels::of(self.lang)
    }

    /// How much room the parts have, as far as the state was told.
    pub fn rooms(&self) -> Rooms {
        self.rooms
    }

    /// What has the keyboard.
    pub fn focus(&self) -> Focus {
        if self.help.is_some() {
            Focus::Help
        } else if self.history.is_some() {
            Focus::History
        } else if self.copy_menu.is_some() {
            Focus::CopyMenu
        } else {
            Focus::Pane(self.pane)
        }
    }

    /// The entry that the detail shows: the last one jumped to, else the list's selection.
    pub fn shown(&self) -> Option<EntryId> {
        self.detail.jumped.last().copied().or_else(|| self.selected())
    }

    /// The entry that the list's cursor is on.
    pub(super) fn selected(&self) -> Option<EntryId> {
        match &self.diagnosis {
            Some(diagnosis) => diagnosis.entry(diagnosis.view.cursor()),
            None => self.list.selected().map(|hit| hit.entry),
        }
    }

    /// The finding that the cursor is on; none once another entry was jumped to.
    pub fn finding(&self) -> Option<(&Finding, Option<&Match>)> {
        let diagnosis = self.diagnosis.as_ref().filter(|_| self.detail.jumped.is_empty())?;
        Some((diagnosis.selected()?, diagnosis.matched(diagnosis.view.cursor())))
    }

    /// What to do about what the detail shows.
    pub fn steps(&self) -> Vec<Step> {
        match self.finding() {
            Some((finding, matched)) => page::steps_of(&self.catalog, finding, matched),
            None => self.shown().map(|id| self.catalog.entry(id).steps()).unwrap_or_default(),
        }
    }

    /// The other entries of an entry's code, those first that its row stands for, too.
    pub(super) fn siblings(&self, id: EntryId) -> page::Siblings {
        page::Siblings::sorted(&self.catalog, id, |one, other| self.list.means_same(one, other))
    }

    /// The rows that the list shows, of hits or of findings.
    pub fn list_view(&mut self) -> &mut Viewport {
        match &mut self.diagnosis {
            Some(diagnosis) => &mut diagnosis.view,
            None => &mut self.list.view,
        }
    }

    /// The effect of a new search. The answers to earlier ones are dropped from now on.
    pub(super) fn ask(&mut self) -> Effect {
        self.leave_findings();
        self.ask_behind_findings()
    }

    /// The same, while the findings stay.
    fn ask_behind_findings(&mut self) -> Effect {
        self.search_id += 1;
        self.wanted = None;
        Effect::Search { id: self.search_id, text: self.search.text().to_owned() }
    }

    /// The effect of a new diagnosis. The answers to earlier ones are dropped from now on.
    pub(super) fn ask_diagnosis(&mut self, text: Arc<str>) -> Effect {
        self.diagnosis_id += 1;
        self.diagnosing = true;
        Effect::Diagnose { id: self.diagnosis_id, text }
    }

    /// The catalogue has changed under the findings. Shown findings are diagnosed again at once, findings that were
    /// left when the user comes back to them.
    pub(super) fn outdate_findings(&mut self) -> Option<Effect> {
        let shown = self.diagnosis.take().and_then(DiagnosisPane::into_text);
        let left = self.left_findings.take().and_then(LeftFindings::into_text);
        self.left_findings = shown.clone().or(left).map(LeftFindings::Outdated);
        // If a text is being diagnosed, it is newer than the shown one.
        shown.filter(|_| !self.diagnosing).map(|text| self.ask_diagnosis(text))
    }

    /// The search field's text has changed.
    pub(super) fn query_changed(&mut self) -> Vec<Effect> {
        self.query = Query::parse(self.search.text(), &self.catalog);
        self.filter_menu = FilterMenu::at_caret(&self.search, &self.catalog, self.lang);
        vec![self.ask()]
    }

    /// Clears the search field when findings are shown: the query has nothing to do with them, and would be stale
    /// once they are left. The history keeps it.
    pub(super) fn put_query_away(&mut self) -> Vec<Effect> {
        if self.search.is_empty() {
            return Vec::new();
        }
        let mut effects = self.remember();
        self.search.clear();
        self.query = Query::parse("", &self.catalog);
        self.filter_menu = None;
        effects.push(self.ask_behind_findings());
        effects
    }

    /// Whether what was typed found nothing, and could be an error rather than a query.
    pub fn could_be_error(&self) -> bool {
        let text = self.search.text();
        self.diagnosis.is_none()
            && self.list.found().is_empty()
            && !text.trim().is_empty()
            && !search::has_filter(text)
    }

    /// Whether `alierr update` exists in this build and has never been run.
    pub fn lacks_update(&self) -> bool {
        cfg!(feature = "update") && self.catalog.listed_products().all(|product| product.updated().is_none())
    }

    /// Whether the list shows the entries of one code in place of an earlier query.
    pub fn can_return_to_query(&self) -> bool {
        self.left_query.as_ref().is_some_and(|left| left.left_for == self.search.text())
    }

    /// Whether there are findings to come back to.
    pub fn has_left_findings(&self) -> bool {
        self.left_findings.is_some()
    }

    /// Whether the screen shows signs of ASCII alone: those that terminals draw in two columns are in the way.
    pub(super) fn shows_ascii(&self) -> bool {
        self.ascii || self.measure == Measure::Wide
    }

    /// What the tree is sorted by.
    pub fn tree_name(&self) -> &'static str {
        let labels = self.labels();
        match self.rail.tree().grouping() {
            Grouping::Product => labels.products,
            Grouping::Status => labels.statuses,
            Grouping::Category => labels.categories,
        }
    }

    /// The list shows hits again; the findings are kept for coming back.
    pub(super) fn leave_findings(&mut self) {
        if let Some(findings) = self.diagnosis.take() {
            self.left_findings = Some(LeftFindings::Read(findings));
            self.detail.jumped.clear();
            self.detail.scroll.to_start();
            let rows = self.keymap.rows().iter();
            let key =
                rows.filter(|bound| bound.row.action == Action::Findings).find_map(|b| b.chords.first());
            if let Some(key) = key {
                self.say(
                    ToastKind::Notice,
                    self.labels().back_to_findings.replace("{}", &key.shown(self.shows_ascii())),
                );
            }
        }
    }

    /// Remembers the query, because something was done with what it found.
    pub(super) fn remember(&mut self) -> Vec<Effect> {
        let query = self.search.text().trim().to_owned();
        // A query with a secret in it must not end up in a file.
        let secret = secrets::mask(&query) != query;
        if query.is_empty() || secret || self.memory.queries.last() == Some(&query) {
            return Vec::new();
        }
        self.memory.add(&query);
        vec![Effect::Remember(query)]
    }

    /// How many queries are remembered.
    pub fn queries(&self) -> usize {
        self.memory.queries.len()
    }

    pub(super) fn say(&mut self, kind: ToastKind, text: String) {
        self.say_with(kind, text, String::new(), "");
    }

    pub(super) fn say_with(&mut self, kind: ToastKind, text: String, head: String, aside: &str) {
        self.toasts += 1;
        self.toast = Some(Toast { number: self.toasts, kind, text, head, aside: aside.to_owned() });
    }

    /// The key of an action in the list, where everybody starts; empty where it has none.
    pub fn key(&self, action: Action) -> String {
        let key = self.keymap.key_of(Focus::Pane(Pane::List), action);
        key.map(|key| key.shown(self.shows_ascii())).unwrap_or_default()
    }

    /// Scrolls the text fields so that their carets are visible.
    pub(super) fn scroll_fields(&mut self) {
        self.search.scroll(self.rooms.search.columns, self.measure);
        let filters =
            [self.help.as_mut().map(|it| &mut it.filter), self.history.as_mut().map(|it| &mut it.filter)];
        for filter in filters.into_iter().flatten() {
            filter.scroll(self.rooms.filter.columns, self.measure);
        }
    }
}
