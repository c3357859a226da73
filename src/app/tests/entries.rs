//! What is done with the entry that is shown: copying it, opening its page, going to others of its code.

use super::*;

#[test]
fn enter_copies_the_code_and_the_toast_says_how() {
    let mut state = browser_on(&["InvalidAccessKeyId.NotFound"], "gpdb");
    let effects = press(&mut state, "Enter");
    let effects = &effects[effects.len() - 1..];
    let code = "InvalidAccessKeyId.NotFound".to_owned();
    assert_eq!(effects, [Effect::Copy { form: Form::Code, text: code.clone() }]);
    for (route, said) in [
        (Ok(Route::System), "已复制 InvalidAccessKeyId.NotFound（系统剪贴板）"),
        (Ok(Route::Tmux), "已复制 InvalidAccessKeyId.NotFound（tmux 缓冲区）"),
        (Ok(Route::TmuxAndTerminal), "已复制 InvalidAccessKeyId.NotFound（tmux 缓冲区与终端）"),
        (Ok(Route::Terminal), "已把 InvalidAccessKeyId.NotFound 发给终端（OSC 52）"),
        (Err("no".to_owned()), "没能复制 InvalidAccessKeyId.NotFound：no"),
    ] {
        update(&mut state, Msg::Copied { form: Form::Code, outcome: route });
        let toast = state.toast.as_ref().unwrap();
        let aside = if toast.aside.is_empty() { String::new() } else { format!("（{}）", toast.aside) };
        assert_eq!(format!("{}{aside}", toast.text), said);
    }
}

#[test]
fn the_menu_copies_other_forms() {
    for (keys, start) in [
        ("ctrl-y Enter", "MissingParameter"),
        ("ctrl-y Down Enter", "The input parameter"),
        ("ctrl-y c", "MissingParameter"),
        ("ctrl-y e", "缺少必填参数"),
        ("ctrl-y t", "- 错误码：`MissingParameter`"),
        ("ctrl-y j", "{\n  \"product\": \"gpdb\""),
        ("ctrl-y u", "https://api.aliyun.com/troubleshoot?q=MissingParameter&product=gpdb"),
    ] {
        let mut state = browser_on(&["MissingParameter"], "gpdb");
        let effects = press(&mut state, keys);
        let Some(Effect::Copy { text, .. }) = effects.last() else { panic!("{keys}: {effects:?}") };
        assert!(text.starts_with(start), "{keys}: {text}");
        assert!(state.copy_menu.is_none());
    }
}

#[test]
fn the_commands_of_steps_are_copied_by_their_numbers() {
    for (keys, copied) in [
        ("ctrl-y 1", Some("aliyun ecs DescribeZones")),
        ("ctrl-y 3", Some("aliyun ecs X")),
        ("ctrl-y 2", None),
        ("alt-1", Some("aliyun ecs DescribeZones")),
        ("alt-9", None),
    ] {
        let (mut state, _) = State::new(with_steps(), Setup::default());
        let effects = press(&mut state, keys);
        let text = effects.iter().find_map(|effect| match effect {
            Effect::Copy { text, .. } => Some(text.as_str()),
            _ => None,
        });
        assert_eq!(text, copied, "{keys}");
    }
    let (mut state, _) = State::new(with_steps(), Setup::default());
    press(&mut state, "ctrl-y");
    let forms = &state.copy_menu.as_ref().unwrap().forms;
    assert!(forms.contains(&Form::Step(2)) && !forms.contains(&Form::Step(1)), "{forms:?}");
}

#[test]
fn the_official_page_is_opened_from_anywhere() {
    for keys in ["ctrl-]", "Tab ctrl-5", "Tab Tab ctrl-]"] {
        let mut state = browser_on(&["MissingParameter"], "gpdb");
        let effects = press(&mut state, keys);
        assert!(
            matches!(&effects[..], [Effect::Open(url)] if url.contains("MissingParameter")),
            "{effects:?}"
        );
    }
}

#[test]
fn with_nothing_selected_nothing_is_copied() {
    let mut state = browser();
    press(&mut state, "x");
    found(&mut state, 2, &[]);
    assert_eq!(press(&mut state, "Tab Tab Enter"), []);
    assert_eq!(state.toast.as_ref().unwrap().text, "没有可复制的内容");
    press(&mut state, "ctrl-y");
    assert!(state.copy_menu.is_none());
}

#[test]
fn the_same_code_of_another_product_is_shown_and_left_again() {
    let mut state = of_three_products();
    let first = state.shown();
    let elsewhere = state.detail.siblings.elsewhere.clone();
    assert_eq!(elsewhere.len(), 2);
    press(&mut state, "alt-2");
    assert_eq!(state.shown(), Some(elsewhere[1]));
    press(&mut state, "ctrl-o");
    assert_eq!(state.shown(), first);
    press(&mut state, "alt-1 Down");
    assert_eq!(state.detail.jumped, [], "moving in the list ends the jump");
}

