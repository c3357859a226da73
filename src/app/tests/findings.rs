//! Pastes, what is found in them, and the way back to it.

use super::*;

#[test]
fn a_paste_of_several_lines_is_diagnosed_whatever_its_line_breaks() {
    for text in ["ErrorCode: X\nMessage: y", "ErrorCode: X\r\nMessage: y", "ErrorCode: X\rMessage: y\r"] {
        let mut state = browser();
        let effects = update(&mut state, Msg::Paste(text.to_owned()));
        assert_eq!(effects, [Effect::Diagnose { id: 1, text: "ErrorCode: X\nMessage: y".into() }]);
    }
    let mut state = browser();
    update(&mut state, Msg::Paste(" Throttling ".to_owned()));
    assert_eq!(state.search.text(), "Throttling");
}

#[test]
fn a_paste_in_the_language_of_the_search_is_typed_in() {
    for text in
        ["msg:quota exceeded foo", "origin:official quota", "-msg:locked code:Forbidden", "status:404 x y z"]
    {
        let mut state = browser();
        let effects = update(&mut state, Msg::Paste(text.to_owned()));
        assert!(matches!(effects[..], [Effect::Search { .. }]), "{text}: {effects:?}");
        assert_eq!(state.search.text(), text);
    }
}

#[test]
fn findings_take_the_lists_place_until_they_are_left() {
    let mut state = browser();
    let text = r#"{"Code":"InvalidParameter.ValueExceeded","Message":"The value of Cpu exceeded, max: 64.","RequestId":"1D2E3F4A-5B6C-5D7E-9F80-AB1C2D3E4F50"}"#;
    let engine = crate::diagnose::Engine::new(Arc::clone(&state.catalog));
    let diagnosis = Arc::new(engine.diagnose(text));
    let catalog = Arc::clone(&state.catalog);
    update(&mut state, Msg::Diagnosed { id: 0, text: text.into(), diagnosis, catalog });
    let shown: Vec<String> = state.detail.lines.iter().map(crate::page::Line::text).collect();
    for said in ["与文档一致", "Cpu", "1D2E3F4A-5B6C"] {
        assert!(shown.iter().any(|line| line.contains(said)), "{said} in {shown:?}");
    }
    let effects = press(&mut state, "ctrl-y t");
    let [Effect::Copy { text, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert!(text.contains("requestId=1D2E3F4A"), "{text}");
    press(&mut state, "Esc");
    assert!(state.diagnosis.is_none());
    assert_eq!(state.shown(), Some(EntryId::new(0)));
    assert_eq!(state.toast.as_ref().unwrap().text, "F4 回到诊断");
    press(&mut state, "F4");
    assert!(state.diagnosis.is_some());
    press(&mut state, "Esc Tab Down F4");
    assert_eq!((state.diagnosis.is_some(), state.pane), (true, Pane::List), "the rail takes nothing away");
}

/// A browser that shows what was found in a text.
fn diagnosed(text: &str) -> State {
    let mut state = browser();
    let asked = update(&mut state, Msg::Paste(text.to_owned()));
    let answered = answer(&state, &asked[0]);
    update(&mut state, answered);
    assert!(state.diagnosis.is_some());
    state
}

#[test]
fn left_and_right_go_from_one_finding_to_the_next() {
    let mut state = diagnosed("Code: Throttling.User\nMessage: x\n\nCode: Forbidden.RAM\nMessage: y");
    let at = |state: &State| state.diagnosis.as_ref().unwrap().view.cursor();
    for (keys, expected) in [("Right", 1), ("Right", 1), ("Left", 0), ("Down", 1), ("ctrl-b", 0)] {
        press(&mut state, keys);
        assert_eq!(at(&state), expected, "{keys}");
    }
}

#[test]
fn one_report_has_no_other_pane() {
    let mut state = diagnosed(PASTED);
    press(&mut state, "Tab");
    assert_eq!(state.pane, Pane::List);
    let tab = "Tab".parse().unwrap();
    assert!(crate::app::footer::hints(&state).iter().all(|hint| hint.chord != tab));
}

#[test]
fn without_a_clipboard_the_way_to_paste_is_told() {
    let mut state = browser();
    update(&mut state, Msg::Clipboard(Err(None)));
    assert!(state.toast.as_ref().unwrap().text.contains("Ctrl-Shift-V"));
    update(&mut state, Msg::Clipboard(Err(Some("broken".to_owned()))));
    assert_eq!(state.toast.as_ref().unwrap().text, "读不到剪贴板：broken");
}

#[test]
fn a_paste_without_an_error_is_a_query() {
    let mut state = browser();
    let diagnosis = Arc::new(crate::diagnose::Diagnosis::default());
    let catalog = Arc::clone(&state.catalog);
    update(&mut state, Msg::Diagnosed { id: 0, text: "\n some\nwords".into(), diagnosis, catalog });
    assert_eq!(state.search.text(), "some");
    assert!(state.toast.is_some());
}

#[test]
fn another_catalogue_leaves_no_entries_of_the_old_one() {
    let mut state = browser();
    press(&mut state, "ctrl-End ctrl-g");
    let catalog = Arc::new(Catalog::default());
    let asked = update(&mut state, Msg::CatalogRead { catalog, faults: Vec::new() });
    assert!(matches!(asked[..], [Effect::Search { .. }]));
    assert_eq!((state.list.listed(), state.shown()), (0, None));
}

#[test]
fn findings_by_the_entries_of_another_catalogue_are_asked_for_again() {
    let mut state = browser();
    let old = Arc::clone(&state.catalog);
    let diagnosis =
        Arc::new(crate::diagnose::Engine::new(Arc::clone(&old)).diagnose("Code: Throttling.User"));
    assert!(!diagnosis.findings.is_empty());
    update(&mut state, Msg::CatalogRead { catalog: Arc::new(Catalog::default()), faults: Vec::new() });
    let text: Arc<str> = "Code: Throttling.User".into();
    let answer = Msg::Diagnosed { id: 0, text: Arc::clone(&text), diagnosis, catalog: old };
    let effects = update(&mut state, answer);
    assert_eq!((effects, state.diagnosis.is_none()), (vec![Effect::Diagnose { id: 1, text }], true));
}

/// What the diagnosis' thread answers.
pub(super) fn answer(state: &State, effect: &Effect) -> Msg {
    let Effect::Diagnose { id, text } = effect else { panic!("{effect:?}") };
    let catalog = Arc::clone(&state.catalog);
    let diagnosis = Arc::new(crate::diagnose::Engine::new(Arc::clone(&catalog)).diagnose(text));
    Msg::Diagnosed { id: *id, text: Arc::clone(text), diagnosis, catalog }
}

fn reread(state: &mut State) -> Vec<Effect> {
    let msg = Msg::CatalogRead { catalog: Arc::new(Catalog::embedded()), faults: Vec::new() };
    update(state, msg)
}

pub(super) const PASTED: &str = "Code: Throttling.User\nMessage: x";

#[test]
fn a_reread_catalogue_takes_no_findings_away() {
    let mut state = browser();
    let asked = update(&mut state, Msg::Paste(PASTED.to_owned()));
    let answered = answer(&state, &asked[0]);
    update(&mut state, answered);
    assert!(state.diagnosis.is_some());

    let effects = reread(&mut state);
    assert!(state.diagnosis.is_none(), "its entries are others now");
    let [Effect::Search { .. }, again] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(*again, Effect::Diagnose { id: 2, text: PASTED.into() });
    let answered = answer(&state, again);
    update(&mut state, answered);
    assert!(state.diagnosis.is_some());

    // Findings that were left wait until they are asked for.
    press(&mut state, "Esc");
    assert!(matches!(reread(&mut state)[..], [Effect::Search { .. }]));
    let effects = press(&mut state, "F4");
    assert_eq!(effects, [Effect::Diagnose { id: 3, text: PASTED.into() }]);
    let answered = answer(&state, &effects[0]);
    update(&mut state, answered);
    assert!(state.diagnosis.is_some());
}

#[test]
fn a_catalogue_read_during_a_diagnosis_does_not_bring_the_older_text_back() {
    let mut state = browser();
    let asked = update(&mut state, Msg::Paste(PASTED.to_owned()));
    let answered = answer(&state, &asked[0]);
    update(&mut state, answered);
    let asked = update(&mut state, Msg::Paste("Code: Forbidden\nMessage: y".to_owned()));
    let answered = answer(&state, &asked[0]);
    assert!(matches!(reread(&mut state)[..], [Effect::Search { .. }]));
    let again = update(&mut state, answered);
    assert_eq!(again, [Effect::Diagnose { id: 3, text: "Code: Forbidden\nMessage: y".into() }]);
}

#[test]
fn only_the_newest_paste_counts() {
    let mut state = browser();
    let older = update(&mut state, Msg::Paste(PASTED.to_owned()));
    let newer = update(&mut state, Msg::Paste("Code: Forbidden\nMessage: y".to_owned()));
    let (older, newer) = (answer(&state, &older[0]), answer(&state, &newer[0]));
    update(&mut state, older);
    assert!(state.diagnosis.is_none());
    update(&mut state, newer);
    assert_eq!(state.diagnosis.as_ref().unwrap().findings()[0].code.as_deref(), Some("Forbidden"));
}

#[test]
fn the_key_for_left_findings_loses_none() {
    let mut state = browser();
    let mut codes = Vec::new();
    for text in [PASTED, "Code: Forbidden\nMessage: y"] {
        press(&mut state, "Esc");
        let asked = update(&mut state, Msg::Paste(text.to_owned()));
        let answered = answer(&state, &asked[0]);
        update(&mut state, answered);
    }
    for _ in 0..3 {
        let code = state.diagnosis.as_ref().unwrap().findings()[0].code.clone();
        codes.extend(code);
        press(&mut state, "F4");
    }
    assert_eq!(codes, ["Forbidden", "Throttling.User", "Forbidden"]);
}

#[test]
fn what_finds_nothing_can_be_diagnosed_as_an_error() {
    let mut state = browser();
    type_text(&mut state, "NoSuchThing.NotFound");
    assert!(!state.could_be_error(), "it is not answered yet");
    let id = state.search_id;
    found(&mut state, id, &[]);
    let effects = press(&mut state, "Enter");
    assert_eq!(effects, [Effect::Diagnose { id: 1, text: "NoSuchThing.NotFound".into() }]);
    let answered = answer(&state, &effects[0]);
    update(&mut state, answered);
    assert!(state.diagnosis.is_some() && state.search.is_empty());

    let mut state = browser();
    type_text(&mut state, "zzzzqqqq");
    found(&mut state, 9, &[]);
    press(&mut state, "Enter");
    let diagnosis = Arc::new(crate::diagnose::Diagnosis::default());
    let catalog = Arc::clone(&state.catalog);
    update(&mut state, Msg::Diagnosed { id: 1, text: "zzzzqqqq".into(), diagnosis, catalog });
    assert_eq!(state.search.text(), "zzzzqqqq", "it is not typed in a second time");
    assert_eq!(state.toast.as_ref().unwrap().text, "没有认出报错");

    let mut state = browser();
    type_text(&mut state, "product:slb");
    found(&mut state, 12, &[]);
    assert_eq!(press(&mut state, "Enter"), [], "a filter is no error");
}

#[test]
fn no_query_stays_that_the_findings_are_not_of() {
    for leave in ["Esc", "ctrl-t", "F4 Esc"] {
        let mut state = browser();
        type_text(&mut state, "quota");
        let asked = update(&mut state, Msg::Paste(PASTED.to_owned()));
        let answered = answer(&state, &asked[0]);
        let effects = update(&mut state, answered);
        let [Effect::Remember(query), Effect::Search { id, text, .. }] = &effects[..] else {
            panic!("{effects:?}")
        };
        assert_eq!((query.as_str(), text.as_str()), ("quota", ""));
        let id = *id;
        found(&mut state, id, &[0, 1, 2]);
        assert!(state.diagnosis.is_some() && state.search.is_empty());
        press(&mut state, leave);
        assert!(state.diagnosis.is_none() && state.search.is_empty(), "{leave}");
        assert_eq!(state.toast.as_ref().unwrap().text, "F4 回到诊断", "{leave}");
        type_text(&mut state, "x");
        press(&mut state, "F4");
        assert!(state.diagnosis.is_some() && state.search.is_empty(), "{leave}");
    }
}

#[test]
fn a_finding_is_taken_for_the_next_of_its_matches_by_a_key() {
    let mut state = browser();
    let asked =
        update(&mut state, Msg::Paste("Code: MissingParameter\nMessage: something else entirely".to_owned()));
    let answered = answer(&state, &asked[0]);
    update(&mut state, answered);
    let first = state.shown();
    press(&mut state, "ctrl-g");
    assert_ne!(state.shown(), first);
    assert!(state.finding().is_some(), "it is the same finding still");
}

#[test]
fn a_single_report_is_scrolled_by_the_arrows() {
    let mut state = browser();
    let mut rooms = state.rooms();
    rooms.detail.lines = 4;
    update(&mut state, Msg::Layout(rooms));
    let asked = update(&mut state, Msg::Paste(PASTED.to_owned()));
    let answered = answer(&state, &asked[0]);
    update(&mut state, answered);
    press(&mut state, "Down");
    assert_eq!(state.detail.scroll.offset(), 1);
}

#[test]
fn a_ticket_of_all_errors_is_there_where_there_are_several() {
    let mut state = browser();
    let text = "Code: Forbidden\nMessage: a b c d\n\nCode: Throttling.User\nMessage: x y z w";
    let asked = update(&mut state, Msg::Paste(text.to_owned()));
    let answered = answer(&state, &asked[0]);
    update(&mut state, answered);
    assert!(state.diagnosis.as_ref().unwrap().findings().len() > 1);
    let effects = press(&mut state, "ctrl-y T");
    let [Effect::Copy { text, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert!(text.contains("`Forbidden`") && text.contains("`Throttling.User`"), "{text}");
}

#[test]
fn the_json_of_a_report_is_that_of_the_finding() {
    let mut state = browser();
    let asked = update(&mut state, Msg::Paste(PASTED.to_owned()));
    let answered = answer(&state, &asked[0]);
    update(&mut state, answered);
    let finding = state.finding().expect("a report").0.clone();
    let effects = press(&mut state, "ctrl-y j");
    let [Effect::Copy { text, .. }] = &effects[..] else { panic!("{effects:?}") };
    let json: serde_json::Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(json["code"].as_str(), finding.code.as_deref());
    assert_eq!(json["line"], finding.line);
    assert_eq!(json["matches"].as_array().map(Vec::len), Some(finding.matches.len()));
}
