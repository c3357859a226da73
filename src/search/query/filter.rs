//! Filters in a query:
//! `status:404 product:slb category:quota retry:later source:written origin:official code:… code:=… msg:…`.

use std::ops::Range;

use super::names;
use crate::catalog::{Catalog, Category, Origin, ProductIx, Provenance, Retry};
use crate::search::words::word::{plain, squeezed, words};
use crate::text::nearest::{edits, nearest, nearest_by};

/// What a filter looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    Status,
    Product,
    Category,
    Retry,
    Source,
    Origin,
    Code,
    Message,
}

impl Key {
    pub const ALL: [Key; 8] = [
        Key::Status,
        Key::Product,
        Key::Category,
        Key::Retry,
        Key::Source,
        Key::Origin,
        Key::Code,
        Key::Message,
    ];

    /// As it is typed, without the colon.
    pub fn id(self) -> &'static str {
        match self {
            Key::Status => "status",
            Key::Product => "product",
            Key::Category => "category",
            Key::Retry => "retry",
            Key::Source => "source",
            Key::Origin => "origin",
            Key::Code => "code",
            Key::Message => "msg",
        }
    }

    /// All values of a key that has few, to be listed after a mistyped one; none for the keys with many.
    pub fn few_values(self, catalog: &Catalog) -> Vec<String> {
        match self {
            Key::Product | Key::Code | Key::Message => Vec::new(),
            key => values(key, catalog),
        }
    }

    /// The same in Chinese.
    fn zh(self) -> &'static str {
        match self {
            Key::Status => "状态码",
            Key::Product => "产品",
            Key::Category => "分类",
            Key::Retry => "重试",
            Key::Source => "出处",
            Key::Origin => "来源",
            Key::Code => "错误码",
            Key::Message => "消息",
        }
    }

    /// The key that a word before a colon names, in either language.
    pub fn called(name: &str) -> Option<Key> {
        let name = &*name.chars().map(plain).collect::<String>();
        // `状态` is short for `状态码`.
        let zh = |key: Key| name.chars().count() > 1 && key.zh().starts_with(name);
        Self::ALL.into_iter().find(|key| key.id().eq_ignore_ascii_case(name) || zh(*key))
    }

    /// The key that was probably meant by an unknown one.
    pub(in crate::search) fn nearest(name: &str) -> Option<Key> {
        let id = nearest(name, Self::ALL.map(Key::id))?;
        // For a short key one edit is allowed, and not in the first letter: `mode:` and `node:` are words of their own.
        let first = |word: &str| word.as_bytes().first().map(u8::to_ascii_lowercase);
        let meant = id.len() > 4 || edits(name, id) <= 1 && first(name) == first(id);
        Self::ALL.into_iter().find(|key| meant && key.id() == id)
    }
}

/// What is wrong with a query's filters. A filter with a problem filters nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// No such filter; its text was searched for as words. `at` is the key's place in the query.
    UnknownKey { key: String, nearest: Key, at: Range<usize> },
    /// No such value. `at` is the value's place in the query.
    UnknownValue { key: Key, value: String, nearest: Option<String>, at: Range<usize> },
}

/// What an entry must be, or, when excluded, must not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct Filter {
    pub(in crate::search) key: Key,
    pub(in crate::search) excluded: bool,
    pub(in crate::search) test: Test,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) enum Test {
    /// From the lowest status to the highest.
    Status(u16, u16),
    Products(Vec<ProductIx>),
    Categories(Vec<Category>),
    Retries(Vec<Retry>),
    Sources(Vec<Provenance>),
    Origins(Vec<Origin>),
    /// Letters and digits that the code holds.
    Code(String),
    /// The whole code, letter case aside.
    ExactCode(String),
    /// Words that the message holds one after the other.
    Message(Vec<String>),
}

/// The sign before a code that must match as a whole: `code:=Forbidden`. The second form is what Chinese keyboards
/// type.
pub(in crate::search) const EXACTLY: [char; 2] = ['=', '＝'];

/// The filter that admits the entries of one code, and of no other: `code:=Forbidden`, `code:="Not Found"`.
pub fn exact_code(code: &str) -> String {
    let key = Key::Code.id();
    let marks = ['"', '“', '”'];
    if !code.contains(char::is_whitespace) && !code.contains(marks) {
        return format!("{key}:={code}");
    }
    // Quotes end at the first mark of their own kind.
    if code.contains('"') { format!("{key}:=“{code}”") } else { format!("{key}:=\"{code}\"") }
}

/// Whether a text uses a filter: a key as the help writes it, directly followed by its value. The names in errors
/// have a blank and capitals: `Code: Forbidden`.
pub fn has_filter(text: &str) -> bool {
    let is_filter = |word: &str| {
        let filter = word.strip_prefix('-').unwrap_or(word).split_once([':', '：']);
        let known = |name: &str| Key::ALL.iter().any(|key| key.id() == name);
        filter.is_some_and(|(name, value)| !value.is_empty() && known(name))
    };
    text.split_whitespace().any(is_filter)
}

/// A text without the quotes around it, where it has some.
fn unquoted(text: &str) -> &str {
    let inside = text.strip_prefix(['"', '“', '”']);
    inside.map_or(text, |inside| inside.strip_suffix(['"', '“', '”']).unwrap_or(inside))
}

