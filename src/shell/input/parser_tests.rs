use super::*;

/// Events in words: keys by their names, letters that follow each other together.
fn told(events: &[Event]) -> String {
    let tell = |event: &Event| match event {
        Event::Key(chord) => chord.to_string(),
        Event::Paste(text) => format!("<{}>", text.replace('\r', "␍")),
        Event::Mouse(mouse) => {
            let shift = if mouse.shift { "+shift" } else { "" };
            format!("{:?}{shift}@{},{}", mouse.action, mouse.column, mouse.line)
        }
        Event::CursorAt(column) => format!("cursor at {column}"),
        Event::Ground(rgb) => format!("ground {},{},{}", rgb.red, rgb.green, rgb.blue),
        Event::GroundChanged => "ground changed".to_owned(),
        Event::Answered => "answered".to_owned(),
        Event::PasteBegins => unreachable!("the parser keeps it"),
    };
    events.iter().map(tell).collect::<Vec<_>>().join(" ")
}

/// The events of some reads, one after the other, with a long silence at the end.
fn read(reads: &[&str]) -> String {
    let (mut parser, mut events, now) = (Parser::default(), Vec::new(), Instant::now());
    for bytes in reads {
        parser.feed(bytes.as_bytes(), now, &mut events);
    }
    if parser.deadline().is_some() {
        parser.give_up(&mut events);
    }
    assert_eq!(parser.deadline(), None);
    told(&events)
}

#[test]
fn keys_are_what_terminals_send_for_them() {
    for (bytes, keys) in [
        ("aB 实é", "a B Space 实 é"),
        ("\r\n\t\x7f\x08", "Enter Ctrl-J Tab Backspace Ctrl-H"),
        ("\x01\x1a\x1c\x1d\x1f\0", "Ctrl-A Ctrl-Z Ctrl-\\ Ctrl-] Ctrl-_ Ctrl-Space"),
        ("\x1b[A\x1bOB\x1b[C\x1bOD", "↑ ↓ → ←"),
        ("\x1b[H\x1b[F\x1bOH\x1bOF\x1b[1~\x1b[4~\x1b[7~\x1b[8~", "Home End Home End Home End Home End"),
        ("\x1b[2~\x1b[3~\x1b[5~\x1b[6~", "Insert Delete PgUp PgDn"),
        ("\x1bOP\x1bOS\x1b[11~\x1b[15~\x1b[17~\x1b[24~\x1b[34~", "F1 F4 F1 F5 F6 F12 F20"),
        ("\x1b[[A\x1b[[E", "F1 F5"),
        ("\x1b[1;2A\x1b[1;3B\x1b[1;5C\x1b[1;6D", "Shift-↑ Alt-↓ Ctrl-→ Ctrl-Shift-←"),
        (
            "\x1b[3;5~\x1b[5;2~\x1b[1;2P\x1b[1;5H\x1bO5C\x1bO2P",
            "Ctrl-Delete Shift-PgUp Shift-F1 Ctrl-Home Ctrl-→ Shift-F1",
        ),
        ("\x1b[Z\x1b[27;2;9~\x1b[9;2u", "Shift-Tab Shift-Tab Shift-Tab"),
        // rxvt.
        ("\x1b[a\x1bOd\x1b[5$\x1b[5^\x1b[5@", "Shift-↑ Ctrl-← Shift-PgUp Ctrl-PgUp Ctrl-Shift-PgUp"),
        // The keypad in its application mode.
        ("\x1bOM\x1bOp\x1bOy\x1bOk\x1bOo\x1bOX", "Enter 0 9 + / ="),
        // Alt.
        ("\x1bb\x1bB\x1b1\x1b\x7f\x1b\r\x1b实", "Alt-B Alt-B Alt-1 Alt-Backspace Alt-Enter Alt-实"),
        ("\x1b\x1b[A\x1b\x1bOB\x1b\x1b[5~\x1b\x1b[1;5C", "Alt-↑ Alt-↓ Alt-PgUp Ctrl-Alt-→"),
        // xterm's modifyOtherKeys.
        ("\x1b[27;5;99~\x1b[27;2;13~\x1b[27;5;93~\x1b[27;6;65~", "Ctrl-C Enter Ctrl-] Ctrl-A"),
        ("\x1b[27;2;65~\x1b[27;3;97~", "A Alt-A"),
    ] {
        assert_eq!(read(&[bytes]), keys, "{bytes:?}");
    }
}

