//! Finds the code that a fact belongs to without looking at every other fact, for there are lines of thousands of
//! errors.

use std::collections::HashMap;

use super::fact::{Fact, Facts, What};

/// Where facts belong together: an object, or the part of a line outside of all objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Home {
    Object(usize),
    Line(usize),
}

fn home(fact: &Fact) -> Home {
    if fact.scope == 0 { Home::Line(fact.line) } else { Home::Object(fact.scope) }
}

/// The facts of a text, which are in its order, indexed by where they stand.
pub struct Anchors<'a> {
    all: &'a [Fact],
    codes: Vec<usize>,
    codes_at: HashMap<Home, Vec<usize>>,
    ids: HashMap<Home, usize>,
    messages: HashMap<Home, usize>,
}

impl<'a> Anchors<'a> {
    pub fn new(facts: &'a Facts) -> Self {
        let all = facts.facts.as_slice();
        let (codes, codes_at) = (Vec::new(), HashMap::new());
        let mut anchors = Self { all, codes, codes_at, ids: HashMap::new(), messages: HashMap::new() };
        for (ix, fact) in all.iter().enumerate() {
            match fact.what {
                What::Code(_) => {
                    anchors.codes.push(ix);
                    anchors.codes_at.entry(home(fact)).or_default().push(ix);
                }
                What::RequestId(_) => {
                    anchors.ids.entry(home(fact)).or_insert(ix);
                }
                What::Message(_) => {
                    anchors.messages.entry(home(fact)).or_insert(ix);
                }
                What::Searched(_) | What::Status(_) => {}
            }
        }
        anchors
    }

    /// The code that a fact stands with: the nearest of the same object, else of the same line.
    pub fn of(&self, ix: usize) -> Option<usize> {
        let fact = &self.all[ix];
        if fact.is_code() {
            return Some(ix);
        }
        let codes = self.codes_at.get(&home(fact))?;
        // A message does not belong to a code inside of it.
        let outside = |&&code: &&usize| !fact.holds(self.all[code].at);
        let place = |at: usize| codes.partition_point(|&code| self.all[code].at < at);
        let before = codes[..place(fact.at)].iter().rev().find(outside);
        let behind = codes[place(fact.at)..].iter().take_while(|&&code| self.all[code].at < fact.start);
        let behind = behind.chain(&codes[place(fact.end.max(fact.at))..]).find(outside);
        let distance = |&code: &usize| self.all[code].at.abs_diff(fact.at);
        before.into_iter().chain(behind).copied().min_by_key(distance)
    }

    /// The first code from a fact on.
    pub fn next_code(&self, ix: usize) -> Option<&'a Fact> {
        let next = self.codes.partition_point(|&code| code < ix);
        self.codes.get(next).map(|&code| &self.all[code])
    }

    /// The first request id that stands where a fact does.
    pub fn id_at(&self, fact: &Fact) -> Option<&'a Fact> {
        self.ids.get(&home(fact)).map(|&ix| &self.all[ix])
    }

    /// The first message that stands where a fact does.
    pub fn message_at(&self, fact: &Fact) -> Option<&'a Fact> {
        self.messages.get(&home(fact)).map(|&ix| &self.all[ix])
    }
}
