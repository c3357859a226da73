//! The first line: the program's name, the query, what narrows the list, and the number of hits.

use super::bar::{Piece, Press};
use super::footer;
use super::keymap::Action;
use super::number::grouped;
use super::rail::Row;
use super::state::State;
use crate::catalog::NodeId;
use crate::page::{Role, names};
use crate::text::sanitize;

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
    let narrowing = narrowing(state);
    let lang = footer::chord_of(state, Action::SwitchLang);
    if let Some(chord) = lang {
        let text = format!("{chord} {}", state.lang.other().own_name());
        let taken = state.measure.columns(&text) + APART + told_beside(state, &narrowing);
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
    let all = grouped(state.catalog.len());
    push(&mut pieces, &mut end, Piece::new(0, format!(" / {all}"), Role::Dim), 0);
    push(&mut pieces, &mut end, Piece::new(0, grouped(state.list.listed()), Role::Strong), 2);
    let least = prompt_at(columns) + 2 + LEAST_FIELD;
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
    for (row, name) in narrowing.into_iter().rev() {
        let text = chip(&name);
        if end < least + state.measure.columns(&text) {
            break;
        }
        let mut piece = Piece::new(0, text, Role::Accent).pressing(Press::Widen(row));
        piece.span.raised = true;
        push(&mut pieces, &mut end, piece, 1);
    }
    pieces
}

/// The columns of the count, of what narrows the list, and of the spelling that was sought.
fn told_beside(state: &State, narrowing: &[(Row, String)]) -> usize {
    let columns = |text: &str| state.measure.columns(text);
    let counts = [state.list.listed(), state.catalog.len()].map(|count| columns(&grouped(count)));
    let chips: usize = narrowing.iter().map(|(_, name)| columns(&chip(name)) + 1).sum();
    let (before, behind) = state.labels().shown_for;
    let mended = state.list.mended().map_or(0, |it| columns(before) + columns(it) + columns(behind) + 2);
    counts[0] + 3 + counts[1] + 2 + chips + mended
}

fn chip(name: &str) -> String {
    format!(" {name} ✕ ")
}

/// What narrows the list, and the rows of the rail that do.
fn narrowing(state: &State) -> Vec<(Row, String)> {
    let rail = &state.rail;
    let mut rows = Vec::new();
    if rail.chosen() != NodeId::ROOT {
        let node = rail.tree().node(rail.chosen());
        let name = names::node_fitting(&state.catalog, node, state.lang, 16);
        let name = state.measure.truncate(&sanitize::line(&name), 18).into_owned();
        rows.push((Row::Node(rail.chosen()), name));
    }
    rows.extend(rail.narrowing().facets.chosen().map(|facet| (Row::Facet(facet), facet.name(state.lang))));
    rows
}
