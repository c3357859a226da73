//! The program on a real pseudo-terminal: what it does there, and how it leaves it.
#![cfg(target_os = "linux")]

mod teletype;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use portable_pty::{PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use teletype::{Script, eventually, osc52};

const QUIT: &str = "\x03";
const ENTER: &str = "\r";
const TAB: &str = "\t";
const ESC: &str = "\x1b";
const DOWN: &str = "\x1b[B";
const F2: &str = "\x1bOQ";

#[test]
fn what_is_typed_is_found_copied_and_the_terminal_is_left_as_it_was() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("entries · ").is_taken();
    tty.send("invdbinstidnf")
        .see("> invdbinstidnf".trim_start_matches("> "))
        .see("InvalidDBInstanceId.NotFound");
    tty.send(ENTER).see("Sent");
    assert!(tty.glass().was_sent(osc52("InvalidDBInstanceId.NotFound")));
    tty.send(QUIT);
    assert!(tty.end().success());
    tty.is_sane();
}

#[test]
fn chinese_is_typed_shown_and_copied() {
    let script = Script::new().with("LANG", "zh_CN.UTF-8");
    let mut tty = script.start(&[]);
    tty.see("产品").send("余额").see("余额").see("InsufficientBalance");
    tty.send("\x19").see("释义").send("e").see("发给终端");
    let glass = tty.glass();
    let sent = String::from_utf8_lossy(&glass.bytes).into_owned();
    drop(glass);
    let at = sent.find("\x1b]52;c;").expect("a text for the clipboard");
    // Chinese characters in UTF-8 start with 0xE4..0xE9: `5`, `6` in base 64.
    assert!(sent[at + 7..].starts_with(['5', '6']), "{}", &sent[at..at + 20]);
    tty.send(QUIT).end();
    tty.is_sane();
}

#[test]
fn the_real_cursor_stands_behind_what_was_typed() {
    let script = Script::new();
    let mut tty = script.start(&["--lang", "zh"]);
    tty.see("个产品").quiet(Duration::from_millis(200));
    let start = tty.glass().screen().cursor_position();
    tty.send("实例a").until("the caret", |glass| {
        glass.screen().cursor_position() == (0, start.1 + 5) && !glass.screen().hide_cursor()
    });
    tty.send(TAB).until("no cursor without a text field", |glass| glass.screen().hide_cursor());
}

#[test]
fn a_paste_is_one_event_and_an_error_in_it_is_diagnosed() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("entries · ");
    tty.paste("{\n \"Code\": \"InvalidParameter\",\r\n \"Message\": \"q\x07\"\n}")
        .see("Diagnosis")
        .see("InvalidParameter");
    tty.send(ESC).see("Products");
    // Keys in a paste do nothing.
    tty.paste("plain\x03words").see("plain");
    assert!(tty.glass().screen().alternate_screen());
}

#[test]
fn a_big_paste_does_not_hang_the_keys() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("entries · ");
    let text = "ERROR some line of a log, and another Code: Throttling.User and so on\n".repeat(15_000);
    tty.paste(&text).see("Diagnosis").send(ESC).see("Products");
}

#[test]
fn a_pipe_is_diagnosed_and_the_keys_come_from_the_terminal() {
    let script = Script::new();
    let mut tty = script.shell("echo 'Code: Throttling.User, Message: x' | \"$ALIERR\"; echo status $?");
    tty.see("Throttling.User").is_taken().send(QUIT).see("status 0");
    tty.end();
    tty.is_sane();
}

#[test]
fn a_stopped_program_gives_the_terminal_back_and_redraws_when_it_goes_on() {
    let script = Script::new();
    let mut tty = script.shell("set -m; \"$ALIERR\"; echo it stopped; read line; fg; echo status $?");
    tty.see("entries · ").is_taken().send("throttl").see("throttl");
    tty.send("\x1a").see("it stopped").is_sane();
    tty.send("on\n").see("throttl").is_taken();
    tty.send("ing").see("throttling").send(QUIT).see("status 0");
    tty.end();
    tty.is_sane();
}

