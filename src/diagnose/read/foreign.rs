//! Recognises errors of other clouds, so that they are no findings.

use super::clean::Normal;
use super::fact::{Facts, UUID, is_hexadecimal, is_stores_id, is_uuid};
use super::group::Group;
use super::word::{Grade, IsKnown, grade};
use crate::lang::Lang;

/// Another cloud or service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cloud {
    Alipay,
    Aws,
    Azure,
    Baidu,
    Google,
    Huawei,
    IFlytek,
    Kubernetes,
    MongoDb,
    OpenAi,
    Oracle,
    /// Amazon's store, and those that answer as it does.
    S3,
    Stripe,
    Tencent,
    Volcengine,
    WeChat,
}

impl Cloud {
    pub fn name(self) -> &'static str {
        match self {
            Cloud::Alipay => "Alipay",
            Cloud::Aws => "Amazon Web Services",
            Cloud::Azure => "Microsoft Azure",
            Cloud::Baidu => "Baidu AI Cloud",
            Cloud::Google => "Google Cloud",
            Cloud::Huawei => "Huawei Cloud",
            Cloud::IFlytek => "iFlytek",
            Cloud::Kubernetes => "Kubernetes",
            Cloud::MongoDb => "MongoDB",
            Cloud::OpenAi => "OpenAI",
            Cloud::Oracle => "Oracle Cloud",
            Cloud::S3 => "S3",
            Cloud::Stripe => "Stripe",
            Cloud::Tencent => "Tencent Cloud",
            Cloud::Volcengine => "Volcengine",
            Cloud::WeChat => "WeChat",
        }
    }

    /// Whether its own errors have UUIDs: who answers without may hand on one of Alibaba Cloud's.
    fn has_uuids(self) -> bool {
        use Cloud::{Alipay, IFlytek, Kubernetes, Oracle, S3, Volcengine, WeChat};
        !matches!(self, Alipay | IFlytek | Kubernetes | Oracle | S3 | Volcengine | WeChat)
    }

    /// That a text tells of an error which is not Alibaba Cloud's.
    pub fn sentence(self, lang: Lang) -> String {
        let name = self.name();
        match lang {
            Lang::En => {
                format!("the text tells of an error of {name}, which Alibaba Cloud does not document")
            }
            Lang::Zh => format!("文中有 {name} 的报错，它不属于阿里云"),
        }
    }
}

