//! `alierr run`: the command behaves as it does alone, and after a failure its errors are explained.
#![cfg(unix)]

#[path = "cli/program.rs"]
#[allow(dead_code, reason = "each test program uses its own part")]
mod program;
mod teletype;

use std::fs::File;
use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

use program::{Run, World};
use rustix::process::{Pid, Signal, kill_process};
use teletype::{PROGRAM, Script, Teletype, eventually};

const ERROR: &str = r#"echo 'ErrorCode: InvalidVpcId.NotFound' >&2; echo 'Message: Specified VPC does not exist.' >&2; exit 3"#;

fn english() -> World {
    World::new().with("LANG", "en_US.UTF-8").with("PATH", std::env::var("PATH").unwrap_or_default())
}

#[test]
fn the_exit_status_is_the_commands() {
    let world = english();
    for (script, status) in [("exit 0", 0), ("exit 7", 7), ("kill -TERM $$", 143), ("kill -KILL $$", 137)] {
        let run = world.run(["run", "--", "sh", "-c", script]).status(status);
        assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""), "{script}");
    }
}

#[test]
fn a_command_that_is_not_there_is_said_to_be_missing() {
    let world = english();
    let run = world.run(["run", "--", "no-such-command"]).status(127);
    assert_eq!(run.err, "alierr: no-such-command: command not found\n");
    let file = world.file("no-program", "text");
    let run = world.run([std::ffi::OsStr::new("run"), file.as_os_str()]).status(126);
    assert!(run.err.contains("no-program: Permission denied"), "{}", run.err);
    let run = world.run(["run", "--", "a\u{1b}[31m"]).status(127);
    assert!(!run.err.contains('\u{1b}'));
}

