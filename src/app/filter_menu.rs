//! The menu of values for the filter at the caret, each with the number of entries that it leaves.

use std::ops::Range;

use super::line_edit::LineEdit;
use super::viewport::Viewport;
use crate::catalog::{Catalog, Category, Entry, HttpStatus, Origin, Provenance, Retry};
use crate::lang::Lang;
use crate::page::Chance;
use crate::search::{self, Key};

/// The open list of values.
#[derive(Debug, Clone)]
pub struct FilterMenu {
    pub values: Vec<Value>,
    pub view: Viewport,
    /// Whether the user has moved to a value, which is then marked on the screen. Before that, Tab takes the value
    /// that was typed in full, else the first.
    pub picked: bool,
    /// The bytes of the query that the value replaces.
    pub replace: Range<usize>,
}

/// A value that can be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    pub text: String,
    /// `None`: values of this kind are not counted.
    pub count: Option<usize>,
    /// What it means, where it does not say so itself.
    pub note: &'static str,
}

/// How many values are visible at once.
const SEEN: usize = 8;
/// How many values are listed.
const MOST: usize = 60;

impl FilterMenu {
    /// The menu for the word at the caret; `None` where the word is complete, or no filter.
    pub(super) fn at_caret(field: &LineEdit, catalog: &Catalog, lang: Lang) -> Option<Self> {
        let text = field.text();
        let completions = search::complete(text, field.caret(), catalog);
        let first = completions.first()?;
        let replace = first.replace.clone();
        let typed = text.get(replace.clone())?;
        let names = first.with.ends_with(':');
        // Any word could begin a filter's name, and the menu covers the best hits, so names are offered after a colon
        // only.
        if names && !typed.starts_with([':', '：']) {
            return None;
        }
        let key = Key::called(key_before(text, replace.start)).filter(|_| !names);
        let mut values: Vec<Value> = completions
            .iter()
            .filter(|completion| completion.replace == replace)
            .filter(|completion| is_shown(&completion.with, lang))
            .map(|completion| Value {
                count: count(catalog, key, &completion.with),
                note: note(key, &completion.with, lang),
                text: completion.with.clone(),
            })
            .take(MOST)
            .collect();
        // The verdicts on a retry stand as in the rail: the hopeful one first, which includes growing pauses.
        if let Some(chances) = chances(&values) {
            values = chances;
        } else {
            values.sort_by_key(|value| std::cmp::Reverse(value.count));
        }
        if values.iter().any(|value| value.text.eq_ignore_ascii_case(typed)) && values.len() == 1 {
            return None;
        }
        let mut view = Viewport::default();
        view.set_height(values.len().min(SEEN));
        view.set_len(values.len());
        let in_full = values.iter().position(|value| value.text.eq_ignore_ascii_case(typed));
        view.move_to(in_full.unwrap_or(0));
        (!values.is_empty()).then_some(Self { values, view, picked: false, replace })
    }

    /// Moves to the next value; at first to the first one.
    pub(super) fn walk(&mut self, steps: isize) {
        let len = self.values.len();
        if !self.picked {
            self.picked = true;
            self.view.move_to(if steps < 0 { len.saturating_sub(1) } else { 0 });
            return;
        }
        let to = (self.view.cursor() + len).saturating_add_signed(steps) % len.max(1);
        self.view.move_to(to);
    }

    /// The lines that it has where there is room.
    pub fn lines(&self) -> usize {
        self.values.len().min(SEEN)
    }

    pub fn chosen(&self) -> Option<&Value> {
        self.values.get(self.view.cursor())
    }
}

/// The values of a filter of retry verdicts, one for each chance; `None` for those of other filters.
fn chances(values: &[Value]) -> Option<Vec<Value>> {
    let verdict = |value: &Value| Retry::ALL.into_iter().find(|retry| retry.id() == value.text);
    let verdicts: Vec<(Retry, &Value)> =
        values.iter().map(|value| Some((verdict(value)?, value))).collect::<Option<_>>()?;
    let covered = |own: Retry| verdicts.iter().any(|(other, _)| *other != own && other.covers(own));
    let mut kept: Vec<(Retry, &Value)> = verdicts.iter().filter(|(own, _)| !covered(*own)).copied().collect();
    kept.sort_by_key(|(retry, _)| Chance::from(*retry));
    Some(kept.into_iter().map(|(_, value)| value.clone()).collect())
}

