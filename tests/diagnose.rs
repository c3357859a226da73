//! Errors as people paste them, by shape. Every value is made up.

mod sound;

use std::sync::Arc;

use alierr::catalog::Catalog;
use alierr::diagnose::{Engine, Finding, Quality};
use alierr::lang::Lang;
use sound::are_sound;

const ID: &str = "3F2504E0-4F89-11D3-9A0C-0305E82C3301";
const OTHER_ID: &str = "3F2504E0-4F89-11D3-9A0C-0305E82C3302";

fn engine() -> Engine {
    Engine::new(Arc::new(Catalog::embedded()))
}

fn findings(text: &str) -> Vec<Finding> {
    engine().diagnose(text).findings
}

/// What loggers, CI systems and container runtimes put before each line.
const PREFIXES: [&str; 13] = [
    "2024-06-07T08:09:10.123Z ",
    "[2024-06-07T08:09:10.123Z] ",
    "[08:09:10] ",
    "08:09:10 ",
    "[INFO] ",
    "Jun 07 08:09:10 host app[1]: ",
    "2024-06-07T08:09:10.123456789Z stderr F ",
    "2024/06/07 08:09:10 ",
    "2024-06-07 08:09:10,123 INFO ",
    "I0607 08:09:10.123456       1 a.go:3] ",
    "web_1  | ",
    "[pod/x/api] ",
    "12 | ",
];

/// Errors of several lines with code, message and request id.
const OF_SEVERAL_LINES: [&str; 6] = [
    "ERROR: SDK.ServerError\nErrorCode: OverQuota\nRecommend: https://error-center.aliyun.com/status/search?Keyword=OverQuota&source=PopGw\nRequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301\nMessage: Instance num exceeded Quota.",
    "ERROR: SDK.ServerError\nErrorCode: OverQuota\nRecommend: \nRequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301\nMessage: Instance num exceeded Quota.\nscript returned exit code 1",
    "SDKError:\n   StatusCode: 400\n   Code: OverQuota\n   Message: code: 400, Instance num exceeded Quota. request id: 3F2504E0-4F89-11D3-9A0C-0305E82C3301\n   Data: {\"Code\":\"OverQuota\",\"Message\":\"Instance num exceeded Quota.\"}\nProcess completed with exit code 1.",
    "Exception in thread \"main\" com.aliyuncs.exceptions.ClientException: OverQuota : Instance num exceeded Quota.\nRequestId : 3F2504E0-4F89-11D3-9A0C-0305E82C3301\n\tat com.example.Main.main(Main.java:20)",
    "{\n  \"RequestId\": \"3F2504E0-4F89-11D3-9A0C-0305E82C3301\",\n  \"Code\": \"OverQuota\",\n  \"Message\": \"Instance num exceeded Quota.\"\n}",
    "状态码：400\n错误码：OverQuota\n错误信息：Instance num exceeded Quota.\n请求ID：3F2504E0-4F89-11D3-9A0C-0305E82C3301",
];

