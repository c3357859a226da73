//! What was probably meant by a word that names nothing.

use crate::catalog::Catalog;

/// The id of the product whose id, alias or name is nearest, if one is near enough to be a slip.
pub fn product<'a>(catalog: &'a Catalog, name: &str) -> Option<&'a str> {
    let names = catalog.products().iter().flat_map(|product| {
        let names = [&product.id, &product.name.en, &product.name.zh];
        names.into_iter().chain(&product.aliases).map(|name| (&**name, &*product.id))
    });
    nearest(name, names)
}

/// The codes nearest to one that is not in the catalogue, nearest first.
pub fn codes(catalog: &Catalog, code: &str, most: usize) -> Vec<String> {
    let code = code.to_lowercase();
    let distance = |known: &str| 1.0 - strsim::normalized_damerau_levenshtein(&code, &known.to_lowercase());
    let mut near: Vec<(f64, &str)> =
        catalog.entries().iter().map(|entry| (distance(&entry.code), &*entry.code)).collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
    near.dedup_by_key(|(_, code)| *code);
    near.into_iter()
        .take_while(|(distance, _)| *distance < 0.4)
        .take(most)
        .map(|(_, code)| code.to_owned())
        .collect()
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
        for (typed, meant) in [("slbb", Some("Slb")), ("rdis", Some("R-kvstore")), ("xyzzy", None)] {
            assert_eq!(product(&catalog, typed), meant, "{typed}");
        }
        assert_eq!(word("explian", ["export", "explain"]), Some("explain"));
        assert_eq!(word("InvalidParameter", ["import", "explain"]), None);
    }
}
