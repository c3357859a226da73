//! Which entries a query admits at all: its filters, its phrases, the words it leaves out, and the scope.

use memchr::memmem::Finder;

use super::filter::{Filter, Key, Test};
use super::parse::{Parsed, Term};
use crate::catalog::{Catalog, EntryId};
use crate::lang::Lang;
use crate::search::code::letters::letter_set;
use crate::search::indexes::View;

/// Which of the entries; `None` for all of them.
type Admitted = Option<Vec<bool>>;

pub(in crate::search) fn admitted(view: View, parsed: &Parsed, scope: Option<&[EntryId]>) -> Admitted {
    let entries = view.catalog.len();
    let mut admitted: Admitted = scope.map(|scope| set(entries, scope.iter().copied()));
    for key in Key::ALL {
        let (excluded, wanted): (Vec<&Filter>, Vec<&Filter>) =
            parsed.filters.iter().filter(|filter| filter.key == key).partition(|filter| filter.excluded);
        if !wanted.is_empty() {
            keep(&mut admitted, &fitting(view, &wanted), true);
        }
        if !excluded.is_empty() {
            keep(&mut admitted, &fitting(view, &excluded), false);
        }
    }
    for term in &parsed.required {
        keep(&mut admitted, &holding(view, term), true);
    }
    for term in &parsed.excluded {
        keep(&mut admitted, &holding(view, term), false);
    }
    admitted
}

/// Keeps the entries for which `fits` equals `wanted`.
fn keep(admitted: &mut Admitted, fits: &[bool], wanted: bool) {
    let admitted = admitted.get_or_insert_with(|| vec![true; fits.len()]);
    admitted.iter_mut().zip(fits).for_each(|(admitted, fits)| *admitted &= *fits == wanted);
}

fn set(entries: usize, ids: impl IntoIterator<Item = EntryId>) -> Vec<bool> {
    let mut set = vec![false; entries];
    ids.into_iter().for_each(|id| set[id.index()] = true);
    set
}

/// The entries that pass at least one of the filters, which all have the same key.
fn fitting(view: View, filters: &[&Filter]) -> Vec<bool> {
    let catalog = view.catalog;
    let mut fits = vec![false; catalog.len()];
    for filter in filters {
        match &filter.test {
            Test::Code(letters) => codes_holding(view, letters, &mut fits),
            Test::ExactCode(code) => catalog.by_code(code).for_each(|id| fits[id.index()] = true),
            Test::Message(words) => {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                let found = view.messages().map(|messages| messages.holding_phrase(&words));
                found.into_iter().flatten().for_each(|id| fits[id.index()] = true);
            }
            test => {
                for id in catalog.ids() {
                    fits[id.index()] |= passes(catalog, test, id);
                }
            }
        }
    }
    fits
}

fn passes(catalog: &Catalog, test: &Test, id: EntryId) -> bool {
    let entry = catalog.entry(id);
    match test {
        Test::Status(lowest, highest) => {
            entry.status().is_some_and(|status| (*lowest..=*highest).contains(&status.get()))
        }
        Test::Products(products) => products.contains(&entry.product_ix()),
        Test::Categories(categories) => {
            entry.category().is_some_and(|category| categories.contains(&category))
        }
        Test::Retries(verdicts) => entry.retry().is_some_and(|retry| verdicts.contains(&retry)),
        Test::Sources(sources) => sources.contains(&entry.provenance()),
        Test::Origins(origins) => {
            entry.explanation(Lang::Zh).is_some_and(|explanation| origins.contains(&explanation.origin))
        }
        Test::Code(_) | Test::ExactCode(_) | Test::Message(_) => false,
    }
}

fn codes_holding(view: View, letters: &str, held: &mut [bool]) {
    let (codes, entries) = (view.codes(), view.catalog.codes());
    let finder = Finder::new(letters.as_bytes());
    let set = letter_set(letters.as_bytes());
    for ix in codes.all().filter(|&ix| set & !codes.letter_set(ix) == 0) {
        if finder.find(codes.get(ix).letters).is_some() {
            entries.entries(ix).for_each(|id| held[id.index()] = true);
        }
    }
}

/// The entries that hold a run of words in any field.
fn holding(view: View, term: &Term) -> Vec<bool> {
    let words: Vec<&str> = term.words.iter().map(String::as_str).collect();
    let texts = [view.messages(), view.meanings(), view.descriptions()];
    let english = texts.into_iter().flatten().flat_map(|texts| texts.holding_phrase(&words));
    let chinese = view.explanations().map(|texts| texts.runs(&term.squeezed)).unwrap_or_default();
    let found = english.chain(chinese.into_iter().map(|run| run.entry));
    let mut held = set(view.catalog.len(), found);
    if term.squeezed.is_ascii() {
        codes_holding(view, &term.squeezed, &mut held);
    }
    held
}
