//! The program on a real pseudo-terminal: what it does with one, and how it leaves it.
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
const F1: &str = "\x1bOP";
const F2: &str = "\x1bOQ";
const F3: &str = "\x1bOR";

#[test]
fn what_is_typed_is_found_copied_and_the_terminal_is_left_as_it_was() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("504 / 504").is_taken();
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
    tty.see("产品").send("余额").see("余额").until("few hits", |glass| !glass.shows("504 / 504"));
    tty.send("\x19").see("中文说明").send("e").see("发给终端");
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
    tty.see("504 / 504").quiet(Duration::from_millis(200));
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
    tty.see("504 / 504");
    tty.paste("{\n \"Code\": \"InvalidParameter\",\r\n \"Message\": \"q\x07\"\n}")
        .see("Diagnosis")
        .see("InvalidParameter");
    tty.send(ESC).see("504 / 504");
    // Keys in a paste are no keys.
    tty.paste("plain\x03words").see("plain");
    assert!(tty.glass().screen().alternate_screen());
}

#[test]
fn a_big_paste_does_not_hang_the_keys() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("504 / 504");
    let text = "ERROR some line of a log, and another Code: Throttling.User and so on\n".repeat(15_000);
    tty.paste(&text).see("Diagnosis").send(ESC).see("504 / 504");
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
    tty.see("504 / 504").is_taken().send("throttl").see("throttl");
    tty.send("\x1a").see("it stopped").is_sane();
    tty.send("on\n").see("throttl").is_taken();
    tty.send("ing").see("throttling").send(QUIT).see("status 0");
    tty.end();
    tty.is_sane();
}

#[test]
fn what_waits_for_the_program_is_stopped_with_it() {
    // As `cargo run` does: a parent in the same job, which the shell waits for.
    let script = Script::new();
    let mut tty =
        script.shell("set -m; sh -c '\"$ALIERR\"; exit 7'; echo it stopped; read line; fg; echo status $?");
    tty.see("504 / 504").send("\x1a").see("it stopped").is_sane();
    tty.send("on\n").see("504 / 504").send(QUIT).see("status 7");
}

#[test]
fn where_nobody_could_continue_it_the_program_does_not_stop() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("504 / 504").send("\x1a").see("no shell").send("x").see(" x").send(QUIT);
    assert!(tty.end().success());
}

#[test]
fn a_program_that_was_stopped_unasked_takes_the_terminal_over_again() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("504 / 504");
    let before = tty.glass().bytes.len();
    tty.signal(Signal::STOP).signal(Signal::CONT);
    tty.until("a whole frame", |glass| String::from_utf8_lossy(&glass.bytes[before..]).contains("504 / 504"));
    tty.is_taken().send("x").see(" x");
}

#[test]
fn a_redraw_asked_for_does_not_end_the_program() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("504 / 504");
    let before = tty.glass().bytes.len();
    tty.send("\x0c").until("a whole frame", |glass| {
        String::from_utf8_lossy(&glass.bytes[before..]).contains("504 / 504")
    });
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
        tty.see("504 / 504").is_taken().signal(signal);
        let status = tty.end();
        assert!(status.signal().is_some(), "{signal:?}: {status:?}");
        tty.is_sane();
    }
}

#[test]
fn a_program_that_aborts_leaves_a_sane_terminal() {
    let script = Script::new().with("ALIERR_REHEARSE_FAULT", "abort");
    let mut tty = script.start(&[]);
    tty.see("504 / 504").is_taken().send("x");
    assert!(tty.end().signal().is_some());
    tty.is_sane();
}

