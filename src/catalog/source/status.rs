//! HTTP status codes.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::packed::{Packed, Packer, Unpacker};

/// An HTTP status code, 100 to 599.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct HttpStatus(u16);

impl HttpStatus {
    /// `None` outside 100..=599: client-side errors are often reported as 0 or -1.
    pub const fn new(status: u16) -> Option<Self> {
        if status >= 100 && status < 600 { Some(Self(status)) } else { None }
    }

    pub const fn get(self) -> u16 {
        self.0
    }

    /// The first digit: 4 for a fault of the request, 5 for one of the server.
    pub const fn class(self) -> u16 {
        self.0 / 100
    }
}

impl TryFrom<u16> for HttpStatus {
    type Error = String;

    fn try_from(status: u16) -> Result<Self, Self::Error> {
        Self::new(status).ok_or_else(|| format!("{status} is not an HTTP status: it must lie in 100..=599"))
    }
}

impl From<HttpStatus> for u16 {
    fn from(status: HttpStatus) -> Self {
        status.0
    }
}

impl Packed for HttpStatus {
    fn pack(&self, out: &mut Packer) {
        out.number(usize::from(self.0));
    }

    fn unpack(from: &mut Unpacker) -> Self {
        // What was written was one.
        Self(from.number() as u16)
    }
}

impl fmt::Display for HttpStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
