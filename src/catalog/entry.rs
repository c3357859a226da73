//! An entry of a catalogue, read where it lies.

use std::borrow::Cow;

use super::codes::Codes;
use super::ids::{CodeIx, EntryId, ProductIx};
use super::product::Product;
use super::remedies::{self, NoValues, OfProduct, Remedy};
use super::rules::{Family, FamilyIx, Rules, Subject};
use super::source::layout::{entry as field, extra};
use super::source::origin::Origin;
use super::source::provenance::Provenance;
use super::source::record::{EntryRecord, Explanation, Said, Source};
use super::source::status::HttpStatus;
use super::source::step::Step;
use super::source::text::{Bilingual, Text};
use super::source::verdict::{Category, Retry};
use super::spoken::BothRef;
use super::store::Store;
use crate::lang::Lang;

/// One documented error: product, code, status and message together tell it from all others.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    store: &'a Store,
    id: EntryId,
}

/// A text in one language, and who says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidIn<'a> {
    pub text: Cow<'a, str>,
    pub origin: Origin,
}

/// The rows of a document that an entry stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRef<'a> {
    /// Name of the document.
    pub document: &'a str,
    /// Line numbers in it, from 1.
    pub rows: Vec<u32>,
}

impl SourceRef<'_> {
    /// The document's name for little room: of a path, only the file and its folder.
    pub fn short(&self) -> &str {
        let mut folders = self.document.rmatch_indices(['/', '\\']).skip(1);
        folders.next().map_or(self.document, |(at, _)| &self.document[at + 1..])
    }
}

/// The beginning of the notes about codes that a document misspells.
const MISSPELT: &str = "错误码拼写如此";

impl<'a> Entry<'a> {
    pub(super) fn new(store: &'a Store, id: EntryId) -> Self {
        Self { store, id }
    }

    fn word(self, field: usize) -> u32 {
        self.store.entry(self.id.index(), field)
    }

    pub fn id(self) -> EntryId {
        self.id
    }

    pub fn product_ix(self) -> ProductIx {
        ProductIx::new((self.word(field::PRODUCT_STATUS) & 0xffff) as usize)
    }

