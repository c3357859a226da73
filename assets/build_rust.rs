//! Writes what the build gives as Rust: the categories, and the lengths of the tables that it writes as bytes.

use std::fmt::Write;

use crate::source::family::CategoryRow;

/// The constants `CATEGORIES`, and the numbers of `FAMILIES` and `REMEDIES`.
pub fn tables(categories: &[CategoryRow], families: usize, remedies: usize) -> String {
    let mut rust = format!("pub(super) static CATEGORIES: [CategoryWords; {}] = [\n", categories.len());
    for CategoryRow { zh, en, said, .. } in categories {
        // Writing to a string does not fail, here and below.
        let _ =
            writeln!(rust, "CategoryWords {{ names: Bilingual::fixed({zh:?}, {en:?}), said: &{said:?} }},");
    }
    let _ = writeln!(rust, "];");
    for (name, count) in [("FAMILIES", families), ("REMEDIES", remedies)] {
        let _ = writeln!(rust, "pub(super) const {name}: usize = {count};");
    }
    rust
}
