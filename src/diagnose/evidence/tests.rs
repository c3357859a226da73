//! Whole blocks, and hostile ones.

use super::*;
use crate::catalog::{Derived, Subject};

fn read(block: &str, code: &str, message: &str, product: Option<&str>) -> Evidence {
    let about = About { code: Some(code), message: Some(message), product, ..About::default() };
    Evidence::read(block, &about)
}

const DETAIL: &str = r#"{"Code":"Forbidden.RAM","Message":"no","AccessDeniedDetail":{"AuthAction":"slb:SetBackendServers","AuthPrincipalDisplayName":"ops-role:x1","AuthPrincipalOwnerId":"1230000000000000","AuthPrincipalType":"AssumedRoleUser","NoPermissionType":"REASON","PolicyType":"SessionPolicy","EncodedDiagnosticMessage":"AQEAsecretsecretsecret"}}"#;

fn steps(evidence: &Evidence) -> Vec<Step> {
    let subject = Subject { code: "Forbidden.RAM", ..Subject::default() };
    let mut steps = Derived::new(&subject, evidence.denial(), evidence).steps;
    evidence.complete(&mut steps, Some(Category::Permission));
    steps
}

fn policies(steps: &[Step]) -> Vec<String> {
    let policy = |step: &Step| match &step.act {
        Some(Act::Policy(policy)) => Some(policy.to_json()),
        _ => None,
    };
    steps.iter().filter_map(policy).collect()
}

#[test]
fn an_implicit_denial_gets_the_smallest_policy() {
    let evidence = read(&DETAIL.replace("REASON", "ImplicitDeny"), "Forbidden.RAM", "no", Some("Slb"));
    let denied = evidence.denied.clone().unwrap();
    assert_eq!(denied.action.as_deref(), Some("slb:SetBackendServers"));
    assert_eq!(denied.principal_type.as_deref(), Some("AssumedRoleUser"));
    assert_eq!(denied.policy_type.as_deref(), Some("SessionPolicy"));
    assert_eq!(evidence.role.as_deref(), Some("ops-role"));
    let policies = policies(&steps(&evidence));
    assert_eq!(policies.len(), 1);
    assert!(
        policies[0].contains("\"slb:SetBackendServers\"") && policies[0].contains("\"*\""),
        "{policies:?}"
    );
    assert!(!format!("{evidence:?}").contains("AQEA"));
}

#[test]
fn the_resource_of_the_error_bounds_the_policy() {
    let block = "denied by sts or ram, action: log:GetCursor, resource: acs:log:cn-beijing:1230000000000000:project/p1/logstore/l1, reason: ImplicitDeny";
    let evidence = read(block, "Unauthorized", block, Some("Sls"));
    let policy = evidence.denied.as_ref().and_then(Denied::policy).unwrap().to_json();
    assert!(policy.contains("log:GetCursor") && policy.contains("project/p1/logstore/l1"), "{policy}");
}

#[test]
fn an_explicit_denial_gets_no_policy() {
    let evidence = read(&DETAIL.replace("REASON", "ExplicitDeny"), "Forbidden.RAM", "no", Some("Slb"));
    assert_eq!(evidence.denial(), Some(Denial::Explicit));
    assert!(policies(&steps(&evidence)).is_empty());
}

#[test]
fn without_an_action_there_is_no_policy() {
    let block = DETAIL.replace("REASON", "ImplicitDeny").replace("slb:SetBackendServers", "");
    let evidence = read(&block, "Forbidden.RAM", "no", None);
    assert!(policies(&steps(&evidence)).is_empty());
}

#[test]
fn wrapping_changes_nothing() {
    let block = DETAIL.replace("REASON", "ImplicitDeny");
    let once = read(&block, "Forbidden.RAM", "no", None);
    let escaped = block.replace('"', "\\\"");
    let twice = escaped.replace('\\', "\\\\");
    for wrapped in [escaped, twice, block.replace('"', "&quot;")] {
        assert_eq!(read(&wrapped, "Forbidden.RAM", "no", None), once, "{wrapped}");
    }
}