#[test]
fn what_is_piped_arrives_byte_for_byte_and_apart() {
    let world = english();
    let all: Vec<u8> = (0..=255).cycle().take(300_000).collect();
    let mut child = world
        .command(["run", "--", "sh", "-c", "cat; printf 'to err\\000\\377' >&2"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let feed = {
        let all = all.clone();
        std::thread::spawn(move || stdin.write_all(&all))
    };
    let output = child.wait_with_output().expect("it ends");
    feed.join().expect("no panic").expect("all is read");
    assert_eq!(output.stdout, all);
    assert_eq!(output.stderr, b"to err\0\xff");
}

#[test]
fn two_streams_to_one_file_stay_in_their_order() {
    let world = english();
    let script = "for i in 1 2 3 4 5 6 7 8 9; do echo out $i; echo err $i >&2; done";
    let file = File::create(world.path("log")).expect("a file");
    let other = file.try_clone().expect("a handle");
    let status = world.command(["run", "--", "sh", "-c", script]).stdout(file).stderr(other).status();
    assert!(status.expect("it starts").success());
    let log = std::fs::read_to_string(world.path("log")).expect("a log");
    let expected: String = (1..=9).map(|i| format!("out {i}\nerr {i}\n")).collect();
    assert_eq!(log, expected);
}

#[test]
fn a_failure_is_explained_and_nothing_else_is() {
    let world = english();
    let run = world.run(["run", "--", "sh", "-c", ERROR]).status(3);
    assert_eq!(run.out, "");
    let (printed, explained) = run.err.split_once("\n\n").expect("a diagnosis behind the output");
    assert_eq!(printed.lines().count(), 2);
    assert!(explained.contains("\nInvalidVpcId.NotFound · "), "{explained}");
    // A command that ended well needs no explanation, whatever it printed.
    let fine = format!("({ERROR}); exit 0");
    let run = world.run(["run", "--", "sh", "-c", &fine]).status(0);
    assert_eq!(run.err.lines().count(), 2, "{}", run.err);
    let run = world.run(["run", "--format", "json", "--", "sh", "-c", "echo Code: Throttling.User; exit 1"]);
    let run = run.status(1);
    let told: serde_json::Value = serde_json::from_str(&run.err).expect("JSON");
    assert_eq!(told["findings"][0]["code"], "Throttling.User");
}

#[test]
fn failures_of_others_are_left_alone() {
    let world = english();
    for text in [
        "error[E0425]: cannot find value `x` in this scope\nerror: could not compile `demo`",
        "npm ERR! code ENOENT\nnpm ERR! syscall open",
        "Traceback (most recent call last):\n  File \"a.py\", line 1\nValueError: invalid literal",
        "make: *** [all] Error 2",
        "ls: cannot access 'Throttling': No such file or directory",
        "bash: foo: command not found",
        "FAILED tests/test_quota.py::test_limit - AssertionError: assert 400 == 200",
        "Error from server (NotFound): pods \"web\" not found",
        "fatal: not a git repository",
    ] {
        let file = world.file("text", text);
        let script = format!("cat {}; exit 1", file.display());
        let run = world.run(["run", "--", "sh", "-c", &script]).status(1);
        assert_eq!(run.err, "", "{text}");
    }
}

#[test]
fn a_reader_that_has_had_enough_ends_the_command() {
    let mut child = english().command(["run", "--", "yes"]).spawn().expect("the program starts");
    drop(child.stdout.take());
    let run: Run = child.wait_with_output().expect("it ends").into();
    // The status that a shell has for a command that wrote into a closed pipe.
    assert_eq!((run.status, run.err.as_str()), (Some(141), ""));
}

#[test]
fn what_is_left_in_the_background_is_not_waited_for() {
    let begun = Instant::now();
    let run = english().run(["run", "--", "sh", "-c", "sleep 30 & echo done"]).good();
    assert_eq!(run.out, "done\n");
    assert!(begun.elapsed() < Duration::from_secs(15));
}

#[test]
#[cfg(target_os = "linux")]
fn an_endless_output_costs_no_memory() {
    let script = "head -c 300000000 /dev/zero | tr '\\0' 'x' | fold -w 99; sleep 60";
    let null = File::options().write(true).open("/dev/null").expect("a hole");
    let mut child =
        english().command(["run", "--", "sh", "-c", script]).stdout(null).spawn().expect("it starts");
    let status = format!("/proc/{}/status", child.id());
    let io = format!("/proc/{}/io", child.id());
    let number = |path: &str, name: &str| -> u64 {
        let text = std::fs::read_to_string(path).expect("a process");
        let line = text.lines().find(|line| line.starts_with(name)).expect("a line");
        line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("a number")
    };
    assert!(eventually(Duration::from_secs(100), || number(&io, "wchar:") > 303_000_000));
    let peak = number(&status, "VmHWM:");
    kill_process(Pid::from_child(&child), Signal::TERM).expect("it runs");
    assert_eq!(program::status(child.wait().expect("it ends")), Some(143));
    assert!(peak < 60_000, "{peak} kB");
}

#[test]
fn a_signal_reaches_the_command() {
    let world = english();
    let script = "trap 'echo caught; exit 5' TERM; echo ready; while :; do sleep 0.05; done";
    let mut child = world.command(["run", "--", "sh", "-c", script]).spawn().expect("it starts");
    let mut out = std::io::BufReader::new(child.stdout.take().expect("a pipe"));
    let mut line = String::new();
    std::io::BufRead::read_line(&mut out, &mut line).expect("a line");
    kill_process(Pid::from_child(&child), Signal::TERM).expect("it runs");
    std::io::BufRead::read_line(&mut out, &mut line).expect("a line");
    assert_eq!(line, "ready\ncaught\n");
    assert_eq!(child.wait().expect("it ends").code(), Some(5));
}

#[test]
#[cfg(target_os = "linux")]
fn a_signal_that_was_ignored_stays_ignored() {
    let script = format!("trap '' HUP; exec '{PROGRAM}' run -- sh -c 'kill -HUP $$; echo alive'");
    let output = std::process::Command::new("sh").args(["-c", &script]).output().expect("a shell");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "alive\n");
}

#[test]
fn on_a_terminal_the_command_has_one_of_its_own_and_keys_reach_it() {
    let script = Script::new();
    let mut terminal = script.start(&[
        "run",
        "--",
        "sh",
        "-c",
        "test -t 0 && test -t 1 && test -t 2 && printf '%s ' $(stty size); read x </dev/tty; echo got $x; exit 4",
    ]);
    terminal.see("40 120").send("word\r").see("got word");
    assert_eq!(terminal.end().exit_code(), 4);
    terminal.is_sane();
}

#[test]
fn a_window_of_another_size_is_the_commands_too() {
    let script = Script::new();
    let lines = "trap 'echo now $(stty size)' WINCH; echo ready; while :; do sleep 0.05; done";
    let mut terminal = script.start(&["run", "--", "sh", "-c", lines]);
    terminal.see("ready").announce_size(90, 30).see("now 30 90").send("\u{3}");
    assert!(terminal.end().signal().is_some());
    terminal.is_sane();
}

#[test]
fn ctrl_c_is_the_commands() {
    let script = Script::new();
    let lines = "trap 'echo caught; exit 9' INT; echo ready; while :; do sleep 0.05; done";
    let mut terminal = script.start(&["run", "--", "sh", "-c", lines]);
    terminal.see("ready").send("\u{3}").see("caught");
    assert_eq!(terminal.end().exit_code(), 9);
    terminal.is_sane();
}

/// Runs the program thrice in a shell's loop and types `Ctrl-C` in the first.
fn interrupt_loop(terminal: &mut Teletype, looped: &str) {
    terminal.send(format!("{looped}\r")).see("begun 2").send("\u{3}");
    // A prompt that is typed at too soon may lose some of it.
    terminal.quiet(Duration::from_millis(500));
    terminal.send("echo after $LOOP\r").see("after 42").send("exit\r");
    terminal.end();
    let text = terminal.glass().text();
    assert!(!text.contains("next 1") && text.matches("begun 2").count() == 1, "{text}");
}

#[test]
fn ctrl_c_ends_the_loop_of_a_shell() {
    let loops = [
        ("bash", &["--norc", "--noprofile", "-i"][..], "do ", "done"),
        ("zsh", &["-f", "-i"], "do ", "done"),
        ("fish", &["--no-config", "-i"], "", "end"),
    ];
    for (shell, arguments, begin, end) in loops {
        if std::process::Command::new(shell).arg("--version").output().is_err() {
            eprintln!("skipped, as there is no {shell}");
            continue;
        }
        let script = Script::new().with("LOOP", "42");
        let mut command = portable_pty::CommandBuilder::new(shell);
        command.args(arguments);
        let mut terminal = script.open(command);
        terminal.quiet(Duration::from_millis(500));
        let run = "$ALIERR run -- sh -c 'echo begun $((1+1)); exec sleep 30'";
        interrupt_loop(&mut terminal, &format!("for i in 1 2 3; {begin}{run}; echo next $i; {end}"));
    }
}

#[test]
fn ctrl_c_ends_the_script_that_waits() {
    for shell in ["sh", "bash"] {
        let script = Script::new();
        let lines = "for i in 1 2 3; do \"$ALIERR\" run -- sleep 30; echo next $i; done; echo over";
        std::fs::write(script.home().join("script"), format!("echo begun\n{lines}\n")).expect("a script");
        let mut command = portable_pty::CommandBuilder::new(shell);
        command.arg("script");
        let mut terminal = script.open(command);
        terminal.see("begun").is_raw().send("\u{3}");
        assert!(terminal.end().signal().is_some(), "{shell}: {}", terminal.glass().text());
        assert!(!terminal.glass().shows("next"), "{}", terminal.glass().text());
        terminal.is_sane();
    }
}

#[test]
fn a_killed_command_is_told_by_status_and_by_signal() {
    let world = english();
    for (signal, number) in [("INT", 130), ("TERM", 143), ("KILL", 137), ("QUIT", 131)] {
        let run = format!("'{PROGRAM}' run -- sh -c 'kill -{signal} $$'; echo $?");
        let output = std::process::Command::new("sh").args(["-c", &run]).output().expect("a shell");
        assert_eq!(String::from_utf8_lossy(&output.stdout), format!("{number}\n"));
        let mut command = world.command(["run", "--", "sh", "-c", &format!("kill -{signal} $$")]);
        let ended = command.status().expect("it starts");
        assert_eq!(std::os::unix::process::ExitStatusExt::signal(&ended), Some(number - 128));
        assert!(!std::os::unix::process::ExitStatusExt::core_dumped(&ended), "{signal}");
    }
}

#[test]
fn ctrl_c_comes_once_where_only_the_output_is_a_terminal() {
    let script = Script::new();
    let lines = "trap 'echo caught' INT; test -t 1 && echo ready; sleep 1; sleep 1; exit 6";
    let mut terminal = script.shell(&format!("exec \"$ALIERR\" run -- sh -c \"{lines}\" </dev/null"));
    terminal.see("ready").send("\u{3}").see("caught");
    assert_eq!(terminal.end().exit_code(), 6);
    assert_eq!(terminal.glass().text().matches("caught").count(), 1);
}

#[test]
fn ctrl_z_stops_the_command_and_fg_goes_on_with_it() {
    let script = Script::new();
    let mut terminal = script.open({
        let mut bash = portable_pty::CommandBuilder::new("bash");
        bash.args(["--norc", "--noprofile", "-i"]);
        bash
    });
    terminal.send("PS1='> '\r").send("$ALIERR run -- sh -c 'echo begun; read x; echo got $x; exit 8'\r");
    terminal.see("\nbegun").send("\u{1a}").see("Stopped").send("echo here $((40+2))\r").see("here 42");
    terminal
        .send("fg\r")
        .see("fg")
        .send("again\r")
        .see("got again\n>")
        .send("echo status $?\r")
        .see("status 8");
    terminal.send("exit\r");
    terminal.end();
}

#[test]
fn output_that_goes_elsewhere_is_a_pipe_while_the_rest_is_a_terminal() {
    let script = Script::new();
    let lines = "test -t 1 || echo plain; test -t 2 && echo shown >&2; read x; echo $x >&2";
    let mut terminal = script.shell(&format!("\"$ALIERR\" run -- sh -c '{lines}' >out; cat out"));
    terminal.see("shown").send("typed\r").see("plain");
    assert_eq!(terminal.end().exit_code(), 0);
    assert_eq!(std::fs::read_to_string(script.home().join("out")).expect("a file"), "plain\n");
    terminal.is_sane();
}

#[test]
fn the_browser_opens_on_the_errors_where_it_is_asked_to() {
    let script = Script::new();
    let mut terminal = script.start(&["run", "--browse", "--", "sh", "-c", ERROR]);
    terminal.is_taken().see("InvalidVpcId.NotFound").send("\u{3}");
    assert_eq!(terminal.end().exit_code(), 3);
    terminal.is_sane();
}

#[test]
fn a_command_that_reads_keys_beside_its_input_gets_them_one_by_one() {
    let script = Script::new();
    let lines = "stty -icanon -echo <&2; printf ready >&2; head -c 1 </dev/tty; printf ' and on\\n' >&2; stty sane <&2";
    let mut terminal = script.shell(&format!("exec \"$ALIERR\" run -- sh -c \"{lines}\" </dev/null"));
    terminal.see("ready").send("k").see("k and on");
    assert_eq!(terminal.end().exit_code(), 0);
}

#[test]
fn keys_come_one_by_one_again_after_a_stop() {
    let script = Script::new();
    let lines = "stty -icanon -echo <&2\nprintf ready >&2\nwhile ! test -e go; do sleep 0.1; done\n\
                 printf next >&2\nhead -c 1 </dev/tty >&2\necho ' and on' >&2\n";
    std::fs::write(script.home().join("script"), lines).expect("a script");
    let mut terminal = script.open({
        let mut bash = portable_pty::CommandBuilder::new("bash");
        bash.args(["--norc", "--noprofile", "-i"]);
        bash
    });
    terminal.send(": | $ALIERR run -- sh script\r").see("\nready").send("\u{1a}").see("Stopped");
    terminal.send("fg\r").see("fg");
    // Bash has continued it when it has written the line of the job.
    terminal.see("fg\n: | $ALIERR run -- sh script");
    std::fs::write(script.home().join("go"), "").expect("a file");
    terminal.see("next").send("k").see("k and on");
}
