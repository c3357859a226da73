//! The table with the user's chords: what a key means, and which keys the footer and the help show.

use super::action::Action;
use super::layer::{Focus, Layer};
use super::table::{Row, TABLE};
use crate::app::chord::Chord;

/// A row with the layer and the chords it has now.
#[derive(Debug, Clone)]
pub struct Bound {
    pub layer: Layer,
    pub row: &'static Row,
    pub chords: Vec<Chord>,
}

/// The table as the user has it.
#[derive(Debug, Clone)]
pub struct Keymap {
    pub(super) bound: Vec<Bound>,
}

impl Default for Keymap {
    fn default() -> Self {
        let chords = |row: &Row| {
            // A test reads every name of the table.
            row.chords.split(' ').map(|name| name.parse().expect("a chord of the table")).collect()
        };
        Self { bound: TABLE.iter().map(|row| Bound { layer: row.layer, row, chords: chords(row) }).collect() }
    }
}

/// What a key means according to the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    Action(Action),
    /// A character for the text field in focus.
    Text(char),
    Nothing,
}

impl Keymap {
    pub fn rows(&self) -> &[Bound] {
        &self.bound
    }

    pub fn meaning(&self, focus: Focus, chord: Chord) -> Meaning {
        for &layer in focus.layers() {
            let of_layer = self.bound.iter().filter(|bound| bound.layer == layer);
            if let Some(bound) = of_layer.into_iter().find(|bound| bound.chords.contains(&chord)) {
                return Meaning::Action(bound.row.action);
            }
        }
        match chord.typed() {
            Some(c) if focus.takes_text() => Meaning::Text(c),
            _ => Meaning::Nothing,
        }
    }

    /// The rows for the footer of a focus, the most important first.
    pub fn footer(&self, focus: Focus) -> Vec<&Bound> {
        let layers = focus.layers();
        let mut rows: Vec<&Bound> = Vec::new();
        for &layer in layers {
            let shown =
                |bound: &&Bound| bound.layer == layer && bound.row.footer > 0 && !bound.chords.is_empty();
            for bound in self.bound.iter().filter(shown) {
                if !rows.iter().any(|known| known.row.action == bound.row.action) {
                    rows.push(bound);
                }
            }
        }
        rows.sort_by_key(|bound| bound.row.footer);
        rows
    }

    /// The first key that does something where the focus is.
    pub fn key_of(&self, focus: Focus, action: Action) -> Option<Chord> {
        let of_layer = |layer: &Layer| {
            let rows = self.bound.iter().filter(|bound| bound.layer == *layer && bound.row.action == action);
            rows.flat_map(|bound| &bound.chords).find(|chord| {
                // A layer that is asked earlier may use the chord for something else.
                self.meaning(focus, **chord) == Meaning::Action(action)
            })
        };
        focus.layers().iter().find_map(of_layer).copied()
    }

    /// Every action once, in the table's order, with all chords that reach it outside and inside overlays.
    pub fn help(&self) -> Vec<(&'static Row, Vec<Chord>)> {
        let mut lines: Vec<(&'static Row, Vec<Chord>)> = Vec::new();
        for bound in &self.bound {
            let overlay = matches!(bound.layer, Layer::CopyMenu | Layer::History | Layer::Help);
            match lines.iter_mut().find(|(row, _)| row.action == bound.row.action) {
                // The overlay's own keys for the same action are left out, to keep the line short.
                Some(_) if overlay => {}
                Some((_, chords)) => {
                    let new: Vec<Chord> =
                        bound.chords.iter().filter(|c| !chords.contains(c)).copied().collect();
                    chords.extend(new);
                }
                None => lines.push((bound.row, bound.chords.clone())),
            }
        }
        lines
    }
}
