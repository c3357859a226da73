//! Copies official explanations from other products (siblings) where the same error has one there.

use crate::catalog::{Catalog, Entry, EntryRecord, Origin, ProductRecord, Said};
use crate::lang::Lang;
use crate::text::fold;

/// Gives entries without a Chinese explanation the one that another product's document has for the same code
/// and message, typography aside. Products of the same group are asked first, others in their order.
pub(super) fn lend(catalog: &Catalog, product: &ProductRecord, entries: &mut [EntryRecord]) {
    let group = |id: &str| catalog.product_of_id(id).map(|ix| catalog.product(ix).group(Lang::En));
    let own_group = group(&product.id);
    let is_foreign = |entry: &Entry| !entry.product().id().eq_ignore_ascii_case(&product.id);
    for entry in entries.iter_mut().filter(|entry| entry.explanation.zh.is_none()) {
        let Some(message) = entry.message.as_deref().map(fold::message) else { continue };
        let same = |lender: &Entry| {
            lender.code() == &*entry.code && lender.message().map(fold::message).as_ref() == Some(&message)
        };
        let lenders = catalog.by_code(&entry.code).map(|id| catalog.entry(id));
        let lent = lenders.filter(is_foreign).filter(same).filter_map(|lender| {
            let said = lender.own_explanation().zh.filter(|said| said.origin == Origin::Official)?;
            Some((own_group != Some(lender.product().group(Lang::En)), said))
        });
        // Of equal ones the first.
        let lent = lent.min_by_key(|(is_of_other_group, _)| *is_of_other_group);
        entry.explanation.zh = lent.map(|(_, said)| Said { text: said.text, origin: Origin::Sibling });
    }
}
