//! What products and categories are called, in queries and in filters.

use super::spelt::Spelt;
use crate::catalog::{Catalog, Category, Product, ProductIx, Provenance, Retry};
use crate::lang::Lang;
use crate::search::words::word::squeezed;
use crate::text::nearest::nearest_by;

/// This many letters of a category's English name, or of a word of a product's, are enough to mean it.
const LEAST_LETTERS: usize = 4;

/// This many characters of a category's Chinese name are enough to mean it.
const LEAST_CHARACTERS: usize = 2;

/// What people call the retry verdicts besides their names, without blanks and marks.
const SAID_OF_VERDICTS: [(&[Retry], &[&str]); 2] = [
    (
        &[Retry::Later, Retry::Backoff],
        &["可重试", "能重试", "可以重试", "可再试", "retryable", "retriable", "canretry", "canberetried"],
    ),
    (
        &[Retry::Never],
        &[
            "不可重试",
            "不能重试",
            "无法重试",
            "notretryable",
            "nonretryable",
            "cannotretry",
            "cannotberetried",
        ],
    ),
];

/// Every name of a product as it is written: its own, and those of the whole of which it is a part.
///
/// `大模型服务平台百炼（模型调用）` is a part of `大模型服务平台百炼`, and who says `百炼` means both.
pub(super) fn names<'c>(product: Product<'c>, catalog: &'c Catalog) -> impl Iterator<Item = &'c str> {
    let bare = [Lang::Zh, Lang::En].map(|lang| product.bare_name(lang));
    let is_part = bare[0] != product.name(Lang::Zh);
    let is_whole = move |other: &Product| other.name(Lang::Zh) == bare[0];
    let whole = is_part.then(|| catalog.products().find(is_whole)).flatten();
    let own = |product: Product<'c>| std::iter::once(product.id()).chain(spoken(product));
    own(product)
        .chain(product.also())
        .chain(product.hosts())
        .chain(bare)
        .chain(whole.into_iter().flat_map(own))
}

/// The names of a product that people read and say, of today and before.
pub(super) fn spoken<'c>(product: Product<'c>) -> impl Iterator<Item = &'c str> {
    let today = [product.name(Lang::Zh), product.name(Lang::En)].into_iter();
    today.chain(product.formerly()).chain(product.said())
}

/// The products of a name, which is given without blanks and marks.
pub(in crate::search) fn products_called(name: &str, catalog: &Catalog) -> Vec<ProductIx> {
    products(catalog, |other| squeezed(other) == name)
}

/// The products with a name that starts with this text; where there are none, those with a name in which a word does.
pub(in crate::search) fn products_like(name: &str, catalog: &Catalog) -> Vec<ProductIx> {
    let begun = products(catalog, |other| squeezed(other).starts_with(name));
    if begun.is_empty() { products(catalog, |other| Spelt::new(other).has_begun(name)) } else { begun }
}

/// The products whose id or common name has a word that is this one, or begins with it where it is long enough.
pub(in crate::search) fn products_begun(word: &str, catalog: &Catalog) -> Vec<ProductIx> {
    // Every key asks for these: nothing is copied.
    let begins = |part: &str| {
        let mut letters = part.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
        word.chars().all(|c| letters.next() == Some(c))
            && (word.len() >= LEAST_LETTERS || letters.next().is_none())
    };
    let called = |product: &Product| {
        let mut names = std::iter::once(product.id()).chain(product.said());
        names.any(|name| name.split_whitespace().any(begins))
    };
    catalog.listed_products().filter(called).map(Product::ix).collect()
}

fn products(catalog: &Catalog, called: impl Fn(&str) -> bool) -> Vec<ProductIx> {
    let called = catalog.listed_products().filter(|&product| names(product, catalog).any(&called));
    called.map(Product::ix).collect()
}

/// The product of which a name is so near that it was probably meant.
pub fn nearest_product(catalog: &Catalog, name: &str) -> Option<ProductIx> {
    let all = catalog
        .listed_products()
        .flat_map(|product| names(product, catalog).map(move |name| (name, product.ix())));
    nearest_by(&squeezed(name), all, |(name, _)| squeezed(name)).map(|(_, ix)| ix)
}

