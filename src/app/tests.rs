mod entries;
mod findings;
mod narrowing;

use std::sync::Arc;

use super::form::Form;
use super::keymap::Focus;
use super::msg::Route;
use super::pane::Pane;
use super::*;
use crate::catalog::{Catalog, EntryId};
use crate::search::{Field, Hit, Hits, Query};
use crate::settings::Palette;

fn new_browser() -> State {
    let (mut state, effects) = State::new(Arc::new(Catalog::embedded()), Setup::default());
    assert!(matches!(effects[..], [Effect::Search { id: 1, .. }, Effect::SetMouse(false)]));
    let room = pane::Room { columns: 40, lines: 20 };
    let rooms = pane::Rooms {
        screen: pane::Room { columns: 120, lines: 30 },
        search: room,
        rail: room,
        list: room,
        detail: room,
        help: room,
        history: room,
        filter: room,
        ..pane::Rooms::default()
    };
    assert_eq!(update(&mut state, Msg::Layout(rooms)), []);
    state
}

/// A browser in which something was done already.
fn browser() -> State {
    let mut state = new_browser();
    press(&mut state, "ctrl-Home");
    state
}

/// A browser whose list holds the entries of some codes, those of one product first.
fn browser_on(codes: &[&str], product: &str) -> State {
    let mut state = browser();
    press(&mut state, "x");
    let of_product = |id: &EntryId| state.catalog.entry(*id).product().id() == product;
    let entries = codes.iter().flat_map(|code| state.catalog.by_code(code).filter(of_product));
    let entries: Vec<usize> = entries.map(EntryId::index).collect();
    found(&mut state, 2, &entries);
    state
}

/// Presses keys; returns the effects of the last one.
fn press(state: &mut State, keys: &str) -> Vec<Effect> {
    keys.split(' ').fold(Vec::new(), |_, key| update(state, Msg::Key(key.parse().unwrap())))
}

fn found(state: &mut State, id: u64, entries: &[usize]) {
    let hit = |&at: &usize| Hit { entry: EntryId::new(at), score: 1, matched: Field::Code };
    let hits = Hits { hits: entries.iter().map(hit).collect(), ..Hits::default() };
    let query = Query::parse(state.search.text(), &state.catalog);
    update(state, Msg::Found { id, query, hits });
}

#[test]
fn everything_is_listed_before_the_first_answer() {
    let state = browser();
    assert_eq!(state.list.listed(), state.catalog.len());
    assert!(state.list.len() < state.catalog.len(), "equal meanings of a code are one row");
    assert_eq!(state.shown(), Some(EntryId::new(0)));
    assert!(!state.detail.lines.is_empty());
}

#[test]
fn keys_move_what_has_the_focus() {
    for (keys, pane, row) in [
        ("Down", Pane::List, 1),
        ("Down Down Up", Pane::List, 1),
        ("Up", Pane::List, 0),
        ("PageDown", Pane::List, 19),
        ("ctrl-End ctrl-Home", Pane::List, 0),
        ("ctrl-n ctrl-n ctrl-p", Pane::List, 1),
        ("ctrl-j ctrl-j ctrl-k", Pane::List, 1),
        ("Tab", Pane::Tree, 1),
        ("Tab Down Down", Pane::Tree, 3),
        ("Tab ctrl-End ctrl-Home", Pane::Tree, 1),
        ("Tab Tab", Pane::Detail, 0),
        ("shift-Tab", Pane::Detail, 0),
        ("Tab Tab Tab", Pane::List, 0),
        ("Tab Esc", Pane::List, 0),
        ("Tab Tab x", Pane::List, 0),
    ] {
        let mut state = browser();
        press(&mut state, keys);
        let in_rail = state.pane == Pane::Tree;
        let cursor = if in_rail { state.rail.view.cursor() } else { state.list.view.cursor() };
        assert_eq!((state.pane, cursor), (pane, row), "{keys}");
    }
}

#[test]
fn the_first_step_down_leaves_the_welcome_and_shows_the_first_row() {
    for (keys, row) in [("Down", 0), ("ctrl-n", 0), ("Down Down", 1), ("x Down", 1), ("F3 Down", 0)] {
        let mut state = new_browser();
        press(&mut state, keys);
        assert_eq!((state.welcome, state.list.view.cursor()), (false, row), "{keys}");
    }
}

#[test]
fn words_of_the_query_are_deleted_from_every_pane() {
    for (keys, left) in
        [("Tab ctrl-u", ""), ("Tab Tab ctrl-u", ""), ("Tab ctrl-w", "ab "), ("Tab Tab alt-Backspace", "ab ")]
    {
        let mut state = browser();
        press(&mut state, "a b Space c");
        press(&mut state, keys);
        assert_eq!((state.search.text(), state.pane), (left, Pane::List), "{keys}");
    }
}

