//! Suggestions for unknown words.

use super::context::Context;
use crate::catalog::Catalog;
use crate::lang::Lang;
use crate::text::nearest::nearest;

/// The id of the product whose id, alias or name is nearest, if one is near enough to be a slip.
pub fn product<'a>(catalog: &'a Catalog, name: &str) -> Option<&'a str> {
    let names = catalog.listed_products().flat_map(|product| {
        let names = [product.id(), product.name(Lang::En), product.name(Lang::Zh)];
        names.into_iter().chain(product.said()).map(move |name| (name, product.id()))
    });
    let (near, meant): (Vec<&str>, Vec<&str>) = names.unzip();
    let found = nearest(name, &near)?;
    near.iter().position(|name| name == found).map(|at| meant[at])
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
        for (typed, meant) in [("slbb", Some("Slb")), ("reids", Some("R-kvstore")), ("xyzzy", None)] {
            assert_eq!(product(&catalog, typed), meant, "{typed}");
        }
    }
}