#[test]
fn products_that_mean_the_same_come_first() {
    let files = [("P1", "甲。"), ("P2", "乙"), ("P3", "甲"), ("P4", "丙")].map(|(id, said)| {
        let file = format!(
            r#"{{"product": {{"id": "{id}"}}, "entries": [{{"code": "Odd", "status": null, "message": "{id}",
                "explanation": {{"zh": "{said}", "origin": "project"}}, "sections": [], "sources": []}}]}}"#
        );
        serde_json::from_str::<crate::catalog::ProductFile>(&file).unwrap()
    });
    let catalog = Catalog::from_files(files, crate::catalog::Supplier::User);
    let (mut state, _) = State::new(Arc::new(catalog), Setup::default());
    press(&mut state, "ctrl-Home");
    let all: Vec<EntryId> = state.catalog.by_code("Odd").collect();
    assert_eq!(state.list.len(), 3, "a full stop is no other meaning");
    assert_eq!(state.detail.siblings.elsewhere, [all[2], all[1], all[3]]);
    assert_eq!(state.detail.siblings.alike, 1);
    for expected in [all[2], all[1], all[3], all[0]] {
        press(&mut state, "ctrl-g");
        assert_eq!(state.shown(), Some(expected));
    }
}

#[test]
fn a_page_that_no_browser_shows_is_told_as_such() {
    let mut state = browser_on(&["MissingParameter"], "gpdb");
    press(&mut state, "ctrl-]");
    update(&mut state, Msg::Copied { form: Form::Url, outcome: Ok(Route::Tmux) });
    let toast = state.toast.clone().unwrap();
    assert_eq!((toast.text.as_str(), toast.aside.as_str()), ("这里没有浏览器：已复制链接", "tmux 缓冲区"));
    press(&mut state, "ctrl-y u");
    update(&mut state, Msg::Copied { form: Form::Url, outcome: Ok(Route::Tmux) });
    assert_eq!(state.toast.as_ref().unwrap().text, "已复制官方页");
}

#[test]
fn one_key_goes_round_all_products_of_a_code() {
    let mut state = of_three_products();
    let all: Vec<EntryId> = state.catalog.by_code("Odd").collect();
    for expected in [all[1], all[2], all[0], all[1]] {
        press(&mut state, "ctrl-g");
        assert_eq!(state.shown(), Some(expected));
    }
}

#[test]
fn all_of_a_code_can_be_listed() {
    let mut state = browser_on(&["MissingParameter"], "gpdb");
    let effects = press(&mut state, "Tab F6");
    assert!(matches!(&effects[..], [Effect::Search { text, .. }] if text == "code:=MissingParameter"));
    assert_eq!(state.pane, Pane::List);
}

#[test]
fn the_query_and_the_scope_come_back_after_all_of_a_code_were_listed() {
    for (list, back) in [("F6", "ctrl-o"), ("alt-a", "Tab ctrl-o")] {
        let mut state = browser();
        press(&mut state, "p a r a");
        let slb = state.catalog.find_product("Slb").unwrap();
        assert!(state.rail.choose(&crate::catalog::NodeKind::Product(slb)));
        let scope = state.rail.chosen();
        let id = state.search_id;
        let of_slb = |id: &EntryId| state.catalog.entry(*id).product_ix() == slb;
        let entries = state.catalog.by_code("InvalidParameter").filter(of_slb).take(2);
        let entries: Vec<usize> = entries.map(EntryId::index).collect();
        found(&mut state, id, &entries);
        press(&mut state, "Down");
        let shown = state.shown();
        let effects = press(&mut state, list);
        let [Effect::Search { text, .. }] = &effects[..] else { panic!("{effects:?}") };
        assert_eq!(text, "code:=InvalidParameter");
        assert!(!state.rail.is_narrowed());
        let effects = press(&mut state, back);
        let [Effect::Search { id, text }] = &effects[..] else { panic!("{effects:?}") };
        assert_eq!((text.as_str(), state.search.text(), state.rail.chosen()), ("para", "para", scope));
        let id = *id;
        found(&mut state, id, &entries);
        assert_eq!(state.shown(), shown, "the entry is selected that was");
        assert_eq!(press(&mut state, "ctrl-o"), [], "there is one way back only");
    }
    let mut state = browser();
    press(&mut state, "alt-a x");
    assert_eq!(press(&mut state, "ctrl-o"), [], "who types on is somewhere else");
}

/// A catalogue of one entry whose steps hold commands.
fn with_steps() -> Arc<Catalog> {
    let file = r#"{"product": {"id": "Ecs"}, "entries": [{"code": "NoStock", "status": 403, "message": "Sold out.",
        "sections": [], "sources": [],
        "steps": [{"text": {"zh": "看", "en": "Look"}, "origin": "official", "run": "aliyun ecs DescribeZones"},
                  {"text": {"zh": "开", "en": "Open"}, "origin": "official", "open": {"zh": "https://a", "en": "https://b"}},
                  {"text": {"zh": "再看", "en": "Look again"}, "origin": "official", "run": "aliyun ecs X"}]}]}"#;
    let file: crate::catalog::ProductFile = serde_json::from_str(file).unwrap();
    Arc::new(Catalog::from_files([file], crate::catalog::Supplier::User))
}

/// A code that three products have, without a step to copy.
fn of_three_products() -> State {
    let product = |id: &str| {
        let file = format!(
            r#"{{"product": {{"id": "{id}"}}, "entries": [
                {{"code": "Odd", "status": null, "message": "{id}", "explanation": {{"zh": "{id} 怪", "origin": "project"}}, "sections": [], "sources": []}},
                {{"code": "Other", "status": null, "message": "x", "sections": [], "sources": []}}]}}"#
        );
        serde_json::from_str::<crate::catalog::ProductFile>(&file).unwrap()
    };
    let files = ["P1", "P2", "P3"].map(product);
    let catalog = Catalog::from_files(files, crate::catalog::Supplier::User);
    let (mut state, _) = State::new(Arc::new(catalog), Setup::default());
    press(&mut state, "Down Up");
    state
}
