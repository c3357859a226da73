//! What the mouse does to the state.

use super::act::{act, copy, in_rail, jump, leave_jumps, step, take_match, take_or_copy, take_value};
use super::bar::{self, Press};
use super::diagnosis::{DiagnosisPane, HEADING_LINES};
use super::effect::Effect;
use super::facet::Facet;
use super::form::Form;
use super::keymap::{Action, Focus, Meaning};
use super::msg::{Divider, Gesture, Target};
use super::pane::Pane;
use super::rail::{Row, Title};
use super::state::State;
use super::welcome::stays_welcome;
use super::{chips, footer, header, rule};
use crate::app::chord::{Chord, Key};
use crate::page::Touch;
use crate::search::exact_code;

/// Lines that one notch of a wheel moves.
const WHEEL_LINES: isize = 3;

pub(super) fn update(state: &mut State, gesture: Gesture, target: Target) -> Vec<Effect> {
    if !state.mouse {
        return Vec::new();
    }
    if let Gesture::Wheel(notches) = gesture {
        wheel(state, notches * WHEEL_LINES, target);
        return Vec::new();
    }
    if matches!(gesture, Gesture::Drag(..) | Gesture::Release) {
        drag(state, gesture);
        return Vec::new();
    }
    let columns = state.rooms.screen.columns;
    let pressed = match target {
        Target::Footer(column) => bar::pressed(&footer::pieces(state, columns), column, state.measure),
        Target::Header(column) => bar::pressed(&header::pieces(state, columns), column, state.measure),
        Target::Chips(column) => bar::pressed(&chips::pieces(state, columns), column, state.measure),
        Target::Below(column) => bar::pressed(&rule::pieces(state, columns), column, state.measure),
        _ => None,
    };
    if let Some(pressed) = pressed {
        return press(state, pressed);
    }
    if !matches!(state.focus(), Focus::Pane(_)) {
        return in_overlay(state, target);
    }
    match target {
        Target::Divider(divider) => {
            state.dragged = Some(divider);
            Vec::new()
        }
        Target::SearchField(column) => {
            state.pane = Pane::List;
            state.search.go_to_column(column, state.measure);
            Vec::new()
        }
        Target::Values(line) => {
            let Some(mut menu) = state.filter_menu.take() else { return Vec::new() };
            match menu.view.row_at(line) {
                Some(row) => {
                    menu.view.move_to(row);
                    take_value(state, &menu)
                }
                None => Vec::new(),
            }
        }
        Target::Pane(pane, line, column) => {
            state.filter_menu = None;
            click(state, pane, line, column, gesture == Gesture::DoubleClick)
        }
        _ => Vec::new(),
    }
}

/// What a piece of a bar does.
fn press(state: &mut State, press: Press) -> Vec<Effect> {
    state.welcome &= matches!(press, Press::Key(_));
    match press {
        Press::Key(chord) => match state.keymap.meaning(state.focus(), chord) {
            Meaning::Action(action) => {
                state.welcome &= stays_welcome(state.pane, action);
                return act(state, action, chord);
            }
            _ => return Vec::new(),
        },
        Press::Take(row) => in_rail(state, |rail| rail.take_chip(row)),
        Press::Widen(choice) => in_rail(state, |rail| rail.let_go(choice)),
        Press::Chip { chip, first } => {
            state.pane = Pane::Tree;
            state.rail.go_to_chip(chip, first);
        }
        Press::Reach(row) => {
            state.pane = Pane::Tree;
            state.rail.view.move_to(row);
        }
        Press::Step(steps) => step(state, steps),
    }
    Vec::new()
}

fn click(state: &mut State, pane: Pane, line: usize, column: usize, double: bool) -> Vec<Effect> {
    state.welcome &= pane == Pane::Detail;
    match pane {
        Pane::List if on_bar(state, column) => {
            let heading = if state.diagnosis.is_some() { HEADING_LINES } else { 0 };
            state.list_view().jump_to(line.saturating_sub(heading));
            leave_jumps(state);
            Vec::new()
        }
        Pane::List => {
            state.pane = pane;
            let row = match &state.diagnosis {
                Some(diagnosis) => diagnosis.row_at(line),
                None => state.list.view.row_at(line),
            };
            let Some(row) = row else { return Vec::new() };
            state.list_view().point_at(row);
            leave_jumps(state);
            if double { take_or_copy(state) } else { Vec::new() }
        }
        Pane::Tree => in_tree(state, line, column, double),
        Pane::Detail => {
            let columns = state.rooms.detail.columns;
            let touched = state
                .detail
                .lines
                .get(state.detail.scroll.offset() + line)
                .and_then(|line| line.touched(column, columns, state.measure))
                .cloned();
            match touched {
                Some(touch) => {
                    state.welcome = false;
                    touched_in_detail(state, touch)
                }
                None => {
                    state.pane = pane;
                    Vec::new()
                }
            }
        }
    }
}

/// Whether a column of the list is that of its scroll bar. Findings of several lines have none.
fn on_bar(state: &mut State, column: usize) -> bool {
    let rooms = state.rooms();
    let has_bar = state.diagnosis.as_ref().is_none_or(DiagnosisPane::is_log) && !rooms.one_pane;
    let view = state.list_view();
    has_bar && column + 1 == rooms.list.columns && view.len() > view.height()
}

