//! Scripts of keys, and the screens that they lead to.

mod stage;

use alierr::app::msg::Gesture;
use alierr::app::pane::Pane;
use alierr::app::{Msg, Setup};
use alierr::catalog::{Catalog, ProductFile, Supplier};
use alierr::lang::Lang;
use alierr::text::width::Measure;
use alierr::ui::Theme;
use alierr::ui::theme::{Frames, Palette};
use insta::assert_snapshot;
use stage::Stage;

fn setup(lang: Lang) -> Setup {
    Setup { lang, mouse: true, ..Setup::default() }
}

fn stage(columns: u16, lines: u16, lang: Lang) -> Stage {
    Stage::new(columns, lines, setup(lang))
}

#[test]
fn rail_list_and_detail_on_a_common_screen() {
    assert_snapshot!(stage(120, 34, Lang::Zh).enter("InvalidDBInstanceId").text());
}

#[test]
fn three_panes_side_by_side_on_a_wide_screen() {
    assert_snapshot!(stage(200, 50, Lang::En).enter("backup set").text());
}

#[test]
fn ten_hits_and_the_answer_on_the_smallest_common_screen() {
    let mut stage = stage(80, 24, Lang::Zh);
    let text = stage.enter("备份").text();
    let list = stage.regions().pane(Pane::List);
    assert_eq!(list.height, 10);
    assert!(stage.state.list.len() >= 10);
    assert_snapshot!(text);
}

#[test]
fn narrow_screens_keep_the_meaning_and_the_advice() {
    let screens = [(50, 16), (40, 10), (30, 7)].map(|(columns, lines)| {
        let mut stage = stage(columns, lines, Lang::En);
        stage.enter("quota").text()
    });
    assert_snapshot!(screens.join("\n\n"));
}

#[test]
fn what_can_be_done_is_told_until_something_is() {
    let mut stage = stage(120, 34, Lang::Zh);
    let welcome = stage.text();
    assert!(welcome.contains("可以这样找") && welcome.contains("terraform apply"), "{welcome}");
    assert!(!stage.press("Down").text().contains("可以这样找"));
    let english = self::stage(80, 24, Lang::En).text();
    assert_snapshot!([welcome, english].join("\n\n"));
}

#[test]
fn the_help_lists_every_key_and_filters() {
    let mut stage = stage(100, 40, Lang::Zh);
    let whole = stage.press("F1").text();
    let filtered = stage.enter("复制").text();
    assert_snapshot!([whole, filtered].join("\n\n"));
}

#[test]
fn the_menu_of_forms_shows_what_each_would_copy() {
    let mut stage = stage(100, 24, Lang::En);
    stage.enter("QuotaExceed");
    assert_snapshot!(stage.press("ctrl-y Down").text());
    stage.press("Enter");
    let entry = stage.state.catalog.entry(stage.state.shown().unwrap());
    assert_eq!(stage.copied(), entry.message());
    assert!(stage.screen().pop().unwrap().contains("Copied: Message"), "{}", stage.text());
}

#[test]
fn the_values_of_a_filter_open_below_it() {
    assert_snapshot!(stage(100, 24, Lang::Zh).enter("status:4").press("Down").text());
}

#[test]
fn nothing_found_is_said() {
    assert_snapshot!(stage(80, 16, Lang::Zh).enter("zzzzqqqq").text());
}

#[test]
fn where_nothing_is_found_the_keys_of_that_name_are_told() {
    let text = stage(80, 16, Lang::En).enter("ticket").text();
    assert!(text.contains("Ctrl-Y t copy as a ticket (once one is selected)"), "{text}");
    assert!(stage(80, 16, Lang::Zh).enter("鼠标").text().contains("F2 鼠标开关"));
}

#[test]
fn the_other_language_is_told_wherever_it_leaves_room_to_type() {
    for (columns, told) in [(120, true), (80, true), (60, true), (50, false)] {
        let text = stage(columns, 24, Lang::En).enter("quota").text();
        assert_eq!(text.contains("F3 中文"), told, "{columns}");
    }
}

#[test]
fn rules_and_signs_can_do_without_box_characters() {
    let mut stage = stage(110, 30, Lang::En);
    stage.theme = Theme::new(Palette::Mono, true, Frames::Drawn);
    let text = stage.enter("quota").press("Tab Down").text();
    let odd: String = text.chars().filter(|c| !c.is_ascii() && *c != '中' && *c != '文').collect();
    assert_eq!(odd, "", "{text}");
    assert_snapshot!(text);
}

#[test]
fn without_frames_nothing_but_text_is_left() {
    let mut stage = stage(120, 16, Lang::En);
    stage.theme = Theme::new(Palette::Auto, false, Frames::None);
    stage.lay_out();
    assert_snapshot!(stage.text());
}

#[test]
fn regrouping_turns_the_tree_over() {
    let mut stage = stage(120, 20, Lang::Zh);
    let by_status = stage.press("ctrl-t").text();
    let by_category = stage.press("ctrl-t").text();
    assert_snapshot!([by_status, by_category].join("\n\n"));
}

