//! Documents into the user's own catalogue.

use super::program::{Run, World};

pub const DOCUMENT: &str = "\
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
    let path = world.path("widgets.md").display().to_string();
    assert_eq!(explained["entries"][0]["sources"][0]["document"], path.as_str());
    assert_eq!(world.run(["search", "-p", "widget", "", "--format", "json"]).good().json()["total"], 2);
}

/// The codes of a product, in the order of the alphabet.
pub fn codes(world: &World, product: &str) -> Vec<String> {
    let tsv = world.run(["export", "-p", product, "--format", "tsv"]).good().out;
    let codes = tsv.lines().skip(1).filter_map(|line| line.split('\t').nth(3));
    let mut codes: Vec<String> = codes.map(str::to_owned).collect();
    codes.sort_unstable();
    codes
}

#[test]
fn documents_of_one_name_do_not_take_each_others_entries() {
    let world = World::new();
    world.file("one/errors.md", DOCUMENT);
    world.file("two/errors.md", DOCUMENT.replace("Widget.", "Gadget."));
    world.run(["import", "one/errors.md", "two/errors.md", "-p", "Widget"]).good();
    let all = ["Gadget.Busy", "Gadget.Missing", "Widget.Busy", "Widget.Missing"];
    assert_eq!(codes(&world, "widget"), all);
    world.run(["import", "two/errors.md", "-p", "Widget"]).good();
    assert_eq!(codes(&world, "widget"), all);
    // Another path to the same document means the same document.
    world.file("one/errors.md", DOCUMENT.replace("Widget.", "Thing."));
    let again = world.run(["import", "two/../one/errors.md", "-p", "Widget"]).status(0);
    assert_eq!(again.err, "alierr: two/../one/errors.md: 原有 2 条已不在文档中，已删除\n");
    assert_eq!(codes(&world, "widget"), ["Gadget.Busy", "Gadget.Missing", "Thing.Busy", "Thing.Missing"]);
}

#[test]
fn sources_are_listed_and_forgotten_one_by_one() {
    let world = World::new();
    let none = world.run(["catalog", "list", "--format", "json"]).status(1);
    assert_eq!(
        (none.json()["sources"].as_array().map(Vec::len), none.err.as_str()),
        (Some(0), "alierr: 还没有导入过文档\n")
    );
    world.file("one/errors.md", DOCUMENT);
    world.file("two/errors.md", DOCUMENT.replace("Widget.Missing", "Widget.Broken"));
    world.run(["import", "one/errors.md", "two/errors.md", "-p", "Widget"]).good();
    assert_eq!(
        world.run(["catalog"]).good().out,
        "Widget       2  ~/one/errors.md\nWidget       2  ~/two/errors.md\n"
    );
    let one = world.path("one/errors.md").display().to_string();
    let tsv = world.run(["catalog", "list", "--format", "tsv"]).good().out;
    assert_eq!(
        tsv.lines().take(2).collect::<Vec<_>>(),
        ["source\tproduct\tentries", &format!("{one}\tWidget\t2")]
    );

    world.run(["catalog", "forget"]).refused(&["SOURCE"]);
    world.run(["catalog", "list", &one]).refused(&["list"]);
    let unknown = world.run(["catalog", "forget", "one/error.md", "--lang", "en"]).status(1);
    assert_eq!(
        unknown.err,
        "alierr: no such document was imported: one/error.md\ndid you mean ~/one/errors.md?\n"
    );
    // Entries that the other document has as well stay.
    let gone = world.run(["catalog", "forget", "one/errors.md", "--lang", "en"]).good();
    assert_eq!(gone.out, "~/one/errors.md -> Widget: 1 entry removed\n");
    assert_eq!(codes(&world, "widget"), ["Widget.Broken", "Widget.Busy"]);
    // A document that is gone from the disk is forgotten all the same, and a file without entries goes.
    std::fs::remove_file(world.path("two/errors.md")).expect("a file");
    let json = world.run(["catalog", "forget", "~/two/errors.md", "--format", "json"]).good().json();
    assert_eq!(json["sources"][0]["entries"], 2);
    assert!(!world.path(".local/share/alierr/catalog/widget.json").exists());
}

#[test]
fn imports_at_once_lose_nothing() {
    let world = World::new();
    let start = |number: usize| {
        let path =
            world.file(&format!("{number}.md"), DOCUMENT.replace("Widget.", &format!("Widget{number}.")));
        world.command(["import".as_ref(), path.as_os_str(), "-p".as_ref(), "Widget".as_ref()]).spawn()
    };
    let started: Vec<_> = (0..12).map(|number| start(number).expect("it starts")).collect();
    for child in started {
        Run::from(child.wait_with_output().expect("it ends")).good();
    }
    assert_eq!(codes(&world, "widget").len(), 24);
}