#[test]
fn a_fault_on_any_thread_leaves_a_sane_terminal_a_sentence_and_a_report() {
    for thread in ["loop", "worker"] {
        let script = Script::new().with("ALIERR_REHEARSE_FAULT", thread);
        let mut tty = script.start(&[]);
        if thread == "loop" {
            tty.see("504 / 504").send("x");
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
    tty.see("504 / 504").quiet(Duration::from_millis(100));
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
    let tasks = fs::read_dir(format!("/proc/{}/task", pid.as_raw_nonzero())).unwrap();
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
    tty.see("504 / 504");
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
    tty.see("504 / 504");
    let pid = fs::read_to_string(script.home().join("pid")).unwrap();
    let pid = Pid::from_raw(pid.trim().parse().unwrap()).unwrap();
    tty.quiet(Duration::from_millis(100));
    tty.vanish();
    let ended = eventually(Duration::from_secs(3), || ticks(pid).is_none_or(|(_, ended)| ended));
    let _ = kill_process(pid, Signal::KILL);
    assert!(ended);
}

#[test]
fn a_storm_of_sizes_ends_in_the_last_one() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    let before = tty.see("504 / 504").quiet(Duration::from_millis(200));
    let (lines, columns) = tty.glass().screen().size();
    let calm = tty.glass().text();
    for step in 0..300u16 {
        tty.announce_size(1 + step * 37 % 300, 1 + step * 13 % 100);
    }
    tty.announce_size(columns, lines).until("a redraw", |glass| glass.bytes.len() > before);
    tty.quiet(Duration::from_millis(200));
    tty.until("the screen before the storm", |glass| glass.text() == calm);
    tty.send("throttl").see("throttl").send(QUIT);
    assert!(tty.end().success());
    tty.is_sane();
}

#[test]
fn a_terminal_that_does_not_know_its_size_is_drawn_on_until_it_does() {
    let script = Script::new();
    let mut tty = script.shell("stty rows 0 cols 0; exec \"$ALIERR\"");
    tty.see("504 / 504").until("a frame of 24 lines", |glass| {
        glass.text().lines().nth(23).is_some_and(|line| line.contains("F1"))
    });
    tty.announce_size(120, 40).until("a frame of 40 lines", |glass| {
        glass.text().lines().nth(39).is_some_and(|line| line.contains("F1"))
    });
}

#[test]
fn a_blocked_terminal_gets_the_newest_screen_once_it_reads_again() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("504 / 504").block(true);
    for _ in 0..60 {
        tty.send("abc\x15").send(DOWN);
    }
    tty.send("throttl").block(false).see("throttl").send(QUIT);
    assert!(tty.end().success());
    tty.is_sane();
}

#[test]
fn a_blocked_terminal_does_not_keep_the_program_from_its_end() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("504 / 504").block(true);
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
    tty.see("504 / 504").block(true);
    for _ in 0..60 {
        tty.send("abc\x15").send(DOWN);
    }
    let start = Instant::now();
    tty.send(QUIT).end();
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

#[test]
fn a_size_beyond_every_screen_is_cut_and_not_allocated() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("504 / 504").announce_size(65535, 65535).quiet(Duration::from_millis(500));
    tty.announce_size(120, 40).send("throttl").see("throttl").send(QUIT);
    assert!(tty.end().success());
    tty.is_sane();
}

#[test]
fn an_idle_program_writes_nothing_and_is_never_woken() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("504 / 504");
    let written = tty.quiet(Duration::from_millis(500));
    let ((ticks_before, _), wakes_before) = (ticks(tty.pid()).unwrap(), wakes(tty.pid()));
    // Nothing to wait for: that nothing happens is the point.
    std::thread::sleep(Duration::from_secs(10));
    let ((ticks_after, _), wakes_after) = (ticks(tty.pid()).unwrap(), wakes(tty.pid()));
    assert_eq!(tty.glass().bytes.len(), written, "bytes");
    assert_eq!(ticks_after, ticks_before, "ticks of the processor");
    assert_eq!(wakes_after, wakes_before, "wakes");
}

#[test]
fn a_key_costs_few_bytes() {
    let script = Script::new();
    let mut tty = script.start(&["--lang", "zh"]);
    tty.see("504 / 504");
    let pause = Duration::from_millis(60);
    let mut costs = Vec::new();
    let mut before = tty.quiet(Duration::from_millis(300));
    let words = ["invalid dbinst", "\x15", "余额", "\x15", "throttl"];
    let typed = words.iter().flat_map(|word| word.chars().map(String::from));
    let moved = [DOWN, DOWN, DOWN, TAB, "j", "j", TAB, "j", "j", "j", TAB, F1, ESC, "\x19", ESC, DOWN, DOWN];
    for key in typed.chain(moved.map(String::from)) {
        tty.send(&key);
        // Not every key changes anything.
        eventually(Duration::from_millis(400), || tty.glass().bytes.len() > before);
        let now = tty.quiet(pause);
        costs.push((now - before, key));
        before = now;
    }
    costs.sort();
    let median = costs[costs.len() / 2].0;
    let mean = costs.iter().map(|(cost, _)| cost).sum::<usize>() / costs.len();
    eprintln!("bytes a key: median {median}, mean {mean}, most {:?}", costs.last());
    eprintln!("{costs:?}");
    assert!(median < 2500, "{median} bytes at the median: {costs:?}");
}

