//! Texts of a catalogue, borrowed, in the languages they are said in.

use super::source::text::{Bilingual, Both, Text};
use crate::lang::Lang;

/// A text in the languages it is said in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct BothRef<'a> {
    pub zh: Option<&'a str>,
    pub en: Option<&'a str>,
}

impl<'a> BothRef<'a> {
    pub fn get(self, lang: Lang) -> Option<&'a str> {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// `None` where nothing is said.
    pub(super) fn some(self) -> Option<Self> {
        (self != Self::default()).then_some(self)
    }

    /// The text with its strings its own.
    pub fn to_both(self) -> Both {
        Both { zh: self.zh.map(Text::from), en: self.en.map(Text::from) }
    }
}

impl<'a> From<&'a Bilingual> for BothRef<'a> {
    fn from(both: &'a Bilingual) -> Self {
        Self { zh: Some(&both.zh), en: Some(&both.en) }
    }
}

impl<'a> From<&'a Both> for BothRef<'a> {
    fn from(both: &'a Both) -> Self {
        Self { zh: both.zh.as_deref(), en: both.en.as_deref() }
    }
}

impl Both {
    pub fn get(&self, lang: Lang) -> Option<&str> {
        BothRef::from(self).get(lang)
    }

    /// The text in a language, else in the other one.
    pub fn get_or_other(&self, lang: Lang) -> Option<&str> {
        let other = match lang {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        };
        self.get(lang).or_else(|| self.get(other))
    }
}
