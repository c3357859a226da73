//! Where everything stands on the screen: for drawing, for the mouse, and for the sizes of pages.

use ratatui::layout::Rect;

use super::theme::Frames;
use crate::app::State;
use crate::app::msg::{Divider, Target};
use crate::app::pane::{Pane, Room, Rooms};

/// From this width on, all three panes stand side by side.
const WIDE: u16 = 110;
/// From this width on, the tree stands beside the list, and the detail under both.
const MEDIUM: u16 = 70;
/// Anything smaller cannot be used.
const LEAST: (u16, u16) = (20, 5);
/// With fewer lines, frames would take more than they give.
const FRAMED_FROM: u16 = 8;

/// Lines of a short list of findings: one of them, and air.
const FEWEST_FINDINGS: u16 = 3;
/// With this many lines between header and footer, a narrow screen has room for findings with their detail.
const STACKED_FROM: u16 = 7;
/// With fewer lines, frames around both leave nothing of the detail.
const STACKED_FRAMED_FROM: u16 = 16;

/// The rectangles of a screen; what is not shown is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regions {
    area: Rect,
    tiny: bool,
    framed: bool,
    one_pane: bool,
    pub header: Rect,
    /// The text of the search field.
    pub search: Rect,
    pub footer: Rect,
    tree: Rect,
    list: Rect,
    detail: Rect,
    divider: Option<Divider>,
    overlay: Option<Rect>,
}

impl Regions {
    pub fn new(area: Rect, state: &State, frames: Frames) -> Self {
        let mut regions = Self {
            area,
            tiny: area.width < LEAST.0 || area.height < LEAST.1,
            framed: frames == Frames::Drawn && area.height >= FRAMED_FROM,
            one_pane: frames == Frames::None || area.width < MEDIUM,
            header: Rect { height: 1.min(area.height), ..area },
            search: Rect::ZERO,
            footer: Rect::ZERO,
            tree: Rect::ZERO,
            list: Rect::ZERO,
            detail: Rect::ZERO,
            divider: None,
            overlay: None,
        };
        if regions.tiny {
            return regions;
        }
        regions.footer = Rect { y: area.bottom() - 1, height: 1, ..area };
        regions.search = search_field(regions.header);
        let body = Rect { y: area.y + 1, height: area.height - 2, ..area };
        // A screen reader reads line by line: panes side by side would be read as one.
        let at_once = if regions.one_pane { 0 } else { body.width };
        if regions.one_pane && state.diagnosis.is_some() && area.height < STACKED_FRAMED_FROM {
            regions.framed = false;
        }
        regions.place_panes(body, at_once, state);
        regions.overlay = overlay(area, state);
        regions
    }

    fn place_panes(&mut self, body: Rect, at_once: u16, state: &State) {
        // Without frames a column of air keeps the panes apart.
        let gap = u16::from(!self.framed);
        if at_once >= WIDE {
            let tree =
                state.widths.tree.map_or(share(body.width, 23).clamp(25, 36), |w| share(body.width, w));
            let detail = state.widths.detail.map_or(share(body.width, 36), |w| share(body.width, w));
            let (tree, rest) = split_left(body, tree.clamp(12, body.width - 60), gap);
            let (list, detail) = split_left(rest, rest.width.saturating_sub(detail).max(24), gap);
            (self.tree, self.list, self.detail) = (tree, list, detail);
            self.divider = Some(Divider::Detail);
        } else if at_once >= MEDIUM {
            let above = match (state.widths.detail_below, self.lines_of_findings(body, state)) {
                (None, Some(lines)) => lines,
                (below, _) => body.height.saturating_sub(share(body.height, below.unwrap_or(46))),
            };
            let above = above.clamp(3.min(body.height), body.height);
            let top = Rect { height: above, ..body };
            let tree =
                state.widths.tree.map_or(share(body.width, 34).clamp(22, 30), |w| share(body.width, w));
            (self.tree, self.list) = split_left(top, tree.clamp(12, body.width - 24), gap);
            self.detail = Rect { y: top.bottom(), height: body.height - above, ..body };
            self.divider = Some(Divider::DetailBelow);
        } else {
            match state.pane {
                Pane::Tree => self.tree = body,
                Pane::List | Pane::Detail if body.height >= STACKED_FROM && state.diagnosis.is_some() => {
                    // What an error means is wanted at first sight, without a key.
                    let above = self.lines_of_findings(body, state).unwrap_or(body.height);
                    self.list = Rect { height: above, ..body };
                    self.detail = Rect { y: self.list.bottom(), height: body.height - above, ..body };
                }
                Pane::List => self.list = body,
                Pane::Detail => self.detail = body,
            }
        }
    }

