//! Ctrl-C on a real terminal while the bar is on it.

use std::time::Duration;

use super::teletype::Script;
use super::tree::answer;
use super::{Reply, Server};

#[test]
fn an_interrupted_run_leaves_the_terminal_as_it_was_and_the_next_one_goes_on() {
    let pets: Vec<String> = (10..50).map(|number| format!("Pet{number}")).collect();
    let server = Server::start(move |request| {
        let names: Vec<&str> = pets.iter().map(String::as_str).collect();
        std::thread::sleep(Duration::from_millis(40));
        match answer(&names, request) {
            // It marks no editions: nothing but what was remembered tells what was done.
            Reply::Text(text) => Reply::Plain(text),
            reply => reply,
        }
    });
    let script = Script::new();
    let update = ["update", "--from", &server.address, "--lang", "en"];
    let mut terminal = script.start(&update);
    // Not every step is painted.
    terminal.until("a bar half way", |glass| (20..35).any(|done| glass.was_sent(format!("{done}/40"))));
    terminal.send("\x03");
    assert!(terminal.end().signal().is_some());
    terminal.is_sane();
    server.requests();
    let mut terminal = script.start(&update);
    terminal.see("40 products, 80 errors");
    assert!(terminal.end().success());
    terminal.is_sane();
    assert!(server.count() < 80, "{} requests", server.count());
}
