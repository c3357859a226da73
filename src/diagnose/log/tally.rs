//! Counts equal errors, in limited memory however long a log is.

use std::collections::HashMap;

use super::beyond::Line;
use super::moment::Moment;
use super::timeline::Timeline;
use crate::diagnose::read::Cloud;
use crate::diagnose::read::clue::Clue;
use crate::text::fold;
use crate::text::time::DAY;

/// Beyond this many distinct errors, a new one that differs in numbers and ids only counts as equal.
const DISTINCT: usize = 5_000;
/// Beyond this many, no more errors are read. Lines with the code of a known error are added to its count; other
/// lines of errors are only counted.
const ALL: usize = 10_000;

/// An error, how often it happened, and when.
#[derive(Debug)]
pub struct Counted {
    pub clue: Clue,
    pub count: usize,
    pub first: Option<Moment>,
    pub last: Option<Moment>,
    pub timeline: Timeline,
    /// The lines of its first occurrence, normalised and without secrets.
    pub block: String,
}

#[derive(Debug, Default)]
pub struct Tally {
    /// Another cloud whose errors are in the text, too.
    pub foreign: Option<Cloud>,
    /// How many errors and lines of errors there were for which there was no room.
    pub beyond: usize,
    counted: Vec<Counted>,
    places: HashMap<Box<str>, usize>,
    /// The first error of each code, the code in lower case.
    codes: HashMap<Box<str>, usize>,
    /// The last moment without a date, in seconds since the first midnight.
    clock: i64,
}

impl Counted {
    fn happened(&mut self, moment: Option<Moment>) {
        let Some(moment) = moment else { return };
        self.timeline.add(moment.seconds, 1);
        if self.first.as_ref().is_none_or(|first| moment.seconds < first.seconds) {
            self.first = Some(moment.clone());
        }
        if self.last.as_ref().is_none_or(|last| moment.seconds >= last.seconds) {
            self.last = Some(moment);
        }
    }
}

impl Tally {
    /// Counts an error; returns it where it is the first of its kind.
    pub fn add(&mut self, clue: Clue, moment: Option<Moment>) -> Option<&mut Counted> {
        let moment = moment.map(|moment| self.day(moment));
        let exact = key(&clue, fold::message);
        let place = self.places.get(&*exact).copied();
        let place = place.or_else(|| self.rough(&clue));
        if let Some(place) = place {
            let counted = &mut self.counted[place];
            counted.count += 1;
            counted.happened(moment);
            let known = &mut counted.clue;
            known.status = known.status.or(clue.status);
            if known.request_id.is_none() {
                known.request_id = clue.request_id;
            }
            return None;
        }
        let place = self.counted.len();
        if self.is_full() {
            self.beyond += 1;
            return None;
        }
        if place >= DISTINCT {
            self.places.entry(key(&clue, without_numbers)).or_insert(place);
        } else {
            self.places.insert(exact, place);
        }
        self.codes.entry(lower(&clue).into()).or_insert(place);
        let (first, last, timeline) = (None, None, Timeline::default());
        let mut counted = Counted { clue, count: 1, first, last, timeline, block: String::new() };
        counted.happened(moment);
        self.counted.push(counted);
        self.counted.last_mut()
    }

    /// Whether there is no room for another error.
    pub fn is_full(&self) -> bool {
        self.counted.len() >= ALL
    }

    /// Counts the line of an error for which there may be no room. It is added to the first error of the code in it.
    pub fn add_line(&mut self, line: &Line) {
        let place = line.words().find_map(|word| self.codes.get(&*word.to_ascii_lowercase()).copied());
        let Some(place) = place else {
            self.beyond += 1;
            return;
        };
        let moment = line.moment().map(|moment| self.day(moment));
        let counted = &mut self.counted[place];
        counted.count += 1;
        counted.happened(moment);
    }

    /// Adds the day to a moment without a date: a time of day far before the last one is of the next day.
    fn day(&mut self, mut moment: Moment) -> Moment {
        if !moment.dated {
            moment.seconds += self.clock.div_euclid(DAY) * DAY;
            if moment.seconds + DAY / 2 < self.clock {
                moment.seconds += DAY;
            }
            self.clock = self.clock.max(moment.seconds);
        }
        moment
    }

    /// The errors that were found, in their order.
    pub fn counted(&self) -> &[Counted] {
        &self.counted
    }

    /// The error that counts as equal because there is no room for more distinct ones.
    fn rough(&mut self, clue: &Clue) -> Option<usize> {
        if self.counted.len() >= DISTINCT
            && let Some(&place) = self.places.get(&*key(clue, without_numbers))
        {
            return Some(place);
        }
        self.codes.get(&*lower(clue)).copied().filter(|_| self.is_full())
    }
}

fn key(clue: &Clue, message: impl Fn(&str) -> String) -> Box<str> {
    let code = lower(clue);
    let product = clue.product.as_deref().unwrap_or("");
    let message = clue.message.as_deref().map(message).unwrap_or_default();
    [&*code, product, &*message].join("\n").into()
}

fn lower(clue: &Clue) -> String {
    clue.code.as_deref().unwrap_or("").to_ascii_lowercase()
}

fn without_numbers(message: &str) -> String {
    let words = message.split_whitespace().filter(|word| !word.bytes().any(|b| b.is_ascii_digit()));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose::log::beyond::Beyond;

    #[test]
    fn errors_without_end_have_a_bound() {
        let mut tally = Tally::default();
        let clue = |code: usize, message: &str| Clue {
            code: Some(format!("InvalidThing{code}.NotFound")),
            ..Clue::of_message(message)
        };
        for code in 0..ALL + 7 {
            tally.add(clue(code, "It is gone."), None);
        }
        assert_eq!((tally.counted().len(), tally.beyond), (ALL, 7));
        tally.add(clue(3, "It is another."), None);
        assert_eq!((tally.counted()[3].count, tally.beyond), (2, 7), "a known code has its room");
    }

    #[test]
    fn lines_without_room_count_for_the_codes_that_are_kept() {
        let mut tally = Tally::default();
        let code = Some("Throttling.User".to_owned());
        tally.add(Clue { code, ..Clue::of_message("Too fast.") }, None);
        let text = "2024-01-02T03:04:05Z ERROR {\"Code\":\"Throttling.User\"}\n2024-01-02T03:04:06Z INFO ready\n\
                    2024-01-02T03:04:07Z ERROR {\"Code\":\"QuotaExceeded.Eip\"}\n";
        Beyond::default().lines(text).for_each(|line| tally.add_line(&line));
        let counted = &tally.counted()[0];
        assert_eq!((counted.count, tally.beyond), (2, 1));
        assert_eq!(counted.last.as_ref().map(|last| &*last.text), Some("2024-01-02T03:04:05Z"));
    }
}
