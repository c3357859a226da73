//! Catalogue files made into one compiled catalogue.

use std::collections::HashMap;

use super::family::{Families, FamilyIx, Subject};
use super::known::KnownProduct;
use super::layout::{self, MAGIC, PRODUCT_LISTS, VERSION, entry as field, extra, header};
use super::origin::Origin;
use super::packed::Table;
use super::provenance::Provenance;
use super::record::{EntryRecord, Identity, ProductFile, Supplier};
use super::remedy::{self, Case, Remedy};
use super::text::{Both, Text};

/// A compiled catalogue, as [`layout`] describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    /// Little-endian 32-bit words.
    pub words: Vec<u8>,
    /// Every string, one after the other.
    pub text: String,
}

/// What errors are judged by.
#[derive(Debug, Clone, Copy)]
pub struct Judges<'a> {
    pub families: &'a Families,
    /// In the order of [`remedy::sort`].
    pub remedies: &'a Table<Remedy>,
}

/// Products of this project, for errors that any product can return. They stand last.
pub const ANY_PRODUCT: [&str; 2] = ["Common", "SDK"];

/// More than the compiled form can number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooMany {
    pub what: &'static str,
    pub most: usize,
}

struct Pending {
    known: KnownProduct,
    supplier: Option<Supplier>,
    updated: Option<Text>,
    entries: Vec<EntryRecord>,
    /// Of each entry.
    provenances: Vec<Provenance>,
    places: HashMap<Identity, usize>,
}

/// Gathers catalogue files, merges them and compiles them.
pub struct Compiler {
    products: Vec<Pending>,
    by_id: HashMap<String, usize>,
}

impl Compiler {
    /// A catalogue of no entries that knows some products.
    pub fn new(known: impl IntoIterator<Item = KnownProduct>) -> Self {
        let mut compiler = Self { products: Vec::new(), by_id: HashMap::new() };
        known.into_iter().for_each(|product| compiler.add_product(product));
        compiler
    }

    fn add_product(&mut self, known: KnownProduct) {
        self.by_id.insert(known.id.to_ascii_lowercase(), self.products.len());
        let (entries, provenances, places) = (Vec::new(), Vec::new(), HashMap::new());
        self.products.push(Pending { known, supplier: None, updated: None, entries, provenances, places });
    }

    /// Adds a file: entries already known take in what it adds, new ones stand behind the product's others, new
    /// products behind the other products. Rows of one error are one entry, whoever has the product.
    pub fn add(&mut self, file: ProductFile, supplier: Supplier) {
        let id = file.product.id.to_ascii_lowercase();
        let updated = file.product.updated.clone();
        if !self.by_id.contains_key(&id) {
            self.add_product(file.product.into());
        }
        let product = &mut self.products[self.by_id[&id]];
        product.supplier = match product.supplier {
            Some(other) if other != supplier => Some(Supplier::Both),
            _ => Some(supplier),
        };
        product.updated = updated.or(product.updated.take());
        for entry in file.entries {
            match product.places.get(&entry.identity()) {
                Some(&at) => {
                    product.provenances[at] = product.provenances[at].taking_in(&entry, supplier);
                    product.entries[at].absorb(entry);
                }
                None => {
                    product.places.insert(entry.identity(), product.entries.len());
                    product.provenances.push(Provenance::of(&entry, supplier));
                    product.entries.push(entry);
                }
            }
        }
    }

    /// The compiled catalogue.
    ///
    /// # Errors
    /// Where there is more than the form can number.
    pub fn compile(mut self, judges: Judges) -> Result<Compiled, TooMany> {
        let of_any =
            |product: &Pending| ANY_PRODUCT.iter().any(|id| product.known.id.eq_ignore_ascii_case(id));
        self.products.sort_by_key(of_any);
        bounded("products", self.products.len(), usize::from(u16::MAX))?;
        let entries: usize = self.products.iter().map(|product| product.entries.len()).sum();
        bounded("entries", entries, MOST_ENTRIES)?;
        let mut writer = Writer::default();
        let codes = Codes::new(&self.products);
        let mut first = 0;
        for product in &self.products {
            writer.product(product, first);
            first += product.entries.len() as u32;
        }
        for code in &codes.distinct {
            let string = writer.strings.place(code);
            writer.codes.push(string);
        }
        let mut families: Vec<Option<Vec<FamilyIx>>> = vec![None; codes.distinct.len()];
        let mut ix = codes.of_entries.iter().copied();
        for (number, product) in self.products.iter().enumerate() {
            for (entry, provenance) in product.entries.iter().zip(&product.provenances) {
                // There is a code for each entry.
                let code = ix.next().unwrap_or_default();
                let of_code =
                    families[code as usize].get_or_insert_with(|| judges.families.of_code(&entry.code));
                let place = Place { product: number as u32, code, provenance: *provenance };
                writer.entry(entry, place, &product.known.id, of_code, judges);
            }
        }
        bounded("bytes of text", writer.strings.text.len(), u32::MAX as usize)?;
        Ok(writer.finish(&codes))
    }
}