/// What only their errors hold. The parts of a sign around `…` follow each other.
#[rustfmt::skip]
const SIGNS: [(&str, Cloud); 81] = [
    ("ACQ.", Cloud::Alipay),
    ("alipay_trade_", Cloud::Alipay),
    ("alipay_fund_", Cloud::Alipay),
    ("openapi.alipay", Cloud::Alipay),
    ("com.alipay.api", Cloud::Alipay),
    ("azure.core", Cloud::Azure),
    ("Azure", Cloud::Azure),
    ("Service: Amazon", Cloud::Aws),
    ("Service: AWS", Cloud::Aws),
    ("Amazon.", Cloud::Aws),
    ("An error occurred (", Cloud::Aws),
    ("https response error StatusCode", Cloud::Aws),
    ("arn:aws", Cloud::Aws),
    ("host id: ", Cloud::Aws),
    ("awsErr", Cloud::Aws),
    ("amazonaws.com", Cloud::Aws),
    ("aws_", Cloud::Aws),
    ("HandlerErrorCode", Cloud::Aws),
    ("botocore", Cloud::Aws),
    ("aws-sdk", Cloud::Aws),
    ("x-amz-", Cloud::Aws),
    ("Extended Request ID", Cloud::Aws),
    ("HTTPHeaders", Cloud::Aws),
    ("AmazonEKS", Cloud::Aws),
    ("autorest/", Cloud::Azure),
    ("Client#…: Failure ", Cloud::Azure),
    ("windows.net", Cloud::Azure),
    ("azure.com", Cloud::Azure),
    ("Microsoft.", Cloud::Azure),
    ("azurerm", Cloud::Azure),
    ("aka.ms/", Cloud::Azure),
    ("x-ms-request-id", Cloud::Azure),
    ("googleapi:", Cloud::Google),
    ("googleapis.com", Cloud::Google),
    ("google.api_core", Cloud::Google),
    ("myhuaweicloud", Cloud::Huawei),
    ("huaweicloud", Cloud::Huawei),
    ("APIG.0", Cloud::Huawei),
    ("xfyun", Cloud::IFlytek),
    ("\"desc\":…\"sid\":", Cloud::IFlytek),
    ("openai.", Cloud::OpenAi),
    ("insufficient_quota", Cloud::OpenAi),
    ("tencentcloud", Cloud::Tencent),
    ("TencentCloud", Cloud::Tencent),
    ("AuthFailure.", Cloud::Tencent),
    ("\"errorCode\":1,\"errorMessage\":…\"statusCode\":4", Cloud::Tencent),
    ("\"errorCode\":-1,\"errorMessage\":…\"statusCode\":4", Cloud::Tencent),
    ("codeDesc", Cloud::Tencent),
    ("{\"Response\":{\"Error\":", Cloud::Tencent),
    ("stripe.com", Cloud::Stripe),
    ("myqcloud", Cloud::Tencent),
    ("qcloud.com", Cloud::Tencent),
    ("baidubce", Cloud::Baidu),
    ("bcebos.com", Cloud::Baidu),
    ("VodExceptions.", Cloud::Baidu),
    ("opc-request-id", Cloud::Oracle),
    ("oraclecloud.com", Cloud::Oracle),
    ("oci.exceptions", Cloud::Oracle),
    ("ResponseMetadata", Cloud::Volcengine),
    ("volcengine", Cloud::Volcengine),
    ("volces.com", Cloud::Volcengine),
    ("api.mch.weixin.qq.com", Cloud::WeChat),
    ("api.weixin.qq.com", Cloud::WeChat),
    ("X-Amz-", Cloud::S3),
    ("Server: MinIO", Cloud::S3),
    ("Scaleway", Cloud::S3),
    ("scw.cloud", Cloud::S3),
    ("Cloudflare R2", Cloud::S3),
    ("cloudflarestorage", Cloud::S3),
    ("backblazeb2", Cloud::S3),
    ("digitaloceanspaces", Cloud::S3),
    ("Error making request with Error Code …and Http Status Code ", Cloud::S3),
    ("\"kind\":\"Status\"", Cloud::Kubernetes),
    ("\"kind\": \"Status\"", Cloud::Kubernetes),
    ("kind: Status\n", Cloud::Kubernetes),
    ("v1.Status{", Cloud::Kubernetes),
    ("k8s.io/apimachinery/pkg/api/errors", Cloud::Kubernetes),
    ("Error from server (", Cloud::Kubernetes),
    ("codeName", Cloud::MongoDb),
    ("MongoServerError", Cloud::MongoDb),
    ("pymongo.errors", Cloud::MongoDb),
];

/// How people call other clouds. Some only tell where their program runs, so what is built as a code of this cloud, or
/// has an id of it, outweighs the name.
const NAMES: [(&str, Cloud); 2] = [("华为云", Cloud::Huawei), ("腾讯云", Cloud::Tencent)];

/// Strings that only the errors of Alibaba Cloud have. Its models are called through the packages of OpenAI.
#[rustfmt::skip]
const OURS: [&str; 20] = [
    "aliyun", "Aliyun", "alibaba", "Alibaba", "alicloud", "acs:", "x-oss-", "x-acs-", "SDK.ServerError", "SDKError",
    "Recommend", "dashscope", "DashScope", "InternalError.Algo", "阿里云", "data_inspection_failed", "model-studio",
    "SecondLevelDomainForbidden", "OSS Access Key", "OSS third level domain",
];

/// How many lines around an error are searched for these signs.
const AROUND: usize = 3;

/// The errors that are Alibaba Cloud's, and the cloud of the others.
pub fn without(
    normal: &Normal,
    facts: &Facts,
    groups: Vec<Group>,
    known: IsKnown,
) -> (Vec<Group>, Option<Cloud>) {
    let text = &normal.text;
    let mut foreign = of(text).filter(|_| groups.is_empty());
    let own = |group: &Group| {
        let end = group.code.map_or(group.end, |code| facts.facts[code].end.max(group.end)).min(text.len());
        let (from, to) = normal.lines.around((group.start.min(end), end), AROUND, AROUND, text);
        let id = group.request_id.map_or("", |id| facts.facts[id].text());
        let code = group.code.is_some_and(|code| grade(facts.facts[code].text(), known) >= Grade::Plain);
        let told =
            of(&text[from..to]).filter(|cloud| !is_stores_id(id) && (cloud.has_uuids() || !is_own_id(id)));
        let outweighed = code || is_own_id(id) || is_stores_id(id);
        let cloud = told.or_else(|| named(&text[from..to]).filter(|_| !outweighed));
        let own = cloud.is_none();
        foreign = foreign.or(cloud);
        own
    };
    let groups = groups.into_iter().filter(own).collect();
    (groups, foreign)
}

