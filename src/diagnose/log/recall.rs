//! Remembers what was read, so that an error that happens again and again is read once. Two texts count as the same if
//! they differ in ids and times only.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use foldhash::fast::RandomState;

use super::told::Told;
use super::window::Window;
use crate::diagnose::read::word::Place;

mod cast;

use cast::Cast;

/// Longer texts are seldom the same, and not remembered.
const LONGEST: usize = 4096;
/// How many texts are remembered.
const MOST: usize = 2048;

/// The results of readings. Remembering changes the time only, not the answer: every text is read with stand-ins for
/// its ids and times, whether or not one like it was read before.
#[derive(Default)]
pub struct Recall {
    /// `None` for a text whose result cannot be translated back, because parts of stand-ins are in it.
    known: RwLock<HashMap<Box<str>, Option<Arc<Told>>, RandomState>>,
}

impl Recall {
    /// The result of reading a window with `read`, or the remembered one.
    pub fn read(&self, window: &Window, read: impl Fn(&Window) -> Told) -> Told {
        let Window { text, line, place } = window;
        if *place != Place::Log || text.len() > LONGEST {
            return read(window);
        }
        let cast = Cast::of(text);
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).get(cast.text()).cloned();
        let told = known.unwrap_or_else(|| self.learn(&cast, &read));
        match told {
            Some(told) => told.map(|text| cast.own(text)).beginning_at(*line),
            None => read(window),
        }
    }

    fn learn(&self, cast: &Cast, read: impl Fn(&Window) -> Told) -> Option<Arc<Told>> {
        let told = read(&Window { text: cast.text().to_owned(), line: 1, place: Place::Log });
        let is_whole = told.texts().all(|text| cast.is_whole(text));
        let told = is_whole.then(|| Arc::new(told));
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(cast.text().into(), told.clone());
        told
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::diagnose::read::clue::Clue;

    fn window(text: &str, line: usize) -> Window {
        Window { text: text.to_owned(), line, place: Place::Log }
    }

    #[test]
    fn what_differs_in_ids_and_times_only_is_read_once() {
        let times = Cell::new(0);
        // Stands in for the real reader: the log has two words a line, a time and an id.
        let read = |window: &Window| {
            times.set(times.get() + 1);
            let (time, id) = window.text.split_once(' ').expect("two words");
            let clue = Clue {
                time: Some(time.to_owned()),
                request_id: Some(id.to_owned()),
                line: window.line + 1,
                ..Clue::default()
            };
            Told { clues: vec![clue], foreign: None }
        };
        let recall = Recall::default();
        for number in 1..8 {
            let (time, id) = (
                format!("2024-01-02T03:04:0{number}.5Z"),
                format!("{number}F2504E0-4F89-11D3-9A0C-0305E82C330{number}"),
            );
            let told = recall.read(&window(&format!("{time} {id}"), number), read);
            let clue = &told.clues[0];
            assert_eq!(
                (clue.time.as_ref(), clue.request_id.as_ref(), clue.line),
                (Some(&time), Some(&id), number + 1)
            );
        }
        assert_eq!(times.get(), 1);
    }

    #[test]
    fn what_tells_a_part_of_an_id_is_read_as_it_is() {
        let read = |window: &Window| {
            let clue = Clue { code: Some(window.text[3..11].to_owned()), ..Clue::default() };
            Told { clues: vec![clue], foreign: None }
        };
        let recall = Recall::default();
        for id in ["3F2504E0-4F89-11D3-9A0C-0305E82C3301", "7A2504E0-4F89-11D3-9A0C-0305E82C3301"] {
            let text = format!("id {id}");
            let told = recall.read(&window(&text, 1), read);
            assert_eq!(told.clues[0].code.as_deref(), Some(&id[..8]));
        }
    }
}
