//! Remedies: the steps an engineer on call would take, filled with what an error tells about itself.
//!
//! The tables are `assets/remedies/*.toml`, which the build checks and makes into the table below.

pub use super::source::remedy::{Case, Denial, Placeholder, Remedy};

use super::product::Product;
use super::rules::{REMEDIES, Rules, Subject};
use super::source::packed::Table;
use super::source::remedy::{self, RemedyStep};
use super::source::step::{Act, Policy, Step};
use super::source::text::{Both, Text};
use super::url;

static EMBEDDED: Table<Remedy> = Table::packed(
    REMEDIES,
    include_bytes!(concat!(env!("OUT_DIR"), "/remedies.rows")),
    include_str!(concat!(env!("OUT_DIR"), "/remedies.text")),
);

/// Every remedy, the most specific first.
pub(super) fn all() -> &'static Table<Remedy> {
    &EMBEDDED
}

/// What an error tells about its own remedy.
pub trait Values {
    /// The value of a placeholder, where the error tells it. It is foreign text.
    fn value(&self, placeholder: Placeholder) -> Option<&str>;

    /// The value of a placeholder that is the argument of a command's parameter: not every resource's id fits each.
    fn argument(&self, placeholder: Placeholder, parameter: Parameter) -> Option<&str> {
        let _ = parameter;
        self.value(placeholder)
    }
}

/// A parameter of a command of `aliyun`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter<'a> {
    /// The product, as the command names it.
    pub product: &'a str,
    /// Without `--` and numbers: `InstanceIds` of `--InstanceIds.1`.
    pub name: &'a str,
}

impl<'a> Parameter<'a> {
    /// The last parameter named in the start of a command: what comes next is its argument.
    pub(super) fn last_of(command: &'a str) -> Option<Self> {
        let mut words = command.split_whitespace();
        let product = words.next().filter(|program| *program == "aliyun").and(words.next())?;
        let name = words.rev().find_map(|word| word.strip_prefix("--"))?;
        let numbered = |part: &&str| !part.bytes().all(|b| b.is_ascii_digit());
        Some(Self { product, name: name.split('.').rfind(numbered)? })
    }

    /// Whether its value is the ARN of a role, not the name.
    pub fn takes_role_arn(self) -> bool {
        self.name.eq_ignore_ascii_case("RoleArn")
    }
}

/// An error that tells nothing: every placeholder stays.
pub struct NoValues;

impl Values for NoValues {
    fn value(&self, _: Placeholder) -> Option<&str> {
        None
    }
}

/// The values of an error, and its product where something else than the error tells it.
pub struct OfProduct<'a> {
    pub product: Product<'a>,
    pub rest: &'a dyn Values,
}

impl Values for OfProduct<'_> {
    fn value(&self, placeholder: Placeholder) -> Option<&str> {
        self.rest.value(placeholder).or_else(|| match placeholder {
            Placeholder::Product => self.product.command(),
            Placeholder::QuotaProduct => self.product.quota(),
            _ => None,
        })
    }

    fn argument(&self, placeholder: Placeholder, parameter: Parameter) -> Option<&str> {
        match placeholder {
            Placeholder::Product | Placeholder::QuotaProduct => self.value(placeholder),
            _ => self.rest.argument(placeholder, parameter),
        }
    }
}

/// The remedy for an error, documented or not.
pub fn of(subject: &Subject, denied: Option<Denial>) -> Option<&'static Remedy> {
    let family = Rules::embedded().judge(subject).map(|family| &*family.id);
    remedy::find(all(), &Case { subject: *subject, family, denied }).map(|at| all().get(at))
}

impl Remedy {
    /// The steps, their placeholders filled.
    pub fn filled(&self, values: &dyn Values) -> Vec<Step> {
        let told = |step: &&RemedyStep| step.needs.iter().all(|&needed| values.value(needed).is_some());
        self.steps.iter().filter(told).map(|step| filled(&step.step, values)).collect()
    }
}

/// A step with its placeholders filled. What goes into a command, an address or a policy is bound by its form.
pub fn filled(step: &Step, values: &dyn Values) -> Step {
    let text = |text: &Text, form: Form| Text::from(fill_text(text, values, form));
    let both = |both: &Both, form: Form| Both {
        zh: both.zh.as_ref().map(|zh| text(zh, form)),
        en: both.en.as_ref().map(|en| text(en, form)),
    };
    let texts = |texts: &[Text]| texts.iter().map(|own| text(own, Form::Json)).collect();
    let act = step.act.as_ref().map(|act| match act {
        Act::Run(command) => Act::Run(text(command, Form::Command)),
        Act::Policy(policy) => {
            Act::Policy(Policy { actions: texts(&policy.actions), resources: texts(&policy.resources) })
        }
        Act::Open(address) => Act::Open(both(address, Form::Address)),
        Act::Example { wrong, right } => {
            Act::Example { wrong: text(wrong, Form::Sentence), right: text(right, Form::Sentence) }
        }
    });
    Step { text: both(&step.text, Form::Sentence), origin: step.origin, act }
}

/// Where a value is filled in, and with that, which values are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Sentence,
    /// A shell's word: no character of the value may end or expand it.
    Command,
    /// Percent-encoded.
    Address,
    /// A string that the serialiser escapes.
    Json,
}

