//! What the diagnosis asks of the catalogue: entries by code, templates of messages, messages by their words. No other
//! file of the diagnosis knows how a catalogue stores them. Everything here is built when it is first needed.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use foldhash::fast::RandomState;

use super::groups::Groups;
use super::template::Template;
use super::words::{self, Tokens};
use crate::catalog::{Catalog, CodeIx, EntryId, ProductIx};

#[derive(Debug)]
pub struct Lookup {
    catalog: Arc<Catalog>,
    kin: OnceLock<Kin>,
    /// A place for each entry; the template is made when it is asked for, and few are.
    templates: OnceLock<Box<[OnceLock<Box<Template>>]>>,
    messages: OnceLock<Messages>,
}

/// A code, once for all the letter cases that it is written in.
#[derive(Debug)]
pub struct Code {
    /// Where it stands among the catalogue's codes, in each letter case that it is written in.
    written: Range<usize>,
    length: usize,
    /// Which letters are in it, a bit each.
    letters: u32,
}

/// The distinct codes, indexed by what a nearby code has in common with them: letters, length, tail.
#[derive(Debug, Default)]
struct Kin {
    /// In the order of their lower case.
    all: Vec<Code>,
    /// Their places by length, so that codes that differ in the first segment only are found without trying all.
    lengths: Vec<Vec<usize>>,
    /// The codes with placeholders in them.
    templates: Vec<usize>,
}

/// Distinct messages, and which of them hold a word.
#[derive(Debug)]
struct Messages {
    /// The entries of each.
    entries: Groups<EntryId>,
    /// Words by their hash, and the messages that hold each.
    words: HashMap<u32, u32, RandomState>,
    holding: Groups<u32>,
}