#[test]
fn every_size_draws_without_fault() {
    for lang in [Lang::Zh, Lang::En] {
        let mut stage = stage(0, 0, lang);
        for keys in ["", "F1", "Esc ctrl-y", "Esc Tab", "Tab"] {
            stage.press(keys);
            for columns in 0..=20 {
                for lines in 0..=20 {
                    stage.resize(columns, lines);
                    stage.screen();
                }
            }
        }
    }
}

#[test]
fn screens_of_thousands_of_cells_are_drawn_too() {
    let mut stage = stage(120, 24, Lang::Zh);
    stage.enter("余额");
    for (columns, lines) in [(1724, 9), (1725, 9), (4000, 9), (u16::MAX, 9), (90, 1500), (120, u16::MAX)] {
        stage.resize(columns, lines);
        assert!(stage.screen()[0].contains("余额"), "{columns}x{lines}");
        for (x, y) in [(0, 0), (columns - 1, lines - 1), (columns / 2, lines / 2)] {
            stage.mouse(Gesture::Click, x, y).mouse(Gesture::Drag(100, 100), x, y);
            stage.mouse(Gesture::Release, x, y);
        }
        stage.screen();
    }
}

#[test]
fn no_wide_glyph_is_cut_at_any_width() {
    let mut stage = stage(120, 24, Lang::Zh);
    stage.enter("余额");
    for columns in 20..160 {
        stage.resize(columns, 30);
        for (y, line) in stage.screen().iter().enumerate() {
            let width = Measure::Narrow.columns(line);
            assert!(width <= usize::from(columns), "line {y} takes {width} of {columns} columns: {line}");
        }
    }
}

/// The rail's rule stands in the same column on every line, whatever stands before it.
#[test]
fn rules_stay_straight_beside_wide_glyphs() {
    let mut stage = stage(120, 40, Lang::Zh);
    for columns in 100..200 {
        stage.resize(columns, 40);
        let at = stage.regions().pane(Pane::Tree).right();
        let buffer = stage.buffer();
        for y in 2..38 {
            let symbol = buffer[(at, y)].symbol();
            assert!(["│", "├"].contains(&symbol), "{columns}, line {y}: {symbol:?}");
        }
    }
}

#[test]
fn a_popup_over_half_a_wide_glyph_keeps_its_border() {
    let mut stage = stage(101, 30, Lang::Zh);
    stage.enter("余额").press("ctrl-y");
    for columns in 100..160 {
        stage.resize(columns, 30);
        let overlay = stage.regions().overlay().unwrap();
        let buffer = stage.buffer();
        for y in overlay.top() + 1..overlay.bottom() - 1 {
            assert_eq!(buffer[(overlay.left(), y)].symbol(), "│");
            let before = buffer[(overlay.left() - 1, y)].symbol();
            assert!(Measure::Narrow.columns(before) < 2, "{before:?} reaches into the popup");
        }
    }
}

#[test]
fn the_real_cursor_stands_at_the_caret() {
    let mut stage = stage(120, 24, Lang::Zh);
    let field = stage.regions().search;
    let at = |stage: &mut Stage| stage.cursor().map(|at| (at.x - field.x, at.y));
    assert_eq!(at(&mut stage), Some((0, 0)));
    stage.enter("实例a");
    assert_eq!(at(&mut stage), Some((5, 0)));
    stage.press("Left Left");
    assert_eq!(at(&mut stage), Some((2, 0)));
    stage.press("Tab");
    assert_eq!(stage.cursor(), None, "no text field, no cursor");
    stage.press("F1");
    assert!(stage.cursor().is_some(), "the help has a field of its own");
}

#[test]
fn a_long_query_is_seen_from_its_caret() {
    let mut stage = stage(80, 24, Lang::Zh);
    stage.enter(&"实例不存在".repeat(20));
    let field = stage.regions().search;
    let caret = stage.cursor().unwrap();
    assert!(caret.x < field.right());
    assert!(stage.screen()[0].contains("实例不存在"));
}

#[test]
fn a_click_in_a_scrolled_field_puts_the_caret_where_it_was_clicked() {
    let mut stage = stage(80, 24, Lang::Zh);
    stage.enter(&"abcdefg实例".repeat(20));
    let field = stage.regions().search;
    let seen = |stage: &mut Stage| stage.screen()[0].clone();
    let before = seen(&mut stage);
    for column in [field.x + 9, field.x + 2, field.x, field.right() - 4] {
        stage.mouse(Gesture::Click, column, field.y);
        assert_eq!(seen(&mut stage), before, "nothing moves under the pointer");
        let caret = stage.cursor().unwrap();
        // A click on the right half of a wide character means the character.
        assert!(caret.x == column || caret.x + 1 == column, "{column}: {caret:?}");
    }
    stage.mouse(Gesture::Click, field.x + 9, field.y).enter("X");
    let caret = stage.cursor().unwrap();
    assert_eq!(stage.buffer()[(caret.x - 1, 0)].symbol(), "X", "{}", stage.text());
}

