//! Which action was denied to whom, and by what kind of policy.

use super::fields;
use super::foreign::foreign;
use crate::catalog::remedies::Denial;
use crate::catalog::{Act, Both, Origin, Policy, Step, Text};

/// A refused permission. Its strings are foreign text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Denied {
    /// `ecs:DeleteInstance`
    pub action: Option<String>,
    /// The resource's name, `acs:…`.
    pub resource: Option<String>,
    pub principal: Option<String>,
    /// `SubUser`, `AssumedRoleUser`, `Federated`
    pub principal_type: Option<String>,
    pub reason: Option<Denial>,
    /// The layer that the policy stands in: `ControlPolicy`, `SessionPolicy` …
    pub policy_type: Option<String>,
}

impl Denied {
    /// The refusal in an unwrapped block.
    pub(super) fn read(text: &str, resource: Option<&str>) -> Option<Self> {
        let own = |names: &[&str]| foreign(fields::first(text, names)?);
        let named = || {
            let actions = fields::values(text, "action");
            actions.map(|value| value.run(is_action_sign)).find(|action| is_action(action))
        };
        let denied = Self {
            action: own(&["AuthAction"])
                .filter(|action| is_action(action))
                .or_else(|| named().and_then(foreign)),
            resource: resource.map(str::to_owned),
            principal: own(&["AuthPrincipalDisplayName"]),
            principal_type: own(&["AuthPrincipalType"]),
            reason: fields::first(text, &["NoPermissionType"]).and_then(reason),
            policy_type: own(&["PolicyType"]),
        };
        let told = denied.action.is_some() || denied.reason.is_some() || denied.principal_type.is_some();
        told.then_some(denied)
    }

    /// The smallest policy that would allow it; none where a policy denies it, or the action is not known.
    pub fn policy(&self) -> Option<Policy> {
        let action = self.action.as_ref().filter(|_| self.reason != Some(Denial::Explicit))?;
        let resource = self.resource.as_deref().unwrap_or("*");
        Some(Policy {
            actions: vec![Text::from(action.clone())].into(),
            resources: vec![Text::from(resource.to_owned())].into(),
        })
    }

    /// The step that grants it.
    pub(super) fn grant(&self) -> Option<Step> {
        let policy = self.policy()?;
        let (zh, en) = match self.resource {
            Some(_) => (
                "新建只含被拒绝的操作与资源的自定义策略，授予调用者（RAM 控制台 > 权限管理 > 授权 > 新增授权）：",
                "Create a custom policy with the denied action and resource only, and grant it to the caller (RAM console > Permissions > Grants > Grant Permission):",
            ),
            None => (
                "新建只含被拒绝的操作的自定义策略，授予调用者（RAM 控制台 > 权限管理 > 授权 > 新增授权）。错误没有给出资源，所以写的是 *，授权前请收窄：",
                "Create a custom policy with the denied action only, and grant it to the caller (RAM console > Permissions > Grants > Grant Permission). The error names no resource, hence the *: narrow it down first:",
            ),
        };
        let text = Both { zh: Some(zh.into()), en: Some(en.into()) };
        Some(Step { text, origin: Origin::Project, act: Some(Act::Policy(policy)) })
    }

    /// Settles the policies of a refusal's steps: where the action is known, its own policy replaces any other; where a
    /// policy denies it, there is none, for granting would not help.
    pub(super) fn settle(&self, steps: &mut Vec<Step>) {
        let is_policy = |step: &Step| matches!(step.act, Some(Act::Policy(_)));
        let place = steps.iter().position(is_policy).unwrap_or(steps.len().min(1));
        if self.reason == Some(Denial::Explicit) || self.action.is_some() {
            steps.retain(|step| !is_policy(step));
        }
        if let Some(grant) = self.grant() {
            steps.insert(place.min(steps.len()), grant);
        }
    }
}

fn reason(text: &str) -> Option<Denial> {
    match text {
        "ImplicitDeny" => Some(Denial::Implicit),
        "ExplicitDeny" => Some(Denial::Explicit),
        _ => None,
    }
}

/// The name that RAM gives a kind of refusal.
pub fn reason_name(reason: Denial) -> &'static str {
    match reason {
        Denial::Implicit => "ImplicitDeny",
        Denial::Explicit => "ExplicitDeny",
    }
}

fn is_action_sign(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_' | '*')
}

/// `service:Action`
fn is_action(text: &str) -> bool {
    text.split_once(':').is_some_and(|(service, action)| {
        let service_sign = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        let action_sign = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'*' | b'_' | b'-');
        service.bytes().all(service_sign)
            && service.starts_with(|c: char| c.is_ascii_lowercase())
            && service.len() > 1
            && !action.is_empty()
            && action.bytes().all(action_sign)
            && text.len() <= 128
    })
}
