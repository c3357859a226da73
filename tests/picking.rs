//! `alierr pick` on a real pseudo-terminal, while its streams go elsewhere.
#![cfg(target_os = "linux")]

mod teletype;

use std::fs;

use teletype::{Script, osc52};

const QUIT: &str = "\x03";
const ENTER: &str = "\r";
const ESC: &str = "\x1b";
const F4: &str = "\x1bOS";
const COPY_AS: &str = "\x19";

const CODE: &str = "InvalidDBInstanceId.NotFound";

#[test]
fn what_is_taken_is_the_value_of_the_substitution() {
    let script = Script::new();
    let mut tty = script.shell(r#"code=$("$ALIERR" pick invdbinstidnf); echo "status $? took [$code]""#);
    tty.see(CODE).is_taken().see("take it");
    tty.send(ENTER).see(&format!("status 0 took [{CODE}]"));
    tty.end();
    tty.is_sane();
    assert!(!tty.glass().was_sent("\x1b]52"), "nothing is copied");
}

#[test]
fn leaving_takes_nothing() {
    for keys in [&[QUIT][..], &[ESC, ESC, ESC]] {
        let script = Script::new();
        let mut tty = script.shell(r#"code=$("$ALIERR" pick throttl); echo "status $? took [$code]""#);
        tty.see("Throttling").is_taken();
        for key in keys {
            tty.send(key).quiet(std::time::Duration::from_millis(150));
        }
        tty.see("status 1 took []");
        tty.end();
        tty.is_sane();
    }
}

#[test]
fn a_pipe_is_diagnosed_and_keys_and_screen_are_the_terminals() {
    let script = Script::new();
    let error = "Code: Throttling.User, Message: x, RequestId: 473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E";
    let mut tty = script.shell(&format!(r#"echo '{error}' | "$ALIERR" pick > took; echo "status $?""#));
    tty.see("Diagnosis").see("Throttling.User").is_taken().send(ENTER).see("status 0");
    tty.end();
    tty.is_sane();
    assert_eq!(fs::read_to_string(script.home().join("took")).unwrap(), "Throttling.User\n");
}

#[test]
fn a_pipe_without_an_error_opens_nothing() {
    let script = Script::new();
    let mut tty = script.shell(r#"code=$(echo fine | "$ALIERR" pick); echo "status $? took [$code]""#);
    tty.see("no Alibaba Cloud error").see("status 1 took []");
    tty.end();
    assert!(!tty.glass().was_sent("\x1b[?1049h"));
}

#[test]
fn every_part_of_an_entry_can_be_taken() {
    for (part, told) in [
        ("code", "IncompleteSignature"),
        ("message", "signature"),
        ("explanation", "。"),
        ("json", "\"code\": \"IncompleteSignature\""),
        ("url", "https://"),
    ] {
        let script = Script::new().with("LANG", "zh_CN.UTF-8");
        let command = format!(r#""$ALIERR" pick --take {part} IncompleteSignature > took; echo "status $?""#);
        let mut tty = script.shell(&command);
        // Enter takes the query's first hit, even if it comes before the answer.
        tty.is_taken().send(ENTER).see("status 0");
        tty.end();
        let took = fs::read_to_string(script.home().join("took")).unwrap();
        assert!(took.contains(told) && took.ends_with('\n'), "{part}: {took}");
    }
}

#[test]
fn colours_and_size_are_the_terminals_own() {
    let script = Script::new().size(90, 24).with("COLUMNS", "40");
    let mut tty = script.shell(r#""$ALIERR" pick throttl > took 2> said; echo "status $?""#);
    tty.see("Throttling").is_taken().until("a footer on the last line, in colours", |glass| {
        let screen = glass.screen();
        let last = screen.contents_between(23, 0, 23, 90);
        let coloured =
            |column| screen.cell(23, column).is_some_and(|cell| cell.fgcolor() != vt100::Color::Default);
        last.contains("take it") && (0..90).any(coloured)
    });
    tty.send(QUIT).see("status 1");
    tty.end();
    for file in ["took", "said"] {
        assert_eq!(fs::read_to_string(script.home().join(file)).unwrap(), "", "{file}");
    }
}

#[test]
fn the_copy_menu_copies_as_ever() {
    let script = Script::new();
    let mut tty = script.shell(r#"code=$("$ALIERR" pick invdbinstidnf); echo "status $? took [$code]""#);
    tty.see(CODE).see("take it").send(COPY_AS).see("copy as").send("c").see("Sent");
    assert!(tty.glass().was_sent(osc52(CODE)));
    tty.send(QUIT).see("status 1 took []");
}

#[test]
fn without_a_terminal_or_on_a_dumb_one_it_says_so() {
    let script = Script::new();
    let alone = r#"setsid -w "$ALIERR" pick throttl < /dev/null > took; echo "status $?""#;
    script.shell(alone).see("the browser cannot be opened").see("status 2");
    let dumb = r#"TERM=dumb "$ALIERR" pick; echo "status $?""#;
    script.shell(dumb).see("the browser cannot be opened: TERM=dumb").see("status 2");
    let dumb = r#"TERM=dumb "$ALIERR"; echo "status $?""#;
    script.shell(dumb).see("the browser cannot be opened: TERM=dumb").see("alierr search").see("status 2");
}

#[test]
fn a_pipe_beside_a_query_is_a_key_away() {
    let error = "Code: Throttling.User, Message: x, RequestId: 473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E";
    for command in ["pick BucketNotE", "BucketNotE"] {
        let script = Script::new();
        let mut tty = script.shell(&format!(r#"echo '{error}' | "$ALIERR" {command}; echo "status $?""#));
        tty.see("BucketNotEmpty").is_taken().see("back to the diagnosis").send(F4).see("Diagnosis");
        tty.see("Throttling.User").send(QUIT).see("status");
        tty.end();
        tty.is_sane();
    }
    // Without an error in it the query is all there is.
    let script = Script::new();
    let mut tty = script.shell(r#"echo fine | "$ALIERR" pick BucketNotE; echo "status $?""#);
    tty.see("BucketNotEmpty").is_taken().send(ENTER).see("no Alibaba Cloud error").see("status 0");
    tty.end();
    // Where no browser is shown, the query alone is answered.
    let mut tty = script.shell(&format!(
        r#"echo '{error}' | {{ sleep 0.3; "$ALIERR" BucketNotEmpty >out; echo "status $?"; }}; cat out"#
    ));
    tty.see("what is piped in is not read").see("status 0").see("BucketNotEmpty");
}

#[test]
fn an_entry_without_a_message_says_so() {
    let script = Script::new();
    let mut tty =
        script.shell(r#"took=$("$ALIERR" pick --take message BucketNotEmpty); echo "took [$took]""#);
    tty.see("BucketNotEmpty").is_taken().see("Enter no message to take");
    tty.send(ENTER).see("This entry has no message of the service: Ctrl-Y");
    tty.send(QUIT).see("took []");
    tty.end();
    tty.is_sane();
}

#[test]
fn a_named_file_is_browsed_by_both_and_several_are_printed() {
    let script = Script::new();
    for (name, code) in [("app.log", "Throttling.User"), ("logs/other.log", "Forbidden.RAM")] {
        std::fs::create_dir_all(script.home().join("logs")).expect("a folder");
        fs::write(script.home().join(name), format!("Code: {code}, Message: x\n")).unwrap();
    }
    let mut tty = script.start(&["pick", "app.log"]);
    tty.see("Diagnosis").see("Throttling.User").is_taken().send(QUIT);
    tty.end();
    for args in [&["app.log", "logs/other.log"][..], &["logs/"]] {
        let mut tty = script.start(args);
        tty.see("Forbidden.RAM");
        assert!(tty.end().success());
        assert!(!tty.glass().was_sent("\x1b[?1049h"), "{args:?}");
    }
    let mut tty = script.start(&["nofile.log"]);
    tty.see("there is no such file: nofile.log");
    assert_eq!(tty.end().exit_code(), 2);
}

#[test]
fn a_locale_of_another_character_set_is_warned_in_ascii() {
    let script = Script::new().with("LANG", "zh_CN.GBK");
    let mut tty = script.start(&["search", "BucketNotEmpty"]);
    tty.see("your locale says GBK, but the output is UTF-8");
    tty.end();
    let said = tty.glass().text();
    let line = said.lines().find(|line| line.starts_with("alierr: ")).unwrap_or_default().to_owned();
    assert!(line.is_ascii(), "{line}");
}

#[test]
fn keys_have_names_where_signs_are_of_ascii() {
    let script = Script::new();
    let mut tty = script.start(&["--plain-list", "throttl"]);
    tty.see("Throttling").is_taken().see("copy as.").see_no_more("~").see_no_more("Shift-v").send(QUIT);
    tty.end();
}

#[test]
fn a_signal_ends_it_with_the_terminal_as_it_was() {
    let script = Script::new();
    let mut tty = script.shell(r#"exec "$ALIERR" pick throttl > took"#);
    tty.see("Throttling").is_taken().signal(rustix::process::Signal::TERM);
    assert!(tty.end().signal().is_some());
    tty.is_sane();
    assert_eq!(fs::read_to_string(script.home().join("took")).unwrap(), "");
}

#[test]
fn a_file_that_is_named_is_browsed_and_a_code_is_a_query() {
    let script = Script::new();
    fs::write(script.home().join("app.log"), "Code: Throttling.User, Message: x\n").unwrap();
    fs::write(script.home().join(CODE), "Code: Throttling.User, Message: x\n").unwrap();
    let mut tty = script.start(&["app.log"]);
    tty.see("Diagnosis").see("Throttling.User").is_taken().send(QUIT);
    assert!(tty.end().success());
    tty.is_sane();
    let mut tty = script.start(&[CODE]);
    tty.see(CODE).until("no findings", |glass| !glass.shows("Diagnosis")).send(QUIT);
}
