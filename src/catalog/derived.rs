//! What is known of an error that no entry documents: from its code's grammar, its family and its status alone.

use super::remedies::{self, Denial, Values};
use super::rules::{Rules, Subject};
use super::source::step::Step;
use super::source::text::Bilingual;
use super::source::verdict::{Category, Retry};
use super::spoken::BothRef;

/// What can be said of an error without its entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Derived {
    /// What the code means by its grammar.
    pub meaning: Option<Bilingual>,
    /// Category, retry and advice of its family or its remedy.
    pub category: Option<Category>,
    pub retry: Option<Retry>,
    pub advice: Option<BothRef<'static>>,
    /// The steps of its remedy, filled with the error's values.
    pub steps: Vec<Step>,
}

impl Derived {
    /// Derives what the rules say of an error; `values` fill the placeholders of the steps.
    pub fn new(subject: &Subject, denied: Option<Denial>, values: &dyn Values) -> Self {
        let family = Rules::embedded().judge(subject);
        let remedy = remedies::of(subject, denied);
        let meaning =
            Rules::embedded().meaning(subject).or_else(|| remedy.and_then(|remedy| remedy.cause.clone()));
        let advice = remedy.and_then(|remedy| remedy.advice.as_ref());
        Self {
            meaning,
            category: remedy.and_then(|remedy| remedy.category).or(family.map(|family| family.category)),
            retry: remedy.and_then(|remedy| remedy.retry).or(family.and_then(|family| family.retry)),
            advice: advice.or(family.and_then(|family| family.advice.as_ref())).map(BothRef::from),
            steps: remedy.map(|remedy| remedy.filled(values)).unwrap_or_default(),
        }
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
