//! Verdicts on an error: what it has to do with, and whether sending the request again can help.

use serde::{Deserialize, Serialize};

/// Whether sending the request again can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Retry {
    /// It never helps.
    Never,
    /// Only after the caller changed something.
    AfterFix,
    /// Yes, with growing pauses.
    Backoff,
    /// Yes, once what is going on has ended.
    Later,
}

impl Retry {
    pub const ALL: [Retry; 4] = [Retry::Never, Retry::AfterFix, Retry::Backoff, Retry::Later];

    /// The name in JSON and in `retry:` filters.
    pub fn id(self) -> &'static str {
        match self {
            Retry::Never => "never",
            Retry::AfterFix => "after-fix",
            Retry::Backoff => "backoff",
            Retry::Later => "later",
        }
    }

    /// Whether asking for this verdict includes another: `retry:later` also finds what is retried with growing pauses.
    pub fn covers(self, other: Retry) -> bool {
        self == other || (self == Retry::Later && other == Retry::Backoff)
    }
}

/// What a fault has to do with. The order is that of lists and of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    Parameter,
    NotFound,
    Conflict,
    State,
    Permission,
    Authentication,
    Account,
    Billing,
    Quota,
    Stock,
    Throttling,
    Unsupported,
    Server,
}

impl Category {
    pub const ALL: [Category; 13] = [
        Category::Parameter,
        Category::NotFound,
        Category::Conflict,
        Category::State,
        Category::Permission,
        Category::Authentication,
        Category::Account,
        Category::Billing,
        Category::Quota,
        Category::Stock,
        Category::Throttling,
        Category::Unsupported,
        Category::Server,
    ];

    /// The name in JSON and in `category:` filters.
    pub fn id(self) -> &'static str {
        match self {
            Category::Parameter => "parameter",
            Category::NotFound => "not-found",
            Category::Conflict => "conflict",
            Category::State => "state",
            Category::Permission => "permission",
            Category::Authentication => "authentication",
            Category::Account => "account",
            Category::Billing => "billing",
            Category::Quota => "quota",
            Category::Stock => "stock",
            Category::Throttling => "throttling",
            Category::Unsupported => "unsupported",
            Category::Server => "server",
        }
    }
}
