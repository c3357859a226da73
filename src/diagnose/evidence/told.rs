//! Evidence in lines to be read, the same on the screen, in print and in tickets.

use super::{Evidence, reason_name};
use crate::lang::Lang;

/// A line of evidence. The value is foreign text, except for the sentence about clocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub name: &'static str,
    pub value: String,
}

impl Evidence {
    /// The evidence as lines, the most useful first.
    pub fn told(&self, lang: Lang) -> Vec<Told> {
        let mut lines = Vec::new();
        let mut tell = |zh: &'static str, en: &'static str, value: Option<String>| {
            let name = match lang {
                Lang::Zh => zh,
                Lang::En => en,
            };
            lines.extend(value.filter(|value| !value.is_empty()).map(|value| Told { name, value }));
        };
        tell("代码位置", "In your code", self.source.as_ref().map(|source| source.said(lang)));
        let denied = self.denied.clone().unwrap_or_default();
        tell("被拒操作", "Denied", denied.action.clone());
        tell("目标资源", "On", denied.resource.clone());
        let principal = [denied.principal, denied.principal_type].into_iter().flatten();
        tell("调用者", "Caller", Some(principal.collect::<Vec<_>>().join(" · ")));
        let reason = denied.reason.map(|reason| reason_name(reason).to_owned());
        let refusal = [reason, denied.policy_type].into_iter().flatten();
        tell("拒绝方式", "Refusal", Some(refusal.collect::<Vec<_>>().join(" · ")));
        tell("时钟", "Clocks", self.clock.as_ref().map(|clock| clock.said(lang)));
        let pair = |a: &Option<String>, b: &Option<String>| {
            [a.clone(), b.clone()].into_iter().flatten().collect::<Vec<_>>().join(" = ")
        };
        tell("参数", "Parameter", Some(pair(&self.parameter, &self.value)));
        tell("配额", "Quota", self.quota.clone());
        for resource in &self.resources {
            if Some(&resource.id) != denied.resource.as_ref() {
                let kind = resource.kind_name(lang);
                tell("资源", "Resource", Some(format!("{} ({kind})", resource.id)));
            }
        }
        tell("地域", "Region", self.region.clone());
        tell("访问域名", "Endpoint", self.endpoint.clone());
        tell("EC", "EC", self.ec.clone());
        lines
    }
}
