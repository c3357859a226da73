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
    let mut catalog = Catalog::embedded();
    for fault in overlay(&mut catalog, context) {
        say(&context.words.left_out.of(&fault.to_string()));
    }
    catalog
}

/// A catalogue that has every entry of some codes, and may lack any other.
///
/// Most of a run that explains a code would be spent on reading the entries of all others. Where one of the
/// codes is in no catalogue, all is read after all: the nearest codes are among the others.
pub fn catalog_of(codes: &[&str], context: &Context) -> Catalog {
    // Beyond a few codes, comparing costs more than reading.
    if codes.len() > 8 {
        return catalog(context);
    }
    let mut few = Catalog::embedded_of(codes);
    let faults = overlay(&mut few, context);
    // Faults are said once, by whoever reads last.
    if !faults.is_empty() || codes.iter().any(|code| few.by_code(code).next().is_none()) {
        return catalog(context);
    }
    few
}

/// The same, and nothing said: what cannot be read is left out.
pub fn quietly(context: &Context) -> Catalog {
    let mut catalog = Catalog::embedded();
    overlay(&mut catalog, context);
    catalog
}

/// Lays the user's files over a catalogue, unless told otherwise; returns what could not be read.
fn overlay(catalog: &mut Catalog, context: &Context) -> Vec<CatalogError> {
    if context.builtin_only {
        return Vec::new();
    }
    let Some(folder) = Paths::here(context.catalog_dir.as_deref()).catalogs else { return Vec::new() };
    let overlay = read_folder(&folder.path);
    catalog.overlay(overlay.files);
    overlay.faults
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
