//! What is tried where the fields find nothing, one after the other, until something is found.

use std::collections::HashSet;

use super::code::codes::Codes;
use super::code::letters::letter_set;
use super::fields::Asked;
use super::indexes::View;
use super::rank::{Best, Score, Tier};
use super::words::word::squeezed;
use crate::catalog::CodeIx;

/// Where nothing else is found, `FAR` errors are forgiven in codes of at least this many letters.
const FAR: usize = 3;
const LEAST_FAR: usize = 16;

/// What was looked for, and not found.
pub(super) struct Sought<'q> {
    pub(super) words: &'q [&'q str],
    pub(super) written: &'q str,
}

/// A fallback offers entries. Where it searched for other words than were typed, it returns these.
type Fallback = fn(View, &Sought, &mut Best) -> Option<String>;

const FALLBACKS: [Fallback; 5] = [codes_within, far_codes, parents, mended, pinyin];

/// Tries the fallbacks one after the other; returns the words that were searched for instead, if any were.
pub(super) fn rank(view: View, sought: &Sought, best: &mut Best) -> Option<String> {
    for fallback in FALLBACKS {
        if !best.is_empty() {
            break;
        }
        let mended = fallback(view, sought, best);
        if mended.is_some() {
            return mended;
        }
    }
    None
}

/// `qutoa`: a word with two letters swapped, whose letters some code holds scattered by chance. Where the corrected
/// word finds more than the scattered letters do, it replaces them.
pub(super) fn outdo_scattered(view: View, sought: &Sought, best: &mut Best) -> Option<String> {
    if best.is_empty() || best.reaches(Tier::CodeWords) || best.any_below(Tier::Fuzzy) {
        return None;
    }
    let mut found = Best::new(view.catalog.len());
    let words = mended(view, sought, &mut found)?;
    if found.found() <= best.found() {
        return None;
    }
    *best = found;
    Some(words)
}

/// `Error: InvalidInstanceId.NotFound`, `{"Code":"Throttling"}`: a line that holds a code among other things.
fn codes_within(view: View, sought: &Sought, best: &mut Best) -> Option<String> {
    let part_of_code = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let parts: HashSet<String> = sought.written.split(|c| !part_of_code(c)).map(squeezed).collect();
    let parts: HashSet<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
    let codes = view.codes();
    for ix in codes.all().filter(|&ix| parts.contains(codes.get(ix).letters)) {
        offer(view, ix, Score::new(Tier::CodeExact, 0), best);
    }
    None
}

/// Long codes with more errors than are forgiven while other things are found.
fn far_codes(view: View, sought: &Sought, best: &mut Best) -> Option<String> {
    let letters = sought.words.concat();
    if letters.len() + FAR < LEAST_FAR || !letters.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let codes = view.codes();
    for (distance, ix) in within(codes, FAR, &letters) {
        if codes.get(ix).letters.len() >= LEAST_FAR {
            offer(view, ix, Score::new(Tier::Typo, (FAR - distance) as u16), best);
        }
    }
    None
}

/// `Throttling.Anything`, where only `Throttling` is documented: the code before the dot, and its other children.
fn parents(view: View, sought: &Sought, best: &mut Best) -> Option<String> {
    let mut parent = sought.written.trim();
    if parent.contains(char::is_whitespace) {
        return None;
    }
    let codes = view.codes();
    while let (Some((shorter, _)), true) = (parent.rsplit_once('.'), best.is_empty()) {
        parent = shorter;
        let own = squeezed(parent);
        for ix in codes.all().filter(|&ix| codes.get(ix).letters.starts_with(own.as_bytes())) {
            let code = view.catalog.codes().written(ix);
            let (head, child) = code.split_once('.').map_or((code, false), |(head, _)| (head, true));
            if squeezed(code) == own || child && squeezed(head) == own {
                offer(view, ix, Score::new(Tier::Typo, u16::from(!child)), best);
            }
        }
    }
    None
}

/// The query with its misspelt words as the messages and the English explanations spell them.
fn mended(view: View, sought: &Sought, best: &mut Best) -> Option<String> {
    let texts = [view.messages(), view.meanings()];
    let mend = |&word: &&str| {
        let mut fields = texts.iter().flatten();
        let known = fields.clone().any(|texts| texts.has(word));
        let mended = if known { None } else { fields.find_map(|texts| texts.mended(word)) };
        mended.unwrap_or(word).to_owned()
    };
    let mended: Vec<String> = sought.words.iter().map(mend).collect();
    if mended.iter().zip(sought.words).all(|(mended, word)| mended == word) {
        return None;
    }
    let mut found = Best::new(view.catalog.len());
    view.rank(&Asked::new(mended.iter().map(String::as_str).collect(), ""), &mut found);
    if found.is_empty() {
        return None;
    }
    best.offer_all_as(&found, Tier::Typo);
    Some(mended.join(" "))
}

/// Pinyin for readers of English, who are not expected to type it: asked for last.
fn pinyin(view: View, sought: &Sought, best: &mut Best) -> Option<String> {
    view.rank_pinyin(&Asked::new(sought.words.to_vec(), sought.written), best);
    None
}

fn offer(view: View, code: CodeIx, score: Score, best: &mut Best) {
    view.catalog.codes().entries(code).for_each(|entry| best.offer(entry, score));
}

/// The codes at most this many errors away from the letters, each with its number of errors.
pub(super) fn within<'c>(
    codes: &'c Codes,
    errors: usize,
    letters: &'c str,
) -> impl Iterator<Item = (usize, CodeIx)> + 'c {
    let set = letter_set(letters.as_bytes());
    codes.all().filter_map(move |ix| {
        let code = codes.get(ix).letters;
        let alike = (set ^ codes.letter_set(ix)).count_ones() as usize <= 2 * errors;
        let close = code.len().abs_diff(letters.len()) <= errors;
        let code = std::str::from_utf8(code).ok().filter(|_| alike && close)?;
        let distance = strsim::osa_distance(code, letters);
        (distance <= errors).then_some((distance, ix))
    })
}
