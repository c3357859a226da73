//! What narrows the list: the rail, its chips, and the values of filters.

use super::*;
use crate::app::rail::{Choice, Row};
use crate::catalog::Grouping;

#[test]
fn what_is_chosen_in_the_rail_narrows_the_list_at_once_and_asks_nobody() {
    let mut state = browser();
    let all = state.catalog.len();
    assert_eq!(press(&mut state, "Tab Down"), []);
    assert_eq!(state.list.listed(), all, "a row is gone to without being taken");
    assert_eq!(press(&mut state, "Enter"), []);
    let group = state.list.listed();
    assert!(0 < group && group < all);
    assert_eq!(press(&mut state, "Right Left"), [], "the group folds, and stays chosen");
    assert_eq!(state.list.listed(), group);
    press(&mut state, "ctrl-End Up");
    assert_eq!(state.list.listed(), group, "neither is a chance");
    press(&mut state, "Enter");
    let both = state.list.listed();
    assert!(0 < both && both < group, "both narrow: {both} of {group}");
    press(&mut state, "Enter");
    assert_eq!(state.list.listed(), group, "a second time takes it away");
    press(&mut state, "Enter Backspace");
    assert_eq!(state.list.listed(), group, "the last one is taken away");
    press(&mut state, "Esc Esc");
    assert_eq!(state.list.listed(), all, "back to everything");
}

#[test]
fn enter_on_the_row_of_everything_takes_the_node_away_then_leads_to_the_list() {
    let mut state = browser();
    press(&mut state, "Tab Down Enter Up Enter");
    assert_eq!((state.list.listed(), state.pane), (state.catalog.len(), Pane::Tree));
    press(&mut state, "Enter");
    assert_eq!(state.pane, Pane::List);
}

#[test]
fn the_way_from_the_products_to_the_chances_leads_past_no_empty_list() {
    let mut state = browser();
    press(&mut state, "Tab");
    for _ in 0..state.rail.rows().len() {
        press(&mut state, "Down");
        assert_eq!(state.list.listed(), state.catalog.len());
        if matches!(state.rail.at_cursor(), Some(Row::Facet(_))) {
            return;
        }
    }
    panic!("the chances are below the products");
}

#[test]
fn what_narrows_the_list_stays_while_the_query_changes() {
    let mut state = browser();
    press(&mut state, "Tab Down Enter Esc q");
    let last = state.catalog.len() - 1;
    found(&mut state, 2, &[0, 1, 2, last]);
    assert_eq!(state.list.listed(), 3, "the last one is of another group");
    assert!(state.rail.is_narrowed());
}

/// The names of what narrows the list, as the header shows them.
fn crumbs(state: &State) -> Vec<String> {
    let pieces = crate::app::header::pieces(state, state.rooms().screen.columns);
    let crumbs =
        pieces.into_iter().filter_map(|piece| Some(piece.span.text.strip_suffix(" ✕ ")?.trim().to_owned()));
    crumbs.collect()
}

#[test]
fn what_was_chosen_narrows_under_every_grouping_and_is_told() {
    let mut state = browser();
    press(&mut state, "Tab Down Enter");
    let (group, told) = (state.list.listed(), crumbs(&state));
    assert_eq!(told.len(), 1);
    press(&mut state, "ctrl-t");
    assert_eq!((state.list.listed(), crumbs(&state)), (group, told.clone()));
    assert_eq!(state.rail.count(1), group, "the other tree counts what is left");

    press(&mut state, "Home Down Enter");
    let both = state.list.listed();
    assert!(0 < both && both < group, "{both} of {group}");
    assert_eq!(crumbs(&state)[..1], told, "what was chosen before comes first");

    press(&mut state, "ctrl-t ctrl-t");
    assert_eq!(state.rail.tree().grouping(), Grouping::Product);
    assert_eq!(
        (state.list.listed(), crumbs(&state).len()),
        (both, 2),
        "the group is chosen in its tree again"
    );
    assert!(state.rail.chosen() != crate::catalog::NodeId::ROOT);
    press(&mut state, "Tab Tab Tab Backspace");
    assert_eq!((state.list.listed(), crumbs(&state)), (group, told), "each is taken away by itself");
    press(&mut state, "Backspace");
    assert_eq!(state.list.listed(), state.catalog.len());
}

#[test]
fn a_click_on_a_crumb_takes_it_away_whatever_the_grouping() {
    let mut state = browser();
    state.mouse = true;
    press(&mut state, "Tab Down Enter ctrl-t");
    let columns = state.rooms().screen.columns;
    let pieces = crate::app::header::pieces(&state, columns);
    let kept = crate::app::bar::Press::Widen(Choice::Kept(Grouping::Product));
    let at = pieces.iter().find(|piece| piece.press == Some(kept)).expect("a crumb").x;
    update(&mut state, Msg::Mouse(msg::Gesture::Click, msg::Target::Header(at)));
    assert!(!state.rail.is_narrowed() && state.list.listed() == state.catalog.len());
}

#[test]
fn a_filter_without_a_value_goes_with_its_values() {
    for (typed, left) in [
        ("status:", ""),
        ("quota status:", "quota "),
        (":", ""),
        ("-status:", ""),
        ("status:4xx,", "status:4xx"),
        ("status:4", "status:4"),
    ] {
        let mut state = browser();
        type_text(&mut state, typed);
        assert!(state.filter_menu.is_some(), "{typed}");
        press(&mut state, "Esc");
        assert_eq!((state.search.text(), state.filter_menu.is_none()), (left, true), "{typed}");
    }
}

#[test]
fn the_verdicts_on_a_retry_are_offered_as_the_rail_has_them() {
    let mut state = browser();
    type_text(&mut state, "retry:");
    let values = |state: &State| -> Vec<String> {
        let menu = state.filter_menu.as_ref().expect("values");
        menu.values.iter().map(|value| value.text.clone()).collect()
    };
    assert_eq!(values(&state), ["later", "after-fix", "never"]);
    type_text(&mut state, "b");
    assert_eq!(values(&state), ["backoff"], "it can be asked for");
}

#[test]
fn the_footer_tells_of_filters_where_a_colon_opens_them() {
    let told = |state: &State| -> Vec<String> {
        crate::app::footer::hints(state).into_iter().map(|hint| hint.chord.to_string()).collect()
    };
    let mut state = browser();
    assert!(told(&state).contains(&":".to_owned()));
    type_text(&mut state, "quota");
    assert!(!told(&state).contains(&":".to_owned()), "it would be a letter");
    press(&mut state, "Space");
    assert!(told(&state).contains(&":".to_owned()));
    type_text(&mut state, ":");
    assert_eq!(told(&state), ["Enter", "↓", "Esc", "F1"], "the values have the keys");
}

#[test]
fn a_colon_for_filters_is_no_part_of_the_word_before() {
    let mut state = browser();
    type_text(&mut state, "status:");
    assert_eq!(state.search.text(), "status:", "a filter can be typed in full");
}

#[test]
fn the_choice_behind_all_others_is_taken_back_first() {
    let mut state = browser();
    press(&mut state, "Tab Down Enter ctrl-t Down Enter");
    let both: Vec<Choice> = state
        .rail
        .named_choices(&state.catalog, state.lang, 40)
        .into_iter()
        .map(|(choice, _)| choice)
        .collect();
    assert!(matches!(both[..], [Choice::Kept(Grouping::Product), Choice::Node]), "{both:?}");
    press(&mut state, "Backspace");
    let left = state.rail.named_choices(&state.catalog, state.lang, 40);
    assert!(matches!(left[..], [(Choice::Kept(Grouping::Product), _)]), "{left:?}");
}
