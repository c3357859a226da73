//! What the tools are asked. The comments are what an assistant reads in the tools' schemas.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::catalog::{Category, HttpStatus};

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Explain {
    /// The error code, in any letter case, such as InvalidVpcId.NotFound
    pub code: String,
    /// Only this product: its id, alias or name, such as Ecs
    #[serde(default)]
    pub product: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Words in English, Chinese or pinyin, part of a code, and filters such as status:404, product:slb, retry:never
    pub query: String,
    /// Only this product: its id, alias or name, such as Ecs
    #[serde(default)]
    pub product: Option<String>,
    /// Only this HTTP status
    #[serde(default)]
    pub status: Option<HttpStatus>,
    /// Only this kind of error
    #[serde(default)]
    pub category: Option<Category>,
    /// At most so many hits, 10 where it is not given; the answer's `total` counts all
    #[serde(default)]
    pub limit: Option<usize>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Diagnose {
    /// What an SDK, a command, Terraform or a log printed, as it is: whole errors, or lines around them
    pub text: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Products {}
