//! Resolves contradictions between facts: the stronger grounds wins. No other file decides this.

use std::collections::HashSet;

use super::fact::{Fact, Facts, What};
use super::word::{self, Grounds};

/// A word without grounds is no code if there is one with grounds within this many lines.
const NEAR: usize = 12;

/// Drops the facts that contradict stronger ones.
pub fn settle(facts: &mut Facts) {
    facts.facts.sort_by_key(|fact| fact.at);
    let all = &facts.facts;
    let dropped: Vec<bool> = (0..all.len())
        .map(|ix| all[ix].is_code() && (facts.others.contains(&all[ix].start) || is_outdone(facts, ix)))
        .collect();
    let codes = |wanted: bool| {
        let of_unit =
            all.iter().zip(&dropped).filter(move |(fact, dropped)| fact.is_code() && **dropped == wanted);
        of_unit.map(|(fact, _)| fact.unit).filter(|&unit| unit > 0).collect::<HashSet<usize>>()
    };
    // Facts that were read together with a dropped code are dropped, too.
    let gone: HashSet<usize> = &codes(true) - &codes(false);
    let mut dropped = dropped.into_iter();
    facts.facts.retain(|fact| !dropped.next().unwrap_or(false) && !gone.contains(&fact.unit));
}

/// Whether another fact is a better reading of what a code was read from.
fn is_outdone(facts: &Facts, ix: usize) -> bool {
    let (all, code) = (&facts.facts, &facts.facts[ix]);
    // Nothing is stronger than a name; digits may be a parameter's.
    if code.unit == 0 && code.grounds == Grounds::Named && !is_digits(code) {
        return false;
    }
    let codes = || {
        all.iter().enumerate().filter(|(other, fact)| *other != ix && fact.is_code()).map(|(_, fact)| fact)
    };
    let stronger = |other: &Fact| (other.grounds, code.start) > (code.grounds, other.start);
    let overlaps = |other: &Fact| other.start < code.end && code.start < other.end;
    let again = |other: &Fact| {
        other.line == code.line && word::same(other.text(), code.text()) && other.scope == code.scope
    };
    let outdone = |other: &Fact| match code.grounds {
        // A row's code is given up only for stronger grounds on its line.
        Grounds::Row if other.line == code.line => other.grounds > Grounds::Row,
        Grounds::InText if other.grounds > Grounds::InText => other.line.abs_diff(code.line) <= NEAR,
        Grounds::Reason => other.grounds > Grounds::Reason,
        _ => false,
    };
    codes().any(|other| {
        overlaps(other) && stronger(other)
            || code.unit > 0 && other.unit != code.unit && again(other) && stronger(other)
            || outdone(other)
    }) || code.unit > 0 && is_part_of_message(facts, code)
        || code.grounds == Grounds::Url
            && all.iter().any(|other| matches!(other.what, What::Searched(_)) && other.holds(code.start))
        || is_parameter(all, code) && codes().next().is_some()
}

/// Whether a code that was read from the form of a line is only a part of a message.
fn is_part_of_message(facts: &Facts, code: &Fact) -> bool {
    let all = &facts.facts;
    let own_message = all.iter().any(|fact| fact.unit == code.unit && matches!(fact.what, What::Message(_)));
    // A logger's message without other facts of an answer may be a sentence about a code.
    let is_answer = |message: &Fact| {
        let answers = |fact: &Fact| {
            let told = matches!(fact.what, What::RequestId(_) | What::Status(_));
            told && fact.scope == message.scope
        };
        code.grounds != Grounds::InText || message.scope == 0 || all.iter().any(answers)
    };
    let around = |fact: &&Fact| {
        fact.unit != code.unit
            && matches!(fact.what, What::Message(_) | What::Searched(_))
            && fact.holds(code.start)
    };
    all.iter().filter(around).any(|message| {
        let named = |fact: &&Fact| fact.is_code() && fact.unit == 0 && !word::is_wrapper(fact.text());
        let has_code = all
            .iter()
            .filter(named)
            .any(|fact| fact.scope == message.scope && (fact.scope != 0 || fact.line == message.line));
        has_code
            || message.start < code.start && code.grounds < Grounds::Sdk && !own_message && is_answer(message)
    })
}

/// Whether digits with the name of a code are a parameter: no other fact of an error is near them.
fn is_parameter(all: &[Fact], code: &Fact) -> bool {
    let with = |fact: &Fact| {
        !fact.is_code() && fact.scope == code.scope && (code.scope != 0 || fact.line.abs_diff(code.line) <= 3)
    };
    is_digits(code) && !all.iter().any(with)
}

fn is_digits(code: &Fact) -> bool {
    code.text().bytes().all(|b| b.is_ascii_digit())
}