#[test]
fn the_mouse_selects_copies_scrolls_and_is_given_back_at_once() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("504 / 504").until("a mouse that is taken", |glass| {
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
        .until("the second row", |glass| glass.text().lines().nth(4).is_some_and(|line| line.contains("│>")));
    // With Shift the terminal selects; a terminal that reports it all the same is not heeded.
    tty.send(format!("\x1b[<4;{column};7M\x1b[<36;{column};9M\x1b[<4;{column};9m"));
    tty.send(format!("\x1b[<65;{column};9M")).until("a list that was scrolled", |glass| {
        // By three rows, and the selected one stays in sight.
        glass.text().lines().nth(2).is_some_and(|line| line.contains("│>400 IncompleteSignature"))
    });
    tty.send(click.repeat(2)).see("Sent");
    tty.send(F2).until("a mouse that is given back", |glass| {
        glass.screen().mouse_protocol_mode() == vt100::MouseProtocolMode::None
    });
    tty.send(F2).until("a mouse that is taken", |glass| {
        glass.screen().mouse_protocol_mode() == vt100::MouseProtocolMode::ButtonMotion
    });
}

#[test]
fn queries_are_remembered_for_the_next_run_by_the_owner_alone() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("504 / 504").send("whitelist").see("whitelist").send(ENTER).see("Sent").send(QUIT).end();
    let file = script.home().join(".local/state/alierr/memory.json");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let mut tty = script.start(&[]);
    tty.see("504 / 504").send("\x12").see("whitelist").send(ENTER).until("the query", |glass| {
        glass.text().lines().next().is_some_and(|line| line.contains("whitelist"))
    });
}

#[test]
fn twenty_browsers_at_once_keep_twenty_queries() {
    let script = Script::new();
    let mut browsers: Vec<_> = (0..20).map(|_| script.start(&[])).collect();
    for (number, tty) in browsers.iter_mut().enumerate() {
        tty.see("504 / 504").send(format!("throttl{}", "ing ".repeat(number))).see("throttl");
    }
    for tty in &mut browsers {
        tty.send(QUIT);
    }
    for tty in &mut browsers {
        assert!(tty.end().success());
    }
    let file = fs::read_to_string(script.home().join(".local/state/alierr/memory.json")).unwrap();
    assert_eq!(file.matches("throttl").count(), 20, "{file}");
}

#[test]
fn a_broken_memory_is_put_aside_and_that_is_said() {
    let script = Script::new();
    let folder = script.home().join(".local/state/alierr");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("memory.json"), "{\"queries\": [\"half").unwrap();
    let mut tty = script.start(&[]);
    tty.see("is broken: it is memory.broken.json now").see("504 / 504").send("whitelist").see("whitelist");
    tty.send(QUIT).end();
    assert_eq!(fs::read_to_string(folder.join("memory.broken.json")).unwrap(), "{\"queries\": [\"half");
    assert!(fs::read_to_string(folder.join("memory.json")).unwrap().contains("whitelist"));
}

#[test]
fn the_language_that_was_switched_to_is_that_of_the_next_run() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("Codes").send(F3).see("产品").send(QUIT).end();
    script.start(&[]).see("产品").send(F3).see("Codes");
    script.start(&["--lang", "zh"]).see("产品");
    script.start(&[]).see("Codes");
}

#[test]
fn nothing_is_remembered_where_that_is_not_wanted() {
    let script = Script::new().config("history = false\n");
    let mut tty = script.start(&[]);
    tty.see("504 / 504").send("whitelist").see("whitelist").send(ENTER).see("Sent").send(QUIT).end();
    assert!(!script.home().join(".local/state/alierr/memory.json").exists());
}

#[test]
fn a_bad_config_is_a_warning_with_its_place_and_the_rest_holds() {
    let script =
        Script::new().config("them = \"dark\"\nmouse = false\n[keys.list]\n\"ctrl-x\" = \"copy-messge\"\n");
    let mut tty = script.start(&[]);
    tty.see("config.toml:1:1").see("(+1: alierr config)").see("504 / 504");
    assert_eq!(tty.glass().screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    let script = Script::new().config("them = \"dark\"\nlanguage = \"zh\"\n");
    script.start(&[]).see("config.toml:1:1: 没有设置项“them”，是不是想写“theme”？");
    let script = Script::new().config("mouse = = \n\u{0}[[[");
    let mut tty = script.start(&[]);
    tty.see("config.toml:1:").send("throttl").see("throttl").send(QUIT);
    assert!(tty.end().success());
}

#[test]
fn remapped_keys_work_and_stand_in_footer_and_help() {
    let script = Script::new().config("[keys.list]\n\"ctrl-x\" = \"copy-code\"\n");
    let mut tty = script.start(&[]);
    tty.see("Ctrl-X copy the code").send("\x18").see("Sent").send(F1).send("ctrl-x").see("Ctrl-X Enter");
}

/// Codes of colours among the sequences that set attributes.
fn colours(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';')?;
        rest[end..].starts_with('m').then(|| rest[..end].to_owned())
    });
    let codes = sequences.flat_map(|codes| codes.split(';').map(str::to_owned).collect::<Vec<_>>());
    codes.filter(|code| code.parse::<u8>().is_ok_and(|code| code >= 30)).collect()
}