#[test]
fn the_gateway_s_clock_is_the_date_of_its_answer() {
    let block = "GET /?Action=ListRegions&Timestamp=2025-03-04T13%3A06%3A07Z&Version=1\nHTTP/1.1 400\nDate: Tue, 04 Mar 2025 05:06:10 GMT\nServer: x\n";
    let clock = read(block, "InvalidTimeStamp.Expired", "expired", None).clock.unwrap();
    assert_eq!((clock.seconds, clock.zone_hours()), (28_797, Some(8)));
    let header = "x-acs-date: 2025-03-04T05:00:00Z\n< date: Tue, 04 Mar 2025 05:06:10 GMT";
    assert_eq!(read(header, "X", "y", None).clock.unwrap().seconds, -370);
    let log = "{\"Timestamp\":\"2025-03-04T13:06:07+08:00\",\"Code\":\"Forbidden\"}\nDate: Tue, 04 Mar 2025 05:06:10 GMT";
    assert_eq!(read(log, "Forbidden", "no", None).clock, None);
    let words = "Request time 1741064770 has been expired while server time is 1741064000.";
    assert_eq!(read(words, "RequestTimeExpired", words, None).clock.unwrap().seconds, 770);
}

#[test]
fn an_instance_s_id_lands_in_no_other_parameter() {
    let evidence = read("", "X", "i-2ze0q1w2e3r4t5y6u7i8 and vsw-2ze0q1w2e3r4t5y6u7i8", None);
    let run = |command: &str| {
        let step = Step {
            text: Both { zh: Some("x".into()), en: Some("x".into()) },
            origin: Origin::Project,
            act: Some(Act::Run(command.to_owned().into())),
        };
        match remedies::filled(&step, &evidence).act {
            Some(Act::Run(command)) => command.to_string(),
            _ => String::new(),
        }
    };
    assert_eq!(
        run("aliyun vpc DescribeVSwitches --VSwitchId {instance}"),
        "aliyun vpc DescribeVSwitches --VSwitchId vsw-2ze0q1w2e3r4t5y6u7i8"
    );
    assert_eq!(
        run("aliyun ecs DescribeInstances --InstanceIds '[\"{instance}\"]'"),
        "aliyun ecs DescribeInstances --InstanceIds '[\"i-2ze0q1w2e3r4t5y6u7i8\"]'"
    );
    assert_eq!(run("aliyun kms DescribeKey --KeyId {instance}"), "aliyun kms DescribeKey --KeyId KEY_ID");
    assert_eq!(run("aliyun ecs X --ImageId {instance}"), "aliyun ecs X --ImageId IMAGE_ID");
}

/// What a hostile server might answer with.
const HOSTILE: [&str; 10] = [
    "$(touch x)",
    "`id`",
    "a;reboot",
    "a && b",
    "-rf",
    "'; drop",
    "\" -x \"",
    "x|y",
    "\u{1b}[2J",
    "../../{region}",
];

#[test]
fn hostile_values_reach_no_command_and_no_policy() {
    for value in HOSTILE {
        let json = serde_json::to_string(value).unwrap();
        let block = format!(
            "{{\"Code\":\"Forbidden.RAM\",\"Message\":{json},\"RegionId\":{json},\"UserName\":{json},\"Endpoint\":{json},\"AccessDeniedDetail\":{{\"AuthAction\":{json},\"AuthPrincipalDisplayName\":{json},\"AuthPrincipalType\":\"SubUser\",\"NoPermissionType\":\"ImplicitDeny\"}}}} RoleName={value} acs:ecs:*:1:instance/{value}"
        );
        let message = format!("The specified InstanceId {value} does not exist.");
        for code in
            ["Forbidden.RAM", "InvalidInstanceId.NotFound", "EntityNotExist.User", "InvalidTimeStamp.Expired"]
        {
            let evidence = read(&block, code, &message, Some(value));
            let subject = Subject { code, product: Some("Ecs"), ..Subject::default() };
            let mut steps = Derived::new(&subject, evidence.denial(), &evidence).steps;
            evidence.complete(&mut steps, Some(Category::NotFound));
            for step in &steps {
                match &step.act {
                    Some(Act::Run(command)) => assert!(!command.contains(value), "{command}"),
                    Some(Act::Policy(policy)) => {
                        let json: serde_json::Value = serde_json::from_str(&policy.to_json()).unwrap();
                        assert_eq!(json["Statement"][0]["Effect"], "Allow", "{json}");
                        assert!(
                            json["Statement"][0]["Action"][0].as_str().is_some_and(|a| !a.contains(value))
                        );
                    }
                    Some(Act::Open(address)) => {
                        let address = address.get(Lang::En).unwrap_or_default();
                        assert!(
                            address.starts_with("https://") && !address.contains(['$', '`', '"', ' ', ';'])
                        );
                    }
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn what_is_shown_is_masked() {
    let secret = "LTAI5tQwErTyUiOpAsDfGhJk";
    let evidence = read(
        &format!("<ArgumentName>key</ArgumentName><ArgumentValue>{secret}</ArgumentValue>"),
        "InvalidArgument",
        "no",
        Some("Oss"),
    );
    assert!(!format!("{evidence:?}").contains(secret));
}
