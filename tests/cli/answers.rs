//! The answers of the commands.

use std::sync::OnceLock;

use alierr::catalog::Catalog;
use alierr::lang::Lang;
use alierr::lang::number::grouped;

use super::program::World;

fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(Catalog::embedded)
}

fn entries_of(id: &str) -> usize {
    catalog().product_of_id(id).map_or(0, |ix| catalog().product(ix).entries().len())
}

#[test]
fn a_code_is_explained_in_any_letter_case() {
    let run = World::new().run(["explain", "invaliddiskid.notfound", "-p", "eci"]).good();
    let code_line =
        run.out.lines().find(|line| line.starts_with("InvalidDiskId.NotFound · ")).unwrap_or_default();
    assert!(code_line.contains("HTTP 404"), "{}", run.out);
    assert!(!run.out.starts_with("InvalidDiskId"), "what it means stands first: {}", run.out);
    assert!(run.out.contains("The specified DiskId does not exist."), "{}", run.out);
}

#[test]
fn a_code_in_the_letters_that_were_asked_for_stands_first() {
    for code in ["InvalidVpcId.NotFound", "InvalidVPCId.NotFound"] {
        let json = World::new().run(["explain", code, "--format", "json"]).good().json();
        let entries = json["entries"].as_array().expect("a list");
        let spelt: Vec<bool> = entries.iter().map(|entry| entry["code"] == code).collect();
        assert!(spelt[0] && spelt.is_sorted_by(|a, b| a >= b) && spelt.contains(&false), "{code}: {spelt:?}");
    }
}

#[test]
fn what_the_error_tells_stands_in_its_advice_and_an_entry_s_product_in_its_steps() {
    let world = World::new();
    let error = "ErrorCode: InvalidVpcId.NotFound, Message: Specified VPC does not exist: vpc-bp1u2yfdxkqnzh7s8w9ab, \
                 HostId: vpc.cn-hangzhou.aliyuncs.com\n";
    world.file("error.txt", error);
    let json = world.run(["diagnose", "--format", "json", "error.txt"]).good().json();
    let advice = json["findings"][0]["advice"]["en"].as_str().unwrap_or_default();
    assert!(!advice.contains("VPC_ID") && advice.contains("vpc-bp1u2yfdxkqnzh7s8w9ab"), "{advice}");
    let told = world.run(["explain", "MissingParameter", "-p", "r-kvstore"]).good();
    assert!(told.out.contains("aliyun help r-kvstore API_NAME"), "{}", told.out);
}

#[test]
fn each_origin_of_an_explanation_is_named() {
    for (code, product, origin) in
        [("InvalidParameter", "slb", "释义：官方文档"), ("Throttling", "gpdb", "释义：本项目撰写")]
    {
        let run = World::new().run(["explain", code, "-p", product]).good();
        assert!(run.out.contains(origin), "{origin} is not in {}", run.out);
    }
}

#[test]
fn other_messages_of_a_code_are_folded_to_a_line_each() {
    let run = World::new().run(["explain", "InvalidParameter", "-p", "Slb"]).good();
    let folded = run.out.lines().skip_while(|line| !line.contains("种消息")).skip(1);
    assert_eq!(folded.take_while(|line| line.starts_with('▎')).count(), 48);
}