#[test]
fn what_an_import_that_was_killed_left_behind_is_swept_up() {
    let world = World::new();
    world.file("widgets.md", DOCUMENT);
    let old = world.file("mine/.widget.json.1-0.tmp", "half");
    let young = world.file("mine/.slb.json.2-0.tmp", "half");
    let hours_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(7200);
    let file = std::fs::File::options().write(true).open(&old).expect("a file");
    file.set_modified(hours_ago).expect("a time");
    world.run(["import", "widgets.md", "-p", "Widget", "--catalog-dir", "mine"]).good();
    assert!(!old.exists() && young.exists());
}

#[cfg(unix)]
#[test]
fn a_catalogue_file_that_is_a_link_stays_one_and_keeps_its_mode() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let world = World::new();
    world.file("widgets.md", DOCUMENT);
    world.run(["import", "widgets.md", "-p", "Widget", "--catalog-dir", "mine"]).good();
    let (link, target) = (world.path("mine/widget.json"), world.path("kept.json"));
    std::fs::rename(&link, &target).expect("moved");
    symlink(&target, &link).expect("a link");
    std::fs::set_permissions(&target, PermissionsExt::from_mode(0o640)).expect("a mode");
    world.file("more.md", DOCUMENT.replace("Widget.", "Gadget."));
    world.run(["import", "more.md", "-p", "Widget", "--catalog-dir", "mine"]).good();
    assert!(link.symlink_metadata().expect("a link").is_symlink());
    assert_eq!(target.metadata().expect("a file").permissions().mode() & 0o777, 0o640);
    assert!(std::fs::read_to_string(&target).expect("a file").contains("Gadget.Busy"));
}

#[test]
fn a_product_of_which_nothing_was_read_gets_no_file() {
    let world = World::new();
    world.file("slb.md", DOCUMENT);
    world.file("eci.md", "nothing\n");
    let run = world.run(["import", "slb.md", "eci.md", "--catalog-dir", "mine"]).good();
    assert!(world.path("mine/slb.json").exists());
    assert!(!world.path("mine/eci.json").exists() && !run.out.contains("eci.json"), "{}", run.out);
}

#[test]
fn another_name_of_a_product_is_a_product_of_its_own() {
    let world = World::new();
    world.file("redis.md", DOCUMENT);
    // `redis` is a name of Tair, but not its id.
    world.run(["import", "redis.md"]).refused(&["-p"]);
    let run = world.run(["import", "redis.md", "-p", "Redis", "--lang", "en"]).status(0);
    let said =
        "alierr: Redis is no product that is known: it is taken as a new one\ndid you mean R-kvstore?\n";
    assert_eq!(run.err, said);
    assert!(run.out.contains("redis.md -> Redis:"), "{}", run.out);
    assert_eq!(codes(&world, "Redis"), ["Widget.Busy", "Widget.Missing"]);
    // Now there is a product with this id, so the file's name means it.
    assert!(world.run(["import", "redis.md"]).good().out.contains("-> Redis:"));
    assert!(world.run(["import", "redis.md", "-p", "GPDB", "--dry-run"]).good().out.contains("-> gpdb:"));
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
    let before = world.run(["products", "--builtin-only", "--format", "json"]).good().json();
    let entries = |products: &serde_json::Value| {
        let mut listed = products["products"].as_array().into_iter().flatten();
        listed.find(|product| product["id"] == "Eci").and_then(|eci| eci["entries"].as_u64())
    };
    assert_eq!(entries(&products), entries(&before).map(|before| before + 2));
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

#[test]
fn rows_left_out_are_told_in_the_readers_language_and_to_scripts_in_english() {
    let world = World::new();
    let rows = "| Widget.Odd | 4000 | It is odd. | 不对。 |\n| | 404 | No code. | 没有错误码。 |\n";
    world.file("widgets.md", format!("{DOCUMENT}{rows}\n| 错误码 | 描述 |\n|--|--|\n| 甲 | 一个错误 |\n"));
    let import = ["import", "widgets.md", "-p", "Widget", "--dry-run"];
    let told = |args: &[&str]| world.run([&import, args].concat()).good();
    let zh = told(&["--lang", "zh"]).out;
    let lines: Vec<&str> = zh.lines().skip(1).take(2).collect();
    let table = "  第 12 行起的表格（错误码、描述，共 1 行）：看来讲错误码，但没有一列是错误码";
    assert_eq!(lines, ["  第 10 行：“”不是错误码", table]);
    let reasons = ["“” is not an error code", "no column of this table reads as error codes"];
    let en = told(&["--lang", "en"]).out;
    let lines: Vec<&str> = en.lines().skip(1).take(2).collect();
    let table =
        "  table at line 12 (错误码, 描述; rows: 1): promises errors, but no column reads as error codes";
    assert_eq!(lines, ["  line 10: “” is not an error code", table]);
    let json = told(&["--lang", "zh", "--format", "json"]).json();
    let skipped = json["files"][0]["skipped"].as_array().expect("a list").iter();
    assert!(skipped.map(|row| row["reason"].as_str().unwrap_or_default()).eq(reasons), "{json}");
}

#[test]
fn metadata_is_imported_in_both_languages() {
    let world = World::new();
    let metadata = |description: &str| {
        format!(
            r#"{{"info": {{"product": "Widget"}}, "apis": {{
                "FindWidget": {{"errorCodes": {{"404": [{{"errorCode": "Widget.Missing\t", "errorMessage": "No widget."}}]}}}},
                "DropWidget": {{"errorCodes": {{"404": [{{"errorCode": "Widget.Missing", "errorMessage": "No widget.", "description": "{description}"}}]}}}}
            }}}}"#
        )
    };
    world.file("zh_cn/widget/2020-01-01/api-docs.json", metadata("没有部件。"));
    world.file("en_us/widget/2020-01-01/api-docs.json", metadata("There is no widget."));
    let run = world.run(["import", "zh_cn/widget/2020-01-01/api-docs.json", "--format", "json"]).good();
    let file = &run.json()["files"][0];
    assert_eq!((&file["product"], &file["rows"], &file["added"]), (&"Widget".into(), &2.into(), &1.into()));
    let entry = &world.run(["explain", "Widget.Missing", "--format", "json"]).good().json()["entries"][0];
    assert_eq!(entry["explanation"]["zh"], "没有部件。");
    assert_eq!(entry["description_en"], "There is no widget.");
    assert_eq!(entry["sections"].as_array().map(Vec::len), Some(2));
}