#[test]
fn a_filter_longer_than_its_field_is_seen_at_its_end() {
    let mut stage = stage(60, 24, Lang::En);
    for key in ["F1", "Esc ctrl-r"] {
        stage.press(key).enter(&"y".repeat(200)).enter("z实");
        let caret = stage.cursor().unwrap();
        assert_eq!(stage.buffer()[(caret.x - 2, caret.y)].symbol(), "实", "{}", stage.text());
        assert_eq!(stage.buffer()[(caret.x - 3, caret.y)].symbol(), "z", "{}", stage.text());
    }
}

#[test]
fn hostile_text_is_shown_harmless() {
    let file = r#"{
        "product": {"id": "Evil\u001b[2J", "name": {"zh": "坏\u202e名", "en": "x"}, "group": {"zh": "g\n", "en": "g"}},
        "entries": [{"code": "A\u001b]0;title\u0007B", "status": 400, "message": "one\ntwo\u200b\u001b]52;c;eA==\u0007",
                     "sections": ["s\u009b31m"], "sources": [{"document": "d\r\n", "rows": [1]}],
                     "note": "\u001b[31mnote"}]
    }"#;
    let file: ProductFile = serde_json::from_str(file).unwrap();
    let mut stage = Stage::over(Catalog::from_files([file], Supplier::User), 120, 24, setup(Lang::Zh));
    stage.press("Tab Tab Down Down Right Down");
    let text = stage.text();
    let hostile = |c: char| c.is_control() && c != '\n' || "\u{202e}\u{200b}".contains(c);
    assert!(!text.contains(hostile), "{text:?}");
    assert!(text.contains("one two"), "{text}");
}

#[test]
fn wide_ambiguous_characters_are_drawn_as_two_columns() {
    let setup = Setup { measure: Measure::Wide, ..setup(Lang::Zh) };
    let mut stage = Stage::new(120, 24, setup);
    stage.theme = Theme::new(Palette::Auto, true, Frames::Drawn);
    stage.enter("msg:“");
    let buffer = stage.buffer();
    let mut quotes = 0;
    for y in 0..24 {
        for x in 0..119 {
            let next = buffer[(x + 1, y)].symbol();
            if Measure::Wide.grapheme(buffer[(x, y)].symbol()) == 2 {
                quotes += usize::from(buffer[(x, y)].symbol() == "“");
                assert_eq!(next, " ", "{x},{y}");
            }
        }
    }
    assert!(quotes > 0, "a message with quotes is shown");
}

#[test]
fn a_click_selects_and_a_double_click_copies() {
    let mut stage = stage(120, 30, Lang::Zh);
    let list = stage.regions().pane(Pane::List);
    stage.mouse(Gesture::Click, list.x + 8, list.y + 2);
    assert_eq!(stage.state.list.view.cursor(), 2);
    stage.mouse(Gesture::DoubleClick, list.x + 8, list.y + 3);
    let code = stage.state.catalog.entry(stage.state.shown().unwrap()).code();
    assert_eq!((stage.state.list.view.cursor(), stage.copied()), (3, Some(code)));
    stage.mouse(Gesture::Wheel(1), list.x, list.y);
    assert_eq!(stage.state.list.view.offset(), 3);
}

#[test]
fn clicks_on_counts_and_chips_narrow_the_list() {
    let mut stage = stage(120, 34, Lang::Zh);
    let rail = stage.regions().pane(Pane::Tree);
    let row = |stage: &Stage, row: alierr::app::rail::Row| {
        let rail = &stage.state.rail;
        u16::try_from(rail.view.shown().iter().position(|&at| rail.rows()[at] == row).unwrap()).unwrap()
    };
    let never = row(
        &stage,
        alierr::app::rail::Row::Facet(alierr::app::facet::Facet::Chance(alierr::page::Chance::Never)),
    );
    stage.mouse(Gesture::Click, rail.right() - 3, rail.y + never);
    let all = stage.state.catalog.len();
    assert!(stage.state.list.listed() < all && stage.state.list.listed() > 0);
    stage.mouse(Gesture::Click, rail.right() - 3, rail.y + never);
    assert_eq!(stage.state.list.listed(), all, "a second click lets go of it");

    let mut narrow = self::stage(80, 24, Lang::Zh);
    let line = narrow.regions().chips().y;
    narrow.mouse(Gesture::Click, 14, line);
    assert!(narrow.state.list.listed() < all, "{}", narrow.text());
}

#[test]
fn a_click_on_a_link_opens_the_official_page() {
    let mut stage = stage(120, 34, Lang::En);
    stage.enter("InvalidVpcId");
    let screen = stage.screen();
    let y = screen.iter().position(|line| line.contains("api.alibabacloud.com")).unwrap();
    let detail = stage.regions().detail_text();
    stage.mouse(Gesture::Click, detail.x + 20, u16::try_from(y).unwrap());
    assert!(
        stage.wishes.iter().any(|wish| matches!(wish, alierr::app::Effect::Open(_))),
        "{:?}",
        stage.wishes
    );
}

