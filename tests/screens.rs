//! Key scripts to screens.

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
fn three_panes_side_by_side() {
    assert_snapshot!(stage(120, 24, Lang::Zh).enter("InvalidDBInstanceId").text());
}

#[test]
fn the_detail_under_tree_and_list() {
    assert_snapshot!(stage(84, 26, Lang::En).enter("backup set").text());
}

#[test]
fn one_pane_at_a_time() {
    let mut stage = stage(44, 14, Lang::Zh);
    let list = stage.text();
    let detail = stage.press("Tab").text();
    let tree = stage.press("Tab").text();
    assert_snapshot!([list, detail, tree].join("\n\n"));
}

#[test]
fn the_help_lists_every_key_and_filters() {
    let mut stage = stage(100, 40, Lang::Zh);
    let whole = stage.press("F1").text();
    let filtered = stage.enter("复制").text();
    assert_snapshot!([whole, filtered].join("\n\n"));
}

#[test]
fn the_menu_of_forms() {
    let mut stage = stage(100, 24, Lang::En);
    assert_snapshot!(stage.press("ctrl-y Down").text());
    stage.press("Enter");
    assert_eq!(
        stage.copied().unwrap(),
        stage.state.catalog.entries().find_map(|entry| entry.message()).unwrap()
    );
}

#[test]
fn nothing_found_is_said() {
    assert_snapshot!(stage(80, 16, Lang::Zh).enter("zzzzqqqq").text());
}

#[test]
fn frames_can_do_without_box_characters() {
    let mut stage = stage(90, 20, Lang::En);
    stage.theme = Theme::new(Palette::Mono, true, Frames::Drawn);
    let text = stage.press("ctrl-t Tab Tab").text();
    assert!(!text.contains(['─', '│', '┌', '▸', '▾', '┃']), "{text}");
    assert_snapshot!(text);
}

