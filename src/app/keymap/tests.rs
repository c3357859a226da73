use std::collections::HashSet;
use std::path::Path;

use super::*;
use crate::lang::Lang;
use crate::settings::config::Named;
use crate::settings::fault::Place;

#[test]
fn no_chord_stands_twice_in_a_layer() {
    let mut seen = HashSet::new();
    for bound in Keymap::default().rows() {
        for chord in &bound.chords {
            assert!(seen.insert((bound.layer, *chord)), "{chord} in {:?}", bound.layer);
        }
    }
}

#[test]
fn every_action_is_reached_and_helped_exactly_once() {
    let keymap = Keymap::default();
    let help = keymap.help();
    for action in Action::ALL {
        let lines = help.iter().filter(|(row, chords)| row.action == *action && !chords.is_empty());
        assert_eq!(lines.count(), 1, "{action:?}");
    }
}

#[test]
fn an_action_says_the_same_wherever_it_stands() {
    for row in TABLE {
        let first = TABLE.iter().find(|first| first.action == row.action).unwrap();
        let said = |row: &Row| (row.label(Lang::Zh), row.label(Lang::En), row.group);
        assert_eq!(said(first), said(row), "{:?}", row.action);
    }
}

#[test]
fn letters_type_in_the_search_and_act_in_the_other_panes() {
    let keymap = Keymap::default();
    let j: Chord = "j".parse().unwrap();
    assert_eq!(keymap.meaning(Focus::Pane(Pane::List), j), Meaning::Text('j'));
    assert_eq!(keymap.meaning(Focus::Pane(Pane::Tree), j), Meaning::Action(Action::Down));
    assert_eq!(keymap.meaning(Focus::Pane(Pane::Detail), j), Meaning::Action(Action::Down));
    let x: Chord = "x".parse().unwrap();
    assert_eq!(keymap.meaning(Focus::Pane(Pane::Tree), x), Meaning::Nothing);
}

fn named(table: &str, name: &str, value: &str) -> Named {
    let place = Place { line: 1, column: 1 };
    Named { table: table.into(), name: name.into(), value: value.into(), place }
}

#[test]
fn a_chord_given_to_another_action_is_taken_from_the_first() {
    let keys = [
        named("list", "Enter", "caret-end"),
        named("list", "ctrl-x", "quit"),
        named("tree", "q", ""),
        named("letters", "q", ""),
    ];
    let (keymap, warnings) = Keymap::with(&keys, Path::new("c.toml"));
    assert_eq!(warnings, []);
    let meaning = |pane, name: &str| keymap.meaning(Focus::Pane(pane), name.parse().unwrap());
    assert_eq!(meaning(Pane::List, "Enter"), Meaning::Action(Action::CaretEnd));
    assert_eq!(meaning(Pane::List, "ctrl-x"), Meaning::Action(Action::Quit));
    assert_eq!(meaning(Pane::Detail, "Enter"), Meaning::Action(Action::CopyCode));
    assert_eq!(meaning(Pane::Tree, "q"), Meaning::Nothing);
    assert!(
        keymap.help().iter().any(|(row, chords)| {
            row.action == Action::Quit && chords.contains(&"ctrl-x".parse().unwrap())
        })
    );
}

#[test]
fn what_cannot_be_bound_is_reported_and_the_rest_works() {
    let keys = [
        named("lst", "y", "copy-code"),
        named("list", "hyper-y", "copy-code"),
        named("list", "ctrl-x", "copy-cod"),
        named("list", "ctrl-s", "copy-json"),
        named("list", "Ctrl-S", "copy-url"),
    ];
    let (keymap, warnings) = Keymap::with(&keys, Path::new("c.toml"));
    let said: Vec<String> = warnings.iter().map(|warning| warning.fault.to_string()).collect();
    assert_eq!(said.len(), 4, "{said:?}");
    assert!(said[2].ends_with("did you mean “copy-code”?"), "{said:?}");
    let meaning = keymap.meaning(Focus::Pane(Pane::List), "ctrl-s".parse().unwrap());
    assert_eq!(meaning, Meaning::Action(Action::CopyUrl));
}