/// The text with its placeholders filled; what is not known, or may not stand there, is written in capitals.
fn fill_text(text: &str, values: &dyn Values, form: Form) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        filled.push_str(&rest[..open]);
        let name = rest[open + 1..].split_once('}').map(|(name, _)| name);
        let Some((name, placeholder)) = name.and_then(|name| Some((name, Placeholder::named(name)?))) else {
            filled.push('{');
            rest = &rest[open + 1..];
            continue;
        };
        let parameter = if form == Form::Command { Parameter::last_of(&filled) } else { None };
        let value = match parameter {
            Some(parameter) => values.argument(placeholder, parameter),
            None => values.value(placeholder),
        };
        let value = value.filter(|value| form != Form::Command || is_plain_word(value));
        let id = parameter.map(|parameter| parameter.name).filter(|_| placeholder == Placeholder::Instance);
        let unknown = id.and_then(unknown_id).unwrap_or_else(|| placeholder.unknown().to_owned());
        match (value, form) {
            (None, Form::Json) if matches!(placeholder, Placeholder::Resource) => filled.push('*'),
            (None, _) => {
                // A bare name is refused where an ARN is asked for.
                if parameter.is_some_and(Parameter::takes_role_arn) {
                    filled.push_str("acs:ram::ACCOUNT_ID:role/");
                }
                filled.push_str(&unknown);
            }
            (Some(value), Form::Address) => filled.push_str(&url::encode(value)),
            (Some(value), Form::Command) if placeholder == Placeholder::Product => {
                filled.push_str(&value.to_ascii_lowercase());
            }
            (Some(value), _) => filled.push_str(value),
        }
        rest = &rest[open + name.len() + 2..];
    }
    filled.push_str(rest);
    filled
}

/// What is written for an id that is not known, by the parameter that takes it: `VPC_ID` for `VpcId`.
pub(super) fn unknown_id(parameter: &str) -> Option<String> {
    let name = parameter.strip_suffix('s').unwrap_or(parameter);
    let letters: Vec<char> = name.ends_with("Id").then(|| name.chars().collect())?;
    let mut capitals = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let upper = |at: usize| letters.get(at).is_some_and(char::is_ascii_uppercase);
        // `DBInstanceId` has an abbreviation before a word, `VSwitchId` a letter that belongs to it.
        let starts = upper(at) && at > 0 && (!upper(at - 1) || (at > 1 && upper(at - 2) && !upper(at + 1)));
        if starts {
            capitals.push('_');
        }
        capitals.push(letter.to_ascii_uppercase());
    }
    Some(capitals)
}

/// Whether a foreign text may stand in a command: it is one word, no option, and holds nothing that a shell interprets.
pub(super) fn is_plain_word(value: &str) -> bool {
    !value.is_empty()
        && !value.starts_with('-')
        && value.bytes().all(|b| b.is_ascii_alphanumeric() || b"._:/@-".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct All(&'static str);

    impl Values for All {
        fn value(&self, _: Placeholder) -> Option<&str> {
            Some(self.0)
        }
    }

    #[test]
    fn foreign_values_never_become_commands() {
        for hostile in
            ["$(reboot)", "a b", "-rf", "x;y", "`id`", "a'b", "x\ny", "&&", "<a>", "*", "~", "%s\\"]
        {
            let command = fill_text("aliyun ecs Stop --RegionId {region}", &All(hostile), Form::Command);
            assert_eq!(command, "aliyun ecs Stop --RegionId REGION_ID", "{hostile}");
            let address = fill_text("https://x.example/?q={ec}", &All(hostile), Form::Address);
            let query = &address["https://x.example/?q=".len()..];
            assert!(query.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~%".contains(&b)), "{address}");
        }
        assert_eq!(fill_text("--R {region}", &All("cn-hangzhou"), Form::Command), "--R cn-hangzhou");
    }

    #[test]
    fn an_unknown_role_arn_keeps_the_form_of_an_arn() {
        let filled = |command| fill_text(command, &NoValues, Form::Command);
        assert_eq!(
            filled("aliyun sts AssumeRole --RoleArn {role}"),
            "aliyun sts AssumeRole --RoleArn acs:ram::ACCOUNT_ID:role/ROLE_NAME"
        );
        assert_eq!(filled("aliyun ram GetRole --RoleName {role}"), "aliyun ram GetRole --RoleName ROLE_NAME");
    }

    #[test]
    fn an_unknown_id_is_called_what_its_parameter_is() {
        for (parameter, unknown) in [
            ("VpcId", "VPC_ID"),
            ("VSwitchId", "VSWITCH_ID"),
            ("DBInstanceId", "DB_INSTANCE_ID"),
            ("InstanceIds.1", "INSTANCE_ID"),
            ("Value", "INSTANCE_ID"),
        ] {
            let command =
                fill_text(&format!("aliyun x Y --{parameter} {{instance}}"), &NoValues, Form::Command);
            assert_eq!(command, format!("aliyun x Y --{parameter} {unknown}"));
        }
    }

    #[test]
    fn what_is_no_placeholder_stays() {
        assert_eq!(fill_text("'{\"a\":{region}}' {b}", &NoValues, Form::Command), "'{\"a\":REGION_ID}' {b}");
    }

    #[test]
    fn a_policy_without_a_known_resource_allows_any() {
        assert_eq!(fill_text("{resource}", &NoValues, Form::Json), "*");
        assert_eq!(fill_text("{action}", &NoValues, Form::Json), "ACTION");
    }
}
