use std::collections::HashSet;
use std::path::Path;

use super::*;
use crate::app::chord::{Chord, Key};
use crate::app::form::Form;
use crate::app::pane::Pane;
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
fn letters_digits_and_signs_type_wherever_no_menu_is_open() {
    let keymap = Keymap::default();
    for c in (' '..='~').filter(|c| !c.is_whitespace()).chain(['实']) {
        let chord = Chord::plain(Key::Char(c));
        for pane in [Pane::List, Pane::Tree, Pane::Detail] {
            let meaning = keymap.meaning(Focus::Pane(pane), chord);
            // A colon types, and shows the filters that there are.
            let colon = pane == Pane::List && meaning == Meaning::Action(Action::Filter);
            assert!(meaning == Meaning::Text(c) || c == ':' && colon, "{c} in {pane:?}: {meaning:?}");
        }
        assert!(!matches!(keymap.meaning(Focus::CopyMenu, chord), Meaning::Text(_)));
    }
}

#[test]
fn nothing_is_reached_by_alt_alone() {
    // These are shortcuts: the menu has the steps, and F6, Ctrl-] and the arrows the rest.
    let short_ways = [Action::Numbered];
    for (row, chords) in Keymap::default().help() {
        let other = chords.iter().any(|chord| !chord.alt);
        assert!(other || short_ways.contains(&row.action), "{:?}", row.action);
    }
}

fn named(table: &str, name: &str, value: &str) -> Named {
    let place = Place { line: 1, column: 1 };
    Named { table: table.into(), name: name.into(), value: value.into(), place }
}

#[test]
fn a_chord_given_to_another_action_is_taken_from_the_first() {
    let keys =
        [named("list", "Enter", "caret-end"), named("list", "ctrl-x", "quit"), named("tree", "Space", "")];
    let (keymap, warnings) = Keymap::with(&keys, Path::new("c.toml"));
    assert_eq!(warnings, []);
    let meaning = |pane, name: &str| keymap.meaning(Focus::Pane(pane), name.parse().unwrap());
    assert_eq!(meaning(Pane::List, "Enter"), Meaning::Action(Action::CaretEnd));
    assert_eq!(meaning(Pane::List, "ctrl-x"), Meaning::Action(Action::Quit));
    assert_eq!(meaning(Pane::Detail, "Enter"), Meaning::Action(Action::Copy(Form::Code)));
    assert_eq!(meaning(Pane::Tree, "Space"), Meaning::Text(' '));
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
    assert_eq!(meaning, Meaning::Action(Action::Copy(Form::Url)));
}
