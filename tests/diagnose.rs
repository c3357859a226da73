//! Errors as people paste them, shape by shape. Every value is made up.

use std::sync::Arc;

use alierr::catalog::Catalog;
use alierr::diagnose::{Engine, Finding, Quality};

const ID: &str = "3F2504E0-4F89-11D3-9A0C-0305E82C3301";

fn engine() -> Engine {
    Engine::new(Arc::new(Catalog::embedded()))
}

fn findings(text: &str) -> Vec<Finding> {
    engine().diagnose(text).findings
}

/// A text, and what its first finding says: code, message, status, product; the request id is always `ID` where the text
/// has one.
struct Case {
    text: &'static str,
    code: Option<&'static str>,
    message: Option<&'static str>,
    status: Option<u16>,
    product: Option<&'static str>,
}

const fn case(
    text: &'static str,
    code: Option<&'static str>,
    message: Option<&'static str>,
    status: Option<u16>,
    product: Option<&'static str>,
) -> Case {
    Case { text, code, message, status, product }
}

const RAM: Option<&str> = Some("This action does not support accessed by RAM mode.");
const LOCKED: Option<&str> = Some("The instance is locked.");

const SHAPES: &[Case] = &[
    case(
        "SDK.ServerError\nErrorCode: OperationDenied.LockMode\nRecommend: https://error-center.aliyun.com/status/search?Keyword=OperationDenied.LockMode&source=PopGw\nRequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301\nMessage: The instance is locked.\nRespHeaders: map[Content-Type:[application/json]]",
        Some("OperationDenied.LockMode"),
        LOCKED,
        None,
        None,
    ),
    case(
        "ERROR: SDK.ServerError\nErrorCode: Forbidden.RAM\nRecommend: https://next.api.aliyun.com/troubleshoot?q=Forbidden.RAM&product=Slb\nRequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301\nMessage: Not allowed here",
        Some("Forbidden.RAM"),
        Some("Not allowed here"),
        None,
        Some("Slb"),
    ),
    case(
        "SDKError:\n   StatusCode: 403\n   Code: Forbedden.NotSupportRAMError\n   Message: code: 403, This action does not support accessed by RAM mode. request id: 3F2504E0-4F89-11D3-9A0C-0305E82C3301\n   Data: {\"Code\":\"Forbedden.NotSupportRAM\",\"HostId\":\"mongodb.aliyuncs.com\",\"Message\":\"This action does not support accessed by RAM mode.\",\"RequestId\":\"3F2504E0-4F89-11D3-9A0C-0305E82C3301\"}",
        Some("Forbedden.NotSupportRAM"),
        RAM,
        Some(403),
        Some("Dds"),
    ),
    case(
        "╷\n│ Error: [ERROR] terraform-provider-alicloud/alicloud/resource_alicloud_slb_listener.go:214: Resource alicloud_slb_listener CreateLoadBalancerTCPListener Failed!!! [SDK alibaba-cloud-sdk-go ERROR]:\n│ SDK.ServerError\n│ ErrorCode: ListenerAlreadyExists\n│ Recommend: \n│ RequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301\n│ Message: A listener with the specified port already exists\n│ \n│   with alicloud_slb_listener.web,\n│   on main.tf line 3, in resource \"alicloud_slb_listener\" \"web\":\n│    3: resource \"alicloud_slb_listener\" \"web\" {\n╵",
        Some("ListenerAlreadyExists"),
        Some("A listener with the specified port already exists"),
        None,
        Some("Slb"),
    ),
    case(
        "Aliyun API Error: RequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301 Status Code: 403 Code: OperationDenied.LockMode Message: The instance is locked.",
        Some("OperationDenied.LockMode"),
        LOCKED,
        Some(403),
        None,
    ),
    case(
        "Aliyun API Error: RequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301 Status Code: 403 Code: Forbidden Message: null",
        Some("Forbidden"),
        None,
        Some(403),
        None,
    ),
    case(
        "&common.Error{ErrorResponse:common.ErrorResponse{Response:common.Response{RequestId:\"3F2504E0-4F89-11D3-9A0C-0305E82C3301\"}, HostId:\"rds.aliyuncs.com\", Code:\"OperationDenied.LockMode\", Message:\"The instance is locked.\"}, StatusCode:403}",
        Some("OperationDenied.LockMode"),
        LOCKED,
        Some(403),
        Some("Rds"),
    ),
    case(
        "&errors.ClientError{errorCode:\"SDK.TimeoutError\", message:\"The request to \\\"host\\\" timed out\", originError:error(nil)}",
        Some("SDK.TimeoutError"),
        Some("The request to \"host\" timed out"),
        None,
        None,
    ),
    case(
        "Traceback (most recent call last):\n  File \"/srv/a.py\", line 7, in <module>\n    raise exception\naliyunsdkcore.acs_exception.exceptions.ServerException: HTTP Status: 403 Error:OperationDenied.LockMode The instance is locked. RequestID: 3F2504E0-4F89-11D3-9A0C-0305E82C3301",
        Some("OperationDenied.LockMode"),
        LOCKED,
        Some(403),
        None,
    ),
    case(
        "aliyunsdkcore.acs_exception.exceptions.ServerException: HTTP Status: 400 Error:OverQuota Instance num exceeded Quota. RequestID: 3F2504E0-4F89-11D3-9A0C-0305E82C3301",
        Some("OverQuota"),
        Some("Instance num exceeded Quota."),
        Some(400),
        None,
    ),
    case(
        "aliyunsdkcore.acs_exception.exceptions.ClientException: SDK.InvalidRegionId Can not find endpoint to access.",
        Some("SDK.InvalidRegionId"),
        Some("Can not find endpoint to access."),
        None,
        None,
    ),
    case(
        "Exception in thread \"main\" com.aliyuncs.exceptions.ClientException: OrderFailed : The Account failed to create order.\nRequestId : 3F2504E0-4F89-11D3-9A0C-0305E82C3301\n\tat com.aliyuncs.DefaultAcsClient.parseAcsResponse(DefaultAcsClient.java:271)\n\tat com.example.Main.main(Main.java:20)",
        Some("OrderFailed"),
        Some("The Account failed to create order."),
        None,
        None,
    ),
    case(
        "Aliyun.Acs.Core.Exceptions.ClientException: NOCARD : User Profile doesn't have card. + [ RequestId : 3F2504E0-4F89-11D3-9A0C-0305E82C3301 ]\n   在 Aliyun.Acs.Core.DefaultAcsClient.ParseAcsResponse[T](AcsRequest`1 request, HttpResponse httpResponse)",
        Some("NOCARD"),
        Some("User Profile doesn't have card."),
        None,
        None,
    ),
    case(
        "com.aliyun.tea.TeaException: code: 403, This action does not support accessed by RAM mode. request id: 3F2504E0-4F89-11D3-9A0C-0305E82C3301\n\tat com.aliyun.teaopenapi.Client.doRPCRequest(Client.java:260)",
        None,
        RAM,
        Some(403),
        None,
    ),
    case(
        "OperationDenied.LockModeError: code: 403, The instance is locked. request id: 3F2504E0-4F89-11D3-9A0C-0305E82C3301\n    at Client.doRPCRequest (/srv/node_modules/@alicloud/openapi-client/dist/client.js:560:35)",
        Some("OperationDenied.LockMode"),
        LOCKED,
        Some(403),
        None,
    ),
    case(
        "OperationDenied.LockModeError: The instance is locked., URL: https://rds.aliyuncs.com/?Action=Do",
        Some("OperationDenied.LockMode"),
        LOCKED,
        None,
        Some("Rds"),
    ),
    case(
        "OperationDenied.LockMode: The instance is locked. RequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301 GET \"https://rds.aliyuncs.com/?x=y\" 403",
        Some("OperationDenied.LockMode"),
        LOCKED,
        Some(403),
        Some("Rds"),
    ),
    case(
        "{\"RequestId\":\"3F2504E0-4F89-11D3-9A0C-0305E82C3301\",\"HostId\":\"slb-pop.aliyuncs.com\",\"Code\":\"OverQuota\",\"Message\":\"Instance num exceeded Quota.\",\"Recommend\":\"https://next.api.aliyun.com/troubleshoot?q=OverQuota\\u0026product=Slb\"}",
        Some("OverQuota"),
        Some("Instance num exceeded Quota."),
        None,
        Some("Slb"),
    ),
    case(
        "2024-01-02 03:04:05 ERROR [main] c.e.App - call failed: {\n  \"message\": \"The instance is locked.\",\n  \"requestid\": \"3F2504E0-4F89-11D3-9A0C-0305E82C3301\",\n  \"code\": \"OperationDenied.LockMode\"\n}",
        Some("OperationDenied.LockMode"),
        LOCKED,
        None,
        None,
    ),
    case(
        "{\"level\":\"error\",\"msg\":\"create: {\\\"Code\\\":\\\"OperationDenied.LockMode\\\",\\\"Message\\\":\\\"The instance is locked.\\\",\\\"RequestId\\\":\\\"3F2504E0-4F89-11D3-9A0C-0305E82C3301\\\"}\"}",
        Some("OperationDenied.LockMode"),
        LOCKED,
        None,
        None,
    ),
    case(
        "<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>3F2504E0-4F89-11D3-9A0C-0305E82C3301</RequestId><HostId>slb.aliyuncs.com</HostId><Code>OverQuota</Code><Message>Instance num exceeded Quota.</Message><Recommend><![CDATA[https://next.api.aliyun.com/troubleshoot?q=OverQuota&product=Slb]]></Recommend></Error>",
        Some("OverQuota"),
        Some("Instance num exceeded Quota."),
        None,
        Some("Slb"),
    ),
    case(
        "&lt;Error&gt;&lt;Code&gt;OverQuota&lt;/Code&gt;&lt;Message&gt;Instance num exceeded Quota.&lt;/Message&gt;&lt;/Error&gt;",
        Some("OverQuota"),
        Some("Instance num exceeded Quota."),
        None,
        None,
    ),
    case("Throttling", Some("Throttling"), None, None, None),
    case("NOCARD", Some("NOCARD"), None, None, None),
    case(
        "Throttling: Request was denied due to request throttling.",
        Some("Throttling"),
        Some("Request was denied due to request throttling."),
        None,
        None,
    ),
    case(
        "InvalidParameter The specified region not supported.",
        Some("InvalidParameter"),
        Some("The specified region not supported."),
        None,
        None,
    ),
    case(
        "https://error-center.aliyun.com/status/search?Keyword=InvalidVpcZone.Malformed&source=PopGw",
        Some("InvalidVpcZone.Malformed"),
        None,
        None,
        None,
    ),
    case(
        "The specified ServerCertificate is incorrectly formatted.",
        None,
        Some("The specified ServerCertificate is incorrectly formatted."),
        None,
        None,
    ),
    case(
        "返回信息：Current backup set state does not support operations.",
        None,
        Some("Current backup set state does not support operations."),
        None,
        None,
    ),
    case(
        "调用接口报错 OperationDenied.LockMode，请问怎么处理？",
        Some("OperationDenied.LockMode"),
        None,
        None,
        None,
    ),
    case(
        "错误码：OperationDenied.LockMode，错误信息：The instance is locked.，请求ID：3F2504E0-4F89-11D3-9A0C-0305E82C3301",
        Some("OperationDenied.LockMode"),
        LOCKED,
        None,
        None,
    ),
];