#[test]
fn the_scrollbar_is_no_handle() {
    let mut stage = stage(120, 30, Lang::Zh);
    let list = stage.regions().pane(Pane::List);
    stage.mouse(Gesture::Click, list.right() - 1, list.y + 1);
    stage.mouse(Gesture::Drag(50, 50), 60, 10).mouse(Gesture::Release, 60, 10);
    assert_eq!(stage.regions().pane(Pane::List), list);
}

#[test]
fn all_entries_of_one_code_are_listed_and_no_others() {
    let mut stage = stage(120, 30, Lang::En);
    for code in ["Forbidden", "Invalid<parameter name>.Malformed"] {
        stage.press("ctrl-u").enter(code);
        assert_eq!(stage.state.catalog.entry(stage.state.shown().unwrap()).code(), code);
        stage.press("F6");
        let catalog = &stage.state.catalog;
        let mut listed: Vec<_> = stage.state.list.found().iter().map(|hit| hit.entry).collect();
        let mut all = Vec::from_iter(catalog.by_code(code));
        listed.sort_unstable();
        all.sort_unstable();
        assert_eq!(listed, all, "{}", stage.state.search.text());
        assert!(!listed.is_empty());
    }
}

#[test]
fn the_rails_rule_is_dragged() {
    let mut stage = stage(120, 30, Lang::Zh);
    let before = stage.regions().pane(Pane::Tree).width;
    stage.mouse(Gesture::Click, before, 10).mouse(Gesture::Drag(40, 50), 48, 10);
    stage.mouse(Gesture::Release, 48, 10);
    assert_eq!(stage.regions().pane(Pane::Tree).width, 48);
    stage.mouse(Gesture::Drag(10, 10), 12, 10);
    assert_eq!(stage.regions().pane(Pane::Tree).width, 48, "let go is let go");
}

#[test]
fn the_mouse_is_left_alone_when_it_is_off() {
    let mut stage = stage(120, 30, Lang::Zh);
    stage.press("F2");
    let list = stage.regions().pane(Pane::List);
    stage.mouse(Gesture::Click, list.x + 8, list.y + 4);
    assert_eq!(stage.state.list.view.cursor(), 0);
    stage.take_in(Msg::ToastSeen(1));
    assert!(stage.state.toast.is_none());
}

#[test]
fn the_footer_shows_as_many_keys_as_fit() {
    for lang in [Lang::Zh, Lang::En] {
        let mut stage = stage(120, 24, lang);
        stage.press("Down");
        for columns in 20..160u16 {
            stage.resize(columns, 24);
            let footer = stage.screen().pop().unwrap();
            let room = usize::from(columns) - Measure::Narrow.columns(&footer.replace("   ", ""));
            let hint = alierr::app::footer::hints(&stage.state)[0];
            let said = format!("{} {}", hint.chord, hint.label);
            assert!(
                footer.contains(&said) || Measure::Narrow.columns(&said) + 12 > room,
                "{columns}: {footer:?}"
            );
            assert!(footer.contains("F1"), "how to see all keys is always seen: {footer:?}");
        }
    }
}

const PIPED: &str = concat!(
    "ErrorCode: InvalidParameter.ValueExceeded\nMessage: The value of Cpu exceeded, max: 64.\n",
    "RequestId: 1D2E3F4A-5B6C-5D7E-9F80-AB1C2D3E4F50\nHTTP Status: 400 ecs.aliyuncs.com"
);

/// A browser that was started with a text.
fn piped(columns: u16, lines: u16, lang: Lang, text: &str) -> Stage {
    let engine = alierr::diagnose::Engine::new(Catalog::embedded().into());
    let findings = Some((engine.diagnose(text).into(), Some(text.into())));
    Stage::new(columns, lines, Setup { findings, ..setup(lang) })
}

#[test]
fn a_diagnosis_is_a_page_of_its_own() {
    let one = piped(120, 34, Lang::Zh, PIPED).text();
    let several = format!(
        "{PIPED}\n\nErrorCode: Throttling.User\nMessage: Request was denied due to user flow control."
    );
    let screens =
        [(120, 24), (80, 24)].map(|(columns, lines)| piped(columns, lines, Lang::En, &several).text());
    assert_snapshot!([vec![one], screens.to_vec()].concat().join("\n\n"));
}

#[test]
fn the_request_id_of_a_finding_is_not_broken_on_a_common_screen() {
    let text = piped(120, 34, Lang::En, PIPED).text();
    assert!(text.contains("1D2E3F4A-5B6C-5D7E-9F80-AB1C2D3E4F50"), "{text}");
}