#[test]
fn every_change_of_the_query_is_a_new_search() {
    let mut state = browser();
    let effects = press(&mut state, "q u x");
    assert_eq!(effects, [Effect::Search { id: 4, text: "qux".into() }]);
    assert_eq!(press(&mut state, "Left"), [], "a caret is no change");
    assert_eq!(press(&mut state, "Backspace"), [Effect::Search { id: 5, text: "qx".into() }]);
    assert_eq!(press(&mut state, "Home Backspace"), [], "there was nothing to delete");
    let searched = Effect::Search { id: 6, text: "".into() };
    assert_eq!(press(&mut state, "Esc"), [Effect::Remember("qx".into()), searched]);
}

#[test]
fn only_the_newest_answer_counts() {
    let mut state = browser();
    press(&mut state, "a b");
    found(&mut state, 2, &[5]);
    assert_eq!(state.list.listed(), state.catalog.len());
    found(&mut state, 3, &[7, 8]);
    assert_eq!(state.shown(), Some(EntryId::new(7)));
    found(&mut state, 2, &[5]);
    assert_eq!(state.list.listed(), 2);
}

#[test]
fn an_answer_that_says_nothing_new_moves_nothing() {
    let mut state = browser();
    press(&mut state, "Down Down");
    let everything: Vec<usize> = (0..state.catalog.len()).collect();
    found(&mut state, 1, &everything);
    assert_eq!(state.list.view.cursor(), 2);
    press(&mut state, "a");
    found(&mut state, 2, &everything);
    assert_eq!(state.list.view.cursor(), 0, "another query is news");
}

#[test]
fn a_second_esc_where_nothing_is_left_quits() {
    let mut state = browser();
    press(&mut state, "x Esc");
    assert!(state.toast.is_none(), "the first one clears the query");
    assert_eq!(press(&mut state, "Esc"), []);
    assert_eq!(state.toast.as_ref().unwrap().kind, ToastKind::Leaving);
    assert_eq!(press(&mut state, "Down Esc"), [], "another key between makes it the first one again");
    assert_eq!(press(&mut state, "Esc"), [Effect::Quit]);
    let mut state = browser();
    press(&mut state, "Esc");
    let number = state.toast.as_ref().unwrap().number;
    update(&mut state, Msg::ToastSeen(number));
    assert_eq!(press(&mut state, "Esc"), [], "two seconds have passed");
}

#[test]
fn letters_typed_in_any_pane_go_to_the_search() {
    for pane in ["Tab", "Tab Tab"] {
        let mut state = browser();
        press(&mut state, pane);
        type_text(&mut state, "quota1");
        assert_eq!((state.search.text(), state.pane), ("quota1", Pane::List));
    }
}

#[test]
fn the_language_that_was_chosen_is_to_be_remembered() {
    let mut state = browser();
    assert_eq!(press(&mut state, "F3"), [Effect::RememberLanguage(crate::lang::Lang::En)]);
    assert_eq!(press(&mut state, "F3"), [Effect::RememberLanguage(crate::lang::Lang::Zh)]);
}

#[test]
fn colours_are_switched_where_there_are_any() {
    let mut state = browser();
    assert_eq!(press(&mut state, "F5"), []);
    assert!(state.toast.as_ref().is_some_and(|toast| toast.text == "这个终端不显示颜色"));
    state.palette = Some(Palette::Dark);
    assert_eq!(press(&mut state, "F5"), [Effect::Recolour(Palette::Light)]);
    assert_eq!(press(&mut state, "F5"), [Effect::Recolour(Palette::Mono)]);
    assert_eq!(press(&mut state, "F5"), [Effect::Recolour(Palette::Auto)]);
}

#[test]
fn values_of_a_filter_are_walked_and_taken() {
    let mut state = browser();
    type_text(&mut state, "status:4");
    let menu = state.filter_menu.as_ref().expect("the values are listed while one is typed");
    assert!(!menu.picked && menu.values[0].text == "4xx" && menu.values[0].count > menu.values[1].count);
    press(&mut state, "Down Down");
    let second = state.filter_menu.as_ref().unwrap().values[1].text.clone();
    let effects = press(&mut state, "Enter");
    assert!(matches!(&effects[..], [Effect::Search { text, .. }] if *text == format!("status:{second} ")));
    assert!(state.filter_menu.is_none() && state.pane == Pane::List);
    type_text(&mut state, ":");
    let names: Vec<&str> =
        state.filter_menu.as_ref().unwrap().values.iter().map(|value| value.text.as_str()).collect();
    assert!(names.contains(&"product:"), "{names:?}");
    press(&mut state, "Esc");
    assert!(state.filter_menu.is_none() && !state.search.is_empty(), "Esc closes the values first");
}

