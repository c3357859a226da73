//! How messages change the state.

use std::sync::Arc;

use super::act::{act, clipboard, copied, diagnosed, leave_jumps, paste, relist_help, take_or_copy, type_in};
use super::chord::Chord;
use super::effect::Effect;
use super::keymap::{Action, Focus, Meaning};
use super::mouse;
use super::msg::Msg;
use super::pane::{Pane, Rooms};
use super::state::{State, ToastKind};
use super::welcome::stays_welcome;
use crate::catalog::Catalog;
use crate::search::{Hits, Problem, Query};

/// Takes in a message; returns what is to be done about it.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    let effects = match msg {
        Msg::Key(chord) => key(state, chord),
        Msg::Paste(text) => {
            state.toast.take_if(|toast| toast.kind == ToastKind::Leaving);
            state.welcome = false;
            paste(state, &text)
        }
        // Something newer was pasted meanwhile.
        Msg::Diagnosed { id, .. } if id != state.diagnosis_id => Vec::new(),
        // The catalogue has changed since: the text is diagnosed again.
        Msg::Diagnosed { text, catalog, .. } if !Arc::ptr_eq(&catalog, &state.catalog) => {
            vec![state.ask_diagnosis(text)]
        }
        Msg::Diagnosed { text, diagnosis, .. } => diagnosed(state, text, diagnosis),
        Msg::Mouse(gesture, target) => {
            state.toast.take_if(|toast| toast.kind == ToastKind::Leaving);
            mouse::update(state, gesture, target)
        }
        Msg::Layout(rooms) => {
            lay_out(state, rooms);
            Vec::new()
        }
        Msg::Found { id, query, hits } => {
            // The first answer may come after the user has moved in the list of all entries: it must not move the
            // cursor back.
            if id == state.search_id {
                state.answered_id = id;
                let hits = if asks_for_nothing(state, &query) { Hits::default() } else { hits };
                if !state.list.shows(&query, &hits) {
                    state.list.find(query, hits);
                    state.narrow();
                    leave_jumps(state);
                }
                if let Some(entry) = state.wanted.take() {
                    state.list.select(entry);
                }
                if std::mem::take(&mut state.takes_answer) {
                    return take_or_copy(state);
                }
            }
            Vec::new()
        }
        Msg::CatalogRead { catalog, faults } => change_catalog(state, catalog, &faults),
        Msg::Copied { form, outcome } => {
            copied(state, form, outcome);
            Vec::new()
        }
        Msg::Clipboard(read) => clipboard(state, read),
        Msg::Opened(outcome) => {
            match outcome {
                Ok(url) => state.say(ToastKind::Done, state.labels().opened.replace("{}", &url)),
                Err(reason) => state.say(ToastKind::Failure, reason),
            }
            Vec::new()
        }
        Msg::ToastSeen(number) => {
            state.toast.take_if(|toast| toast.number == number);
            Vec::new()
        }
        Msg::Ground(ground) => {
            state.ground = Some(ground);
            Vec::new()
        }
        Msg::Measured(measure) => {
            state.measure = measure;
            Vec::new()
        }
        Msg::Warning(text) => {
            state.say(ToastKind::Failure, text);
            Vec::new()
        }
        Msg::Notice(text) => {
            state.say(ToastKind::Notice, text);
            Vec::new()
        }
    };
    fit_menus(state);
    state.refresh_detail();
    state.scroll_fields();
    effects
}

/// Gives an open menu the lines that it has on the screen; before it was drawn once, as many as it wants.
fn fit_menus(state: &mut State) {
    let room = Some(state.rooms.menu.lines).filter(|lines| *lines > 0);
    if let Some(menu) = &mut state.copy_menu {
        menu.view.set_height(room.unwrap_or(menu.forms.len()).min(menu.forms.len()));
    } else if let Some(menu) = &mut state.filter_menu {
        menu.view.set_height(room.unwrap_or(menu.lines()).min(menu.lines()));
    }
}

fn key(state: &mut State, chord: Chord) -> Vec<Effect> {
    let meaning = state.keymap.meaning(state.focus(), chord);
    state.takes_answer = false;
    let welcomed = state.welcome;
    state.welcome &= match meaning {
        Meaning::Action(action) => stays_welcome(state.pane, action),
        Meaning::Text(_) => false,
        Meaning::Nothing => true,
    };
    // Only an Esc right after the first one counts as the second.
    let leaving = state.toast.take_if(|toast| toast.kind == ToastKind::Leaving).is_some();
    if leaving && meaning == Meaning::Action(Action::Back) {
        return act(state, Action::Quit, chord);
    }
    // The next key removes a notice, but not a failure, which stays for its time.
    state.toast.take_if(|toast| toast.kind != ToastKind::Failure);
    match meaning {
        // The first row is selected already: it is what the welcome says that this shows.
        Meaning::Action(Action::Down) if welcomed && state.focus() == Focus::Pane(Pane::List) => Vec::new(),
        Meaning::Action(action) => act(state, action, chord),
        Meaning::Text(c) => type_in(state, c.encode_utf8(&mut [0; 4])),
        Meaning::Nothing => Vec::new(),
    }
}

/// Whether a filter has an unknown value. While the menu offers values, the typed one may still become a known one.
fn asks_for_nothing(state: &State, query: &Query) -> bool {
    let wrong = |problem: &Problem| matches!(problem, Problem::UnknownValue { .. });
    state.filter_menu.is_none() && query.problems().iter().any(wrong)
}

fn change_catalog(state: &mut State, catalog: Arc<Catalog>, faults: &[String]) -> Vec<Effect> {
    state.catalog = catalog;
    state.rail = state.rail.rebuilt(&state.catalog, state.rail.tree().grouping());
    // The hits and the jumps are entries of the old catalogue.
    state.list.regroup(&state.catalog, state.lang);
    state.list.find_all(&state.catalog);
    state.narrow();
    state.detail.jumped.clear();
    state.left_query = None;
    let diagnose = state.outdate_findings();
    if !faults.is_empty() {
        state.say(ToastKind::Failure, faults.join("; "));
    }
    let mut effects = state.query_changed();
    effects.extend(diagnose);
    effects
}

fn lay_out(state: &mut State, rooms: Rooms) {
    state.rooms = rooms;
    state.rail.set_room(rooms.rail.lines);
    state.list.set_room(rooms.list);
    if let Some(diagnosis) = &mut state.diagnosis {
        diagnosis.set_room(rooms.list.lines);
    }
    relist_help(state);
    if let Some(history) = &mut state.history {
        history.view.set_height(rooms.history.lines);
    }
}
