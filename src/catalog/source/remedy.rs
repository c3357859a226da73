//! Remedies: what an engineer on call would do about a code. The tables are `assets/remedies/*.toml`.

use std::borrow::Cow;
use std::cmp::Reverse;

use serde::Deserialize;

use super::family::{Narrowing, Subject};
use super::glob::Glob;
use super::origin::Origin;
use super::packed::{Packed, Packer, Table, Unpacker, packed};
use super::status::HttpStatus;
use super::step::{Act, Policy, Step};
use super::text::{Bilingual, Both, Text};
use super::verdict::{Category, Retry};

/// How a permission was refused, as `AccessDeniedDetail` tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Denial {
    /// No policy allows it.
    Implicit,
    /// A policy denies it.
    Explicit,
}

/// What to do about the errors of some codes.
#[derive(Debug, Clone)]
pub struct Remedy {
    pub id: Text,
    pub codes: Cow<'static, [Glob]>,
    /// Ids of families: the remedy is for all errors of these as well.
    pub families: Cow<'static, [Text]>,
    pub narrowing: Narrowing,
    pub denied: Option<Denial>,
    pub category: Option<Category>,
    pub retry: Option<Retry>,
    /// Why it happens, in a sentence.
    pub cause: Option<Bilingual>,
    pub advice: Option<Bilingual>,
    pub steps: Cow<'static, [RemedyStep]>,
}

/// A step whose placeholders are yet to be filled.
#[derive(Debug, Clone)]
pub struct RemedyStep {
    /// Shown only where the error tells these placeholders.
    pub needs: Cow<'static, [Placeholder]>,
    pub step: Step,
}

packed! {
    // Codes and families stand first: they are looked at where the rest is not.
    Remedy { codes, families, id, narrowing, denied, category, retry, cause, advice, steps }
    RemedyStep { needs, step }
}

impl Packed for Denial {
    fn pack(&self, out: &mut Packer) {
        out.number(*self as usize);
    }

    fn unpack(from: &mut Unpacker) -> Self {
        from.one_of(&[Denial::Implicit, Denial::Explicit])
    }
}

/// What an error may tell about its own remedy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Placeholder {
    Region,
    Product,
    Action,
    Resource,
    Instance,
    Parameter,
    Value,
    Endpoint,
    ErrorCode,
    RequestId,
    User,
    Role,
    Type,
    Api,
    QuotaProduct,
    Bucket,
    Project,
}

impl Packed for Placeholder {
    fn pack(&self, out: &mut Packer) {
        out.number(*self as usize);
    }

    fn unpack(from: &mut Unpacker) -> Self {
        from.one_of(&Self::ALL).0
    }
}

impl Placeholder {
    /// Each placeholder, its name between braces, and the capitals that stand for it where its value is not known.
    pub const ALL: [(Placeholder, &'static str, &'static str); 17] = [
        (Placeholder::Region, "region", "REGION_ID"),
        (Placeholder::Product, "product", "PRODUCT"),
        (Placeholder::Action, "action", "ACTION"),
        (Placeholder::Resource, "resource", "RESOURCE"),
        (Placeholder::Instance, "instance", "INSTANCE_ID"),
        (Placeholder::Parameter, "param", "PARAMETER"),
        (Placeholder::Value, "value", "VALUE"),
        (Placeholder::Endpoint, "endpoint", "ENDPOINT"),
        (Placeholder::ErrorCode, "ec", "EC"),
        (Placeholder::RequestId, "request_id", "REQUEST_ID"),
        (Placeholder::User, "user", "USER_NAME"),
        (Placeholder::Role, "role", "ROLE_NAME"),
        (Placeholder::Type, "type", "INSTANCE_TYPE"),
        (Placeholder::Api, "api", "API_NAME"),
        (Placeholder::QuotaProduct, "quota_product", "QUOTA_PRODUCT"),
        (Placeholder::Bucket, "bucket", "BUCKET"),
        (Placeholder::Project, "project", "PROJECT"),
    ];

