//! From a text to the errors in it: cleaned, walked through, its facts put together. Nothing is looked up here but
//! whether a word is a documented code.

mod anchor;
pub(super) mod around;
pub(super) mod clean;
pub(super) mod clue;
mod fact;
mod foreign;
mod group;
mod heads;
mod hints;
pub(super) mod line;
pub(super) mod names;
mod order;
pub(super) mod percent;
mod program;
mod row;
mod settle;
pub(super) mod shapes;
mod spot;
mod table;
mod tools;
mod value;
pub(super) mod walk;
pub(super) mod word;

use clean::Normal;
use clue::Clue;
use fact::{Fact, Facts, What};
use group::Group;
use hints::Hints;
use word::{Grounds, IsKnown, Place};

pub(super) use fact::is_uuid;
pub use foreign::Cloud;
pub(super) use hints::ONE_TEXT;
pub(super) use program::quotes_names;

/// What was read of a text.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Causes before what they caused.
    pub(super) clues: Vec<Clue>,
    /// Another cloud whose errors are in the text, too.
    pub(super) foreign: Option<Cloud>,
}

/// The errors of a normalised text.
pub(super) fn read(normal: &Normal, place: Place, known: IsKnown) -> Reading {
    let text = &normal.text;
    let mut facts = walk::read(text, place, known);
    facts.end_open(text, |start| normal.lines.block_end(start, text));
    shapes::read(text, &|line| normal.lines.begins(line), place, known, &mut facts);
    settle::settle(&mut facts);
    let groups = group::read(text, &normal.lines, &facts);
    let (groups, foreign) = foreign::without(normal, &facts, groups, known);
    let clues = clues(normal, &facts, &groups, place);
    Reading { clues: order::order(text, &groups, clues, place), foreign }
}

/// The clues of a text, in its order, without errors of other clouds.
fn clues(normal: &Normal, facts: &Facts, groups: &[Group], place: Place) -> Vec<Clue> {
    let hints = Hints::new(&normal.text, &normal.lines, facts, groups, place == Place::Paste);
    (0..groups.len()).map(|ix| clue(normal, facts, groups, &hints, ix)).collect()
}

fn clue(normal: &Normal, facts: &Facts, groups: &[Group], hints: &Hints, ix: usize) -> Clue {
    let (text, all, group) = (&normal.text, &facts.facts, &groups[ix]);
    // Where the only other code is one of the SDK's own, the code in the troubleshooting URL is the API's.
    let wrapper = group.code.is_some_and(|ix| word::is_wrapper(all[ix].text()));
    let code = if wrapper { group.searched.or(group.code) } else { group.code.or(group.searched) };
    let message = message(text, all, group);
    // The head of the Go SDK's errors counts as a code only if there is nothing else.
    let code = code.filter(|&ix| {
        message.is_none() || all[ix].text() != "SDK.ServerError" || all[ix].grounds >= Grounds::Said
    });
    let mut others: Vec<String> = Vec::new();
    if message.is_none() {
        others = group.code.map(|ix| around::beside(text, &all[ix])).unwrap_or_default();
        if others.is_empty() {
            others.extend(group.code.and_then(|ix| around::above(text, &all[ix])));
        }
    }
    let own = message.map(|ix| all[ix].text().to_owned()).or_else(|| others.pop());
    let rest = group.messages.iter().filter(|ix| Some(**ix) != message);
    others.extend(rest.map(|&ix| all[ix].text().to_owned()));
    let until = groups.get(ix + 1).map_or(text.len(), |next| next.start);
    let since = if ix == 0 { 0 } else { groups[ix - 1].end };
    let hint = hints.of(ix);
    let request_id = group.request_id.map(|ix| all[ix].text().to_owned());
    // With several bare codes, nothing shows which of them a request id belongs to.
    let bare = groups.len() > 1 && code.is_some_and(|ix| all[ix].grounds == Grounds::InText);
    // What another error is named to have is not this one's.
    let of_another = |id: &String| {
        let mut others = groups.iter().enumerate().filter(|(other, _)| *other != ix);
        others.any(|(_, other)| other.request_id.is_some_and(|other| all[other].text() == id))
    };
    let lone = || around::lone_id(normal, hints.extent(ix), (since, until), groups.len());
    let lone = || lone().filter(|id| !bare && !of_another(id));
    let place = code.map(|code| group.first_of(all, code)).or(message).map_or(group.start, |ix| all[ix].at);
    let told = code.map(|ix| all[ix].text().to_owned());
    let (models_status, told, own) = match own.as_deref().and_then(tools::models_own) {
        Some((status, code, message)) => (Some(status), Some(code.to_owned()), Some(message.to_owned())),
        None => (None, told, own),
    };
    Clue {
        code: told,
        message: own,
        others,
        named: message.is_some_and(|ix| text[all[ix].at..].starts_with("Message")),
        by_sdk: around::is_sdks(text, group),
        status: group
            .status
            .and_then(|ix| match all[ix].what {
                What::Status(status) => Some(status),
                _ => None,
            })
            .or(models_status),
        product: hint.map(|(hint, _)| hint.product.clone()),
        far_product: hint.is_some_and(|(_, far)| far),
        request_id: request_id.or_else(|| around::id_behind(text, message.map(|ix| &all[ix]))).or_else(lone),
        line: normal.line(place),
        cut: message.is_some_and(|ix| {
            all[ix].cut || all[ix].text().ends_with("...") || all[ix].text().ends_with('…')
        }),
        appended: code.is_some_and(|ix| text[all[ix].end..].starts_with("Error")),
        lines: around::lines(normal, hints.extent(ix), hints.neighbours(ix, text.len())),
        time: normal.lines.time(place).map(str::to_owned),
    }
}

