//! Random events in random order: the state stays sound and the screen clean.
//!
//! The seed is fixed; `ALIERR_MONKEY=random` takes another one and prints it, `ALIERR_MONKEY=NUMBER` that one. The
//! storm is long and ignored; `.ci/run` runs it, and so does `cargo test --release --test monkey -- --ignored`.

mod dice;
mod stage;

use std::sync::Arc;

use alierr::app::chord::{Chord, Key};
use alierr::app::form::Form;
use alierr::app::keymap::Focus;
use alierr::app::msg::{Gesture, Route};
use alierr::app::pane::Pane;
use alierr::app::rail::Rail;
use alierr::app::viewport::{Scroll, Viewport};
use alierr::app::{Effect, Msg, Setup, State};
use alierr::catalog::{Catalog, ProductFile, Supplier};
use alierr::diagnose;
use alierr::lang::Lang;
use alierr::search::{Hits, Query};
use alierr::text::width::Measure;
use alierr::ui::Theme;
use alierr::ui::theme::{Frames, Palette};
use dice::Dice;
use ratatui::buffer::Buffer;
use serde_json::json;
use stage::Stage;

/// The number of events in the short test (the shower), and in the long one (the storm).
const SHOWER: u32 = 10_000;
const STORM: u32 = 200_000;
/// The number of catalogues among which the events are divided; the first is the embedded one.
const CATALOGUES: u32 = 50;
/// After this many events on average, the screen is checked.
const LOOKED_AT_EVERY: usize = 16;

/// After this many events on average, a search is answered.
const ANSWERED_AFTER: usize = 3;

const PIECES: [&str; 34] = [
    "Invalid",
    "Parameter",
    ".",
    "NotFound",
    "_",
    " ",
    " ",
    "throttl",
    "实例",
    "余额不足",
    "“x”",
    "…",
    "│",
    "\u{1b}[2J",
    "\u{1b}]0;x\u{7}",
    "\u{9b}31m",
    "\r\n",
    "\t",
    "\u{202e}",
    "\u{200b}",
    "e\u{301}\u{302}",
    "👨‍👩‍👧",
    "🇨🇳",
    "\0",
    "status:404",
    "product:",
    "-",
    "\"",
    "category:quota",
    "Code: ",
    "Message: ",
    "LTAI5tQwErTyUiOpAsDfGhJk",
    "ｱｶﾞ",
    "{\"Code\":\"X\"",
];

fn text(dice: &mut Dice, most: usize) -> String {
    (0..dice.roll(most + 1)).map(|_| *dice.pick(&PIECES)).collect()
}

/// A small catalogue with anything that a file could hold.
fn catalogue(dice: &mut Dice) -> Catalog {
    let files = (0..1 + dice.roll(4)).map(|number| {
        let entries: Vec<_> = (0..dice.roll(30))
            .map(|row| {
                let status = if dice.chance(5) { json!(null) } else { json!(*dice.pick(&[200, 400, 403, 404, 429, 500, 503])) };
                let explanation = dice.chance(3).then(|| json!({"zh": text(dice, 8), "origin": "official"}));
                let mut entry = json!({
                    "code": format!("{}{}", *dice.pick(&["A", "Invalid.", "错误"]), text(dice, 4)),
                    "status": status, "message": text(dice, 12), 
                    "sections": if dice.chance(2) { vec![text(dice, 3)] } else { vec![] },
                    "sources": [{"document": text(dice, 2), "rows": [row]}],
                    "note": if dice.chance(5) { json!(text(dice, 4)) } else { json!(null) },
                });
                if let Some(explanation) = explanation {
                    entry["explanation"] = explanation;
                }
                entry
            })
            .collect();
        let name = json!({"zh": text(dice, 4), "en": text(dice, 4)});
        let product = json!({"id": format!("P{number}{}", text(dice, 1)), "name": name, "group": {"zh": text(dice, 2), "en": "g"}});
        json!({"product": product, "entries": entries}).to_string()
    });
    let files: Vec<String> = files.collect();
    let read = |file: String| -> ProductFile { serde_json::from_str(file.leak()).expect("a catalogue") };
    Catalog::from_files(files.into_iter().map(read), Supplier::User)
}

fn chord(dice: &mut Dice) -> Chord {
    const NAMED: [Key; 14] = [
        Key::Enter,
        Key::Esc,
        Key::Tab,
        Key::Backspace,
        Key::Delete,
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Right,
        Key::Home,
        Key::End,
        Key::PageUp,
        Key::PageDown,
        Key::Insert,
    ];
    let key = match dice.roll(10) {
        0..4 => *dice.pick(&NAMED),
        4 => Key::F(u8::try_from(1 + dice.roll(12)).expect("at most twelve")),
        5 => Key::Char(*dice.pick(&['实', '余', '“', '\u{301}', '👍', ' ', '\u{202e}', '…'])),
        _ => Key::Char(char::from(b' ' + u8::try_from(dice.roll(95)).expect("below 95"))),
    };
    Chord { key, ctrl: dice.chance(4), alt: dice.chance(12), shift: dice.chance(10) }.normal()
}

