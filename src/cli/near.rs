//! What was probably meant by a word that names nothing.

use super::context::Context;
use crate::catalog::Catalog;

/// The id of the product whose id, alias or name is nearest, if one is near enough to be a slip.
pub fn product<'a>(catalog: &'a Catalog, name: &str) -> Option<&'a str> {
    let names = catalog.products().iter().flat_map(|product| {
        let names = [&product.id, &product.name.en, &product.name.zh];
        names.into_iter().chain(&product.aliases).map(|name| (&**name, &*product.id))
    });
    nearest(name, names)
}

/// How many near codes are named.
pub const CODES: usize = 5;

/// Names near codes, if there are any, on lines of their own.
pub fn push_codes(text: &mut String, near: &[impl AsRef<str>], context: &Context) {
    if !near.is_empty() {
        text.push_str(&format!("\n{}", context.words.near_codes));
    }
    for code in near {
        text.push_str(&format!("\n  {}", code.as_ref()));
    }
}

/// The nearest of some words, if one is near enough to be a slip.
pub fn word<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest(word, known.into_iter().map(|known| (known, known)))
}

fn nearest<'a>(word: &str, known: impl Iterator<Item = (&'a str, &'a str)>) -> Option<&'a str> {
    let word = word.to_lowercase();
    // One slip in every three characters: beyond that the word is another one.
    let slips = (word.chars().count() / 3).max(1);
    known
        .map(|(known, meant)| (strsim::damerau_levenshtein(&word, &known.to_lowercase()), meant))
        .filter(|&(distance, _)| distance <= slips)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, meant)| meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        let catalog = Catalog::embedded();
        for (typed, meant) in [("slbb", Some("Slb")), ("reids", Some("R-kvstore")), ("xyzzy", None)] {
            assert_eq!(product(&catalog, typed), meant, "{typed}");
        }
        assert_eq!(word("explian", ["export", "explain"]), Some("explain"));
        assert_eq!(word("InvalidParameter", ["import", "explain"]), None);
    }
}
