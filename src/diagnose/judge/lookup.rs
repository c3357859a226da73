//! What the catalogue is asked: entries by code, templates of messages, messages by their words. The only place of the
//! diagnosis that knows how a catalogue keeps them; all is made when first needed.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::template::Template;
use super::words::{self, Tokens};
use crate::catalog::{Catalog, EntryId, ProductIx};

#[derive(Debug)]
pub struct Lookup {
    catalog: Arc<Catalog>,
    kin: OnceLock<Kin>,
    templates: OnceLock<Box<[OnceLock<Template>]>>,
    messages: OnceLock<Messages>,
}

/// A distinct code with its entries, in document order.
#[derive(Debug)]
pub struct Code {
    /// In lower case.
    pub lower: Box<str>,
    /// Which letters are in it, a bit each.
    pub letters: u32,
    pub entries: Vec<EntryId>,
}

/// The distinct codes by what a code near one of them shares with it.
#[derive(Debug, Default)]
struct Kin {
    all: Vec<Code>,
    /// By their length: those that differ in the first segment only are found among few.
    lengths: Vec<Vec<usize>>,
    /// By the first letter, and the codes with placeholders in them.
    initials: HashMap<u8, Vec<usize>>,
    templates: Vec<usize>,
}

/// Distinct messages, and which of them hold a word.
#[derive(Debug, Default)]
struct Messages {
    /// The entries of each.
    entries: Vec<Vec<EntryId>>,
    holding: HashMap<u32, Vec<u32>>,
}

/// As many messages are compared with a real one as an error's finding may cost.
const MOST: usize = 200;
/// As many places are counted for the choice of those.
const COUNTED: usize = 4000;

impl Lookup {
    pub fn new(catalog: Arc<Catalog>) -> Self {
        Self { catalog, kin: OnceLock::new(), templates: OnceLock::new(), messages: OnceLock::new() }
    }

    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    fn codes(&self) -> &Kin {
        self.kin.get_or_init(|| {
            let codes = self.catalog.codes();
            let mut kin = Kin::default();
            for ix in codes.all() {
                kin.add(codes.entries(ix), codes.written(ix).to_ascii_lowercase());
            }
            kin
        })
    }

    /// Whether a word is a code of the catalogue; letter case is ignored.
    pub fn is_code(&self, word: &str) -> bool {
        self.catalog.codes().contains(word)
    }

    /// The entries of a code; letter case is ignored.
    pub fn by_code(&self, code: &str) -> Vec<EntryId> {
        self.catalog.by_code(code).collect()
    }

    /// The codes that may be near one in lower case: of its first letter and nearly its letters, or its tail.
    pub fn kin(&self, lower: &str) -> impl Iterator<Item = &Code> {
        let codes = self.codes();
        let first = lower.as_bytes().first().copied().unwrap_or(0);
        let own = letters(lower);
        let head = lower.split('.').next().unwrap_or(lower);
        let like = move |place: &usize| {
            let code = &codes.all[*place];
            let kindred = code.lower.starts_with(head)
                || head.len() >= 10 && head.starts_with(code.lower.split('.').next().unwrap_or(""));
            kindred || code.lower.len().abs_diff(lower.len()) <= 3 && (code.letters ^ own).count_ones() <= 4
        };
        let of_initial =
            codes.initials.get(&first).map_or(&[][..], Vec::as_slice).iter().copied().filter(like);
        let tail = lower.split_once('.').map(|(_, tail)| tail);
        let near = lower.len().saturating_sub(2)..=lower.len() + 2;
        let of_length = tail.into_iter().flat_map(move |_| near.clone());
        let of_length = of_length.filter_map(|length| codes.lengths.get(length)).flatten().copied();
        // Those of the same initial have been looked at.
        let of_tail = of_length.filter(move |&place| {
            let code = &*codes.all[place].lower;
            let own = code.split_once('.').map(|(_, tail)| tail);
            own == tail && !code.as_bytes().starts_with(&[first])
        });
        let templates = codes.templates.iter().copied();
        let is_template = move |place: &usize| codes.all[*place].lower.contains('<');
        let of_initial = of_initial.filter(move |place| !is_template(place));
        templates.chain(of_tail).chain(of_initial).take(MOST).map(|place| &codes.all[place])
    }

