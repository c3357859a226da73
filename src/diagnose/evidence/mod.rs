//! What an error itself tells about its remedy: the denied action, the two clocks, the quota, the resources …
//!
//! All of it is foreign text, which nobody vouches for. It is masked here. Where `catalog::remedies` fills it into a
//! step, it must fit the place: a word of a command, a part of an address, a string of JSON.

mod clock;
mod denied;
mod fields;
mod foreign;
mod kinds;
mod names;
mod parameter;
mod place;
mod quota;
mod resources;
mod source;
mod told;

pub use clock::Clock;
pub use denied::{Denied, reason_name};
pub use kinds::Kind;
pub use resources::Resource;
pub use source::{Source, named_place};

use crate::catalog::remedies::{self, Denial, Parameter, Placeholder, Values};
use crate::catalog::{Act, Both, Category, Origin, Step, Text};
use crate::lang::Lang;
use foreign::foreign;
use names::Names;

/// A block is read up to this many bytes: one error has no more.
const LONGEST: usize = 16 * 1024;

/// What is known of an error before its evidence is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct About<'a> {
    pub code: Option<&'a str>,
    pub message: Option<&'a str>,
    /// The product's id.
    pub product: Option<&'a str>,
    /// Quota Center's code of the product.
    pub quota_product: Option<&'a str>,
    pub request_id: Option<&'a str>,
}

/// What an error tells beside code, message, status, product and request id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// What was denied to whom, of an access that was denied.
    pub denied: Option<Denied>,
    /// OSS's own number of the cause.
    pub ec: Option<String>,
    /// The page that the error recommends, verbatim.
    pub recommend: Option<String>,
    /// The host that the error names, else the one that it came from.
    pub endpoint: Option<String>,
    /// The id of a region: `cn-hangzhou`.
    pub region: Option<String>,
    /// The name of the quota that is used up.
    pub quota: Option<String>,
    /// The parameter that is wrong, and its value.
    pub parameter: Option<String>,
    pub value: Option<String>,
    /// The clocks of client and server, where they differ too much.
    pub clock: Option<Clock>,
    /// What the error names by an id or a resource name, in the order of the text.
    pub resources: Vec<Resource>,
    /// Where in the reader's own files a tool says that the error comes from.
    pub source: Option<Source>,
    /// The type of an instance: `ecs.g7.large`.
    pub instance_type: Option<String>,
    /// The RAM user, the RAM role and the API that the text names.
    pub user: Option<String>,
    pub role: Option<String>,
    pub api: Option<String>,
    /// The bucket of OSS, and the project of the log service.
    pub bucket: Option<String>,
    pub project: Option<String>,
    role_arn: Option<String>,
    product: Option<String>,
    quota_product: Option<String>,
    request_id: Option<String>,
}

impl Evidence {
    /// The evidence in the block of one error, which may still be wrapped as a log or a chat wrapped it.
    pub fn read(block: &str, about: &About) -> Self {
        let text = fields::unwrapped(&block[..block.floor_char_boundary(LONGEST)]);
        let (code, message) = (about.code.unwrap_or_default(), about.message.unwrap_or_default());
        let arn = resources::arns(&text).find(|arn| !arn.starts_with("acs:ram::") || is_about_ram(&text));
        let denied = Denied::read(&text, arn.and_then(foreign).as_deref());
        let names = Names::read(&text, message, denied.as_ref());
        let endpoint = place::endpoint(&text);
        let (parameter, value) = parameter::read(&text, code, message);
        let mut resources = resources::read(message, about.product);
        for resource in resources::read(&text, about.product) {
            if resources.iter().all(|known| known.id != resource.id) {
                resources.push(resource);
            }
        }
        let clock = Clock::read(&text, message, is_about_time(code, message));
        Self {
            denied,
            ec: place::oss_code(&text),
            recommend: place::recommended(&text).and_then(|page| foreign(&page)),
            region: place::region(&text, endpoint.as_deref()),
            endpoint,
            quota: quota::read(&text, code),
            parameter: parameter.and_then(foreign),
            value: value.and_then(foreign),
            clock,
            resources,
            source: Source::read(block),
            instance_type: names.instance_type,
            user: names.user,
            role: names.role,
            role_arn: names.role_arn,
            api: names.api,
            bucket: names.bucket,
            project: names.project,
            product: about.product.map(str::to_owned),
            quota_product: about.quota_product.map(str::to_owned),
            request_id: about.request_id.map(str::to_owned),
        }
    }