#[test]
fn every_table_is_told_with_what_it_is_about() {
    let world = World::new();
    world.file("widgets.md", format!("{DOCUMENT}\n## 参数\n\n|名称|类型|\n|--|--|\n|Id|String|\n"));
    let json = world.run(["import", "widgets.md", "-p", "Widget", "--format", "json"]).good().json();
    let tables = json["files"][0]["tables"].as_array().expect("a list").clone();
    let told: Vec<(u64, &str)> = tables
        .iter()
        .map(|table| (table["place"].as_u64().unwrap_or(0), table["verdict"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(told, [(5, "errors"), (12, "parameters or fields")]);
    world.file("other.md", "|名称|类型|\n|--|--|\n|Id|String|\n");
    let json = world.run(["import", "other.md", "-p", "Widget", "--format", "json"]).status(1).json();
    assert_eq!(json["files"][0]["nothing"], "none of its tables is about errors");
}

#[test]
fn a_folder_is_walked_whatever_the_letter_case() {
    let world = World::new();
    world.file("docs/a/ONE.MD", DOCUMENT);
    world.file("docs/b/eci/two.Md", DOCUMENT.replace("Widget.", "Gadget."));
    world.file("docs/.hidden/three.md", DOCUMENT);
    // A file with neither a product nor an error is skipped silently.
    world.file("docs/b/readme.md", "# How to\n");
    let json = world.run(["import", "docs", "-p", "Widget", "--format", "json"]).status(0).json();
    assert_eq!(json["files"].as_array().map(Vec::len), Some(3));
    assert_eq!(codes(&world, "widget").len(), 4);
    let run = world.run(["import", "docs", "--dry-run"]).status(2);
    assert!(run.out.contains("two.Md -> Eci: "), "its folder tells: {}", run.out);
    assert!(run.err.contains("ONE.MD") && !run.err.contains("readme"), "{}", run.err);
}

#[test]
fn one_document_of_a_folder_that_cannot_be_read_takes_no_others_along() {
    let world = World::new();
    world.file("docs/good.md", DOCUMENT);
    world.file("docs/bytes.md", b"| a |\xff");
    world.file("docs/x/2020-01-01/api-docs.json", "{\"half\": ");
    let run = world.run(["import", "docs", "-p", "Widget"]).status(2);
    assert_eq!(run.err.lines().count(), 2, "{}", run.err);
    assert_eq!(codes(&world, "widget").len(), 2);
}

#[test]
fn a_tree_of_metadata_gives_the_default_version_of_each_product() {
    let world = World::new();
    for (folder, name) in [("zh_cn", "部件"), ("en_us", "Widgets")] {
        let list = format!(
            r#"[{{"code": "Widget", "name": "{name}", "versions": ["2019-01-01", "2020-01-01"], "defaultVersion": "2019-01-01"}}]"#
        );
        world.file(&format!("tree/{folder}/products.json"), list);
        for version in ["2019-01-01", "2020-01-01"] {
            for product in ["Widget", "Gadget"] {
                let docs = format!(
                    r#"{{"info": {{"product": "{product}"}}, "apis": {{}}, "endpoints": [{{"endpoint": "{product}.example.com"}}],
                        "errorCodes": [{{"code": "Of{version}", "message": "It is.", "http_code": 400}}]}}"#
                );
                let product = product.to_lowercase();
                world.file(&format!("tree/{folder}/{product}/{version}/api-docs.json"), docs);
            }
        }
    }
    let run = world.run(["import", "tree", "--lang", "en"]).status(0);
    assert_eq!(
        run.err,
        "alierr: 2 versions that are not the default ones are left out; --all-versions takes them\n"
    );
    assert_eq!(codes(&world, "Widget"), ["Of2019-01-01"], "the default one");
    assert_eq!(codes(&world, "Gadget"), ["Of2020-01-01"], "no list tells of it: the newest");
    let products = world.run(["products", "--format", "tsv"]).good().out;
    assert!(products.lines().any(|line| line.starts_with("Widget\t部件\tWidgets\t1\tuser")), "{products}");
    world.run(["import", "tree", "--all-versions"]).good();
    assert_eq!(codes(&world, "Widget"), ["Of2019-01-01", "Of2020-01-01"]);
}

#[cfg(unix)]
#[test]
fn what_is_no_document_is_a_sentence_and_nothing_is_waited_for() {
    let world = World::new();
    world.file("good.md", DOCUMENT);
    let made = std::process::Command::new("mkfifo").arg(world.path("pipe.md")).status();
    assert!(made.is_ok_and(|status| status.success()));
    let huge = std::fs::File::create(world.path("huge.md")).expect("a file");
    huge.set_len(1 << 30).expect("a gigabyte of nothing");
    for (path, why) in [("pipe.md", "regular"), ("/dev/zero", "regular"), ("huge.md", "100 MB")] {
        world.run(["import", "good.md", path, "-p", "Widget", "--lang", "en"]).refused(&[path, why]);
    }
    assert!(!world.path(".local").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_of_the_kernel_that_has_no_length_is_not_waited_for() {
    let run = World::new().run(["import", "/proc/kmsg", "-p", "Widget"]).status(1);
    assert!(run.out.contains("/proc/kmsg"), "{}", run.out);
}

#[test]
fn json_of_another_kind_is_a_sentence() {
    let world = World::new();
    for (text, why) in [
        ("{\"version\": \"1.0\", \"apis\": {", "not JSON"),
        ("", "not JSON"),
        ("{\"a\": 1}", "no metadata"),
        ("[1, 2]", "no metadata"),
        ("\"text\"", "no metadata"),
    ] {
        world.file("other.json", text);
        let run = world.run(["import", "other.json", "-p", "Widget", "--lang", "en"]).status(2);
        assert!(run.err.contains("other.json") && run.err.contains(why), "{}", run.err);
        assert!(!run.err.contains("struct"), "{}", run.err);
    }
}

#[cfg(unix)]
#[test]
fn an_import_that_is_killed_at_any_moment_leaves_a_whole_catalogue() {
    let world = World::new();
    let rows: String =
        (0..2000).map(|number| format!("| Widget.N{number} | 400 | It is {number}. | 不对。 |\n")).collect();
    world.file("widgets.md", DOCUMENT.to_owned() + &rows);
    world.file("more.md", DOCUMENT.replace("Widget.", "Gadget."));
    world.run(["import", "more.md", "-p", "Widget"]).status(0);
    let catalogue = world.path(".local/share/alierr/catalog/widget.json");
    assert!(catalogue.exists());
    // Seeded moments within the time that the import takes.
    let mut dice = fastrand::Rng::with_seed(7);
    for _ in 0..12 {
        let mut child = world.command(["import", "widgets.md", "-p", "Widget"]).spawn().expect("it starts");
        std::thread::sleep(std::time::Duration::from_micros(dice.u64(..1 << 16)));
        child.kill().expect("it is killed");
        child.wait().expect("it is gone");
        let text = std::fs::read_to_string(&catalogue).expect("it is there");
        let file: serde_json::Value = serde_json::from_str(&text).expect("it is whole");
        assert!(matches!(file["entries"].as_array().map(Vec::len), Some(2 | 2004)));
    }
    world.run(["import", "widgets.md", "-p", "Widget"]).status(0);
    assert_eq!(codes(&world, "widget").len(), 2004);
}
