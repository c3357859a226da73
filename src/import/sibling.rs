//! Official explanations lent by other products.

use std::collections::HashMap;

use crate::catalog::{Catalog, Entry, Explanation, Origin, Product, Text};
use crate::text::fold;

/// Gives entries without an explanation the one that another product's document has for the same code
/// and message, typography aside. Products of the same group lend before others, then in their order.
pub(super) fn lend(catalog: &Catalog, product: &Product, entries: &mut [Entry]) {
    let official = |e: &&Entry| e.explanation.as_ref().is_some_and(|e| e.origin == Origin::Official);
    let foreign = |e: &&Entry| !catalog.product(e.product).id.eq_ignore_ascii_case(&product.id);
    let mut lenders: Vec<&Entry> = catalog.entries().iter().filter(official).filter(foreign).collect();
    lenders.sort_by_key(|entry| catalog.product(entry.product).group != product.group);

    let mut explanations: HashMap<(&str, String), &Text> = HashMap::new();
    for lender in lenders {
        if let Some(explanation) = &lender.explanation {
            explanations.entry(identity(lender)).or_insert(&explanation.zh);
        }
    }
    for entry in entries.iter_mut().filter(|entry| entry.explanation.is_none()) {
        if let Some(&zh) = explanations.get(&identity(entry)) {
            entry.explanation = Some(Explanation::new(zh.clone(), Origin::Sibling));
        }
    }
}

fn identity(entry: &Entry) -> (&str, String) {
    (&entry.code, fold::message(&entry.message))
}
