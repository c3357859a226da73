//! The retry chance: the four retry verdicts as the three answers that a reader needs.

use crate::catalog::Retry;
use crate::lang::Lang;

/// The chance that a retry helps. It is always shown by a sign and a word, never by a colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Chance {
    /// Later, or with growing pauses.
    Later,
    /// Once something has been fixed.
    Fix,
    Never,
}

impl Chance {
    pub const ALL: [Chance; 3] = [Chance::Later, Chance::Fix, Chance::Never];

    /// One column on every terminal.
    pub fn sign(self) -> &'static str {
        match self {
            Chance::Later => "✓",
            Chance::Fix => "✎",
            Chance::Never => "✕",
        }
    }

    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Chance::Later => Retry::Later.name(lang),
            Chance::Fix => Retry::AfterFix.name(lang),
            Chance::Never => Retry::Never.name(lang),
        }
    }
}

impl From<Retry> for Chance {
    fn from(retry: Retry) -> Self {
        match retry {
            Retry::Later | Retry::Backoff => Chance::Later,
            Retry::AfterFix => Chance::Fix,
            Retry::Never => Chance::Never,
        }
    }
}