    /// The page that the error recommends, where it is one of the cloud's own. Whatever else a text recommends is no
    /// official page.
    pub fn official_page(&self) -> Option<&str> {
        self.recommend.as_deref().filter(|page| place::is_official(page))
    }

    pub fn denial(&self) -> Option<Denial> {
        self.denied.as_ref()?.reason
    }

    /// Completes the steps of an error: the policy that the denied action asks for, the clocks that differ, and the
    /// call that shows what is missing or in the wrong state.
    pub fn complete(&self, steps: &mut Vec<Step>, category: Option<Category>) {
        if let Some(denied) = &self.denied {
            denied.settle(steps);
        }
        // A policy for an unknown action would hold the placeholder, and allow nothing.
        let unknown = |action: &Text| **action == *Placeholder::Action.unknown();
        let is_vain = |act: &Act| matches!(act, Act::Policy(policy) if policy.actions.iter().any(unknown));
        steps.retain(|step| !step.act.as_ref().is_some_and(is_vain));
        if let Some(clock) = self.clock.as_ref().filter(|clock| clock.seconds.abs() > 1) {
            let text = Both { zh: Some(clock.said(Lang::Zh).into()), en: Some(clock.said(Lang::En).into()) };
            steps.insert(0, Step { text, origin: Origin::Project, act: None });
        }
        if matches!(category, Some(Category::NotFound | Category::State)) {
            steps.extend(self.look_up().filter(|step| !steps.iter().any(|known| known.act == step.act)));
        }
    }

    /// The call that shows the first resource, where no other step does.
    fn look_up(&self) -> Option<Step> {
        let (kind, command) =
            self.resources.iter().find_map(|own| Some((own.kind?, own.kind?.look_up()?)))?;
        let text = |lang| match lang {
            Lang::Zh => format!("在同一地域、同一账号下查这个{}：", kind.name(lang)),
            Lang::En => format!("Look the {} up in the same region and account:", kind.name(lang)),
        };
        let text = Both { zh: Some(text(Lang::Zh).into()), en: Some(text(Lang::En).into()) };
        let step = Step { text, origin: Origin::Project, act: Some(Act::Run(command.into())) };
        Some(remedies::filled(&step, self))
    }
}

impl Values for Evidence {
    fn value(&self, placeholder: Placeholder) -> Option<&str> {
        let denied = self.denied.as_ref();
        match placeholder {
            Placeholder::Region => self.region.as_deref(),
            Placeholder::Product => self.product.as_deref(),
            Placeholder::Action => denied?.action.as_deref(),
            Placeholder::Resource => denied?.resource.as_deref(),
            Placeholder::Instance => self.resources.iter().find(|own| own.kind.is_some()).map(|own| &*own.id),
            Placeholder::Parameter => self.parameter.as_deref(),
            Placeholder::Value => self.value.as_deref(),
            Placeholder::Endpoint => self.endpoint.as_deref(),
            Placeholder::ErrorCode => self.ec.as_deref(),
            Placeholder::RequestId => self.request_id.as_deref(),
            Placeholder::User => self.user.as_deref(),
            Placeholder::Role => self.role.as_deref(),
            Placeholder::Type => self.instance_type.as_deref(),
            Placeholder::Api => self.api.as_deref(),
            Placeholder::QuotaProduct => self.quota_product.as_deref(),
            Placeholder::Bucket => self.bucket.as_deref(),
            Placeholder::Project => self.project.as_deref(),
        }
    }

    fn argument(&self, placeholder: Placeholder, parameter: Parameter) -> Option<&str> {
        match placeholder {
            Placeholder::Instance => {
                let takes = |kind: &Kind| resources::takes(parameter.product, parameter.name, kind);
                let fits = |own: &&Resource| own.kind.is_some_and(takes);
                self.resources.iter().find(fits).map(|own| &*own.id)
            }
            Placeholder::Role if parameter.takes_role_arn() => self.role_arn.as_deref(),
            _ => self.value(placeholder),
        }
    }
}

/// Whether a name of an identity can be what the request was about, rather than who sent it.
fn is_about_ram(text: &str) -> bool {
    ["ram:", "sts:", "AssumeRole", "PassRole"].iter().any(|word| text.contains(word))
}

fn is_about_time(code: &str, message: &str) -> bool {
    let words = ["time", "expired", "skew"];
    let has = |text: &str| {
        let text = text.to_ascii_lowercase();
        words.iter().any(|word| text.contains(word))
    };
    has(code) || has(message)
}

#[cfg(test)]
mod tests;