/// At most this many documented messages are compared with a real one, to limit what one error may cost.
const MOST: usize = 200;
/// At most this many occurrences of words are counted to choose those messages.
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
            let mut before = "";
            for ix in codes.all() {
                let code = codes.written(ix);
                match kin.all.last_mut().filter(|_| before.eq_ignore_ascii_case(code)) {
                    Some(last) => last.written.end = ix.index() + 1,
                    None => kin.add(ix, code),
                }
                before = code;
            }
            kin
        })
    }

    /// A code in the letter case that comes first.
    pub fn written(&self, code: &Code) -> &str {
        self.catalog.codes().written(CodeIx::new(code.written.start))
    }

    /// The entries of a code, in document order for each way it is written.
    pub fn entries(&self, code: &Code) -> Vec<EntryId> {
        let codes = self.catalog.codes();
        code.written.clone().flat_map(|ix| codes.entries(CodeIx::new(ix))).collect()
    }

    /// Whether a word is a code of the catalogue; letter case is ignored.
    pub fn is_code(&self, word: &str) -> bool {
        self.catalog.codes().contains(word)
    }

    /// The entries of a code; letter case is ignored.
    pub fn by_code(&self, code: &str) -> Vec<EntryId> {
        self.catalog.by_code(code).collect()
    }

    /// The codes that may be near a code, given in lower case: those with its first letter and nearly its letters,
    /// and those with its tail.
    pub fn kin(&self, lower: &str) -> impl Iterator<Item = &Code> {
        let codes = self.codes();
        let written = |place: usize| self.written(&codes.all[place]);
        let initial = |code: &str| code.bytes().next().unwrap_or(0).to_ascii_lowercase();
        let first = initial(lower);
        let own = letters(lower);
        let head = lower.split('.').next().unwrap_or(lower);
        let like = move |place: &usize| {
            let (code, text) = (&codes.all[*place], written(*place));
            let kindred = || {
                begins(text, head) || head.len() >= 10 && begins(head, text.split('.').next().unwrap_or(""))
            };
            let alike = code.length.abs_diff(lower.len()) <= 3 && (code.letters ^ own).count_ones() <= 4;
            alike || kindred()
        };
        let bound = |is_before: &dyn Fn(u8) -> bool| {
            codes.all.partition_point(|code| is_before(initial(self.written(code))))
        };
        let of_initial = (bound(&|own| own < first)..bound(&|own| own <= first)).filter(like);
        let tail = lower.split_once('.').map(|(_, tail)| tail);
        let near = lower.len().saturating_sub(2)..=lower.len() + 2;
        let of_length = tail.into_iter().flat_map(move |_| near.clone());
        let of_length = of_length.filter_map(|length| codes.lengths.get(length)).flatten().copied();
        // Those with the same first letter have been tried already.
        let of_tail = of_length.filter(move |&place| {
            let code = written(place);
            let same =
                |tail: &str| code.split_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(tail));
            initial(code) != first && tail.is_some_and(same)
        });
        let templates = codes.templates.iter().copied();
        let of_initial = of_initial.filter(move |&place| !written(place).contains('<'));
        templates.chain(of_tail).chain(of_initial).take(MOST).map(|place| &codes.all[place])
    }

    /// The entries whose messages share the rarest words with a real one, the likeliest first.
    pub fn sharing_words(&self, real: &Tokens) -> Vec<EntryId> {
        let messages = self.messages.get_or_init(|| self.read_messages());
        let known = real.bag().iter().filter_map(|word| messages.words.get(word));
        let mut words: Vec<&[u32]> = known.map(|&word| messages.holding.of(word)).collect();
        words.sort_by_key(|holding| holding.len());
        words.dedup();
        let mut weights: HashMap<u32, f32, RandomState> = HashMap::default();
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
        best.iter().take(MOST).flat_map(|&(place, _)| messages.entries.of(place).iter().copied()).collect()
    }

    fn read_messages(&self) -> Messages {
        let mut places: HashMap<&str, u32, RandomState> = HashMap::default();
        let mut words: HashMap<u32, u32, RandomState> = HashMap::default();
        let (mut entries, mut holding) = (Vec::new(), Vec::new());
        for (id, message) in self.catalog.ids().filter_map(|id| Some((id, self.message(id)?))) {
            let next = places.len() as u32;
            let place = *places.entry(message).or_insert(next);
            if place == next {
                let before = holding.len();
                words::each_hash(message, |hash| {
                    let next = words.len() as u32;
                    let held = (*words.entry(hash).or_insert(next), place);
                    if !holding[before..].contains(&held) {
                        holding.push(held);
                    }
                });
            }
            entries.push((place, id));
        }
        let (entries, holding) = (Groups::new(places.len(), &entries), Groups::new(words.len(), &holding));
        Messages { entries, words, holding }
    }

    /// The template of an entry's message; an empty one for none.
    pub fn template(&self, id: EntryId) -> &Template {
        let templates = self.templates.get_or_init(|| self.catalog.ids().map(|_| OnceLock::new()).collect());
        let template = || Template::new(self.message(id).unwrap_or(""), self.code(id));
        templates[id.index()].get_or_init(|| template().into())
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
    fn add(&mut self, ix: CodeIx, code: &str) {
        let place = self.all.len();
        if self.lengths.len() <= code.len() {
            self.lengths.resize_with(code.len() + 1, Vec::new);
        }
        self.lengths[code.len()].push(place);
        if code.contains('<') {
            self.templates.push(place);
        }
        let written = ix.index()..ix.index() + 1;
        self.all.push(Code { written, length: code.len(), letters: letters(code) });
    }
}

fn letters(code: &str) -> u32 {
    let lower = code.bytes().map(|b| b.to_ascii_lowercase());
    lower.filter(u8::is_ascii_lowercase).fold(0, |letters, b| letters | 1 << (b - b'a'))
}

/// Whether a text begins with another, letter case ignored.
fn begins(text: &str, start: &str) -> bool {
    text.as_bytes().get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start.as_bytes()))
}
