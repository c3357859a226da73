//! Families of codes: what is true of all codes of a form. The table is `assets/rules.toml`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use super::glob::Glob;
use super::packed::{Packed, Packer, Table, Unpacker, packed};
use super::status::HttpStatus;
use super::text::{Bilingual, Text};
use super::verdict::{Category, Retry};

/// What narrows a family or a remedy down, beside codes: an empty list asks for nothing.
#[derive(Debug, Clone)]
pub struct Narrowing {
    pub statuses: Cow<'static, [HttpStatus]>,
    /// Over the whole message.
    pub messages: Cow<'static, [Glob]>,
    /// Ids of products, letter case ignored.
    pub products: Cow<'static, [Text]>,
}

packed! {
    Narrowing { statuses, messages, products }
    // These two stand first: they are looked at where the rest is not.
    Family { last_resort, codes, id, category, retry, advice, narrowing, means }
}

/// An error to be judged.
#[derive(Debug, Clone, Copy, Default)]
pub struct Subject<'a> {
    pub code: &'a str,
    pub status: Option<HttpStatus>,
    pub message: Option<&'a str>,
    /// The product's id, where it is known.
    pub product: Option<&'a str>,
}

impl Narrowing {
    pub fn new(statuses: Vec<HttpStatus>, messages: &[String], products: Vec<Text>) -> Self {
        Self {
            statuses: statuses.into(),
            messages: messages.iter().map(|glob| Glob::new(glob)).collect(),
            products: products.into(),
        }
    }

    pub fn admits(&self, subject: &Subject) -> bool {
        (self.statuses.is_empty() || subject.status.is_some_and(|status| self.statuses.contains(&status)))
            && (self.products.is_empty() || self.has_product(subject.product))
            && (self.messages.is_empty() || {
                let message = subject.message.unwrap_or_default().to_lowercase();
                self.messages.iter().any(|glob| glob.matches(&message))
            })
    }

    fn has_product(&self, product: Option<&str>) -> bool {
        product.is_some_and(|product| self.products.iter().any(|own| own.eq_ignore_ascii_case(product)))
    }

    /// Whether nothing but the code is asked for, of any product.
    pub fn is_open(&self) -> bool {
        self.statuses.is_empty() && self.messages.is_empty() && self.products.is_empty()
    }
}

/// Codes of which the same can be said.
#[derive(Debug, Clone)]
pub struct Family {
    pub id: Text,
    pub category: Category,
    pub retry: Option<Retry>,
    pub advice: Option<Bilingual>,
    pub codes: Cow<'static, [Glob]>,
    pub narrowing: Narrowing,
    /// What the codes' grammar tells; `{}` is what a glob's first star stands for.
    pub means: Option<Bilingual>,
    /// It is asked only where no other family fits.
    pub last_resort: bool,
}

impl Family {
    /// Whether the family can hold a code, its narrower conditions aside; the code is in lower case.
    fn may_hold(&self, code: &str) -> bool {
        self.codes.iter().any(|glob| glob.matches(code))
    }
}

/// The place of a family in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FamilyIx(pub u16);

impl FamilyIx {
    /// Stands for all families of last resort, beyond any table's end.
    pub const LAST_RESORT: Self = Self(u16::MAX);
}

/// The table of families, the first that fits an error first.
#[derive(Debug)]
pub struct Families {
    all: Table<Family>,
    candidates: OnceLock<Candidates>,
    /// How many codes were asked about before there were any.
    asked: AtomicU32,
}

/// For so many codes every family is tried: what tells the candidates takes as long to make as some twenty of them.
const TRIED: u32 = 16;

/// Which families a code may belong to, told by the rarest literals of their globs.
#[derive(Debug)]
struct Candidates {
    literals: AhoCorasick,
    /// The families of each literal.
    of_literal: Vec<Vec<u16>>,
    /// Families with a glob that has no literal.
    of_any: Vec<u16>,
}

impl Families {
    pub const fn new(all: Table<Family>) -> Self {
        Self { all, candidates: OnceLock::new(), asked: AtomicU32::new(0) }
    }

    pub fn all(&self) -> &Table<Family> {
        &self.all
    }

    pub fn get(&self, ix: FamilyIx) -> &Family {
        self.all.get(usize::from(ix.0))
    }

    fn may_hold(&self, ix: u16, code: &str) -> bool {
        match self.all.unread(usize::from(ix)) {
            Some(mut row) => {
                bool::unpack(&mut row);
                Glob::any_of(&mut row, code)
            }
            None => self.get(FamilyIx(ix)).may_hold(code),
        }
    }

    /// Whether a family is for what no other fits.
    pub fn is_last_resort(&self, ix: FamilyIx) -> bool {
        match self.all.unread(usize::from(ix.0)) {
            Some(mut row) => bool::unpack(&mut row),
            None => self.get(ix).last_resort,
        }
    }

    /// The families that may hold a code, in the table's order.
    pub fn of_code(&self, code: &str) -> Vec<FamilyIx> {
        let code = code.to_lowercase();
        let mut found = match self.candidates.get() {
            // Others that ask at the same time are counted as well: more or fewer tries change no answer.
            None if self.asked.fetch_add(1, Ordering::Relaxed) < TRIED => {
                (0..).take(self.all.len()).collect()
            }
            _ => self.candidates.get_or_init(|| Candidates::new(&self.all)).of(&code),
        };
        found.retain(|&ix| self.may_hold(ix, &code));
        found.into_iter().map(FamilyIx).collect()
    }

