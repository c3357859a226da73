//! Copied text arrives: on a display, in tmux, through a command, through the terminal.
//!
//! Where Xvfb, xclip or tmux are missing, the tests that need them say so and pass.
#![cfg(target_os = "linux")]

mod teletype;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, kill_process};
use teletype::{PROGRAM, Script, eventually, osc52};

const QUIT: &str = "\x03";
const ENTER: &str = "\r";
const CODE: &str = "InvalidDBInstanceId.NotFound";
/// More than any step takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(15);

/// Whether the programs are installed; says so if not.
fn there_are(programs: &[&str]) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let is_there =
        |program: &&str| std::env::split_paths(&paths).any(|folder| folder.join(program).is_file());
    let missing: Vec<&&str> = programs.iter().filter(|program| !is_there(program)).collect();
    if !missing.is_empty() {
        eprintln!("skipped: {missing:?} not installed");
    }
    missing.is_empty()
}

/// A display of the test's own, which ends with it.
struct Display {
    server: Child,
    name: String,
}

impl Display {
    fn new() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "640x480x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a display");
        let mut number = String::new();
        let mut output = BufReader::new(server.stdout.take().expect("a pipe"));
        output.read_line(&mut number).expect("the display's number");
        Self { server, name: format!(":{}", number.trim()) }
    }

    fn xclip(&self) -> Command {
        self.xclip_for("5")
    }

    /// Ended after so many seconds.
    fn xclip_for(&self, seconds: &str) -> Command {
        let mut command = Command::new("timeout");
        command.args([seconds, "xclip", "-selection", "clipboard"]).env("DISPLAY", &self.name);
        command
    }

    /// The text that another program would paste.
    fn pasted(&self) -> String {
        let output = self.xclip().arg("-o").output().expect("xclip");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// Another program copies something.
    fn take_over(&self, text: &str) {
        // `xclip` serves from a child process, which ends with the display.
        let mut xclip = self.xclip();
        let xclip = xclip.arg("-i").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut xclip = xclip.spawn().expect("xclip");
        xclip.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("xclip reads");
        xclip.wait().expect("xclip ends");
        // The child may need a moment to take the clipboard.
        assert!(eventually(PATIENCE, || self.pasted() == text), "xclip takes over");
    }

    /// The children that serve a text on this display after a program's end.
    fn keepers(&self, script: &Script) -> Vec<PathBuf> {
        let variable = format!("HOME={}\0", script.home().display());
        let is_ours = |folder: &Path| {
            let read = |name| fs::read(folder.join(name)).unwrap_or_default();
            let holds = |text: Vec<u8>, part: &str| text.windows(part.len()).any(|w| w == part.as_bytes());
            holds(read("cmdline"), "__keep-clipboard") && holds(read("environ"), &variable)
        };
        let processes = fs::read_dir("/proc").expect("processes").flatten();
        processes.map(|process| process.path()).filter(|folder| is_ours(folder)).collect()
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

#[test]
fn a_display_has_the_code_while_the_program_runs_and_after_it() {
    if !there_are(&["Xvfb", "xclip"]) {
        return;
    }
    let display = Display::new();
    let script = Script::new().with("DISPLAY", &display.name);
    let mut tty = script.start(&[]);
    tty.see("entries · ").send("invdbinstidnf").see(CODE).send(ENTER);
    tty.see(&format!("Copied: {CODE}"));
    assert_eq!(display.pasted(), CODE);
    assert!(!tty.glass().was_sent("\x1b]52"), "one route is enough");
    tty.send(QUIT);
    assert!(tty.end().success());
    tty.is_sane();
    drop(tty);
    // However often it is asked for.
    assert_eq!((display.pasted().as_str(), display.pasted().as_str()), (CODE, CODE));
    let keepers = display.keepers(&script);
    assert_eq!(keepers.len(), 1);
    assert_eq!(fs::read_link(keepers[0].join("cwd")).unwrap(), Path::new("/"), "it holds no folder");
    display.take_over("something else");
    assert!(
        eventually(PATIENCE, || display.keepers(&script).is_empty()),
        "the keeper ends when it is not needed"
    );
    assert_eq!(display.pasted(), "something else");
}

#[test]
fn a_program_that_copied_nothing_leaves_nobody_behind() {
    if !there_are(&["Xvfb", "xclip"]) {
        return;
    }
    let display = Display::new();
    display.take_over("of another program");
    let script = Script::new().with("DISPLAY", &display.name);
    let mut tty = script.start(&[]);
    tty.see("entries · ").send(QUIT);
    assert!(tty.end().success());
    assert_eq!((display.keepers(&script).len(), display.pasted().as_str()), (0, "of another program"));
}

#[test]
fn a_display_that_ends_takes_the_keeper_with_it() {
    if !there_are(&["Xvfb"]) {
        return;
    }
    let mut display = Display::new();
    let script = Script::new().with("DISPLAY", &display.name);
    let mut tty = script.start(&[]);
    tty.see("entries · ").send(ENTER).see("Copied: ").send(QUIT);
    assert!(tty.end().success());
    drop(tty);
    assert_eq!(display.keepers(&script).len(), 1);
    display.server.kill().expect("a display that runs");
    assert!(eventually(PATIENCE, || display.keepers(&script).is_empty()));
}

#[test]
fn what_another_program_copied_meanwhile_is_not_taken_back_at_the_end() {
    if !there_are(&["Xvfb", "xclip"]) {
        return;
    }
    let display = Display::new();
    let script = Script::new().with("DISPLAY", &display.name);
    let mut tty = script.start(&[]);
    tty.see("entries · ").send("throttl").see("throttl").send(ENTER).see("Copied: ");
    display.take_over("copied later");
    tty.send(QUIT);
    assert!(tty.end().success());
    assert_eq!(display.pasted(), "copied later");
}

#[test]
fn a_signal_leaves_the_copied_code_behind_too() {
    if !there_are(&["Xvfb", "xclip"]) {
        return;
    }
    let display = Display::new();
    let script = Script::new().with("DISPLAY", &display.name);
    let mut tty = script.start(&[]);
    tty.see("entries · ").send("invdbinstidnf").see(CODE).send(ENTER).see("Copied: ");
    tty.signal(rustix::process::Signal::HUP).end();
    drop(tty);
    assert_eq!(display.pasted(), CODE);
}

#[test]
fn an_error_on_the_clipboard_is_diagnosed() {
    if !there_are(&["Xvfb", "xclip"]) {
        return;
    }
    let display = Display::new();
    display.take_over("Code: Throttling.User\nMessage: Request was denied due to user flow control.");
    let script = Script::new().with("DISPLAY", &display.name);
    let mut tty = script.start(&[]);
    tty.see("entries · ").send("\x16").see("Diagnosis").see("Throttling.User");
}

#[test]
fn tmux_has_the_code_in_its_buffer_and_no_terminal_is_claimed() {
    if !there_are(&["tmux"]) {
        return;
    }
    let script = Script::new();
    let tmux = |args: &[&str]| {
        let mut command = Command::new("tmux");
        command.args(["-L", "alierr-test", "-f", "/dev/null"]).args(args);
        command.env_remove("TMUX").env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
        command.env("TMUX_TMPDIR", script.home()).env("HOME", script.home()).env("LANG", "C.UTF-8");
        let output = command.stdin(Stdio::null()).output().expect("tmux");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let program = format!("{PROGRAM} --lang en");
    tmux(&["new-session", "-d", "-x", "120", "-y", "40", &program]);
    let shows = |text: &str| eventually(PATIENCE, || tmux(&["capture-pane", "-p"]).contains(text));
    let seen = shows("entries · ") && {
        tmux(&["send-keys", "invdbinstidnf"]);
        shows(CODE)
    };
    tmux(&["send-keys", "Enter"]);
    let told = shows("Copied: ");
    let (screen, buffer) = (tmux(&["capture-pane", "-p"]), tmux(&["show-buffer"]));
    tmux(&["set-buffer", "Code: Throttling.User\nMessage: Request was denied."]);
    tmux(&["send-keys", "C-v"]);
    let read = shows("Diagnosis");
    tmux(&["kill-server"]);
    assert!(read, "without a display its buffer is the clipboard");
    assert!(seen && told, "{screen}");
    assert_eq!(buffer, CODE, "{screen}");
    assert!(screen.contains("tmux buffer"), "the route is named: {screen}");
    assert!(!screen.contains("tmux buffer and terminal"), "there is none: {screen}");
}

#[test]
fn a_terminal_around_tmux_that_takes_texts_is_named_and_has_the_code() {
    if !there_are(&["tmux"]) {
        return;
    }
    let script = Script::new().with("LANG", "C.UTF-8").with("TERM", "xterm-256color");
    let folder = script.home().display().to_string();
    let script = script.with("TMUX_TMPDIR", &folder);
    let mut command = CommandBuilder::new("tmux");
    command.args(["-L", "alierr-outer", "-f", "/dev/null", "new-session"]);
    command.arg(format!("{PROGRAM} --lang en"));
    let mut tty = script.open(command);
    tty.see("entries · ").send("invdbinstidnf").see(CODE).send(ENTER).see("tmux buffer and terminal");
    tty.until("the code", |glass| glass.was_sent(osc52(CODE).rsplit(';').next().unwrap_or_default()));
    tty.send(QUIT).end();
}

#[test]
fn the_terminal_around_gnu_screen_has_the_code() {
    if !there_are(&["screen"]) {
        return;
    }
    let script = Script::new().with("LANG", "C.UTF-8");
    let sockets = script.home().join("screens");
    fs::create_dir(&sockets).unwrap();
    fs::set_permissions(&sockets, fs::Permissions::from_mode(0o700)).unwrap();
    let script = script.with("SCREENDIR", &sockets.display().to_string());
    let mut command = CommandBuilder::new("screen");
    command.args(["-U", "-c", "/dev/null", PROGRAM, "--lang", "en"]);
    let mut tty = script.open(command);
    tty.see("entries · ").send("invdbinstidnf").see(CODE).send(ENTER).see("Sent to the terminal");
    tty.until("the code", |glass| glass.was_sent(format!("{}\x07", osc52(CODE))));
    // What is longer than a control string of screen's comes whole, too.
    tty.send("\x19").see("─ Copy ").send("t").see_no_more("─ Copy ").see("Sent to the terminal");
    tty.until("the ticket, whole", |glass| {
        let sent = String::from_utf8_lossy(&glass.bytes).into_owned();
        let last = sent.rsplit("\x1b]52;c;").next().unwrap_or_default().to_owned();
        let text = last.split_once('\x07').map_or("", |(text, _)| text);
        text.len() > 200 && text.chars().all(|c| c.is_ascii_alphanumeric() || "+/=".contains(c))
    });
    tty.send(QUIT).end();
}

#[test]
fn a_command_of_the_users_own_comes_first() {
    let script = Script::new().config("clipboard-command = [\"sh\", \"-c\", \"cat > copied\"]\n");
    let script = script.with("DISPLAY", ":4711");
    let mut tty = script.start(&[]);
    tty.see("entries · ").send("invdbinstidnf").see(CODE).send(ENTER).see(&format!("Copied: {CODE}"));
    assert_eq!(fs::read_to_string(script.home().join("copied")).unwrap(), CODE);
    assert!(!tty.glass().was_sent("\x1b]52"));
}

#[test]
fn a_command_that_fails_or_hangs_is_told_and_nothing_else_is_tried() {
    for (command, said) in [("false", "false: exit status: 1"), ("sleep 60", "sleep: no answer")] {
        let script = Script::new().config(&format!("clipboard-command = \"{command}\"\n"));
        let mut tty = script.start(&[]);
        tty.see("entries · ").send(ENTER).send("throttl").see("throttl").see(said);
        assert!(!tty.glass().was_sent("\x1b]52"));
    }
}

#[test]
fn a_display_that_is_not_there_leaves_the_way_through_the_terminal() {
    let script = Script::new().with("DISPLAY", ":nonexistent");
    let mut tty = script.start(&[]);
    tty.see("entries · ").send("invdbinstidnf").see(CODE).send(ENTER).see("Sent to the terminal");
    assert!(tty.glass().was_sent(osc52(CODE)));
    tty.send(QUIT);
    assert!(tty.end().success());
}

#[test]
fn a_display_that_never_answers_is_not_waited_for() {
    // It takes connections, and that is all it does.
    let (listener, number) = (6100..6200)
        .find_map(|port| Some((TcpListener::bind(("127.0.0.1", port)).ok()?, port - 6000)))
        .expect("a free port");
    let script = Script::new().with("DISPLAY", &format!("127.0.0.1:{number}"));
    let mut tty = script.start(&[]);
    tty.see("entries · ").send("invdbinstidnf").see(CODE).send(ENTER);
    // The keys go on meanwhile.
    tty.send("x").see("invdbinstidnfx");
    assert!(!tty.glass().was_sent("\x1b]52"), "the display still has time");
    tty.see("Sent to the terminal");
    assert!(tty.glass().was_sent(osc52(CODE)));
    let start = Instant::now();
    tty.send(QUIT);
    assert!(tty.end().success());
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    drop(listener);
}

#[test]
fn a_command_that_hangs_is_ended_with_its_children_and_the_next_one_works() {
    // The first call leaves a child that would sleep on; `setsid` shows that there is no terminal to be had.
    let command =
        "if [ -e hung ]; then cat > copied; else touch hung; sleep 4711 & echo $! > child; wait; fi";
    let config = format!(
        "clipboard-command = [\"sh\", \"-c\", \"(: < /dev/tty) 2> /dev/null && touch terminal; {command}\"]\n"
    );
    let script = Script::new().config(&config);
    let mut tty = script.start(&[]);
    tty.see("entries · ").send("invdbinstidnf").see(CODE).send(ENTER).see("sh: no answer");
    assert!(!is_running(&script, "child"), "the child is ended, too");
    tty.send(ENTER).see(&format!("Copied: {CODE}"));
    assert_eq!(fs::read_to_string(script.home().join("copied")).unwrap(), CODE);
    assert!(!script.home().join("terminal").exists());
}

#[test]
fn leaving_does_not_wait_for_a_command_that_hangs_and_leaves_none_behind() {
    let config = "clipboard-command = [\"sh\", \"-c\", \"sleep 4711 & echo $! > child; wait\"]\n";
    let script = Script::new().config(config);
    let mut tty = script.start(&[]);
    tty.see("entries · ").send(ENTER);
    assert!(eventually(PATIENCE, || script.home().join("child").exists()));
    let start = Instant::now();
    tty.send(QUIT);
    assert!(tty.end().success());
    assert!(start.elapsed() < Duration::from_millis(1000), "{:?}", start.elapsed());
    assert!(!is_running(&script, "child"));
}

/// Whether the process runs whose number a file holds.
fn is_running(script: &Script, file: &str) -> bool {
    let number = fs::read_to_string(script.home().join(file)).expect("a number");
    let runs = || {
        let stat = fs::read_to_string(format!("/proc/{}/stat", number.trim())).unwrap_or_default();
        stat.rsplit_once(')').is_some_and(|(_, rest)| !rest.trim_start().starts_with('Z'))
    };
    !eventually(Duration::from_secs(2), || !runs())
}

#[test]
fn an_owner_of_the_clipboard_that_hangs_spoils_one_call_only() {
    if !there_are(&["Xvfb", "xclip"]) {
        return;
    }
    let display = Display::new();
    // It owns the clipboard and answers nobody, for as long as the test may take on a busy machine.
    let mut owner = display.xclip_for("60");
    let mut owner =
        owner.args(["-i", "-quiet"]).stdin(Stdio::piped()).stderr(Stdio::null()).spawn().expect("xclip");
    owner.stdin.take().expect("a pipe").write_all(b"never handed over").expect("xclip reads");
    assert!(eventually(PATIENCE, || display.pasted() == "never handed over"));
    let pid = i32::try_from(owner.id()).ok().and_then(Pid::from_raw).expect("a process");
    // `timeout` runs it as a child of the same group.
    let stop = |signal| {
        let children = fs::read_to_string(format!("/proc/{0}/task/{0}/children", pid.as_raw_nonzero()));
        for child in children.expect("children").split_whitespace() {
            let child = child.parse().ok().and_then(Pid::from_raw).expect("a process");
            kill_process(child, signal).expect("a signal");
        }
    };
    stop(Signal::STOP);
    let script = Script::new().with("DISPLAY", &display.name);
    let mut tty = script.start(&[]);
    tty.see("entries · ").send("\x16").see("does not answer");
    tty.send("invdbinstidnf").see(CODE).send(ENTER).see(&format!("Copied: {CODE}"));
    assert_eq!(display.pasted(), CODE);
    tty.send("\x16").see(&format!("invdbinstidnf{CODE}")).send(QUIT);
    stop(Signal::KILL);
    let _ = owner.wait();
}

#[test]
fn secrets_and_control_characters_never_reach_the_clipboard() {
    let script = Script::new()
        .config("clipboard-command = [\"sh\", \"-c\", \"cat > copied.new; mv copied.new copied\"]\n");
    let mut tty = script.start(&[]);
    let key = concat!("LTAI5t", "QwErTyUiOpAsDfGhJk");
    let message =
        format!("bad \x07 \u{9b}31m \u{202e} AccessKeyId={key}&Signature=c2VjcmV0c2VjcmV0c2VjcmV0 end");
    tty.see("entries · ").paste(&format!("Code: InvalidParameter\nMessage: {message}")).see("Diagnosis");
    let copied = script.home().join("copied");
    for form in ["m", "t", "u"] {
        let _ = fs::remove_file(&copied);
        tty.send("\x19").see("─ Copy ").send(form).see_no_more("─ Copy ");
        assert!(eventually(PATIENCE, || copied.exists()), "{form}");
        let text = fs::read_to_string(&copied).unwrap();
        assert!(!text.contains(key) && !text.contains("c2VjcmV0"), "{text}");
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
        assert!(!text.contains('\u{202e}'), "{text:?}");
    }
}