#[test]
fn a_prefix_before_each_line_parts_no_error() {
    let engine = engine();
    let mut faults = Vec::new();
    for prefix in PREFIXES {
        for error in OF_SEVERAL_LINES {
            let lines = error.lines().map(|line| format!("{prefix}{line}"));
            let text = lines.collect::<Vec<_>>().join("\n");
            let around = format!("{prefix}Starting the job, part of it all");
            let log = format!(
                "{}{text}\n{}",
                format!("{around}\n").repeat(2000),
                format!("{around}\n").repeat(2000)
            );
            let scanned = engine.scan(log.as_bytes()).expect("memory can be read").findings;
            for (kind, found) in [("paste", engine.diagnose(&text).findings), ("log", scanned)] {
                let told: Vec<_> = found
                    .iter()
                    .map(|f| (f.code.as_deref(), f.message.as_deref(), f.request_id.as_deref(), f.count))
                    .collect();
                let wanted = (Some("OverQuota"), Some("Instance num exceeded Quota."), Some(ID), 1);
                if told != [wanted] {
                    faults.push(format!("{kind}\n{text}\n   {told:?}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn log_lines_of_one_prefix_are_errors_of_their_own() {
    let text = "2024-01-02 03:04:05 ERROR ErrorCode: OverQuota, Message: Instance num exceeded Quota.\n2024-01-02 03:04:06 ERROR ErrorCode: OverQuota, Message: Instance num exceeded Quota.\n2024-01-02 03:04:07 INFO request id: bbbb-2222 status: 200";
    let told: Vec<_> = findings(text).into_iter().map(|f| (f.code, f.count, f.request_id)).collect();
    assert_eq!(told, [(Some("OverQuota".to_owned()), 2, None)]);
}

/// A code and a message.
type Told = (&'static str, Option<&'static str>);

/// Texts and their codes, in order; with messages where these matter.
const CODES: &[(&str, &[Told])] = &[
    (
        "LAST SEEN   TYPE      REASON                   OBJECT          MESSAGE\n12s         Warning   SyncLoadBalancerFailed   service/nginx   Error syncing load balancer: failed to ensure load balancer: [SDKError:\n   StatusCode: 400\n   Code: InvalidWeight.Malformed\n   Message: code: 400, A specified weight is not valid. request id: 3F2504E0-4F89-11D3-9A0C-0305E82C3301]",
        &[("InvalidWeight.Malformed", Some("A specified weight is not valid."))],
    ),
    (
        "Resource CREATE failed: ResponseException: resources.Lb: Error:InvalidParameter The Lb Name is Not supported. RequestID: 3F2504E0-4F89-11D3-9A0C-0305E82C3301",
        &[("InvalidParameter", Some("The Lb Name is Not supported."))],
    ),
    (
        "status:\n  conditions:\n  - message: 'cannot create: {\"Code\":\"InternalError\",\"Message\":\"Query ecs info fail.\"}'\n    reason: ReconcileError",
        &[("InternalError", Some("Query ecs info fail."))],
    ),
    ("{\"Code\":\"OK\",\"Message\":\"OK\",\"RequestId\":\"3F2504E0-4F89-11D3-9A0C-0305E82C3301\"}", &[]),
    ("{\"Code\":\"200\",\"Message\":\"OK\",\"RequestId\":\"3F2504E0-4F89-11D3-9A0C-0305E82C3301\"}", &[]),
    (
        "{\"Code\":\"Success\",\"Message\":\"fine\",\"RequestId\":\"3F2504E0-4F89-11D3-9A0C-0305E82C3301\"}",
        &[],
    ),
    (
        "Throttling Request was denied due to request throttling.",
        &[("Throttling", Some("Request was denied due to request throttling."))],
    ),
    (
        "Forbidden User not authorized to operate on the specified resource.",
        &[("Forbidden", Some("User not authorized to operate on the specified resource."))],
    ),
    (
        "TaskConflict.Upgrade: Something about the item is off",
        &[("TaskConflict.Upgrade", Some("Something about the item is off"))],
    ),
    (
        "DISK_CATEGORY_MISMATCH You have reached the ceiling",
        &[("DISK_CATEGORY_MISMATCH", Some("You have reached the ceiling"))],
    ),
    ("TaskConflict.Upgrade", &[("TaskConflict.Upgrade", None)]),
    ("控制台提示错误代码 EniPerInstanceLimitReached，麻烦看看", &[("EniPerInstanceLimitReached", None)]),
    ("ErrorCode: invalidvpcid.notfound", &[("invalidvpcid.notfound", None)]),
    (
        "{\"Code\":\"200404\",\"Message\":\"foo bar\",\"RequestId\":\"3F2504E0-4F89-11D3-9A0C-0305E82C3301\"}",
        &[("200404", Some("foo bar"))],
    ),
    (
        "create lb for svc: describe: [LimitExceeded.NatEntry] The operation could not be completed (request id: 3F2504E0-4F89-11D3-9A0C-0305E82C3301)",
        &[("LimitExceeded.NatEntry", Some("The operation could not be completed"))],
    ),
    (
        "【错误码】EniPerInstanceLimitReached【描述】It is off; settle it and come back【请求 ID】3F2504E0-4F89-11D3-9A0C-0305E82C3301",
        &[("EniPerInstanceLimitReached", Some("It is off; settle it and come back"))],
    ),
    (
        "错误码 OverQuota 和 InvalidRuleId.NotFound 分别是什么意思",
        &[("OverQuota", None), ("InvalidRuleId.NotFound", None)],
    ),
    ("create the lb failed: OverQuota", &[("OverQuota", None)]),
    ("got OverQuota, SystemBusy? OverQuota!", &[("OverQuota", None), ("SystemBusy", None)]),
    ("throw new InternalError(\"x\"); // see java.lang.InternalError", &[]),
    ("a Forbidden word and a Throttling one", &[]),
];

#[test]
fn codes_are_told_from_what_wraps_them() {
    let mut faults = Vec::new();
    for (text, wanted) in CODES {
        let found = findings(text);
        let told: Vec<_> =
            found.iter().map(|f| (f.code.as_deref().unwrap_or(""), f.message.as_deref())).collect();
        let id = found.first().is_none_or(|f| f.request_id.is_some() == text.contains(ID));
        if told != *wanted || !id {
            faults.push(format!("{text}\n   {told:?} {id}"));
        }
    }
    assert!(faults.is_empty(), "{}\n{}", faults.len(), faults.join("\n"));
}

/// Texts of several errors, each with code, message and request id, in the order of the text.
type Read<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>);
const NEIGHBOURS: &[(&str, &[Read])] = &[
    (
        "E0101 10:00:00.1 1 c.go:3] \"msg\"=\"Reconciler error\" \"error\"=\"SDKError:\\n   StatusCode: 400\\n   Code: OverQuota\\n   Message: code: 400, Instance num exceeded Quota. request id: 3F2504E0-4F89-11D3-9A0C-0305E82C3301\"\nE0101 10:00:01.1 1 c.go:3] \"msg\"=\"Reconciler error\" \"error\"=\"SDKError:\\n   StatusCode: 400\\n   Code: NOCARD\\n   Message: code: 400, no card. request id: 3F2504E0-4F89-11D3-9A0C-0305E82C3302\"",
        &[
            (Some("OverQuota"), Some("Instance num exceeded Quota."), Some(ID)),
            (Some("NOCARD"), Some("no card."), Some(OTHER_ID)),
        ],
    ),
    (
        "- message: 'ErrorCode: OverQuota, RequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301, Message: Instance num exceeded Quota.'\n- message: 'ErrorCode: NOCARD, RequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3302, Message: no card.'",
        &[
            (Some("OverQuota"), Some("Instance num exceeded Quota."), Some(ID)),
            (Some("NOCARD"), Some("no card."), Some(OTHER_ID)),
        ],
    ),
    (
        "message: Instance num exceeded Quota.\ncode: OverQuota\n\nmessage: there is no card.\ncode: NOCARD",
        &[
            (Some("OverQuota"), Some("Instance num exceeded Quota."), None),
            (Some("NOCARD"), Some("there is no card."), None),
        ],
    ),
    (
        "level=error msg=\"create failed\" error=\"ErrorCode: OverQuota, RequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301, Message: it is over\"",
        &[(Some("OverQuota"), Some("it is over"), Some(ID))],
    ),
    (
        "rpc error: code = Aborted desc = SDK.ServerError\nErrorCode: OverQuota\nMessage: Instance num exceeded Quota.",
        &[(Some("OverQuota"), Some("Instance num exceeded Quota."), None)],
    ),
    (
        "a.service: Main process exited, code=exited, status=1/FAILURE\nconnect: code: 'ECONNREFUSED'\nGET /cb?code=abc 404",
        &[],
    ),
    (
        "Array\n(\n    [RequestId] => 3F2504E0-4F89-11D3-9A0C-0305E82C3301\n    [Code] => OverQuota\n    [Message] => Instance num exceeded Quota.\n)",
        &[(Some("OverQuota"), Some("Instance num exceeded Quota."), Some(ID))],
    ),
    (
        "array(2) {\n  [\"Code\"]=>\n  string(9) \"OverQuota\"\n  [\"Message\"]=>\n  string(28) \"Instance num exceeded Quota.\"\n}",
        &[(Some("OverQuota"), Some("Instance num exceeded Quota."), None)],
    ),
    (
        "Code\nOverQuota\nMessage\nInstance num exceeded Quota.\nRequest ID\n3F2504E0-4F89-11D3-9A0C-0305E82C3301",
        &[(Some("OverQuota"), Some("Instance num exceeded Quota."), Some(ID))],
    ),
    (
        "ErrorCode\tOverQuota\nMessage\tInstance num exceeded Quota.",
        &[(Some("OverQuota"), Some("Instance num exceeded Quota."), None)],
    ),
    (
        "2024-05-01T01:02:03.1Z 01O ErrorCode: OverQuota\n2024-05-01T01:02:03.1Z 01O Recommend: \n2024-05-01T01:02:03.1Z 01O RequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301\n2024-05-01T01:02:03.1Z 01O Message: Instance num exceeded Quota.",
        &[(Some("OverQuota"), Some("Instance num exceeded Quota."), Some(ID))],
    ),
    (
        "Instance num exceeded its Quota.\n错误代码: OverQuota\nRequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301",
        &[(Some("OverQuota"), Some("Instance num exceeded its Quota."), Some(ID))],
    ),
    (
        "一直报错 NoLicence ，提示“Buy one first.”，requestId 是 3F2504E0-4F89-11D3-9A0C-0305E82C3301",
        &[(Some("NoLicence"), Some("Buy one first."), Some(ID))],
    ),
    (
        "NoLicence: Buy one first. RequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301 GET \"https://ecs.aliyuncs.com/?Action=X\" 403",
        &[(Some("NoLicence"), Some("Buy one first."), Some(ID))],
    ),
    (
        "error: Licence.NotBought: Buy one first. (request id 3F2504E0-4F89-11D3-9A0C-0305E82C3301)",
        &[(Some("Licence.NotBought"), Some("Buy one first."), Some(ID))],
    ),
    (
        "ErrorCode: LicenceCalling.Exception\nMessage: The value ('abc') is not valid.",
        &[(Some("LicenceCalling.Exception"), Some("The value ('abc') is not valid."), None)],
    ),
    (
        "{\"@message\":\"Error\\nErrorCode: OverQuota\\nMessage: It is over\",\"@module\":\"terraform.ui\"}",
        &[(Some("OverQuota"), Some("It is over"), None)],
    ),
    (
        "Error: \x1b]8;;https://example.com\x1b\\OverQuota\x1b]8;;\x1b\\: Instance num exceeded Quota.",
        &[(Some("OverQuota"), Some("Instance num exceeded Quota."), None)],
    ),
    ("error code中文 x\nerror message中文 y\nhttp status code：", &[]),
];

#[test]
fn errors_that_stand_near_each_other_or_in_other_words_are_told_apart() {
    let mut faults = Vec::new();
    for (text, wanted) in NEIGHBOURS {
        let found = findings(text);
        let told: Vec<Read> = found
            .iter()
            .map(|f| (f.code.as_deref(), f.message.as_deref(), f.request_id.as_deref()))
            .collect();
        if told != *wanted {
            faults.push(format!("{text}\n   {told:?}"));
        }
    }
    assert!(faults.is_empty(), "{}\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_request_id_is_given_to_a_bare_code_only_where_it_is_the_only_one() {
    let ids = |text: &str| -> Vec<bool> { findings(text).iter().map(|f| f.request_id.is_some()).collect() };
    assert_eq!(ids(&format!("got OverQuota! see {ID}")), [true]);
    assert_eq!(ids(&format!("got OverQuota, SystemBusy? see {ID}")), [false, false]);
}

#[test]
fn a_status_belongs_to_the_error_that_is_nearer() {
    let text = "ErrorCode: OverQuota\nMessage: Instance num exceeded Quota.\n\nERROR: SDKError:\n   StatusCode: 403\n   Code: NOCARD\n   Message: no card";
    let told: Vec<_> = findings(text).into_iter().map(|f| f.status.map(|status| status.get())).collect();
    assert_eq!(told, [None, Some(403)]);
}

/// Messages with other words around them, each with the code `OperationDenied.LockMode`.
const SPOILT: &[(&str, &str)] = &[
    (
        "level=error msg=\"api failed\" code=OperationDenied.LockMode message=\"The instance is locked.\" status=400",
        "The instance is locked.",
    ),
    (
        "- **Code:** `OperationDenied.LockMode`\n- **Message:** The instance is locked.\n- **RequestId:** 3F2504E0-4F89-11D3-9A0C-0305E82C3301",
        "The instance is locked.",
    ),
    (
        "【错误码】OperationDenied.LockMode【描述】The instance is locked.【请求 ID】3F2504E0-4F89-11D3-9A0C-0305E82C3301",
        "The instance is locked.",
    ),
    ("- OperationDenied.LockMode - The instance is locked.", "The instance is locked."),
    (
        "- `OperationDenied.LockMode` - The instance is locked. (RequestId `3F2504E0-4F89-11D3-9A0C-0305E82C3301`)",
        "The instance is locked.",
    ),
    (
        "ErrorCode OperationDenied.LockMode ErrorMessage The instance is locked. RequestId 3F2504E0-4F89-11D3-9A0C-0305E82C3301",
        "The instance is locked.",
    ),
    (
        "Aliyun API Error: RequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301 Status\nCode: 400 Code: OperationDenied.LockMode Message: Some or all backups\nof \"this\" are not ready.",
        "Some or all backups of \"this\" are not ready.",
    ),
    (
        "Failed to create the instance. The instance is locked. (OperationDenied.LockMode) Request ID: 3F2504E0-4F89-11D3-9A0C-0305E82C3301 Copy",
        "The instance is locked.",
    ),
    (
        "2024-01-01,web,OperationDenied.LockMode,404,\"The instance, it is locked.\",3F2504E0-4F89-11D3-9A0C-0305E82C3301",
        "The instance, it is locked.",
    ),
    (
        "<p>Code: <b>OperationDenied.LockMode</b></p><p>Message: The instance is locked.</p>",
        "The instance is locked.",
    ),
    (
        "错误代码 OperationDenied.LockMode，错误信息是“The parameter “Zone” is not valid.”，麻烦看看。",
        "The parameter “Zone” is not valid.",
    ),
];

#[test]
fn a_message_is_read_without_what_is_around_it() {
    let mut faults = Vec::new();
    for (text, message) in SPOILT {
        let found = findings(text);
        let told: Vec<_> = found.iter().map(|f| (f.code.as_deref(), f.message.as_deref())).collect();
        let id = found.first().is_some_and(|f| f.request_id.is_some() == text.contains(ID));
        if told != [(Some("OperationDenied.LockMode"), Some(*message))] || !id {
            faults.push(format!("{text}\n   {told:?} {id}"));
        }
    }
    assert!(faults.is_empty(), "{}\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn what_never_reached_the_api_is_told() {
    for (text, message) in [
        ("TeaException: code: -1, connect timeout", "connect timeout"),
        (
            "SDKError:\n   StatusCode: 0\n   Code: \n   Message: dial tcp: lookup slb.aliyuncs.com: no such host",
            "dial tcp: lookup slb.aliyuncs.com: no such host",
        ),
        (
            "com.aliyun.tea.TeaUnretryableException: Read timed out\n\tat com.aliyun.X.y(X.java:1)",
            "Read timed out",
        ),
    ] {
        let told: Vec<_> = findings(text).into_iter().map(|f| (f.code, f.message, f.status)).collect();
        assert_eq!(told, [(None, Some(message.to_owned()), None)], "{text}");
    }
}

#[test]
fn a_body_within_a_message_has_the_request_id_around_it() {
    for text in [
        "{\"RequestId\":\"3F2504E0-4F89-11D3-9A0C-0305E82C3301\",\"Code\":\"ServiceError\",\"Message\":\"{\\\"Code\\\":\\\"OverQuota\\\",\\\"Message\\\":\\\"Instance num exceeded Quota.\\\"}\"}",
        "{\"Code\":\"ServiceError\",\"Message\":\"{\\\"Code\\\":\\\"OverQuota\\\",\\\"Message\\\":\\\"Instance num exceeded Quota.\\\"}\",\"RequestId\":\"3F2504E0-4F89-11D3-9A0C-0305E82C3301\"}",
        "{\"RequestId\":\"3F2504E0-4F89-11D3-9A0C-0305E82C3301\",\"Message\":\"{\\\"Code\\\":\\\"OverQuota\\\",\\\"Message\\\":\\\"Instance num exceeded Quota.\\\"}\"}",
    ] {
        let told: Vec<_> = findings(text).into_iter().map(|f| (f.code, f.message, f.request_id)).collect();
        let wanted = ("OverQuota".to_owned(), "Instance num exceeded Quota.".to_owned(), ID.to_owned());
        assert_eq!(told, [(Some(wanted.0), Some(wanted.1), Some(wanted.2))], "{text}");
    }
}

#[test]
fn a_filled_placeholder_is_bound() {
    let found = findings(
        "{\"Code\":\"InvalidParameter\",\"HostId\":\"eci.aliyuncs.com\",\"Message\":\"The specified parameter ContainerGroupName is not valid.\"}",
    );
    let best = &found[0].matches[0];
    assert_eq!(best.quality, Quality::Exact);
    assert_eq!(best.params, [("ParameterName".to_owned(), "ContainerGroupName".to_owned())]);
}

#[test]
fn every_error_of_a_text_is_listed_the_cause_first() {
    let text = "java.lang.RuntimeException: could not create\n\tat com.example.A.b(A.java:1)\nCaused by: com.aliyuncs.exceptions.ClientException: OverQuota : Instance num exceeded Quota.\nRequestId : 3F2504E0-4F89-11D3-9A0C-0305E82C3301\n\tat com.aliyuncs.X.y(X.java:2)\nCaused by: com.aliyuncs.exceptions.ServerException: OperationDenied.LockMode : The instance is locked.\nRequestId : 3F2504E0-4F89-11D3-9A0C-0305E82C3302";
    let codes: Vec<_> = findings(text).into_iter().filter_map(|f| f.code).collect();
    assert_eq!(codes, ["OperationDenied.LockMode", "OverQuota"]);

    let text = "╷\n│ Error: SDK.ServerError\n│ ErrorCode: OverQuota\n│ RequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301\n│ Message: Instance num exceeded Quota.\n╵\n╷\n│ Error: SDK.ServerError\n│ ErrorCode: NOCARD\n│ RequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3302\n│ Message: User Profile doesn't have card.\n╵\n╷\n│ Error: SDK.ServerError\n│ ErrorCode: OverQuota\n│ RequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3303\n│ Message: Instance num exceeded Quota.\n╵";
    let found = findings(text);
    let counted: Vec<_> = found.iter().map(|f| (f.code.as_deref().unwrap_or(""), f.count, f.line)).collect();
    assert_eq!(counted, [("OverQuota", 2, 3), ("NOCARD", 1, 9)]);
    assert_eq!(found[0].request_id.as_deref(), Some(ID));

    let text = "[{\"Code\":\"OverQuota\",\"Message\":\"Instance num exceeded Quota.\"},{\"Code\":\"NOCARD\",\"Message\":\"no\"},{\"Code\":\"OverQuota\",\"Message\":\"Instance num exceeded Quota.\"}]";
    let counted: Vec<_> = findings(text).into_iter().map(|f| (f.code.unwrap_or_default(), f.count)).collect();
    assert_eq!(counted, [("OverQuota".to_owned(), 2), ("NOCARD".to_owned(), 1)]);

    for text in [
        "Code: OverQuota\nCode: OverQuota\n\nCode: OverQuota\n",
        "2024-01-02 03:04:05 a: Code: OverQuota\n2024-01-02 03:04:06 b: Code: OverQuota\n2024-01-02 03:04:07 c: Code: OverQuota",
    ] {
        let counted: Vec<_> = findings(text).into_iter().map(|f| (f.code, f.count)).collect();
        assert_eq!(counted, [(Some("OverQuota".to_owned()), 3)], "{text}");
    }
}

#[test]
fn what_other_lines_of_a_log_tell_belongs_to_no_error() {
    let text = "2024-01-02 03:04:05 INFO GET /a status=200 request_id=aaaa-1111\n2024-01-02 03:04:06 ERROR call: OverQuota: Instance num exceeded Quota.\n2024-01-02 03:04:07 INFO GET /b status=200 request_id=bbbb-2222 message=fine";
    let found = findings(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].status, found[0].request_id.as_deref(), found[0].line), (None, None, 2));
}

#[test]
fn the_inner_code_beats_the_outer_one() {
    for text in [
        "{\"code\":\"ServiceError\",\"message\":\"{\\\"Code\\\":\\\"OverQuota\\\",\\\"Message\\\":\\\"Instance num exceeded Quota.\\\"}\"}",
        "{\"errorCode\":\"SDK.ServerError\",\"data\":{\"Code\":\"OverQuota\",\"Message\":\"Instance num exceeded Quota.\"}}",
        "SDK.ServerError: {\"Code\":\"OverQuota\",\"Message\":\"Instance num exceeded Quota.\"}",
    ] {
        let found = findings(text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].code.as_deref(), Some("OverQuota"), "{text}");
        assert_eq!(found[0].message.as_deref(), Some("Instance num exceeded Quota."), "{text}");
    }
}

#[test]
fn what_an_error_is_worth() {
    use Quality::{Candidate, Code, Exact, Near, WordingDiffers};
    for (text, quality, code) in [
        ("OverQuota: Instance num exceeded Quota.", Exact, "OverQuota"),
        ("OverQuota: Something else entirely happened.", WordingDiffers, "OverQuota"),
        ("Throttling.Nobody: Request was denied due to user flow control.", Near, "Throttling"),
        ("Throttling.User: Request was denied due to user flow control.", Code, "Throttling.User"),
        ("OverQuota", Code, "OverQuota"),
        ("ErrorCode: InvalidAccessKeyIds.NotFound\nMessage: no", Near, "InvalidAccessKeyId.NotFound"),
        ("InvalidVpcZone.Malformed: no", Near, "Invalid<parameter name>.Malformed"),
        ("The specified VSwitch does not exist.", Candidate, ""),
        (
            "IncompleteSignature: The request signature does not conform to Aliyun standards. server string to sign is:POST&%2F&a",
            // Several products document it alike, and the text names none, so the gateway's entry wins, which has no
            // message.
            Code,
            "IncompleteSignature",
        ),
        (
            "ErrorCode: InvalidDiskId.NotFound\nHostId: eci.aliyuncs.com\nMessage: The specified InstanceId does not exist.",
            WordingDiffers,
            "InvalidDiskId.NotFound",
        ),
        (
            "ErrorCode: InvalidParameter\nHostId: slb.aliyuncs.com\nMessage: The specified Bandwidth is invalid. It exceeds the maximum bandwidth available",
            Exact,
            "InvalidParameter",
        ),
        ("The specified ServerCertificate is incorrectly formatted.", Exact, "KeyFormatError"),
    ] {
        let engine = engine();
        let found = engine.diagnose(text).findings;
        let best =
            found.first().and_then(|f| f.matches.first()).unwrap_or_else(|| panic!("no match for {text}"));
        assert_eq!(best.quality, quality, "{text}");
        assert!(code.is_empty() || engine.catalog().entry(best.entry).code() == code, "{text}");
        if matches!(quality, Exact | WordingDiffers) {
            let pieces: String = best.pieces.iter().map(|piece| piece.text.as_str()).collect();
            assert_eq!(Some(pieces.as_str()), found[0].message.as_deref());
        }
    }
}

#[test]
fn the_product_of_the_text_comes_first() {
    let engine = engine();
    for (host, product) in [("rds", "gpdb"), ("mongodb", "Dds"), ("r-kvstore", "R-kvstore"), ("eci", "Eci")] {
        let text = format!(
            "{{\"Code\":\"Forbidden.RiskControl\",\"HostId\":\"{host}.aliyuncs.com\",\"Message\":\"no\"}}"
        );
        let finding = &engine.diagnose(&text).findings[0];
        let entry = engine.catalog().entry(finding.matches[0].entry);
        assert_eq!(entry.product().id(), product);
        assert!(finding.matches.iter().any(|m| m.product_differs));
    }
}

#[test]
fn without_a_product_what_holds_for_any_comes_before_a_chance_product() {
    let derived = r#"{"product":{"id":"pvtz"},"entries":[
        {"code":"Throttling.User","status":400,"message":"Request was denied due to user flow control."}]}"#;
    let file = serde_json::from_str(derived).expect("a product file");
    let catalog = Catalog::embedded().overlay([file]).expect("few entries");
    let engine = Engine::new(Arc::new(catalog));
    let told = |text: &str| {
        let finding = engine.diagnose(text).findings.remove(0);
        engine.catalog().entry(finding.matches[0].entry).product().id().to_owned()
    };
    let error = "ErrorCode: Throttling.User\nMessage: Request was denied due to user flow control.";
    assert_eq!(told(error), "Common");
    assert_eq!(told(&format!("{error}\nHostId: pvtz.aliyuncs.com")), "pvtz");
}

#[test]
fn the_product_of_one_error_is_not_anothers() {
    for (text, products) in [
        (
            "{\"Code\":\"OverQuota\",\"Message\":\"Instance num exceeded Quota.\"}\n{\"Code\":\"QuotaExceeded\",\"Message\":\"foo\",\"HostId\":\"eci.aliyuncs.com\"}",
            &[None, Some("Eci")] as &[_],
        ),
        (
            "{\"HostId\":\"eci.aliyuncs.com\",\"Code\":\"QuotaExceeded\",\"Message\":\"foo\"}\n{\"Code\":\"OverQuota\",\"Message\":\"Instance num exceeded Quota.\"}",
            &[Some("Eci"), None],
        ),
        (
            "{\"Code\":\"Throttling\",\"Message\":\"Request was denied due to request throttling.\"}\nconnected to redis r-kvstore.aliyuncs.com ok",
            &[None],
        ),
        (
            "ErrorCode: OverQuota\nMessage: Instance num exceeded Quota.\n\nError: alicloud_slb_rule.a: failed\nErrorCode: NOCARD\nMessage: no\n  with alicloud_slb_rule.a,",
            &[None, Some("Slb")],
        ),
        (
            "ErrorCode: OverQuota\nMessage: Instance num exceeded Quota.\n  with alicloud_slb.a,\n\n\nError: alicloud_db_instance.a: failed\nErrorCode: NOCARD\nMessage: no",
            &[Some("Slb"), Some("Rds")],
        ),
        (
            "ErrorCode: NOCARD\nMessage: no\nHostId: eci.aliyuncs.com\nErrorCode: OverQuota\nMessage: Instance num exceeded Quota.",
            &[Some("Eci"), None],
        ),
        ("GET https://slb.aliyuncs.com/?Action=X\n\nOverQuota: Instance num exceeded Quota.", &[Some("Slb")]),
    ] {
        let told: Vec<_> = findings(text).into_iter().map(|f| f.product).collect();
        let told: Vec<_> = told.iter().map(Option::as_deref).collect();
        assert_eq!(told, products, "{text}");
    }
    let lines = "still waiting\n".repeat(100);
    let far = format!(
        "ErrorCode: OverQuota\nMessage: Instance num exceeded Quota.\n{lines}ErrorCode: NOCARD\nHostId: eci.aliyuncs.com\nMessage: no"
    );
    assert_eq!(findings(&far)[0].product, None);
}

#[test]
fn where_one_error_happened_is_not_told_of_another() {
    let oss = "<Error>\n  <Code>NoSuchBucket</Code>\n  <Message>The specified bucket does not exist.</Message>\n  <RequestId>66B0C41DA9E7F25830D1E6B4</RequestId>\n  <HostId>photos.oss-cn-chengdu.aliyuncs.com</HostId>\n  <EC>0015-00000101</EC>\n</Error>";
    let line = "ErrorCode: OverQuota, Message: Instance num exceeded Quota.";
    let fields = "ErrorCode: NOCARD\nMessage: no\nEndpoint: slb.cn-beijing.aliyuncs.com";
    let framed = "╷\n│ Error: creating it failed\n│ ErrorCode: Forbidden.RAM\n│ Message: no\n│ \n│   on main.tf line 3, in resource \"alicloud_slb\" \"a\":\n│    3: resource \"alicloud_slb\" \"a\" {\n│ \n╵";
    let (chengdu, beijing) = (Some("cn-chengdu"), Some("cn-beijing"));
    for (text, regions) in [
        (format!("{oss}\n{line}"), vec![chengdu, None]),
        (format!("{line}\n{oss}"), vec![None, chengdu]),
        (format!("{fields}\n\n{line}"), vec![beijing, None]),
        (format!("{line}\n\n{fields}"), vec![None, beijing]),
        (format!("{framed}\n{line}\n{oss}"), vec![None, None, chengdu]),
        (format!("{oss}\n{framed}\n{line}"), vec![chengdu, None, None]),
        (format!("{line}\n{framed}\n{fields}\n\n{oss}"), vec![None, None, beijing, chengdu]),
        (format!("{fields}\n{line}\n{oss}"), vec![beijing, None, chengdu]),
        (format!("{{\"Code\":\"NOCARD\",\"Message\":\"no\"\n\n{line}\n{oss}"), vec![None, None, chengdu]),
    ] {
        let found = findings(&text);
        let told: Vec<_> = found.iter().map(|f| f.evidence.region.as_deref()).collect();
        assert_eq!(told, regions, "{text}");
        for other in found.iter().filter(|f| f.evidence.region != chengdu.map(str::to_owned)) {
            assert_eq!(other.evidence.ec, None, "{text}");
        }
    }
}

#[test]
fn a_product_told_elsewhere_hides_no_exact_entry() {
    let engine = engine();
    let lines = "still waiting\n".repeat(30);
    let text = format!("endpoint: r-kvstore.aliyuncs.com\n{lines}OverQuota: Instance num exceeded Quota.");
    let found = engine.diagnose(&text).findings;
    assert_eq!(found[0].matches[0].quality, Quality::Exact);
}

#[test]
fn an_unknown_code_gets_its_page_and_what_is_near() {
    let found = findings(
        "ErrorCode: InvalidFoo.Bar\nHostId: ecs.aliyuncs.com\nRequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301\nMessage: no",
    );
    assert!(!found[0].is_known());
    assert_eq!(
        found[0].page(engine().catalog(), Lang::Zh).as_deref(),
        Some(
            "https://api.aliyun.com/troubleshoot?q=InvalidFoo.Bar&product=Ecs&requestId=3F2504E0-4F89-11D3-9A0C-0305E82C3301"
        )
    );
    assert_eq!(findings("Forbiden.RAM: no")[0].near[0], "Forbidden.RAM");
}

#[test]
fn a_text_without_an_error_has_no_findings() {
    for text in [
        "",
        "hello world",
        "total 0\ndrwxr-xr-x 2 root root",
        "{\"status\":\"ok\",\"message\":\"done\"}",
        "Error: null",
    ] {
        assert_eq!(findings(text), [], "{text}");
    }
}

#[test]
fn a_ticket_tells_what_support_asks_for() {
    let engine = engine();
    let found = engine.diagnose("{\"RequestId\":\"3F2504E0-4F89-11D3-9A0C-0305E82C3301\",\"HostId\":\"slb.aliyuncs.com\",\"Code\":\"OverQuota\",\"Message\":\"Instance num exceeded Quota.\",\"status\":400}");
    let ticket = found.findings[0].ticket(engine.catalog(), alierr::lang::Lang::En);
    let told = "- Code: `OverQuota`\n- Product: Classic Load Balancer (Slb)\n- Status: 400\n- Request ID: `3F2504E0-4F89-11D3-9A0C-0305E82C3301`\n- Message: `Instance num exceeded Quota.`\n";
    assert!(ticket.starts_with(told), "{ticket}");
}

#[test]
fn a_ticket_of_a_finding_is_one_of_its_entry_with_what_was_read() {
    use alierr::catalog::ticket::Ticket;
    use alierr::lang::Lang;
    let engine = engine();
    let catalog = engine.catalog();
    let found =
        engine.diagnose("Code: InvalidParameter.ValueExceeded\nMessage: The value of Cpu exceeded, max: 64.");
    let finding = &found.findings[0];
    let entry = Ticket::of_entry(catalog, finding.matches[0].entry, Lang::Zh).markdown(Lang::Zh);
    let told = finding.ticket(catalog, Lang::Zh);
    assert!(told.contains("- 状态码：400（报错未给出，取自条目）\n"), "{told}");
    assert!(told.contains("- 消息：`The value of Cpu exceeded, max: 64.`\n- 文档中的消息："), "{told}");
    for name in ["错误码", "产品", "释义", "建议"] {
        let line = |text: &str| {
            text.lines().find(|line| line.starts_with(&format!("- {name}："))).map(str::to_owned)
        };
        assert_eq!((line(&told), line(&told).is_some()), (line(&entry), true), "{told}");
    }
    assert!(entry.contains("\n- 发生时间：\n- 地域：\n- 请求 ID：\n"), "to be filled in: {entry}");
    assert!(!told.contains("- 发生时间："), "{told}");
    let quoting = engine.diagnose(
        "Code: ServiceIsConfiguring\nMessage: A previous configuration is pending; please try again later.\nHostId: slb.aliyuncs.com",
    );
    let told = quoting.findings[0].ticket(catalog, Lang::En);
    assert!(told.contains("`DescribeLoadBalancerListeners`"), "Markdown keeps its marks: {told}");
    let unknown = engine.diagnose("ErrorCode: Foo.Bar\nMessage: hello dear world");
    let told = unknown.findings[0].ticket(catalog, Lang::Zh);
    assert!(told.contains("Foo.Bar") && !told.contains("释义"), "nothing is known of it: {told}");
    let unknown = engine.diagnose("Code: NoSuchThing.NotFound\nMessage: nope");
    let told = unknown.findings[0].ticket(catalog, Lang::Zh);
    assert!(told.contains("- 释义：") && told.contains("- 建议：") && !told.contains("状态码"), "{told}");
}

/// Secrets, each behind the text that gives it away. None may be printed, shown or copied.
const SECRETS: [(&str, &str); 49] = [
    ("AccessKeyId=%", "LTAI4FoodBarBazQuxQuux12"),
    ("AccessKeyId%3D%%26Format", "LTAI5tAbCdEfGhIjKlMnOpQr"),
    ("The AccessKey % is disabled", "LTAIabcdefghijkl"),
    ("\"AccessKeyId\":\"%\"", "STS.NUxyzAbCdEf123456"),
    ("AccessKeyId: %", "TMP.3KfooBarBazQuxQuuxCorge"),
    ("AccessKeySecret=%", "aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1"),
    ("access_key_secret: \"%\"", "shortsecret"),
    ("accessKeySecret => '%'", "qwertyuiop"),
    ("ALICLOUD_SECRET_KEY=%", "zxcvbnmasdf"),
    ("\\\"secret_key\\\": \\\"%\\\"", "poiuytrewq"),
    ("secret = %", "lkjhgfdsaq"),
    ("Signature=%&Version", "Xy1%2BAbC%2FdEf%3D"),
    ("&Signature=%", "kq3TnPz0Vb8uJ1sWm5rYx7cLd2E="),
    ("%26Signature%3D%", "q3TnPz0Vb8uJ1sWm5rYx7cLd2E"),
    ("server string to sign is:%", "POST&%2F&AccessKeyId%3Dabc%26Action%3DRun"),
    ("Specified signature is not matched. server string to sign is:%", "GET&%2F&Action%3DDescribe"),
    ("\"StringToSign\":\"%\"", "GET\\n\\n\\nx-acs"),
    ("StringToSign: %", "ACS3-HMAC-SHA256 0123abc"),
    ("SecurityToken=%", "CAISgwJ1q6Ft5B2yfSjIr5bbf"),
    ("\"SecurityToken\": \"%\"", "CAIS+wJ1q6Ft5B2yfS/jIr5=="),
    ("x-acs-security-token: %", "CAISfoobarbaz0123"),
    ("<SecurityToken>%</SecurityToken>", "CAISxmlxmlxml"),
    ("SecurityToken%3D%%26", "CAISurlurlurl12"),
    ("sts_token=%", "tokentokentoken"),
    ("\"EncodedDiagnosticMessage\":\"%\"", "AQIBIAAAAPZ3diagnostic"),
    ("EncodedDiagnosticMessage: %", "AQEAAAAAdiagnosticdump"),
    ("\\\\\\\"EncodedDiagnosticMessage\\\\\\\":\\\\\\\"%\\\\\\\"", "AQEescapeddiagnostic"),
    ("Authorization: %", "acs user:abcdefgh12345="),
    ("'Authorization': '%'", "OSS key:siggysiggy="),
    ("authorization: Bearer %", "abcdef0123456789"),
    ("token %", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"),
    ("AccountPassword=%", "Hunter2!Hunter2"),
    ("\"Password\":\"%\"", "correct horse"),
    ("db_password = \"%\"", "s3cr3t-p4ss"),
    ("mysql://root:%@db.local/x", "MyP4ssword"),
    ("-----BEGIN RSA PRIVATE KEY-----\n%\n-----END RSA PRIVATE KEY-----", "MIIEowIBAAKCAQEA"),
    ("PrivateKey: %", "MIIEvQIBADANBg"),
    ("the key is % indeed", "Zk8Qw3Er5Ty7Ui9Op1As2Df4Gh6Jk8"),
    ("client_secret=%", "clientclient99"),
    ("Set-Cookie: %", "login_aliyunid_ticket=abc123"),
    ("amqp://user:%@host/x", "rabbitpw"),
    ("mongodb+srv://user:%@host/x", "mongopw"),
    ("rediss://:%@host:6379", "redispw"),
    ("\"Password\":\"My$ecret\\\"%\"", "9xTail"),
    ("SecretKey: |\n  %", "belowTheName"),
    ("curl -u user:%", "curlpw"),
    ("mysql -uroot -p%", "mysqlpw"),
    ("redis-cli -h host -a %", "hunter2"),
    ("--password %", "0ptionPw"),
];

#[test]
fn no_secret_is_in_any_output() {
    use alierr::lang::Lang;
    let engine = engine();
    for (pattern, secret) in SECRETS {
        let place = pattern.replacen('%', "\u{1}", pattern.matches('%').count());
        // The place of the secret is the last lone `%`, or the only one.
        let at = pattern
            .match_indices('%')
            .map(|(at, _)| at)
            .rfind(|&at| !pattern[at + 1..].starts_with(|c: char| c.is_ascii_hexdigit()));
        let at = at.unwrap_or_else(|| panic!("no place in {place}"));
        let held = format!("{}{secret}{}", &pattern[..at], &pattern[at + 1..]);
        for text in [
            format!(
                "ErrorCode: IncompleteSignature\nRequestId: {ID}\nMessage: The request signature does not conform. {held}"
            ),
            format!("IncompleteSignature: no. {held} RequestId: {ID}"),
            format!(
                "{{\"Code\":\"InvalidParameter.NotFound\",\"Message\":\"{}\"}}",
                held.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
            ),
            held.clone(),
        ] {
            let diagnosis = engine.diagnose(&text);
            let shown = format!("{diagnosis:?}");
            let tickets: String =
                diagnosis.findings.iter().map(|f| f.ticket(engine.catalog(), Lang::Zh)).collect();
            let kernel = &secret[..secret.len().min(10)];
            for output in [shown, tickets, alierr::text::secrets::mask(&held).into_owned()] {
                assert!(!output.contains(kernel), "{secret} of\n{text}\nis in\n{output}");
            }
        }
    }
}

mod any_input {
    use super::*;
    use proptest::prelude::*;

    /// Pieces of errors, in any order.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "Code",
            "\"Code\":\"",
            "message=",
            "\\\"",
            "\\\\\\\"",
            "{",
            "}",
            "\n",
            "│ ",
            "<Code>",
            "</",
            "RequestId: ",
            "code: 403, ",
            " request id: ",
            "Error:",
            "Exception: ",
            "InvalidX.NotFound",
            " : ",
            "%22",
            "%",
            "\\u00",
            "\\u0026",
            "&amp;",
            "\x1b[",
            "[31m",
            "https://slb.aliyuncs.com/?",
            "q=",
            "string to sign is:",
            "Signature=",
            "“",
            "错误码：",
            "实",
            "\0",
            "LTAI",
            "STS.",
            "://a:b@",
            "<![CDATA[",
            "'",
            "\"",
            "|",
            "Some(\"",
            "alicloud_",
            "-----BEGIN PRIVATE",
            "NOCARD",
            "SDK.",
            "\u{feff}",
            "\r",
        ]);
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_are_soundly_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let engine = engine();
            let text = String::from_utf8_lossy(&bytes);
            are_sound(&text, &engine.scan(&bytes[..]).expect("memory can be read").findings);
            are_sound(&text, &engine.diagnose(&text).findings);
        }

        #[test]
        fn any_mixture_is_soundly_read(text in pieces()) {
            are_sound(&text, &findings(&text));
        }
    }
}

