//! Foreign text that becomes evidence.

use crate::text::secrets::mask;

/// A value made fit to be shown: secrets masked, length limited; `None` for an empty one.
pub(super) fn foreign(value: &str) -> Option<String> {
    let value = value.trim();
    let fits = !value.is_empty() && value.len() <= 1024;
    fits.then(|| mask(value).into_owned())
}