/// What a filter's value means; `Err` holds the nearest value there is. `None`: the value is yet to be typed.
pub(in crate::search) fn test(
    key: Key,
    value: &str,
    catalog: &Catalog,
) -> Result<Option<Test>, Option<String>> {
    if let (Key::Code, Some(code)) = (key, value.strip_prefix(EXACTLY)) {
        let code = unquoted(code).trim();
        return Ok((!code.is_empty()).then(|| Test::ExactCode(code.to_owned())));
    }
    let name = squeezed(value);
    if name.is_empty() {
        return Ok(None);
    }
    let nearest = || nearest_value(key, &name, catalog);
    let known = match key {
        Key::Status => statuses(&name).map(|(lowest, highest)| Test::Status(lowest, highest)),
        Key::Product => match names::products_called(&name, catalog) {
            products if !products.is_empty() => Some(Test::Products(products)),
            _ => some_of(names::products_like(&name, catalog)).map(Test::Products),
        },
        Key::Category => some_of(names::categories_like(&name)).map(Test::Categories),
        Key::Retry => some_of(names::verdicts_like(&name)).map(Test::Retries),
        Key::Source => some_of(names::sources_like(&name)).map(Test::Sources),
        Key::Origin => some_of(origins(&name)).map(Test::Origins),
        Key::Code => {
            let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
            (!letters.is_empty()).then_some(Test::Code(letters))
        }
        Key::Message => Some(Test::Message(words(value))),
    };
    known.map(Some).ok_or_else(nearest)
}

/// Whether a text is a value of a key in full, and not only the start of one.
pub(in crate::search) fn names_value(key: Key, value: &str, catalog: &Catalog) -> bool {
    let name = squeezed(value);
    match key {
        Key::Status => name.len() == 3 && statuses(&name).is_some(),
        Key::Product => !names::products_called(&name, catalog).is_empty(),
        Key::Category => !names::categories_meant(&name).is_empty(),
        Key::Retry => names::is_verdict(&name),
        Key::Source => names::is_source(&name),
        Key::Origin => Origin::ALL.into_iter().any(|origin| origin.id() == name),
        Key::Code | Key::Message => false,
    }
}

fn some_of<T>(found: Vec<T>) -> Option<Vec<T>> {
    (!found.is_empty()).then_some(found)
}

fn origins(name: &str) -> Vec<Origin> {
    Origin::ALL.into_iter().filter(|origin| origin.id().starts_with(name)).collect()
}

/// `404`, `4xx`, `40x`, and the beginnings of these, as the lowest status and the highest.
pub fn statuses(pattern: &str) -> Option<(u16, u16)> {
    let digits = pattern.trim_end_matches('x');
    if pattern.len() > 3 || digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let unknown = 10u16.pow(3 - digits.len() as u32);
    let lowest = digits.parse::<u16>().ok()? * unknown;
    (100..600).contains(&lowest).then_some((lowest, lowest + unknown - 1))
}

/// The values of a key that can be listed.
pub(in crate::search) fn values(key: Key, catalog: &Catalog) -> Vec<String> {
    match key {
        Key::Status => {
            let mut statuses: Vec<u16> =
                catalog.entries().filter_map(|entry| entry.status()).map(u16::from).collect();
            statuses.sort_unstable();
            statuses.dedup();
            let mut classes: Vec<u16> = statuses.iter().map(|status| status / 100).collect();
            classes.dedup();
            let classes = classes.into_iter().map(|class| format!("{class}xx"));
            classes.chain(statuses.iter().map(u16::to_string)).collect()
        }
        Key::Product => catalog
            .listed_products()
            .flat_map(|product| names::product_values(product).into_iter().map(str::to_owned))
            .collect(),
        Key::Category => Category::ALL.map(|category| category.id().to_owned()).to_vec(),
        Key::Retry => Retry::ALL.map(|retry| retry.id().to_owned()).to_vec(),
        Key::Source => Provenance::ALL.map(|source| source.id().to_owned()).to_vec(),
        Key::Origin => Origin::ALL.map(|origin| origin.id().to_owned()).to_vec(),
        Key::Code | Key::Message => Vec::new(),
    }
}

fn nearest_value(key: Key, name: &str, catalog: &Catalog) -> Option<String> {
    if key == Key::Product {
        return names::nearest_product(catalog, name).map(|ix| catalog.product(ix).id().to_owned());
    }
    nearest_by(name, values(key, catalog), |value: &String| squeezed(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_read_as_far_as_they_were_typed() {
        for (pattern, expected) in [
            ("404", Some((404, 404))),
            ("4xx", Some((400, 499))),
            ("40x", Some((400, 409))),
            ("4", Some((400, 499))),
            ("40", Some((400, 409))),
            ("700", None),
            ("x", None),
            ("4x4", None),
            ("4040", None),
        ] {
            assert_eq!(statuses(pattern), expected, "{pattern}");
        }
    }

    #[test]
    fn every_key_makes_a_filter_and_nothing_else_does() {
        for key in Key::ALL {
            assert!(has_filter(&format!("some {}:x", key.id())), "{key:?}");
            assert!(has_filter(&format!("-{}:x y", key.id())), "{key:?}");
            assert!(!has_filter(&format!("some {}: x", key.id())), "{key:?}");
        }
        for text in ["Code:Forbidden", "section:x", "https://a.b/c", "{\"code\":1}", "status"] {
            assert!(!has_filter(text), "{text}");
        }
    }

    #[test]
    fn only_a_near_key_is_a_mistyped_one() {
        for (name, expected) in [
            ("statu", Some(Key::Status)),
            ("prodcut", Some(Key::Product)),
            ("cod", Some(Key::Code)),
            ("catgory", Some(Key::Category)),
            ("mode", None),
            ("http", None),
            ("limit", None),
        ] {
            assert_eq!(Key::nearest(name), expected, "{name}");
        }
    }
}
