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

/// The answer to some arguments. The texts of rules may change at any time, so only their types are asserted, and
/// they are left out of the snapshot.
fn json(world: &World, args: &[&str], status: i32) -> String {
    let run = world.run([args, &["--catalog-dir", "toys", "--format", "json"]].concat()).status(status);
    let mut value = run.json();
    for entry in entries(&mut value) {
        hold_verdict(entry);
        if entry["explanation"]["origin"] == "rule" {
            entry["explanation"].take();
        }
    }
    let findings = value.get_mut("findings").and_then(Value::as_array_mut);
    findings.into_iter().flatten().for_each(hold_verdict);
    value.get_mut("derived").filter(|derived| derived.is_object()).map(hold_verdict);
    serde_json::to_string_pretty(&value).expect("JSON")
}

/// Asserts the types of what rules say, and removes it.
fn hold_verdict(said: &mut Value) {
    let both = |text: &Value| text.as_object().is_some_and(|both| both.len() == 2 && both["zh"].is_string());
    for (name, is_right) in [
        ("category", &Value::is_string as &dyn Fn(&Value) -> bool),
        ("retry", &Value::is_string),
        ("advice", &both),
    ] {
        let field = said.get_mut(name).unwrap_or_else(|| panic!("{name} is left out")).take();
        assert!(field.is_null() || is_right(&field), "{name}: {field}");
    }
    for step in said["steps"].as_array_mut().expect("steps are a list").drain(..) {
        let fields: Vec<&str> = step.as_object().expect("a step").keys().map(String::as_str).collect();
        assert_eq!(fields, ["example", "open", "origin", "policy", "run", "text"], "{step}");
        let acts = ["example", "open", "policy", "run"].into_iter().filter(|act| !step[*act].is_null());
        assert!(acts.count() <= 1 && both(&step["text"]), "{step}");
    }
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
    // The score may change with the engine; the contract says only that it is a number.
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
fn diagnose_of_an_error_that_tells_all() {
    let world = world();
    world.file(
        "error.log",
        "x-oss-ec: 0017-00000804\nx-acs-date: 2025-03-04T13:06:07Z\nDate: Tue, 04 Mar 2025 05:06:10 GMT\n\
        {\"RequestId\":\"4C467B38-3910-447D-87BC-AC049166F216\",\"Code\":\"Toy.Lost\",\"QuotaActionCode\":\"q_toy\",\
        \"HostId\":\"toy.cn-wulanchabu.aliyuncs.com\",\"HttpCode\":403,\
        \"Message\":\"The specified ToyId i-2ze0q1w2e3r4t5y6u7i8 is refused.\",\
        \"Recommend\":\"https://toys.example/t?q=1&r=2\",\
        \"AccessDeniedDetail\":{\"AuthAction\":\"toy:Hold\",\"AuthPrincipalDisplayName\":\"bear\",\
        \"AuthPrincipalType\":\"SubUser\",\"NoPermissionType\":\"ImplicitDeny\",\
        \"PolicyType\":\"SessionPolicy\",\"EncodedDiagnosticMessage\":\"AQEAtoytoytoy\"}}\n",
    );
    assert_snapshot!(json(&world, &["diagnose", "error.log"], 0));
}

#[test]
fn explain_of_a_code_that_only_its_grammar_tells() {
    let answer = json(&world(), &["explain", "InvalidToyBox.NotFound"], 1);
    let mut answer: Value = serde_json::from_str(&answer).expect("JSON");
    assert!(answer["derived"]["meaning"].take()["zh"].is_string(), "{answer}");
    answer["near"].take();
    assert_snapshot!(serde_json::to_string_pretty(&answer).expect("JSON"));
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
    let mut answer: Value = serde_json::from_str(&json(&world(), &["products"], 0)).expect("JSON");
    // The catalogue grows, so only the test's own product is compared.
    answer["products"].as_array_mut().expect("a list").retain(|product| product["id"] == "Toy");
    assert_snapshot!(serde_json::to_string_pretty(&answer).expect("JSON"));
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
