//! The official metadata of a product's API, `api-docs.json`, as rows.
//!
//! Errors are listed at each API, by status; newer files also have one list of all errors. A file is in one language:
//! the two files of a version have the descriptions in Chinese and in English.

use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;
use std::path::{Component, Path, PathBuf};

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::language::has_han;
use super::markup::{one_line, plain_html};
use super::row::{Role, Row, Source};

/// A file that is no API metadata.
#[derive(Debug, thiserror::Error)]
pub enum NotMetadata {
    #[error("not JSON: {0}")]
    Json(serde_json::Error),
    #[error("no metadata of an API: line {line}, column {column} is not what such a file holds there")]
    Shape { line: usize, column: usize },
    #[error("no metadata of an API: it has neither `apis` nor `errorCodes`")]
    Other,
}

impl From<serde_json::Error> for NotMetadata {
    fn from(error: serde_json::Error) -> Self {
        // The parser's own message would name this program's types.
        if error.is_data() {
            Self::Shape { line: error.line(), column: error.column() }
        } else {
            Self::Json(error)
        }
    }
}

/// What a product's metadata says.
#[derive(Debug, Default)]
pub struct Metadata {
    /// The OpenAPI product code.
    pub product: Option<String>,
    pub version: Option<String>,
    /// First labels of its API hosts.
    pub hosts: Vec<String>,
    pub source: Source,
}

/// Reads the metadata of one version of a product, in one language or in both.
///
/// # Errors
/// Where one of the files is no metadata.
pub fn read(zh: Option<&str>, en: Option<&str>) -> Result<Metadata, NotMetadata> {
    let zh = zh.map(parse).transpose()?;
    let en = en.map(parse).transpose()?;
    let mut metadata = Metadata::default();
    for document in [&zh, &en].into_iter().flatten() {
        metadata.product = metadata.product.or_else(|| document.info.product.clone());
        metadata.version = metadata.version.or_else(|| document.info.version.clone());
        for host in document.endpoints.iter().flat_map(Endpoint::label) {
            if !metadata.hosts.contains(&host) {
                metadata.hosts.push(host);
            }
        }
    }
    let zh = zh.map(Document::errors).unwrap_or_default();
    let en = en.map(Document::errors).unwrap_or_default();
    metadata.source.rows = pair(&zh, &en);
    Ok(metadata)
}

/// The file that holds in the other language what this one holds: `zh_cn` and `en_us` beside each other.
pub fn counterpart(path: &Path) -> Option<PathBuf> {
    let mut found = false;
    let swapped = path.components().map(|component| {
        let other = match component.as_os_str().to_str() {
            Some("zh_cn") => "en_us",
            Some("en_us") => "zh_cn",
            _ => return component,
        };
        found = true;
        Component::Normal(other.as_ref())
    });
    let swapped: PathBuf = swapped.collect();
    found.then_some(swapped)
}

/// Whether a file of the tree is in English.
pub fn is_english(path: &Path) -> bool {
    path.components().any(|component| component.as_os_str() == "en_us")
}

/// An error as one API documents it, cleaned.
#[derive(Debug)]
struct Error {
    api: Option<String>,
    status: String,
    code: String,
    message: String,
    description: String,
}

impl Error {
    fn key(&self) -> (&str, &str, &str) {
        (&self.status, &self.code, &self.message)
    }
}

/// The rows of two languages, those of one error side by side.
fn pair(zh: &[Error], en: &[Error]) -> Vec<Row> {
    let descriptions = |errors: &'_ [Error], chinese: bool| -> HashMap<(String, String, String), String> {
        let told =
            errors.iter().filter(|error| !error.description.is_empty() && error.description != error.message);
        let told = told.filter(|error| has_han(&error.description) == chinese);
        let key = |error: &Error| (error.status.clone(), error.code.clone(), error.message.clone());
        told.map(|error| (key(error), error.description.clone())).collect()
    };
    // A text that was never translated stands in both.
    let mut chinese = descriptions(en, true);
    chinese.extend(descriptions(zh, true));
    let mut english = descriptions(zh, false);
    english.extend(descriptions(en, false));

    let in_chinese: std::collections::HashSet<_> = zh.iter().map(|error| (error.key(), &error.api)).collect();
    let only_english = en.iter().filter(|error| !in_chinese.contains(&(error.key(), &error.api)));
    (1..)
        .zip(zh.iter().chain(only_english))
        .map(|(place, error)| {
            let key = (error.status.clone(), error.code.clone(), error.message.clone());
            let mut texts = Vec::new();
            if !error.message.is_empty() {
                texts.push((Role::Message, error.message.clone()));
            }
            let described = [chinese.get(&key), english.get(&key)].into_iter().flatten();
            texts.extend(described.map(|text| (Role::Description, text.clone())));
            Row {
                place,
                code: error.code.clone(),
                status: error.status.clone(),
                texts,
                sections: error.api.iter().cloned().collect(),
                is_verbatim: true,
            }
        })
        .collect()
}

