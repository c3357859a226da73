//! How a screen is split into rail, list and detail.

use ratatui::layout::Rect;

use super::measures::{BESIDE_FROM, DETAIL_FROM, RULED_FROM, short};
use crate::app::State;
use crate::app::diagnosis::DiagnosisPane;
use crate::app::pane::Pane;

/// The positions of the lines between the panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::ui) struct Rules {
    pub top: Option<u16>,
    pub bottom: Option<u16>,
    /// Right of the rail.
    pub rail: Option<u16>,
    /// Between list and detail where they stand side by side.
    pub side: Option<u16>,
    /// Between list and detail where one stands over the other: its first column, and its row.
    pub middle: Option<(u16, u16)>,
}

/// The panes, and the rules between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Split {
    pub rail: Rect,
    pub list: Rect,
    /// The detail's text, without the air around it.
    pub detail: Rect,
    /// The row of the chips.
    pub chips: Option<u16>,
    pub rules: Rules,
}

/// The list's share of the columns to the right of the rail where the detail stands beside it, in hundredths. Codes and
/// meanings need the room more than the detail, which is broken into lines.
const LIST_BESIDE: u32 = 59;
/// The share of the lines that the list has above the detail, in hundredths; then the least number of its rows.
const LIST_ABOVE: u32 = 38;
const FEWEST_ROWS: u16 = 5;
/// The largest share of the lines that the table of a log has, in hundredths.
const LOG_ABOVE: u32 = 45;
/// The list's share of the lines on a narrow screen: 10 of 19.
const LIST_NARROW: (u32, u32) = (10, 19);
/// The longest line of text, for the sake of reading: as long as a report is on 120 columns.
const MOST_TEXT: u16 = 114;
/// Columns of a list of findings.
const FINDINGS: u16 = 38;
/// The least columns that dragging a rule leaves to the rail, and beside each other to list and detail.
const LEAST_RAIL: u16 = 12;
const LEAST_LIST: u16 = 40;
const LEAST_DETAIL: u16 = 30;

/// Hundredths of a length, rounded.
fn share(length: u16, hundredths: u32) -> u16 {
    let share = (u32::from(length) * hundredths.min(100) + 50) / 100;
    u16::try_from(share).unwrap_or(length)
}

/// Columns of the rail: from 100 columns on it grows with the screen, so that the names in it need not be cut.
fn rail(columns: u16) -> u16 {
    let beyond = |from: u16| columns.saturating_sub(from);
    25 + (beyond(100) / 4).min(5) + (beyond(160) / 8).min(6)
}

/// The detail's text between two columns.
fn text(area: Rect, left: u16, right: u16) -> Rect {
    Rect { x: left, width: (right + 1).saturating_sub(left).min(MOST_TEXT), ..area }
}

/// From 100 columns on: rail, list and detail, or findings and their report.
pub(super) fn roomy(area: Rect, state: &State) -> Split {
    let body = Rect { y: area.y + 2, height: area.height - 4, ..area };
    let mut split = Split::default();
    split.rules.top = Some(area.y + 1);
    split.rules.bottom = Some(area.bottom() - 2);
    let last = area.right() - 3;
    if let Some(diagnosis) = &state.diagnosis {
        if diagnosis.is_log() {
            let rows = log_rows(diagnosis, body);
            split.list = Rect { height: rows, ..body };
            let middle = body.y + rows;
            split.rules.middle = Some((area.x, middle));
            let below = Rect { y: middle + 1, height: body.bottom().saturating_sub(middle + 1), ..body };
            split.detail = text(below, area.x + 3, last);
        } else if diagnosis.findings().len() > 1 {
            split.list = Rect { width: FINDINGS, ..body };
            split.rules.side = Some(area.x + FINDINGS);
            split.detail = text(body, area.x + FINDINGS + 3, last);
        } else {
            split.detail = text(body, area.x + 3, last);
        }
        return split;
    }
    let wide = area.width >= BESIDE_FROM;
    let rail = state.widths.tree.map_or(rail(area.width), |width| share(area.width, width.into()));
    let rail = rail.clamp(LEAST_RAIL, area.width / 2);
    let rule = area.x + rail;
    split.rail = Rect { width: rail, ..body };
    split.rules.rail = Some(rule);
    if wide {
        let right = area.width - rail - 2;
        let list = state.widths.detail.map_or(share(right, LIST_BESIDE), |detail| {
            right.saturating_sub(share(area.width, detail.into()))
        });
        let list = list.clamp(LEAST_LIST, right.saturating_sub(LEAST_DETAIL));
        split.list = Rect { x: rule + 1, width: list, ..body };
        split.rules.side = Some(rule + 1 + list);
        split.detail = text(body, rule + list + 4, last);
        return split;
    }
    let rows = state.widths.detail_below.map_or(share(body.height, LIST_ABOVE), |below| {
        body.height.saturating_sub(share(body.height, below.into()))
    });
    // The split depends on the query, never on the selection, so that it stays while the user moves in the list.
    let rows = rows.max(FEWEST_ROWS).min(short(state.list.len()).max(FEWEST_ROWS));
    let rows = rows.min(body.height.saturating_sub(2));
    split.list = Rect { x: rule + 1, width: area.right() - rule - 1, height: rows, ..body };
    let middle = body.y + rows;
    split.rules.middle = Some((rule, middle));
    let below = Rect { y: middle + 1, height: body.bottom().saturating_sub(middle + 1), ..body };
    split.detail = text(below, rule + 3, last);
    split
}

