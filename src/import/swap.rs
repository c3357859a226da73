//! Documents whose headers have it the wrong way round: what they call the description is what the service answers, and
//! what they call the message is what that means.

use std::collections::HashSet;

use super::language::has_han;
use super::row::{Role, Row};
use crate::catalog::Catalog;
use crate::text::fold;

/// So many codes have to speak for it: of one or two it may be chance.
const LEAST: usize = 3;

/// Calls messages what the catalogue knows as such from other products, where it knows none of those that the document
/// calls so. All rows of a document are written alike.
pub(super) fn put_right(rows: &mut [Row], product: &str, catalog: &Catalog) {
    let mut as_described: HashSet<&str> = HashSet::new();
    for row in rows.iter() {
        let Some((message, description)) = english(row) else { continue };
        let known: HashSet<String> = catalog
            .by_code(&row.code)
            .map(|id| catalog.entry(id))
            .filter(|entry| !entry.product().id().eq_ignore_ascii_case(product))
            .filter_map(|entry| entry.message().map(fold::message))
            .collect();
        if known.contains(&fold::message(message)) {
            return;
        }
        if known.contains(&fold::message(description)) {
            as_described.insert(&row.code);
        }
    }
    if as_described.len() < LEAST {
        return;
    }
    for row in rows.iter_mut().filter(|row| english(row).is_some()) {
        for (role, _) in &mut row.texts {
            *role = match *role {
                Role::Message => Role::Description,
                Role::Description => Role::Message,
                other => other,
            };
        }
    }
}

/// The message and the description of a row, where it has one of each, both in English.
fn english(row: &Row) -> Option<(&str, &str)> {
    let one = |wanted: Role| {
        let mut texts = row.texts.iter().filter(|(role, _)| *role == wanted).map(|(_, text)| text.as_str());
        texts.next().filter(|text| !has_han(text) && texts.next().is_none())
    };
    (!row.is_verbatim).then(|| Some((one(Role::Message)?, one(Role::Description)?))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(code: &str, message: &str, description: &str) -> Row {
        let texts = [(Role::Message, message), (Role::Description, description)];
        let texts = texts.map(|(role, text)| (role, text.to_owned())).to_vec();
        Row { code: code.to_owned(), texts, ..Row::default() }
    }

    fn is_swapped(rows: &[Row], product: &str) -> bool {
        let mut rows = rows.to_vec();
        let before: Vec<Role> = rows.iter().map(|row| row.texts[0].0).collect();
        put_right(&mut rows, product, &Catalog::embedded());
        let after: Vec<Role> = rows.iter().map(|row| row.texts[0].0).collect();
        assert!(before == after || after.iter().all(|role| *role == Role::Description));
        before != after
    }

    #[test]
    fn what_other_products_answer_is_a_message_whatever_its_header() {
        let rows = [
            row("UnsupportedOperation", "The action is wrong.", "The specified action is not supported."),
            row("Throttling", "The traffic is limited.", "Request was denied due to request throttling"),
            row(
                "Forbidden.RiskControl",
                "It is forbidden.",
                "This operation is forbidden by Aliyun Risk Control system.",
            ),
            row("No.Fish", "The fish is gone.", "There is no fish."),
        ];
        assert!(is_swapped(&rows, "New"));
        assert!(!is_swapped(&rows[1..], "New"), "two may be chance");
        assert!(!is_swapped(&rows, "Slb"), "what the product itself was read to say proves nothing");
        // A document that calls one of them rightly calls all of them so.
        let right = row("Throttling", "Request was denied due to request throttling.", "Too many requests.");
        assert!(!is_swapped(&[&rows[..], &[right]].concat(), "New"));
        let verbatim = rows.map(|row| Row { is_verbatim: true, ..row });
        assert!(!is_swapped(&verbatim, "New"));
    }
}