/// Whether a value is offered in a language. Chinese values are not offered to English readers, but can be typed.
fn is_shown(value: &str, lang: Lang) -> bool {
    lang == Lang::Zh || !crate::catalog::has_han(value)
}

/// The filter's name before a value.
fn key_before(text: &str, value: usize) -> &str {
    let before = text[..value].trim_end_matches(|c: char| !matches!(c, ':' | '：'));
    let before = before.trim_end_matches([':', '：']);
    before.rsplit([' ', '-', '\t']).next().unwrap_or_default()
}

/// How many entries a value leaves.
fn count(catalog: &Catalog, key: Option<Key>, value: &str) -> Option<usize> {
    let value = value.trim_matches('"');
    let with = |fits: &dyn Fn(Entry) -> bool| catalog.entries().filter(|&entry| fits(entry)).count();
    match key? {
        Key::Status => match value.strip_suffix("xx") {
            Some(class) => {
                let class = class.parse::<u16>().ok()?;
                Some(with(&|entry| entry.status().is_some_and(|status| status.class() == class)))
            }
            None => {
                let status = value.parse::<u16>().ok().and_then(HttpStatus::new)?;
                Some(with(&|entry| entry.status() == Some(status)))
            }
        },
        Key::Product => {
            let product = catalog.listed_products().find(|product| product.is_called(value))?;
            Some(product.entries().len())
        }
        Key::Category => {
            let category = Category::named(value)?;
            Some(with(&|entry| entry.category() == Some(category)))
        }
        Key::Retry => {
            let retry = Retry::ALL.into_iter().find(|retry| retry.id() == value)?;
            Some(with(&|entry| entry.retry().is_some_and(|own| retry.covers(own))))
        }
        Key::Source => {
            let source = Provenance::ALL.into_iter().find(|source| source.id() == value)?;
            Some(with(&|entry| entry.provenance() == source))
        }
        Key::Origin => {
            let origin = Origin::ALL.into_iter().find(|origin| origin.id() == value)?;
            Some(with(&|entry| entry.explanation(Lang::Zh).is_some_and(|said| said.origin == origin)))
        }
        Key::Code | Key::Message => None,
    }
}

/// What a value means: of statuses, categories and names of filters.
fn note(key: Option<Key>, value: &str, lang: Lang) -> &'static str {
    const NOTES: [(&str, &str, &str); 18] = [
        ("4xx", "客户端", "client"),
        ("5xx", "服务端", "server"),
        ("400", "参数或状态", "bad request"),
        ("401", "未认证", "unauthorised"),
        ("403", "禁止", "forbidden"),
        ("404", "不存在", "not found"),
        ("409", "冲突", "conflict"),
        ("429", "流控", "throttled"),
        ("500", "内部错误", "internal"),
        ("503", "暂不可用", "unavailable"),
        ("status:", "状态码", "HTTP status"),
        ("product:", "产品", "product"),
        ("category:", "分类", "kind of error"),
        ("retry:", "能不能重试", "can I retry"),
        ("source:", "条目出自哪里", "where the entry is from"),
        ("origin:", "释义是谁写的", "who wrote its meaning"),
        ("code:", "只在错误码里找", "in codes only"),
        ("msg:", "只在消息里找", "in messages only"),
    ];
    if let Some((_, zh, en)) = NOTES.iter().find(|(known, ..)| *known == value) {
        return if lang == Lang::Zh { zh } else { en };
    }
    let name = match key {
        Some(Key::Category) => Category::named(value).map(|category| category.name(lang)),
        Some(Key::Retry) => {
            Retry::ALL.into_iter().find(|retry| retry.id() == value).map(|retry| retry.name(lang))
        }
        Some(Key::Origin) => {
            Origin::ALL.into_iter().find(|origin| origin.id() == value).map(|origin| origin.name(lang))
        }
        Some(Key::Source) => {
            Provenance::ALL.into_iter().find(|source| source.id() == value).map(|source| source.name(lang))
        }
        _ => None,
    };
    name.unwrap_or_default()
}
