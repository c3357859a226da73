//! Input in one burst, in pieces and at the wrong time: no key is lost, and none is made up.
#![cfg(target_os = "linux")]

mod teletype;

use std::time::{Duration, Instant};

use teletype::{Script, eventually};

const QUIT: &str = "\x03";
const DOWN: &str = "\x1b[B";
const PAUSE: Duration = Duration::from_millis(25);

#[test]
fn a_burst_of_keys_is_followed_by_the_key_behind_it() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("entries · ").quiet(Duration::from_millis(100));
    let start = Instant::now();
    tty.send(DOWN.repeat(5000)).send(QUIT);
    assert!(tty.end().success());
    eprintln!("5,000 keys: {:?}", start.elapsed());
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    tty.is_sane();
}

#[test]
fn a_burst_moves_by_each_of_its_keys() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("entries · ").quiet(PAUSE * 8);
    let first = tty.glass().text();
    tty.send(DOWN).until("the second row", |glass| glass.text() != first).quiet(PAUSE * 4);
    let second = tty.glass().text();
    tty.send(DOWN.repeat(400)).send("\x1b[A".repeat(400));
    let is_back = || {
        tty.quiet(PAUSE * 12);
        tty.glass().text() == second
    };
    assert!(eventually(Duration::from_secs(15), is_back), "{}", tty.glass().text());
}

#[test]
fn reports_neither_swallow_keys_nor_leak_as_text() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("entries · ");
    for report in [
        "\x1b[?2026;2$y",
        "\x1b[?997;1n",
        "\x1b[<",
        "\x1b[?62;22c",
        "\x1b[>41;390;0c",
        "\x1bP>|XTerm(390)\x1b\\",
        "\x1b[?0u",
        "\x1b_Gi=1;OK\x1b\\",
        "\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
        "\x1b]11;rgb:0000/",
        "\x1bP1$r",
    ] {
        tty.send(report);
        std::thread::sleep(Duration::from_millis(300));
        tty.send("thrott").see(" thrott ").send("\x15").see_no_more(" thrott ");
        // The same without a pause, where what comes behind cannot belong to it.
        tty.send(format!("{report}\x1b[Cquota")).see(" quota ").send("\x15").see_no_more(" quota ");
    }
    tty.send("\x1b[<0;3").send(QUIT);
    assert!(tty.end().success());
}

#[test]
fn a_sequence_that_comes_in_pieces_is_one_key() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    // The first key replaces the welcome by the first entry.
    tty.see("entries · ").send(DOWN).quiet(PAUSE * 8);
    tty.send(DOWN.repeat(3)).quiet(PAUSE * 8);
    let selected = |text: String| text.lines().find(|line| line.contains("│▌")).map(str::to_owned);
    let third = selected(tty.glass().text());
    tty.send("\x1b[A".repeat(3))
        .until("the first row", |glass| selected(glass.text()) != third)
        .quiet(PAUSE * 8);
    for pieces in [&["\x1b", "[B"][..], &["\x1b[", "B"], &["\x1b", "O", "B"]] {
        for piece in pieces {
            tty.send(piece);
            std::thread::sleep(PAUSE);
        }
    }
    tty.until("the row three rows below", |glass| selected(glass.text()) == third).send("x").see(" x ");
}

#[test]
fn lines_that_are_pasted_without_brackets_are_diagnosed_and_nothing_is_copied() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("entries · ").send("Code: Throttling.User\rMessage: Request was denied.\rRequestId: 1-2-3\r");
    tty.see("Diagnosis").see("Throttling.User").quiet(Duration::from_millis(200));
    assert!(!tty.glass().was_sent("\x1b]52"), "nothing is copied");
}

#[test]
fn a_long_log_that_is_pasted_without_brackets_is_one_paste() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    let line = "2026-11-27 ERROR Code: Throttling.User, Message: Request was denied\r";
    tty.see("entries · ").send(line.repeat(500)).see("Diagnosis").see("500");
    assert!(!tty.glass().was_sent("\x1b]52"), "nothing is copied");
}

#[test]
fn a_line_with_its_end_in_one_read_is_typed_and_entered() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("entries · ").send("invdbinstidnf\r").see("Sent to the terminal");
}

#[test]
fn the_answer_about_the_ground_is_no_text_however_late_it_comes() {
    let answer = "\x1b]11;rgb:fdfd/f6f6/e3e3\x07\x1b[?62;22c";
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.until("the question", |glass| glass.was_sent("\x1b]11;?"));
    tty.see("entries · ").send(answer).send("quota").see(" quota ").send(QUIT);
    assert!(tty.end().success());
    // Who leaves before it has come.
    let mut tty = script.shell("\"$ALIERR\"; stty -icanon -echo min 0 time 5; printf 'left <%s>' \"$(dd bs=99 count=1 2>/dev/null)\"");
    tty.see("entries · ").send(QUIT);
    std::thread::sleep(Duration::from_millis(60));
    tty.send(answer).see("left <>");
}

#[test]
fn a_terminal_whose_ground_is_known_or_shows_questions_is_not_asked() {
    for (name, value) in [("COLORFGBG", "15;0"), ("TERM", "linux"), ("NO_COLOR", "1")] {
        let script = Script::new().with(name, value);
        let mut tty = script.start(&[]);
        tty.see("entries · ").quiet(Duration::from_millis(100));
        assert!(!tty.glass().was_sent("\x1b]11"), "{name}");
    }
}
