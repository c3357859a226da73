//! The scripts of `alierr init` in real shells on a real terminal.
#![cfg(unix)]

mod teletype;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use portable_pty::CommandBuilder;
use teletype::{Glass, PROGRAM, Script, Teletype};

/// A shell, how it is started without the user's own files, and how it takes a script.
struct Shell {
    name: &'static str,
    arguments: &'static [&'static str],
    begin: &'static str,
    init: &'static str,
    /// A command that prints `init 0` without having that in the line itself.
    say: &'static str,
}

const BASH: Shell = Shell {
    name: "bash",
    arguments: &["--norc", "--noprofile", "-i"],
    begin: "PS1='ready> '",
    init: "eval \"$(alierr init bash)\"",
    say: "echo init $((3-3))",
};

const ZSH: Shell = Shell {
    name: "zsh",
    arguments: &["-f", "-i"],
    begin: "PS1='ready> '; autoload -Uz compinit; compinit -D -u",
    init: "eval \"$(alierr init zsh)\"",
    say: "echo init $((3-3))",
};

const FISH: Shell = Shell {
    name: "fish",
    arguments: &["--no-config", "-i"],
    begin: "function fish_prompt; printf 'ready> '; end; fish_default_key_bindings",
    init: "alierr init fish | source",
    say: "echo init (math 3 - 3)",
};

const ALL: [Shell; 3] = [BASH, ZSH, FISH];

fn is_there(program: &str) -> bool {
    let there = Command::new(program).arg("--version").output().is_ok();
    if !there {
        eprintln!("skipped, as there is no {program}");
    }
    there
}

/// A `PATH` with the program under test as `alierr`, behind what a test puts there.
fn path(home: &Path) -> String {
    let bin = home.join("bin");
    std::fs::create_dir_all(&bin).expect("a folder");
    let link = bin.join("alierr");
    if !link.exists() {
        std::os::unix::fs::symlink(PROGRAM, link).expect("a link");
    }
    format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default())
}

/// A program for `PATH` that passes all commands but one to the real one.
fn stand_in(home: &Path, command: &str, answer: &str) {
    let text = format!("#!/bin/sh\n[ \"$1\" = {command} ] || exec '{PROGRAM}' \"$@\"\n{answer}\n");
    let file = home.join("bin/alierr");
    let _ = std::fs::remove_file(&file);
    std::fs::write(&file, text).expect("a script");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).expect("its mode");
}

/// Waits for a prompt with nothing behind it: a shell that is not yet there may drop what is typed.
fn prompt(terminal: &mut Teletype) {
    terminal.until("a prompt", |glass| {
        let row = usize::from(glass.screen().cursor_position().0);
        glass.text().lines().nth(row).is_some_and(|line| line.trim_end() == "ready>")
    });
}

fn start(shell: &Shell, script: &Script) -> Teletype {
    let mut command = CommandBuilder::new(shell.name);
    command.args(shell.arguments);
    let mut terminal = script.open(command);
    begin(shell, &mut terminal);
    terminal
}

fn begin(shell: &Shell, terminal: &mut Teletype) {
    terminal.send(format!("{}\r", shell.begin));
    prompt(terminal);
    terminal.send(format!("{}; {}\r", shell.init, shell.say)).see("init 0");
    prompt(terminal);
}

fn world(shell: &Shell) -> Option<Script> {
    if !is_there(shell.name) {
        return None;
    }
    let script = Script::new();
    let path = path(script.home());
    Some(script.with("PATH", &path))
}

#[test]
fn filters_codes_and_commands_complete() {
    for shell in &ALL {
        let Some(script) = world(shell) else { continue };
        let mut terminal = start(shell, &script);
        for (typed, completed) in [
            ("alierr search product:act", "alierr search product:Actiontrail"),
            ("alierr search -- -product:act", "alierr search -- -product:Actiontrail"),
            ("alierr search quota category:thro", "alierr search quota category:throttling"),
            ("alierr explain InvalidDiskId.N", "alierr explain InvalidDiskId.NotFound"),
            ("alierr compl", "alierr completions"),
            ("alierr search x --product=Act", "alierr search x --product=Actiontrail"),
            ("alierr search -p actiont", "alierr search -p Actiontrail"),
            ("alierr explain invaliddiskid.n", "alierr explain InvalidDiskId.NotFound"),
        ] {
            // Only fish removes its list of completions by itself.
            terminal.send(typed).send("\t").until(completed, |glass| glass.shows(completed));
            terminal.send("\u{15}");
        }
        terminal.send("alierr search status:40\t\t").see("404").see("403").send("\u{15}");
        terminal.send("exit\r");
        terminal.end();
    }
}