#[test]
fn kitty_tells_keys_apart_that_others_do_not() {
    for (bytes, keys) in [
        ("\x1b[99;5u\x1b[106;5u\x1b[13u\x1b[13;2u\x1b[27u", "Ctrl-C Ctrl-J Enter Enter Esc"),
        ("\x1b[97;;97u\x1b[97:65;2;65u\x1b[97:65;2u\x1b[231;;231u", "a A A ç"),
        ("\x1b[97;1:1u\x1b[97;1:2u\x1b[97;1:3u\x1b[1;1:3A\x1b[3;1:3~", "a a"),
        ("\x1b[57414u\x1b[57399u\x1b[57419;3u\x1b[57376u", "Enter 0 Alt-↑ F13"),
        // With Caps Lock and Num Lock on.
        ("\x1b[99;69u\x1b[1;129A", "Ctrl-C ↑"),
        // Of a Russian keyboard; Shift alone; with Super.
        ("\x1b[1089::99;5u\x1b[57441;2u\x1b[99;9u", "Ctrl-C"),
    ] {
        assert_eq!(read(&[bytes]), keys, "{bytes:?}");
    }
}

#[test]
fn where_the_cursor_is_is_told_below_the_first_line() {
    assert_eq!(read(&["\x1b[2;3Rx"]), "cursor at 3 x");
    assert_eq!(read(&["\x1b[1;2R"]), "Shift-F3");
}

#[test]
fn reports_are_no_keys_and_swallow_none() {
    for report in [
        "\x1b[?2026;2$y",
        "\x1b[?1;0$y",
        "\x1b[4;1$y",
        "\x1b[>0;276;0c",
        "\x1b[=1c",
        "\x1b[?0u",
        "\x1b[0n",
        "\x1b[I\x1b[O",
        "\x1b[8;40;120t",
        "\x1b[48;40;120;800;1200t",
        "\x1b[31m",
        "\x1bP>|XTerm(390)\x1b\\",
        "\x1bP1$r0m\x1b\\",
        "\x1bP!|00000000\x1b\\",
        "\x1b_Gi=31;OK\x1b\\",
        "\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
        "\x1b]4;1;rgb:cccc/0000/0000\x07",
        "\x1b]52;c;YWJj\x07",
        "\x1b]lTitel 实\x1b\\",
        "\x1b\\",
        "\u{9b}",
    ] {
        assert_eq!(read(&[&format!("{report}x")]), "x", "{report:?}");
        assert_eq!(read(&[&format!("a{report}\x03")]), "a Ctrl-C", "{report:?}");
        // Split anywhere but behind its ESC, which alone is a key.
        for at in (2..report.len()).filter(|at| report.is_char_boundary(*at)) {
            assert_eq!(read(&[&report[..at], &report[at..], "x"]), "x", "{report:?} at {at}");
        }
    }
}

#[test]
fn a_report_that_is_cut_does_not_swallow_the_keys_behind_it() {
    for cut in [
        "\x1b[<",
        "\x1b[<0;35",
        "\x1b[?2026;",
        "\x1b[?997;1",
        "\x1b]11;rgb:ff",
        "\x1bP>|XTe",
        "\x1b[M",
        "\x1b[27;5",
    ] {
        assert_eq!(read(&[cut]), "", "{cut:?}: nothing is left of it");
        assert_eq!(read(&[&format!("{cut}\x03")]), "Ctrl-C", "{cut:?}");
        assert_eq!(read(&[cut, "\x03"]), "Ctrl-C", "{cut:?}");
        assert_eq!(read(&[cut, "\r"]), "Enter", "{cut:?}");
        assert_eq!(read(&[cut, "\x1b[B"]), "↓", "{cut:?}");
    }
    assert_eq!(read(&["\x1b[<hello"]), "h e l l o");
    assert_eq!(read(&["\x1b[?997j"]), "j");
    assert_eq!(read(&["\x1b]11;rgb:ffq"]), "q");
}

