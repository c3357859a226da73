//! How the program behaves towards shells, pipes and full disks.

use std::io::{BufRead, BufReader};

use super::program::{Run, World};

/// Commands that print something, each with arguments that find it.
const PRINTING: [&[&str]; 13] = [
    &["InvalidParameter"],
    &["explain", "Throttling"],
    &["explain", "Throttling", "--format", "json"],
    &["explain", "Throttling", "--format", "tsv"],
    &["search", "Invalid"],
    &["search", "Invalid", "--format", "json"],
    &["products"],
    &["export"],
    &["export", "--format", "markdown"],
    &["completions", "bash"],
    &["man"],
    &["paths"],
    &["--help"],
];

#[test]
fn wrong_usage_is_refused_with_a_reason() {
    let world = World::new().with("LANG", "en_US.UTF-8");
    for (args, words) in [
        (&["explain"][..], &["CODE"][..]),
        (&["search"], &["QUERY"]),
        (&["explain", ""], &["no code is named"]),
        (&["search", "status:999"], &["no such value: status:999", "there are:", "4xx", "404"]),
        (&["--nonesuch"], &["--nonesuch"]),
        (&["explain", "X", "--fromat", "json"], &["--format"]),
        (&["--format", "xml"], &["xml"]),
        (&["--lang", "fr"], &["fr"]),
        (&["search", "x", "-s", "abc"], &["abc"]),
        (&["search", "x", "-s", "999"], &["999"]),
        (&["search", "x", "-n", "many"], &["many"]),
        (&["explain", "X", "-p", "slbb"], &["slbb", "did you mean Slb"]),
        (&["search", "x", "-p", "slbb"], &["slbb", "did you mean Slb"]),
        (&["export", "-p", "nonesuch"], &["nonesuch"]),
        (&["explain", "X", "--format", "markdown"], &["markdown"]),
        (&["man", "--format", "json"], &["format"]),
        (&["completions"], &["SHELL"]),
        (&["completions", "tcsh"], &["tcsh"]),
        (&["import", "missing.md", "-p", "Ecs"], &["missing.md"]),
    ] {
        world.run(args).refused(words);
    }
}

#[test]
fn help_and_version_are_answers() {
    let world = World::new().with("LANG", "en_US.UTF-8");
    for args in [&["--help"][..], &["-h"], &["--version"], &["explain", "--help"], &["search", "-h"]] {
        let run = world.run(args).good();
        assert!(!run.out.is_empty());
    }
    let long = world.run(["--help"]).good().out;
    assert!(long.contains("Examples:"), "{long}");
}

#[test]
#[cfg(unix)]
fn arguments_that_are_no_utf8_are_refused() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let bytes = OsStr::from_bytes(b"a\xff");
    let world = World::new();
    for args in [&[OsStr::new("explain"), bytes][..], &[OsStr::new("search"), bytes], &[bytes]] {
        world.run(args).refused(&["UTF-8"]);
    }
    // A path may have any bytes; this one is reported as missing, like others.
    world.run([OsStr::new("import"), bytes, OsStr::new("-p"), OsStr::new("x")]).refused(&["a\u{fffd}"]);
}

#[test]
fn a_path_is_just_a_code_that_is_not_found() {
    let run = World::new().run(["explain", "/dev/fd/63"]).status(1);
    assert!(run.err.contains("/dev/fd/63"));
}

#[test]
fn input_that_is_no_utf8_is_refused() {
    World::new().run_on(["explain", "-"], b"Thrott\xffling\n").refused(&["UTF-8"]);
}

#[test]
fn an_argument_cannot_speak_to_the_terminal() {
    let world = World::new();
    world.run(["explain", "a\u{1b}[31m\u{9b}0m"]).status(1);
    world.run(["search", "zzqqzz\u{1b}]0;x\u{7}"]).status(1);
    world.run(["explain", "X", "-p", "a\u{1b}[31m"]).refused(&["a\u{fffd}[31m"]);
    world.run(["--no\u{1b}[31m"]).status(2);
    world.run(["explain", "X", "--format", "a\u{1b}[31m"]).status(2);
}

