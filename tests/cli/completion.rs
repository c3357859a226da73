//! Completions as a shell asks for them.

use super::program::World;

/// What the program answers to a shell that completes the last of some words.
fn completed(words: &[&str]) -> Vec<String> {
    let index = words.len().to_string();
    let world = World::new().with("_ALIERR_COMPLETE", "bash").with("_CLAP_COMPLETE_INDEX", index);
    let run = world.run([&["--", "alierr"], words].concat()).good();
    run.out.lines().map(str::to_owned).collect()
}

#[test]
fn commands_codes_products_categories_and_statuses_complete() {
    for (words, expected) in [
        (&["exp"][..], "explain"),
        (&["explain", "InvalidDiskId.N"], "InvalidDiskId.NotFound"),
        (&["explain", "Throttling", "-p", "S"], "Slb"),
        (&["search", "--product", "E"], "Eci"),
        (&["search", "x", "-s", "4"], "404"),
        (&["search", "x", "-c", "thro"], "throttling"),
        (&["search", "category:thro"], "category:throttling"),
        (&["search", "product:e"], "product:Eci"),
        (&["search", "quota status:40"], "quota status:404"),
        (&["InvalidDiskId.N"], "InvalidDiskId.NotFound"),
        (&["completions", "z"], "zsh"),
        (&["explain", "--form"], "--format"),
        (&["export", "--format", "m"], "markdown"),
    ] {
        let candidates = completed(words);
        assert!(candidates.iter().any(|found| found == expected), "{words:?}: {candidates:?}");
    }
}

#[test]
fn options_are_offered_once_one_is_begun() {
    let first = completed(&[""]);
    assert!(first.contains(&"explain".to_owned()) && !first.iter().any(|word| word.starts_with('-')));
    let catalog = completed(&["catalog", ""]);
    assert_eq!(catalog, ["list", "forget"]);
    assert!(completed(&["-"]).contains(&"--lang".to_owned()));
    assert!(completed(&["catalog", "--"]).contains(&"--format".to_owned()));
    assert!(completed(&["--format", ""]).contains(&"json".to_owned()));
}

#[test]
fn files_complete_where_a_file_can_stand() {
    let world = || World::new().with("_ALIERR_COMPLETE", "bash");
    for words in [&["run", "--", "ls", "tf.l"][..], &["tf.l"], &["run", "ls", "tf.l"]] {
        let world = world().with("_CLAP_COMPLETE_INDEX", words.len().to_string());
        world.file("tf.log", "");
        let out = world.run([&["--", "alierr"], words].concat()).good().out;
        assert_eq!(out.lines().collect::<Vec<_>>(), ["tf.log"], "{words:?}");
    }
}

#[test]
fn documents_to_forget_are_the_listed_ones() {
    let world = World::new();
    let document = world.file("kms.md", "| 错误码 | 描述 |\n| --- | --- |\n| Zorp.Kms | 说明。 |\n");
    world.file("other.md", "");
    world.run(["import", "kms.md", "-p", "Kms"]).good();
    let world = world.with("_ALIERR_COMPLETE", "bash").with("_CLAP_COMPLETE_INDEX", "3");
    for typed in ["", "/"] {
        let out = world.run(["--", "alierr", "catalog", "forget", typed]).good().out;
        assert!(out.contains(&document.display().to_string()) && !out.contains("other.md"), "{out}");
    }
    let out = world.run(["--", "alierr", "catalog", "forget", "kms"]).good().out;
    assert_eq!(out.trim(), "kms.md");
}

#[test]
fn every_shell_gets_a_script() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = World::new().run(["completions", shell]).good();
        assert!(run.out.contains("_ALIERR_COMPLETE"), "{shell}: {}", run.out);
    }
}

#[test]
#[cfg(unix)]
fn bash_takes_its_script() {
    let script = World::new().run(["completions", "bash"]).good().out;
    let world = World::new();
    let script = world.file("alierr.bash", script);
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_alierr")).parent().expect("a folder");
    let line = format!(
        "source {}; COMP_WORDS=(alierr explain InvalidDiskId.N); COMP_CWORD=2; \
         COMP_LINE='alierr explain InvalidDiskId.N'; COMP_POINT=${{#COMP_LINE}}; _alierr alierr InvalidDiskId.N explain; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        script.display()
    );
    let mut bash = std::process::Command::new("bash");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    match bash.args(["--norc", "-c", &line]).env("PATH", path).output() {
        Ok(output) => assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "InvalidDiskId.NotFound"),
        Err(error) => eprintln!("skipped, as there is no bash: {error}"),
    }
}

#[test]
fn the_manual_page_has_every_command() {
    let page = World::new().run(["man"]).good().out;
    for command in
        ["explain", "search", "diagnose", "products", "import", "export", "completions", "man", "paths"]
    {
        assert!(page.contains(&format!(".SS \"alierr {command}")), "{command} is not in {page}");
    }
}
