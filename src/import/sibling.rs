//! Official explanations lent by other products.

use std::collections::HashMap;

use crate::catalog::{Catalog, Entry, EntryRecord, Origin, ProductRecord, Said};
use crate::lang::Lang;
use crate::text::fold;

/// Gives entries without a Chinese explanation the one that another product's document has for the same code
/// and message, typography aside. Products of the same group lend before others, then in their order.
pub(super) fn lend(catalog: &Catalog, product: &ProductRecord, entries: &mut [EntryRecord]) {
    let group = |id: &str| catalog.product_of_id(id).map(|ix| catalog.product(ix).group(Lang::En));
    let foreign = |entry: &Entry| !entry.product().id().eq_ignore_ascii_case(&product.id);
    let own_group = group(&product.id);
    let mut lenders: Vec<Entry> = catalog.entries().filter(foreign).collect();
    lenders.sort_by_key(|entry| own_group != Some(entry.product().group(Lang::En)));

    let mut explanations: HashMap<(String, String), Said> = HashMap::new();
    for lender in lenders {
        let official = lender.own_explanation().zh.filter(|said| said.origin == Origin::Official);
        if let (Some(said), Some(message)) = (official, lender.message()) {
            explanations.entry(identity(lender.code(), message)).or_insert(said);
        }
    }
    for entry in entries.iter_mut().filter(|entry| entry.explanation.zh.is_none()) {
        let lent =
            entry.message.as_ref().and_then(|message| explanations.get(&identity(&entry.code, message)));
        entry.explanation.zh = lent.map(|said| Said { text: said.text.clone(), origin: Origin::Sibling });
    }
}

fn identity(code: &str, message: &str) -> (String, String) {
    (code.to_owned(), fold::message(message))
}