/// A click in the rail chooses a row, or lets go of it; a second one on a node that can be folded folds it, as one on
/// its sign does.
fn in_tree(state: &mut State, line: usize, column: usize, double: bool) -> Vec<Effect> {
    let Some(at) = state.rail.view.row_at(line) else { return Vec::new() };
    let row = state.rail.rows()[at];
    match row {
        Row::Title(Title::Tree) => return act(state, Action::Regroup, Chord::plain(Key::Tab)),
        Row::Blank => {
            let view = &state.rail.view;
            let hidden = view.tree_below().filter(|_| view.is_gap(at));
            return hidden.map_or_else(Vec::new, |(_, first)| press(state, Press::Reach(first)));
        }
        Row::Title(_) => return Vec::new(),
        Row::Node(_) | Row::Facet(_) => {}
    }
    state.pane = Pane::Tree;
    in_rail(state, |rail| {
        let again = rail.is_chosen(row);
        rail.view.point_at(at);
        match row {
            Row::Node(id) if rail.can_fold(id) && (again || rail.sign_at(id) == Some(column)) => {
                rail.toggle_at_cursor();
            }
            _ if again && double => {}
            _ => rail.take(row),
        }
    });
    Vec::new()
}

fn touched_in_detail(state: &mut State, touch: Touch) -> Vec<Effect> {
    match touch {
        Touch::Entry(entry) => jump(state, entry),
        Touch::Step(nth) => return copy(state, Form::Step(nth)),
        Touch::Policy => return copy(state, Form::Policy),
        Touch::RequestId => return copy(state, Form::RequestId),
        Touch::Page => return act(state, Action::OpenPage, Chord::plain(Key::Enter)),
        Touch::Open(url) => {
            state.opening = true;
            return vec![Effect::Open(url)];
        }
        Touch::Paste => return act(state, Action::Paste, Chord::plain(Key::Enter)),
        Touch::Code(text) => {
            let known = state.catalog.codes().contains(&text);
            let text = if known { exact_code(&text) } else { text };
            state.pane = Pane::List;
            state.search = super::line_edit::LineEdit::new(&text);
            let effects = state.query_changed();
            state.filter_menu = None;
            return effects;
        }
        Touch::Match(nth) => take_match(state, nth),
        Touch::Retry(chance) if state.diagnosis.is_none() => {
            in_rail(state, |rail| rail.toggle_facet(Facet::Chance(chance)));
        }
        Touch::Category(category) if state.diagnosis.is_none() => {
            in_rail(state, |rail| rail.toggle_facet(Facet::Category(category)));
        }
        Touch::Retry(_) | Touch::Category(_) => {}
    }
    Vec::new()
}

fn wheel(state: &mut State, lines: isize, target: Target) {
    if let Some(help) = &mut state.help {
        help.scroll.scroll_by(lines);
        return;
    }
    if let Some(history) = &mut state.history {
        history.view.scroll_by(lines);
        return;
    }
    if let Some(menu) = &mut state.copy_menu {
        menu.view.move_by(lines.signum());
        return;
    }
    match target {
        Target::Values(_) => {
            if let Some(menu) = &mut state.filter_menu {
                menu.view.scroll_by(lines);
            }
        }
        Target::Pane(Pane::List, ..) => {
            let view = state.list_view();
            let before = view.cursor();
            view.scroll_by(lines);
            if view.cursor() != before {
                leave_jumps(state);
            }
        }
        Target::Pane(Pane::Detail, ..) => state.detail.scroll.scroll_by(lines),
        // The wheel only scrolls the rail; it chooses nothing.
        Target::Pane(Pane::Tree, line, _) => state.rail.view.scroll_by(line, lines),
        _ => {}
    }
}

fn in_overlay(state: &mut State, target: Target) -> Vec<Effect> {
    if let (Target::HelpBar(line), Some(help)) = (target, &mut state.help) {
        help.scroll.jump_to(line);
        return Vec::new();
    }
    let Target::Overlay(line) = target else {
        // A click beside a popup closes it; the help is a page of its own.
        state.copy_menu = None;
        state.history = None;
        return Vec::new();
    };
    if let Some(history) = &mut state.history {
        // The first line is the filter's.
        if let Some(row) = line.checked_sub(1).and_then(|line| history.view.row_at(line)) {
            history.view.move_to(row);
            return act(state, Action::Confirm, Chord::plain(Key::Enter));
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

fn drag(state: &mut State, gesture: Gesture) {
    match (gesture, state.dragged) {
        (Gesture::Drag(column, line), Some(divider)) => state.widths.drag(divider, column, line),
        (Gesture::Release, _) => state.dragged = None,
        _ => {}
    }
}

/// The smallest and the largest share that dragging can give to a pane, in hundredths of the screen.
const TREE: (u16, u16) = (10, 60);
const DETAIL: (u16, u16) = (15, 70);
const DETAIL_BELOW: (u16, u16) = (15, 80);

impl super::Widths {
    /// Moves a rule to a place, in hundredths of the screen.
    fn drag(&mut self, divider: Divider, column: u16, line: u16) {
        let within = |share: u16, (least, most)| Some(share.clamp(least, most));
        match divider {
            Divider::Tree => self.tree = within(column, TREE),
            Divider::Detail => self.detail = within(100u16.saturating_sub(column), DETAIL),
            Divider::DetailBelow => self.detail_below = within(100u16.saturating_sub(line), DETAIL_BELOW),
        }
    }
}