#[test]
fn a_reader_that_has_read_enough_is_no_failure() {
    let world = World::new();
    for args in PRINTING {
        let mut child = world.command(args).spawn().expect("the program starts");
        drop(child.stdout.take());
        let run: Run = child.wait_with_output().expect("the program ends").into();
        run.good();
    }
    let mut child = world.command(["export"]).spawn().expect("the program starts");
    let mut first = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut first).expect("a line");
    assert_eq!(first, "{\"entries\":[\n");
    let run: Run = child.wait_with_output().expect("the program ends").into();
    run.good();
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_a_failure_that_is_said() {
    use std::fs::File;

    let world = World::new();
    for args in PRINTING {
        let full = File::options().write(true).open("/dev/full").expect("a full disk");
        let output = world.command(args).stdout(full).output().expect("the program starts");
        Run::from(output).refused(&["No space left on device"]);
    }
    // If standard error is full, too, the status still shows the failure.
    let full = || File::options().write(true).open("/dev/full").expect("a full disk");
    let output =
        world.command(["export"]).stdout(full()).stderr(full()).output().expect("the program starts");
    Run::from(output).status(2);
}

#[test]
fn colours_come_only_where_they_are_asked_for() {
    let coloured = |world: World, args: &[&str]| {
        let run = world.run([&["explain", "Throttling"], args].concat());
        assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
        run.out.contains('\u{1b}')
    };
    assert!(!coloured(World::new().with("TERM", "xterm-kitty"), &[]));
    assert!(!coloured(World::new().with("TERM", "xterm-kitty"), &["--color", "never"]));
    assert!(coloured(World::new(), &["--color", "always"]));
    assert!(coloured(World::new().with("NO_COLOR", "1"), &["--color", "always"]));
}

#[test]
fn without_a_home_everything_still_answers() {
    let world = World::new();
    let output = world.command(["explain", "Throttling"]).env_remove("HOME").output().expect("it starts");
    Run::from(output).good();
    let output = world.command(["paths"]).env_remove("HOME").output().expect("it starts");
    Run::from(output).good();
}

#[test]
#[cfg(unix)]
fn nothing_is_asked_of_a_standard_input_that_is_closed() {
    use std::process::Stdio;

    let world = World::new();
    let mut command = world.command(["explain", "Throttling"]);
    Run::from(command.stdin(Stdio::null()).output().expect("it starts")).good();
}

#[test]
fn the_readme_shows_the_help_as_it_is() {
    let readme =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("a README");
    let block = readme.split("<!-- usage -->").nth(1).and_then(|rest| rest.split("<!-- /usage -->").next());
    let block = block.expect("a block between <!-- usage --> and <!-- /usage -->");
    let fenced: Vec<&str> = block.trim().lines().collect();
    let help = World::new().with("LANG", "en_US.UTF-8").run(["--help"]).good().out;
    // It shows that of the build that `cargo install --path .` makes.
    let is_here = |line: &&str| !line.starts_with("  mcp ");
    let help = help.lines().filter(is_here).collect::<Vec<_>>().join("\n");
    let shown = fenced[1..fenced.len() - 1].join("\n");
    assert!(fenced[0].starts_with("```") && fenced.last() == Some(&"```"), "the block is fenced");
    assert_eq!(shown.trim_end(), help.trim_end());
}

#[test]
fn a_class_of_statuses_is_a_status() {
    let world = World::new().with("LANG", "en_US.UTF-8");
    let found = |args: &[&str]| world.run([&["search", "--format", "tsv"], args].concat()).good().out;
    assert_eq!(found(&["throttl", "-s", "4xx"]), found(&["throttl status:4xx"]));
    assert_eq!(found(&["throttl", "-s", "50X"]), found(&["throttl status:50x"]));
    world.run(["search", "x", "-s", "4"]).refused(&["404", "4xx"]);
}

#[test]
fn what_a_build_lacks_is_not_offered() {
    let world = World::new().with("LANG", "en_US.UTF-8");
    let is_there = cfg!(feature = "mcp");
    assert_eq!(world.run(["--help"]).good().out.contains("\n  mcp "), is_there);
    assert_eq!(world.run(["man"]).good().out.contains("alierr mcp"), is_there);
}

#[test]
fn no_number_of_the_system_is_told() {
    let world = World::new().with("LANG", "en_US.UTF-8");
    for args in [&["diagnose", "nofile"][..], &["import", "nofile.md", "-p", "Ecs"], &["run", "--", "/"]] {
        let run = world.run(args);
        assert!(run.status != Some(0) && !run.err.contains("os error"), "{}", run.err);
        let run = world.run([args, &["--lang", "zh"]].concat());
        assert!(args[0] == "run" || run.err.contains("没有这个文件"), "{}", run.err);
    }
}