const UNLISTED: &[Case] = &[
    case(
        "error:\n  code: OperationDenied.LockMode\n  message: >-\n    The instance is locked.\n  request_id: 3F2504E0-4F89-11D3-9A0C-0305E82C3301\n  status: 403",
        Some("OperationDenied.LockMode"),
        LOCKED,
        Some(403),
        None,
    ),
    case(
        "level=error msg=\"The instance is locked.\" error_code=OperationDenied.LockMode request_id=3F2504E0-4F89-11D3-9A0C-0305E82C3301 http_status=403",
        Some("OperationDenied.LockMode"),
        LOCKED,
        Some(403),
        None,
    ),
    case(
        "{'Code': 'OperationDenied.LockMode', 'Message': u'The instance is locked.', 'RequestId': '3F2504E0-4F89-11D3-9A0C-0305E82C3301', 'status': 403}",
        Some("OperationDenied.LockMode"),
        LOCKED,
        Some(403),
        None,
    ),
    case(
        "#<Aliyun::Error code=\"OperationDenied.LockMode\", message=\"The instance is locked.\", request_id=\"3F2504E0-4F89-11D3-9A0C-0305E82C3301\">",
        Some("OperationDenied.LockMode"),
        LOCKED,
        None,
        None,
    ),
    case(
        "{:code=>\"OperationDenied.LockMode\", :message=>\"The instance is locked.\"}",
        Some("OperationDenied.LockMode"),
        LOCKED,
        None,
        None,
    ),
    case(
        "Error { code: Some(\"OperationDenied.LockMode\"), message: Some(\"The instance is locked.\"), request_id: Some(\"3F2504E0-4F89-11D3-9A0C-0305E82C3301\"), status: 403 }",
        Some("OperationDenied.LockMode"),
        LOCKED,
        Some(403),
        None,
    ),
    case(
        "< HTTP/1.1 403 Forbidden\n< Content-Type: application/json\n< x-acs-request-id: 3F2504E0-4F89-11D3-9A0C-0305E82C3301\n<\n{\"Code\":\"OperationDenied.LockMode\",\"Message\":\"The instance is locked.\"}",
        Some("OperationDenied.LockMode"),
        LOCKED,
        Some(403),
        None,
    ),
    case(
        "Warning  SyncFailed  3s (x4 over 9s)  service-controller  Error syncing: [SDKError] ErrorCode: OperationDenied.LockMode, Message: The instance is locked., RequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301",
        Some("OperationDenied.LockMode"),
        LOCKED,
        None,
        None,
    ),
    case(
        "fatal: [localhost]: FAILED! => {\"changed\": false, \"msg\": \"Failed: OperationDenied.LockMode: The instance is locked.\"}",
        Some("OperationDenied.LockMode"),
        LOCKED,
        None,
        None,
    ),
    case(
        "<ErrorResponse><Error><errorCode>OperationDenied.LockMode</errorCode><errorMessage>The instance is locked.</errorMessage></Error></ErrorResponse>",
        Some("OperationDenied.LockMode"),
        LOCKED,
        None,
        None,
    ),
    case(
        "<tr><td>ErrorCode</td><td>OperationDenied.LockMode</td></tr><tr><td>Message</td><td>The instance is locked.</td></tr>",
        Some("OperationDenied.LockMode"),
        LOCKED,
        None,
        None,
    ),
    case(
        "| Error Code | OperationDenied.LockMode |\n| Message | The instance is locked. |",
        Some("OperationDenied.LockMode"),
        LOCKED,
        None,
        None,
    ),
    case(
        "rpc error: code = PermissionDenied desc = OperationDenied.LockMode: The instance is locked.",
        Some("OperationDenied.LockMode"),
        LOCKED,
        None,
        None,
    ),
    case(
        "body=%7B%22Code%22%3A%22OperationDenied.LockMode%22%2C%22Message%22%3A%22The+instance+is+locked.%22%7D",
        Some("OperationDenied.LockMode"),
        LOCKED,
        None,
        None,
    ),
    case(
        "The instance is locked. (Service: Rds; Status Code: 403; Error Code: OperationDenied.LockMode; Request ID: 3F2504E0-4F89-11D3-9A0C-0305E82C3301)",
        Some("OperationDenied.LockMode"),
        LOCKED,
        Some(403),
        Some("Rds"),
    ),
    case(
        "2024-01-02,ERROR,OperationDenied.LockMode,\"The instance is locked.\",3F2504E0-4F89-11D3-9A0C-0305E82C3301",
        Some("OperationDenied.LockMode"),
        LOCKED,
        None,
        None,
    ),
    case(
        "err: &{Code:OperationDenied.LockMode Message:The instance is locked. RequestId:3F2504E0-4F89-11D3-9A0C-0305E82C3301 StatusCode:403}",
        Some("OperationDenied.LockMode"),
        LOCKED,
        Some(403),
        None,
    ),
    case(
        "map[Code:OperationDenied.LockMode Message:The instance is locked. RequestId:3F2504E0-4F89-11D3-9A0C-0305E82C3301]",
        Some("OperationDenied.LockMode"),
        LOCKED,
        None,
        None,
    ),
    case(
        "{Code=OperationDenied.LockMode, Message=The instance is locked., RequestId=3F2504E0-4F89-11D3-9A0C-0305E82C3301}",
        Some("OperationDenied.LockMode"),
        LOCKED,
        None,
        None,
    ),
    case(
        "Code     : OperationDenied.LockMode\nMessage  : The instance is locked.\nRequest Id : 3F2504E0-4F89-11D3-9A0C-0305E82C3301",
        Some("OperationDenied.LockMode"),
        LOCKED,
        None,
        None,
    ),
    case(
        "[ErrorCode]:OperationDenied.LockMode [ErrorMessage]:The instance is locked. [RequestId]:3F2504E0-4F89-11D3-9A0C-0305E82C3301",
        Some("OperationDenied.LockMode"),
        LOCKED,
        None,
        None,
    ),
    case(
        "oss2.exceptions.AccessDenied: {'status': 403, 'x-oss-request-id': '3F2504E0-4F89-11D3-9A0C-0305E82C3301', 'details': {'Code': 'AccessDenied', 'Message': 'No right.', 'HostId': 'b.oss-cn-hangzhou.aliyuncs.com'}}",
        Some("AccessDenied"),
        Some("No right."),
        Some(403),
        Some("Oss"),
    ),
];

fn check(cases: &[Case]) {
    let mut faults = Vec::new();
    for case in cases {
        let found = findings(case.text);
        let Some(first) = found.first() else {
            faults.push(format!("nothing found in {}", case.text));
            continue;
        };
        let got = (
            first.code.as_deref(),
            first.message.as_deref(),
            first.status.map(|status| status.get()),
            first.product.as_deref(),
            first.request_id.as_deref(),
        );
        let wanted =
            (case.code, case.message, case.status, case.product, case.text.contains(ID).then_some(ID));
        if got != wanted || found.len() != 1 {
            faults.push(format!("{}\n  got    {} {got:?}\n  wanted 1 {wanted:?}", case.text, found.len()));
        }
    }
    assert!(faults.is_empty(), "{} of {}\n{}", faults.len(), cases.len(), faults.join("\n"));
}

#[test]
fn every_listed_shape_is_read() {
    check(SHAPES);
}

#[test]
fn shapes_that_nobody_listed_are_read() {
    check(UNLISTED);
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