fn event(stage: &mut Stage, dice: &mut Dice) {
    let (columns, lines) = stage.size();
    match dice.roll(100) {
        0..62 => stage.take_in(Msg::Key(chord(dice))),
        62..80 => {
            let gesture = match dice.roll(6) {
                0 | 1 => Gesture::Click,
                2 => Gesture::DoubleClick,
                3 => Gesture::Drag(dice.short(101), dice.short(101)),
                4 => Gesture::Release,
                _ => Gesture::Wheel(if dice.chance(2) { 1 } else { -1 }),
            };
            stage.mouse(gesture, dice.short(columns.saturating_add(2)), dice.short(lines.saturating_add(2)));
        }
        80..86 => {
            let text = text(dice, 12);
            stage.take_in(Msg::Paste(text));
        }
        86..89 => stage.resize(dice.short(301), dice.short(101)),
        89..91 => {
            // Also sizes that are too small to be used, where arithmetic is likely to go wrong.
            stage.resize(dice.short(45), dice.short(14));
        }
        91..93 => {
            // An overlay takes what is pasted for words.
            stage.take_in(Msg::Paste(format!("{}\n{}", text(dice, 12), text(dice, 12))));
            let Some(Effect::Diagnose { id, text }) = stage.wishes.last().cloned() else { return };
            let catalog = Arc::clone(&stage.state.catalog);
            let diagnosis = Arc::new(diagnose::Engine::new(Arc::clone(&catalog)).diagnose(&text));
            // Sometimes the answer is to an older question.
            let id = id - u64::from(dice.chance(10));
            stage.take_in(Msg::Diagnosed { id, text, diagnosis, catalog });
        }
        93 if dice.chance(10) => {
            let catalog = Arc::new(catalogue(dice));
            stage.take_in(Msg::CatalogRead { catalog, faults: vec![text(dice, 3)] });
        }
        94 => stage.take_in(Msg::Copied { form: Form::Code, outcome: Ok(Route::Terminal) }),
        95 => stage.take_in(Msg::Copied { form: Form::Json, outcome: Err(text(dice, 5)) }),
        96 => {
            let read = match dice.roll(3) {
                0 => Ok(text(dice, 9)),
                1 => Err(Some(text(dice, 3))),
                _ => Err(None),
            };
            stage.take_in(Msg::Clipboard(read));
        }
        97 => stage.take_in(Msg::ToastSeen(dice.roll(200) as u64)),
        98 => {
            // An answer that was not asked for.
            let query = Query::parse("x", &stage.state.catalog);
            stage.take_in(Msg::Found { id: dice.roll(3) as u64, query, hits: Hits::default() });
        }
        _ => stage.take_in(Msg::Opened(Err(text(dice, 3)))),
    }
}

fn is_sound(view: &Viewport, len: usize, what: &str) {
    assert_eq!(view.len(), len, "{what}: rows");
    assert!(view.cursor() < len.max(1), "{what}: the cursor is on a row");
    assert!(view.visible().end <= len, "{what}: what is seen is there");
    assert!(
        view.height() == 0 || len == 0 || view.visible().contains(&view.cursor()),
        "{what}: the cursor is seen"
    );
    assert!(view.offset() <= len.saturating_sub(view.height()), "{what}: no line is wasted");
}

fn rail_is_sound(rail: &Rail) {
    let (view, shown) = (&rail.view, rail.view.shown());
    assert!(view.cursor() < rail.rows().len(), "rail: the cursor is on a row");
    assert!(shown.len() <= view.height(), "rail: no more is seen than fits");
    assert!(
        shown.is_sorted() && shown.iter().all(|row| *row < rail.rows().len()),
        "rail: what is seen is there"
    );
    assert!(view.height() < 3 || shown.contains(&view.cursor()), "rail: the cursor is seen");
}

fn text_is_sound(scroll: &Scroll, len: usize, what: &str) {
    assert_eq!(scroll.len(), len, "{what}: lines");
    assert!(scroll.offset() <= len.saturating_sub(scroll.height()), "{what}: no line is wasted");
}

