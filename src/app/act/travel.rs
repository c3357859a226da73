//! Moving in whatever has the focus.

use super::shared::{in_rail, leave_jumps};
use crate::app::effect::Effect;
use crate::app::keymap::Focus;
use crate::app::pane::Pane;
use crate::app::state::State;
use crate::app::viewport::{Scroll, Viewport};

/// A way to go in whatever has the focus.
#[derive(Debug, Clone, Copy)]
pub(in crate::app) enum Travel {
    Lines(isize),
    Pages(isize),
    Start,
    End,
}

impl Travel {
    pub(in crate::app) fn in_rows(self, view: &mut Viewport) {
        match self {
            Travel::Lines(lines) => view.move_by(lines),
            Travel::Pages(pages) => view.page_by(pages),
            Travel::Start => view.to_start(),
            Travel::End => view.to_end(),
        }
    }

    pub(in crate::app) fn in_text(self, scroll: &mut Scroll) {
        match self {
            Travel::Lines(lines) => scroll.scroll_by(lines),
            Travel::Pages(pages) => scroll.page_by(pages),
            Travel::Start => scroll.to_start(),
            Travel::End => scroll.to_end(),
        }
    }
}

pub(in crate::app) fn travel(state: &mut State, way: Travel) -> Vec<Effect> {
    match state.focus() {
        Focus::Help => state.help.iter_mut().for_each(|help| way.in_text(&mut help.scroll)),
        Focus::CopyMenu => state.copy_menu.iter_mut().for_each(|menu| way.in_rows(&mut menu.view)),
        Focus::History => state.history.iter_mut().for_each(|history| way.in_rows(&mut history.view)),
        Focus::Pane(Pane::Detail) => way.in_text(&mut state.detail.scroll),
        Focus::Pane(Pane::List) => in_list(state, way),
        // Chips are in one line, so every direction moves along it.
        Focus::Pane(Pane::Tree) if state.rooms.chips.columns > 0 => {
            let steps = match way {
                Travel::Lines(steps) | Travel::Pages(steps) => steps,
                Travel::Start => isize::MIN / 2,
                Travel::End => isize::MAX / 2,
            };
            in_rail(state, |rail| rail.travel_chips(steps));
        }
        Focus::Pane(Pane::Tree) => {
            // A step up from the first row leads to the last one: the retry chances at the end are near to the start.
            let way = match way {
                Travel::Lines(-1) if state.rail.is_at_start() => Travel::End,
                Travel::Lines(1) if state.rail.is_at_end() => Travel::Start,
                way => way,
            };
            in_rail(state, |rail| rail.travel(|view| way.in_rows(view)));
        }
    }
    Vec::new()
}

fn in_list(state: &mut State, way: Travel) {
    if let (Some(menu), Travel::Lines(steps)) = (state.filter_menu.as_mut(), way) {
        menu.walk(steps);
        return;
    }
    // With a single finding, the keys scroll its report.
    if state.diagnosis.as_ref().is_some_and(|diagnosis| diagnosis.findings().len() < 2) {
        way.in_text(&mut state.detail.scroll);
        return;
    }
    way.in_rows(state.list_view());
    leave_jumps(state);
}