    /// Lines for the findings above their detail, frame included: as few as they need, and never many of the screen.
    fn lines_of_findings(&self, body: Rect, state: &State) -> Option<u16> {
        let frame = if self.framed { 2 } else { 0 };
        let wanted = u16::try_from(state.diagnosis.as_ref()?.lines()).unwrap_or(u16::MAX);
        let most = (share(body.height, 40)).saturating_sub(frame);
        Some((wanted.min(most).max(FEWEST_FINDINGS) + frame).min(body.height))
    }

    /// Nothing but a notice fits.
    pub fn is_tiny(&self) -> bool {
        self.tiny
    }

    /// The panes take turns on the screen, but for findings with their detail.
    pub fn is_one_pane(&self) -> bool {
        self.one_pane
    }

    pub fn is_framed(&self) -> bool {
        self.framed
    }

    /// A pane with its frame; empty where it is not shown.
    pub fn pane(&self, pane: Pane) -> Rect {
        match pane {
            Pane::Tree => self.tree,
            Pane::List => self.list,
            Pane::Detail => self.detail,
        }
    }

    /// A pane without its frame.
    pub fn inside(&self, pane: Pane) -> Rect {
        let outer = self.pane(pane);
        if self.framed { shrink(outer, 1) } else { outer }
    }

    /// The detail is text: it has a column of air beside its frame.
    pub fn detail_text(&self) -> Rect {
        let inside = self.inside(Pane::Detail);
        let air = u16::from(self.framed && inside.width > 4);
        Rect { x: inside.x + air, width: inside.width - 2 * air, ..inside }
    }

    pub fn overlay(&self) -> Option<Rect> {
        self.overlay
    }

    /// The overlay without its frame.
    pub fn overlay_inside(&self) -> Rect {
        self.overlay.map_or(Rect::ZERO, |area| shrink(area, 1))
    }

    /// The text field in the overlay's first line, behind its prompt.
    pub(super) fn filter(&self) -> Rect {
        let inside = self.overlay_inside();
        Rect {
            x: inside.x + 3,
            width: inside.width.saturating_sub(4),
            height: inside.height.min(1),
            ..inside
        }
    }

    /// How much room each part has.
    pub fn rooms(&self) -> Rooms {
        let room = |area: Rect| Room { columns: area.width.into(), lines: area.height.into() };
        // The first line of the help, and of the history, is its filter.
        let help = self.overlay_inside();
        let help = Rect { height: help.height.saturating_sub(1), ..help };
        Rooms {
            search: room(self.search),
            tree: room(self.inside(Pane::Tree)),
            list: room(self.inside(Pane::List)),
            detail: room(self.detail_text()),
            help: room(help),
            history: room(help),
            filter: room(self.filter()),
        }
    }