/// Strings that the reader looks for, and what may follow them.
const PIECES: [&str; 30] = [
    "Code",
    "error code",
    "Error Code: X",
    "<Code>",
    "{\"Code\":",
    "message",
    "error message",
    "msg=\"",
    "message: \"",
    "message:<![CDATA[",
    "Message: Code: X ",
    "request id",
    "RequestId: ",
    "http status code",
    "api error code",
    "错误码",
    "消息",
    "报错 ",
    "提示“",
    "Error: ",
    "Caused by: ",
    "InvalidX.NotFound: m\n",
    "X (Y, request id R) ",
    "code: 403, m request id: R ",
    "https://api.aliyun.com/troubleshoot?q=",
    "%7B%22",
    "\\u0022",
    "\u{1b}]8;;",
    "│ ",
    "{",
];

#[test]
fn pieces_of_errors_are_soundly_read_wherever_they_end_and_however_often_they_stand() {
    let engine = engine();
    for piece in PIECES {
        for end in ["", " ", ":", "中", "：", "=", "\"", "\n中"] {
            for text in [format!("{piece}{end}"), format!("x {piece}{end}中文 x")] {
                are_sound(&text, &engine.diagnose(&text).findings);
            }
        }
        let often = piece.repeat(8 * 1024 / piece.len());
        are_sound(&often, &engine.diagnose(&often).findings);
    }
}