/// The names that a product can be filtered by, the shortest first.
pub(in crate::search) fn product_values(product: Product<'_>) -> Vec<&str> {
    let mut values = vec![product.id()];
    values.extend(product.said());
    values.extend([product.name(Lang::Zh), product.name(Lang::En)]);
    values.extend(product.formerly());
    values
}

/// The categories with this name, or with a name that starts with it, if it is long enough.
pub(in crate::search) fn categories_meant(name: &str) -> Vec<Category> {
    let long_enough =
        if name.is_ascii() { name.len() >= LEAST_LETTERS } else { name.chars().count() >= LEAST_CHARACTERS };
    categories(|other| other == name || (long_enough && other.starts_with(name)), |other| other == name)
}

/// The categories with this name; where there are none, those with a name that holds it.
pub(in crate::search) fn categories_like(name: &str) -> Vec<Category> {
    let exact = categories(|other| other == name, |other| other == name);
    if exact.is_empty() { categories(|other| other.contains(name), |_| false) } else { exact }
}

/// The categories with a name for which `called` holds, or with a word of people's for which `said` holds.
fn categories(called: impl Fn(&str) -> bool, said: impl Fn(&str) -> bool) -> Vec<Category> {
    let meant = Category::ALL.into_iter().filter(|category| {
        let names = [category.id(), category.name(Lang::Zh), category.name(Lang::En)];
        names.into_iter().any(|name| called(&squeezed(name))) || category.said().any(&said)
    });
    meant.collect()
}

/// The verdicts with this name, or that people call so.
pub(in crate::search) fn verdicts_meant(name: &str) -> Vec<Retry> {
    let said = SAID_OF_VERDICTS.iter().filter(|(_, said)| said.contains(&name));
    let said = said.flat_map(|(verdicts, _)| verdicts.iter().copied());
    let named = Retry::ALL.into_iter().filter(|&retry| verdict_names(retry).iter().any(|own| own == name));
    covered(&named.chain(said).collect::<Vec<_>>())
}

/// The verdicts with a name that starts with this text or else holds it, or that people call so.
pub(in crate::search) fn verdicts_like(name: &str) -> Vec<Retry> {
    let meant = verdicts_meant(name);
    if meant.is_empty() { covered(&like(name, Retry::ALL, verdict_names)) } else { meant }
}

/// The verdicts, and those that they cover ([`Retry::covers`]).
fn covered(asked: &[Retry]) -> Vec<Retry> {
    Retry::ALL.into_iter().filter(|&own| asked.iter().any(|asked| asked.covers(own))).collect()
}

/// Whether a name is that of a verdict, in full.
pub(in crate::search) fn is_verdict(name: &str) -> bool {
    !verdicts_meant(name).is_empty()
}

/// The sources of entries with a name that starts with this text or else holds it.
pub(in crate::search) fn sources_like(name: &str) -> Vec<Provenance> {
    like(name, Provenance::ALL, source_names)
}

/// Whether a name is that of a source of entries, in full.
pub(in crate::search) fn is_source(name: &str) -> bool {
    Provenance::ALL.into_iter().any(|source| source_names(source).iter().any(|other| other == name))
}

/// The names of a verdict on sending again.
fn verdict_names(retry: Retry) -> [String; 3] {
    [retry.id(), retry.name(Lang::Zh), retry.name(Lang::En)].map(squeezed)
}

/// The names of a source of entries.
fn source_names(source: Provenance) -> [String; 3] {
    [source.id(), source.name(Lang::Zh), source.name(Lang::En)].map(squeezed)
}

/// The values with a name that starts with this text; where there are none, those with a name that holds it.
fn like<T: Copy, const N: usize>(name: &str, all: [T; N], names: fn(T) -> [String; 3]) -> Vec<T> {
    let fitting = |fits: &dyn Fn(&String) -> bool| -> Vec<T> {
        all.into_iter().filter(|&value| names(value).iter().any(fits)).collect()
    };
    let begun = fitting(&|other| other.starts_with(name));
    if begun.is_empty() { fitting(&|other| other.contains(name)) } else { begun }
}
