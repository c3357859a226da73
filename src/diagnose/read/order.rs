//! Puts causes before their effects, and merges an error that is reported twice.

use super::clue::Clue;
use super::group::Group;
use super::word::{self, Place};

/// The strings that announce the cause of an error.
const CAUSES: [&str; 9] =
    ["Caused by", "caused by", "---> ", "Root cause", "root cause", "Cause:", "cause:", "根因", "根本原因"];

/// The rest of an error stands at most this many bytes behind its first part.
const NEAR: usize = 512;

/// Puts causes before their effects, and merges an error that is reported twice.
pub fn order(text: &str, groups: &[Group], clues: Vec<Clue>, place: Place) -> Vec<Clue> {
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
                || place == Place::Paste && (is_poorer(known, &clue) || is_poorer(&clue, known))
                || between.len() < NEAR && is_rest_of(known, &clue)
        });
        if let Some(same) = same {
            same.code = same.code.take().or(clue.code);
            same.message = same.message.take().or(clue.message);
            same.status = same.status.or(clue.status);
            same.product = same.product.take().or(clue.product);
            same.request_id = same.request_id.take().or(clue.request_id);
            continue;
        }
        if !CAUSES.iter().any(|sign| between.contains(sign)) {
            chain = ordered.len();
        }
        ordered.insert(chain, clue);
    }
    ordered
}

/// Whether a lone code is that of the answer before it, which has a message and an id, and no code: an event's lines
/// were pasted in another order.
fn is_rest_of(answer: &Clue, code: &Clue) -> bool {
    let lone = code.code.is_some() && code.message.is_none() && code.request_id.is_none();
    lone && answer.code.is_none() && answer.message.is_some() && answer.request_id.is_some()
}

/// Whether a clue tells of the error of another one and leaves out some of what that tells: people paste the answer,
/// and the lines of the log around it. Two that tell the same are two errors.
fn is_poorer(poor: &Clue, rich: &Clue) -> bool {
    let same_code = poor.code.as_ref().zip(rich.code.as_ref()).is_some_and(|(a, b)| word::same(a, b));
    let told = |clue: &Clue| {
        [clue.status.is_some(), clue.product.is_some(), clue.request_id.is_some(), clue.time.is_some()]
    };
    let fits = |poor: bool, same: bool| !poor || same;
    same_code
        && poor.message.is_some()
        && poor.message == rich.message
        && fits(poor.status.is_some(), poor.status == rich.status)
        && fits(poor.product.is_some(), poor.product == rich.product)
        && fits(poor.request_id.is_some(), poor.request_id == rich.request_id)
        && fits(poor.time.is_some(), poor.time == rich.time)
        && told(poor) != told(rich)
}
