//! Filter keys and values at the caret, for Tab.

use std::ops::Range;

use super::filter::{self, Key};
use crate::catalog::Catalog;
use crate::search::words::word::squeezed;

/// A text to put in place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// Bytes of the query.
    pub replace: Range<usize>,
    pub with: String,
}

/// The ways to go on at the caret, a byte offset: keys that start so, or values of the key before the caret.
pub fn complete(text: &str, caret: usize, catalog: &Catalog) -> Vec<Completion> {
    let Some(before) = text.get(..caret) else { return Vec::new() };
    let start = before
        .rfind(char::is_whitespace)
        .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let part = &before[start..];
    let sign = usize::from(part.starts_with('-'));
    let part = &part[sign..];
    let start = start + sign;
    match part.split_once([':', '：']) {
        Some((key, typed)) => match Key::called(key) {
            Some(key) => values(key, typed, catalog, caret - typed.len()..caret),
            None if key.is_empty() => keys(typed, start..caret),
            None => Vec::new(),
        },
        None if part.is_empty() => Vec::new(),
        None => keys(part, start..caret),
    }
}

fn keys(typed: &str, replace: Range<usize>) -> Vec<Completion> {
    let begun = |key: &Key| key.id().starts_with(&typed.to_ascii_lowercase());
    let with = |key: Key| Completion { replace: replace.clone(), with: format!("{}:", key.id()) };
    Key::ALL.into_iter().filter(begun).map(with).collect()
}

fn values(key: Key, typed: &str, catalog: &Catalog, place: Range<usize>) -> Vec<Completion> {
    // Of several values the last is being typed.
    let last =
        typed.rfind([',', '，']).map_or(0, |at| at + typed[at..].chars().next().map_or(0, char::len_utf8));
    let replace = place.start + last..place.end;
    let name = squeezed(&typed[last..]);
    let mut completions: Vec<Completion> = Vec::new();
    for value in filter::values(key, catalog) {
        if squeezed(&value).starts_with(&name) {
            let with = if value.contains(char::is_whitespace) { format!("\"{value}\"") } else { value };
            if !completions.iter().any(|known| known.with.eq_ignore_ascii_case(&with)) {
                completions.push(Completion { replace: replace.clone(), with });
            }
        }
    }
    completions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(text: &str) -> Vec<String> {
        let catalog = Catalog::embedded();
        let apply = |completion: Completion| {
            let mut text = text.to_owned();
            text.replace_range(completion.replace, &completion.with);
            text
        };
        complete(text, text.len(), &catalog).into_iter().map(apply).collect()
    }

    #[test]
    fn keys_and_values_go_on_where_the_caret_stands() {
        assert_eq!(completed("sta"), ["status:"]);
        assert_eq!(completed("x -c"), ["x -category:", "x -code:"]);
        assert_eq!(
            completed(":"),
            ["status:", "product:", "category:", "retry:", "source:", "origin:", "code:", "msg:"]
        );
        assert_eq!(completed(":ret"), ["retry:"]);
        assert_eq!(completed("x ：o"), ["x origin:"]);
        assert_eq!(completed("origin:o"), ["origin:official"]);
        assert_eq!(completed("source:"), ["source:documents", "source:written", "source:imported"]);
        assert_eq!(completed("product:sl"), ["product:Slb", "product:Sls"]);
        assert!(completed("product:slb,负").contains(&"product:slb,负载均衡".to_owned()));
        assert!(completed("status:").contains(&"status:4xx".to_owned()));
        assert!(completed("product:Server").contains(&"product:\"Server Load Balancer\"".to_owned()));
        assert_eq!(completed(""), Vec::<String>::new());
        assert_eq!(completed("code:Inv"), Vec::<String>::new());
        assert_eq!(completed("code:=Forbidden"), Vec::<String>::new());
        assert_eq!(completed("code:=\"a b\""), Vec::<String>::new());
        assert_eq!(completed("code:=Forbidden sta"), ["code:=Forbidden status:"]);
    }

    #[test]
    fn a_caret_outside_of_the_text_completes_nothing() {
        let catalog = Catalog::embedded();
        assert_eq!(complete("实", 1, &catalog), []);
        assert_eq!(complete("a", 9, &catalog), []);
    }
}
