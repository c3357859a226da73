//! `alierr update`: against a server on the loopback interface and against folders, never against the network.
#![cfg(feature = "update")]

#[cfg(unix)]
#[path = "update/interrupted.rs"]
mod interrupted;
#[path = "cli/program.rs"]
#[allow(dead_code, reason = "no test here writes to standard input")]
mod program;
#[path = "update/proxied.rs"]
mod proxied;
#[path = "update/proxy.rs"]
mod proxy;
#[path = "update/server.rs"]
mod server;
#[cfg(unix)]
mod teletype;
#[path = "update/tree.rs"]
mod tree;

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use alierr::fetch::{self, Fault, Limits, Wanted};
use program::World;
use serde_json::Value;
use server::{Reply, Server};
use tree::{answer, api_docs, asked, item, list};

const PETS: [&str; 3] = ["Cats", "Dogs", "fish"];

/// The state and the number of entries of each product of a report.
fn states(report: &Value) -> Vec<(String, u64, String)> {
    let products = report["products"].as_array().expect("products");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let state = |product: &Value| {
        (text(&product["id"]), product["entries"].as_u64().unwrap_or(9999), text(&product["state"]))
    };
    products.iter().map(state).collect()
}

fn all(state: &str) -> Vec<(String, u64, String)> {
    PETS.iter().map(|pet| ((*pet).to_owned(), 2, state.to_owned())).collect()
}

