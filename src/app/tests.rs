mod findings;

use std::sync::Arc;

use super::keymap::Focus;
use super::msg::{Copied, Route};
use super::pane::Pane;
use super::*;
use crate::catalog::{Catalog, EntryId};
use crate::lang::Lang;
use crate::search::{Field, Hit, Hits, Query};

fn browser() -> State {
    let (mut state, effects) = State::new(Arc::new(Catalog::embedded()), Setup::default());
    assert!(matches!(effects[..], [Effect::Search { id: 1, .. }, Effect::SetMouse(false)]));
    let room = pane::Room { columns: 40, lines: 20 };
    let rooms = pane::Rooms {
        search: room,
        tree: room,
        list: room,
        detail: room,
        help: room,
        history: room,
        filter: room,
    };
    assert_eq!(update(&mut state, Msg::Layout(rooms)), []);
    state
}

/// Presses keys; returns the effects of the last one.
fn press(state: &mut State, keys: &str) -> Vec<Effect> {
    keys.split(' ').fold(Vec::new(), |_, key| update(state, Msg::Key(key.parse().unwrap())))
}

fn found(state: &mut State, id: u64, entries: &[usize]) {
    let hit = |&at: &usize| Hit { entry: EntryId::new(at), score: 1, matched: Field::Code };
    let hits = Hits { hits: entries.iter().map(hit).collect() };
    let query = Query::parse(state.search.text(), &state.catalog);
    update(state, Msg::Found { id, query, hits });
}

#[test]
fn everything_is_listed_before_the_first_answer() {
    let state = browser();
    assert_eq!(state.list.hits.len(), 504);
    assert_eq!(state.shown(), Some(EntryId::new(0)));
    assert!(!state.detail.lines.is_empty());
}

#[test]
fn keys_move_what_has_the_focus() {
    for (keys, pane, row) in [
        ("Down", Pane::List, 1),
        ("Down Down Up", Pane::List, 1),
        ("Up", Pane::List, 0),
        ("PageDown", Pane::List, 9),
        ("ctrl-End", Pane::List, 503),
        ("ctrl-End ctrl-Home", Pane::List, 0),
        ("ctrl-n ctrl-n ctrl-p", Pane::List, 1),
        ("Tab", Pane::Detail, 0),
        ("Tab Tab j j", Pane::Tree, 2),
        ("shift-Tab j G", Pane::Tree, 8),
        ("shift-Tab G g", Pane::Tree, 0),
        ("Tab Tab Tab", Pane::List, 0),
        ("Tab Esc", Pane::List, 0),
        ("Tab Tab /", Pane::List, 0),
    ] {
        let mut state = browser();
        press(&mut state, keys);
        let view = if state.pane == Pane::Tree { &state.tree.view } else { &state.list.view };
        assert_eq!((state.pane, view.cursor()), (pane, row), "{keys}");
    }
}

#[test]
fn every_change_of_the_query_is_a_new_search() {
    let mut state = browser();
    let effects = press(&mut state, "q u x");
    assert_eq!(effects, [Effect::Search { id: 4, text: "qux".into(), scope: None }]);
    assert_eq!(press(&mut state, "Left"), [], "a caret is no change");
    assert_eq!(press(&mut state, "Backspace"), [Effect::Search { id: 5, text: "qx".into(), scope: None }]);
    assert_eq!(press(&mut state, "Home Backspace"), [], "there was nothing to delete");
    let searched = Effect::Search { id: 6, text: "".into(), scope: None };
    assert_eq!(press(&mut state, "Esc"), [Effect::Remember("qx".into()), searched]);
}

#[test]
fn only_the_newest_answer_counts() {
    let mut state = browser();
    press(&mut state, "a b");
    found(&mut state, 2, &[5]);
    assert_eq!(state.list.hits.len(), 504);
    found(&mut state, 3, &[7, 8]);
    assert_eq!(state.shown(), Some(EntryId::new(7)));
    found(&mut state, 2, &[5]);
    assert_eq!(state.list.hits.len(), 2);
}

#[test]
fn an_answer_that_says_nothing_new_moves_nothing() {
    let mut state = browser();
    press(&mut state, "Down Down");
    let everything: Vec<usize> = (0..504).collect();
    found(&mut state, 1, &everything);
    assert_eq!(state.list.view.cursor(), 2);
    press(&mut state, "a");
    found(&mut state, 2, &everything);
    assert_eq!(state.list.view.cursor(), 0, "another query is news");
}

