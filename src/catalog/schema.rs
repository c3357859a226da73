//! The JSON schemas of what entries are made of, beside the types that print it.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::json::BothJson;
use super::source::origin::Origin;
use super::source::record::Supplier;
use super::source::status::HttpStatus;
use super::source::step::Step;
use super::source::verdict::{Category, Retry};

/// Types that are printed as one of their ids.
macro_rules! ids {
    ($($type:ident),*) => {$(
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "enum": $type::ALL.map($type::id) })
            }
        }
    )*};
}

ids!(Category, Origin, Retry, Supplier);

impl JsonSchema for HttpStatus {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "HttpStatus".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 100, "maximum": 599 })
    }
}

impl JsonSchema for Step {
    fn schema_name() -> Cow<'static, str> {
        "Step".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let text = generator.subschema_for::<BothJson<String>>();
        let open = generator.subschema_for::<Option<BothJson<String>>>();
        let origin = generator.subschema_for::<Origin>();
        json_schema!({
            "description": "One thing to do; at most one of run, policy, open and example is there",
            "type": "object",
            "properties": {
                "text": text,
                "origin": origin,
                "run": { "type": ["string", "null"], "description": "A command" },
                "policy": { "type": ["object", "null"], "description": "A RAM policy to grant" },
                "open": open,
                "example": {
                    "type": ["object", "null"],
                    "properties": { "wrong": { "type": "string" }, "right": { "type": "string" } },
                    "required": ["wrong", "right"],
                },
            },
            "required": ["text", "origin", "run", "policy", "open", "example"],
        })
    }
}
