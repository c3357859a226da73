//! Groups the entries of one code into blocks: products for which the code means the same are printed once.

use crate::catalog::{BothRef, Catalog, Category, Entry, EntryId, ProductIx, Retry, Step};
use crate::lang::Lang;
use crate::page::title;
use crate::text::fold;

/// The entries that are printed as one card.
#[derive(Debug, PartialEq, Eq)]
pub struct Block {
    /// The entries of the first product.
    pub own: Vec<EntryId>,
    /// The entries of every further product; they say the same as those of the first.
    pub alike: Vec<Vec<EntryId>>,
}

impl Block {
    /// The messages of the further products that no product before them has, whatever their typography and letter case.
    pub fn other_messages<'a>(&self, catalog: &'a Catalog) -> Vec<(EntryId, &'a str)> {
        let message = |id: &EntryId| catalog.entry(*id).message();
        // `doesn't` and `doesn’t` are one message.
        let mut seen: Vec<String> = self.own.iter().filter_map(message).map(fold::message).collect();
        let mut others = Vec::new();
        for id in self.alike.iter().flatten() {
            let Some(message) = message(id) else { continue };
            let folded = fold::message(message);
            if !seen.contains(&folded) {
                seen.push(folded);
                others.push((*id, message));
            }
        }
        others
    }
}

/// What a card says, except for product, status and message.
#[derive(PartialEq)]
struct Said<'a> {
    title: String,
    advice: Option<BothRef<'a>>,
    steps: Vec<Step>,
    notes: [Option<BothRef<'a>>; 2],
    description: Option<&'a str>,
    kind: (Option<Category>, Option<Retry>),
}

impl<'a> Said<'a> {
    fn of(entry: Entry<'a>, lang: Lang) -> Self {
        Self {
            // An entry without an explanation is called by its message.
            title: fold::message(&title(entry, lang)),
            advice: entry.advice(),
            steps: entry.steps(),
            notes: [entry.note(), entry.repair()],
            description: entry.description_en(),
            kind: (entry.category(), entry.retry()),
        }
    }
}

/// The blocks of a code's entries, in the order of their first ones.
pub fn blocks(catalog: &Catalog, entries: &[EntryId], lang: Lang) -> Vec<Block> {
    let mut products: Vec<(ProductIx, Vec<EntryId>)> = Vec::new();
    for &id in entries {
        let product = catalog.entry(id).product_ix();
        match products.iter_mut().find(|(own, _)| *own == product) {
            Some((_, own)) => own.push(id),
            None => products.push((product, vec![id])),
        }
    }
    let mut blocks: Vec<(Option<Said>, Block)> = Vec::new();
    for (_, own) in products {
        let mut said = own.iter().map(|&id| Said::of(catalog.entry(id), lang));
        // A product whose entries of the code say different things has a card of its own.
        let first = said.next().filter(|first| said.all(|other| other == *first));
        let same = |(said, _): &&mut (Option<Said>, Block)| said.is_some() && *said == first;
        match blocks.iter_mut().find(same) {
            Some((_, block)) => block.alike.push(own),
            None => blocks.push((first, Block { own, alike: Vec::new() })),
        }
    }
    blocks.into_iter().map(|(_, block)| block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_stands_in_one_block() {
        let catalog = Catalog::embedded();
        for code in ["InvalidParameter", "Throttling", "Forbidden.RAM"] {
            let entries: Vec<EntryId> = catalog.by_code(code).collect();
            let blocks = blocks(&catalog, &entries, Lang::En);
            let mut told: Vec<EntryId> = blocks
                .iter()
                .flat_map(|block| block.own.iter().chain(block.alike.iter().flatten()))
                .copied()
                .collect();
            told.sort_unstable();
            let mut all = entries.clone();
            all.sort_unstable();
            assert_eq!(told, all, "{code}");
        }
    }
}