/// A UUID as only Alibaba Cloud writes it: in capitals.
fn is_own_id(id: &str) -> bool {
    is_uuid(id) && is_in_capitals(id)
}

fn is_in_capitals(id: &str) -> bool {
    id.bytes().any(|b| b.is_ascii_uppercase()) && !id.bytes().any(|b| b.is_ascii_lowercase())
}

/// The other cloud that a text tells of, where nothing tells of this one.
fn of(text: &str) -> Option<Cloud> {
    let listed = SIGNS.iter().find(|(sign, _)| holds(text, sign)).map(|(_, cloud)| *cloud);
    let host = host_id(text);
    let cloud = listed
        .or_else(|| has_amazons_tail(text).then_some(Cloud::Aws))
        .or_else(|| host.filter(|own| !own).map(|_| Cloud::S3))?;
    (!tells_of_us(text) && host != Some(true)).then_some(cloud)
}

/// The other cloud that people name in a text, where nothing tells of this one.
fn named(text: &str) -> Option<Cloud> {
    let named = NAMES.iter().find(|(name, _)| text.contains(name)).map(|(_, cloud)| *cloud)?;
    (!tells_of_us(text) && host_id(text) != Some(true)).then_some(named)
}

fn tells_of_us(text: &str) -> bool {
    // `TencentCloudSDKError` is none of ours.
    let begins = |at: usize| !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
    OURS.iter().any(|sign| text.match_indices(sign).any(|(at, _)| begins(at)))
}

/// Whether the parts of a sign stand in a text, in their order.
fn holds(text: &str, sign: &str) -> bool {
    let mut rest = Some(text);
    for part in sign.split('…') {
        rest = rest.and_then(|text| text.find(part).map(|at| &text[at + part.len()..]));
    }
    rest.is_some()
}

/// How Amazon's SDKs end: `status code: 403, request id: 0b1c…`, `(Service: Ec2, Status Code: 403, …)`.
fn has_amazons_tail(text: &str) -> bool {
    let go = text.split("status code: ").skip(1).any(|rest| {
        let id = rest.get(3..).and_then(|rest| rest.strip_prefix(", request id: "));
        let length = |id: &str| id.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
        // The store of this cloud has ids of 24 digits, and the others those in capitals.
        id.is_some_and(|id| matches!(length(id), 0 | 16 | 36) && !is_own_id(&id[..length(id)]))
    });
    let name = |c: char| c.is_ascii_alphanumeric();
    let java = |rest: &str| rest.trim_start_matches(name).starts_with(", Status Code: ");
    go || text.split("(Service: ").skip(1).any(java)
}

/// Whether what stands as `HostId` is a host, as Alibaba Cloud writes there, and not a long word drawn by lot.
fn host_id(text: &str) -> Option<bool> {
    let opened = |(at, _): &(usize, &str)| !text[..*at].ends_with('/');
    let ids = text.match_indices("HostId").filter(opened).filter_map(|(at, name)| {
        let value = text[at + name.len()..].trim_start_matches(['"', '\'', '\\', ':', '=', '>', ' ', ']']);
        let drawn = value.bytes().take_while(|b| b.is_ascii_alphanumeric() || b"+/=".contains(b)).count();
        let uuid = value.get(..UUID).is_some_and(is_hexadecimal);
        // Three stars stand for what was drawn by lot and then taken for a secret here; more of them, which somebody
        // has put there, tell nothing.
        let stars = value.bytes().take_while(|b| *b == b'*').count();
        (stars < 4).then(|| !uuid && stars == 0 && (drawn < 20 || value[drawn..].starts_with(['.', '-'])))
    });
    ids.reduce(|all, own| all || own)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::catalog::Catalog;
    use crate::diagnose::Engine;

    #[test]
    fn an_error_of_another_cloud_is_named_in_both_languages() {
        let engine = Engine::new(Arc::new(Catalog::embedded()));
        let text = "googleapi: Error 403: Quota exceeded for quota metric, code: RATE_LIMIT_EXCEEDED";
        let diagnosis = engine.diagnose(text);
        assert_eq!((diagnosis.findings.len(), diagnosis.foreign), (0, Some(Cloud::Google)));
        for lang in [Lang::En, Lang::Zh] {
            assert!(Cloud::Google.sentence(lang).contains("Google Cloud"), "{lang:?}");
        }
    }
}
