//! Documents that were imported before.

use super::importing::{DOCUMENT, codes};
use super::program::World;

#[test]
fn importing_again_replaces_what_the_document_said_and_keeps_the_rest() {
    let world = World::new();
    world.file("widgets.md", DOCUMENT);
    world.file("more.md", DOCUMENT.replace("Widget.Missing", "Widget.Broken"));
    world.run(["import", "widgets.md", "more.md", "-p", "Widget"]).good();
    world.file("widgets.md", DOCUMENT.replace("Widget.Missing", "Widget.Gone"));
    let again = world.run(["import", "widgets.md", "-p", "Widget"]).status(0);
    assert_eq!(again.err, "alierr: widgets.md: 原有 1 条已不在文档中，已删除\n");
    assert_eq!(codes(&world, "widget"), ["Widget.Broken", "Widget.Busy", "Widget.Gone"]);
    world.run(["import", "widgets.md", "-p", "Widget"]).good();
}

#[test]
fn importing_again_what_did_not_change_says_so_and_writes_nothing() {
    let world = World::new();
    world.file("widgets.md", DOCUMENT);
    let told = |lang: &str| {
        let out = world.run(["import", "widgets.md", "-p", "Widget", "--lang", lang]).good().out;
        let file = world.path(".local/share/alierr/catalog/widget.json").display().to_string();
        out.replace(&file, "FILE")
    };
    assert_eq!(
        told("en"),
        "widgets.md -> Widget: 2 rows read, 2 entries added, 0 rows merged\nwritten FILE\n"
    );
    let file = world.path(".local/share/alierr/catalog/widget.json");
    let age = || file.metadata().and_then(|of| of.modified()).expect("a time");
    let written = age();
    assert_eq!(
        told("en"),
        "widgets.md -> Widget: 2 rows read, 2 entries unchanged, 0 rows merged\nunchanged FILE\n"
    );
    assert_eq!(told("zh"), "widgets.md -> Widget: 读到 2 行，没有变化的 2 条，合并 0 行\n没有变化 FILE\n");
    assert_eq!(age(), written);
    let row = "| Widget.New | 400 | It is new. | 新的。 |\n";
    world.file("widgets.md", DOCUMENT.replace("部件正忙", "部件忙") + row);
    let json =
        world.run(["import", "widgets.md", "-p", "Widget", "--dry-run", "--format", "json"]).good().json();
    let counts = ["added", "changed", "unchanged"].map(|name| json["files"][0][name].as_u64());
    assert_eq!(counts, [Some(3), Some(1), Some(1)]);
    assert_eq!(
        told("en"),
        "widgets.md -> Widget: 3 rows read, 1 entry added, 1 entry changed, 1 entry unchanged, 0 rows merged\nwritten FILE\n"
    );
}

#[test]
fn a_document_that_tells_nothing_any_more_takes_nothing_away() {
    let world = World::new();
    world.file("widgets.md", DOCUMENT);
    world.file("more.md", DOCUMENT.replace("Widget.", "Gadget."));
    world.run(["import", "widgets.md", "-p", "Widget"]).good();
    world.file("widgets.md", "# 错误码\n\n见新页面。\n");
    let run = world.run(["import", "widgets.md", "more.md", "-p", "Widget"]).status(0);
    assert_eq!(run.err, "alierr: widgets.md: 文档中没有读到错误码，保留原有的 2 条\n");
    assert_eq!(codes(&world, "widget"), ["Gadget.Busy", "Gadget.Missing", "Widget.Busy", "Widget.Missing"]);
    let alone = world.run(["import", "widgets.md", "-p", "Widget", "--lang", "en"]).status(1);
    assert_eq!(alone.err, "alierr: widgets.md: no error codes were read; its 2 earlier entries are kept\n");
    assert_eq!(codes(&world, "widget").len(), 4);
}
