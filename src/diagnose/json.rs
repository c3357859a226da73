//! The JSON of a finding: what was read, the verdict, the evidence, and the entries that it may be.

use serde::Serialize;

use super::evidence::{Clock, Denied, Evidence, Resource, Source, reason_name};
use super::finding::{Finding, Match};
use super::verdict::Verdict;
use crate::catalog::{BothJson, Catalog, Category, Derived, EntryJson, HttpStatus, Retry, Step};
use crate::lang::Lang;

/// A field that does not apply is `null`, never left out.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "mcp", derive(schemars::JsonSchema))]
pub struct FindingJson<'a> {
    code: Option<&'a str>,
    message: Option<&'a str>,
    status: Option<HttpStatus>,
    product: Option<&'a str>,
    request_id: Option<&'a str>,
    file: Option<&'a str>,
    line: usize,
    count: usize,
    first_seen: Option<&'a str>,
    last_seen: Option<&'a str>,
    known: bool,
    #[serde(flatten)]
    said: SaidJson,
    url: Option<BothJson<String>>,
    near: &'a [String],
    denied: Option<DeniedJson<'a>>,
    ec: Option<&'a str>,
    recommend: Option<&'a str>,
    evidence: EvidenceJson<'a>,
    matches: Vec<MatchJson<'a>>,
}

/// What is said of an error, with its entry or without.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "mcp", derive(schemars::JsonSchema))]
pub struct SaidJson {
    meaning: Option<BothJson<String>>,
    category: Option<Category>,
    retry: Option<Retry>,
    advice: Option<BothJson<String>>,
    steps: Vec<Step>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "mcp", derive(schemars::JsonSchema))]
struct DeniedJson<'a> {
    action: Option<&'a str>,
    resource: Option<&'a str>,
    principal: Option<&'a str>,
    principal_type: Option<&'a str>,
    reason: Option<&'static str>,
    policy_type: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "mcp", derive(schemars::JsonSchema))]
struct EvidenceJson<'a> {
    endpoint: Option<&'a str>,
    region: Option<&'a str>,
    quota: Option<&'a str>,
    parameter: Option<&'a str>,
    value: Option<&'a str>,
    clock: Option<ClockJson<'a>>,
    resources: Vec<ResourceJson<'a>>,
    source: Option<SourceJson<'a>>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "mcp", derive(schemars::JsonSchema))]
struct SourceJson<'a> {
    file: &'a str,
    line: usize,
    address: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "mcp", derive(schemars::JsonSchema))]
struct ClockJson<'a> {
    server: &'a str,
    request: &'a str,
    seconds: i64,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "mcp", derive(schemars::JsonSchema))]
struct ResourceJson<'a> {
    kind: &'static str,
    id: &'a str,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "mcp", derive(schemars::JsonSchema))]
struct MatchJson<'a> {
    quality: &'static str,
    status_differs: bool,
    #[cfg_attr(feature = "mcp", schemars(with = "std::collections::BTreeMap<String, String>"))]
    params: Params<'a>,
    entry: EntryJson<'a>,
}

impl<'a> FindingJson<'a> {
    pub fn new(catalog: &'a Catalog, finding: &'a Finding, file: Option<&'a str>) -> Self {
        let matched = |found: &'a Match| MatchJson {
            quality: found.quality.id(),
            status_differs: found.status_differs,
            params: Params(&found.params),
            entry: EntryJson::new(catalog.entry(found.entry)),
        };
        let evidence = &finding.evidence;
        Self {
            code: finding.code.as_deref(),
            message: finding.message.as_deref(),
            status: finding.status,
            product: finding.product.as_deref(),
            request_id: finding.request_id.as_deref(),
            file,
            line: finding.line,
            count: finding.count,
            first_seen: finding.first_seen.as_deref(),
            last_seen: finding.last_seen.as_deref(),
            known: finding.is_known(),
            said: finding.verdict(catalog).into(),
            url: BothJson::of(|lang| finding.page(catalog, lang)),
            near: &finding.near,
            denied: evidence.denied.as_ref().map(DeniedJson::from),
            ec: evidence.ec.as_deref(),
            recommend: evidence.recommend.as_deref(),
            evidence: evidence.into(),
            matches: finding.matches.iter().map(matched).collect(),
        }
    }
}

impl From<Verdict<'_>> for SaidJson {
    fn from(verdict: Verdict) -> Self {
        Self {
            meaning: BothJson::of(|lang| verdict.meaning(lang).map(|said| said.text.to_string())),
            category: verdict.category,
            retry: verdict.retry,
            advice: BothJson::of(|lang| Some(verdict.advice.as_ref()?.get(lang)?.to_owned())),
            steps: verdict.steps,
        }
    }
}

impl From<&Derived> for SaidJson {
    fn from(derived: &Derived) -> Self {
        let meaning = |lang: Lang| Some(derived.meaning.as_ref()?.get(lang).to_owned());
        Self {
            meaning: BothJson::of(meaning),
            category: derived.category,
            retry: derived.retry,
            advice: BothJson::of(|lang| Some(derived.advice?.get(lang)?.to_owned())),
            steps: derived.steps.clone(),
        }
    }
}

impl<'a> From<&'a Denied> for DeniedJson<'a> {
    fn from(denied: &'a Denied) -> Self {
        Self {
            action: denied.action.as_deref(),
            resource: denied.resource.as_deref(),
            principal: denied.principal.as_deref(),
            principal_type: denied.principal_type.as_deref(),
            reason: denied.reason.map(reason_name),
            policy_type: denied.policy_type.as_deref(),
        }
    }
}

impl<'a> From<&'a Evidence> for EvidenceJson<'a> {
    fn from(evidence: &'a Evidence) -> Self {
        let clock = |clock: &'a Clock| ClockJson {
            server: &clock.server,
            request: &clock.request,
            seconds: clock.seconds,
        };
        let source =
            |own: &'a Source| SourceJson { file: &own.file, line: own.line, address: own.address.as_deref() };
        let resource = |own: &'a Resource| ResourceJson { kind: own.kind_name(Lang::En), id: &own.id };
        Self {
            endpoint: evidence.endpoint.as_deref(),
            region: evidence.region.as_deref(),
            quota: evidence.quota.as_deref(),
            parameter: evidence.parameter.as_deref(),
            value: evidence.value.as_deref(),
            clock: evidence.clock.as_ref().map(clock),
            resources: evidence.resources.iter().map(resource).collect(),
            source: evidence.source.as_ref().map(source),
        }
    }
}

/// Placeholders and what they stand for, as an object in the order of the message. A placeholder that stands in it
/// twice keeps its first value: an object has each name once.
#[derive(Debug)]
struct Params<'a>(&'a [(String, String)]);

impl Serialize for Params<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let first = |at: usize, name: &str| self.0[..at].iter().all(|(earlier, _)| earlier != name);
        let params = self.0.iter().enumerate().filter(|(at, (name, _))| first(*at, name));
        serializer.collect_map(params.map(|(_, (name, value))| (name, value)))
    }
}
