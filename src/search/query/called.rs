//! Products by what they are called: by whole names, and by parts of names and of the groups that they stand in.
//!
//! A part of a name is also an ordinary word: `cloud`, `服务`. So a part means products only where it identifies few of
//! them, and fewer where it is a single word than where it is a phrase. How many have it is counted among all products
//! that are known, with entries or without, so that a catalogue that grows does not change what a word means.

use std::collections::HashMap;

use super::names;
use super::spelt::Spelt;
use crate::catalog::{Catalog, ProductIx};
use crate::lang::Lang;
use crate::search::words::word::{is_han, squeezed};

/// A word is meant as a part of names where so many products have it, or groups.
const MOST_OF_A_WORD: usize = 4;

/// The same of several words.
const MOST_OF_A_PHRASE: usize = 8;

/// The same of a Chinese phrase: such names begin with the kind of thing that they name, as `云数据库`.
const MOST_IN_CHINESE: usize = 16;

/// So many Han characters are a phrase, and fewer are a word; one alone is none.
const PHRASE: usize = 4;
const WORD: usize = 2;

/// Words that only link others.
const LINKS: [&str; 6] = ["a", "and", "as", "for", "of", "the"];

pub(in crate::search) struct Called {
    by_name: HashMap<String, Vec<ProductIx>>,
    names: Vec<(Spelt, Thing)>,
    /// The products with entries of each group.
    groups: Vec<Vec<ProductIx>>,
}

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Thing {
    Product(ProductIx, bool),
    /// A group, by its place in the list.
    Group(usize),
}

/// The products that some words name.
pub(in crate::search) struct Named {
    pub(in crate::search) products: Vec<ProductIx>,
    /// Whether the words are a whole name, and not a part of one.
    pub(in crate::search) in_full: bool,
}

impl Called {
    pub(in crate::search) fn new(catalog: &Catalog) -> Self {
        let mut called = Self { by_name: HashMap::new(), names: Vec::new(), groups: Vec::new() };
        let mut places: HashMap<&str, usize> = HashMap::new();
        for product in catalog.products() {
            let is_listed = product.entries().len() > 0;
            for name in names::names(product, catalog).filter(|_| is_listed) {
                let products = called.by_name.entry(squeezed(name)).or_default();
                if products.last() != Some(&product.ix()) {
                    products.push(product.ix());
                }
            }
            for name in names::spoken(product) {
                called.names.push((Spelt::new(name), Thing::Product(product.ix(), is_listed)));
            }
            let group = product.group(Lang::Zh);
            let place = *places.entry(group).or_insert_with(|| {
                let place = called.groups.len();
                called.groups.push(Vec::new());
                for name in [group, product.group(Lang::En)] {
                    called.names.push((Spelt::new(name), Thing::Group(place)));
                }
                place
            });
            called.groups[place].extend(Some(product.ix()).filter(|_| is_listed));
        }
        called
    }

    /// Whether a text without blanks and marks is the whole name of a product with entries.
    pub(in crate::search) fn is_name(&self, text: &str) -> bool {
        self.by_name.contains_key(text)
    }

    /// The products that some words name: by their whole name, else by a phrase that is a part of it.
    pub(in crate::search) fn named(&self, words: &[&str]) -> Option<Named> {
        if let Some(products) = self.by_name.get(&words.concat()) {
            return Some(Named { products: products.clone(), in_full: true });
        }
        let han = words.concat().chars().filter(|&c| is_han(c)).count();
        let products = if han >= PHRASE || words.len() > 1 { self.by_part(words) } else { Vec::new() };
        (!products.is_empty()).then_some(Named { products, in_full: false })
    }

    /// The products of whose names, or of whose group's, the words are a part.
    pub(in crate::search) fn by_part(&self, words: &[&str]) -> Vec<ProductIx> {
        let text = words.concat();
        let han = text.chars().filter(|&c| is_han(c)).count();
        let links = words.iter().filter(|word| LINKS.contains(word)).count();
        let most = match words.len() {
            // `service for` says no more than `service` does.
            length if links > 0 && length - links < 2 => 0,
            _ if han >= PHRASE => MOST_IN_CHINESE,
            1 if han > 0 && han < WORD => 0,
            1 => MOST_OF_A_WORD,
            _ => MOST_OF_A_PHRASE,
        };
        let mut things: Vec<Thing> = Vec::new();
        for (_, thing) in self.names.iter().filter(|(name, _)| most > 0 && name.has(&text)) {
            if !things.contains(thing) {
                things.push(*thing);
            }
        }
        let mut products: Vec<ProductIx> = Vec::new();
        for thing in things.iter().filter(|_| things.len() <= most) {
            match *thing {
                Thing::Product(ix, is_listed) => products.extend(Some(ix).filter(|_| is_listed)),
                Thing::Group(place) => products.extend(&self.groups[place]),
            }
        }
        products.sort_unstable();
        products.dedup();
        products
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&'static str> {
        let catalog = Catalog::builtin();
        let words = crate::search::words::word::words(text);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let called = Called::new(catalog);
        let products = called.named(&words).map_or_else(|| called.by_part(&words), |named| named.products);
        products.into_iter().map(|ix| catalog.product(ix).id()).collect()
    }

    #[test]
    fn a_part_of_a_name_means_the_few_products_that_have_it() {
        for (text, product) in [
            ("key management", "Kms"),
            ("certificate management", "cas"),
            ("expenses", "BssOpenApi"),
            ("model studio", "DashScope"),
            ("百炼", "DashScope"),
            ("大模型服务平台百炼", "DashScope"),
            ("数字证书", "cas"),
            ("消息队列", "Mns"),
            ("message queue", "Mns"),
            ("云数据库", "R-kvstore"),
            ("人工智能", "DashScope"),
            ("大数据计算", "MaxCompute"),
        ] {
            assert!(found(text).contains(&product), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn an_ordinary_word_means_no_product() {
        for text in [
            "cloud",
            "service",
            "management",
            "for",
            "data",
            "platform",
            "alibaba cloud",
            "service for",
            "云",
            "服务",
            "管理",
            "计",
            "a",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
