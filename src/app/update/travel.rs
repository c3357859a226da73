//! Moving in whatever has the focus.

use super::{in_tree, leave_jumps};
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
    fn in_rows(self, view: &mut Viewport) {
        match self {
            Travel::Lines(lines) => view.move_by(lines),
            Travel::Pages(pages) => view.page_by(pages),
            Travel::Start => view.to_start(),
            Travel::End => view.to_end(),
        }
    }

    fn in_text(self, scroll: &mut Scroll) {
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
        Focus::Pane(Pane::List) => {
            way.in_rows(state.list_view());
            leave_jumps(state);
        }
        Focus::Pane(Pane::Tree) => return in_tree(state, |tree| way.in_rows(&mut tree.view)),
    }
    Vec::new()
}
