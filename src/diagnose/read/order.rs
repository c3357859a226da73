//! Puts causes before their effects, and merges an error that is reported twice.

use super::clue::Clue;
use super::group::Group;
use super::word;

/// The strings that announce the cause of an error.
const CAUSES: [&str; 9] =
    ["Caused by", "caused by", "---> ", "Root cause", "root cause", "Cause:", "cause:", "根因", "根本原因"];

/// Puts causes before their effects, and merges an error that is reported twice.
pub fn order(text: &str, groups: &[Group], clues: Vec<Clue>) -> Vec<Clue> {
    let mut ordered: Vec<Clue> = Vec::with_capacity(clues.len());
    // Where the last error's chain of causes begins in `ordered`.
    let mut chain = 0;
    let mut last_end = 0;
    for (group, clue) in groups.iter().zip(clues) {
        let between = text.get(last_end..group.start.max(last_end)).unwrap_or("");
        last_end = group.end;
        let same = ordered.iter_mut().find(|known| {
            let same_request = known.request_id.is_some() && known.request_id == clue.request_id;
            let same_code = match (&known.code, &clue.code) {
                (Some(a), Some(b)) => word::same(a, b),
                _ => known.message == clue.message || same_request,
            };
            let part = |a: &str, b: &str| a.contains(b) || b.contains(a);
            let same_message = match (&known.message, &clue.message) {
                (Some(a), Some(b)) => part(a, b) || known.code.is_none() || clue.code.is_none(),
                _ => true,
            };
            same_request && same_code && same_message
        });
        if let Some(same) = same {
            same.code = same.code.take().or(clue.code);
            same.message = same.message.take().or(clue.message);
            same.status = same.status.or(clue.status);
            same.product = same.product.take().or(clue.product);
            continue;
        }
        if !CAUSES.iter().any(|sign| between.contains(sign)) {
            chain = ordered.len();
        }
        ordered.insert(chain, clue);
    }
    ordered
}