fn state_is_sound(state: &State) {
    is_sound(&state.list.view, state.list.len(), "list");
    assert!(state.list.found().iter().all(|hit| hit.entry.index() < state.catalog.len()), "hits are entries");
    assert!(
        state.list.len() <= state.list.listed() && state.list.listed() <= state.catalog.len(),
        "rows are hits"
    );
    rail_is_sound(&state.rail);
    text_is_sound(&state.detail.scroll, state.detail.lines.len(), "detail");
    if let Some(diagnosis) = &state.diagnosis {
        is_sound(&diagnosis.view, diagnosis.findings().len(), "findings");
    }
    if let Some(menu) = &state.filter_menu {
        assert_eq!(menu.view.len(), menu.values.len(), "values");
        assert!(
            state.search.text().get(menu.replace.clone()).is_some(),
            "a value has its place in the query"
        );
    }
    if let Some(menu) = &state.copy_menu {
        is_sound(&menu.view, menu.forms.len(), "menu");
    }
    if let Some(history) = &state.history {
        is_sound(&history.view, history.rows.len(), "history");
    }
    if let Some(help) = &state.help {
        text_is_sound(&help.scroll, help.lines.len(), "help");
    }
    assert!(state.search.text().is_char_boundary(state.search.caret()), "the caret is between characters");
    // Only one overlay may be open, or a key would act in a hidden one.
    let overlays = [state.help.is_some(), state.history.is_some(), state.copy_menu.is_some()];
    assert!(overlays.into_iter().filter(|open| *open).count() <= 1, "{overlays:?}");
    if !overlays.contains(&true) {
        assert_eq!(state.focus(), Focus::Pane(state.pane));
    }
}

fn picture_is_clean(buffer: &Buffer, measure: Measure) {
    let area = buffer.area;
    for y in area.top()..area.bottom() {
        let mut x = area.left();
        while x < area.right() {
            let symbol = buffer[(x, y)].symbol();
            let bad = |c: char| c.is_control() || "\u{202e}\u{200b}\u{feff}".contains(c);
            assert!(!symbol.contains(bad), "{x},{y}: {symbol:?}");
            let width = u16::try_from(measure.grapheme(symbol)).expect("a cluster is narrow");
            if width == 2 {
                assert!(x + 1 < area.right(), "{x},{y}: {symbol} is cut at the edge");
                assert_eq!(buffer[(x + 1, y)].symbol(), " ", "{x},{y}: {symbol} is cut by its neighbour");
            }
            x += width.max(1);
        }
    }
}

fn stage(number: u32, dice: &mut Dice) -> Stage {
    let catalog = if number == 0 { Catalog::embedded() } else { catalogue(dice) };
    let measure = *dice.pick(&[Measure::Narrow, Measure::Wide]);
    let setup = Setup {
        lang: *dice.pick(&[Lang::Zh, Lang::En]),
        measure,
        mouse: true,
        queries: (0..dice.roll(30)).map(|_| text(dice, 4)).collect(),
        query: text(dice, 2),
        ..Setup::default()
    };
    let mut stage = Stage::over(catalog, dice.short(301), dice.short(101), setup);
    let ascii = measure == Measure::Wide || dice.chance(3);
    let palette = *dice.pick(&[Palette::Auto, Palette::Dark, Palette::Light, Palette::Mono]);
    stage.theme = Theme::new(palette, ascii, if dice.chance(6) { Frames::None } else { Frames::Drawn });
    stage.lay_out();
    stage.patient = true;
    stage
}

fn run(seed: u64, events: u32, catalogues: std::ops::Range<u32>) {
    for number in catalogues {
        let mut dice = Dice::new(seed.wrapping_add(u64::from(number) << 32));
        let mut stage = stage(number, &mut dice);
        for event_number in 0..events / CATALOGUES {
            // A failure is reported with the place where it happened.
            let place = || format!("seed {seed}, catalogue {number}, event {event_number}");
            let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                event(&mut stage, &mut dice);
                if dice.chance(ANSWERED_AFTER) {
                    stage.answer();
                }
                state_is_sound(&stage.state);
                if dice.chance(LOOKED_AT_EVERY) {
                    picture_is_clean(&stage.buffer(), stage.state.measure);
                }
            }));
            if outcome.is_err() {
                panic!("{}", place());
            }
            stage.wishes.clear();
            if stage.state.pane == Pane::Tree && dice.chance(50) {
                stage.press("Tab");
            }
        }
    }
}

#[test]
fn nothing_that_happens_in_any_order_breaks_anything() {
    let_loose(SHOWER);
}

#[test]
#[ignore = "a storm, minutes without optimisation"]
fn nothing_breaks_in_a_storm() {
    let_loose(STORM);
}

fn let_loose(events: u32) {
    let seed = match std::env::var("ALIERR_MONKEY").as_deref() {
        Ok("random") => std::time::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_nanos() as u64),
        Ok(number) => number.parse().expect("ALIERR_MONKEY is `random` or a number"),
        Err(_) => 20_260_101,
    };
    eprintln!("seed {seed}");
    std::thread::scope(|scope| {
        let half = CATALOGUES / 2;
        let first = scope.spawn(move || run(seed, events, 0..half));
        run(seed, events, half..CATALOGUES);
        first.join().expect("the first half of the catalogues");
    });
}
