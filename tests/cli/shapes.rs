//! The JSON shapes, a contract that scripts rely on.

use insta::assert_snapshot;
use serde_json::Value;

use super::program::World;

/// One product that nothing but this test knows, so that the catalogue can grow without touching a shape.
const PRODUCT: &str = r#"{
    "product": {"id": "Toy", "name": {"zh": "玩具", "en": "Toys"}, "group": {"zh": "其他", "en": "Other"}},
    "entries": [
        {"code": "Toy.Lost", "status": 404, "message": "The toy “{ToyName}” is lost.",
         "explanation": {"zh": "玩具丢了。", "origin": "official"}, "description_en": "It is lost.",
         "sections": ["公共错误码", "其他"], "sources": [{"document": "toy", "rows": [3, 4]}], "note": "一处修复。"},
        {"code": "Toy.<name>", "status": null, "message": "Bare\tone.", "sources": []}
    ]
}"#;

fn world() -> World {
    let world = World::new();
    world.file("toys/toy.json", PRODUCT);
    world
}

/// The answer to some arguments. What the rules say of an entry is their owner's affair: it is only held
/// to its types here, and not shown.
fn json(world: &World, args: &[&str], status: i32) -> String {
    let run = world.run([args, &["--catalog-dir", "toys", "--format", "json"]].concat()).status(status);
    let mut value = run.json();
    for entry in entries(&mut value) {
        for (name, is_right) in [
            ("category", Value::is_string as fn(&Value) -> bool),
            ("retry", Value::is_string),
            ("advice", |advice| advice["zh"].is_string() && advice["en"].is_string()),
        ] {
            let field = entry.get_mut(name).unwrap_or_else(|| panic!("{name} is left out")).take();
            assert!(field.is_null() || is_right(&field), "{name}: {field}");
        }
        if entry["explanation"]["origin"] == "rule" {
            entry["explanation"].take();
        }
    }
    serde_json::to_string_pretty(&value).expect("JSON")
}

/// The entries in an answer of any shape.
fn entries(value: &mut Value) -> Vec<&mut Value> {
    let Value::Object(fields) = value else { return Vec::new() };
    let mut entries = Vec::new();
    for (name, field) in fields {
        match (name.as_str(), field) {
            ("entries", Value::Array(list)) => entries.extend(list),
            ("findings", Value::Array(list)) => {
                let matches =
                    list.iter_mut().filter_map(|finding| finding["matches"].as_array_mut()).flatten();
                entries.extend(matches.map(|found| &mut found["entry"]));
            }
            ("hits", Value::Array(list)) => entries.extend(list.iter_mut().map(|hit| &mut hit["entry"])),
            _ => {}
        }
    }
    entries
}

#[test]
fn explain() {
    assert_snapshot!(json(&world(), &["explain", "toy.lost"], 0));
}

#[test]
fn explain_of_an_entry_that_has_nothing() {
    assert_snapshot!(json(&world(), &["explain", "Toy.<name>"], 0));
}

#[test]
fn explain_of_nothing() {
    assert_snapshot!(json(&world(), &["explain", "Qqqqqqqqqqqqq"], 1));
}

#[test]
fn search() {
    let text = json(&world(), &["search", "Toy.Lost", "-p", "toy"], 0);
    let mut found: Value = serde_json::from_str(&text).expect("JSON");
    // What a hit scores is the engine's affair; that it is a number is the contract's.
    let score = found["hits"][0]["score"].take();
    assert!(score.is_u64(), "{score}");
    assert_snapshot!(serde_json::to_string_pretty(&found).expect("JSON"));
}

#[test]
fn search_of_nothing() {
    assert_snapshot!(json(&world(), &["search", "zzzzqqq"], 1));
}

#[test]
fn diagnose() {
    let world = world();
    world.file(
        "error.log",
        "{\"RequestId\":\"4C467B38-3910-447D-87BC-AC049166F216\",\"Code\":\"Toy.Lost\",\
        \"Message\":\"The toy “bear” is lost.\",\"HttpCode\":404}\n",
    );
    assert_snapshot!(json(&world, &["diagnose", "error.log"], 0));
}

#[test]
fn diagnose_of_nothing() {
    let world = world();
    world.file("error.log", "All is well.\n");
    assert_snapshot!(json(&world, &["diagnose", "error.log"], 1));
}

#[test]
fn export() {
    assert_snapshot!(json(&world(), &["export", "-p", "Toy"], 0));
}

#[test]
fn products() {
    assert_snapshot!(json(&world(), &["products"], 0));
}

#[test]
fn import() {
    let world = world();
    world.file("new.md", "# 错误码\n\n| 错误码 | HTTP 状态码 | 错误信息 | 描述 |\n|---|---|---|---|\n\
        | New.One | 400 | The one. | 一。 |\n| New.One | 400 | The one. | 一。 |\n| New.Two | 999 | The two. | 二。 |\n");
    assert_snapshot!(json(&world, &["import", "new.md", "-p", "New", "--dry-run"], 0));
}

#[test]
fn paths() {
    let world = world();
    let home = world.path("").display().to_string();
    assert_snapshot!(json(&world, &["paths"], 0).replace(&home, "~/"));
}

#[test]
fn a_row_of_a_table() {
    let world = world();
    let run = world.run(["export", "-p", "toy", "--catalog-dir", "toys", "--format", "tsv"]).good();
    let but_for_rules = |row: &str| {
        let mut cells: Vec<&str> = row.split('\t').collect();
        cells[9..12].fill("");
        if cells[7] == "rule" {
            cells[6..8].fill("");
        }
        cells.join("|")
    };
    assert_snapshot!(run.out.lines().map(but_for_rules).collect::<Vec<_>>().join("\n"));
    let run = world.run(["search", "Toy", "-p", "toy", "--catalog-dir", "toys", "--format", "tsv"]).good();
    let head = run.out.lines().next().unwrap_or_default();
    assert!(head.ends_with("\turl\tscore\tmatched"), "{head}");
}
