//! Equal errors counted, in memory that has an end however long a log is.

use std::collections::HashMap;

use crate::diagnose::read::Cloud;
use crate::diagnose::read::clue::Clue;
use crate::text::fold;

/// Beyond so many distinct errors, those that differ in numbers and ids only count as equal.
const DISTINCT: usize = 5_000;
/// Beyond so many, those of one code count as equal.
const ALL: usize = 10_000;

/// An error, how often it happened, and when last.
#[derive(Debug)]
pub struct Counted {
    pub clue: Clue,
    pub count: usize,
    pub last: Option<String>,
    /// The lines that tell of it, normalised and without secrets.
    pub block: String,
}

#[derive(Debug, Default)]
pub struct Tally {
    /// Whose errors the text tells besides.
    pub foreign: Option<Cloud>,
    counted: Vec<Counted>,
    places: HashMap<Box<str>, usize>,
}

impl Tally {
    /// Counts an error; returns it where it is the first of its kind.
    pub fn add(&mut self, clue: Clue) -> Option<&mut Counted> {
        let exact = key(&clue, fold::message);
        let place = self.places.get(&*exact).copied();
        let place = place.or_else(|| self.rough(&clue));
        if let Some(place) = place {
            let Counted { clue: known, count, last, .. } = &mut self.counted[place];
            *count += 1;
            *last = clue.time.or(last.take());
            known.status = known.status.or(clue.status);
            if known.request_id.is_none() {
                known.request_id = clue.request_id;
            }
            return None;
        }
        let place = self.counted.len();
        if place >= DISTINCT {
            self.places.entry(key(&clue, without_numbers)).or_insert(place);
        } else {
            self.places.insert(exact, place);
        }
        if place >= ALL {
            self.places.entry(key(&clue, |_| String::new())).or_insert(place);
        }
        let last = clue.time.clone();
        self.counted.push(Counted { clue, count: 1, last, block: String::new() });
        self.counted.last_mut()
    }

    /// An error that counts as equal for want of room.
    fn rough(&mut self, clue: &Clue) -> Option<usize> {
        if self.counted.len() >= DISTINCT
            && let Some(&place) = self.places.get(&*key(clue, without_numbers))
        {
            return Some(place);
        }
        if self.counted.len() >= ALL {
            return self.places.get(&*key(clue, |_| String::new())).copied();
        }
        None
    }

    pub fn into_counted(self) -> impl Iterator<Item = Counted> {
        self.counted.into_iter()
    }
}

fn key(clue: &Clue, message: impl Fn(&str) -> String) -> Box<str> {
    let code = clue.code.as_deref().unwrap_or("").to_ascii_lowercase();
    let product = clue.product.as_deref().unwrap_or("");
    let message = clue.message.as_deref().map(message).unwrap_or_default();
    format!("{code}\n{product}\n{message}").into()
}

fn without_numbers(message: &str) -> String {
    let words = message.split_whitespace().filter(|word| !word.bytes().any(|b| b.is_ascii_digit()));
    words.collect::<Vec<_>>().join(" ")
}
