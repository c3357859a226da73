//! What the mouse does to the state.

use super::effect::Effect;
use super::keymap::{Action, Focus};
use super::msg::{Divider, Gesture, Target};
use super::pane::Pane;
use super::state::State;
use super::update::{act, copy, in_tree, jump, leave_jumps};
use crate::app::copy::Form;

/// Lines that one notch of a wheel moves.
const WHEEL_LINES: isize = 3;

pub(super) fn update(state: &mut State, gesture: Gesture, target: Target) -> Vec<Effect> {
    if !state.mouse {
        return Vec::new();
    }
    if let Gesture::Wheel(notches) = gesture {
        return wheel(state, notches * WHEEL_LINES, target);
    }
    if !matches!(state.focus(), Focus::Pane(_)) {
        return in_overlay(state, gesture, target);
    }
    match (gesture, target) {
        (Gesture::Drag(..) | Gesture::Release, _) => drag(state, gesture),
        (_, Target::Divider(divider)) => {
            state.dragged = Some(divider);
            Vec::new()
        }
        (_, Target::SearchField(column)) => {
            state.pane = Pane::List;
            state.search.go_to_column(column, state.measure);
            Vec::new()
        }
        (gesture, Target::Pane(pane, line, column)) => {
            state.pane = pane;
            click(state, pane, line, column, gesture == Gesture::DoubleClick)
        }
        (_, Target::Overlay(_) | Target::Elsewhere) => Vec::new(),
    }
}

fn click(state: &mut State, pane: Pane, line: usize, column: usize, double: bool) -> Vec<Effect> {
    match pane {
        Pane::List => {
            let row = line / state.list_row_lines();
            let Some(row) = state.list_view().row_at(row) else { return Vec::new() };
            state.list_view().move_to(row);
            leave_jumps(state);
            if double { copy(state, Form::Code) } else { Vec::new() }
        }
        Pane::Tree => {
            let Some(row) = state.tree.view.row_at(line) else { return Vec::new() };
            let depth = state.tree.tree().node(state.tree.rows()[row]).depth;
            let on_fold_sign = column <= depth.saturating_sub(1) * 2 + 1;
            in_tree(state, |tree| {
                tree.view.move_to(row);
                if double || on_fold_sign {
                    tree.toggle();
                }
            })
        }
        Pane::Detail => {
            let line = state.detail.lines.get(state.detail.scroll.offset() + line);
            if let Some(number) = line.and_then(|line| line.jump) {
                jump(state, number);
            }
            Vec::new()
        }
    }
}

fn wheel(state: &mut State, lines: isize, target: Target) -> Vec<Effect> {
    if let Some(help) = &mut state.help {
        help.scroll.scroll_by(lines);
        return Vec::new();
    }
    if let Some(history) = &mut state.history {
        history.view.scroll_by(lines);
        return Vec::new();
    }
    if let Some(menu) = &mut state.copy_menu {
        menu.view.move_by(lines.signum());
        return Vec::new();
    }
    match target {
        Target::Pane(Pane::List, ..) => {
            let view = state.list_view();
            let before = view.cursor();
            view.scroll_by(lines);
            if view.cursor() != before {
                leave_jumps(state);
            }
            Vec::new()
        }
        Target::Pane(Pane::Detail, ..) => {
            state.detail.scroll.scroll_by(lines);
            Vec::new()
        }
        Target::Pane(Pane::Tree, ..) => in_tree(state, |tree| tree.view.scroll_by(lines)),
        _ => Vec::new(),
    }
}

fn in_overlay(state: &mut State, gesture: Gesture, target: Target) -> Vec<Effect> {
    if matches!(gesture, Gesture::Drag(..) | Gesture::Release) {
        return Vec::new();
    }
    let Target::Overlay(line) = target else {
        // A click beside an overlay closes it.
        state.help = None;
        state.copy_menu = None;
        state.history = None;
        return Vec::new();
    };
    if let Some(history) = &mut state.history {
        // The first line is the filter's.
        if let Some(row) = line.checked_sub(1).and_then(|line| history.view.row_at(line)) {
            history.view.move_to(row);
            return act(state, Action::Confirm, None);
        }
        return Vec::new();
    }
    let form = state.copy_menu.as_mut().and_then(|menu| {
        let row = menu.view.row_at(line)?;
        menu.view.move_to(row);
        menu.forms.get(row).copied()
    });
    form.map_or_else(Vec::new, |form| copy(state, form))
}

fn drag(state: &mut State, gesture: Gesture) -> Vec<Effect> {
    match (gesture, state.dragged) {
        (Gesture::Drag(column, line), Some(divider)) => state.widths.drag(divider, column, line),
        (Gesture::Release, _) => state.dragged = None,
        _ => {}
    }
    Vec::new()
}

impl super::Widths {
    /// A border was dragged to a place, in hundredths of the screen.
    fn drag(&mut self, divider: Divider, column: u16, line: u16) {
        match divider {
            Divider::Tree => self.tree = Some(column.clamp(10, 60)),
            Divider::Detail => self.detail = Some(100u16.saturating_sub(column).clamp(15, 70)),
            Divider::DetailBelow => self.detail_below = Some(100u16.saturating_sub(line).clamp(15, 80)),
        }
    }
}