/// The lists of an entry take some tens of words, and places are 32 bits wide: more entries could overflow them.
const MOST_ENTRIES: usize = 10_000_000;

fn bounded(what: &'static str, count: usize, most: usize) -> Result<(), TooMany> {
    if count > most { Err(TooMany { what, most }) } else { Ok(()) }
}

/// The distinct codes in the order of their lower case, and the code of each entry.
struct Codes<'a> {
    distinct: Vec<&'a str>,
    of_entries: Vec<u32>,
}

impl<'a> Codes<'a> {
    fn new(products: &'a [Pending]) -> Self {
        let codes = || products.iter().flat_map(|product| &product.entries).map(|entry| &*entry.code);
        let mut distinct: Vec<&str> = codes().collect();
        let folded = |code: &str| code.bytes().map(|b| b.to_ascii_lowercase()).collect::<Vec<u8>>();
        distinct.sort_unstable();
        distinct.dedup();
        distinct.sort_by_cached_key(|code| folded(code));
        let places: HashMap<&str, u32> = distinct.iter().copied().zip(0..).collect();
        let of_entries = codes().map(|code| places[code]).collect();
        Self { distinct, of_entries }
    }
}

/// Strings, each held once.
#[derive(Default)]
struct Strings {
    places: HashMap<String, u32>,
    starts: Vec<u32>,
    text: String,
}

impl Strings {
    fn place(&mut self, string: &str) -> u32 {
        if let Some(&place) = self.places.get(string) {
            return place;
        }
        let place = self.starts.len() as u32;
        self.starts.push(self.text.len() as u32);
        self.text.push_str(string);
        self.places.insert(string.to_owned(), place);
        place
    }

    fn optional(&mut self, string: Option<&Text>) -> u32 {
        string.map_or(0, |string| self.place(string) + 1)
    }
}

/// Where an entry belongs.
#[derive(Clone, Copy)]
struct Place {
    product: u32,
    code: u32,
    provenance: Provenance,
}

#[derive(Default)]
struct Writer {
    strings: Strings,
    products: Vec<u32>,
    codes: Vec<u32>,
    entries: Vec<u32>,
    lists: Vec<u32>,
    /// Where each list that was written starts: equal lists are stored once.
    known_lists: HashMap<Vec<u32>, u32>,
}

impl Writer {
    fn list(&mut self, list: Vec<u32>) -> u32 {
        if let Some(&place) = self.known_lists.get(&list) {
            return place;
        }
        let place = self.lists.len() as u32;
        self.lists.extend(&list);
        self.known_lists.insert(list, place);
        place
    }

    fn product(&mut self, product: &Pending, first_entry: u32) {
        let known = &product.known;
        let lists: [&[Text]; PRODUCT_LISTS] =
            [&known.formerly, &known.said, &known.also, &known.hosts, &known.terraform, &known.sdk];
        let mut words = Vec::new();
        for list in lists {
            words.push(list.len() as u32);
            words.extend(list.iter().map(|word| self.strings.place(word)));
        }
        let words = self.list(words);
        let supplier = match product.supplier {
            None => 0,
            Some(Supplier::Builtin) => 1,
            Some(Supplier::User) => 2,
            Some(Supplier::Both) => 3,
        };
        let names = [&known.id, &known.name.zh, &known.name.en, &known.group.zh, &known.group.en];
        let names = names.map(|name| self.strings.place(name));
        self.products.extend(names);
        let updated = self.strings.optional(product.updated.as_ref());
        let quota = self.strings.optional(known.quota.as_ref());
        self.products.extend([first_entry, supplier, updated, quota, words]);
    }