mod logs {
    use super::*;

    fn log(error: &str, lines: usize, every: usize) -> Vec<u8> {
        let mut log = Vec::new();
        for number in 0..lines {
            log.extend_from_slice(
                format!("2024-01-02 03:04:05 INFO handled /items/{number} status=200 code=0\n").as_bytes(),
            );
            if number % every == every / 2 {
                log.extend_from_slice(error.as_bytes());
            }
        }
        log
    }

    #[test]
    fn lines_are_counted_over_what_was_masked() {
        let line = "2024-01-02 03:04:05 INFO AccessKeyId=LTAI5tQ7mZ3kX9vB2nL6wRpD a\n";
        let error = "2024-01-02 03:04:05 ERROR Password=Hunter2!x ErrorCode: OverQuota\n";
        let tail = "2024-01-02 03:04:05 INFO b\n2024-01-02 03:04:06 INFO c\n";
        for before in [1, 3, 5000] {
            let text = format!("{}{error}{tail}", line.repeat(before));
            let found = engine().diagnose(&text).findings;
            let told: Vec<_> = found.iter().map(|f| (f.code.as_deref(), f.line)).collect();
            assert_eq!(told, [(Some("OverQuota"), before + 1)]);
        }
    }

    /// Errors whose marks a scan could miss.
    const IN_DISGUISE: [(&str, &str); 10] = [
        (
            "com.aliyuncs.exceptions.ClientException: bpcIzNoNotEqualsRdsMultIzNo : whatever it says\nRequestId : 3F2504E0-4F89-11D3-9A0C-0305E82C3301",
            "bpcIzNoNotEqualsRdsMultIzNo",
        ),
        ("\x1b[1mErrorCode:\x1b[0m OverQuota", "OverQuota"),
        ("^[[1mErrorCode:^[[0m OverQuota", "OverQuota"),
        ("\x1b[1mErrorCode\x1b[0m: \x1b[31mOverQuota\x1b[0m", "OverQuota"),
        ("ErrorCode：OverQuota；Message：Instance num exceeded Quota.", "OverQuota"),
        ("<td>ErrorCode</td><td>OverQuota</td>", "OverQuota"),
        ("<p>Code: <b>OverQuota</b></p>", "OverQuota"),
        ("错误码：OverQuota，返回信息：Instance num exceeded Quota.", "OverQuota"),
        (
            "172.16.0.3 - - \"POST /api HTTP/1.1\" 400 233 \"-\" upstream_body: {\\x22Code\\x22:\\x22OverQuota\\x22,\\x22Message\\x22:\\x22Instance num exceeded Quota.\\x22}",
            "OverQuota",
        ),
        (
            "create lb: describe: [OverQuota] Instance num exceeded Quota. (request id: 3F2504E0-4F89-11D3-9A0C-0305E82C3301)",
            "OverQuota",
        ),
    ];

