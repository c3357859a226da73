//! The catalogue a command works on.

use super::context::Context;
use super::near;
use super::outcome::{Failure, say};
use crate::catalog::{Catalog, CatalogError, ProductIx, read_folder};
use crate::settings::Paths;

/// The catalogue of a run: the embedded one and, unless told otherwise, the user's over it.
///
/// A user's file that cannot be read is said on standard error and left out.
pub fn catalog(context: &Context) -> Catalog {
    let (catalog, faults) = catalog_and_faults(context);
    for fault in &faults {
        say(&context.words.left_out.of(&fault.to_string()));
    }
    catalog
}

/// The same, and nothing said: what cannot be read is left out.
pub fn quietly(context: &Context) -> Catalog {
    catalog_and_faults(context).0
}

fn catalog_and_faults(context: &Context) -> (Catalog, Vec<CatalogError>) {
    let mut catalog = Catalog::embedded();
    if context.builtin_only {
        return (catalog, Vec::new());
    }
    let Some(folder) = Paths::here(context.catalog_dir.as_deref()).catalogs else {
        return (catalog, Vec::new());
    };
    let overlay = read_folder(&folder.path);
    catalog.overlay(overlay.files);
    (catalog, overlay.faults)
}

/// The product that a word means.
///
/// # Errors
/// Where none does; the message names the nearest.
pub fn product(catalog: &Catalog, name: &str, context: &Context) -> Result<ProductIx, Failure> {
    catalog.find_product(name).ok_or_else(|| {
        let words = context.words;
        let mut text = words.no_such_product.of(name);
        if let Some(near) = near::product(catalog, name) {
            text.push_str(&format!("\n{}", words.did_you_mean.of(near)));
        }
        Failure::Usage(text)
    })
}