/// The message that stands with the code; one that holds the code's own name is the wrapper's.
fn message(text: &str, all: &[Fact], group: &Group) -> Option<usize> {
    let code = group.code.map(|ix| &all[ix]);
    let wraps = |ix: usize| {
        let fact = &all[ix];
        let holds_code = code.is_some_and(|code| fact.holds(code.at));
        let holds_message = group.messages.iter().any(|&other| {
            other != ix
                && fact.start < all[other].at
                && all[other].end <= fact.end
                && all[other].end - all[other].start + 8 < fact.end - fact.start
        });
        holds_code || holds_message && fact.text().contains('{')
    };
    let rank = |&ix: &usize| {
        let fact = &all[ix];
        let same_scope = code.is_some_and(|code| code.scope == fact.scope);
        let behind = code.is_none_or(|code| fact.at >= code.at);
        let distance = code.map_or(0, |code| fact.at.abs_diff(code.at));
        (
            wraps(ix),
            !same_scope,
            // The logger's own words about the error.
            ["msg", "detail", "desc"].iter().any(|name| text[fact.at..].starts_with(name)),
            !behind && code.is_some_and(|code| code.scope == 0 && code.line != fact.line),
            distance,
        )
    };
    // A text with the head of another error announces that error; the logger wrote it.
    let announces = |ix: &usize| {
        all[*ix].text().contains("Aliyun API Error:") || all[*ix].text().ends_with("SDK.ServerError")
    };
    // A sentence about a code that nothing names is not the code's.
    let speaks_of = |ix: &usize| {
        code.is_some_and(|code| {
            code.grounds == Grounds::InText && all[*ix].unit != code.unit && all[*ix].holds(code.at)
        })
    };
    group.messages.iter().copied().filter(|ix| !announces(ix) && !speaks_of(ix)).min_by_key(rank)
}

/// The sentence that begins at a place of a line.
pub fn sentence(line: &str, start: usize) -> String {
    value::read(line, start, b':').text
}

/// Completes the only clue of a text with what else the text says.
pub fn alone(normal: &Normal, clue: Clue) -> Clue {
    let facts = walk::read(&normal.text, Place::Paste, &|_| false);
    let status = facts.facts.iter().find_map(|fact| match fact.what {
        What::Status(status) => Some(status),
        _ => None,
    });
    let id = facts.facts.iter().find(|fact| matches!(fact.what, What::RequestId(_)));
    let told = clue.code.as_deref().or(clue.message.as_deref()).unwrap_or("");
    let head = told.split_whitespace().next().unwrap_or("");
    Clue {
        line: normal.line(normal.text.find(head).unwrap_or(0)),
        status,
        product: facts.hints.iter().max_by_key(|hint| hint.rank).map(|hint| hint.product.clone()),
        request_id: id
            .map(|id| id.text().to_owned())
            .or_else(|| around::lone_id(normal, (0, normal.text.len()), (0, normal.text.len()), 1)),
        ..clue
    }
}