    #[test]
    fn a_shape_that_is_read_in_a_paste_is_found_in_a_log() {
        let engine = engine();
        for (error, code) in IN_DISGUISE {
            let small = engine.diagnose(error).findings;
            let found = engine
                .scan(&log(&format!("{error}\n"), 4000, 1000)[..])
                .expect("memory can be read")
                .findings;
            for (found, count) in [(&small, 1), (&found, 4)] {
                let told: Vec<_> = found.iter().map(|f| (f.code.as_deref(), f.count)).collect();
                assert_eq!(told, [(Some(code), count)], "{error}");
            }
            assert_eq!(small[0].message, found[0].message, "{error}");
            assert_eq!(small[0].request_id, found[0].request_id, "{error}");
        }
    }

    #[test]
    fn a_text_of_two_byte_characters_is_read() {
        let error = "\u{feff}ErrorCode: OverQuota\r\nMessage: Instance num exceeded Quota.\r\n";
        let little: Vec<u8> = error.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = error.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [little, big] {
            let found = engine().scan(&bytes[..]).expect("memory can be read").findings;
            let told: Vec<_> = found.iter().map(|f| (f.code.as_deref(), f.message.as_deref())).collect();
            assert_eq!(told, [(Some("OverQuota"), Some("Instance num exceeded Quota."))]);
        }
    }

