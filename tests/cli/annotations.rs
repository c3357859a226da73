//! Findings as annotations of GitHub Actions, and as tickets.

use super::program::World;

/// As Terraform prints two errors, of which the first names its place.
const PLAN: &str = "\
╷
│ Error: [ERROR] terraform-provider-alicloud/alicloud/resource_alicloud_vpc.go:131: Resource alicloud_vpc CreateVpc Failed!!! [SDK alibaba-cloud-sdk-go ERROR]:
│ SDK.ServerError
│ ErrorCode: InvalidVpcId.NotFound
│ Recommend: 
│ RequestId: 5B1F2A7C-0D3E-4C55-9E0B-3F2A1C4D5E6F
│ Message: 100% gone: Specified VPC does not exist.
│ 
│   with alicloud_vswitch.main,
│   on net/main.tf line 12, in resource \"alicloud_vswitch\" \"main\":
│   12: resource \"alicloud_vswitch\" \"main\" {
│ 
╵
╷
│ Error: second
│ ErrorCode: Throttling.User
│ Message: Request was denied due to user flow control.
╵
";

#[test]
fn github_shows_each_error_where_its_source_is() {
    let world = World::new().with("LANG", "en_US.UTF-8");
    let out = world.run_on(["diagnose", "--format", "github"], PLAN.as_bytes()).good().out;
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 2, "{out}");
    assert!(lines[0].starts_with("::error file=net/main.tf,line=12,title=InvalidVpcId.NotFound"), "{out}");
    assert!(lines[0].contains("::100%25 gone: Specified VPC does not exist.%0A"), "{out}");
    assert!(lines[1].starts_with("::error title=Throttling.User"), "{out}");
}

#[test]
fn a_text_without_errors_is_no_annotation() {
    let run = World::new().run_on(["diagnose", "--format", "github"], b"all is well\n").status(1);
    assert_eq!(run.out, "");
}

#[test]
fn every_answer_names_the_place_that_terraform_names() {
    let world = World::new();
    let told = |args: &[&str]| world.run_on(args, PLAN.as_bytes()).good();
    for (lang, place) in [
        ("zh", "net/main.tf 第 12 行，alicloud_vswitch.main"),
        ("en", "net/main.tf line 12, alicloud_vswitch.main"),
    ] {
        for format in ["text", "markdown"] {
            let out = told(&["diagnose", "--format", format, "--lang", lang]).out;
            assert_eq!(out.matches(place).count(), 1, "{out}");
        }
    }
    let json = told(&["diagnose", "--format", "json"]).json();
    let source = &json["findings"][0]["evidence"]["source"];
    assert_eq!(
        *source,
        serde_json::json!({"file": "net/main.tf", "line": 12, "address": "alicloud_vswitch.main"})
    );
    assert!(json["findings"][1]["evidence"]["source"].is_null(), "{json}");
}

#[test]
fn a_ticket_holds_all_errors() {
    let world = World::new().with("LANG", "en_US.UTF-8");
    let out = world.run_on(["diagnose", "--format", "markdown"], PLAN.as_bytes()).good().out;
    let heads: Vec<&str> = out.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(heads.len(), 2, "{out}");
    assert!(heads[0].starts_with("## InvalidVpcId.NotFound (line "), "{out}");
    assert!(out.contains("`5B1F2A7C-0D3E-4C55-9E0B-3F2A1C4D5E6F`"), "{out}");
}

#[test]
fn formats_stay_where_they_mean_something() {
    let world = World::new().with("LANG", "en_US.UTF-8");
    for args in [&["explain", "X"][..], &["search", "x"], &["export"], &["products"]] {
        world.run([args, &["--format", "github"]].concat()).refused(&["github"]);
    }
}