#[test]
fn what_waits_for_the_program_is_stopped_with_it() {
    // As under `cargo run`: the shell waits for a parent process in the same job.
    let script = Script::new();
    let mut tty =
        script.shell("set -m; sh -c '\"$ALIERR\"; exit 7'; echo it stopped; read line; fg; echo status $?");
    tty.see("Products").send("\x1a").see("it stopped").is_sane();
    tty.send("on\n").see("Products").send(QUIT).see("status 7");
}

#[test]
fn where_nobody_could_continue_it_the_program_does_not_stop() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("entries · ").send("\x1a").see("no shell").send("x").see(" x").send(QUIT);
    assert!(tty.end().success());
}

#[test]
fn a_program_that_was_stopped_unasked_takes_the_terminal_over_again() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("entries · ");
    let before = tty.glass().bytes.len();
    tty.signal(Signal::STOP).signal(Signal::CONT);
    tty.until("a whole frame", |glass| String::from_utf8_lossy(&glass.bytes[before..]).contains("Products"));
    tty.is_taken().send("x").see(" x");
}

#[test]
fn a_redraw_asked_for_does_not_end_the_program() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("entries · ");
    let before = tty.glass().bytes.len();
    tty.send("\x0c")
        .until("a whole frame", |glass| String::from_utf8_lossy(&glass.bytes[before..]).contains("Products"));
    tty.send("x").see(" x").send(QUIT);
    assert!(tty.end().success());
}

#[test]
fn signals_end_the_program_and_restore_the_terminal() {
    let at_the_end = [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT];
    let unexpected = [Signal::USR1, Signal::USR2, Signal::ALARM, Signal::XCPU, Signal::XFSZ, Signal::ABORT];
    for signal in at_the_end.into_iter().chain(unexpected) {
        let script = Script::new();
        let mut tty = script.start(&[]);
        tty.see("entries · ").is_taken().signal(signal);
        let status = tty.end();
        assert!(status.signal().is_some(), "{signal:?}: {status:?}");
        tty.is_sane();
    }
}

#[test]
fn a_program_that_aborts_leaves_a_sane_terminal() {
    let script = Script::new().with("ALIERR_REHEARSE_FAULT", "abort");
    let mut tty = script.start(&[]);
    tty.see("entries · ").is_taken().send("x");
    assert!(tty.end().signal().is_some());
    tty.is_sane();
}

#[test]
fn a_fault_on_any_thread_leaves_a_sane_terminal_a_sentence_and_a_report() {
    for thread in ["loop", "worker"] {
        let script = Script::new().with("ALIERR_REHEARSE_FAULT", thread);
        let mut tty = script.start(&[]);
        if thread == "loop" {
            tty.see("entries · ").send("x");
        }
        tty.see("a fault in the program itself: a fault on purpose").see("a report is in");
        assert_eq!(tty.end().exit_code(), 101);
        tty.is_sane();
        let folder = script.home().join(".local/state/alierr/reports");
        let path = fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
        let report = fs::read_to_string(&path).unwrap();
        assert!(report.contains("a fault on purpose") && report.contains("rehearse"), "{report}");
        let name = if thread == "loop" { "main" } else { "search" };
        assert!(report.contains(&format!("thread: {name}\n")), "{report}");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn keys_whose_terminal_is_gone_end_the_program_though_its_screen_is_not() {
    let keyboard = native_pty_system().openpty(PtySize::default()).expect("a pseudo-terminal");
    let name = keyboard.master.tty_name().expect("a name");
    let script = Script::new();
    let mut tty = script.shell(&format!("exec \"$ALIERR\" < {}", name.display()));
    tty.see("entries · ").quiet(Duration::from_millis(100));
    drop(keyboard);
    tty.end();
    tty.is_sane();
}

/// Ticks of the processor that a process has used, and whether it has ended.
fn ticks(pid: Pid) -> Option<(u64, bool)> {
    let stat = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    Some((fields[11].parse::<u64>().ok()? + fields[12].parse::<u64>().ok()?, fields[0] == "Z"))
}

/// How often the threads of a process were woken.
fn wakes(pid: Pid) -> u64 {
    let tasks = fs::read_dir(format!("/proc/{}/task", pid.as_raw_nonzero())).expect("a process that runs");
    let of_task = |task: fs::DirEntry| {
        let status = fs::read_to_string(task.path().join("status")).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        line.and_then(|count| count.trim().parse::<u64>().ok()).unwrap_or(0)
    };
    tasks.flatten().map(of_task).sum()
}

#[test]
fn a_terminal_that_vanishes_ends_the_program_at_once() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("entries · ");
    tty.quiet(Duration::from_millis(100));
    let (before, _) = ticks(tty.pid()).unwrap();
    tty.vanish();
    let pid = tty.pid();
    assert!(eventually(Duration::from_secs(3), || ticks(pid).is_none_or(|(_, ended)| ended)));
    let (after, _) = ticks(pid).unwrap();
    assert!(after - before <= 10, "{} ticks of the processor", after - before);
}

#[test]
fn a_terminal_that_vanishes_without_a_signal_ends_the_program_too() {
    let script = Script::new();
    // A session of its own: the terminal is not its own, and sends it no signals.
    let mut tty = script.shell("exec 3<&0; setsid sh -c 'echo $$ > pid; exec \"$ALIERR\"' <&3 & wait");
    tty.see("entries · ");
    let pid = fs::read_to_string(script.home().join("pid")).unwrap();
    let pid = Pid::from_raw(pid.trim().parse().unwrap()).unwrap();
    tty.quiet(Duration::from_millis(100));
    tty.vanish();
    let ended = eventually(Duration::from_secs(3), || ticks(pid).is_none_or(|(_, ended)| ended));
    let _ = kill_process(pid, Signal::KILL);
    assert!(ended);
}

#[test]
fn a_blocked_terminal_does_not_keep_the_program_from_its_end() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("entries · ").block(true);
    for _ in 0..60 {
        tty.send("abc\x15").send(DOWN);
    }
    let start = Instant::now();
    tty.signal(Signal::TERM).end();
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
}

