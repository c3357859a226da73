use std::num::NonZero;

use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::*;

mod halves;

const COLUMNS: u16 = 30;
const LINES: u16 = 3;
const CLUSTERS: [&str; 6] = ["ｶﾞ", "क्षि", "🇨🇳", "👨‍👩‍👧", "e\u{301}", "☺️"];

fn buffer(pieces: &[(u16, u16, String, Style)]) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, COLUMNS, LINES));
    for (x, y, text, style) in pieces {
        let (end, _) = buffer.set_stringn(*x, *y, text, usize::from(COLUMNS - x), *style);
        // As the canvas does: the right half of a wide glyph has the look of the left half.
        buffer.set_style(Rect::new(*x, *y, end - x, 1), *style);
    }
    buffer
}

fn paint(painter: &mut Painter, before: &Buffer, after: &Buffer) -> Vec<u8> {
    painter.set_size(Size::new(COLUMNS, LINES));
    painter.draw(before.diff_iter(after)).unwrap();
    painter.take()
}

fn link(x: u16, y: u16, columns: u16, url: &str) -> Link {
    Link { area: Rect::new(x, y, columns, 1), url: url.to_owned() }
}

#[test]
fn a_link_is_written_around_its_text_only() {
    let mut painter = Painter::default();
    let text =
        |text: &str| buffer(&[(0, 0, text.to_owned(), Style::new()), (2, 1, "x".to_owned(), Style::new())]);
    let painted = |painter: &mut Painter, before: &Buffer, after: &Buffer| {
        String::from_utf8(paint(painter, before, after)).expect("it is UTF-8")
    };
    painter.set_links(vec![link(6, 0, 4, "https://a.example/1")]);
    let page = text("page: a.ex");
    let first = painted(&mut painter, &buffer(&[]), &page);
    assert!(first.contains("page: \x1b]8;;https://a.example/1\x1b\\a.ex"), "{first:?}");
    // The cursor may move on before the link is ended; no text may come before that.
    assert!(first.ends_with("\x1b]8;;\x1b\\x"), "{first:?}");
    // Where it leads is new, its text is not.
    painter.set_links(vec![link(6, 0, 4, "https://a.example/2")]);
    let again = painted(&mut painter, &page, &page);
    assert!(again.contains("\x1b]8;;https://a.example/2\x1b\\a.ex\x1b]8;;\x1b\\"), "{again:?}");
    painter.set_links(Vec::new());
    let none = painted(&mut painter, &page, &page);
    assert!(none.contains("a.ex") && !none.contains("]8;"), "{none:?}");
    assert_eq!(painted(&mut painter, &page, &page), "");
}

fn terminal() -> vt100::Parser {
    let [lines, columns] = [LINES, COLUMNS].map(|size| NonZero::new(size).unwrap());
    vt100::Parser::new(lines, columns, 0)
}

fn styles() -> impl Strategy<Value = Style> {
    let colours = [None, Some(Color::Red), Some(Color::DarkGray), Some(Color::Indexed(200))];
    let modifiers = [Modifier::empty(), Modifier::BOLD, Modifier::REVERSED, Modifier::UNDERLINED];
    let colours = prop::sample::select(colours.to_vec());
    (colours.clone(), colours, prop::sample::select(modifiers.to_vec()))
        .prop_map(|(fg, bg, modifier)| Style { fg, bg, ..Style::new() }.add_modifier(modifier))
}

fn buffers() -> impl Strategy<Value = Buffer> {
    let text =
        prop::sample::select(vec!["a", "实例不存在", "  ", "│", "──", "a…b", "“x”", "                  "]);
    let piece = (0..COLUMNS, 0..LINES, text.prop_map(str::to_owned), styles());
    prop::collection::vec(piece, 0..12).prop_map(|pieces| buffer(&pieces))
}