#[test]
fn without_frames_nothing_but_text_is_left() {
    let mut stage = stage(120, 16, Lang::En);
    stage.theme = Theme::new(Palette::Auto, false, Frames::None);
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

/// A frame's right side stands in the same column on every line, whatever stands before it.
#[test]
fn frames_stay_straight_beside_wide_glyphs() {
    let mut stage = stage(120, 40, Lang::Zh);
    for columns in 110..140 {
        stage.resize(columns, 40);
        let screen = stage.screen();
        for line in &screen[2..38] {
            assert!(line.ends_with(['│', '┃']), "{columns}: {line}");
            assert_eq!(Measure::Narrow.columns(line), usize::from(columns), "{line}");
        }
    }
}

#[test]
fn an_overlay_over_half_a_wide_glyph_keeps_its_frame() {
    let mut stage = stage(101, 30, Lang::Zh);
    stage.enter("余额").press("ctrl-y");
    for columns in 70..130 {
        stage.resize(columns, 30);
        let overlay = stage.regions().overlay().unwrap();
        let buffer = stage.buffer();
        for y in overlay.top() + 1..overlay.bottom() - 1 {
            assert_eq!(buffer[(overlay.left(), y)].symbol(), "│");
            let before = buffer[(overlay.left() - 1, y)].symbol();
            assert!(Measure::Narrow.columns(before) < 2, "{before:?} reaches into the overlay");
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
        // The right half of a wide character stands for it.
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
    assert!(quotes > 3, "the first entries have quotes");
}

#[test]
fn a_text_shown_from_its_middle_starts_with_a_sign_that_all_terminals_draw_alike() {
    for measure in [Measure::Narrow, Measure::Wide] {
        let mut stage = Stage::new(120, 40, Setup { measure, ..setup(Lang::En) });
        stage.enter("msg:processing");
        let list = stage.regions().inside(Pane::List);
        let buffer = stage.buffer();
        let lines = (list.top()..list.bottom()).map(|y| {
            let cells = (list.left()..list.right()).map(|x| buffer[(x, y)].symbol());
            cells.collect::<String>().trim().to_owned()
        });
        let cut: Vec<String> = lines.filter(|line| line.starts_with(['.', '…'])).collect();
        assert!(!cut.is_empty(), "{}", stage.text());
        for line in cut {
            assert!(line.starts_with(".."), "{line}");
            assert!(line.contains("processing"), "{line}");
        }
    }
}

#[test]
fn a_click_selects_and_a_double_click_copies() {
    let mut stage = stage(120, 30, Lang::Zh);
    let list = stage.regions().inside(Pane::List);
    stage.mouse(Gesture::Click, list.x + 8, list.y + 4);
    assert_eq!(stage.state.list.view.cursor(), 2);
    stage.mouse(Gesture::DoubleClick, list.x + 8, list.y + 6);
    assert_eq!(stage.copied(), Some("IncompleteSignature"));
    stage.mouse(Gesture::Wheel(1), list.x, list.y);
    assert_eq!(stage.state.list.view.offset(), 3);
}

#[test]
fn all_entries_of_one_code_are_listed_and_no_others() {
    let mut stage = stage(120, 30, Lang::En);
    for code in ["Forbidden", "Invalid<parameter name>.Malformed"] {
        stage.press("ctrl-u").enter(code).press("Tab");
        assert_eq!(&*stage.state.catalog.entry(stage.state.shown().unwrap()).code(), code);
        stage.press("a");
        let catalog = &stage.state.catalog;
        let listed: Vec<_> = stage.state.list.hits.iter().map(|hit| hit.entry).collect();
        assert_eq!(listed, Vec::from_iter(catalog.by_code(code)), "{}", stage.state.search.text());
        assert!(!listed.is_empty());
    }
}

#[test]
fn a_border_is_dragged() {
    let mut stage = stage(120, 30, Lang::Zh);
    let before = stage.regions().pane(Pane::Tree).width;
    stage.mouse(Gesture::Click, before - 1, 10).mouse(Gesture::Drag(40, 50), 48, 10);
    stage.mouse(Gesture::Release, 48, 10);
    assert_eq!(stage.regions().pane(Pane::Tree).width, 48);
    stage.mouse(Gesture::Drag(10, 10), 12, 10);
    assert_eq!(stage.regions().pane(Pane::Tree).width, 48, "let go is let go");
}

#[test]
fn the_mouse_is_left_alone_when_it_is_off() {
    let mut stage = stage(120, 30, Lang::Zh);
    stage.press("F2");
    let list = stage.regions().inside(Pane::List);
    stage.mouse(Gesture::Click, list.x + 8, list.y + 4);
    assert_eq!(stage.state.list.view.cursor(), 0);
    stage.take_in(Msg::ToastSeen(1));
    assert!(stage.state.toast.is_none());
}

#[test]
fn the_footer_shows_as_many_keys_as_fit() {
    for lang in [Lang::Zh, Lang::En] {
        let mut stage = stage(120, 24, lang);
        for columns in 20..160u16 {
            stage.resize(columns, 24);
            let footer = stage.screen().pop().unwrap();
            let hints = alierr::app::footer::hints(&stage.state, columns < 70);
            let room = usize::from(columns) - Measure::Narrow.columns(&footer);
            for hint in hints {
                let said = format!("{} {}", hint.chord, hint.label);
                assert!(
                    footer.contains(&said) || Measure::Narrow.columns(&said) + 2 > room,
                    "{columns}: {said:?} fits in {footer:?}"
                );
            }
        }
        stage.resize(80, 24);
        assert!(stage.screen().pop().unwrap().contains("F1"), "how to see all keys is seen where it fits");
    }
}

#[test]
fn a_finding_that_is_cut_says_so() {
    let mut stage = stage(84, 26, Lang::En);
    let text =
        format!("Code: InvalidParameter\nMessage: {}", "The parameter of something is not valid. ".repeat(9));
    let catalog = std::sync::Arc::clone(&stage.state.catalog);
    let diagnosis = std::sync::Arc::new(alierr::diagnose::Engine::new(catalog.clone()).diagnose(&text));
    stage.take_in(Msg::Diagnosed { id: 0, text: text.into(), diagnosis, catalog });
    assert!(stage.screen()[3].trim_end_matches(['│', '┃', ' ']).ends_with('…'), "{}", stage.text());
}

const PIPED: &str = concat!(
    "ErrorCode: InvalidParameter.ValueExceeded\nMessage: The value of Cpu exceeded, max: 64.\n",
    "RequestId: 1D2E3F4A-5B6C-5D7E-9F80-AB1C2D3E4F50\nHTTP Status: 400 ecs.aliyuncs.com"
);

/// A browser that was started on a text.
fn piped(columns: u16, lines: u16, lang: Lang, text: &str) -> Stage {
    let engine = alierr::diagnose::Engine::new(Catalog::embedded().into());
    let findings = Some(engine.diagnose(text).into());
    Stage::new(columns, lines, Setup { findings, ..setup(lang) })
}

#[test]
fn what_an_error_means_is_seen_before_anything_else_of_it() {
    let screens = [(80, 24), (40, 10)].map(|(columns, lines)| piped(columns, lines, Lang::Zh, PIPED).text());
    assert_snapshot!(screens.join("\n\n"));
    for (columns, lines) in [(80, 24), (70, 20), (100, 24), (60, 20), (40, 10), (120, 24)] {
        for (lang, names) in [(Lang::Zh, ["说明", "建议"]), (Lang::En, ["Meaning", "Advice"])] {
            for text in [PIPED, "Code: Forbidden.RAM", "Code: NoSuchThing.NotFound\nMessage: x"] {
                let mut stage = piped(columns, lines, lang, text);
                let text = stage.text();
                let wanted = if lines < 20 { &names[..1] } else { &names };
                assert!(wanted.iter().all(|name| text.contains(name)), "{columns}x{lines}:\n{text}");
            }
        }
    }
}

#[test]
fn how_to_leave_the_findings_and_to_see_all_keys_is_told_on_common_screens() {
    for (columns, lines) in [(80, 24), (40, 10)] {
        for lang in [Lang::Zh, Lang::En] {
            let mut stage = piped(columns, lines, lang, PIPED);
            let footer = |stage: &mut Stage| stage.screen().pop().unwrap();
            let told = footer(&mut stage);
            assert!(told.contains("Esc ") && told.contains("F1 ") && told.contains("Tab "), "{told}");
            let left = footer(stage.press("Esc Down"));
            assert!(left.contains("F1 ") && (columns < 80 || left.contains("F4 ")), "{left}");
            let listed = footer(stage.press("alt-a"));
            assert!(listed.contains("F1 ") && (columns < 80 || listed.contains("Ctrl-O ")), "{listed}");
        }
    }
}

/// Whoever sees no colours sees by form what has the focus.
#[test]
fn the_focus_is_seen_without_colours() {
    let mut stage = stage(120, 24, Lang::En);
    stage.theme = Theme::new(Palette::Mono, false, Frames::Drawn);
    for (keys, title) in [("", "Codes"), ("Tab", "Detail"), ("Tab", "Products")] {
        let top = stage.press(keys).screen()[1].clone();
        let thick: String = top.split(['┓', '┐']).find(|part| part.contains('┏')).unwrap().into();
        assert!(thick.contains(title) && top.matches('┏').count() == 1, "{top}");
    }
}

#[test]
fn the_help_fits_narrow_screens() {
    let mut stage = stage(50, 16, Lang::En);
    let text = stage.press("F1").text();
    assert!(text.contains("status:404      HTTP status"), "filters stand first: {text}");
    assert!(text.contains("Esc back or clear"), "{text}");
    let text = stage.press("End").text();
    assert!(text.contains("delete to the end"), "editing keys stand last: {text}");
    for lang in [Lang::Zh, Lang::En] {
        let mut stage = self::stage(40, 10, lang);
        let text = stage.press("F1").enter("ctrl-").text();
        assert!(text.lines().all(|line| Measure::Narrow.columns(line) <= 40), "{text}");
    }
    let mut stage = self::stage(40, 10, Lang::Zh);
    let text = stage.press("F1").enter("1-9").text();
    assert!(text.contains("1-9          跳到同码错误     详情 │"), "{text}");
}

#[test]
fn the_help_says_where_keys_work_in_a_column() {
    let mut stage = stage(80, 24, Lang::Zh);
    stage.press("F1").press(&"Down ".repeat(11));
    let screen = stage.screen();
    for (key, tag) in [("Enter y ", "y: 详情/产品树 "), ("  o  ", "详情/产品树 "), ("  m  ", "复制菜单 ")]
    {
        let line = screen.iter().find(|line| line.contains(key)).unwrap();
        let line = line.replace(['┃', '│'], "|");
        assert!(line.contains(&format!("{tag}|")), "{}", screen.join("\n"));
    }
    let text = stage.press("End").text();
    assert!(text.contains("列表 │") || text.contains("列表 ┃"), "{text}");
}

#[test]
fn a_click_on_its_sign_folds_a_node() {
    let mut stage = stage(120, 30, Lang::En);
    let tree = stage.regions().inside(Pane::Tree);
    let rows = stage.state.tree.rows().len();
    // The third row is the first product, its sign two columns in.
    stage.mouse(Gesture::Click, tree.x + 2, tree.y + 2);
    assert!(stage.state.tree.rows().len() > rows, "{}", stage.text());
    assert_eq!((stage.state.pane, stage.state.tree.view.cursor()), (Pane::Tree, 2));
    stage.mouse(Gesture::Click, tree.x + 2, tree.y + 2);
    assert_eq!(stage.state.tree.rows().len(), rows);
    // A click on the name chooses it only.
    stage.mouse(Gesture::Click, tree.x + 8, tree.y + 3);
    assert_eq!((stage.state.tree.rows().len(), stage.state.tree.view.cursor()), (rows, 3));
}

#[test]
fn the_wheel_scrolls_what_is_under_the_pointer_and_leaves_the_focus() {
    let mut stage = stage(80, 16, Lang::En);
    for pane in [Pane::Tree, Pane::List, Pane::Detail] {
        let inside = stage.regions().inside(pane);
        stage.mouse(Gesture::Wheel(1), inside.x + 1, inside.y + 1);
    }
    let state = &stage.state;
    assert_eq!(state.pane, Pane::List);
    assert!(state.tree.view.offset() > 0 && state.list.view.offset() > 0 && state.detail.scroll.offset() > 0);
}

#[test]
fn the_borders_of_the_detail_are_dragged() {
    let mut stage = stage(120, 30, Lang::Zh);
    let x = stage.regions().pane(Pane::Detail).x;
    stage.mouse(Gesture::Click, x, 10).mouse(Gesture::Drag(50, 30), 60, 10).mouse(Gesture::Release, 60, 10);
    assert_eq!(stage.regions().pane(Pane::Detail).width, 60);
    stage.resize(90, 30);
    let y = stage.regions().pane(Pane::Detail).y;
    stage.mouse(Gesture::Click, 40, y).mouse(Gesture::Drag(50, 30), 40, 9).mouse(Gesture::Release, 40, 9);
    assert_eq!(stage.regions().pane(Pane::Detail).height, 28 * 70 / 100);
}

#[test]
fn a_megabyte_in_every_cell_is_drawn_like_any_other() {
    let long = "长cell ".repeat(125_000);
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
    let file: ProductFile = serde_json::from_str(file.leak()).unwrap();
    let mut stage = Stage::over(Catalog::from_files([file], Supplier::User), 120, 40, setup(Lang::Zh));
    // Searching such texts has a thread of its own.
    stage.patient = true;
    for keys in ["a", "Down", "Tab", "Down", "Tab", "Down", "Right", "Down", "Tab", "Down"] {
        stage.press(keys);
        let screen = stage.screen();
        assert!(screen.iter().all(|line| Measure::Narrow.columns(line) <= 120));
    }
}
