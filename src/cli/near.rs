//! Suggestions for unknown words.

use super::context::Context;
use crate::catalog::Catalog;
use crate::search;

/// The id of the product whose id, alias or name is nearest, if one is near enough to be a slip.
pub fn product<'a>(catalog: &'a Catalog, name: &str) -> Option<&'a str> {
    search::nearest_product(catalog, name).map(|ix| catalog.product(ix).id())
}

/// How many similar codes are suggested.
pub const CODES: usize = 5;

/// Adds the similar codes, if there are any, on lines of their own.
pub fn push_codes(text: &mut String, near: &[impl AsRef<str>], context: &Context) {
    if !near.is_empty() {
        text.push_str(&format!("\n{}", context.words.near_codes));
    }
    for code in near {
        text.push_str(&format!("\n  {}", code.as_ref()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        let catalog = Catalog::embedded();
        for (typed, meant) in
            [("slbb", Some("Slb")), ("reids", Some("R-kvstore")), ("nope", None), ("xyzzy", None)]
        {
            assert_eq!(product(&catalog, typed), meant, "{typed}");
        }
    }
}
