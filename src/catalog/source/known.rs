//! The table of products, `assets/products.toml`: what products are called, and what shows that an error is theirs.

use serde::Deserialize;

use super::record::ProductRecord;
use super::text::{Bilingual, Text};

/// A product that the table knows.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownProduct {
    /// The OpenAPI product code, or an id of ours.
    pub id: Text,
    /// What it is called today.
    pub name: Bilingual,
    /// What it was called before, in either language.
    #[serde(default)]
    pub formerly: Vec<Text>,
    /// What people call it.
    #[serde(default)]
    pub said: Vec<Text>,
    /// Words that find it as well, though another product is called so.
    #[serde(default)]
    pub also: Vec<Text>,
    /// The heading that it stands under in the tree.
    pub group: Bilingual,
    /// First labels of its API hosts: `slb` of `slb.aliyuncs.com`.
    #[serde(default)]
    pub hosts: Vec<Text>,
    /// Heads of the names of its Terraform resources, behind `alicloud_`; the longest that fits tells the product.
    #[serde(default)]
    pub terraform: Vec<Text>,
    /// Parts of the names of its SDK packages.
    #[serde(default)]
    pub sdk: Vec<Text>,
    /// Quota Center's code of it.
    pub quota: Option<Text>,
}

/// `assets/products.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductsFile {
    pub product: Vec<KnownProduct>,
}

impl From<ProductRecord> for KnownProduct {
    /// A product of a user's file that the table does not know.
    fn from(record: ProductRecord) -> Self {
        let by_id = Bilingual { zh: record.id.clone(), en: record.id.clone() };
        Self {
            name: record.name.unwrap_or(by_id),
            id: record.id,
            formerly: Vec::new(),
            said: record.aliases,
            also: Vec::new(),
            group: record.group.unwrap_or(Bilingual::fixed("其他", "Other")),
            hosts: record.hosts,
            terraform: Vec::new(),
            sdk: Vec::new(),
            quota: None,
        }
    }
}
