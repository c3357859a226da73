//! Documents into the user's own catalogue.

use super::program::World;

const DOCUMENT: &str = "\
# 错误码

## 公共错误码

| 错误码 | HTTP 状态码 | 错误信息 | 描述 |
|---|---|---|---|
| Widget.Missing | 404 | The widget does not exist. | 部件不存在。 |
| Widget.Busy | 409 | The widget is busy. | 部件正忙。 |
";

#[test]
fn an_imported_document_is_found_by_every_command() {
    let world = World::new();
    world.file("widgets.md", DOCUMENT);
    let run = world.run(["import", "widgets.md", "-p", "Widget"]).good();
    assert!(run.out.contains("widget.json"), "{}", run.out);
    let explained = world.run(["explain", "Widget.Busy", "--format", "json"]).good().json();
    assert_eq!(explained["entries"][0]["explanation"]["origin"], "official");
    assert_eq!(explained["entries"][0]["sources"][0]["document"], "widgets");
    assert_eq!(world.run(["search", "-p", "widget", "", "--format", "json"]).good().json()["total"], 2);
}

#[test]
fn importing_again_replaces_what_the_document_said_and_keeps_the_rest() {
    let world = World::new();
    world.file("widgets.md", DOCUMENT);
    world.file("more.md", DOCUMENT.replace("Widget.Missing", "Widget.Broken"));
    world.run(["import", "widgets.md", "more.md", "-p", "Widget"]).good();
    world.file("widgets.md", DOCUMENT.replace("Widget.Missing", "Widget.Gone"));
    world.run(["import", "widgets.md", "-p", "Widget"]).good();
    let tsv = world.run(["export", "-p", "widget", "--format", "tsv"]).good().out;
    let mut codes: Vec<&str> = tsv.lines().skip(1).filter_map(|line| line.split('\t').nth(3)).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["Widget.Broken", "Widget.Busy", "Widget.Gone"]);
}

#[test]
fn a_dry_run_writes_nothing() {
    let world = World::new();
    world.file("widgets.md", DOCUMENT);
    world.run(["import", "widgets.md", "-p", "Widget", "--dry-run"]).good();
    assert!(!world.path(".local").exists());
}

#[test]
fn a_folder_stands_for_its_documents_and_a_files_name_for_its_product() {
    let world = World::new();
    world.file("docs/eci.md", DOCUMENT);
    world.file("docs/notes.txt", "nothing");
    world.run(["import", "docs", "--catalog-dir", "mine"]).good();
    assert!(world.path("mine/eci.json").exists());
    let products = world.run(["products", "--catalog-dir", "mine", "--format", "json"]).good().json();
    assert_eq!(products["products"][3]["entries"], 56);
}

#[test]
fn what_cannot_be_read_leaves_everything_as_it_was() {
    let world = World::new();
    world.file("widgets.md", DOCUMENT);
    world.file("bytes.md", b"| a |\xff");
    world.file("empty/readme.txt", "");
    for (path, word) in [("missing.md", "missing.md"), ("bytes.md", "UTF-8"), ("empty", "empty")] {
        world.run(["import", "widgets.md", path, "-p", "Widget"]).refused(&[word]);
        assert!(!world.path(".local").exists());
    }
    world.run(["import", "widgets.md"]).refused(&["-p"]);
    world.run(["import", "widgets.md", "-p", "../up"]).refused(&["../up"]);
    world.run(["import", "widgets.md", "-p", ".."]).refused(&[".."]);
    world.file("mine/widget.json", "no catalogue");
    let run = world.run(["import", "widgets.md", "-p", "Widget", "--catalog-dir", "mine"]).status(2);
    assert!(run.err.contains("widget.json"), "{}", run.err);
    assert_eq!(std::fs::read_to_string(world.path("mine/widget.json")).ok().as_deref(), Some("no catalogue"));
}

#[test]
fn a_document_without_error_codes_is_nothing_found() {
    let world = World::new();
    world.file("prose.md", "# Nothing\n\nNo table.\n");
    let run = world.run(["import", "prose.md", "-p", "Widget", "--format", "json"]).status(1);
    assert_eq!(run.json()["files"][0]["rows"], 0);
    assert!(!world.path(".local").exists());
}
