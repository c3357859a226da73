//! The faults of fetching: why a document could not be had.

use std::time::Duration;

use crate::import::metadata::NotMetadata;

/// Why a document could not be had. Scripts read the English words, so they stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Another error, in the words of the HTTP client or the file system.
    #[error("{0}")]
    Failed(String),
    /// The server cannot be reached.
    #[error("cannot be reached: {0}")]
    Unreachable(String),
    /// The proxy cannot be used: its address, and why.
    #[error("the proxy {0}, which the environment names, lets nothing through: {1}")]
    Proxy(String, String),
    /// No secure connection: the certificate is not accepted, or the other side does not speak TLS.
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
    /// Whether it is about the connection, so that other documents would fail in the same way.
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

/// A request that failed, and whether to try it again.
#[derive(Debug)]
pub(super) struct Refusal {
    pub fault: Fault,
    pub passes: bool,
    /// How long the server wants to be left alone.
    pub after: Option<Duration>,
}

impl Refusal {
    /// A failure that trying again would not change.
    pub fn lasting(fault: Fault) -> Self {
        Self { fault, passes: false, after: None }
    }

    pub fn passing(fault: Fault) -> Self {
        Self { fault, passes: true, after: None }
    }
}