    #[test]
    fn lines_of_megabytes_nuls_and_foreign_bytes_do_no_harm() {
        let mut log = vec![b'x'; 3 << 20];
        log.extend_from_slice(&[0, 0xff, 0xfe, 0, b'\n']);
        log.extend(std::iter::repeat_n(b"{\"a\":\"\xe9\x94\",".as_slice(), 100_000).flatten());
        log.extend_from_slice(b"{\"Code\":\"OverQuota\",\"Message\":\"Instance num exceeded Quota.\"}");
        log.extend(std::iter::repeat_n(0u8, 2 << 20));
        let found = engine().scan(&log[..]).expect("memory can be read").findings;
        let codes: Vec<_> = found.iter().map(|f| (f.code.as_deref(), f.line)).collect();
        assert_eq!(codes, [(Some("OverQuota"), 2)]);
    }

    #[test]
    fn an_error_across_two_chunks_is_read_whole() {
        let engine = engine();
        let error = "ErrorCode: OverQuota\nRequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301\nMessage: Instance num exceeded Quota.\n";
        for shift in (0..error.len() + 40).step_by(7) {
            let mut log = vec![b'.'; 512 * 1024 - shift];
            log.push(b'\n');
            log.extend_from_slice(error.as_bytes());
            log.extend_from_slice(&[b'.'; 100]);
            let found = engine.scan(&log[..]).expect("memory can be read").findings;
            let told: Vec<_> = found
                .iter()
                .map(|f| (f.code.as_deref(), f.request_id.as_deref(), f.message.as_deref(), f.count))
                .collect();
            assert_eq!(
                told,
                [(Some("OverQuota"), Some(ID), Some("Instance num exceeded Quota."), 1)],
                "{shift}"
            );
        }
    }
}