    /// The first of some families that admits an error.
    pub fn first(&self, of_code: &[FamilyIx], subject: &Subject) -> Option<FamilyIx> {
        of_code.iter().copied().find(|&ix| self.get(ix).narrowing.admits(subject))
    }

    /// The family of an error.
    pub fn judge(&self, subject: &Subject) -> Option<FamilyIx> {
        self.first(&self.of_code(subject.code), subject)
    }

    /// What the grammar of a code tells, else its status: `InvalidDiskId.NotFound` -> “指定的 DiskId 不存在。”.
    ///
    /// A family that asks for a message tells about that message only: it is passed over here.
    pub fn meaning(&self, subject: &Subject) -> Option<Bilingual> {
        self.meaning_of(&self.of_code(subject.code), subject)
    }

    /// The same, where the families that may hold the code are known.
    pub fn meaning_of(&self, of_code: &[FamilyIx], subject: &Subject) -> Option<Bilingual> {
        let asked = Subject { message: None, ..*subject };
        let mut fitting = of_code.iter().map(|&ix| self.get(ix)).filter(|family| {
            family.narrowing.messages.is_empty()
                && (family.last_resort || family.narrowing.statuses.is_empty())
                && family.narrowing.admits(&asked)
        });
        // The first family that fits gives the meaning; a last resort is asked where no other fits.
        let family = fitting.next()?;
        let means = family.means.as_ref()?;
        let lower = subject.code.to_lowercase();
        let captured = family.codes.iter().find_map(|glob| glob.capture(&lower))?;
        // The globs are matched in lower case; the name is shown as the code writes it.
        let captured = subject.code.get(captured)?.trim_matches('.');
        if captured.is_empty() && means.zh.contains("{}") {
            return None;
        }
        let fill = |text: &str| Text::from(text.replace("{}", captured));
        Some(Bilingual { zh: fill(&means.zh), en: fill(&means.en) })
    }
}

impl Candidates {
    fn new(families: &Table<Family>) -> Self {
        let mut literals: Vec<String> = Vec::new();
        let mut of_literal: Vec<Vec<u16>> = Vec::new();
        let mut places = HashMap::new();
        let mut of_any = Vec::new();
        // A table holds fewer than 2^16 families: the build checks it.
        for (family, ix) in families.iter().zip(0u16..) {
            for glob in family.codes.iter() {
                let Some(literal) = glob.rarest() else {
                    of_any.push(ix);
                    continue;
                };
                let place = *places.entry(literal.to_owned()).or_insert_with(|| {
                    literals.push(literal.to_owned());
                    of_literal.push(Vec::new());
                    literals.len() - 1
                });
                of_literal[place].push(ix);
            }
        }
        // Building fails only where the automaton is too large; a few thousand short literals are not.
        let literals = AhoCorasick::new(&literals).expect("an automaton of a few thousand short literals");
        Self { literals, of_literal, of_any }
    }

    /// The families that a code may belong to, in the table's order.
    fn of(&self, code: &str) -> Vec<u16> {
        let mut found = self.of_any.clone();
        for literal in self.literals.find_overlapping_iter(code) {
            found.extend(&self.of_literal[literal.pattern().as_usize()]);
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// A row of the table as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyRow {
    #[serde(default)]
    pub id: String,
    pub category: Category,
    pub retry: Option<Retry>,
    #[serde(default)]
    pub codes: Vec<String>,
    #[serde(default)]
    pub statuses: Vec<HttpStatus>,
    #[serde(default)]
    pub messages: Vec<String>,
    #[serde(default)]
    pub products: Vec<Text>,
    pub advice: Option<Bilingual>,
    pub means: Option<Bilingual>,
}

/// A category as the table names it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryRow {
    pub id: Category,
    pub zh: String,
    pub en: String,
    /// What people also say for it.
    #[serde(default)]
    pub said: Vec<String>,
}

/// `assets/rules.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesFile {
    pub category: Vec<CategoryRow>,
    pub family: Vec<FamilyRow>,
    #[serde(default)]
    pub last_resort: Vec<FamilyRow>,
}

impl RulesFile {
    /// The families in the order they are asked, the last resorts at the end.
    pub fn families(rows: Vec<FamilyRow>, last_resorts: Vec<FamilyRow>) -> Vec<Family> {
        let family = |(row, last_resort): (FamilyRow, bool)| Family {
            id: if last_resort { "last-resort".into() } else { row.id.into() },
            category: row.category,
            retry: row.retry,
            advice: row.advice,
            codes: if last_resort {
                vec![Glob::new("*")].into()
            } else {
                row.codes.iter().map(|glob| Glob::new(glob)).collect()
            },
            narrowing: Narrowing::new(row.statuses, &row.messages, row.products),
            means: row.means,
            last_resort,
        };
        let rows = rows.into_iter().map(|row| (row, false));
        rows.chain(last_resorts.into_iter().map(|row| (row, true))).map(family).collect()
    }
}