#[test]
fn with_the_values_open_tab_and_enter_take_one_and_copy_no_code() {
    for key in ["Tab", "Enter"] {
        let mut state = browser();
        type_text(&mut state, ":st");
        press(&mut state, key);
        assert_eq!(state.search.text(), "status:", "{key} takes the first of the names");
        let first = state.filter_menu.as_ref().expect("the values follow the name").values[0].text.clone();
        let effects = press(&mut state, key);
        assert!(matches!(&effects[..], [Effect::Search { text, .. }] if *text == format!("status:{first} ")));
    }
}

#[test]
fn a_word_that_is_a_filters_name_is_searched_for() {
    let mut state = browser();
    type_text(&mut state, "retry");
    assert!(state.filter_menu.is_none());
    press(&mut state, "Tab");
    assert_eq!(state.pane, Pane::Tree, "Tab goes to the rail");
}

#[test]
fn the_detail_is_laid_out_again_only_when_what_it_shows_has_changed() {
    let mut state = browser();
    press(&mut state, "Down");
    let lines = state.detail.lines.as_ptr();
    press(&mut state, "shift-Down F2");
    update(&mut state, Msg::Ground(msg::Rgb { red: 0, green: 0, blue: 0 }));
    assert_eq!(state.detail.lines.as_ptr(), lines);
    press(&mut state, "Down");
    assert_ne!(state.detail.lines.as_ptr(), lines);
}

#[test]
fn the_detail_is_scrolled_whatever_has_the_focus() {
    let mut state = browser();
    let mut rooms = state.rooms();
    rooms.detail.lines = 4;
    update(&mut state, Msg::Layout(rooms));
    for (keys, pane) in
        [("shift-Down", Pane::List), ("Tab alt-Down", Pane::Tree), ("Tab alt-Down", Pane::Detail)]
    {
        let before = state.detail.scroll.offset();
        assert_eq!(press(&mut state, keys), []);
        assert_eq!((state.pane, state.detail.scroll.offset()), (pane, before + 3));
    }
    press(&mut state, "shift-Up alt-Up");
    assert_eq!((state.detail.scroll.offset(), state.shown()), (3, Some(EntryId::new(0))));
    press(&mut state, "Esc Down");
    assert_eq!(state.detail.scroll.offset(), 0, "another entry is read from its top");
    rooms.detail.lines = 0;
    update(&mut state, Msg::Layout(rooms));
    press(&mut state, "shift-Down");
    rooms.detail.lines = 4;
    update(&mut state, Msg::Layout(rooms));
    assert_eq!(state.detail.scroll.offset(), 0, "what is not seen stays where it was");
}

fn type_text(state: &mut State, text: &str) {
    for c in text.chars() {
        update(state, Msg::Key(c.to_string().parse().unwrap()));
    }
}

#[test]
fn the_footer_says_what_the_keys_do_as_things_stand() {
    let told = |state: &State, key: &str| {
        let hints = super::footer::hints(state);
        hints.into_iter().find(|hint| hint.chord.to_string() == key).map(|hint| hint.label)
    };
    let mut state = new_browser();
    assert_eq!((told(&state, "Enter"), told(&state, "Tab")), (None, Some("产品")), "nothing was chosen yet");
    press(&mut state, "Down");
    assert_eq!((told(&state, "Enter"), told(&state, "Ctrl-]")), (Some("复制错误码"), Some("官方页")));
    press(&mut state, "x");
    found(&mut state, 2, &[]);
    assert_eq!((told(&state, "Enter"), told(&state, "Ctrl-Y")), (Some("当作报错诊断"), None));
    let asked = update(&mut state, Msg::Paste(findings::PASTED.to_owned()));
    let answered = findings::answer(&state, &asked[0]);
    update(&mut state, answered);
    assert_eq!((told(&state, "Enter"), told(&state, "F4")), (Some("复制错误码"), None));
    press(&mut state, "Esc Down");
    assert_eq!(told(&state, "F4"), Some("回到诊断"));
    let id = state.search_id;
    found(&mut state, id, &[0, 1]);
    press(&mut state, "F6");
    assert_eq!(told(&state, "Ctrl-O"), Some("返回原查询"));
}

