//! How the browser starts.

use std::sync::Arc;

use super::detail_pane::DetailPane;
use super::diagnosis::DiagnosisPane;
use super::effect::Effect;
use super::form::Form;
use super::keymap::Keymap;
use super::line_edit::LineEdit;
use super::list_pane::ListPane;
use super::pane::{Pane, Rooms};
use super::rail::Rail;
use super::state::{State, Widths};
use crate::catalog::{Catalog, Grouping, NodeKind};
use crate::diagnose::Diagnosis;
use crate::lang::Lang;
use crate::search::Query;
use crate::settings::{Memory, Palette};
use crate::text::width::Measure;

/// What a browser starts with.
#[derive(Debug, Clone, Default)]
pub struct Setup {
    pub lang: Lang,
    pub measure: Measure,
    /// Signs of ASCII alone.
    pub ascii: bool,
    pub keymap: Keymap,
    pub mouse: bool,
    /// The colours at the start; `None` where the terminal shows none.
    pub palette: Option<Palette>,
    pub widths: Widths,
    /// Queries of earlier runs, the newest last.
    pub queries: Vec<String>,
    /// The text of the search field at the start.
    pub query: String,
    /// The findings to start on, and their text where it was kept.
    pub findings: Option<(Arc<Diagnosis>, Option<Arc<str>>)>,
    /// The product to start in: an id, an alias or a name.
    pub product: Option<String>,
    /// Where the config file is, for the help to say.
    pub config: String,
    /// The form that Enter returns to the caller (`alierr pick`); `None` where Enter copies.
    pub takes: Option<Form>,
}

impl State {
    /// The state before the first frame, and what is to be done first.
    pub fn new(catalog: Arc<Catalog>, setup: Setup) -> (Self, Vec<Effect>) {
        let mut rail = Rail::new(&catalog, Grouping::Product);
        if let Some(product) = setup.product.as_deref().and_then(|name| catalog.find_product(name)) {
            rail.choose(&NodeKind::Product(product));
        }
        let list = ListPane::of_all(&catalog, setup.lang);
        let mut state = Self {
            search: LineEdit::new(&setup.query),
            query: Query::parse(&setup.query, &catalog),
            catalog,
            lang: setup.lang,
            measure: setup.measure,
            ascii: setup.ascii,
            keymap: setup.keymap,
            pane: Pane::List,
            rail,
            list,
            detail: DetailPane::default(),
            diagnosis: None,
            left_findings: None,
            left_query: None,
            wanted: None,
            copy_menu: None,
            filter_menu: None,
            history: None,
            help: None,
            toast: None,
            welcome: setup.query.is_empty() && setup.findings.is_none(),
            ground: None,
            mouse: setup.mouse,
            palette: setup.palette,
            widths: setup.widths,
            config: setup.config,
            takes: setup.takes,
            copying: None,
            opening: false,
            memory: Memory::of(setup.queries),
            dragged: None,
            rooms: Rooms::default(),
            search_id: 0,
            answered_id: 0,
            takes_answer: false,
            diagnosis_id: 0,
            diagnosing: false,
            toasts: 0,
        };
        let effects = vec![state.ask(), Effect::SetMouse(setup.mouse)];
        state.diagnosis = setup.findings.map(|(diagnosis, text)| DiagnosisPane::new(diagnosis, text, 0));
        state.narrow();
        if !state.search.is_empty() {
            // The query was asked for first; the findings are a key away.
            state.leave_findings();
        }
        state.refresh_detail();
        (state, effects)
    }
}