#[test]
fn a_terminal_gets_the_colours_that_it_has() {
    let shown = |script: Script| {
        let mut tty = script.start(&[]);
        tty.see("504 / 504").send("throttl").see("throttl");
        tty.quiet(Duration::from_millis(100));
        let bytes = tty.glass().bytes.clone();
        colours(&bytes)
    };
    assert_eq!(shown(Script::new().with("NO_COLOR", "1")), [""; 0]);
    assert_eq!(shown(Script::new().with("TERM", "dumb")), [""; 0]);
    assert_eq!(shown(Script::new().config("theme = \"mono\"")), [""; 0]);
    let eight = shown(Script::new().with("TERM", "linux"));
    assert!(!eight.is_empty() && eight.iter().all(|code| code.parse::<u8>().unwrap() < 50), "{eight:?}");
    let sixteen = shown(Script::new());
    assert!(sixteen.contains(&"90".to_owned()) && !sixteen.contains(&"38".to_owned()), "{sixteen:?}");
    let own = "[colors]\ncode = \"#ff8800\"";
    assert!(
        shown(Script::new().config(own))
            .windows(3)
            .any(|codes| codes[..2] == ["38", "5"] || codes.first().map(String::as_str) == Some("38"))
    );
    let exact = Script::new().config(own).with("COLORTERM", "truecolor");
    assert!(shown(exact).windows(2).any(|codes| codes == ["38", "255"]));
}

/// A terminal that draws ambiguous characters as two columns; it knows the sequences that the program writes.
struct WideTerminal {
    cells: Vec<Vec<char>>,
    at: (usize, usize),
}

impl WideTerminal {
    fn new(columns: usize, lines: usize) -> Self {
        Self { cells: vec![vec![' '; columns]; lines], at: (0, 0) }
    }

    fn process(&mut self, text: &str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            if c != '\x1b' {
                self.print(c);
                continue;
            }
            let Some(sequence) = rest.strip_prefix('[') else { panic!("an unknown sequence: {rest:.20?}") };
            let end = sequence.find(|c: char| c.is_ascii_alphabetic()).expect("an end");
            self.control(&sequence[..end], sequence.as_bytes()[end]);
            rest = &sequence[end + 1..];
        }
    }

    fn print(&mut self, c: char) {
        let width = alierr::text::width::Measure::Wide.grapheme(c.encode_utf8(&mut [0; 4]));
        let (x, y) = self.at;
        assert!(x + width <= self.cells[y].len(), "{c:?} runs over the edge of line {y}");
        self.cells[y][x] = c;
        self.cells[y][x + 1..x + width].fill('\0');
        self.at.0 += width;
    }

    fn control(&mut self, parameters: &str, end: u8) {
        let number = |at: usize| parameters.split(';').nth(at).and_then(|n| n.parse::<usize>().ok());
        let (x, y) = self.at;
        match end {
            b'H' => self.at = (number(1).unwrap_or(1) - 1, number(0).unwrap_or(1) - 1),
            b'C' => self.at.0 += number(0).unwrap_or(1),
            b'X' => self.cells[y][x..x + number(0).unwrap_or(1)].fill(' '),
            b'K' => self.cells[y][x..].fill(' '),
            b'J' => self.cells.iter_mut().for_each(|line| line.fill(' ')),
            b'm' | b'h' | b'l' => {}
            other => panic!("an unknown sequence: {parameters}{}", char::from(other)),
        }
    }
}

#[test]
fn nothing_shears_on_a_terminal_that_draws_ambiguous_characters_wide() {
    let script = Script::new().config("ambiguous = \"wide\"\n");
    let mut tty = script.start(&["--lang", "zh"]);
    tty.see("504 / 504");
    let mut wide = WideTerminal::new(120, 40);
    let mut processed = 0;
    for keys in [
        "", "“", "\x15", "invalid", "\x15", "余额", DOWN, TAB, "\x15", F1, ESC, "\x19", ESC, "\x14", TAB, TAB,
    ] {
        tty.send(keys);
        let end = tty.quiet(Duration::from_millis(150));
        wide.process(&String::from_utf8_lossy(&tty.glass().bytes[processed..end]));
        processed = end;
        for (y, line) in wide.cells.iter().enumerate().skip(2).take(36) {
            let side = |c: char| "|#+".contains(c);
            let text: String = line.iter().filter(|c| **c != '\0').collect();
            assert!(side(line[0]) && side(line[119]), "line {y} after {keys:?}: {text}");
        }
    }
}