#[test]
fn a_sequence_may_come_in_pieces() {
    for (reads, keys) in [
        (&["\x1b", "[B"][..], "↓"),
        (&["\x1b[", "1;", "5", "C"], "Ctrl-→"),
        (&["\x1b", "O", "P"], "F1"),
        (&["\x1b", "\x1b", "[A"], "Alt-↑"),
        (&["\x1b[200", "~a\x1b[20", "1~b"], "<a> b"),
        (&["\x1b[200~a\x1b", "[31mb\x1b[201~"], "<a\u{1b}[31mb>"),
        // Typed one after the other, however fast.
        (&["\x1b", "x"], "Esc x"),
        (&["\x1b", "\r"], "Esc Enter"),
        (&["\x1b", "\x1b"], "Esc Esc"),
        (&["\x1b\x03"], "Esc Ctrl-C"),
        (&["\x1b\x1bj"], "Esc Alt-J"),
        (&["\x1b["], "Alt-["),
        (&["\x1b"], "Esc"),
    ] {
        assert_eq!(read(reads), keys, "{reads:?}");
    }
    let bytes = "实".as_bytes();
    let (mut parser, mut events) = (Parser::default(), Vec::new());
    parser.feed(&bytes[..1], Instant::now(), &mut events);
    parser.feed(&bytes[1..], Instant::now(), &mut events);
    assert_eq!(told(&events), "实");
    parser.feed(b"\xff\xe5x\x80", Instant::now(), &mut events);
    assert_eq!(told(&events), "实 x");
}

#[test]
fn what_goes_on_slowly_gets_no_more_time() {
    let (mut parser, mut events, start) = (Parser::default(), Vec::new(), Instant::now());
    parser.feed(b"\x1b]11;", start, &mut events);
    let deadline = parser.deadline().unwrap();
    assert_eq!(deadline, start + SEQUENCE);
    parser.feed(b"a", start + SEQUENCE / 2, &mut events);
    assert_eq!(parser.deadline(), Some(deadline));
}

#[test]
fn a_paste_is_whole_and_ends_even_where_its_end_was_lost() {
    assert_eq!(read(&["\x1b[200~a\rb\x03\x1b[A\x1b[201~c"]), "<a␍b\u{3}\u{1b}[A> c");
    assert_eq!(read(&["\x1b[200~no end\x1b[20"]), "<no end\u{1b}[20>");
    assert_eq!(read(&["\x1b[200~\x1b[201~x"]), "<> x");
}

#[test]
fn the_mouse_is_understood_in_every_dialect() {
    for (bytes, told) in [
        ("\x1b[<0;12;3M\x1b[<0;12;3m", "Press@11,2 Release@11,2"),
        ("\x1b[<32;12;3M\x1b[<64;1;1M\x1b[<65;1;1M", "Drag@11,2 WheelUp@0,0 WheelDown@0,0"),
        ("\x1b[<4;12;3M\x1b[<2;1;1M\x1b[<35;1;1M", "Press+shift@11,2"),
        ("\x1b[M !!\x1b[M#!!x", "Press@0,0 Release@0,0 x"),
        ("\x1b[32;12;3M\x1b[35;12;3Mx", "Press@11,2 Release@11,2 x"),
        ("\x1b[<0;99999999;3Mx", "x"),
    ] {
        assert_eq!(read(&[bytes]), told, "{bytes:?}");
    }
}

#[test]
fn answers_about_the_ground_are_read_in_every_notation() {
    for (bytes, told) in [
        ("\x1b]11;rgb:0000/2b2b/3636\x07", "ground 0,43,54"),
        ("\x1b]11;rgb:ff/FF/f0\x1b\\", "ground 255,255,240"),
        ("\x1b]11;rgba:1e1e/1e1e/2e2e/ffff\x1b\\", "ground 30,30,46"),
        ("\x1b]11;#fdf6e3\x07", "ground 253,246,227"),
        ("\x1b]11;rgb:f/0/8\x07", "ground 255,0,136"),
        ("\x1b]11;rgb:/0/8\x07\x1b]11;#\x07\x1b]11;rgb:fffff/0/0\x07\x1b]11;?\x07x", "x"),
        ("\x1b[?62;22c\x1b[?997;2n\x1b[?996n", "answered ground changed"),
    ] {
        assert_eq!(read(&[bytes]), told, "{bytes:?}");
    }
}