/// An engine with a catalogue of the test's own, so that documents of today do not matter.
fn engine_of(entries: &str) -> Engine {
    let file = format!(
        "{{\"product\":{{\"id\":\"Toy\",\"name\":{{\"zh\":\"玩具\",\"en\":\"Toys\"}}}},\"entries\":[{entries}]}}"
    );
    let file = serde_json::from_str(&file).expect("a catalogue file");
    Engine::new(Arc::new(Catalog::from_files([file], alierr::catalog::Supplier::User)))
}

#[test]
fn the_received_status_decides_before_the_order_of_the_document() {
    let engine = engine_of(
        r#"{"code":"Toy.Bad","sources":[],"status":400,"message":"One thing."},{"code":"Toy.Bad","sources":[],"status":403,"message":"Another thing."}"#,
    );
    let found =
        engine.diagnose("{\"Code\":\"Toy.Bad\",\"Message\":\"Quite unlike.\",\"HttpCode\":403}").findings;
    assert_eq!(
        engine.catalog().entry(found[0].matches[0].entry).status().map(|status| status.get()),
        Some(403)
    );
}

#[test]
fn the_general_entry_of_a_code_stands_before_a_foreign_parameters() {
    let engine = engine_of(
        r#"{"code":"Toy.Bad","sources":[],"message":"The parameter ToyName is wrong."},{"code":"Toy.Bad","sources":[],"message":"A value is wrong, alas."}"#,
    );
    let found = engine
        .diagnose("{\"Code\":\"Toy.Bad\",\"Message\":\"The parameter BoxSize cannot be read.\"}")
        .findings;
    let best = engine.catalog().entry(found[0].matches[0].entry);
    assert_eq!(best.message(), Some("A value is wrong, alas."));
}

