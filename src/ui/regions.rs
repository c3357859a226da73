//! Where everything stands on the screen: for drawing, for the mouse, and for the sizes of pages.

mod measures;
mod popups;
mod split;

use ratatui::layout::Rect;

use super::theme::Frames;
use crate::app::State;
use crate::app::header;
use crate::app::msg::{Divider, Target};
use crate::app::pane::{Pane, Room, Rooms};
use measures::RAIL_FROM;
pub(super) use measures::{RULED_FROM, short};
pub(super) use split::Rules;
use split::Split;

/// The least columns and lines; on a smaller screen there is only a notice.
const LEAST: (u16, u16) = (20, 5);

/// The rectangles of a screen; what is not shown is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regions {
    area: Rect,
    tiny: bool,
    one_pane: bool,
    pub header: Rect,
    /// The text of the search field.
    pub search: Rect,
    pub footer: Rect,
    chips: Rect,
    split: Split,
    overlay: Option<Rect>,
    values: Option<Rect>,
    help: Rect,
    filter: Rect,
}

impl Regions {
    pub fn new(area: Rect, state: &State, frames: Frames) -> Self {
        let mut regions = Self {
            area,
            tiny: area.width < LEAST.0 || area.height < LEAST.1,
            // A screen reader reads line by line: panes side by side would be read as one.
            one_pane: frames == Frames::None,
            header: Rect { height: 1.min(area.height), ..area },
            search: Rect::ZERO,
            footer: Rect::ZERO,
            chips: Rect::ZERO,
            split: Split::default(),
            overlay: None,
            values: None,
            help: Rect::ZERO,
            filter: Rect::ZERO,
        };
        if regions.tiny {
            return regions;
        }
        let (start, columns) = header::field(state, area.width.into());
        let (start, columns) = (short(start).min(area.width - 1), short(columns));
        regions.search = Rect { x: area.x + start, width: columns.min(area.width - start), ..regions.header };
        regions.footer = Rect { y: area.bottom() - 1, height: 1, ..area };
        regions.split = if regions.one_pane {
            split::plain(area, state)
        } else if area.width >= RAIL_FROM && area.height >= RULED_FROM {
            split::roomy(area, state)
        } else {
            split::narrow(area, state)
        };
        if let Some(row) = regions.split.chips {
            regions.chips = Rect { y: row, height: 1, ..area };
        }
        if state.help.is_some() {
            regions.help = popups::help(area);
        }
        regions.overlay = popups::overlay(area, state, regions.search, regions.detail_text());
        regions.values = popups::values(area, state, regions.search);
        regions.filter = regions.filter_of(state);
        regions
    }

    /// Nothing but a notice fits.
    pub fn is_tiny(&self) -> bool {
        self.tiny
    }

    pub(super) fn rules(&self) -> Rules {
        self.split.rules
    }

    pub(super) fn area(&self) -> Rect {
        self.area
    }

    /// A pane; empty where it is not shown.
    pub fn pane(&self, pane: Pane) -> Rect {
        match pane {
            Pane::Tree => self.split.rail,
            Pane::List => self.split.list,
            Pane::Detail => self.split.detail,
        }
    }

    /// The text of the detail.
    pub fn detail_text(&self) -> Rect {
        self.split.detail
    }

    /// The line of chips.
    pub fn chips(&self) -> Rect {
        self.chips
    }

    /// The rule below the panes; empty on a low screen, which has none.
    pub fn below(&self) -> Rect {
        self.split.rules.bottom.map_or(Rect::ZERO, |y| Rect { y, height: 1, ..self.area })
    }

    /// The open popup, its border included.
    pub fn overlay(&self) -> Option<Rect> {
        self.overlay
    }

    /// The popup without its border.
    pub fn overlay_inside(&self) -> Rect {
        self.overlay.map_or(Rect::ZERO, popups::shrink)
    }

    /// The values of the filter at the caret, their border included.
    pub fn values(&self) -> Option<Rect> {
        self.values
    }

    /// The lines of the help.
    pub fn help(&self) -> Rect {
        self.help
    }

    /// The text field of the help, or of the history, behind its prompt.
    pub(super) fn filter(&self) -> Rect {
        self.filter
    }

    fn filter_of(&self, state: &State) -> Rect {
        if state.help.is_some() {
            let before = short(header::title_end(state, self.area.width.into()) + 2);
            let start = before.min(self.area.width);
            let width = self.area.width.saturating_sub(start + 14);
            return Rect { x: self.area.x + start, width, ..self.header };
        }
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
        // The first line of the history is its filter.
        let history = self.overlay_inside();
        let history = Rect { height: history.height.saturating_sub(1), ..history };
        let menu = self.values.map_or(self.overlay_inside(), popups::shrink);
        Rooms {
            menu: room(menu),
            screen: room(self.area),
            search: room(self.search),
            rail: room(self.split.rail),
            chips: room(self.chips),
            list: room(self.split.list),
            detail: room(self.split.detail),
            help: room(self.help),
            history: room(history),
            filter: room(self.filter),
            one_pane: self.one_pane,
        }
    }

    /// What lies under a cell.
    pub fn target(&self, column: u16, line: u16) -> Target {
        let holds = |area: Rect| area.contains((column, line).into());
        if let Some(overlay) = self.overlay {
            let inside = self.overlay_inside();
            return match holds(inside) {
                true => Target::Overlay((line - inside.y).into()),
                // The border is part of the popup, but of no line.
                false if holds(overlay) => Target::Overlay(usize::MAX),
                false => Target::Elsewhere,
            };
        }
        if let Some(values) = self.values.filter(|&values| holds(values)) {
            let inside = popups::shrink(values);
            return if holds(inside) { Target::Values((line - inside.y).into()) } else { Target::Elsewhere };
        }
        if holds(self.footer) {
            return Target::Footer((column - self.area.x).into());
        }
        if self.help.height > 0 {
            let on_bar =
                column + 1 == self.area.right() && (self.help.top()..self.help.bottom()).contains(&line);
            if on_bar {
                return Target::HelpBar((line - self.help.y).into());
            }
            if !holds(self.header) {
                return Target::Elsewhere;
            }
        }
        if holds(self.search) {
            return Target::SearchField((column - self.search.x).into());
        }
        if holds(self.header) {
            return Target::Header((column - self.area.x).into());
        }
        if holds(self.chips) {
            return Target::Chips((column - self.area.x).into());
        }
        if holds(self.below()) {
            return Target::Below((column - self.area.x).into());
        }
        if let Some(divider) = self.divider_at(column, line) {
            return Target::Divider(divider);
        }
        for pane in [Pane::Tree, Pane::List, Pane::Detail] {
            let inside = self.pane(pane);
            if holds(inside) {
                return Target::Pane(pane, (line - inside.y).into(), (column - inside.x).into());
            }
        }
        Target::Elsewhere
    }

    /// The rules between two panes can be dragged.
    fn divider_at(&self, column: u16, line: u16) -> Option<Divider> {
        let Rules { rail, side, middle, .. } = self.split.rules;
        let between = self.split.list.union(self.split.rail).union(self.split.detail);
        let rows = between.top()..between.bottom();
        if rail == Some(column) && rows.contains(&line) {
            return Some(Divider::Tree);
        }
        if side == Some(column) && rows.contains(&line) && self.split.rail.width > 0 {
            return Some(Divider::Detail);
        }
        middle.filter(|&(from, row)| row == line && column >= from).map(|_| Divider::DetailBelow)
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