const DENIED: &str = concat!(
    r#"{"RequestId":"7B1C3A0E-5D2F-5A64-9C1B-0E8D7F6A4B21","HostId":"vpc.aliyuncs.com","Code":"Forbidden.RAM","#,
    r#""Message":"User not authorized to operate on the specified resource, or this API doesn't support RAM.","#,
    r#""AccessDeniedDetail":{"AuthAction":"vpc:CreateVpc","NoPermissionType":"ImplicitDeny","#,
    r#""AuthPrincipalType":"SubUser","AuthPrincipalDisplayName":"204587654321098317","#,
    r#""PolicyType":"AccountLevelIdentityBasedPolicy","AuthPrincipalOwnerId":"1876504412034410"}}"#,
);

#[test]
fn who_was_denied_what_and_the_request_fit_a_common_screen() {
    for lang in [Lang::Zh, Lang::En] {
        let text = piped(120, 34, lang, DENIED).text();
        for said in ["204587654321098317", "aliyun sts", "\"Action\": [\"vpc:CreateVpc\"]", "ram.console"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(text.contains("7B1C3A0E-5D2F-5A64-9C1B-0E8D7F6A4B21"), "{text}");
    }
}

/// A log of three errors over half an hour.
fn log() -> String {
    let line = |nth: usize, code: &str, host: &str| {
        let (minute, second) = (nth / 2, nth % 2 * 30);
        format!("2026-07-14 02:{minute:02}:{second:02} ERROR {code}: x HostId: {host}.aliyuncs.com\n")
    };
    let often = (0..60).map(|nth| line(nth, "Throttling.User", "ecs"));
    let seldom = (0..60).step_by(7).map(|nth| line(nth, "InvalidInstanceId.NotFound", "ecs"));
    let once = [line(59, "Forbidden.RAM", "vpc")];
    often.chain(seldom).chain(once).collect()
}

#[test]
fn a_log_is_summed_up_before_its_report() {
    let text = log();
    let screens =
        [(120, 34), (80, 24), (60, 20)].map(|(columns, lines)| piped(columns, lines, Lang::En, &text).text());
    assert_snapshot!(screens.join("\n\n"));
}

#[test]
fn columns_of_a_log_stand_below_each_other_at_every_width() {
    let text = log();
    for lang in [Lang::Zh, Lang::En] {
        let mut stage = piped(120, 34, lang, &text);
        for columns in 100..170 {
            stage.resize(columns, 34);
            let list = stage.regions().pane(Pane::List);
            let buffer = stage.buffer();
            let bars = |y: u16| {
                let is_bar =
                    |x: &u16| ('▁'..='█').contains(&buffer[(*x, y)].symbol().chars().next().unwrap());
                let at: Vec<u16> = (list.x + 1..list.right()).filter(is_bar).collect();
                (at.first().copied(), at.last().copied())
            };
            // What happens all the time has a bar at both ends, and so has the sum.
            let (all, total) = (bars(list.y + 1), bars(list.bottom() - 1));
            assert!(all.0.is_some() && all == total, "{columns}: {}", stage.text());
        }
    }
}

#[test]
fn a_toast_keeps_the_way_that_a_copy_took() {
    let mut stage = stage(80, 24, Lang::En);
    stage.enter("QuotaExceed").press("ctrl-y t");
    let footer = stage.screen().pop().unwrap();
    assert!(footer.trim_end().ends_with("OSC 52") || footer.trim_end().ends_with("clipboard"), "{footer}");
}

#[test]
fn an_example_of_the_welcome_types_itself() {
    let mut stage = stage(120, 34, Lang::En);
    let y = stage.screen().iter().position(|line| line.contains("❯ whitelist redis")).unwrap();
    let detail = stage.regions().detail_text();
    stage.mouse(Gesture::Click, detail.x + 4, u16::try_from(y).unwrap());
    assert_eq!(stage.state.search.text(), "whitelist redis");
}

#[test]
fn the_next_error_is_told_on_small_screens() {
    let several = format!("{PIPED}\n\nErrorCode: Throttling.User\nMessage: Request was denied.");
    for columns in [60, 80, 120] {
        for lang in [Lang::Zh, Lang::En] {
            let footer = piped(columns, 20, lang, &several).screen().pop().unwrap();
            let said = if lang == Lang::En { "↓ next error" } else { "↓ 下一处" };
            assert!(footer.contains(said), "{columns}: {footer}");
        }
    }
}

#[test]
fn the_way_out_of_a_diagnosis_and_all_keys_are_told_on_common_screens() {
    for (columns, lines) in [(80, 24), (40, 10)] {
        for lang in [Lang::Zh, Lang::En] {
            let mut stage = piped(columns, lines, lang, PIPED);
            let screen = stage.screen();
            assert!(screen[0].contains("Esc ") && screen.last().unwrap().contains("F1 "), "{screen:?}");
            let left = stage.press("Esc Down").screen();
            assert!(left.last().unwrap().contains("F1 "), "{left:?}");
        }
    }
}

/// Whoever sees no colours sees by a sign what has the focus.
#[test]
fn the_focus_is_seen_without_colours() {
    let mut stage = stage(120, 24, Lang::En);
    stage.theme = Theme::new(Palette::Mono, false, Frames::Drawn);
    stage.press("Down Up");
    let list = stage.text();
    let rail = stage.press("Tab").text();
    let detail = stage.press("Tab").text();
    assert!(list != rail && rail != detail && list != detail);
    let at = stage.regions().detail_text();
    assert_eq!(stage.buffer()[(at.x - 2, at.y)].symbol(), "▌");
}

#[test]
fn with_english_no_chinese_is_on_the_screen_but_the_other_languages_name() {
    let mut stage = stage(160, 50, Lang::En);
    for keys in [
        "",
        "Down",
        "F1",
        "Esc ctrl-y",
        "Esc ctrl-t",
        "ctrl-t",
        "Esc Tab Down Right",
        ":",
        "Esc Esc ctrl-r",
        "Esc",
    ] {
        let text = stage.press(keys).text().replace("F3 中文", "").replace("中文", "");
        assert!(!alierr::catalog::has_han(&text), "{keys}: {text}");
    }
    for text in [PIPED, "Code: NoSuchThing.NotFound\nMessage: x", "Code: Forbidden.RAM"] {
        let text = piped(120, 40, Lang::En, text).text();
        assert!(!alierr::catalog::has_han(&text), "{text}");
    }
}

#[test]
fn the_help_fits_narrow_screens() {
    for lang in [Lang::Zh, Lang::En] {
        for (columns, lines) in [(50, 16), (40, 10), (24, 6)] {
            let mut stage = stage(columns, lines, lang);
            let text = stage.press("F1").enter("ctrl-").text();
            assert!(text.lines().all(|line| Measure::Narrow.columns(line) <= columns.into()), "{text}");
        }
    }
    let mut stage = stage(50, 16, Lang::En);
    assert!(stage.press("F1 End").text().contains("no use"), "signs are explained: {}", stage.text());
}

#[test]
fn a_second_click_on_a_node_folds_it() {
    let mut stage = stage(120, 30, Lang::En);
    let rail = stage.regions().pane(Pane::Tree);
    let rows = stage.state.rail.rows().len();
    // The first product is below the heading, the root and the group.
    stage.mouse(Gesture::Click, rail.x + 5, rail.y + 3);
    assert_eq!(
        (stage.state.pane, stage.state.rail.rows().len()),
        (Pane::Tree, rows),
        "the first one chooses it"
    );
    stage.mouse(Gesture::Click, rail.x + 5, rail.y + 3);
    assert!(stage.state.rail.rows().len() > rows, "{}", stage.text());
    stage.mouse(Gesture::Click, rail.x + 5, rail.y + 3);
    assert_eq!(stage.state.rail.rows().len(), rows);
}

#[test]
fn the_wheel_scrolls_what_is_under_the_pointer_and_leaves_the_focus() {
    let mut stage = stage(120, 16, Lang::En);
    stage.press("Down");
    for pane in [Pane::Tree, Pane::List, Pane::Detail] {
        let inside = stage.regions().pane(pane);
        stage.mouse(Gesture::Wheel(1), inside.x + 1, inside.y + 1);
    }
    let state = &stage.state;
    assert_eq!(state.pane, Pane::List);
    assert!(
        state.rail.view.shown()[1] > 1 && state.list.view.offset() > 0 && state.detail.scroll.offset() > 0
    );
    assert!(!state.rail.is_narrowed(), "what is looked at narrows nothing");
}

#[test]
fn the_rules_of_the_detail_are_dragged() {
    let mut stage = stage(180, 30, Lang::Zh);
    let list = stage.regions().pane(Pane::List);
    stage.mouse(Gesture::Click, list.right(), 10).mouse(Gesture::Drag(50, 30), 90, 10);
    stage.mouse(Gesture::Release, 90, 10);
    assert!(stage.regions().pane(Pane::List).width < list.width);
    stage.resize(120, 30);
    let y = stage.regions().pane(Pane::Detail).y - 1;
    stage.mouse(Gesture::Click, 40, y).mouse(Gesture::Drag(50, 30), 40, 9).mouse(Gesture::Release, 40, 9);
    assert!(stage.regions().pane(Pane::Detail).y - 1 < y);
}

#[test]
fn a_long_text_in_every_cell_is_drawn_like_any_other() {
    drawn_in_every_cell(&"长cell ".repeat(5_000));
}

#[test]
#[ignore = "a minute without optimisation"]
fn a_megabyte_in_every_cell_is_drawn_like_any_other() {
    drawn_in_every_cell(&"长cell ".repeat(125_000));
}

fn drawn_in_every_cell(long: &str) {
    let entry = |row: usize| {
        format!(
            r#"{{"code": "A{row}{long}", "status": 400, "message": "{long}", "sections": ["{long}"],
                "explanation": {{"zh": "{long}", "origin": "official"}}, "note": "{long}",
                "sources": [{{"document": "{long}", "rows": [1]}}]}}"#
        )
    };
    let entries: Vec<String> = (0..2).map(entry).collect();
    let file = format!(
        r#"{{"product": {{"id": "P{long}", "name": {{"zh": "{long}", "en": "{long}"}}, "group": {{"zh": "{long}", "en": "g"}}}},
            "entries": [{}]}}"#,
        entries.join(",")
    );
    let file: ProductFile = serde_json::from_str(file.leak()).expect("a catalogue");
    let mut stage = Stage::over(Catalog::from_files([file], Supplier::User), 120, 40, setup(Lang::Zh));
    // Searches of such texts are answered later.
    stage.patient = true;
    for keys in ["a", "Down", "Tab", "Down", "Tab", "Down", "Right", "Down", "Tab", "Down"] {
        stage.press(keys);
        let screen = stage.screen();
        assert!(screen.iter().all(|line| Measure::Narrow.columns(line) <= 120));
    }
}

