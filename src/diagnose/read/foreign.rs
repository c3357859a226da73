//! Recognises errors of other clouds, so that they are no findings.

use super::clean::Normal;
use super::fact::Facts;
use super::group::Group;
use crate::lang::Lang;

/// Another cloud or service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cloud {
    Aws,
    Azure,
    Google,
    Huawei,
    OpenAi,
    Stripe,
    Tencent,
}

impl Cloud {
    pub fn name(self) -> &'static str {
        match self {
            Cloud::Aws => "Amazon Web Services",
            Cloud::Azure => "Microsoft Azure",
            Cloud::Google => "Google Cloud",
            Cloud::Huawei => "Huawei Cloud",
            Cloud::OpenAi => "OpenAI",
            Cloud::Stripe => "Stripe",
            Cloud::Tencent => "Tencent Cloud",
        }
    }

    /// A sentence that says that a text has an error which is not Alibaba Cloud's.
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

/// Strings that only the errors of other clouds have.
const SIGNS: [(&str, Cloud); 35] = [
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
    ("openai.", Cloud::OpenAi),
    ("insufficient_quota", Cloud::OpenAi),
    ("tencentcloud", Cloud::Tencent),
    ("TencentCloud", Cloud::Tencent),
    ("codeDesc", Cloud::Tencent),
    ("{\"Response\":{\"Error\":", Cloud::Tencent),
    ("stripe.com", Cloud::Stripe),
    ("myqcloud", Cloud::Tencent),
];

/// Strings that only the errors of Alibaba Cloud have.
#[rustfmt::skip]
const OURS: [&str; 12] = [
    "aliyun", "Aliyun", "alibaba", "Alibaba", "alicloud", "acs:", "x-oss-", "x-acs-", "SDK.ServerError", "SDKError",
    "HostId", "Recommend",
];

/// How many lines around an error are searched for these signs.
const AROUND: usize = 3;

/// The errors that are Alibaba Cloud's, and the cloud of the others.
pub fn without(normal: &Normal, facts: &Facts, groups: Vec<Group>) -> (Vec<Group>, Option<Cloud>) {
    let text = &normal.text;
    let mut foreign = of(text).filter(|_| groups.is_empty());
    let own = |group: &Group| {
        let end = group.code.map_or(group.end, |code| facts.facts[code].end.max(group.end)).min(text.len());
        let (from, to) = normal.lines.around((group.start.min(end), end), AROUND, AROUND, text);
        let cloud = of(&text[from..to]);
        foreign = foreign.or(cloud);
        cloud.is_none()
    };
    let groups = groups.into_iter().filter(own).collect();
    (groups, foreign)
}

/// The other cloud whose sign is in a text, if no sign of Alibaba Cloud is there.
fn of(text: &str) -> Option<Cloud> {
    let (_, cloud) = SIGNS.iter().find(|(sign, _)| text.contains(sign))?;
    // A sign must begin a word: `TencentCloudSDKError` is not a sign of Alibaba Cloud.
    let begins = |at: usize| !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
    let ours = |sign: &&str| text.match_indices(sign).any(|(at, _)| begins(at));
    (!OURS.iter().any(ours)).then_some(*cloud)
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