#[test]
fn a_blocked_terminal_does_not_keep_a_key_from_ending_the_program() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("entries · ").block(true);
    for _ in 0..60 {
        tty.send("abc\x15").send(DOWN);
    }
    let start = Instant::now();
    tty.send(QUIT).end();
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

#[test]
fn an_idle_program_writes_nothing_and_is_never_woken() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("entries · ");
    let written = tty.quiet(Duration::from_millis(500));
    let ((ticks_before, _), wakes_before) = (ticks(tty.pid()).unwrap(), wakes(tty.pid()));
    // Sleeps, for the test is that nothing happens.
    std::thread::sleep(Duration::from_secs(3));
    let ((ticks_after, _), wakes_after) = (ticks(tty.pid()).unwrap(), wakes(tty.pid()));
    assert_eq!(tty.glass().bytes.len(), written, "bytes");
    assert_eq!(ticks_after, ticks_before, "ticks of the processor");
    assert_eq!(wakes_after, wakes_before, "wakes");
}

#[test]
fn the_mouse_selects_copies_scrolls_and_is_given_back_at_once() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("entries · ").until("a mouse that is taken", |glass| {
        glass.screen().mouse_protocol_mode() == vt100::MouseProtocolMode::ButtonMotion
            && glass.screen().mouse_protocol_encoding() == vt100::MouseProtocolEncoding::Sgr
    });
    let column = {
        let glass = tty.glass();
        let second = glass.text().lines().nth(4).unwrap().to_owned();
        u16::try_from(second.chars().take_while(|c| !c.is_ascii_digit()).count()).unwrap() + 40
    };
    let click = format!("\x1b[<0;{column};5M\x1b[<0;{column};5m");
    tty.send(&click)
        .until("the second row", |glass| glass.text().lines().nth(4).is_some_and(|line| line.contains("│▌")));
    // With Shift, the terminal selects text. A report that comes all the same is ignored.
    tty.send(format!("\x1b[<4;{column};7M\x1b[<36;{column};9M\x1b[<4;{column};9m"));
    tty.send(format!("\x1b[<65;{column};9M")).until("a list that was scrolled", |glass| {
        // The list scrolls by three rows, and the selected row stays visible.
        glass.text().lines().nth(2).is_some_and(|line| line.contains("│▌"))
    });
    tty.send(click.repeat(2)).see("Sent");
    tty.send(F2).until("a mouse that is given back", |glass| {
        glass.screen().mouse_protocol_mode() == vt100::MouseProtocolMode::None
    });
    tty.send(F2).until("a mouse that is taken", |glass| {
        glass.screen().mouse_protocol_mode() == vt100::MouseProtocolMode::ButtonMotion
    });
}
