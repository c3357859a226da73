//! The first line: the program's name, the query, what narrows the list, and the number of hits.

use super::bar::{Piece, Press};
use super::footer;
use super::keymap::Action;
use super::number::grouped;
use super::rail::Choice;
use super::state::State;
use crate::page::Role;

/// With fewer columns than this, the program's name is left out.
const BRAND_FROM: usize = 60;
/// With fewer columns than this, the size of the catalogue is not shown beside the search.
const TOTALS_FROM: usize = 100;
/// If the query would have fewer columns than this, the key of the other language is left out.
const LANG_BESIDE: usize = 24;
/// Blanks between the count and the other language's key.
const APART: usize = 4;
/// The query has at least this many columns.
const LEAST_FIELD: usize = 12;
/// The most columns of a name that narrows the list, from much room to little.
const NAMES: [usize; 3] = [48, 28, 18];
const LEAST_NAME: usize = 14;

/// The column of the prompt; the query stands two behind it.
pub fn prompt_at(columns: usize) -> usize {
    if columns >= BRAND_FROM { 8 } else { 1 }
}

/// Where the query can stand: its first column, and how many it has.
pub fn field(state: &State, columns: usize) -> (usize, usize) {
    let start = prompt_at(columns) + 2;
    let end = right(state, columns).first().map_or(columns, |piece| piece.x);
    (start, end.saturating_sub(start + 2).max(1))
}

/// Everything but the query.
pub fn pieces(state: &State, columns: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let brand = |role| Piece::new(1, "alierr", role);
    if let Some(title) = title(state) {
        let mut x = 1;
        if columns >= BRAND_FROM {
            pieces.push(brand(Role::Number));
            x = 8;
        }
        let mut name = Piece::new(x, format!(" {title} "), Role::Headline);
        name.span.raised = true;
        x += state.measure.columns(&name.span.text) + 2;
        pieces.push(name);
        if state.help.is_none() {
            let said = about_findings(state);
            let room = right(state, columns).first().map_or(columns, |piece| piece.x).saturating_sub(x + 1);
            pieces.push(Piece::new(x, state.measure.truncate(&said, room).into_owned(), Role::Dim));
        }
    } else {
        if columns >= BRAND_FROM {
            pieces.push(brand(Role::Number));
        }
        pieces.push(Piece::new(prompt_at(columns), "❯", Role::Number));
    }
    pieces.extend(right(state, columns));
    pieces
}

/// The column behind the name of a page that is not the search.
pub fn title_end(state: &State, columns: usize) -> usize {
    let start = if columns >= BRAND_FROM { 8 } else { 1 };
    start + title(state).map_or(0, |title| state.measure.columns(title) + 4)
}

/// The name of a page that is not the search.
fn title(state: &State) -> Option<&'static str> {
    let labels = state.labels();
    if state.help.is_some() {
        return Some(labels.help);
    }
    state.diagnosis.as_ref().map(|_| labels.diagnosis)
}

/// `4 errors`; of a log `9 errors · 455 times in all · 1,365 lines · 02:12–11:36`.
fn about_findings(state: &State) -> String {
    let labels = state.labels();
    let Some(diagnosis) = &state.diagnosis else { return String::new() };
    let times = diagnosis.findings().iter().map(|finding| finding.count).sum();
    let mut said = (labels.errors_in)(diagnosis.findings().len(), times);
    if diagnosis.is_log() {
        let lines = diagnosis.lines().map(|lines| (labels.lines)(&grouped(lines)));
        let total = diagnosis.total(&state.catalog);
        let period = total.ends().map(|(first, last)| format!("{first}–{last}"));
        for more in lines.into_iter().chain(period) {
            said.push_str(" · ");
            said.push_str(&more);
        }
    }
    said
}

