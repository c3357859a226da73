//! Output to a terminal: colours, links, lines of its width.

use std::io::Read;
use std::num::NonZero;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// What the program writes to a terminal of some columns; `variables` are all its environment.
fn on_terminal(columns: u16, variables: &[(&str, &str)], args: &[&str]) -> String {
    let size = PtySize { rows: 40, cols: columns, pixel_width: 0, pixel_height: 0 };
    let pty = native_pty_system().openpty(size).expect("a pseudo-terminal");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_alierr"));
    command.env_clear();
    for (name, value) in variables {
        command.env(name, value);
    }
    command.args(args);
    command.arg("--builtin-only");
    let mut child = pty.slave.spawn_command(command).expect("the program starts");
    // Only the program has a handle now, so the output ends with it.
    drop(pty.slave);
    let mut reader = pty.master.try_clone_reader().expect("a reader");
    let mut written = Vec::new();
    // Linux reports the end of a terminal as an error.
    let _ = reader.read_to_end(&mut written);
    child.wait().expect("the program ends");
    String::from_utf8(written).expect("the program writes UTF-8")
}

const EXPLAIN: [&str; 2] = ["explain", "Forbidden.RAM"];

#[test]
fn a_terminal_gets_colours_and_lines_of_its_width() {
    let written = on_terminal(50, &[("TERM", "xterm-256color")], &EXPLAIN);
    assert!(
        written.contains("\u{1b}[1mThe RAM user") && written.contains("\u{1b}[33m✎ fix, then retry\u{1b}[0m"),
        "{written:?}"
    );
    assert!(!written.contains("\u{1b}]8"), "{written:?}");
    let size = |size| NonZero::new(size).expect("a terminal has a size");
    let mut parser = vt100::Parser::new(size(200), size(50), 0);
    parser.process(written.as_bytes());
    let wrapped = (0..200).filter(|&row| parser.screen().row_wrapped(row)).count();
    // Only addresses, commands and policies are longer than a line: they are copied whole.
    let whole = |line: &&str| ["https://", "$ ", "\""].iter().any(|mark| line.contains(mark));
    assert!(wrapped <= 4 * written.lines().filter(whole).count());
}

#[test]
fn who_wants_no_colours_gets_none() {
    for variables in [
        &[("TERM", "xterm-kitty"), ("NO_COLOR", "1")][..],
        &[("TERM", "dumb")],
        &[("TERM", "dumb"), ("WT_SESSION", "1")],
    ] {
        let written = on_terminal(80, variables, &EXPLAIN);
        assert!(
            written.contains("Forbidden.RAM · ECS · HTTP 403") && !written.contains('\u{1b}'),
            "{written:?}"
        );
    }
    let written =
        on_terminal(80, &[("TERM", "xterm-kitty")], &["explain", "Forbidden.RAM", "--color", "never"]);
    assert!(!written.contains('\u{1b}'), "{written:?}");
}

#[test]
fn links_go_to_terminals_that_are_known_to_take_them() {
    let linked =
        |variables: &[(&str, &str)]| on_terminal(80, variables, &EXPLAIN).contains("\u{1b}]8;;https://");
    assert!(linked(&[("TERM", "xterm-kitty")]));
    assert!(linked(&[("TERM", "xterm-256color"), ("VTE_VERSION", "7600")]));
    assert!(!linked(&[("TERM", "xterm-256color"), ("VTE_VERSION", "4999")]));
    assert!(!linked(&[("TERM", "xterm-kitty"), ("TMUX", "/tmp/tmux-0/default,1,0")]));
    assert!(!linked(&[("TERM", "xterm-256color")]));
}

#[test]
fn any_width_is_survived() {
    for columns in [1, 2, 5, 20, 300] {
        for args in [&["explain", "InvalidParameter"][..], &["search", "余额"], &["--help"]] {
            let written = on_terminal(columns, &[("TERM", "xterm")], args);
            assert!(!written.contains("panicked"), "{written}");
        }
    }
}

#[test]
fn a_terminal_that_can_only_print_is_printed_on() {
    let written = on_terminal(80, &[("TERM", "dumb"), ("LANG", "en_US.UTF-8")], &["Forbidden.RAM"]);
    assert!(written.contains("Forbidden.RAM  403  Ecs") && !written.contains('\u{1b}'), "{written:?}");
}

#[test]
fn a_terminal_that_can_only_print_is_not_flooded_by_who_asks_for_nothing() {
    let written = on_terminal(80, &[("TERM", "dumb"), ("LANG", "en_US.UTF-8")], &[]);
    assert!(written.contains("alierr search WORDS") && written.lines().count() < 6, "{written:?}");
}

#[test]
fn a_locale_of_another_character_set_is_warned_of_once() {
    let written = |lang: &str| on_terminal(200, &[("TERM", "xterm"), ("LANG", lang)], &EXPLAIN);
    let chinese = written("zh_CN.GBK");
    assert_eq!(chinese.matches("GBK").count(), 1, "{chinese}");
    assert!(!written("zh_CN.UTF-8").contains("UTF-8"));
}