#[test]
fn the_welcome_is_read_to_its_end_by_the_key_and_the_click_that_it_names() {
    for lang in [Lang::Zh, Lang::En] {
        let last = if lang == Lang::Zh { "本项目撰写" } else { "written by this project" };
        let mut by_key = stage(80, 24, lang);
        assert!(!by_key.text().contains(last));
        let text = by_key.press("shift-Down shift-Down shift-Down").text();
        assert!(text.contains(last) && by_key.state.welcome, "{text}");

        let mut by_click = stage(80, 24, lang);
        let below = by_click.regions().below();
        for _ in 0..3 {
            by_click.mouse(Gesture::Click, below.right() - 4, below.y);
        }
        assert_eq!(by_click.text(), text, "the rule below says the same");
    }
}

#[test]
fn how_much_of_a_card_is_hidden_is_a_button() {
    let mut stage = stage(80, 24, Lang::En);
    stage.enter("MissingParameter");
    let below = stage.regions().below();
    assert!(stage.screen()[usize::from(below.y)].contains("Shift-↓"), "{}", stage.text());
    stage.mouse(Gesture::Click, below.right() - 4, below.y);
    assert!(stage.state.detail.scroll.offset() > 0);
}

/// The retry chances are the second way to narrow the list: whatever the tree is like, they are seen.
#[test]
fn the_retry_chances_stay_in_view_beside_every_tree() {
    for lang in [Lang::Zh, Lang::En] {
        for (columns, lines) in [(100, 24), (100, 30), (120, 34), (200, 60)] {
            for keys in
                ["", "ctrl-t", "ctrl-t ctrl-t", "Tab Down Right Down Right Down Right", "Tab ctrl-End"]
            {
                if lines < 30 && keys.contains("End") {
                    continue;
                }
                let mut stage = stage(columns, lines, lang);
                let screen = stage.press(keys).screen();
                let rail = usize::from(stage.regions().pane(Pane::Tree).width);
                let seen: Vec<String> = screen.iter().map(|line| line.chars().take(rail).collect()).collect();
                for sign in ["✓", "✎", "✕"] {
                    assert!(seen.iter().any(|line| line.contains(sign)), "{keys}: {}", seen.join("\n"));
                }
                let (last, below) = (&seen[usize::from(lines) - 3], &seen[usize::from(lines) - 2]);
                let headings = ["Source", "出处", "Can I retry?", "能不能重试"];
                assert!(!headings.contains(&last.trim()), "a heading alone: {}", seen.join("\n"));
                let hidden = stage.state.rail.view.facets_below().is_some();
                assert_eq!(below.contains('+'), hidden, "{}", seen.join("\n"));
            }
        }
    }
}

