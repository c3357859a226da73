//! Copies what is shown, and reports the outcome.

use crate::app::copy;
use crate::app::effect::Effect;
use crate::app::form::Form;
use crate::app::keymap::Action;
use crate::app::msg::Route;
use crate::app::state::{CopyMenu, State, ToastKind};
use crate::app::viewport::Viewport;
use crate::lang::Lang;

pub(in crate::app) fn open_copy_menu(state: &mut State) {
    // A step that is the policy is listed once.
    let has = |form: &Form| copy::text(state, *form).is_some_and(|(own, _)| own == *form);
    let forms: Vec<Form> = Form::ALL.into_iter().filter(has).collect();
    if forms.is_empty() {
        state.say(ToastKind::Notice, state.labels().nothing_to_copy.to_owned());
        return;
    }
    let mut view = Viewport::default();
    view.set_height(forms.len());
    view.set_len(forms.len());
    state.filter_menu = None;
    state.copy_menu = Some(CopyMenu { forms, view });
}

pub(in crate::app) fn copy(state: &mut State, form: Form) -> Vec<Effect> {
    let text = copy::text(state, form);
    state.copy_menu = None;
    match text {
        Some((form, text)) => {
            state.copying = Some((form, copy::preview(state, form, &text)));
            state.opening = false;
            let mut effects = state.remember();
            effects.push(Effect::Copy { form, text });
            effects
        }
        None => {
            let labels = state.labels();
            let entry = state.finding().is_none() && state.shown().is_some();
            let said =
                if form == Form::Message && entry { labels.no_message } else { labels.nothing_to_copy };
            state.say(ToastKind::Notice, said.to_owned());
            Vec::new()
        }
    }
}

/// What Enter and a double click do: a browser that was opened to pick something ends with it, any other copies the
/// code.
pub(in crate::app) fn take_or_copy(state: &mut State) -> Vec<Effect> {
    let Some(form) = state.takes else { return copy(state, Form::Code) };
    if state.diagnosis.is_none() && state.answered_id != state.search_id {
        // The list still shows the hits of an earlier query, so Enter waits for the answer.
        state.takes_answer = true;
        return Vec::new();
    }
    let Some((_, text)) = copy::text(state, form) else {
        let labels = state.labels();
        let said = match form {
            Form::Message => labels.no_message_to_take.replace("{}", &state.key(Action::CopyMenu)),
            _ => filled(labels.none_to_take, &form.label(labels)),
        };
        state.say(ToastKind::Notice, said);
        return Vec::new();
    };
    let mut effects = state.remember();
    effects.push(Effect::Take(text));
    effects
}

pub(in crate::app) fn open_page(state: &mut State) -> Vec<Effect> {
    match copy::text(state, Form::Url) {
        Some((form, url)) => {
            // If no web browser can be opened, the link is copied instead, so its text is noted here.
            state.copying = Some((form, copy::preview(state, form, &url)));
            state.opening = true;
            vec![Effect::Open(url)]
        }
        None => {
            state.say(ToastKind::Notice, state.labels().no_page.to_owned());
            Vec::new()
        }
    }
}

pub(in crate::app) fn copied(state: &mut State, form: Form, outcome: Result<Route, String>) {
    let labels = state.labels();
    let opening = form == Form::Url && std::mem::take(&mut state.opening);
    // Another copy may have begun meanwhile.
    let head = state.copying.as_ref().filter(|(copying, _)| *copying == form);
    let head = head.map(|(_, head)| head.clone()).unwrap_or_default();
    // A copied code needs no label: it is recognised as a code.
    let says_itself = form == Form::Code && !head.is_empty();
    let name = if says_itself { head.clone() } else { form.label(labels).into_owned() };
    match outcome {
        Ok(route) => {
            let sentence = if route == Route::Terminal { labels.sent } else { labels.copied };
            let by = route_name(route, state.lang);
            if opening {
                state.say_with(ToastKind::Notice, labels.no_browser.to_owned(), head, by);
                return;
            }
            let head = if says_itself { String::new() } else { head };
            state.say_with(ToastKind::Done, filled(sentence, &name), head, by);
        }
        Err(reason) => {
            let said = filled(labels.copy_failed, &name);
            state.say(ToastKind::Failure, format!("{said}{reason}"));
        }
    }
}

/// Fills the placeholder of a sentence, with a blank between a Latin name and Han characters.
fn filled(sentence: &str, name: &str) -> String {
    let (head, tail) = sentence.split_once("{}").unwrap_or((sentence, ""));
    let han = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !c.is_ascii());
    let apart = |han_side: bool, latin: Option<char>| {
        if han_side && latin.is_some_and(|c| c.is_ascii_alphanumeric()) { " " } else { "" }
    };
    let before = apart(han(head.chars().next_back()), name.chars().next());
    let after = apart(han(tail.chars().next()), name.chars().next_back());
    format!("{head}{before}{name}{after}{tail}")
}

fn route_name(route: Route, lang: Lang) -> &'static str {
    match route {
        Route::Command => lang.pick("配置的命令", "configured command"),
        Route::System => lang.pick("系统剪贴板", "system clipboard"),
        Route::Tmux => lang.pick("tmux 缓冲区", "tmux buffer"),
        Route::TmuxAndTerminal => lang.pick("tmux 缓冲区与终端", "tmux buffer and terminal"),
        Route::Terminal => lang.pick("OSC 52", "OSC 52"),
    }
}
