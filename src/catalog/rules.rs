//! What is true of whole families of codes: category, retry verdict, advice, and what their grammar tells.
//!
//! The table is `assets/rules.toml`; the first family that fits an entry is the entry's family.

mod glob;

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::{Bilingual, Entry, HttpStatus};
use crate::lang::{Labels, Lang};
use glob::Glob;

/// `assets/rules.toml` as the build has made it into JSON, which is read much faster.
const EMBEDDED: &str = include_str!(concat!(env!("OUT_DIR"), "/rules.json"));

/// Whether sending the request again can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Retry {
    /// It never helps.
    Never,
    /// Only after the caller changed something.
    AfterFix,
    /// Yes, with growing pauses.
    Backoff,
    /// Yes, once what is going on has ended.
    Later,
}

impl Retry {
    /// The name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Retry::Never => "never",
            Retry::AfterFix => "after-fix",
            Retry::Backoff => "backoff",
            Retry::Later => "later",
        }
    }

    /// What it is called on the screen and in print.
    pub fn name(self, lang: Lang) -> &'static str {
        let labels = Labels::of(lang);
        match self {
            Retry::Never => labels.retry_never,
            Retry::AfterFix => labels.retry_after_fix,
            Retry::Backoff => labels.retry_backoff,
            Retry::Later => labels.retry_later,
        }
    }
}

/// The place of a category in the table of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CategoryIx(u8);

/// What a fault has to do with: parameters, permissions, quotas …
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    id: String,
    zh: String,
    en: String,
    #[serde(default)]
    said: Vec<String>,
}

impl Category {
    /// The name in JSON and in `category:` filters.
    pub fn id(&self) -> &str {
        &self.id
    }

    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// What people also say for it.
    pub fn said(&self) -> impl Iterator<Item = &str> {
        self.said.iter().map(String::as_str)
    }
}

/// Codes of which the same can be said.
#[derive(Debug)]
pub struct Family {
    pub id: String,
    pub category: CategoryIx,
    pub retry: Option<Retry>,
    pub advice: Option<Bilingual>,
    codes: Vec<Glob>,
    statuses: Vec<HttpStatus>,
    messages: Vec<Glob>,
    means: Option<Bilingual>,
}

impl Family {
    pub fn category(&self) -> &'static Category {
        Rules::embedded().category(self.category)
    }

    /// Whether the family can hold a code, its narrower conditions aside; both in lower case.
    fn may_hold(&self, code: &str) -> bool {
        self.codes.iter().any(|glob| glob.matches(code))
    }

    fn holds(&self, status: Option<HttpStatus>, message: &str) -> bool {
        (self.statuses.is_empty() || status.is_some_and(|status| self.statuses.contains(&status)))
            && (self.messages.is_empty() || {
                let message = message.to_lowercase();
                self.messages.iter().any(|glob| glob.matches(&message))
            })
    }
}

/// The table of families and categories.
#[derive(Debug)]
pub struct Rules {
    categories: Vec<Category>,
    families: Vec<Family>,
}

impl Rules {
    /// The rules inside the binary.
    pub fn embedded() -> &'static Rules {
        static RULES: OnceLock<Rules> = OnceLock::new();
        RULES.get_or_init(|| {
            // The table is part of the binary, and every test reads it.
            Self::parse(EMBEDDED).expect("the embedded rules are well-formed")
        })
    }

    /// Reads a table in JSON.
    fn parse(text: &str) -> Result<Self, String> {
        let table: Table = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let family = |row: FamilyRow| {
            let category = table.category.iter().position(|category| category.id == row.category);
            let category = category.ok_or_else(|| format!("{}: no category {}", row.id, row.category))?;
            Ok(Family {
                category: CategoryIx(u8::try_from(category).map_err(|error| error.to_string())?),
                id: row.id,
                retry: row.retry,
                advice: row.advice.map(Bilingual::from),
                codes: row.codes.iter().map(|glob| Glob::new(glob)).collect(),
                statuses: row.statuses,
                messages: row.messages.iter().map(|glob| Glob::new(glob)).collect(),
                means: row.means.map(Bilingual::from),
            })
        };
        let families = table.family.into_iter().map(family).collect::<Result<_, String>>()?;
        Ok(Self { categories: table.category, families })
    }

    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    pub fn category(&self, ix: CategoryIx) -> &Category {
        &self.categories[usize::from(ix.0)]
    }

    /// How many categories stand before one in the table.
    pub fn place(&self, ix: CategoryIx) -> usize {
        usize::from(ix.0)
    }

    /// The category of an id, or of a Chinese or English name; letter case is ignored.
    pub fn find_category(&self, name: &str) -> Option<CategoryIx> {
        let fits =
            |c: &Category| c.id.eq_ignore_ascii_case(name) || c.zh == name || c.en.eq_ignore_ascii_case(name);
        let at = self.categories.iter().position(fits)?;
        u8::try_from(at).ok().map(CategoryIx)
    }

    pub fn family_of(&self, entry: &Entry) -> Option<&Family> {
        self.judge(&entry.code, entry.status, &entry.message)
    }

    /// The family of an error, documented or not.
    pub fn judge(&self, code: &str, status: Option<HttpStatus>, message: &str) -> Option<&Family> {
        let code = code.to_lowercase();
        let mut fitting = self.families.iter().filter(|family| family.may_hold(&code));
        fitting.find(|family| family.holds(status, message))
    }

    /// The families of many entries: the codes are looked at once each.
    pub(super) fn families_of(&self, entries: &[Entry]) -> Vec<Option<&Family>> {
        let mut fitting: HashMap<&str, Vec<&Family>> = HashMap::new();
        let judged = entries.iter().map(|entry| {
            let families = fitting.entry(&entry.code).or_insert_with(|| {
                let code = entry.code.to_lowercase();
                self.families.iter().filter(|family| family.may_hold(&code)).collect()
            });
            families.iter().copied().find(|family| family.holds(entry.status, &entry.message))
        });
        judged.collect()
    }

    /// What the grammar of a code alone tells: `InvalidDiskId.NotFound` -> “指定的 DiskId 不存在。”.
    pub fn meaning(&self, code: &str) -> Option<Bilingual> {
        let lower = code.to_lowercase();
        let family = self.families.iter().find(|family| {
            family.statuses.is_empty() && family.messages.is_empty() && family.may_hold(&lower)
        })?;
        let means = family.means.as_ref()?;
        let captured = family.codes.iter().find_map(|glob| glob.capture(&lower))?;
        // The globs are matched in lower case; the name is shown as the code writes it.
        let captured = code.get(captured)?;
        if captured.is_empty() && means.zh.contains("{}") {
            return None;
        }
        let fill = |text: &str| text.replace("{}", captured).into();
        Some(Bilingual { zh: fill(&means.zh), en: fill(&means.en) })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    category: Vec<Category>,
    family: Vec<FamilyRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FamilyRow {
    id: String,
    category: String,
    retry: Option<Retry>,
    codes: Vec<String>,
    #[serde(default)]
    statuses: Vec<HttpStatus>,
    #[serde(default)]
    messages: Vec<String>,
    advice: Option<Pair>,
    means: Option<Pair>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    zh: String,
    en: String,
}

impl From<Pair> for Bilingual {
    fn from(pair: Pair) -> Self {
        Self { zh: pair.zh.into(), en: pair.en.into() }
    }
}
