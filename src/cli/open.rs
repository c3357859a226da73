//! Opens the catalogue that a command works on.

use super::context::Context;
use super::outcome::{Failure, say};
use super::{fault, near};
use crate::catalog::{Catalog, CatalogError, ProductIx, user};
use crate::settings::Paths;
use crate::text::held::Hold;

/// The catalogue of a run that answers and ends: the embedded one and, unless told otherwise, the user's over it.
///
/// A user's file that cannot be read is reported on standard error and left out.
pub fn catalog(context: &Context) -> Catalog {
    saying(context, Hold::Briefly)
}

/// The same for a run that goes on for as long as somebody wants.
pub fn lasting(context: &Context) -> Catalog {
    saying(context, Hold::Long)
}

fn saying(context: &Context, hold: Hold) -> Catalog {
    let (catalog, faults) = load(context, hold);
    for fault in faults {
        say(&context.words.left_out.of(&fault::catalog(&fault, context.lang)));
    }
    catalog
}

/// The same, and nothing said: what cannot be read is left out.
pub fn quietly(context: &Context, hold: Hold) -> Catalog {
    load(context, hold).0
}

fn load(context: &Context, hold: Hold) -> (Catalog, Vec<CatalogError>) {
    let folder = Paths::here(context.catalog_dir.as_deref()).catalogs.filter(|_| !context.builtin_only);
    folder.map_or_else(|| (Catalog::embedded(), Vec::new()), |folder| user::load(&folder.path, hold))
}

/// The product that a word means.
///
/// # Errors
/// Where there is none; the message names the nearest product.
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