#[test]
fn where_wordings_differ_the_advice_is_not_anothers() {
    let engine = engine_of(
        r#"{"code":"InvalidToyId.NotFound","sources":[],"message":"The box is shut.","explanation":{"zh":"盒子关着。","origin":"official"}}"#,
    );
    let found = engine
        .diagnose("{\"Code\":\"InvalidToyId.NotFound\",\"Message\":\"No such toy in the house.\"}")
        .findings;
    let verdict = found[0].verdict(engine.catalog());
    assert_eq!(found[0].matches[0].quality, Quality::WordingDiffers);
    assert_ne!(verdict.meaning(Lang::Zh).map(|said| &*said.text), Some("盒子关着。"));
    let found = engine.diagnose("ErrorCode: InvalidToyId.NotFound").findings;
    assert_eq!(found[0].matches[0].quality, Quality::Code);
    let verdict = found[0].verdict(engine.catalog());
    assert_eq!(verdict.meaning(Lang::Zh).map(|said| &*said.text), Some("盒子关着。"));
}

#[test]
fn an_sdk_s_own_error_has_no_page() {
    let engine = engine();
    for text in [
        "SDK.InvalidRegionId: Can not find endpoint to access",
        "ErrorCode: SDK.ServerUnreachable\nMessage: timeout",
    ] {
        for finding in engine.diagnose(text).findings {
            assert_eq!(finding.page(engine.catalog(), Lang::En), None, "{text}");
        }
    }
}
