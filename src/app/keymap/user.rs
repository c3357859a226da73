//! The user's own keys.

use std::path::Path;

use super::action::Action;
use super::bound::{Bound, Keymap};
use super::layer::Layer;
use super::table::TABLE;
use crate::app::chord::{Chord, NoChord};
use crate::settings::config::Named;
use crate::settings::fault::{Fault, Hint, Thing, Warning};
use crate::text::nearest::nearest;

impl Keymap {
    /// The table with a user's own keys. What is wrong is reported, and the rest is used.
    pub fn with(keys: &[Named], file: &Path) -> (Self, Vec<Warning>) {
        let mut keymap = Self::default();
        let mut warnings = Vec::new();
        let mut given: Vec<(Layer, Chord)> = Vec::new();
        for key in keys {
            let bound = read(key).and_then(|(layer, chord, action)| {
                keymap.bind(layer, chord, action);
                let twice = given.contains(&(layer, chord));
                given.push((layer, chord));
                if twice { Err(Fault::GivenTwice(chord.to_string())) } else { Ok(()) }
            });
            if let Err(fault) = bound {
                warnings.push(Warning { file: file.to_owned(), place: Some(key.place), fault });
            }
        }
        (keymap, warnings)
    }

    /// Binds a chord of a layer to an action, or to none, and unbinds it from the action that had it.
    fn bind(&mut self, layer: Layer, chord: Chord, action: Option<Action>) {
        for bound in self.bound.iter_mut().filter(|bound| bound.layer == layer) {
            bound.chords.retain(|known| *known != chord);
        }
        let Some(action) = action else { return };
        let held = self.bound.iter_mut().find(|bound| bound.layer == layer && bound.row.action == action);
        match held {
            Some(bound) => bound.chords.insert(0, chord),
            // Every action is in the table; a test checks it.
            None => {
                if let Some(row) = TABLE.iter().find(|row| row.action == action) {
                    self.bound.push(Bound { layer, row, chords: vec![chord] });
                }
            }
        }
    }
}

fn read(key: &Named) -> Result<(Layer, Chord, Option<Action>), Fault> {
    let layer = Layer::ALL.into_iter().find(|layer| layer.id() == key.table).ok_or_else(|| {
        let hint = Hint::Known(Layer::ALL.map(Layer::id).to_vec());
        Fault::Unknown { thing: Thing::Layer, name: key.table.clone(), hint }
    })?;
    let chord: Chord = key.name.parse().map_err(|NoChord| Fault::NoKey(key.name.clone()))?;
    if key.value.is_empty() {
        return Ok((layer, chord, None));
    }
    let action = Action::ALL.iter().copied().find(|action| action.id() == key.value).ok_or_else(|| {
        let near = nearest(&key.value, Action::ALL.iter().map(|action| action.id()));
        let hint = near.map_or(Hint::None, Hint::Near);
        Fault::Unknown { thing: Thing::Action, name: key.value.clone(), hint }
    })?;
    Ok((layer, chord, Some(action)))
}