fn parse(text: &str) -> Result<Document, NotMetadata> {
    let document: Document = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
    if document.apis.is_none() && document.errors.is_none() {
        return Err(NotMetadata::Other);
    }
    Ok(document)
}

#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    info: Info,
    apis: Option<Many<Api>>,
    #[serde(default)]
    endpoints: Vec<Endpoint>,
    #[serde(rename = "errorCodes")]
    errors: Option<Many<OneOrMany>>,
}

#[derive(Deserialize, Default)]
struct Info {
    product: Option<String>,
    version: Option<String>,
}

#[derive(Deserialize)]
struct Api {
    name: Option<String>,
    #[serde(rename = "errorCodes")]
    errors: Option<Many<OneOrMany>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Endpoint {
    region_id: Option<String>,
    endpoint: Option<String>,
    public: Option<String>,
}

impl Endpoint {
    /// The label of the product: `slb` of `slb.cn-beijing.aliyuncs.com`, `log` of `cn-beijing.log.aliyuncs.com`.
    fn label(&self) -> Option<String> {
        let host = self.endpoint.as_deref().or(self.public.as_deref())?.trim().to_ascii_lowercase();
        let region = self.region_id.as_deref().unwrap_or_default();
        let labels: Vec<&str> = host.split('.').collect();
        // The last two are the domain.
        let own = labels.get(..labels.len().checked_sub(2)?)?;
        let label = own.iter().copied().find(|label| !label.is_empty() && *label != region)?;
        // `ecs-cn-beijing.aliyuncs.com`
        let bare = label.strip_suffix(region).and_then(|rest| rest.strip_suffix('-'));
        Some(bare.unwrap_or(label).to_owned())
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    Many(Vec<Fault>),
    One(Fault),
    /// Something that later files may hold.
    Other(IgnoredAny),
}

#[derive(Deserialize)]
struct Fault {
    #[serde(alias = "errorCode")]
    code: Option<Loose>,
    #[serde(alias = "errorMessage")]
    message: Option<Loose>,
    description: Option<Loose>,
    #[serde(alias = "httpCode", alias = "statusCode", alias = "status")]
    http_code: Option<Loose>,
}

/// A text, or a number that stands for one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Loose {
    Text(String),
    Number(serde_json::Number),
}

impl Loose {
    /// One line, without the tabs, blanks and markup around and in it.
    fn clean(this: Option<Self>) -> String {
        match this {
            None => String::new(),
            Some(Loose::Number(number)) => number.to_string(),
            Some(Loose::Text(text)) => one_line(&plain_html(&text.replace(['\t', '\r'], " "))),
        }
    }
}

impl Document {
    /// The errors of each API, then those of the common list, in the order of the file.
    fn errors(self) -> Vec<Error> {
        let mut errors = Vec::new();
        for (name, api) in self.apis.map(|apis| apis.0).unwrap_or_default() {
            add(api.errors, name.or(api.name), &mut errors);
        }
        add(self.errors, None, &mut errors);
        errors
    }
}

fn add(faults: Option<Many<OneOrMany>>, api: Option<String>, errors: &mut Vec<Error>) {
    for (status, faults) in faults.map(|faults| faults.0).unwrap_or_default() {
        let faults = match faults {
            OneOrMany::Many(faults) => faults,
            OneOrMany::One(fault) => vec![fault],
            OneOrMany::Other(_) => continue,
        };
        for fault in faults {
            let own = Loose::clean(fault.http_code);
            errors.push(Error {
                api: api.clone(),
                status: if own.is_empty() { status.clone().unwrap_or_default() } else { own },
                code: Loose::clean(fault.code),
                message: Loose::clean(fault.message),
                description: Loose::clean(fault.description),
            });
        }
    }
}

/// The values of an object, each with its key, or of a list; in their order.
struct Many<T>(Vec<(Option<String>, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ManyVisitor(PhantomData))
    }
}

struct ManyVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ManyVisitor<T> {
    type Value = Many<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Many<T>, A::Error> {
        let mut values = Vec::new();
        while let Some((key, value)) = map.next_entry()? {
            values.push((Some(key), value));
        }
        Ok(Many(values))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Many<T>, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push((None, value));
        }
        Ok(Many(values))
    }

    fn visit_unit<E>(self) -> Result<Many<T>, E> {
        Ok(Many(Vec::new()))
    }
}

#[cfg(test)]
mod tests;