    fn entry(
        &mut self,
        entry: &EntryRecord,
        place: Place,
        product_id: &str,
        of_code: &[FamilyIx],
        judges: Judges,
    ) {
        let subject = Subject {
            code: &entry.code,
            status: entry.status,
            message: entry.message.as_deref(),
            product: Some(product_id),
        };
        let family = judges.families.first(of_code, &subject);
        let row = family.map(|ix| judges.families.get(ix));
        let case = Case { subject, family: row.map(|family| &*family.id), denied: None };
        let nth = remedy::find(judges.remedies, &case);
        let remedy = nth.map(|nth| judges.remedies.get(nth));
        let remedy_place = nth.map_or(0, |nth| nth as u32 + 1);
        let category =
            entry.category.or(remedy.and_then(|r| r.category)).or(row.map(|family| family.category));
        let retry = entry.retry.or(remedy.and_then(|r| r.retry)).or(row.and_then(|family| family.retry));
        let status = entry.status.map_or(0, |status| u32::from(status.get()));
        let explanation = &entry.explanation;
        let unsaid = explanation.zh.is_none() || explanation.en.is_none();
        let meaning = unsaid.then(|| judges.families.meaning_of(of_code, &subject)).flatten();
        let message = self.strings.optional(entry.message.as_ref());
        let [zh, en] = [
            (&explanation.zh, meaning.as_ref().map(|meaning| &meaning.zh)),
            (&explanation.en, meaning.as_ref().map(|meaning| &meaning.en)),
        ]
        .map(|(said, derived)| match said {
            Some(said) => (self.strings.optional(Some(&said.text)), said.origin as u32 + 1),
            None => (
                self.strings.optional(derived),
                derived.map_or(0, |_| field::DERIVED | (Origin::Rule as u32 + 1)),
            ),
        });
        let verdict = retry.map_or(0, |retry| retry as u32 + 1)
            | (place.provenance as u32) << field::PROVENANCE_SHIFT
            | category.map_or(0, |category| category as u32 + 1) << 8
            | zh.1 << 16
            | en.1 << 24;
        let lists = self.extras(entry);
        let families = family.map_or(0, |ix| u32::from(ix.0) + 1) | remedy_place << 16;
        let Place { product, code, .. } = place;
        self.entries.extend([product | status << 16, code, message, zh.0, en.0, families, verdict, lists]);
    }

    /// Writes the list of what few entries have (notes, steps, sources); 0 for an entry that has nothing of it.
    fn extras(&mut self, entry: &EntryRecord) -> u32 {
        let advice = entry.advice.as_ref();
        let [note, repair] = [&entry.note, &entry.repair].map(|text| both(text.as_ref()));
        // Steps hold strings only: they always serialise.
        let steps = (!entry.steps.is_empty())
            .then(|| Text::from(serde_json::to_string(&entry.steps).unwrap_or_default()));
        let strings: [Option<&Text>; extra::LENGTH] = [
            entry.description_en.as_ref(),
            note[0],
            note[1],
            repair[0],
            repair[1],
            advice.map(|advice| &advice.zh),
            advice.map(|advice| &advice.en),
            steps.as_ref(),
        ];
        if strings.iter().all(Option::is_none) && entry.sections.is_empty() && entry.sources.is_empty() {
            return 0;
        }
        let mut list: Vec<u32> = strings.iter().map(|text| self.strings.optional(*text)).collect();
        list.push(entry.sections.len() as u32);
        for section in &entry.sections {
            list.extend(both(Some(section)).map(|text| self.strings.optional(text)));
        }
        list.push(entry.sources.len() as u32);
        for source in &entry.sources {
            list.extend([self.strings.place(&source.document), source.rows.len() as u32]);
            list.extend(&source.rows);
        }
        self.list(list) + 1
    }

    fn finish(mut self, codes: &Codes) -> Compiled {
        let count = self.codes.len();
        let mut sizes = vec![0u32; count + 1];
        for &code in &codes.of_entries {
            sizes[code as usize + 1] += 1;
        }
        let starts: Vec<u32> = sizes
            .iter()
            .scan(0, |sum, size| {
                *sum += size;
                Some(*sum)
            })
            .collect();
        let mut next = starts.clone();
        let mut code_entries = vec![0u32; codes.of_entries.len()];
        for (&code, id) in codes.of_entries.iter().zip(0..) {
            let next = &mut next[code as usize];
            code_entries[*next as usize] = id;
            *next += 1;
        }
        // One more code than there are tells where the last one's entries end.
        self.codes.push(0);
        let code_words = self.codes.iter().zip(&starts).flat_map(|(&string, &start)| [string, start]);
        let strings = self.strings.starts.len();
        self.strings.starts.push(self.strings.text.len() as u32);
        let mut head = [0u32; header::LENGTH];
        head[header::MAGIC] = MAGIC;
        head[header::VERSION] = VERSION;
        head[header::PRODUCTS] = (self.products.len() / layout::product::LENGTH) as u32;
        head[header::STRINGS] = strings as u32;
        head[header::CODES] = count as u32;
        head[header::ENTRIES] = code_entries.len() as u32;
        head[header::LISTS] = self.lists.len() as u32;
        let words = head
            .into_iter()
            .chain(self.products)
            .chain(self.strings.starts)
            .chain(code_words)
            .chain(code_entries)
            .chain(self.entries)
            .chain(self.lists);
        Compiled { words: words.flat_map(u32::to_le_bytes).collect(), text: self.strings.text }
    }
}

fn both(both: Option<&Both>) -> [Option<&Text>; 2] {
    both.map_or([None, None], |both| [both.zh.as_ref(), both.en.as_ref()])
}