proptest! {
    #[test]
    fn a_terminal_shows_what_the_buffer_holds(frames in prop::collection::vec(buffers(), 1..4)) {
        let mut painter = Painter::default();
        let mut terminal = terminal();
        let mut before = buffer(&[]);
        // Terminals do not agree on the look of what is left of a glyph that was overwritten by half, and it
        // stays until something is written there.
        let mut torn = [false; (COLUMNS * LINES) as usize];
        for after in frames {
            for (place, torn) in (0..COLUMNS * LINES).zip(&mut torn) {
                let (x, y) = (place % COLUMNS, place / COLUMNS);
                let was_right_half = x > 0 && before[(x - 1, y)].cell_width() > 1;
                *torn = was_right_half || *torn && before[(x, y)] == after[(x, y)];
            }
            terminal.process(&paint(&mut painter, &before, &after));
            for y in 0..LINES {
                for x in 0..COLUMNS {
                    let (cell, shown) = (&after[(x, y)], terminal.screen().cell(y, x).unwrap());
                    if shown.is_wide_continuation() {
                        continue;
                    }
                    let text = if shown.has_contents() { shown.contents() } else { " " };
                    prop_assert_eq!(text, cell.symbol(), "{},{}", x, y);
                    if text == " " && torn[usize::from(y * COLUMNS + x)] {
                        continue;
                    }
                    let pen = Pen::of(cell);
                    prop_assert_eq!(shown.inverse(), pen.modifier.contains(Modifier::REVERSED), "{},{}", x, y);
                    prop_assert_eq!(shown.underline(), pen.modifier.contains(Modifier::UNDERLINED));
                    prop_assert_eq!(shown.bgcolor() == vt100::Color::Default, pen.bg == Color::Reset);
                    if text != " " {
                        prop_assert_eq!(shown.bold(), pen.modifier.contains(Modifier::BOLD));
                        prop_assert_eq!(shown.fgcolor() == vt100::Color::Default, pen.fg == Color::Reset);
                    }
                }
            }
            before = after;
        }
    }
}

proptest! {
    #[test]
    fn clusters_of_doubtful_width_leave_nothing_behind(
        clusters in prop::collection::vec((0..20u16, 0..LINES, prop::sample::select(CLUSTERS.to_vec())), 1..6),
        behind in buffers(),
        after in buffers(),
    ) {
        let mut painter = Painter::default();
        let mut terminal = terminal();
        let mut torn = behind.clone();
        for (x, y, cluster) in clusters {
            torn.set_stringn(x, y, cluster, 8, Style::new());
        }
        for frames in [[&buffer(&[]), &behind], [&behind, &torn], [&torn, &after]] {
            terminal.process(&paint(&mut painter, frames[0], frames[1]));
        }
        for (y, line) in terminal.screen().rows(0, COLUMNS).enumerate() {
            let mut expected = String::new();
            let mut x = 0;
            while x < COLUMNS {
                let cell = &after[(x, y as u16)];
                expected.push_str(cell.symbol());
                x += cell.cell_width().max(1);
            }
            prop_assert_eq!(line.trim_end(), expected.trim_end());
        }
    }
}

#[test]
fn the_other_half_of_an_overwritten_cluster_is_erased() {
    let one = buffer(&[(0, 0, "ｶﾞ".into(), Style::new())]);
    let other = buffer(&[(0, 0, "a".into(), Style::new())]);
    let mut painter = Painter::default();
    paint(&mut painter, &buffer(&[]), &one);
    assert_eq!(String::from_utf8(paint(&mut painter, &one, &other)).unwrap(), "\x1b[H\x1b[Ka");
}

#[test]
fn a_size_is_cut_to_what_a_screen_can_have() {
    let size = |width, height| usable(Size { width, height });
    assert_eq!(size(0, 0), USUAL);
    assert_eq!(size(65535, 3), Size { width: 2000, height: 3 });
    assert_eq!(size(1, 65535), Size { width: 1, height: 1000 });
}

#[test]
fn what_did_not_change_is_not_written() {
    let one = buffer(&[(0, 0, "实例 x".into(), Style::new().red())]);
    let mut painter = Painter::default();
    assert_eq!(
        String::from_utf8(paint(&mut painter, &buffer(&[]), &one)).unwrap(),
        "\x1b[H\x1b[31m实例 x\x1b[m"
    );
    assert_eq!(paint(&mut painter, &one, &one), b"");
}

#[test]
fn a_glyph_that_a_terminal_draws_too_wide_does_not_move_the_next() {
    let one = buffer(&[(0, 0, "a…b".into(), Style::new())]);
    let painted = paint(&mut Painter::default(), &buffer(&[]), &one);
    assert_eq!(String::from_utf8(painted).unwrap(), "\x1b[Ha…\x1b[1;3Hb");
}

#[test]
fn the_sixteen_colours_go_out_as_the_sixteen() {
    let style = Style::new().fg(Color::DarkGray).bg(Color::Blue).bold();
    let one = buffer(&[(0, 0, "x".into(), style)]);
    let painted = paint(&mut Painter::default(), &buffer(&[]), &one);
    assert_eq!(String::from_utf8(painted).unwrap(), "\x1b[H\x1b[1;90;44mx\x1b[m");
}