    /// The placeholder of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, own, _)| *own == name).map(|(placeholder, ..)| placeholder)
    }

    /// What is written where the error does not give it: capitals, for `<…>` in a copied command would redirect.
    pub fn unknown(self) -> &'static str {
        let row = Self::ALL.into_iter().find(|(placeholder, ..)| *placeholder == self);
        // The table above has a row for each.
        row.map_or("", |(.., unknown)| unknown)
    }
}

/// What of an error decides which remedy it gets.
#[derive(Debug, Clone, Copy, Default)]
pub struct Case<'a> {
    pub subject: Subject<'a>,
    /// The id of its family.
    pub family: Option<&'a str>,
    pub denied: Option<Denial>,
}

impl Remedy {
    fn fits(&self, code: &str, case: &Case) -> bool {
        let named = self.codes.iter().any(|glob| glob.matches(code));
        let of_family = || case.family.is_some_and(|family| self.families.iter().any(|own| *own == *family));
        (named || of_family()) && self.admits(case)
    }

    fn admits(&self, case: &Case) -> bool {
        self.denied.is_none_or(|denied| case.denied == Some(denied)) && self.narrowing.admits(&case.subject)
    }

    /// Which conditions a remedy has, as a rank: the one with the narrowest conditions is the most specific.
    fn specificity(&self) -> (bool, bool, bool, bool, bool) {
        let exact = self.codes.iter().any(|glob| glob.pieces.len() == 1);
        (
            self.denied.is_some(),
            !self.narrowing.messages.is_empty(),
            !self.narrowing.products.is_empty(),
            exact,
            !self.codes.is_empty() || !self.narrowing.statuses.is_empty(),
        )
    }
}

/// Puts remedies into the order in which they are tried: the most specific first, equals as they are written.
pub fn sort(remedies: &mut [Remedy]) {
    remedies.sort_by_key(|remedy| Reverse(remedy.specificity()));
}

/// The place of the remedy for an error.
pub fn find(remedies: &Table<Remedy>, case: &Case) -> Option<usize> {
    let code = case.subject.code.to_lowercase();
    let fits = |&at: &usize| match remedies.unread(at) {
        Some(mut row) => {
            let named = Glob::any_of(&mut row, &code);
            let mut of_family =
                || case.family.is_some_and(|family| (0..row.number()).any(|_| row.string() == family));
            (named || of_family()) && remedies.get(at).admits(case)
        }
        None => remedies.get(at).fits(&code, case),
    };
    (0..remedies.len()).find(fits)
}

/// A remedy as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemedyRow {
    pub id: String,
    #[serde(default)]
    pub codes: Vec<String>,
    #[serde(default)]
    pub families: Vec<Text>,
    #[serde(default)]
    pub statuses: Vec<HttpStatus>,
    #[serde(default)]
    pub messages: Vec<String>,
    #[serde(default)]
    pub products: Vec<Text>,
    pub denied: Option<Denial>,
    pub category: Option<Category>,
    pub retry: Option<Retry>,
    pub cause: Option<Bilingual>,
    pub advice: Option<Bilingual>,
    #[serde(default, rename = "step")]
    pub steps: Vec<StepRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepRow {
    pub zh: String,
    pub en: String,
    #[serde(default)]
    pub needs: Vec<String>,
    pub run: Option<String>,
    pub policy: Option<Policy>,
    pub open: Option<Bilingual>,
    pub example: Option<ExampleRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExampleRow {
    pub wrong: String,
    pub right: String,
}

/// A file of `assets/remedies`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemediesFile {
    pub remedy: Vec<RemedyRow>,
}