#[test]
fn a_tree_node_is_a_scope() {
    let mut state = browser();
    let effects = press(&mut state, "shift-Tab j");
    let [Effect::Search { scope: Some(scope), .. }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(scope.len(), 245);
    assert_eq!(press(&mut state, "h"), [], "the group folds, and stays chosen");
    let effects = press(&mut state, "Enter Esc");
    assert!(matches!(effects[..], [Effect::Search { scope: None, .. }]), "back to everything");
}

#[test]
fn enter_copies_the_code_and_the_toast_says_how() {
    let mut state = browser();
    let effects = press(&mut state, "Down Down Enter");
    let code = "InvalidAccessKeyId.NotFound".to_owned();
    assert_eq!(effects, [Effect::Copy { what: Copied::Code(code.clone()), text: code.clone() }]);
    for (route, said) in [
        (Ok(Route::System), "已复制 InvalidAccessKeyId.NotFound（系统剪贴板）"),
        (Ok(Route::Tmux), "已复制 InvalidAccessKeyId.NotFound（tmux 缓冲区）"),
        (Ok(Route::TmuxAndTerminal), "已复制 InvalidAccessKeyId.NotFound（tmux 缓冲区与终端）"),
        (Ok(Route::Terminal), "已把 InvalidAccessKeyId.NotFound 发给终端（OSC 52）"),
        (Err("no".to_owned()), "没能复制 InvalidAccessKeyId.NotFound：no"),
    ] {
        update(&mut state, Msg::Copied { what: Copied::Code(code.clone()), outcome: route });
        assert_eq!(state.toast.as_ref().unwrap().text, said);
    }
}

#[test]
fn the_menu_copies_other_forms() {
    for (keys, start) in [
        ("ctrl-y Enter", "MissingParameter"),
        ("ctrl-y Down Enter", "The input parameter"),
        ("ctrl-y e", "缺少必填参数"),
        ("ctrl-y t", "- 错误码：`MissingParameter`"),
        ("ctrl-y s", "{\n  \"product\": \"gpdb\""),
        ("ctrl-y u", "https://api.aliyun.com/troubleshoot?q=MissingParameter&product=gpdb"),
        ("Tab Y c", "MissingParameter"),
    ] {
        let mut state = browser();
        let effects = press(&mut state, keys);
        let [Effect::Copy { text, .. }] = &effects[..] else { panic!("{keys}: {effects:?}") };
        assert!(text.starts_with(start), "{keys}: {text}");
        assert!(state.copy_menu.is_none());
    }
}

#[test]
fn with_nothing_selected_nothing_is_copied() {
    let mut state = browser();
    press(&mut state, "x");
    found(&mut state, 2, &[]);
    assert_eq!(press(&mut state, "Tab Enter"), []);
    assert_eq!(state.toast.as_ref().unwrap().text, "没有可复制的内容");
    press(&mut state, "ctrl-y");
    assert!(state.copy_menu.is_none());
}

#[test]
fn the_same_code_elsewhere_is_jumped_to_and_back() {
    let mut state = browser();
    let first = state.shown();
    press(&mut state, "Tab 2");
    let second = state.shown();
    assert_eq!(second, Some(state.catalog.by_code("MissingParameter").nth(2).unwrap()));
    press(&mut state, "1");
    assert_eq!(state.shown(), first);
    press(&mut state, "b");
    assert_eq!(state.shown(), second);
    press(&mut state, "b");
    assert_eq!(state.shown(), first);
    press(&mut state, "b 9 Esc Down");
    assert_eq!(state.shown(), Some(EntryId::new(1)), "moving in the list ends the jump");
}

#[test]
fn one_key_goes_round_all_entries_of_a_code() {
    let mut state = browser();
    let all: Vec<EntryId> = state.catalog.by_code("MissingParameter").collect();
    for expected in all[1..].iter().chain(&all[..1]) {
        press(&mut state, "ctrl-g");
        assert_eq!(state.shown(), Some(*expected));
    }
}

#[test]
fn the_detail_is_scrolled_whatever_has_the_focus() {
    let mut state = browser();
    let mut rooms = state.rooms();
    rooms.detail.lines = 4;
    update(&mut state, Msg::Layout(rooms));
    for (keys, pane) in
        [("shift-Down", Pane::List), ("Tab alt-Down", Pane::Detail), ("Tab alt-Down", Pane::Tree)]
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

#[test]
fn all_of_a_code_can_be_listed() {
    let mut state = browser();
    let effects = press(&mut state, "Tab a");
    assert!(matches!(&effects[..], [Effect::Search { text, .. }] if text == "code:=MissingParameter"));
    assert_eq!(state.pane, Pane::List);
}

#[test]
fn the_query_and_the_scope_come_back_after_all_of_a_code_were_listed() {
    for (list, back) in [("Tab a", "ctrl-o"), ("alt-a", "Tab b")] {
        let mut state = browser();
        press(&mut state, "Tab Tab j j Esc p a r a");
        let scope = state.tree.chosen();
        let id = state.search_id;
        let entries: Vec<usize> =
            state.catalog.by_code("InvalidParameter").take(2).map(EntryId::index).collect();
        found(&mut state, id, &entries);
        press(&mut state, "Down");
        let shown = state.shown();
        let effects = press(&mut state, list);
        let [Effect::Search { text, scope: None, .. }] = &effects[..] else { panic!("{effects:?}") };
        assert_eq!(text, "code:=InvalidParameter");
        let effects = press(&mut state, back);
        let [Effect::Search { id, text, scope: Some(_) }] = &effects[..] else { panic!("{effects:?}") };
        assert_eq!((text.as_str(), state.search.text(), state.tree.chosen()), ("para", "para", scope));
        let id = *id;
        found(&mut state, id, &entries);
        assert_eq!(state.shown(), shown, "the entry is selected that was");
        assert_eq!(press(&mut state, "ctrl-o"), [], "there is one way back only");
    }
    let mut state = browser();
    press(&mut state, "alt-a x");
    assert_eq!(press(&mut state, "ctrl-o"), [], "who types on is somewhere else");
}

#[test]
fn hints_for_entries_of_a_code_name_the_keys_that_work_there() {
    let mut state = browser();
    let holds = |state: &State, said: &str| state.detail.lines.iter().any(|line| line.text().contains(said));
    let number = |state: &State| {
        let line = state.detail.lines.iter().find(|line| line.jump == Some(0)).unwrap();
        line.spans.iter().find(|span| span.text == "1").unwrap().role
    };
    assert!(holds(&state, "Ctrl-G 逐条查看"));
    assert_eq!(number(&state), rich::Role::Dim, "a number is typed into the search");
    press(&mut state, "ctrl-g");
    assert!(holds(&state, "Ctrl-O 返回 MissingParameter"));
    press(&mut state, "Tab");
    assert!(!holds(&state, "Ctrl-G") && holds(&state, "b 返回 MissingParameter"));
    assert_eq!(number(&state), rich::Role::Key);
}

fn type_text(state: &mut State, text: &str) {
    for c in text.chars() {
        update(state, Msg::Key(c.to_string().parse().unwrap()));
    }
}

fn labels(state: &State, one_pane: bool) -> Vec<(String, &'static str)> {
    let hints = super::footer::hints(state, one_pane);
    hints.into_iter().map(|hint| (hint.chord.to_string(), hint.label)).collect()
}

#[test]
fn the_footer_says_what_the_keys_do_as_things_stand() {
    let mut state = browser();
    let told =
        |state: &State, key: &str| labels(state, false).iter().find(|(k, _)| k == key).map(|(_, l)| *l);
    assert_eq!((told(&state, "Enter"), told(&state, "Esc")), (Some("复制错误码"), None));
    press(&mut state, "x");
    found(&mut state, 2, &[]);
    assert_eq!((told(&state, "Enter"), told(&state, "Ctrl-Y")), (Some("当作报错诊断"), None));
    let asked = update(&mut state, Msg::Paste(findings::PASTED.to_owned()));
    let answered = findings::answer(&state, &asked[0]);
    update(&mut state, answered);
    assert_eq!((told(&state, "Esc"), told(&state, "F4")), (Some("返回搜索"), None));
    press(&mut state, "Esc Down");
    assert_eq!((told(&state, "Esc"), told(&state, "F4")), (None, Some("返回诊断结果")));
    let id = state.search_id;
    found(&mut state, id, &[0, 1]);
    press(&mut state, "alt-a");
    assert_eq!(told(&state, "Ctrl-O"), Some("返回原查询"));

    let first: Vec<_> = labels(&browser(), true).into_iter().take(2).collect();
    assert_eq!(first, [("Tab".to_owned(), "详情"), ("F1".to_owned(), "帮助")]);
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
    assert_eq!(press(&mut state, "Tab q"), [Effect::Quit]);
}

#[test]
fn the_help_is_filtered_by_typing() {
    let mut state = browser();
    press(&mut state, "F1");
    let all = state.help.as_ref().unwrap().lines.len();
    press(&mut state, "j s o n");
    let help = state.help.as_ref().unwrap();
    let text: Vec<String> = help.lines.iter().map(rich::Line::text).collect();
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
    let zh: Vec<String> = state.detail.lines.iter().map(rich::Line::text).collect();
    assert_eq!(press(&mut state, "F3"), [Effect::RememberLang(Lang::En)]);
    let en: Vec<String> = state.detail.lines.iter().map(rich::Line::text).collect();
    assert_ne!(zh, en);
    assert_eq!(state.labels().codes, "Codes");
}

#[test]
fn a_reread_catalogue_is_searched_anew() {
    let mut state = browser();
    press(&mut state, "shift-Tab j j");
    let catalog = Arc::new(Catalog::embedded());
    let faults = vec!["x.json:1:1: broken".to_owned()];
    let effects = update(&mut state, Msg::CatalogRead { catalog, faults });
    let [Effect::Search { scope: Some(scope), .. }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(scope.len(), 135, "the chosen node is chosen still");
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
fn tab_leaves_a_filter_that_is_complete() {
    let mut state = browser();
    press(&mut state, "p r o d u c t : s l b");
    press(&mut state, "Tab");
    assert_eq!((state.search.text(), state.pane), ("product:slb", Pane::Detail));
    press(&mut state, "Esc ctrl-u c a t e g");
    press(&mut state, "Tab");
    assert_eq!((state.search.text(), state.pane), ("category:", Pane::List));
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
