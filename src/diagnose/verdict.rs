//! What is said about a finding: by its entry where that is about this very error, else by the code's parts and family.

use super::finding::{Finding, Match, Quality};
use crate::catalog::advice;
use crate::catalog::remedies::{NoValues, OfProduct};
use crate::catalog::{
    Both, BothRef, Catalog, Category, Derived, Entry, Origin, Retry, SaidIn, Step, Subject, troubleshoot_id,
};
use crate::lang::Lang;

/// What is said of a finding, the same in every answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict<'c> {
    zh: Option<SaidIn<'c>>,
    en: Option<SaidIn<'c>>,
    pub category: Option<Category>,
    pub retry: Option<Retry>,
    /// The advice, filled with the values of the error.
    pub advice: Option<Both>,
    /// The steps, filled with the values of the error.
    pub steps: Vec<Step>,
}

impl<'c> Verdict<'c> {
    pub fn meaning(&self, lang: Lang) -> Option<&SaidIn<'c>> {
        match lang {
            Lang::Zh => self.zh.as_ref(),
            Lang::En => self.en.as_ref(),
        }
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Finding {
    /// What is said of the finding, judged by its best match.
    pub fn verdict<'c>(&self, catalog: &'c Catalog) -> Verdict<'c> {
        self.verdict_by(self.matches.first().filter(|_| !self.is_torn(catalog)), catalog)
    }

    /// The same judged by a match of the reader's choice.
    pub fn verdict_by<'c>(&self, matched: Option<&Match>, catalog: &'c Catalog) -> Verdict<'c> {
        let entry = matched.filter(|matched| speaks(matched)).map(|matched| catalog.entry(matched.entry));
        let mut verdict = match (entry, matched) {
            (Some(entry), _) => self.by_entry(entry),
            (None, Some(matched)) if self.code.is_none() && matched.quality == Quality::Candidate => {
                Verdict::default()
            }
            _ => self.by_grammar(),
        };
        self.evidence.complete(&mut verdict.steps, verdict.category);
        verdict
    }

    /// The error as what rules judge; `None` without a code.
    pub fn subject(&self) -> Option<Subject<'_>> {
        Some(Subject {
            code: self.code.as_deref()?,
            status: self.status,
            message: self.message.as_deref(),
            product: self.product.as_deref(),
        })
    }

    /// What is known of the error without its entry.
    pub fn derived(&self) -> Derived {
        let subject = self.subject();
        subject.map(|own| Derived::new(&own, self.evidence.denial(), &self.evidence)).unwrap_or_default()
    }

    fn by_grammar<'c>(&self) -> Verdict<'c> {
        let derived = self.derived();
        let said = |lang: Lang| {
            let text = derived.meaning.as_ref()?.get(lang).to_owned();
            Some(SaidIn { text: text.into(), origin: Origin::Rule })
        };
        Verdict {
            zh: said(Lang::Zh),
            en: said(Lang::En),
            category: derived.category,
            retry: derived.retry,
            advice: self.told(derived.advice),
            steps: derived.steps,
        }
    }

    /// The verdict of an entry, refined by what only the real error has: its message, and how a permission was refused.
    fn by_entry<'c>(&self, entry: Entry<'c>) -> Verdict<'c> {
        let own = entry.subject();
        let subject = Subject {
            message: self.message.as_deref().or(own.message),
            status: self.status.or(own.status),
            ..own
        };
        // What the entry does not say itself is derived from code, status and message; here from the real ones.
        let documented = Derived::new(&own, None, &NoValues);
        let values = OfProduct { product: entry.product(), rest: &self.evidence };
        let received = Derived::new(&subject, self.evidence.denial(), &values);
        let is_own = (entry.category(), entry.retry()) != (documented.category, documented.retry);
        let (category, retry) = match is_own {
            true => (entry.category(), entry.retry()),
            false => (received.category, received.retry),
        };
        let mut steps = entry.official_steps();
        steps.extend(received.steps);
        Verdict {
            zh: entry.explanation(Lang::Zh),
            en: entry.explanation(Lang::En),
            category: category.or(entry.category()),
            retry: retry.or(entry.retry()),
            advice: self.told(entry.own_advice().or(received.advice).or_else(|| entry.advice())),
            steps,
        }
    }

    fn told(&self, advice: Option<BothRef>) -> Option<Both> {
        advice.map(|own| advice::told(own, &self.evidence))
    }

    /// Whether several products may be meant that say different things, and nothing shows which it is.
    fn is_torn(&self, catalog: &Catalog) -> bool {
        let Some(best) = self.matches.first().filter(|_| self.product.is_none() && self.code.is_some())
        else {
            return false;
        };
        let of = |found: &Match| catalog.entry(found.entry);
        if of(best).product().is_any() {
            return false;
        }
        let says = |found: &Match| (of(found).category(), of(found).retry());
        let rivals = self.matches.iter().filter(|found| found.quality == best.quality);
        let mut rivals = rivals.filter(|found| of(found).product_ix() != of(best).product_ix());
        rivals.any(|rival| says(rival) != says(best))
    }

    /// The official page: the one that the error itself recommends, which is of this very request, else the one for its
    /// code on the site of a language; none for errors of the SDKs.
    pub fn page(&self, catalog: &Catalog, lang: Lang) -> Option<String> {
        if let Some(recommended) = self.evidence.official_page() {
            return Some(recommended.to_owned());
        }
        let products = self.matches.iter().filter(|found| found.quality.has_code() && !found.product_differs);
        let mut products = products.map(|found| catalog.entry(found.entry).product()).peekable();
        let client_side =
            products.peek().is_some() && products.all(|product| product.id().eq_ignore_ascii_case("SDK"));
        let told = self.product.as_deref().filter(|id| {
            // The products of this project (`Common`, `SDK`) have no pages.
            catalog.product_of_id(id).is_none_or(|ix| !catalog.product(ix).is_any())
        });
        let code = self.code.as_deref().filter(|_| !client_side)?;
        troubleshoot_id(lang, code, told, self.request_id.as_deref())
    }
}

/// Whether an entry is about the very error that was read: the messages agree, or one of the two has none.
fn speaks(matched: &Match) -> bool {
    match matched.quality {
        Quality::Exact => true,
        Quality::Code => !matched.product_differs,
        Quality::WordingDiffers | Quality::Near | Quality::Candidate => false,
    }
}