#[test]
fn completion_never_eats_what_was_typed() {
    for shell in &ALL {
        let Some(script) = world(shell) else { continue };
        let mut terminal = start(shell, &script);
        for typed in
            ["explain invalidvpcid.notf", "explain InvalidVpc", "explain -p slb inv", "search product:sl"]
        {
            let line = format!("alierr {typed}");
            terminal.send(&line).see(&line).send("\t").quiet(Duration::from_millis(700));
            let kept = |glass: &Glass| {
                let row = usize::from(glass.screen().cursor_position().0);
                let shown = glass.text().lines().nth(row).unwrap_or_default().to_lowercase();
                shown.contains(&line.to_lowercase())
            };
            terminal.until(&format!("{} {line}", shell.name), kept).send("\u{15}");
        }
        terminal.send("exit\r");
        terminal.end();
    }
    let Some(script) = world(&BASH) else { return };
    let mut terminal = start(&BASH, &script);
    terminal.send("alierr explain invalidvpcid.notf\t").see("alierr explain InvalidVpcId.NotFound");
    terminal.send("\u{15}alierr explain -p slb inv\t").see("alierr explain -p slb Inv");
    terminal.send("\u{15}alierr \t\t").see("diagnose").see("completions");
    assert!(!terminal.glass().shows("--builtin-only"), "{}", terminal.glass().text());
    terminal.send("\u{15}exit\r");
    terminal.end();
}

#[test]
fn the_key_puts_what_was_picked_where_the_cursor_is() {
    for shell in &ALL {
        let Some(script) = world(shell) else { continue };
        stand_in(script.home(), "pick", "echo InvalidVpcId.NotFound");
        let mut terminal = start(shell, &script);
        terminal
            .send("echo before  after\u{1b}b\u{2}")
            .send("\u{1b}m")
            .see("before InvalidVpcId.NotFound after");
        terminal.send("\r").until("the line is run", |glass| {
            glass.text().matches("before InvalidVpcId.NotFound after").count() == 2
        });
        // If the browser is left without a choice, the line does not change.
        stand_in(script.home(), "pick", "exit 1");
        terminal.send("echo un").send("\u{1b}m").send("changed\r").see("\nunchanged");
        terminal.send("exit\r");
        terminal.end();
    }
}

#[test]
fn the_key_is_free_in_all_shells() {
    let list = |shell: &str, arguments: &[&str]| {
        let output = Command::new(shell).args(arguments).env("TERM", "xterm").output().expect("a shell");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    if is_there("bash") {
        let keys =
            list("bash", &["--norc", "-ic", "bind -m emacs -p; bind -m vi-insert -p; bind -m vi-command -p"]);
        assert!(keys.contains("\"\\ef\"") && !keys.contains("\"\\em\""), "{keys}");
    }
    if is_there("zsh") {
        let keys = list("zsh", &["-f", "-c", "bindkey -M emacs; bindkey -M viins; bindkey -M vicmd"]);
        assert!(keys.contains("\"^[f\"") && !keys.contains("\"^[m\""), "{keys}");
    }
    // Fish lists its bindings only in an interactive shell.
    if let Some(script) = world(&FISH) {
        let mut command = CommandBuilder::new("fish");
        command.args(FISH.arguments);
        let mut terminal = script.open(command);
        terminal.send(format!("{}\r", FISH.begin));
        prompt(&mut terminal);
        terminal.send("bind \\em; and echo bound (math 1 + 1)\r").see("No binding found");
        terminal.send("clear; fish_vi_key_bindings; bind -M insert \\em\r").see_no_more("bound");
        terminal.see("No binding found");
    }
}

#[test]
fn a_key_can_be_chosen_and_left_out() {
    let script = |arguments: &[&str]| {
        let output = Command::new(PROGRAM).arg("init").args(arguments).output().expect("the program");
        assert!(output.status.success());
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert!(script(&["bash", "--key", "ctrl-x"]).contains("__alierr_key='\\C-x'"));
    assert!(script(&["bash", "--key", "none"]).contains("__alierr_key=''"));
    let output =
        Command::new(PROGRAM).args(["init", "zsh", "--key", "ctrl-c"]).output().expect("the program");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn elsewhere_the_last_output_is_not_to_be_had() {
    let output = Command::new(PROGRAM)
        .arg("last")
        .env_remove("TMUX_PANE")
        .env_remove("KITTY_WINDOW_ID")
        .output()
        .expect("the program");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("alierr run"));
}

#[test]
fn in_tmux_the_last_command_is_diagnosed_and_none_before_it() {
    if !is_there("tmux") {
        return;
    }
    for shell in &ALL {
        let Some(script) = world(shell) else { continue };
        let home = script.home().display().to_string();
        let script = script.with("TMUX_TMPDIR", &home);
        let mut command = CommandBuilder::new("tmux");
        command.args(["-f", "/dev/null", "new-session", "-x", "120", "-y", "40", "--", shell.name]);
        command.args(shell.arguments);
        let mut terminal = script.open(command);
        begin(shell, &mut terminal);
        terminal.send("echo Code: Throttling.User\r").see("\nCode: Throttling.User");
        // The output is longer than the screen.
        terminal.send("echo Code: Forbidden.RAM; seq 60\r").see("\n60");
        terminal.send("alierr-last | grep -c ^Forbidden.RAM\r").see("\n1");
        terminal.send("echo Code: Forbidden.RAM\r").see("\nCode: Forbidden.RAM");
        terminal.send("alierr-last | grep -nE '^(Forbidden|Throttling)'\r").see("\n2:Forbidden.RAM");
        assert!(!terminal.glass().shows(":Throttling"), "{}", terminal.glass().text());
        terminal.send("exit\r");
        terminal.end();
        let _ = Command::new("tmux").arg("kill-server").env("TMUX_TMPDIR", &home).output();
    }
}
