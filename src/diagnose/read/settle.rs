//! Where facts contradict each other, the stronger evidence is believed: here, and nowhere else.

use std::collections::HashSet;

use super::fact::{Fact, Facts, What};
use super::word::{self, Evidence};

/// A word that merely stands in a text is no code where something tells of one this many lines away.
const NEAR: usize = 12;

/// Drops the facts that others are stronger than.
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
    // What was read together with a code goes with it.
    let gone: HashSet<usize> = &codes(true) - &codes(false);
    let mut dropped = dropped.into_iter();
    facts.facts.retain(|fact| !dropped.next().unwrap_or(false) && !gone.contains(&fact.unit));
}

/// Whether another fact is a better reading of what a code was read from.
fn is_outdone(facts: &Facts, ix: usize) -> bool {
    let (all, code) = (&facts.facts, &facts.facts[ix]);
    // Nothing is stronger than a name; digits may be a parameter's.
    if code.unit == 0 && code.evidence == Evidence::Named && !is_digits(code) {
        return false;
    }
    let codes = || {
        all.iter().enumerate().filter(|(other, fact)| *other != ix && fact.is_code()).map(|(_, fact)| fact)
    };
    let stronger = |other: &Fact| (other.evidence, code.start) > (code.evidence, other.start);
    let overlaps = |other: &Fact| other.start < code.end && code.start < other.end;
    let again = |other: &Fact| {
        other.line == code.line && word::same(other.text(), code.text()) && other.scope == code.scope
    };
    let outdone = |other: &Fact| match code.evidence {
        // The code of a row stands with what its names tell.
        Evidence::Row if other.line == code.line => other.evidence > Evidence::Row,
        Evidence::InText if other.evidence > Evidence::InText => other.line.abs_diff(code.line) <= NEAR,
        Evidence::Reason => other.evidence > Evidence::Reason,
        _ => false,
    };
    codes().any(|other| {
        overlaps(other) && stronger(other)
            || code.unit > 0 && other.unit != code.unit && again(other) && stronger(other)
            || outdone(other)
    }) || code.unit > 0 && is_part_of_message(facts, code)
        || code.evidence == Evidence::Url
            && all.iter().any(|other| matches!(other.what, What::Searched(_)) && other.holds(code.start))
        || is_parameter(all, code) && codes().next().is_some()
}

/// Whether what a line's build tells stands in a message, and says nothing of its own there.
fn is_part_of_message(facts: &Facts, code: &Fact) -> bool {
    let all = &facts.facts;
    let own_message = all.iter().any(|fact| fact.unit == code.unit && matches!(fact.what, What::Message(_)));
    // A logger's message, with which nothing of an answer stands, may be somebody's sentence about a code.
    let is_answer = |message: &Fact| {
        let answers = |fact: &Fact| {
            let told = matches!(fact.what, What::RequestId(_) | What::Status(_));
            told && fact.scope == message.scope
        };
        code.evidence != Evidence::InText || message.scope == 0 || all.iter().any(answers)
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
            || message.start < code.start
                && code.evidence < Evidence::Sdk
                && !own_message
                && is_answer(message)
    })
}

/// Whether digits that are named a code are a parameter's: nothing else of an error stands with them.
fn is_parameter(all: &[Fact], code: &Fact) -> bool {
    let with = |fact: &Fact| {
        !fact.is_code() && fact.scope == code.scope && (code.scope != 0 || fact.line.abs_diff(code.line) <= 3)
    };
    is_digits(code) && !all.iter().any(with)
}

fn is_digits(code: &Fact) -> bool {
    code.text().bytes().all(|b| b.is_ascii_digit())
}
