//! What is true of whole families of codes: category, retry verdict, advice, and what their grammar tells.
//!
//! The table is `assets/rules.toml`, which the build makes into the tables below; the first family that fits an
//! entry is the entry's family.

pub use super::source::family::{Family, FamilyIx, Subject};

use super::source::family::Families;
use super::source::origin::Origin;
use super::source::packed::Table;
use super::source::provenance::Provenance;
use super::source::text::Bilingual;
use super::source::verdict::{Category, Retry};
use crate::lang::Lang;

/// What a category is called, and what people also say for it.
#[derive(Debug)]
pub(super) struct CategoryWords {
    pub(super) names: Bilingual,
    pub(super) said: &'static [&'static str],
}

mod embedded {
    use crate::catalog::rules::CategoryWords;
    use crate::catalog::source::text::Bilingual;

    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

/// How many remedies there are.
pub(super) const REMEDIES: usize = embedded::REMEDIES;

/// The table of families.
#[derive(Debug)]
pub struct Rules {
    families: Families,
}

static EMBEDDED: Rules = Rules {
    families: Families::new(Table::packed(
        embedded::FAMILIES,
        include_bytes!(concat!(env!("OUT_DIR"), "/families.rows")),
        include_str!(concat!(env!("OUT_DIR"), "/families.text")),
    )),
};

impl Rules {
    /// The rules inside the binary.
    pub fn embedded() -> &'static Rules {
        &EMBEDDED
    }

    pub(super) fn families(&self) -> &Families {
        &self.families
    }

    pub fn family(&self, ix: FamilyIx) -> &Family {
        self.families.get(ix)
    }

    /// The family of an error, documented or not.
    pub fn judge(&self, subject: &Subject) -> Option<&Family> {
        self.families.judge(subject).map(|ix| self.family(ix))
    }

    /// What the parts of a code's name say, else its status: `InvalidDiskId.NotFound` -> “指定的 DiskId 不存在。”.
    pub fn meaning(&self, subject: &Subject) -> Option<Bilingual> {
        self.families.meaning(subject)
    }
}

impl Category {
    pub fn name(self, lang: Lang) -> &'static str {
        embedded::CATEGORIES[self as usize].names.get(lang)
    }

    /// What people also say for it.
    pub fn said(self) -> impl Iterator<Item = &'static str> {
        embedded::CATEGORIES[self as usize].said.iter().copied()
    }

    /// The category of an id, or of a Chinese or English name; letter case is ignored.
    pub fn named(name: &str) -> Option<Self> {
        let fits = |c: &Category| {
            c.id().eq_ignore_ascii_case(name)
                || c.name(Lang::Zh) == name
                || c.name(Lang::En).eq_ignore_ascii_case(name)
        };
        Self::ALL.into_iter().find(fits)
    }
}

impl Retry {
    /// What it is called on the screen and in print.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Retry::Never => lang.pick("重试无用", "no use"),
            Retry::AfterFix => lang.pick("改正后重试", "fix, then retry"),
            Retry::Backoff => lang.pick("退避重试", "retry with back-off"),
            Retry::Later => lang.pick("稍后可重试", "retry later"),
        }
    }
}

impl Origin {
    /// What it is called on the screen and in print.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Official => lang.pick("官方文档", "official document"),
            Self::Sibling => lang.pick(
                "其他产品的文档（错误码与消息相同）",
                "another product's document, same code and message",
            ),
            Self::Project => lang.pick("本项目撰写", "written by this project"),
            Self::Rule => lang.pick("按错误码命名规则推断", "derived from the code's naming"),
        }
    }
}

impl Provenance {
    /// What it is called on the screen.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Documents => lang.pick("五份官方文档", "Five documents"),
            Self::Written => lang.pick("本项目撰写", "Written here"),
            Self::Imported => lang.pick("你导入的", "Imported"),
        }
    }
}

impl Bilingual {
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}