#[test]
fn what_is_hidden_in_the_rail_is_reached_by_a_click_on_its_number() {
    let mut stage = stage(100, 24, Lang::En);
    let rail = stage.regions().pane(Pane::Tree);
    let shown = stage.state.rail.view.shown();
    let gap = shown.iter().position(|&row| stage.state.rail.rows()[row] == alierr::app::rail::Row::Blank);
    stage.mouse(Gesture::Click, rail.x + 4, rail.y + u16::try_from(gap.unwrap()).unwrap());
    assert_eq!(stage.state.pane, Pane::Tree);
    assert!(!shown.contains(&stage.state.rail.view.cursor()), "{}", stage.text());
}

#[test]
fn chips_beyond_the_edges_are_reached_by_clicks() {
    let mut stage = stage(80, 24, Lang::En);
    let line = stage.regions().chips().y;
    let chips = |stage: &mut Stage| stage.screen()[usize::from(line)].clone();
    let first = chips(&mut stage);
    assert!(first.contains('›') && !first.contains('‹'), "{first}");
    stage.mouse(Gesture::Click, 78, line);
    let second = chips(&mut stage);
    assert!(second.starts_with('‹') && !second.contains("All"), "{second}");
    stage.mouse(Gesture::Click, 0, line);
    assert!(chips(&mut stage).contains("All"), "{}", chips(&mut stage));
    assert!(!stage.state.rail.is_narrowed(), "who looks at chips chooses none");
}

