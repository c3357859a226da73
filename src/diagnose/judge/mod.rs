//! Which entries an error may be, and what each is worth.

mod by_words;
mod groups;
pub(super) mod lookup;
mod near;
mod pieces;
mod rank;
pub(super) mod sentences;
mod template;
mod words;

pub(super) use by_words::{agreeing_words, likeness};

use super::finding::{Match, Quality};
use super::read::clue::Clue;
use super::read::word;
use crate::catalog::{EntryId, HttpStatus, ProductIx, Rules, Subject};
use lookup::Lookup;
use rank::{Judged, View};
use words::Tokens;

/// What the catalogue says of an error.
#[derive(Debug, Default)]
pub(super) struct Judgement {
    /// Best first.
    pub(super) matches: Vec<Match>,
    /// Documented codes near a code that is not in the catalogue.
    pub(super) near: Vec<String>,
    /// The products that it may be of, where nothing shows which.
    pub(super) products: Vec<ProductIx>,
}

/// At most this many entries of one nearby code are shown.
const OF_ONE_CODE: usize = 4;

/// Judges a clue.
pub(super) fn judge(lookup: &Lookup, clue: &Clue) -> Judgement {
    let Some(code) = &clue.code else {
        let mut matches = by_words::by_words(lookup, clue);
        if matches.is_empty() {
            matches = by_sentence(lookup, clue);
        }
        return Judgement { matches, ..Judgement::default() };
    };
    let view = View::new(lookup, clue);
    let entries = lookup.by_code(code);
    if !entries.is_empty() {
        let mut judged: Vec<Judged> = entries.iter().map(|&id| view.judge(id)).collect();
        view.grade(&mut judged);
        view.sort(&mut judged);
        let products = view.undecided(&judged);
        view.lead_with_any(&mut judged, products.len());
        let matches = judged.iter().map(|judged| view.to_match(judged, &[])).collect();
        return Judgement { matches, near: Vec::new(), products };
    }
    let near = near::near(lookup, code);
    let mut matches = Vec::new();
    for near in &near {
        let mut judged: Vec<Judged> = near.entries.iter().map(|&id| view.judge(id)).collect();
        judged.iter_mut().for_each(|judged| judged.quality = Quality::Near);
        view.sort(&mut judged);
        judged.truncate(OF_ONE_CODE);
        matches.extend(judged.iter().map(|judged| view.to_match(judged, near.bound.as_slice())));
    }
    matches.sort_by_key(|m| m.product_differs);
    // The family of a code says more than the likeness of its message to that of another code.
    if !has_family(clue, code) {
        let known: Vec<EntryId> = matches.iter().map(|m| m.entry).collect();
        let alike = by_words::by_words(lookup, clue).into_iter().filter(|m| !known.contains(&m.entry));
        matches.extend(alike.map(|m| Match { quality: Quality::Candidate, ..m }));
    }
    Judgement { matches, near: near.into_iter().map(|near| near.code).collect(), products: Vec::new() }
}

/// The entries of the code that services give with the clue's message.
fn by_sentence(lookup: &Lookup, clue: &Clue) -> Vec<Match> {
    let view = View::new(lookup, clue);
    let code = clue.message.as_deref().and_then(sentences::code);
    let entries = code.map(|code| lookup.by_code(code)).unwrap_or_default();
    let mut judged: Vec<Judged> = entries.into_iter().map(|id| view.judge(id)).collect();
    judged.iter_mut().for_each(|judged| judged.quality = Quality::Candidate);
    view.sort(&mut judged);
    view.lead_with_any(&mut judged, OF_ONE_CODE);
    judged.truncate(OF_ONE_CODE);
    judged.iter().map(|judged| view.to_match(judged, &[])).collect()
}

fn has_family(clue: &Clue, code: &str) -> bool {
    let subject = Subject {
        code,
        status: clue.status.and_then(HttpStatus::new),
        message: clue.message.as_deref(),
        product: clue.product.as_deref(),
    };
    Rules::embedded().judge(&subject).is_some_and(|family| !family.last_resort)
}

/// Takes an appended `Error` off a code, if the catalogue has the code without it.
pub(super) fn settle_suffix(lookup: &Lookup, clue: &mut Clue) {
    let known = |word: &str| lookup.is_code(word);
    if let Some(code) = &clue.code
        && !known(code)
    {
        if let Some(short) = word::unsuffixed(code, &known) {
            clue.code = Some(short.to_owned());
        } else if known(&format!("{code}Error")) && clue.appended {
            clue.code = Some(format!("{code}Error"));
        }
    }
}

/// Of several messages near a code, takes the one that agrees with a documented one of the code.
pub(super) fn choose_message(lookup: &Lookup, clue: &mut Clue) {
    let others = std::mem::take(&mut clue.others);
    let Some(code) = clue.code.as_deref().filter(|_| !others.is_empty()) else { return };
    let entries = lookup.by_code(code);
    let agrees = |message: &str| {
        let tokens = Tokens::new(message);
        entries.iter().any(|&id| {
            let template = lookup.template(id);
            !template.is_bare() && template.unify(&tokens, false).is_some()
        })
    };
    if clue.message.as_deref().is_some_and(agrees) {
        return;
    }
    if let Some(message) = others.into_iter().find(|message| agrees(message)) {
        clue.message = Some(message);
        clue.cut = false;
    }
}