    pub fn product(self) -> Product<'a> {
        Product::new(self.store, self.product_ix())
    }

    pub fn code_ix(self) -> CodeIx {
        CodeIx::new(self.word(field::CODE) as usize)
    }

    /// As the API returns it, published misspellings included.
    pub fn code(self) -> &'a str {
        Codes::new(self.store).written(self.code_ix())
    }

    pub fn status(self) -> Option<HttpStatus> {
        HttpStatus::new((self.word(field::PRODUCT_STATUS) >> 16) as u16)
    }

    /// As documented, placeholders and misspellings included.
    pub fn message(self) -> Option<&'a str> {
        self.store.optional(self.word(field::MESSAGE))
    }

    /// The family that the entry was judged to belong to.
    pub fn family(self) -> Option<&'static Family> {
        self.family_ix().map(|ix| Rules::embedded().family(ix))
    }

    /// The family that speaks for the entry where nobody explained it. To all last resorts one is the same as another.
    pub fn rule(self) -> Option<FamilyIx> {
        let ix = self.family_ix()?;
        Some(if Rules::embedded().families().is_last_resort(ix) { FamilyIx::LAST_RESORT } else { ix })
    }

    fn family_ix(self) -> Option<FamilyIx> {
        let place = self.word(field::FAMILY_REMEDY) & 0xffff;
        place.checked_sub(1).map(|place| FamilyIx(place as u16))
    }

    pub fn remedy(self) -> Option<&'static Remedy> {
        let place = self.word(field::FAMILY_REMEDY) >> 16;
        place.checked_sub(1).and_then(|place| remedies::all().nth(place as usize))
    }

    /// What the error has to do with.
    pub fn category(self) -> Option<Category> {
        let place = self.word(field::VERDICT_ORIGINS) >> 8 & 0xff;
        place.checked_sub(1).and_then(|place| Category::ALL.get(place as usize).copied())
    }

    /// Whether sending the request again can help.
    pub fn retry(self) -> Option<Retry> {
        let place = self.word(field::VERDICT_ORIGINS) & 0xf;
        place.checked_sub(1).and_then(|place| Retry::ALL.get(place as usize).copied())
    }

    /// What to do first: the entry's own advice, else its remedy's, else its family's.
    pub fn advice(self) -> Option<BothRef<'a>> {
        let remedy = || self.remedy().and_then(|remedy| remedy.advice.as_ref());
        let family = || self.family().and_then(|family| family.advice.as_ref());
        self.own_advice().or_else(|| remedy().or_else(family).map(BothRef::from))
    }

    /// What to do first, as the entry itself says it.
    pub fn own_advice(self) -> Option<BothRef<'a>> {
        self.pair(extra::ADVICE)
    }

    /// What is wrong, as the entry itself says it.
    pub fn own_explanation(self) -> Explanation {
        let said = |lang| {
            self.own_said(lang).map(|said| Said { text: said.text.into_owned().into(), origin: said.origin })
        };
        Explanation { zh: said(Lang::Zh), en: said(Lang::En) }
    }

    /// The entry's own words for what is wrong; none where its code's grammar alone tells it.
    pub fn own_text(self, lang: Lang) -> Option<&'a str> {
        self.store.optional(self.word(match lang {
            Lang::Zh => field::ZH,
            Lang::En => field::EN,
        }))
    }

    fn own_said(self, lang: Lang) -> Option<SaidIn<'a>> {
        let derived = self.said_by(lang) & field::DERIVED != 0;
        self.explanation(lang).filter(|_| !derived)
    }

    /// The origin of the explanation in a language, as the layout writes it.
    fn said_by(self, lang: Lang) -> u32 {
        let shift = match lang {
            Lang::Zh => 16,
            Lang::En => 24,
        };
        self.word(field::VERDICT_ORIGINS) >> shift & 0xff
    }

    /// What is wrong, in one language: the entry's own words, else what its code's grammar tells.
    pub fn explanation(self, lang: Lang) -> Option<SaidIn<'a>> {
        let origin = (self.said_by(lang) & !field::DERIVED).checked_sub(1)?;
        let text = self.explained(lang)?;
        Some(SaidIn { text: text.into(), origin: *Origin::ALL.get(origin as usize)? })
    }

    /// The text of [`Self::explanation`].
    pub fn explained(self, lang: Lang) -> Option<&'a str> {
        let text = match lang {
            Lang::Zh => field::ZH,
            Lang::En => field::EN,
        };
        self.store.optional(self.word(text))
    }

    /// The entry as the rules and remedies see it.
    pub fn subject(self) -> Subject<'a> {
        Subject {
            code: self.code(),
            status: self.status(),
            message: self.message(),
            product: Some(self.product().id()),
        }
    }

    fn lists(self) -> Option<usize> {
        (self.word(field::LISTS) as usize).checked_sub(1)
    }

    fn extra(self, at: usize) -> Option<&'a str> {
        let store = self.store;
        self.lists().and_then(|lists| store.optional(store.list(lists + at)))
    }

    fn pair(self, at: usize) -> Option<BothRef<'a>> {
        BothRef { zh: self.extra(at), en: self.extra(at + 1) }.some()
    }

    /// What an English document says beside the message.
    pub fn description_en(self) -> Option<&'a str> {
        self.extra(extra::DESCRIPTION)
    }

    /// What misleads in the document's text.
    pub fn note(self) -> Option<BothRef<'a>> {
        self.pair(extra::NOTE)
    }

    /// Whether the document spells the code in a way that its note corrects.
    pub fn is_misspelt(self) -> bool {
        self.note().and_then(|note| note.zh).is_some_and(|note| note.starts_with(MISSPELT))
    }

    /// What was repaired in the document's text.
    pub fn repair(self) -> Option<BothRef<'a>> {
        self.pair(extra::REPAIR)
    }

    /// What the product's own document says to do.
    pub fn official_steps(self) -> Vec<Step> {
        // The compiler wrote them.
        self.extra(extra::STEPS).and_then(|steps| serde_json::from_str(steps).ok()).unwrap_or_default()
    }

    /// What to do about it where no real error gives values: the official steps, then the remedy's with placeholders.
    pub fn steps(self) -> Vec<Step> {
        let mut steps = self.official_steps();
        let values = OfProduct { product: self.product(), rest: &NoValues };
        steps.extend(self.remedy().map(|remedy| remedy.filled(&values)).unwrap_or_default());
        steps
    }

    /// The headings the rows stand under; none for a table without one.
    pub fn sections(self) -> impl ExactSizeIterator<Item = BothRef<'a>> + use<'a> {
        let store = self.store;
        let start = self.lists().map(|lists| lists + extra::LENGTH);
        let count = start.map_or(0, |start| store.list(start) as usize);
        let start = start.unwrap_or_default() + 1;
        (0..count).map(move |nth| {
            let text = |half: usize| store.optional(store.list(start + 2 * nth + half));
            BothRef { zh: text(0), en: text(1) }
        })
    }

    /// The documents' rows that the entry stands for.
    pub fn sources(self) -> Vec<SourceRef<'a>> {
        let store = self.store;
        let Some(lists) = self.lists() else { return Vec::new() };
        let sections = lists + extra::LENGTH;
        let mut at = sections + 1 + 2 * store.list(sections) as usize;
        let mut next = || {
            at += 1;
            store.list(at - 1)
        };
        let count = next();
        let source = |_| {
            let (document, rows) = (next(), next());
            SourceRef { document: store.string(document), rows: (0..rows).map(|_| next()).collect() }
        };
        (0..count).map(source).collect()
    }

    /// Where the entry itself comes from.
    pub fn provenance(self) -> Provenance {
        let place = self.word(field::VERDICT_ORIGINS) >> field::PROVENANCE_SHIFT & 0xf;
        // The compiler wrote it.
        Provenance::ALL.get(place as usize).copied().unwrap_or(Provenance::Documents)
    }

    /// Whether the entry was written here, and stands in no document.
    pub fn is_written_here(self) -> bool {
        self.provenance() == Provenance::Written
    }

    /// The entry as a catalogue file holds it. A verdict or an advice that is not its own is left out.
    pub fn to_record(self) -> EntryRecord {
        let family = self.family();
        let remedy = self.remedy();
        let judged =
            |own: Option<Category>| remedy.and_then(|r| r.category).or(family.map(|f| f.category)) == own;
        let retried =
            |own: Option<Retry>| remedy.and_then(|r| r.retry).or(family.and_then(|f| f.retry)) == own;
        let advice = self.pair(extra::ADVICE).and_then(|advice| Some((advice.zh?, advice.en?)));
        EntryRecord {
            code: self.code().into(),
            status: self.status(),
            message: self.message().map(Text::from),
            explanation: self.own_explanation(),
            description_en: self.description_en().map(Text::from),
            category: self.category().filter(|&own| !judged(Some(own))),
            retry: self.retry().filter(|&own| !retried(Some(own))),
            advice: advice.map(|(zh, en)| Bilingual { zh: zh.into(), en: en.into() }),
            steps: self.official_steps(),
            sections: self.sections().map(BothRef::to_both).collect(),
            sources: self
                .sources()
                .into_iter()
                .map(|source| Source { document: source.document.into(), rows: source.rows })
                .collect(),
            note: self.note().map(BothRef::to_both),
            repair: self.repair().map(BothRef::to_both),
        }
    }
}
