//! Why a document could not be had.

use std::time::Duration;

use crate::import::metadata::NotMetadata;

/// Why a document could not be had. Scripts read the English words, so they stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// What the client or the file system says of it.
    #[error("{0}")]
    Failed(String),
    /// There is no way to the server.
    #[error("cannot be reached: {0}")]
    Unreachable(String),
    /// Of the proxy's address, and why.
    #[error("the proxy {0}, which the environment names, lets nothing through: {1}")]
    Proxy(String, String),
    /// Who answers cannot prove to be the server, or does not speak TLS.
    #[error("no secure connection: {0}")]
    Insecure(String),
    #[error("its certificate is not trusted ({0}); SSL_CERT_FILE names a file of authorities to trust")]
    Untrusted(String),
    #[error("no answer in time")]
    TimedOut,
    #[error("the answer is cut off")]
    CutOff,
    #[error("HTTP status {0}")]
    Status(u16),
    #[error("it leads to another address again and again")]
    Redirects,
    #[error("larger than {} MB", .0 / 1_000_000)]
    TooLarge(u64),
    #[error("not text")]
    NotText,
    #[error("{0}")]
    NotMetadata(String),
    /// There is no such document in either language.
    #[error("there is none")]
    Absent,
    #[error("an id or a version that is no name of a file")]
    Name,
    #[error("not tried: nothing answered several times in a row")]
    GivenUp,
}

impl Fault {
    /// Whether it says more about the way to the server than about one document.
    pub fn is_of_the_way(&self) -> bool {
        matches!(
            self,
            Fault::Failed(_)
                | Fault::Unreachable(_)
                | Fault::Proxy(..)
                | Fault::Insecure(_)
                | Fault::Untrusted(_)
                | Fault::TimedOut
                | Fault::GivenUp
                | Fault::Status(500..)
        )
    }
}

impl From<NotMetadata> for Fault {
    fn from(fault: NotMetadata) -> Self {
        Fault::NotMetadata(fault.to_string())
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Fault::from(NotMetadata::Json(error))
    }
}

/// A request that came to nothing, and whether another one may come to more.
#[derive(Debug)]
pub(super) struct Refusal {
    pub fault: Fault,
    pub passes: bool,
    /// How long the server wants to be left alone.
    pub after: Option<Duration>,
}

impl Refusal {
    /// It stays as it is.
    pub fn lasting(fault: Fault) -> Self {
        Self { fault, passes: false, after: None }
    }

    pub fn passing(fault: Fault) -> Self {
        Self { fault, passes: true, after: None }
    }
}