#[test]
fn the_second_click_on_the_last_row_hits_the_same_entry() {
    let mut stage = stage(120, 34, Lang::En);
    let list = stage.regions().pane(Pane::List);
    stage.mouse(Gesture::Click, list.x + 8, list.bottom() - 1);
    let shown = stage.state.shown();
    assert_eq!(stage.state.list.view.offset(), 0, "nothing moved under the pointer");
    stage.mouse(Gesture::DoubleClick, list.x + 8, list.bottom() - 1);
    assert_eq!(stage.state.shown(), shown);
}

#[test]
fn a_click_on_a_scroll_bar_jumps_there() {
    for (columns, lines) in [(80, 24), (120, 34), (200, 60)] {
        let mut stage = stage(columns, lines, Lang::En);
        let list = stage.regions().pane(Pane::List);
        stage.mouse(Gesture::Click, list.right() - 1, list.bottom() - 1);
        let view = &stage.state.list.view;
        assert_eq!(view.offset(), view.len() - view.height(), "{columns}: to the end");
        stage.mouse(Gesture::Click, list.right() - 1, list.y);
        assert_eq!(stage.state.list.view.offset(), 0, "{columns}: and back");
    }
    let mut stage = stage(80, 24, Lang::En);
    let help = stage.press("F1").regions().help();
    stage.mouse(Gesture::Click, 79, help.bottom() - 1);
    let scroll = &stage.state.help.as_ref().unwrap().scroll;
    assert_eq!(scroll.offset(), scroll.len() - scroll.height());
}

#[test]
fn the_path_of_the_config_is_never_cut() {
    let config = "/home/somebody/with/a/long/name/.config/alierr/config.toml";
    for columns in [24, 40, 80, 100, 120, 200] {
        let mut stage = Stage::new(columns, 60, Setup { config: config.to_owned(), ..setup(Lang::En) });
        let screen = stage.press("F1").enter("config.toml").screen();
        let whole: String = screen.iter().map(|line| line.trim().trim_start_matches("│ ")).collect();
        assert!(whole.contains(config), "{columns}: {}", screen.join("\n"));
    }
}

#[test]
fn what_is_typed_is_seen_on_the_smallest_screen() {
    let mut stage = stage(20, 5, Lang::En);
    assert!(stage.enter("quota").screen()[0].contains("❯ quota"), "{}", stage.text());
}

#[test]
fn a_menu_in_a_small_window_is_scrolled_to_its_last_form() {
    let several = format!("{PIPED}\n\nErrorCode: Throttling.User\nMessage: Request was denied.");
    let mut stage = piped(40, 10, Lang::En, &several);
    stage.press("ctrl-y");
    assert!(stage.text().contains('┃'), "a thumb shows that there is more: {}", stage.text());
    let forms = stage.state.copy_menu.as_ref().unwrap().forms.len();
    for _ in 1..forms {
        stage.press("Down");
    }
    let menu = stage.state.copy_menu.as_ref().unwrap();
    let last = menu.forms.last().unwrap().label(stage.state.labels()).into_owned();
    assert!(stage.text().contains(&last), "{last}: {}", stage.text());
}

#[test]
fn the_ticket_of_all_errors_says_how_many_they_are() {
    let several = format!("{PIPED}\n\nErrorCode: Throttling.User\nMessage: Request was denied.");
    let text = piped(120, 34, Lang::En, &several).press("ctrl-y").text();
    assert!(text.contains("2 errors: InvalidParameter.ValueExceeded, Throttling.User"), "{text}");
}

#[test]
fn from_the_last_error_the_footer_leads_back() {
    let several = format!("{PIPED}\n\nErrorCode: Throttling.User\nMessage: Request was denied.");
    let footer = piped(120, 34, Lang::En, &several).press("Down").screen().pop().unwrap();
    assert!(footer.contains("↑ previous error") && !footer.contains("next error"), "{footer}");
}

#[test]
fn products_of_the_same_code_are_shown_with_the_keys_that_choose_them() {
    let mut stage = stage(120, 34, Lang::En);
    stage.enter("MissingParameter");
    let text = stage.text();
    assert!(text.contains("Alt-1 ") && text.contains("Ctrl-G the next product"), "{text}");
    let first = stage.state.detail.siblings.elsewhere[0];
    stage.press("alt-1");
    assert_eq!(stage.state.shown(), Some(first));
}

#[test]
fn a_wide_screen_shows_no_less_of_a_row_than_a_common_one() {
    let mut stage = stage(120, 34, Lang::En);
    let common = stage.regions().pane(Pane::List).width;
    for columns in [200, 220, 250] {
        stage.resize(columns, 60);
        let list = stage.regions().pane(Pane::List).width;
        assert!(list >= common, "{columns}: {list} of {common}");
    }
}