impl RemedyRow {
    /// The remedy, checked.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence.
    pub fn check(self) -> Result<Remedy, String> {
        let id = self.id.clone();
        let fault = |what: String| format!("remedy {id}: {what}");
        if self.codes.is_empty() && self.families.is_empty() {
            return Err(fault("names neither codes nor families".to_owned()));
        }
        if self.steps.is_empty() || self.steps.len() > 4 {
            return Err(fault("has no steps, or more than four".to_owned()));
        }
        let steps =
            self.steps.into_iter().map(StepRow::check).collect::<Result<Vec<_>, _>>().map_err(fault)?;
        Ok(Remedy {
            id: self.id.into(),
            codes: self.codes.iter().map(|glob| Glob::new(glob)).collect(),
            families: self.families.into(),
            narrowing: Narrowing::new(self.statuses, &self.messages, self.products),
            denied: self.denied,
            category: self.category,
            retry: self.retry,
            cause: self.cause,
            advice: self.advice,
            steps: steps.into(),
        })
    }
}

impl StepRow {
    fn check(self) -> Result<RemedyStep, String> {
        let needs = self
            .needs
            .iter()
            .map(|name| Placeholder::named(name).ok_or(format!("unknown placeholder {name}")));
        let needs = needs.collect::<Result<Vec<_>, _>>()?;
        let acts = [self.run.is_some(), self.policy.is_some(), self.open.is_some(), self.example.is_some()];
        if acts.into_iter().filter(|&act| act).count() > 1 {
            return Err("a step has more than one of run, policy, open, example".to_owned());
        }
        let run = self
            .run
            .map(|command| checked_command(&command).map(|()| Act::Run(command.into())))
            .transpose()?;
        let policy =
            self.policy.map(|policy| checked_policy(&policy).map(|()| Act::Policy(policy))).transpose()?;
        let open =
            self.open.map(|both| checked_address(&both).map(|()| Act::Open(both.into()))).transpose()?;
        let example = self.example.map(|e| Act::Example { wrong: e.wrong.into(), right: e.right.into() });
        for text in [&self.zh, &self.en] {
            if text.trim().is_empty() {
                return Err("a step has an empty text".to_owned());
            }
            checked_placeholders(text)?;
        }
        let text = Both { zh: Some(self.zh.into()), en: Some(self.en.into()) };
        let step = Step { text, origin: Origin::Project, act: run.or(policy).or(open).or(example) };
        Ok(RemedyStep { needs: needs.into(), step })
    }
}

/// The programs that steps may run.
const PROGRAMS: [&str; 12] = [
    "aliyun",
    "ossutil",
    "date",
    "timedatectl",
    "chronyc",
    "dig",
    "curl",
    "openssl",
    "nslookup",
    "env",
    "kubectl",
    "docker",
];

fn checked_command(command: &str) -> Result<(), String> {
    let program = command.split_whitespace().next().unwrap_or_default();
    if !PROGRAMS.contains(&program) {
        return Err(format!("{program} is none of the programs that steps run"));
    }
    if command.contains(['\n', '<', '>']) || command.matches('\'').count() % 2 == 1 {
        return Err(format!("{command}: a line break, a redirection or an open quote"));
    }
    checked_placeholders(command)
}

fn checked_policy(policy: &Policy) -> Result<(), String> {
    for action in policy.actions.iter() {
        let named =
            action.split_once(':').is_some_and(|(service, action)| !service.is_empty() && !action.is_empty());
        if !named && &**action != "{action}" {
            return Err(format!("{action} has not the form service:Action"));
        }
    }
    policy.actions.iter().chain(policy.resources.iter()).try_for_each(|text| checked_placeholders(text))
}

fn checked_address(both: &Bilingual) -> Result<(), String> {
    for address in [&both.zh, &both.en] {
        if !address.starts_with("https://") || address.contains(char::is_whitespace) {
            return Err(format!("{address} is no https address"));
        }
        checked_placeholders(address)?;
    }
    Ok(())
}

/// Every `{word}` must be a known placeholder. JSON has braces, too, but not around a single word.
fn checked_placeholders(text: &str) -> Result<(), String> {
    for (at, _) in text.match_indices('{') {
        let Some((name, _)) = text[at + 1..].split_once('}') else { continue };
        let is_word = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if is_word && Placeholder::named(name).is_none() {
            return Err(format!("unknown placeholder {{{name}}}"));
        }
    }
    Ok(())
}