#[test]
fn a_press_on_a_hint_does_what_its_key_does() {
    let mut state = browser_on(&["MissingParameter"], "gpdb");
    state.mouse = true;
    let columns = state.rooms().screen.columns;
    let piece =
        super::footer::pieces(&state, columns).into_iter().find(|piece| piece.span.text == "Enter ").unwrap();
    let effects = update(&mut state, Msg::Mouse(msg::Gesture::Click, msg::Target::Footer(piece.x + 1)));
    assert!(matches!(effects.last(), Some(Effect::Copy { text, .. }) if text == "MissingParameter"));
    press(&mut state, "Tab Down Enter Esc");
    let piece = super::header::pieces(&state, columns)
        .into_iter()
        .find(|piece| piece.span.text.contains('✕'))
        .unwrap();
    update(&mut state, Msg::Mouse(msg::Gesture::Click, msg::Target::Header(piece.x)));
    assert!(!state.rail.is_narrowed(), "what narrows the list is taken away by a click");
}

#[test]
fn the_focus_follows_from_what_is_open() {
    let mut state = browser();
    press(&mut state, "ctrl-y");
    assert_eq!(state.focus(), Focus::CopyMenu);
    press(&mut state, "Esc F1");
    assert_eq!(state.focus(), Focus::Help);
    press(&mut state, "Esc");
    assert_eq!(state.focus(), Focus::Pane(Pane::List));
    assert_eq!(press(&mut state, "ctrl-c"), [Effect::Quit]);
    assert_eq!(press(&mut state, "Tab ctrl-q"), [Effect::Quit]);
}

#[test]
fn the_help_is_filtered_by_typing() {
    let mut state = browser();
    press(&mut state, "F1");
    let all = state.help.as_ref().unwrap().lines.len();
    type_text(&mut state, "json");
    let help = state.help.as_ref().unwrap();
    let text: Vec<String> = help.lines.iter().map(crate::page::Line::text).collect();
    assert!(help.lines.len() < all);
    assert!(text.iter().any(|line| line.contains("复制 JSON")), "{text:?}");
    press(&mut state, "ctrl-u");
    assert_eq!(state.help.as_ref().unwrap().lines.len(), all);
}

#[test]
fn a_toast_goes_when_it_was_seen_and_not_its_successor() {
    let mut state = browser();
    press(&mut state, "F2 F2");
    update(&mut state, Msg::ToastSeen(1));
    assert!(state.toast.is_some());
    update(&mut state, Msg::ToastSeen(2));
    assert!(state.toast.is_none());
}

#[test]
fn the_language_switches_at_once() {
    let mut state = browser();
    press(&mut state, "Down");
    let zh: Vec<String> = state.detail.lines.iter().map(crate::page::Line::text).collect();
    press(&mut state, "F3");
    let en: Vec<String> = state.detail.lines.iter().map(crate::page::Line::text).collect();
    assert_ne!(zh, en);
    assert_eq!(state.labels().products, "Products");
}

#[test]
fn a_reread_catalogue_is_searched_anew() {
    let mut state = browser();
    press(&mut state, "Tab Down Down");
    let listed = state.list.listed();
    let catalog = Arc::new(Catalog::embedded());
    let faults = vec!["x.json:1:1: broken".to_owned()];
    let effects = update(&mut state, Msg::CatalogRead { catalog, faults });
    assert!(matches!(effects[..], [Effect::Search { .. }]), "{effects:?}");
    assert_eq!(state.list.listed(), listed, "the chosen node is chosen still");
    assert!(state.toast.as_ref().unwrap().text.contains("x.json"));
}

#[test]
fn earlier_queries_come_back() {
    let mut state = browser();
    press(&mut state, "o n e Esc t w o Enter Esc");
    press(&mut state, "ctrl-r");
    assert_eq!(state.history.as_ref().unwrap().rows, ["two", "one"]);
    let effects = press(&mut state, "n Enter");
    assert!(matches!(&effects[..], [Effect::Search { text, .. }] if text == "one"));
    assert!(state.history.is_none());
    press(&mut state, "ctrl-r Esc");
    assert_eq!(state.search.text(), "one");
}

#[test]
fn a_notice_goes_with_the_next_key() {
    let mut state = browser();
    press(&mut state, "F2");
    assert!(state.toast.is_some());
    press(&mut state, "Down");
    assert!(state.toast.is_none());
}

#[test]
fn a_query_with_a_secret_is_not_remembered() {
    let mut state = browser();
    let secret = concat!("LTAI5t", "QwErTyUiOpAsDfGhJk");
    update(&mut state, Msg::Paste(format!("AccessKeyId={secret}")));
    assert!(state.search.text().contains(secret), "it is typed in as it is");
    let effects = press(&mut state, "Esc");
    assert!(matches!(effects[..], [Effect::Search { .. }]), "{effects:?}");
}