#[test]
fn files_that_are_named_are_diagnosed() {
    let world = World::new().with("LANG", "en_US.UTF-8");
    world.file("logs/a.log", "Code: Throttling.User, Message: x\n");
    world.file("b.log", "Code: Forbidden.RAM, Message: x\n");
    for args in [&["logs/"][..], &["./logs"], &["logs/a.log", "b.log"]] {
        let run = world.run(args).status(0);
        assert!(run.out.contains("Throttling.User"), "{args:?}: {}", run.out);
    }
    // Words that are not all names are a query.
    assert!(!world.run(["b.log", "quota"]).out.contains("Forbidden.RAM"));
    world.run(["nofile.log"]).refused(&["there is no such file: nofile.log"]);
    world.run(["./nofile", "--lang", "zh"]).refused(&["没有这个文件：./nofile"]);
}

#[test]
fn one_product_is_suggested_or_none_whichever_way_it_is_named() {
    let world = World::new().with("LANG", "en_US.UTF-8");
    for (name, meant) in [("slbb", Some("Slb?")), ("reids", Some("R-kvstore?")), ("nope", None)] {
        let (by_filter, by_option) = (format!("product:{name}"), ["search", "x", "-p", name]);
        for run in [world.run(["search", &by_filter]), world.run(by_option)] {
            let run = run.refused(&[name]);
            assert_eq!(run.err.contains("did you mean"), meant.is_some(), "{}", run.err);
            assert!(meant.is_none_or(|meant| run.err.contains(meant)), "{}", run.err);
        }
    }
}

#[test]
fn a_filter_by_what_does_not_exist_is_refused_not_dropped() {
    for (query, near) in
        [("product:slbb", "product:Slb"), ("category:qouta", "category:quota"), ("status:abc", "")]
    {
        let run = World::new().run(["search", query]);
        assert_eq!((run.status, run.out.as_str()), (Some(2), ""), "{query}");
        assert!(run.err.contains(query) && run.err.contains(near), "{}", run.err);
    }
}

#[test]
fn what_is_said_of_a_query_holds_no_key() {
    let world = World::new();
    let key = "LTAI5tQ7mZ3kX9vB2nL6wRpD";
    for command in ["search", "explain"] {
        let run = world.run([command, key]);
        assert!(run.err.contains("LTAI***") && !run.err.contains(key), "{}", run.err);
    }
}

#[test]
fn a_code_of_other_products_is_not_said_to_be_unknown() {
    let world = World::new().with("LANG", "en_US.UTF-8");
    let run = world.run(["explain", "NoSuchBucket", "-p", "slb"]).status(1);
    assert!(!run.err.contains("no such code"), "{}", run.err);
    assert!(run.err.contains("Slb has no entry of this code") && run.err.contains("Oss"), "{}", run.err);
}

#[test]
fn a_code_without_an_entry_tells_what_its_grammar_does() {
    let world = World::new().with("LANG", "en_US.UTF-8");
    let run = world.run(["explain", "InvalidFooBarId.NotFound"]).status(1);
    assert!(
        run.out.starts_with("The specified FooBarId") && run.out.contains("InvalidFooBarId.NotFound"),
        "{}",
        run.out
    );
    assert!(run.err.contains("no such code"), "{}", run.err);
    let json = world.run(["explain", "InvalidFooBarId.NotFound", "--format", "json"]).status(1).json();
    assert!(
        json["derived"]["meaning"]["zh"].is_string() && json["entries"] == serde_json::json!([]),
        "{json}"
    );
    let json = world.run(["explain", "Throttling", "--format", "json"]).good().json();
    assert!(json["derived"].is_null());
    assert_eq!(world.run(["explain", "xyzzy"]).status(1).out, "");
}

#[test]
fn the_help_and_the_manual_are_in_both_languages() {
    let world = World::new().with("LANG", "zh_CN.UTF-8");
    for args in [&["--help"][..], &["-h"], &["run", "--help"], &["help", "init"]] {
        let help = world.run(args).good().out;
        assert!(help.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{help}");
        let english = world.run([args, &["--lang", "en"]].concat());
        assert!(args[0] == "help" || !english.out.contains('。'), "{}", english.out);
    }
    assert!(world.run(["man"]).good().out.replace("\\:", "").contains("照常执行一条命令"));
    assert!(!world.run(["man", "--lang", "en"]).good().out.contains("照常"));
}

#[test]
fn a_variable_cannot_speak_to_the_terminal() {
    let world = World::new().with("ALIERR_CONFIG", "/tmp/a\u{1b}]0;x\u{7}\u{202e}b");
    for args in [&["config"][..], &["paths"], &["paths", "--format", "json"], &["paths", "--format", "tsv"]] {
        let run = world.run(args);
        for text in [&run.out, &run.err] {
            assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{args:?}: {text:?}");
        }
    }
}
