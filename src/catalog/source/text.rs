//! Texts, in one language or in both.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

/// A text: part of the binary, or owned.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(Cow<'static, str>);

impl Text {
    /// A text of the binary.
    pub const fn fixed(text: &'static str) -> Self {
        Self(Cow::Borrowed(text))
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(Cow::Owned(text.to_owned()))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Cow::Owned(text))
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        &**self == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        &**self == *other
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

/// One thing said in Chinese and in English.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    pub zh: Text,
    pub en: Text,
}

impl Bilingual {
    pub const fn fixed(zh: &'static str, en: &'static str) -> Self {
        Self { zh: Text::fixed(zh), en: Text::fixed(en) }
    }
}

/// One thing said in Chinese, in English, or in both.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(from = "AnyBoth")]
pub struct Both {
    pub zh: Option<Text>,
    pub en: Option<Text>,
}

impl Both {
    /// A text in the language of its letters: one with a Han character is Chinese, any other English.
    pub fn told_by_letters(text: impl Into<Text>) -> Self {
        let text = text.into();
        if has_han(&text) { Self { zh: Some(text), en: None } } else { Self { zh: None, en: Some(text) } }
    }

    pub fn is_empty(&self) -> bool {
        self.zh.is_none() && self.en.is_none()
    }

    /// Takes from another what is missing here.
    pub fn complete(&mut self, other: &Both) {
        self.zh = self.zh.take().or_else(|| other.zh.clone());
        self.en = self.en.take().or_else(|| other.en.clone());
    }
}

impl From<Bilingual> for Both {
    fn from(both: Bilingual) -> Self {
        Self { zh: Some(both.zh), en: Some(both.en) }
    }
}

/// Files of older versions hold a plain string where newer ones hold both languages.
#[derive(Deserialize)]
#[serde(untagged)]
enum AnyBoth {
    Plain(Text),
    Both {
        #[serde(default)]
        zh: Option<Text>,
        #[serde(default)]
        en: Option<Text>,
    },
}

impl From<AnyBoth> for Both {
    fn from(any: AnyBoth) -> Self {
        match any {
            AnyBoth::Plain(text) => Self::told_by_letters(text),
            AnyBoth::Both { zh, en } => Self { zh, en },
        }
    }
}

/// Whether a text holds a Chinese character; full-width punctuation is none.
pub fn has_han(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'))
}