fn update<'a>(server: &'a Server, more: &[&'a str]) -> Vec<&'a str> {
    let mut args = vec!["update", "--from", &server.address, "--format", "json"];
    args.extend(more);
    args
}

fn codes(world: &World, product: &str) -> Vec<String> {
    let tsv = world.run(["export", "-p", product, "--format", "tsv"]).good().out;
    tsv.lines().skip(1).filter_map(|line| line.split('\t').nth(3)).map(str::to_owned).collect()
}

#[test]
fn every_product_is_fetched_in_both_languages() {
    let (world, server) = (World::new(), Server::start(|request| answer(&PETS, request)));
    let report = world.run(update(&server, &[])).good().json();
    assert_eq!(states(&report), all("new"));
    assert!(report["products"].as_array().unwrap().iter().all(|product| product["reason"].is_null()));
    let requests = server.requests();
    assert_eq!(requests.len(), 8, "the list and three products, in two languages");
    for request in &requests {
        assert!(request.header("user-agent").starts_with("alierr/"));
        assert!(request.header("accept-encoding").contains("gzip"));
        assert!(!request.headers.contains_key("if-none-match"));
    }
    let entry = world.run(["explain", "Dogs.NotFound", "--format", "json"]).good().json();
    let entry = &entry["entries"][0];
    assert_eq!(entry["explanation"]["zh"], "没有找到。");
    assert_eq!(entry["description_en"], "It was not found.");
    assert_eq!(entry["product_name"], serde_json::json!({"zh": "Dogs产品", "en": "Dogs Product"}));
    assert_eq!(entry["sections"].as_array().map(Vec::len), Some(2));
    let products = world.run(["products", "--format", "json"]).good().json();
    let dogs = products["products"].as_array().unwrap().iter().find(|product| product["id"] == "Dogs");
    let updated = dogs.unwrap()["updated"].as_str().unwrap();
    assert_eq!((updated.len(), &updated[..2], &updated[19..]), (20, "20", "Z"));
}

#[test]
fn what_did_not_change_is_not_sent_again() {
    let (world, server) = (World::new(), Server::start(|request| answer(&PETS, request)));
    world.run(update(&server, &[])).good();
    server.requests();
    assert_eq!(states(&world.run(update(&server, &[])).good().json()), all("unchanged"));
    let marked =
        server.requests().iter().filter(|request| !request.header("if-none-match").is_empty()).count();
    assert_eq!(marked, 6);
    // Forgotten documents, and those whose file is gone, are fetched again.
    world.run(["catalog", "forget", "meta/v1/products/Dogs/versions/2020-02-02/api-docs.json"]).good();
    let report = world.run(update(&server, &[])).good().json();
    let state = |id: &str| states(&report).into_iter().find(|state| state.0 == id).map(|state| state.2);
    assert_eq!((state("Cats").as_deref(), state("Dogs").as_deref()), (Some("unchanged"), Some("new")));
}

#[test]
fn a_change_in_one_language_is_paired_with_what_the_other_says() {
    let world = World::new();
    let changes = std::sync::atomic::AtomicUsize::new(0);
    let server = Server::start(move |request| match asked(request) {
        (Some("Dogs"), version, "EN_US") => {
            let told = api_docs("Dogs", version, "EN_US");
            let asks = changes.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            // The second edition describes the error in other words, and has no second error.
            Reply::Text(if asks == 0 { told } else { told.replace("It was", "The dog was") })
        }
        _ => answer(&["Dogs"], request),
    });
    world.run(update(&server, &[])).good();
    let report = world.run(update(&server, &[])).good().json();
    assert_eq!(states(&report), [("Dogs".to_owned(), 2, "changed".to_owned())]);
    let entry = world.run(["explain", "Dogs.NotFound", "--format", "json"]).good().json();
    assert_eq!(entry["entries"][0]["explanation"]["zh"], "没有找到。");
    assert_eq!(entry["entries"][0]["description_en"], "The dog was not found.");
}

#[test]
fn a_server_that_stumbles_is_asked_again() {
    let world = World::new();
    let pets = ["Busy", "Fallen", "Half", "HalfGzip", "Gzip", "Moved"];
    let server = Server::start(move |request| {
        let Reply::Text(text) = answer(&pets, request) else { panic!("a text") };
        let (product, _, language) = asked(request);
        match (product, request.nth, language) {
            (Some("Busy"), 0, _) => Reply::Status(429, "Retry-After: 1\r\n"),
            (Some("Fallen"), 0, "ZH_CN") => Reply::Status(500, ""),
            (Some("Half"), 0, "ZH_CN") => Reply::Half(text),
            (Some("HalfGzip"), 0, "ZH_CN") => Reply::HalfGzip(text),
            (Some("Gzip"), ..) => Reply::Gzip(text),
            (Some("Moved"), ..) if !request.target.contains("elsewhere") => {
                Reply::Redirect(format!("/elsewhere{}", request.target))
            }
            _ => Reply::Text(text),
        }
    });
    let started = Instant::now();
    let report = world.run(update(&server, &[])).good().json();
    assert!(states(&report).iter().all(|state| state.1 == 2 && state.2 == "new"), "{report}");
    assert!(started.elapsed() >= Duration::from_secs(1), "the server wanted to be left alone for a second");
    assert!(server.busiest() <= 4, "{} at once", server.busiest());
}

#[test]
fn a_product_that_fails_is_said_and_the_others_are_kept() {
    let world = World::new();
    let pets = ["Broken", "Cats", "Forbidden", "Gone", "Loop", "Other", "Zh", "..", "NoVersion"];
    let server = Server::start(move |request| match asked(request) {
        (None, _, language) => {
            let versionless = r#"{"code": "NoVersion", "versions": []}"#;
            Reply::Text(list(&pets, language).replace(&item("NoVersion", language), versionless))
        }
        (Some("Broken"), version, language) => {
            Reply::Text(api_docs("Broken", version, language)[9..].to_owned())
        }
        (Some("Forbidden"), ..) => Reply::Status(403, ""),
        (Some("Gone"), ..) | (Some("Zh"), _, "EN_US") => Reply::Status(404, ""),
        (Some("Loop"), ..) => Reply::Redirect(request.target.clone()),
        (Some("Other"), ..) => Reply::Text("{\"code\": 0}".to_owned()),
        _ => answer(&pets, request),
    });
    let run = world.run(update(&server, &[])).status(2);
    assert_eq!(run.err, "alierr: 7 个产品失败，其余已保留\n");
    let report = run.json();
    let reason = |id: &str| {
        let mut products = report["products"].as_array().unwrap().iter();
        let product = products.find(|product| product["id"] == id).unwrap();
        format!("{}: {}", product["state"].as_str().unwrap(), product["reason"].as_str().unwrap_or("-"))
    };
    for (id, begins) in [
        ("Cats", "new: -"),
        ("Zh", "new: there is no metadata in English"),
        ("Broken", "failed: no metadata of an API: line 1, "),
        ("Forbidden", "failed: HTTP status 403"),
        ("Gone", "failed: there is none"),
        ("Loop", "failed: it leads to another address again and again"),
        ("Other", "failed: no metadata of an API"),
        ("..", "failed: an id or a version that is no name of a file"),
        ("NoVersion", "failed: the list of products tells no version of it"),
    ] {
        assert!(reason(id).starts_with(begins), "{id}: {}", reason(id));
    }
    assert_eq!(codes(&world, "Cats").len(), 2);
    // Products that were fetched are kept if others fail later.
    let deaf = Server::start(|request| match asked(request) {
        (None, _, language) => Reply::Plain(list(&["Cats"], language)),
        _ => Reply::Status(403, ""),
    });
    let text = world.run(["update", "--from", &deaf.address, "--lang", "en"]).status(2);
    assert_eq!(text.out, "Cats       0  failed: HTTP status 403\n1 product, 0 errors: 1 failed\n");
    assert_eq!(text.err, "alierr: 1 product failed\n");
    let text = world.run(["update", "--from", &deaf.address, "--lang", "zh"]).status(2);
    assert_eq!(text.out, "Cats       0  失败: HTTP 状态码 403\n1 个产品，0 条错误码：失败 1 个\n");
    assert_eq!(codes(&world, "Cats").len(), 2);
}

#[test]
fn a_server_without_a_list_is_a_sentence() {
    let world = World::new();
    let server = Server::start(|_| Reply::Status(404, ""));
    world.run(update(&server, &[])).refused(&[&server.address, "不存在"]);
    let server = Server::start(|_| Reply::Plain("<html>".to_owned()));
    world.run(update(&server, &["--lang", "en"])).refused(&["not JSON"]);
    // A port that nobody listens on; one that was free a moment ago may be that of another test now.
    let nobody = "http://127.0.0.1:1";
    world.run(["update", "--from", nobody, "--lang", "en"]).refused(&[nobody, "cannot be reached"]);
    world.run(["update", "--from", nobody]).refused(&[nobody, "无法连接"]);
    world.run(["update", "--from", "/nowhere/at/all"]).refused(&["/nowhere/at/all"]);
    world.file("empty/file", "");
    world.run(["update", "--from", "empty"]).refused(&["api-docs.json"]);
    assert!(!world.path(".local").exists());
}

#[test]
fn a_server_that_cannot_prove_itself_is_no_answer_that_was_cut_off() {
    let world = World::new();
    let plain = Server::start(|request| answer(&["Dogs"], request));
    let secure = plain.address.replace("http:", "https:");
    let said = world.run(["update", "--from", &secure, "--lang", "en"]);
    assert_eq!(said.err.lines().count(), 1, "{}", said.err);
    said.refused(&["no secure connection"]);
}

/// A line wider than the terminal would stay behind with each step.
#[test]
#[cfg(unix)]
fn the_bar_keeps_to_one_line_and_goes_away() {
    let server = Server::start(|request| answer(&PETS, request));
    for (columns, lang) in [(100, "zh"), (40, "zh"), (30, "en")] {
        let script = teletype::Script::new().size(columns, 20);
        let mut terminal = script.start(&["update", "--from", &server.address, "--lang", lang]);
        terminal.until("a bar", |glass| glass.was_sent("3/3"));
        assert!(terminal.end().success());
        let text = terminal.glass().text();
        assert!(!text.contains('░') && !text.contains(" MB"), "{columns} {lang}: {text}");
    }
}

/// Fetches one product's metadata with short time limits.
fn fault_of(server: &Server, change: impl Fn(&mut Limits)) -> Option<Fault> {
    let mut limits = Limits { pause: Duration::from_millis(1), tries: 2, ..Limits::default() };
    change(&mut limits);
    let tree = fetch::Server::new(&server.address, limits).expect("an address");
    let wanted = Wanted { product: "Dogs".to_owned(), version: "2020-02-02".to_owned(), marks: None };
    let mut fault = None;
    fetch::fetch(&tree, &[wanted], &limits, |fetched| {
        fault = fetched.read.err();
        ControlFlow::Continue(())
    });
    fault
}

#[test]
fn nothing_is_waited_for_without_end_or_taken_without_bounds() {
    let silent = Server::start(|_| Reply::Silence);
    let short = |limits: &mut Limits| limits.silence = Duration::from_millis(50);
    assert_eq!(fault_of(&silent, short), Some(Fault::TimedOut));
    let hasty = |limits: &mut Limits| limits.whole = Duration::from_millis(50);
    assert_eq!(fault_of(&silent, hasty), Some(Fault::TimedOut));
    assert_eq!(silent.count(), 4, "two tries each");

    let large = Server::start(|request| match answer(&["Dogs"], request) {
        // A small answer that unpacks to a large one.
        Reply::Text(text) => Reply::Gzip(text + &" ".repeat(1_000_000)),
        reply => reply,
    });
    let small = |limits: &mut Limits| limits.bytes = 500_000;
    assert_eq!(fault_of(&large, small), Some(Fault::TooLarge(500_000)));
    assert_eq!(large.count(), 1, "it would be as large again");
    assert_eq!(fault_of(&large, |_| {}), None);

    let shy = Server::start(|_| Reply::Status(503, "Retry-After: 3600\r\n"));
    assert_eq!(fault_of(&shy, |_| {}), Some(Fault::Status(503)));
    assert_eq!(shy.count(), 1, "an hour is too long");
    let broken = Server::start(|request| Reply::Half(api_docs("Dogs", "2020-02-02", &request.target)));
    assert_eq!(fault_of(&broken, |_| {}), Some(Fault::CutOff));
}

#[test]
fn a_server_that_is_gone_is_not_asked_for_every_product() {
    let server = Server::start(|_| Reply::Status(500, ""));
    let limits = Limits { pause: Duration::ZERO, tries: 1, ..Limits::default() };
    let tree = fetch::Server::new(&server.address, limits).expect("an address");
    let wanted = |number: usize| Wanted {
        product: format!("Pet{number}"),
        version: "2020-02-02".to_owned(),
        marks: None,
    };
    let wanted: Vec<Wanted> = (0..200).map(wanted).collect();
    let mut given_up = 0;
    fetch::fetch(&tree, &wanted, &limits, |fetched| {
        given_up += usize::from(fetched.read.is_err_and(|fault| fault == Fault::GivenUp));
        ControlFlow::Continue(())
    });
    assert!(server.count() < 20 && given_up > 180, "{} requests", server.count());
}

#[test]
fn some_products_are_named_by_id_or_name() {
    let (world, server) = (World::new(), Server::start(|request| answer(&["Slb", "Ecs", "Dogs"], request)));
    let run = world.run(update(&server, &["-p", "dogs", "负载均衡", "Dog", "-p", "DOGS"])).status(2);
    let told: Vec<_> = states(&run.json()).into_iter().map(|state| (state.0, state.2)).collect();
    let expected = [("Dog", "failed"), ("Dogs", "new"), ("Slb", "new")];
    assert_eq!(told, expected.map(|(id, state)| (id.to_owned(), state.to_owned())));
    assert!(run.err.contains("Dogs"), "{}", run.err);
    assert_eq!(server.requests().len(), 6);
}

#[test]
fn a_dry_run_writes_nothing() {
    let (world, server) = (World::new(), Server::start(|request| answer(&PETS, request)));
    assert_eq!(states(&world.run(update(&server, &["--dry-run"])).good().json()), all("new"));
    assert!(!world.path(".local").exists());
}

#[test]
fn versions_come_and_go_as_they_are_asked_for() {
    let (world, server) = (World::new(), Server::start(|request| answer(&["Dogs"], request)));
    world.run(update(&server, &["--all-versions"])).good();
    let mut told = codes(&world, "Dogs");
    told.sort();
    assert_eq!(told, ["Dogs.NotFound", "Dogs.Of2019-09-09", "Dogs.Of2020-02-02"]);
    world.run(update(&server, &[])).good();
    let mut told = codes(&world, "Dogs");
    told.sort();
    assert_eq!(told, ["Dogs.NotFound", "Dogs.Of2020-02-02"]);
}

#[test]
fn what_a_user_wrote_stays() {
    let (world, server) = (World::new(), Server::start(|request| answer(&["Dogs"], request)));
    world.file("dogs.md", "| 错误码 | 描述 |\n|--|--|\n| Dogs.Own | 自己的。 |\n| Dogs.Other | 另一个。 |\n");
    world.run(["import", "dogs.md", "-p", "Dogs"]).status(0);
    world.run(update(&server, &[])).good();
    assert_eq!(codes(&world, "Dogs").len(), 4);
}

#[test]
fn a_folder_is_a_tree_without_a_network() {
    let world = World::new();
    for (folder, language) in [("zh_cn", "ZH_CN"), ("en_us", "EN_US")] {
        // The list has products without a folder; the folders are in lower case.
        world.file(&format!("tree/{folder}/products.json"), list(&["Cats", "Dogs"], language));
        for (product, version) in [("dogs", "2019-09-09"), ("dogs", "2020-02-02"), ("unlisted", "2021-01-01")]
        {
            world.file(
                &format!("tree/{folder}/{product}/{version}/api-docs.json"),
                api_docs("Dogs", version, language),
            );
        }
    }
    let run = world.run(["update", "--from", "tree", "--format", "tsv"]).good();
    assert_eq!(run.out, "id\tentries\tstate\treason\nDogs\t2\tnew\t\nunlisted\t2\tnew\t\n");
    let again = world.run(["update", "--from", "tree", "--format", "tsv"]).good();
    assert_eq!(again.out, run.out.replace("new", "unchanged"));
    assert!(codes(&world, "Dogs").contains(&"Dogs.Of2020-02-02".to_owned()));
}

#[test]
fn a_proxy_that_is_not_there_is_named() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let proxy = format!("127.0.0.1:{port}");
    let world = World::new().with("http_proxy", format!("http://who:secret@{proxy}"));
    let said = world.run(["update", "--from", "http://metadata.example.com", "--lang", "en"]);
    let said = said.refused(&["http://metadata.example.com", &format!("the proxy {proxy}")]);
    assert!(!said.err.contains("secret"), "{}", said.err);
}

