//! Percent-encoding, as URLs and forms write it.

use percent_encoding::percent_decode_str;

/// A text decoded, `+` as the blank it is in a query; what is encoded wrongly stays as it stands.
pub fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}