#[test]
fn products_for_which_a_code_means_the_same_are_told_once() {
    let world = World::new();
    let entry = |product: &str, meaning: &str| {
        let name = format!(r#"{{"zh": "{product}", "en": "{product}"}}"#);
        let known = format!(r#"{{"id": "{product}", "name": {name}, "group": {name}}}"#);
        let said = format!(r#""code": "Widget.Shut", "message": "{product} says so.", "sources": []"#);
        let meant = format!(r#""explanation": {{"zh": "{meaning}", "origin": "official"}}"#);
        let file = format!(r#"{{"product": {known}, "entries": [{{{said}, "status": 400, {meant}}}]}}"#);
        world.file(&format!("mine/{product}.json"), file);
    };
    (0..40).for_each(|number| entry(&format!("same{number}"), "盒子关着。"));
    entry("other", "另一回事。");
    let args = ["explain", "Widget.Shut", "--catalog-dir", "mine"];
    let run = world.run(args).status(0);
    let listed = run.out.lines().find(|line| line.starts_with("同样见于")).unwrap_or_default();
    assert!((1..40).all(|number| listed.contains(&format!("same{number}"))), "{}", run.out);
    assert_eq!(run.out.matches("Widget.Shut · same").count(), 1, "{}", run.out);
    assert!(run.out.contains("另一回事。") && !listed.contains("other"), "{}", run.out);
    assert!(run.err.contains("-p ID") && run.err.contains("--format json"), "{}", run.err);
    let whole = world.run([&args[..], &["-p", "same7"]].concat()).good();
    assert!(whole.out.contains("same7 says so."), "{}", whole.out);
    assert_eq!(whole.err, "");
    let json = world.run([&args[..], &["--format", "json"]].concat()).good().json();
    assert!(json["entries"].as_array().is_some_and(|entries| entries.len() == 41));
}

#[test]
fn messages_that_differ_in_their_typography_are_one_answer() {
    let world = World::new();
    for (product, message) in
        [("one", "It doesn't work."), ("two", "It doesn’t work."), ("six", "it doesn't Work")]
    {
        let name = format!(r#"{{"zh": "{product}", "en": "{product}"}}"#);
        let known = format!(r#"{{"id": "{product}", "name": {name}, "group": {name}}}"#);
        let entry =
            format!(r#"{{"code": "Widget.Shut", "message": "{message}", "sources": [], "status": 400}}"#);
        world.file(
            &format!("mine/{product}.json"),
            format!(r#"{{"product": {known}, "entries": [{entry}]}}"#),
        );
    }
    let out = world.run(["explain", "Widget.Shut", "--catalog-dir", "mine"]).good().out;
    assert_eq!(out.matches("Widget.Shut · ").count(), 1, "{out}");
    assert_eq!(out.matches('▎').count(), 1, "{out}");
    assert!(out.contains("two") && out.contains("six"), "{out}");
}

#[test]
fn a_pipe_gets_whole_lines_and_columns_are_obeyed() {
    let longest = |world: World| {
        let run = world.run(["explain", "Forbidden.RAM"]).good();
        // Commands, policies and addresses are never broken.
        let whole = |line: &&str| ["http", "$ ", "\""].iter().any(|mark| line.contains(mark));
        run.out.lines().filter(|line| !whole(line)).map(columns).max()
    };
    assert!(longest(World::new()) > Some(100));
    assert!(longest(World::new().with("COLUMNS", "50")) <= Some(50));
}

fn columns(line: &str) -> usize {
    alierr::text::width::Measure::default().columns(line)
}

#[test]
fn several_codes_are_answered_in_their_order() {
    let world = World::new();
    let args = ["explain", "Throttling", "-", "nonesuch", "--format", "json"];
    let run = world.run_on(args, b"  InvalidDiskId.NotFound\r\n\n").status(0);
    let codes: Vec<String> = run
        .out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a JSON object a line"))
        .map(|object| object["code"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(codes, ["Throttling", "InvalidDiskId.NotFound", "nonesuch"]);
    assert!(run.err.contains("nonesuch"));
}

#[test]
fn the_nearest_codes_are_named_where_there_is_none() {
    let world = World::new();
    let run = world.run(["explain", "InvalidDiskId.NotFond"]).status(1);
    assert!(run.out.contains("\nInvalidDiskId.NotFond"), "{}", run.out);
    assert!(run.err.contains("InvalidDiskId.NotFound"), "{}", run.err);
    let run = world.run(["explain", "InvalidDiskId.NotFond", "--format", "json"]).status(1);
    assert_eq!(run.json()["near"][0], "InvalidDiskId.NotFound");
}

#[test]
fn a_code_of_another_product_is_said_to_be_one() {
    let run = World::new().run(["explain", "InvalidDiskId.NotFound", "-p", "slb"]).status(1);
    assert_eq!(run.out, "");
    assert!(run.err.contains("Ecs, Eci"), "{}", run.err);
}

#[test]
fn an_empty_query_lists_everything_in_document_order() {
    let world = World::new();
    let found = world.run(["search", "", "--format", "json"]).good().json();
    let exported = world.run(["export", "--format", "json"]).good().json();
    assert_eq!(found["total"], catalog().len());
    let found: Vec<_> = found["hits"].as_array().into_iter().flatten().map(|hit| &hit["entry"]).collect();
    let exported: Vec<_> = exported["entries"].as_array().into_iter().flatten().collect();
    assert_eq!(found, exported);
    let text = world.run(["search", ""]).good();
    assert_eq!(text.out.lines().filter(|line| !line.starts_with(' ')).count(), catalog().len());
}

#[test]
fn what_is_nowhere_is_not_found() {
    let run = World::new().run(["search", "zzzzqqq"]).status(1);
    assert_eq!(run.out, "");
    assert!(run.err.contains("zzzzqqq"));
}

#[test]
fn options_narrow_a_search_and_a_limit_says_what_it_left_out() {
    let world = World::new();
    let json = |args: &[&str]| world.run([&["search", "", "--format", "json"], args].concat()).good().json();
    assert_eq!(json(&["-p", "eci"])["total"], entries_of("Eci"));
    let of_status = json(&["-p", "Eci", "-s", "404"]);
    assert!(
        of_status["hits"].as_array().is_some_and(|hits| hits.iter().all(|h| h["entry"]["status"] == 404))
    );
    let limited = json(&["-n", "3"]);
    assert_eq!(
        (limited["total"].as_u64(), limited["hits"].as_array().map(Vec::len)),
        (Some(catalog().len() as u64), Some(3))
    );
    let text = world.run(["search", "", "-n", "3"]).status(0);
    assert!(text.err.contains(&grouped(catalog().len() - 3)), "{}", text.err);
}

#[test]
fn the_export_reproduces_the_catalogue() {
    let exported = World::new().run(["export", "--format", "json"]).good().json();
    let catalog = alierr::catalog::Catalog::embedded();
    let entries = exported["entries"].as_array().expect("entries");
    assert_eq!(entries.len(), catalog.len());
    for (id, exported) in catalog.ids().zip(entries) {
        let json = alierr::catalog::EntryJson::new(catalog.entry(id));
        assert_eq!(serde_json::to_value(json).expect("JSON"), *exported);
    }
}

#[test]
fn every_format_of_the_export_has_every_entry() {
    let world = World::new();
    let tsv = world.run(["export", "--format", "tsv"]).good();
    assert_eq!(tsv.out.lines().count(), catalog().len() + 1);
    let cells = |line: &str| line.split('\t').count();
    assert!(tsv.out.lines().all(|line| cells(line) == cells(tsv.out.lines().next().unwrap_or_default())));
    let markdown = world.run(["export", "--format", "markdown"]).good();
    let rows = markdown.out.lines().filter(|line| line.starts_with("| ")).count();
    let heads = markdown.out.matches("\n| 错误码 | ").count() + markdown.out.matches("\n| --- ").count();
    assert_eq!(rows - heads, catalog().len());
    let text = world.run(["export", "--format", "text"]).good();
    let pages = catalog().entries().filter(|entry| {
        alierr::catalog::troubleshoot(Lang::Zh, entry.code(), Some(entry.product()), None).is_some()
    });
    assert_eq!(
        text.out
            .lines()
            .filter(|line| line.starts_with("官方页") && line.contains("/troubleshoot?q="))
            .count(),
        pages.count()
    );
    let of_one = world.run(["export", "-p", "eci", "--format", "tsv"]).good();
    assert_eq!(of_one.out.lines().count(), entries_of("Eci") + 1);
}

#[test]
fn products_are_counted() {
    let world = World::new();
    let run = world.run(["products"]).good();
    let counts: Vec<&str> = run.out.lines().filter_map(|line| line.split_whitespace().nth(1)).collect();
    let listed = catalog().listed_products().map(|product| product.entries().len().to_string());
    assert!(listed.eq(counts), "{}", run.out);
    let tsv = world.run(["products", "--format", "tsv"]).good();
    let written =
        catalog().entries().filter(|entry| entry.product().id() == "Slb" && entry.is_written_here());
    let counts = (entries_of("Slb"), written.count());
    let slb =
        format!("Slb\t传统型负载均衡 CLB\tClassic Load Balancer\t{}\tbuiltin\t{}\t", counts.0, counts.1);
    assert!(tsv.out.lines().any(|line| line == slb), "{}", tsv.out);
}

#[test]
fn paths_say_why_they_are_what_they_are() {
    let world = World::new().with("XDG_CONFIG_HOME", "/c");
    let run = world.run(["paths", "--lang", "en", "--catalog-dir", "mine"]).good();
    for part in [
        "/c/alierr/config.toml",
        "set by the environment variable XDG_CONFIG_HOME",
        "mine",
        "named by --catalog-dir",
        ".local/state/alierr/memory.json",
        "XDG_STATE_HOME is not set",
    ] {
        assert!(run.out.contains(part), "{part} is not in {}", run.out);
    }
}

#[test]
fn the_language_is_the_options_or_the_locales() {
    let speaks_english = |world: World, args: &[&str]| {
        let run = world.run([&["explain", "Throttling", "-p", "gpdb"], args].concat()).good();
        run.out.contains("Official page ")
    };
    assert!(!speaks_english(World::new(), &[]));
    assert!(speaks_english(World::new().with("LANG", "C"), &[]));
    assert!(speaks_english(World::new().with("LANG", ""), &[]));
    assert!(speaks_english(World::new().with("LANG", "de_DE.UTF-8"), &[]));
    assert!(!speaks_english(World::new().with("LANG", "zh_CN.UTF-8"), &[]));
    assert!(speaks_english(World::new().with("LANG", "en_US.UTF-8"), &[]));
    assert!(!speaks_english(World::new().with("LANG", "en_US.UTF-8").with("LC_ALL", "zh_CN.UTF-8"), &[]));
    assert!(speaks_english(World::new().with("LC_ALL", "").with("LC_MESSAGES", "en_GB"), &[]));
    assert!(!speaks_english(World::new().with("LANG", "en_US.UTF-8"), &["--lang", "zh"]));
    assert!(speaks_english(World::new(), &["--lang", "en"]));
}

#[test]
fn a_first_word_that_is_no_command_is_a_query() {
    let world = World::new();
    let query = world.run(["InvalidDiskId.NotFound", "--format", "json"]).good().json();
    assert_eq!(query["query"], "InvalidDiskId.NotFound");
    assert_eq!(query["hits"][0]["entry"]["code"], "InvalidDiskId.NotFound");
    let slip = world.run(["explian", "Throttling", "--lang", "en"]);
    assert!(slip.err.contains("did you mean `alierr explain Throttling`?"), "{}", slip.err);
}

#[test]
fn what_is_wrong_with_a_filter_is_said() {
    let run = World::new().run(["search", "product:slbb", "--lang", "en"]);
    assert!(run.err.contains("did you mean product:Slb"), "{}", run.err);
    let run = World::new().run(["search", "InvalidDiskIdd.NotFoundd", "-s", "503", "--lang", "en"]).status(1);
    assert!(run.err.contains("similar codes:\n  InvalidDiskId.NotFound"), "{}", run.err);
}

const ERRORS: &str = "\
│ ErrorCode: InvalidDiskId.NotFound
│ Recommend: https://api.aliyun.com/troubleshoot?q=InvalidDiskId.NotFound&product=Eci
│ RequestId: 7C5F9B1E-5A2F-4C2E-9D0A-1234567890AB
│ Message: The specified DiskId does not exist.
{\"RequestId\":\"4C467B38-3910-447D-87BC-AC049166F216\",\"HostId\":\"ecs.aliyuncs.com\",\"Code\":\"Nonesuch.Qqq\",\
\"Message\":\"Qqq is zzz.\"}
";

/// A label as wide as its column would stand against its text.
#[test]
fn labels_stand_apart_from_what_they_name() {
    let world = World::new();
    world.file("errors.txt", ERRORS);
    for lang in ["zh", "en"] {
        let out = world.run(["diagnose", "errors.txt", "--lang", lang]).good().out;
        for text in ["7C5F9B1E", "https://"] {
            assert!(out.contains(&format!("  {text}")), "{lang}: {text} in {out}");
        }
    }
}

#[test]
fn the_errors_of_a_text_are_diagnosed_wherever_it_comes_from() {
    let world = World::new();
    world.file("errors.txt", ERRORS);
    let of_file = world.run(["diagnose", "errors.txt"]).good().out;
    for part in
        ["InvalidDiskId.NotFound", "7C5F9B1E", "与文档一致", "Eci", "Nonesuch.Qqq", "没有收录这个错误码"]
    {
        assert!(of_file.contains(part), "{part} is not in {of_file}");
    }
    assert_eq!(world.run_on(["diagnose"], ERRORS.as_bytes()).good().out, of_file);
    assert_eq!(world.run_on(["diagnose", "-"], ERRORS.as_bytes()).good().out, of_file);
    assert_eq!(world.run_on([""; 0], ERRORS.as_bytes()).good().out, of_file);
    let rows = world.run(["diagnose", "errors.txt", "--format", "tsv"]).good().out;
    assert!(rows.lines().all(|row| row.split('\t').count() == 16), "{rows}");
    let of_two = world.run(["diagnose", "errors.txt", "errors.txt", "--format", "json"]).good().json();
    assert_eq!(of_two["findings"].as_array().map(Vec::len), Some(4));
}

#[test]
fn a_text_without_errors_is_nothing_found() {
    let run = World::new().run_on(["diagnose"], b"all is \xff well\n").status(1);
    assert_eq!(run.out, "");
    World::new().run_on(["diagnose"], b"").status(1);
}

#[test]
fn a_log_that_cannot_be_read_is_a_failure() {
    let world = World::new();
    world.run(["diagnose", "missing.log"]).refused(&["missing.log"]);
    // In a folder there may be nothing to read.
    world.run(["diagnose", "."]).status(1);
}

#[test]
fn your_own_catalogue_lies_over_the_embedded_one() {
    let file = r#"{"product":{"id":"Mine","name":{"zh":"我的","en":"Mine"},"group":{"zh":"其他","en":"Other"}},
        "entries":[{"code":"Mine.Broken","status":null,"message":"Broken\u001b]0;x\u0007.","sources":[]}]}"#;
    let world = World::new();
    world.file(".local/share/alierr/catalog/mine.json", file);
    let products = world.run(["products", "--format", "json"]).good().json();
    let mine = products["products"].as_array().into_iter().flatten().find(|product| product["id"] == "Mine");
    assert_eq!(mine.map(|mine| &mine["source"]), Some(&"user".into()));
    // Foreign text cannot speak to the terminal.
    let run = world.run(["explain", "mine.broken"]).good();
    assert!(run.out.contains("Broken\u{fffd}]0;x\u{fffd}."), "{}", run.out);
    world.run(["explain", "mine.broken", "--format", "json"]).good();
    world.run(["explain", "mine.broken", "--format", "tsv"]).good();
    world.run(["export", "--format", "markdown"]).good();
    world.run(["explain", "mine.broken", "--builtin-only"]).status(1);
    std::fs::create_dir(world.path("elsewhere")).expect("a folder");
    world.run(["explain", "mine.broken", "--catalog-dir", "elsewhere"]).status(1);
    let run = world.run(["explain", "mine.broken", "--catalog-dir", "nowhere", "--lang", "en"]);
    run.refused(&["--catalog-dir: there is no such folder: nowhere"]);
}

#[test]
fn a_broken_catalogue_file_is_left_out_and_named() {
    let world = World::new();
    world.file("mine/broken.json", "{\"product\": 1}");
    world.file("mine/bytes.json", b"\xff\xfe");
    let run = world.run(["explain", "Throttling", "--catalog-dir", "mine"]).status(0);
    assert!(run.err.contains("broken.json:1:"), "{}", run.err);
    assert!(run.err.contains("bytes.json"), "{}", run.err);
    assert!(run.out.contains("Throttling"));
}

#[test]
fn a_file_that_is_named_is_diagnosed_under_its_name() {
    let world = World::new();
    world.file("logs/app", "Code: Throttling.User, Message: x\n");
    world.file("app.log", "Code: Throttling.User, Message: x\n");
    for name in ["logs/app", "./app.log", "app.log"] {
        let json = world.run([name, "--format", "json"]).good().json();
        assert_eq!(json["findings"][0]["code"], "Throttling.User", "{name}");
        assert_eq!(json["findings"][0]["file"], name);
    }
    // A code is a query, whatever files there are; so are words, and what names no file.
    world.file("Throttling.User", "nothing\n");
    world.file("quota", "nothing\n");
    assert!(world.run(["Throttling.User", "--format", "json"]).good().json()["hits"].is_array());
    assert!(world.run(["quota", "--format", "json"]).good().json()["hits"].is_array());
    // What can be nothing but a file's name is no query where there is no file.
    world.run(["no/such.log", "--format", "json"]).refused(&["no/such.log"]);
    assert!(world.run(["no/such", "--format", "json"]).json()["hits"].is_array());
}