#[test]
fn the_proxy_of_the_environment_is_asked() {
    let proxy = Server::start(|request| answer(&PETS, request));
    let world = World::new().with("http_proxy", &proxy.address).with("no_proxy", "localhost");
    let args = ["update", "--from", "http://metadata.example.com", "--format", "json"];
    assert_eq!(states(&world.run(args).good().json()), all("new"));
    let requests = proxy.requests();
    assert!(
        requests.iter().all(|request| request.target.starts_with("http://metadata.example.com:80/meta/v1/"))
    );
}

#[cfg(unix)]
#[test]
fn a_run_that_was_killed_loses_nothing_and_the_next_one_goes_on() {
    let world = World::new();
    let pets: Vec<String> = (10..50).map(|number| format!("Pet{number}")).collect();
    let names = pets.clone();
    let server = Server::start(move |request| {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        std::thread::sleep(Duration::from_millis(40));
        match answer(&names, request) {
            // The server sends no marks, so only the memory knows what was done.
            Reply::Text(text) => Reply::Plain(text),
            reply => reply,
        }
    });
    let documents = 2 * pets.len();
    for least in [3, 31, 47] {
        server.requests();
        let mut child = world.command(update(&server, &[])).spawn().expect("it starts");
        let deadline = Instant::now() + Duration::from_secs(20);
        while server.count() < least && child.try_wait().is_ok_and(|end| end.is_none()) {
            assert!(Instant::now() < deadline, "nothing comes");
            std::thread::sleep(Duration::from_millis(1));
        }
        child.kill().expect("it is killed");
        child.wait().expect("it is gone");
        // Every file is whole.
        world.run(["products"]).good();
    }
    server.requests();
    let report = world.run(update(&server, &[])).good().json();
    assert!(server.count() < documents, "{} requests", server.count());
    assert_eq!(states(&report).len(), pets.len());
    assert!(states(&report).iter().all(|state| state.1 == 2), "{report}");
    for pet in &pets {
        assert_eq!(codes(&world, pet).len(), 2, "{pet}");
    }
    // After a finished run, the next one begins anew.
    server.requests();
    world.run(update(&server, &[])).good();
    assert_eq!(server.count(), documents + 2);
}
