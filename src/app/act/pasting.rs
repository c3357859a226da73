//! Pastes: an error is diagnosed, words are typed in.

use std::sync::Arc;

use super::shared::{leave_jumps, type_in};
use crate::app::diagnosis::{DiagnosisPane, LeftFindings};
use crate::app::effect::Effect;
use crate::app::keymap::Focus;
use crate::app::pane::Pane;
use crate::app::state::{State, ToastKind};
use crate::diagnose::{Diagnosis, looks_like_error};
use crate::search::has_filter;

/// A pasted error is diagnosed; anything else is typed in.
pub(in crate::app) fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    // Terminals send the line breaks of a paste as the Enter key does, `\r`.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim();
    let in_pane = matches!(state.focus(), Focus::Pane(_));
    if in_pane && (text.contains('\n') || looks_like_error(text, has_filter)) {
        return vec![state.ask_diagnosis(text.into())];
    }
    type_in(state, text)
}

pub(in crate::app) fn diagnosed(state: &mut State, text: Arc<str>, diagnosis: Arc<Diagnosis>) -> Vec<Effect> {
    state.diagnosing = false;
    let outdated = |left: &mut LeftFindings| matches!(left, LeftFindings::Outdated(old) if *old == text);
    let again = state.left_findings.take_if(outdated).is_some();
    if diagnosis.findings.is_empty() {
        let labels = state.labels();
        // The same text was diagnosed from the search field already.
        let typed = state.search.text().trim() == &*text;
        let said = if typed { labels.no_error_in_query } else { labels.no_error_in_paste };
        state.say(ToastKind::Notice, said.to_owned());
        if again || typed {
            return Vec::new();
        }
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        return type_in(state, first.trim());
    }
    state.welcome = false;
    state.filter_menu = None;
    state.pane = Pane::List;
    state.diagnosis = Some(DiagnosisPane::new(diagnosis, Some(text), state.rooms.list.lines));
    leave_jumps(state);
    state.put_query_away()
}

pub(in crate::app) fn clipboard(state: &mut State, read: Result<String, Option<String>>) -> Vec<Effect> {
    match read {
        Ok(text) if text.trim().is_empty() => {
            state.say(ToastKind::Notice, state.labels().clipboard_empty.to_owned());
            Vec::new()
        }
        Ok(text) => paste(state, &text),
        Err(None) => {
            state.say(ToastKind::Failure, state.labels().no_clipboard.to_owned());
            Vec::new()
        }
        Err(Some(reason)) => {
            state.say(ToastKind::Failure, format!("{}{reason}", state.labels().clipboard_unreadable));
            Vec::new()
        }
    }
}