/// Lines of the table of a log.
fn log_rows(diagnosis: &DiagnosisPane, body: Rect) -> u16 {
    short(diagnosis.table_lines()).min(share(body.height, LOG_ABOVE)).max(3)
}

/// Below 100 columns: a line of chips, and the list over the detail.
pub(super) fn narrow(area: Rect, state: &State) -> Split {
    let mut split = Split::default();
    let ruled = area.height >= RULED_FROM;
    let log = state.diagnosis.as_ref().filter(|diagnosis| ruled && diagnosis.is_log());
    let several = state.diagnosis.as_ref().is_none_or(|diagnosis| diagnosis.findings().len() > 1);
    let mut top = area.y + 1;
    if area.height >= DETAIL_FROM && several && log.is_none() {
        split.chips = Some(top);
        top += 1;
    }
    if ruled {
        split.rules.top = Some(top);
        split.rules.bottom = Some(area.bottom() - 2);
        top += 1;
    }
    let end = area.bottom() - 1 - u16::from(ruled);
    let body = Rect { y: top, height: end.saturating_sub(top), ..area };
    let last = area.right().saturating_sub(3);
    if let Some(log) = log {
        split.list = Rect { height: log_rows(log, body).min(body.height), ..body };
        let middle = split.list.bottom();
        split.rules.middle = Some((area.x, middle));
        let below = Rect { y: middle + 1, height: body.bottom().saturating_sub(middle + 1), ..body };
        split.detail = text(below, area.x + 1, last);
        return split;
    }
    if state.diagnosis.is_some() {
        split.detail = text(body, area.x + 1, last);
        return split;
    }
    if area.height < DETAIL_FROM {
        split.list = body;
        return split;
    }
    let (part, whole) = LIST_NARROW;
    let lines = area.height - if ruled { 5 } else { 4 };
    let rows = u16::try_from(u32::from(lines) * part / whole).unwrap_or(lines);
    let rows = rows.min(short(state.list.len()).max(if ruled { FEWEST_ROWS } else { 2 }));
    split.list = Rect { height: rows.min(body.height), ..body };
    let middle = split.list.bottom();
    split.rules.middle = Some((area.x, middle));
    let below = Rect { y: middle + 1, height: body.bottom().saturating_sub(middle + 1), ..body };
    split.detail = text(below, area.x + 1, last);
    split
}

/// For screen readers: the pane that has the keyboard.
pub(super) fn plain(area: Rect, state: &State) -> Split {
    let mut split = Split::default();
    let body = Rect { y: area.y + 1, height: area.height - 2, ..area };
    let detail = Rect { x: area.x + 1, width: area.width.saturating_sub(2).min(MOST_TEXT), ..body };
    match (&state.diagnosis, state.pane) {
        (Some(_), _) | (None, Pane::Detail) => split.detail = detail,
        (None, Pane::List) => split.list = body,
        (None, Pane::Tree) => split.rail = body,
    }
    split
}
