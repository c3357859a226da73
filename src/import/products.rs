//! The list of products, `products.json`: what each is called, and which versions of its API there are.

use std::collections::HashMap;

use serde::Deserialize;

use super::language::has_han;
use crate::catalog::{Bilingual, ProductRecord, Text};

/// The most bytes that a list may have; that of 317 products has 80,000.
pub const LARGEST: u64 = 20_000_000;

/// A product of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The OpenAPI product code.
    pub code: String,
    pub name: Bilingual,
    pub short_name: Option<String>,
    pub group: Option<Bilingual>,
    pub versions: Vec<String>,
    default_version: Option<String>,
}

impl Listed {
    /// A product that is in no list.
    pub fn of_code(code: String, versions: Vec<String>) -> Self {
        let name = Bilingual { zh: (&*code).into(), en: (&*code).into() };
        Self { code, name, short_name: None, group: None, versions, default_version: None }
    }

    /// The version whose errors are taken: the default one, else the newest.
    pub fn version(&self) -> Option<&str> {
        self.default_version.as_deref().or_else(|| self.versions.iter().max().map(String::as_str))
    }

    /// Writes the product's names into a catalogue file.
    pub fn describe(&self, product: &mut ProductRecord) {
        if *self.name.zh != *self.code || product.name.is_none() {
            product.name = Some(self.name.clone());
        }
        product.group = self.group.clone().or(product.group.take());
        let known = |word: &str| product.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(word));
        if let Some(word) = self.short_name.as_deref().filter(|word| !known(word)) {
            product.aliases.push(word.into());
        }
    }
}

/// Adds first labels of a product's API hosts to what a catalogue file has of them.
pub fn add_hosts(product: &mut ProductRecord, hosts: Vec<String>) {
    for host in hosts {
        if !product.hosts.iter().any(|known| **known == *host) {
            product.hosts.push(host.into());
        }
    }
}

/// Reads the list in Chinese, in English or in both. A product without a code is left out.
///
/// # Errors
/// Where a text is not JSON of this shape.
pub fn read(zh: Option<&str>, en: Option<&str>) -> Result<Vec<Listed>, serde_json::Error> {
    let zh = zh.map(parse).transpose()?.unwrap_or_default();
    let en = en.map(parse).transpose()?.unwrap_or_default();
    let english: HashMap<&str, &Item> = en.iter().map(|item| (&*item.code, item)).collect();
    let chinese: HashMap<&str, &Item> = zh.iter().map(|item| (&*item.code, item)).collect();
    let only_english = en.iter().filter(|item| !chinese.contains_key(&*item.code));
    let all = zh.iter().chain(only_english).filter(|item| !item.code.trim().is_empty());
    Ok(all.map(|item| listed(item, english.get(&*item.code).copied().unwrap_or(item))).collect())
}

fn listed(zh: &Item, en: &Item) -> Listed {
    let word = |text: &Option<String>| {
        text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let code = zh.code.trim().to_owned();
    let [name, english_name] = [zh, en].map(|item| word(&item.name));
    let name = Bilingual {
        zh: name.clone().or_else(|| english_name.clone()).unwrap_or_else(|| code.clone()).into(),
        en: english_name.or(name).unwrap_or_else(|| code.clone()).into(),
    };
    Listed {
        name,
        short_name: word(&en.short_name).or_else(|| word(&zh.short_name)),
        group: group(word(&zh.category), word(&en.category)),
        versions: zh.versions.clone(),
        default_version: word(&zh.default_version),
        code,
    }
}

/// A heading of the tree; those of the list stand in both languages or not at all.
fn group(zh: Option<String>, en: Option<String>) -> Option<Bilingual> {
    let (zh, en) = (zh?, en?);
    let is_heading = has_han(&zh) && !has_han(&en) && zh != "其他";
    (is_heading || zh == en).then(|| Bilingual { zh: spaced(&zh), en: en.into() })
}

/// `网络与CDN`: the catalogue's own headings have a blank between the two scripts.
fn spaced(text: &str) -> Text {
    let mut spaced = String::with_capacity(text.len() + 2);
    let mut before: Option<char> = None;
    for c in text.chars() {
        let scripts_meet = before.is_some_and(|before| {
            before.is_ascii_alphanumeric() && has_han(c.encode_utf8(&mut [0; 4]))
                || c.is_ascii_alphanumeric() && has_han(before.encode_utf8(&mut [0; 4]))
        });
        if scripts_meet {
            spaced.push(' ');
        }
        spaced.push(c);
        before = Some(c);
    }
    spaced.into()
}

fn parse(text: &str) -> Result<Vec<Item>, serde_json::Error> {
    serde_json::from_str(text.trim_start_matches('\u{feff}'))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    #[serde(default)]
    code: String,
    name: Option<String>,
    short_name: Option<String>,
    #[serde(rename = "category2Name")]
    category: Option<String>,
    #[serde(default)]
    versions: Vec<String>,
    default_version: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZH: &str = r#"[
      {"code": "Pets", "name": "宠物", "shortName": "PET", "group": "动物", "category2Name": "动物与CDN",
       "versions": ["2020-01-01", "2024-01-01"], "defaultVersion": "2020-01-01"},
      {"code": "plants", "name": "植物", "versions": ["2021-01-01", "2023-01-01"]},
      {"name": "没有代码"}]"#;

    #[test]
    fn products_are_named_in_both_languages() {
        let en = ZH.replace("宠物", "Pets").replace("动物与CDN", "Animals").replace("\"植物\"", "\"\"");
        let products = read(Some(ZH), Some(&en)).unwrap();
        assert_eq!(products.len(), 2, "one without a code is none");
        let pets = &products[0];
        assert_eq!((&*pets.name.zh, &*pets.name.en, pets.version()), ("宠物", "Pets", Some("2020-01-01")));
        let mut record = ProductRecord::of_id("Pets");
        pets.describe(&mut record);
        pets.describe(&mut record);
        assert_eq!(record.group, Some(Bilingual { zh: "动物与 CDN".into(), en: "Animals".into() }));
        assert_eq!(record.aliases, [Text::from("PET")]);
        let plants = &products[1];
        assert_eq!((&*plants.name.en, plants.version()), ("植物", Some("2023-01-01")), "the newest");
        assert_eq!(plants.group, None);
    }

    #[test]
    fn one_language_will_do_and_other_json_is_none() {
        assert_eq!(read(None, Some(ZH)).unwrap().len(), 2);
        assert_eq!(read(Some("[]"), Some(ZH)).unwrap().len(), 2);
        assert!(read(Some("{}"), None).is_err());
    }
}
