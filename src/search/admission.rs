//! Which entries a query admits at all: its filters, its phrases, the words it leaves out, and the scope.

use memchr::memmem::Finder;

use super::Engine;
use super::codes::letter_set;
use super::filter::{Filter, Key, Test};
use super::query::{Parsed, Term};
use crate::catalog::EntryId;
use crate::lang::Lang;

/// Which of the entries; `None` for all of them.
pub(super) type Admitted = Option<Vec<bool>>;

impl Engine {
    pub(super) fn admitted(&self, parsed: &Parsed, scope: Option<&[EntryId]>) -> Admitted {
        let mut admitted: Admitted = scope.map(|scope| self.set(scope.iter().copied()));
        for key in Key::ALL {
            let (excluded, wanted): (Vec<&Filter>, Vec<&Filter>) =
                parsed.filters.iter().filter(|filter| filter.key == key).partition(|filter| filter.excluded);
            if !wanted.is_empty() {
                let fits = self.fitting(&wanted);
                self.keep(&mut admitted, |at| fits[at]);
            }
            if !excluded.is_empty() {
                let fits = self.fitting(&excluded);
                self.keep(&mut admitted, |at| !fits[at]);
            }
        }
        for term in &parsed.required {
            let held = self.holding(term);
            self.keep(&mut admitted, |at| held[at]);
        }
        for term in &parsed.excluded {
            let held = self.holding(term);
            self.keep(&mut admitted, |at| !held[at]);
        }
        admitted
    }

    fn keep(&self, admitted: &mut Admitted, fits: impl Fn(usize) -> bool) {
        let admitted = admitted.get_or_insert_with(|| vec![true; self.catalog.len()]);
        admitted.iter_mut().enumerate().for_each(|(at, admitted)| *admitted &= fits(at));
    }

    fn set(&self, entries: impl IntoIterator<Item = EntryId>) -> Vec<bool> {
        let mut set = vec![false; self.catalog.len()];
        entries.into_iter().for_each(|id| set[id.index()] = true);
        set
    }

    /// The entries that pass any of some filters.
    fn fitting(&self, filters: &[&Filter]) -> Vec<bool> {
        let mut fits = vec![false; self.catalog.len()];
        for filter in filters {
            match &filter.test {
                Test::Code(letters) => self.codes_holding(letters, &mut fits),
                Test::ExactCode(code) => {
                    self.catalog.by_code(code).for_each(|id| fits[id.index()] = true);
                }
                Test::Message(words) => {
                    let words: Vec<&str> = words.iter().map(String::as_str).collect();
                    for id in self.texts().messages.holding_phrase(&words) {
                        fits[id.index()] = true;
                    }
                }
                test => {
                    for id in self.catalog.ids() {
                        fits[id.index()] |= self.passes(test, id);
                    }
                }
            }
        }
        fits
    }

    fn passes(&self, test: &Test, id: EntryId) -> bool {
        let entry = self.catalog.entry(id);
        match test {
            Test::Status(lowest, highest) => {
                entry.status().is_some_and(|status| (*lowest..=*highest).contains(&status.get()))
            }
            Test::Products(products) => products.contains(&entry.product_ix()),
            Test::Categories(categories) => {
                entry.category().is_some_and(|category| categories.contains(&category))
            }
            Test::Origins(origins) => {
                entry.explanation(Lang::Zh).is_some_and(|explanation| origins.contains(&explanation.origin))
            }
            Test::Code(_) | Test::ExactCode(_) | Test::Message(_) => false,
        }
    }

    fn codes_holding(&self, letters: &str, held: &mut [bool]) {
        let finder = Finder::new(letters.as_bytes());
        let set = letter_set(letters.as_bytes());
        for ix in self.codes.all().filter(|&ix| set & !self.codes.letter_set(ix) == 0) {
            if finder.find(self.codes.get(ix).letters).is_some() {
                self.codes.entries(ix).iter().for_each(|id| held[id.index()] = true);
            }
        }
    }

    /// The entries that hold a run of words in any field.
    fn holding(&self, term: &Term) -> Vec<bool> {
        let texts = self.texts();
        let words: Vec<&str> = term.words.iter().map(String::as_str).collect();
        let found = texts.messages.holding_phrase(&words).into_iter();
        let found = found.chain(texts.descriptions.holding_phrase(&words));
        let found = found.chain(texts.explanations.runs(&term.squeezed).into_iter().map(|run| run.entry));
        let mut held = self.set(found);
        if term.squeezed.is_ascii() {
            self.codes_holding(&term.squeezed, &mut held);
        }
        held
    }
}