/// The pieces at the right edge, from left to right.
fn right(state: &State, columns: usize) -> Vec<Piece> {
    let labels = state.labels();
    if title(state).is_some() {
        let key = state.key(Action::Back);
        let said = if state.help.is_some() { labels.back } else { labels.to_search };
        let text = format!("{key} {said}");
        let x = columns.saturating_sub(state.measure.columns(&text) + 1);
        let chord = footer::chord_of(state, Action::Back);
        let piece = Piece::new(x, text, Role::Dim);
        return vec![match chord {
            Some(chord) => piece.pressing(Press::Key(chord)),
            None => piece,
        }];
    }
    let mut pieces = Vec::new();
    let mut end = columns.saturating_sub(1);
    let push = |pieces: &mut Vec<Piece>, end: &mut usize, piece: Piece, apart: usize| {
        let taken = state.measure.columns(&piece.span.text);
        *end = end.saturating_sub(taken);
        pieces.insert(0, Piece { x: *end, ..piece });
        *end = end.saturating_sub(apart);
    };
    let narrowing = narrowing(state, columns);
    let lang = footer::chord_of(state, Action::SwitchLang);
    if let Some(chord) = lang {
        let text = format!("{chord} {}", state.lang.other().own_name());
        let taken = state.measure.columns(&text) + APART + told_beside(state, &narrowing, columns);
        if columns >= prompt_at(columns) + 2 + LANG_BESIDE + taken {
            push(&mut pieces, &mut end, Piece::new(0, text, Role::Dim).pressing(Press::Key(chord)), APART);
        }
    }
    if state.welcome && columns >= TOTALS_FROM {
        let products = state.catalog.listed_products().count();
        let text = (labels.codes_of_products)(&grouped(state.catalog.len()), products);
        push(&mut pieces, &mut end, Piece::new(0, text, Role::Dim), APART);
        return pieces;
    }
    let least = prompt_at(columns) + 2 + LEAST_FIELD;
    let (listed, all) = counts(state, columns);
    let [of_listed, of_all] = [&listed, &all].map(|text| state.measure.columns(text));
    // What is typed is seen before how much it finds.
    if end >= least + of_listed + of_all {
        push(&mut pieces, &mut end, Piece::new(0, all, Role::Dim), 0);
    }
    if end >= least + of_listed {
        push(&mut pieces, &mut end, Piece::new(0, listed, Role::Strong), 2);
    }
    if let Some(mended) = state.list.mended() {
        // The hits are those of a corrected spelling.
        let (before, behind) = labels.shown_for;
        let parts = [(before, Role::Dim), (mended, Role::Mark), (behind, Role::Dim)];
        let taken: usize = parts.iter().map(|(text, _)| state.measure.columns(text)).sum();
        if end >= least + taken {
            for (nth, (text, role)) in parts.into_iter().enumerate().rev() {
                push(&mut pieces, &mut end, Piece::new(0, text, role), if nth == 0 { 2 } else { 0 });
            }
        }
    }
    for (choice, name) in narrowing.into_iter().rev() {
        let text = chip(&name);
        if end < least + state.measure.columns(&text) {
            break;
        }
        let mut piece = Piece::new(0, text, Role::Accent).pressing(Press::Widen(choice));
        piece.span.raised = true;
        push(&mut pieces, &mut end, piece, 1);
    }
    pieces
}

/// How many entries are listed, and of how many: rows may hold several, so the unit is told where there is room.
fn counts(state: &State, columns: usize) -> (String, String) {
    let all = grouped(state.catalog.len());
    let all = if columns >= TOTALS_FROM { (state.labels().entries)(&all) } else { all };
    (grouped(state.list.listed()), format!(" / {all}"))
}

/// The columns of the count, of what narrows the list, and of the spelling that was sought.
fn told_beside(state: &State, narrowing: &[(Choice, String)], columns: usize) -> usize {
    let width = |text: &str| state.measure.columns(text);
    let (listed, all) = counts(state, columns);
    let (before, behind) = state.labels().shown_for;
    let mended = state.list.mended().map_or(0, |it| width(before) + width(it) + width(behind) + 2);
    width(&listed) + width(&all) + 2 + chips(state, narrowing) + mended
}

fn chip(name: &str) -> String {
    format!(" {name} ✕ ")
}

/// The columns of some chips.
fn chips(state: &State, narrowing: &[(Choice, String)]) -> usize {
    narrowing.iter().map(|(_, name)| state.measure.columns(&chip(name)) + 1).sum()
}

/// What narrows the list, in the longest names that leave the query its room.
fn narrowing(state: &State, columns: usize) -> Vec<(Choice, String)> {
    let (listed, all) = counts(state, columns);
    let query = (state.measure.columns(state.search.text()) + 2).max(LANG_BESIDE).min(columns / 2);
    let taken = prompt_at(columns) + 2 + query + state.measure.columns(&listed) + state.measure.columns(&all);
    let room = columns.saturating_sub(taken + APART);
    let named = |most: usize| {
        let mut named = state.rail.named_choices(&state.catalog, state.lang, most);
        named.iter_mut().for_each(|(_, name)| *name = state.measure.truncate(name, most).into_owned());
        named
    };
    NAMES
        .into_iter()
        .map(named)
        .find(|named| chips(state, named) <= room)
        .unwrap_or_else(|| named(LEAST_NAME))
}