    /// What lies under a cell.
    pub fn target(&self, column: u16, line: u16) -> Target {
        let at = (column, line);
        let holds = |area: Rect| area.contains(at.into());
        if let Some(overlay) = self.overlay {
            let inside = self.overlay_inside();
            return match holds(inside) {
                true => Target::Overlay((line - inside.y).into()),
                // The frame is part of the overlay, but of no line.
                false if holds(overlay) => Target::Overlay(usize::MAX),
                false => Target::Elsewhere,
            };
        }
        if holds(self.search) {
            return Target::SearchField((column - self.search.x).into());
        }
        if let Some(divider) = self.divider_at(column, line) {
            return Target::Divider(divider);
        }
        for pane in [Pane::Tree, Pane::List, Pane::Detail] {
            let inside = self.inside(pane);
            if holds(inside) {
                return Target::Pane(pane, (line - inside.y).into(), (column - inside.x).into());
            }
        }
        Target::Elsewhere
    }

    /// The frames' sides between two panes can be dragged.
    fn divider_at(&self, column: u16, line: u16) -> Option<Divider> {
        let detail = self.divider?;
        let beside = |left: Rect, right: Rect| {
            let columns = left.right().saturating_sub(1)..=right.left();
            columns.contains(&column) && (left.top()..left.bottom()).contains(&line)
        };
        if beside(self.tree, self.list) {
            return Some(Divider::Tree);
        }
        match detail {
            Divider::Detail => beside(self.list, self.detail).then_some(detail),
            _ => {
                let lines = self.list.bottom().saturating_sub(1)..=self.detail.top();
                lines.contains(&line).then_some(detail)
            }
        }
    }

    /// A cell's place on the screen, in hundredths.
    pub fn hundredths(&self, column: u16, line: u16) -> (u16, u16) {
        let share = |at: u16, length: u16| {
            let hundredths = u32::from(at) * 100 / u32::from(length.max(1));
            u16::try_from(hundredths).unwrap_or(100)
        };
        (share(column, self.area.width), share(line, self.area.height))
    }
}

/// Columns of the name before the search field, by the width of the screen.
pub(super) fn brand_columns(width: u16) -> u16 {
    if width >= MEDIUM { 11 } else { 1 }
}

/// Columns of the counts behind the search field.
pub(super) fn count_columns(width: u16) -> u16 {
    match width {
        0..40 => 12,
        40..MEDIUM => 15,
        _ => share(width, 38).clamp(28, 56),
    }
}

/// Hundredths of a length.
fn share(length: u16, hundredths: u16) -> u16 {
    // A share of a u16 is one; what is multiplied on the way need not be.
    u16::try_from(u32::from(length) * u32::from(hundredths.min(100)) / 100).unwrap_or(length)
}

fn search_field(header: Rect) -> Rect {
    // The prompt and a blank stand before it.
    let before = brand_columns(header.width) + 2;
    let after = count_columns(header.width);
    Rect { x: header.x + before, width: header.width.saturating_sub(before + after), ..header }
}

fn split_left(area: Rect, width: u16, gap: u16) -> (Rect, Rect) {
    let width = width.min(area.width);
    let left = Rect { width: width.saturating_sub(gap), ..area };
    let right = Rect { x: area.x + width, width: area.width - width, ..area };
    (left, right)
}

fn shrink(area: Rect, by: u16) -> Rect {
    if area.width < 2 * by || area.height < 2 * by {
        return Rect { width: 0, height: 0, ..area };
    }
    Rect { x: area.x + by, y: area.y + by, width: area.width - 2 * by, height: area.height - 2 * by }
}

/// The overlay in the middle of the screen, where one is open.
fn overlay(area: Rect, state: &State) -> Option<Rect> {
    let (width, height) = if state.help.is_some() {
        // On a low screen a border of what lies behind is worth less than two more keys.
        let around = if area.height < 16 { 2 } else { 4 };
        (72, area.height.saturating_sub(around))
    } else if state.history.is_some() {
        (72, 16)
    } else {
        let menu = state.copy_menu.as_ref()?;
        (40, u16::try_from(menu.forms.len()).unwrap_or(u16::MAX).saturating_add(2))
    };
    let (width, height) = (width.min(area.width), height.min(area.height));
    let (x, y) = (area.x + (area.width - width) / 2, area.y + (area.height - height) / 2);
    Some(Rect { x, y, width, height })
}
