//! Steps of a remedy.

use std::borrow::Cow;

use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::origin::Origin;
use super::packed::{Packed, Packer, Unpacker, packed};
use super::text::{Both, Text};

/// One thing to do, in the order an engineer on call would do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub text: Both,
    pub origin: Origin,
    pub act: Option<Act>,
}

/// What a step offers to copy or to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// A command that runs as it stands.
    Run(Text),
    /// A RAM policy to grant.
    Policy(Policy),
    /// An address to open, on the Chinese site and on the international one.
    Open(Both),
    /// A wrong value and a right one.
    Example { wrong: Text, right: Text },
}

/// A RAM policy that allows some actions on some resources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    #[serde(rename = "action")]
    pub actions: Cow<'static, [Text]>,
    #[serde(rename = "resource")]
    pub resources: Cow<'static, [Text]>,
}

packed! {
    Step { text, origin, act }
    Policy { actions, resources }
}

impl Packed for Act {
    fn pack(&self, out: &mut Packer) {
        match self {
            Act::Run(command) => {
                out.number(0);
                command.pack(out);
            }
            Act::Policy(policy) => {
                out.number(1);
                policy.pack(out);
            }
            Act::Open(address) => {
                out.number(2);
                address.pack(out);
            }
            Act::Example { wrong, right } => {
                out.number(3);
                wrong.pack(out);
                right.pack(out);
            }
        }
    }

    fn unpack(from: &mut Unpacker) -> Self {
        match from.number() {
            0 => Act::Run(Text::unpack(from)),
            1 => Act::Policy(Policy::unpack(from)),
            2 => Act::Open(Both::unpack(from)),
            _ => Act::Example { wrong: Text::unpack(from), right: Text::unpack(from) },
        }
    }
}

/// The form that RAM takes: version, one statement that allows.
struct Document<'a>(&'a Policy);

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(rename_all = "PascalCase")]
        struct Statement<'a> {
            effect: &'static str,
            action: &'a [Text],
            resource: &'a [Text],
        }
        let Document(Policy { actions, resources }) = self;
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("Version", "1")?;
        map.serialize_entry(
            "Statement",
            &[Statement { effect: "Allow", action: actions, resource: resources }],
        )?;
        map.end()
    }
}

impl Policy {
    /// The policy as RAM's console and API take it, two blanks an indent.
    pub fn to_json(&self) -> String {
        // Strings under string keys always serialise.
        serde_json::to_string_pretty(&Document(self)).unwrap_or_default()
    }
}

/// The form of the JSON contract: `text` and `origin`, then `run`, `policy`, `open` and `example`, each `null` where it
/// does not apply.
#[derive(Serialize)]
struct StepOut<'a> {
    text: &'a Both,
    origin: Origin,
    run: Option<&'a Text>,
    policy: Option<Document<'a>>,
    open: Option<&'a Both>,
    example: Option<Example<'a>>,
}

#[derive(Serialize)]
struct Example<'a> {
    wrong: &'a Text,
    right: &'a Text,
}

impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = StepOut {
            text: &self.text,
            origin: self.origin,
            run: None,
            policy: None,
            open: None,
            example: None,
        };
        match &self.act {
            None => {}
            Some(Act::Run(command)) => out.run = Some(command),
            Some(Act::Policy(policy)) => out.policy = Some(Document(policy)),
            Some(Act::Open(address)) => out.open = Some(address),
            Some(Act::Example { wrong, right }) => out.example = Some(Example { wrong, right }),
        }
        out.serialize(serializer)
    }
}

#[derive(Deserialize)]
struct StepIn {
    text: Both,
    origin: Origin,
    #[serde(default)]
    run: Option<Text>,
    #[serde(default)]
    open: Option<Both>,
    #[serde(default)]
    example: Option<ExampleIn>,
}

#[derive(Deserialize)]
struct ExampleIn {
    wrong: Text,
    right: Text,
}

impl<'de> Deserialize<'de> for Step {
    /// Documents hold texts, commands, addresses and examples, but no policies.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let step = StepIn::deserialize(deserializer)?;
        let run = step.run.map(Act::Run);
        let open = || step.open.map(Act::Open);
        let example = || step.example.map(|e| Act::Example { wrong: e.wrong, right: e.right });
        Ok(Self { text: step.text, origin: step.origin, act: run.or_else(open).or_else(example) })
    }
}
