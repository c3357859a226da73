//! The user's settings, and what is remembered between runs.
#![cfg(target_os = "linux")]

mod teletype;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use teletype::Script;

const QUIT: &str = "\x03";
const ENTER: &str = "\r";
const F1: &str = "\x1bOP";
const F3: &str = "\x1bOR";
const F5: &str = "\x1b[15~";

#[test]
fn queries_are_remembered_for_the_next_run_by_the_owner_alone() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("entries · ").send("whitelist").see("whitelist").send(ENTER).see("Sent").send(QUIT).end();
    let file = script.home().join(".local/state/alierr/memory.json");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let mut tty = script.start(&[]);
    tty.see("entries · ").send("\x12").see("whitelist").send(ENTER).until("the query", |glass| {
        glass.text().lines().next().is_some_and(|line| line.contains("whitelist"))
    });
}

#[test]
fn twenty_browsers_at_once_keep_twenty_queries() {
    let script = Script::new();
    let mut browsers: Vec<_> = (0..20).map(|_| script.start(&[])).collect();
    for (number, tty) in browsers.iter_mut().enumerate() {
        tty.see("entries · ").send(format!("throttl{}", "ing ".repeat(number))).see("throttl");
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
    tty.see("is broken: it is memory.broken.json now").see("entries · ").send("whitelist").see("whitelist");
    tty.send(QUIT).end();
    assert_eq!(fs::read_to_string(folder.join("memory.broken.json")).unwrap(), "{\"queries\": [\"half");
    assert!(fs::read_to_string(folder.join("memory.json")).unwrap().contains("whitelist"));
}

#[test]
fn the_language_that_was_switched_to_is_that_of_the_next_run() {
    let script = Script::new();
    let mut tty = script.start(&[]);
    tty.see("Products").send(F3).see("产品").send(QUIT).end();
    script.start(&[]).see("产品").send(F3).see("Products");
    script.start(&["--lang", "zh"]).see("产品");
    script.start(&[]).see("Products");
}

#[test]
fn the_colours_that_were_switched_to_are_those_of_the_next_run() {
    const DARK: &str = "\x1b[38;2;255;138;61m";
    let script = Script::new().with("COLORTERM", "truecolor");
    let mut tty = script.start(&[]);
    tty.see("Products");
    assert!(!tty.glass().was_sent(DARK), "the ground is not known");
    tty.send(F5)
        .see("for a dark background")
        .until("its colours", |glass| glass.was_sent(DARK))
        .send(QUIT)
        .end();
    let mut tty = script.start(&[]);
    tty.see("Products").until("its colours", |glass| glass.was_sent(DARK));
    tty.send(F5).see("for a light background").send(F5).see("Colours: none").send(QUIT).end();
    // What the config says holds.
    let script = script.config("theme = \"light\"\n");
    script.start(&[]).see("Products").send(F5).see("Colours: none");
}

#[test]
fn nothing_is_remembered_where_that_is_not_wanted() {
    let script = Script::new().config("history = false\n");
    let mut tty = script.start(&[]);
    tty.see("entries · ").send("whitelist").see("whitelist").send(ENTER).see("Sent").send(QUIT).end();
    assert!(!script.home().join(".local/state/alierr/memory.json").exists());
}

#[test]
fn a_bad_config_is_a_warning_with_its_place_and_the_rest_holds() {
    let script =
        Script::new().config("them = \"dark\"\nmouse = false\n[keys.list]\n\"ctrl-x\" = \"copy-messge\"\n");
    let mut tty = script.start(&[]);
    tty.see("config.toml:1:1").see("(+1: alierr config)").see("entries · ");
    assert_eq!(tty.glass().screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    let script = Script::new().config("them = \"dark\"\nlanguage = \"zh\"\n");
    script.start(&[]).see("config.toml:1:1: 没有设置项“them”，是不是想写“theme”？");
    let script = Script::new().config("mouse = = \n\u{0}[[[");
    let mut tty = script.start(&[]);
    tty.see("config.toml:1:").send("throttl").see("throttl").send(QUIT);
    assert!(tty.end().success());
}

#[test]
fn remapped_keys_work_and_stand_in_the_help() {
    let script = Script::new().config("[keys.list]\n\"ctrl-x\" = \"copy-code\"\n");
    let mut tty = script.start(&[]);
    tty.see("entries · ").send("\x18").see("Sent").send(F1).see("Ctrl-X");
}