    /// The entries whose messages share the rarest words with a real one, the likeliest first.
    pub fn sharing_words(&self, real: &Tokens) -> Vec<EntryId> {
        let messages = self.messages.get_or_init(|| self.read_messages());
        let mut words: Vec<&Vec<u32>> =
            real.bag().iter().filter_map(|word| messages.holding.get(word)).collect();
        words.sort_by_key(|holding| holding.len());
        words.dedup();
        let mut weights: HashMap<u32, f32> = HashMap::new();
        let mut counted = 0;
        for holding in words {
            counted += holding.len();
            if counted > COUNTED && !weights.is_empty() {
                break;
            }
            let weight = 1.0 / (1.0 + holding.len() as f32).log2();
            for &place in holding {
                *weights.entry(place).or_default() += weight;
            }
        }
        let mut best: Vec<(u32, f32)> = weights.into_iter().collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.iter()
            .take(MOST)
            .flat_map(|&(place, _)| messages.entries[place as usize].iter().copied())
            .collect()
    }

    fn read_messages(&self) -> Messages {
        let mut messages = Messages::default();
        let mut places: HashMap<&str, u32> = HashMap::new();
        for (id, message) in self.catalog.ids().filter_map(|id| Some((id, self.message(id)?))) {
            let next = messages.entries.len() as u32;
            let place = *places.entry(message).or_insert(next);
            if place == next {
                messages.entries.push(Vec::new());
                for word in words::hashes(message) {
                    let holding = messages.holding.entry(word).or_default();
                    if holding.last() != Some(&place) {
                        holding.push(place);
                    }
                }
            }
            messages.entries[place as usize].push(id);
        }
        messages
    }

    /// The template of an entry's message; an empty one for none.
    pub fn template(&self, id: EntryId) -> &Template {
        let templates = self.templates.get_or_init(|| self.catalog.ids().map(|_| OnceLock::new()).collect());
        templates[id.index()].get_or_init(|| Template::new(self.message(id).unwrap_or(""), self.code(id)))
    }

    pub fn code(&self, id: EntryId) -> &str {
        self.catalog.entry(id).code()
    }

    pub fn message(&self, id: EntryId) -> Option<&str> {
        self.catalog.entry(id).message().filter(|message| !message.is_empty())
    }

    pub fn status(&self, id: EntryId) -> Option<u16> {
        self.catalog.entry(id).status().map(|status| status.get())
    }

    pub fn product(&self, id: EntryId) -> ProductIx {
        self.catalog.entry(id).product_ix()
    }

    pub fn find_product(&self, name: &str) -> Option<ProductIx> {
        self.catalog.find_product(name)
    }
}

impl Kin {
    /// Takes in a code in lower case; codes that differ in letter case only come one after the other, and are one.
    fn add(&mut self, entries: impl Iterator<Item = EntryId>, lower: String) {
        let place = self.all.len();
        if let Some(last) = self.all.last_mut().filter(|last| *last.lower == *lower) {
            last.entries.extend(entries);
            return;
        }
        if self.lengths.len() <= lower.len() {
            self.lengths.resize_with(lower.len() + 1, Vec::new);
        }
        self.lengths[lower.len()].push(place);
        self.initials.entry(lower.as_bytes().first().copied().unwrap_or(0)).or_default().push(place);
        if lower.contains('<') {
            self.templates.push(place);
        }
        self.all.push(Code { letters: letters(&lower), lower: lower.into(), entries: entries.collect() });
    }
}

fn letters(code: &str) -> u32 {
    code.bytes().filter(u8::is_ascii_lowercase).fold(0, |letters, b| letters | 1 << (b - b'a'))
}
