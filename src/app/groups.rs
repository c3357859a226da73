//! Groups of entries that the list shows in one row: those of equal code and equal meaning.

use std::collections::HashMap;

use crate::catalog::{Catalog, Entry, EntryId, FamilyIx};
use crate::lang::Lang;

/// For each entry the first one of its group. Made once for a catalogue and a language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Groups {
    first: Vec<EntryId>,
}

/// What makes entries of a code mean the same: their own words, or the rule that speaks for them.
type Meaning<'a> = (Option<&'a str>, Option<FamilyIx>);

fn meaning<'a>(entry: Entry<'a>, lang: Lang) -> Meaning<'a> {
    match entry.own_text(lang) {
        // A full stop is no other meaning.
        Some(own) => (Some(own.trim_end_matches(['。', '.'])), None),
        None => (None, entry.rule()),
    }
}

impl Groups {
    pub fn new(catalog: &Catalog, lang: Lang) -> Self {
        let mut first: Vec<EntryId> = catalog.ids().collect();
        let codes = catalog.codes();
        let mut seen: HashMap<Meaning, EntryId, foldhash::fast::RandomState> = HashMap::default();
        for code in codes.all() {
            let entries = codes.entries(code);
            if entries.len() < 2 {
                continue;
            }
            seen.clear();
            for id in entries {
                first[id.index()] = *seen.entry(meaning(catalog.entry(id), lang)).or_insert(id);
            }
        }
        Self { first }
    }

    pub fn of(&self, id: EntryId) -> EntryId {
        self.first.get(id.index()).copied().unwrap_or(id)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.first.len()
    }

    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_a_code_that_mean_the_same_are_one_row() {
        let catalog = Catalog::embedded();
        for lang in [Lang::Zh, Lang::En] {
            let groups = Groups::new(&catalog, lang);
            let mut firsts: Vec<EntryId> = catalog.ids().map(|id| groups.of(id)).collect();
            firsts.sort_unstable();
            firsts.dedup();
            assert!(firsts.len() < catalog.len(), "{lang:?}");
            for id in catalog.ids() {
                let (own, first) = (catalog.entry(id), catalog.entry(groups.of(id)));
                assert_eq!(own.code(), first.code());
                let said = |entry: Entry| {
                    let said = entry.explanation(lang)?.text;
                    Some(said.trim_end_matches(['。', '.']).to_owned())
                };
                assert_eq!(said(own), said(first), "{}", own.code());
            }
        }
    }
}
