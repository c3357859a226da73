//! Documented codes that stand near an unknown one: parents, children, siblings, misspellings, templates.

use super::lookup::Lookup;
use crate::catalog::EntryId;

/// A documented code near the one that was asked for; where it has a placeholder, with what that stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    pub entries: Vec<EntryId>,
    pub code: String,
    pub bound: Option<(String, String)>,
    /// The smaller, the nearer.
    distance: u32,
}

/// At most this many codes are shown.
const MOST: usize = 8;

/// The codes near `code`, which is in no entry, nearest first.
pub fn near(lookup: &Lookup, code: &str) -> Vec<Near> {
    let wanted = code.to_ascii_lowercase();
    let mut found: Vec<Near> = Vec::new();
    for kin in lookup.kin(&wanted) {
        let documented = lookup.written(kin);
        let bound = template(documented, code);
        let distance =
            if bound.is_some() { Some(5) } else { distance(&documented.to_ascii_lowercase(), &wanted) };
        found.extend(distance.map(|distance| Near {
            entries: lookup.entries(kin),
            code: documented.to_owned(),
            bound,
            distance,
        }));
    }
    found.sort_by(|a, b| (a.distance, a.entries.first()).cmp(&(b.distance, b.entries.first())));
    found.truncate(MOST);
    found
}

/// What the placeholder of a documented code stands for in a real one: `Invalid<parameter name>.Malformed`.
fn template(documented: &str, code: &str) -> Option<(String, String)> {
    let (start, rest) = documented.split_once('<')?;
    let (name, end) = rest.split_once('>')?;
    let inner = code
        .get(..start.len())
        .filter(|own| own.eq_ignore_ascii_case(start))
        .map(|own| &code[own.len()..])?;
    let value_end = inner.len().checked_sub(end.len()).filter(|&at| at > 0 && inner.is_char_boundary(at))?;
    inner[value_end..].eq_ignore_ascii_case(end).then(|| (name.to_owned(), inner[..value_end].to_owned()))
}

fn distance(documented: &str, wanted: &str) -> Option<u32> {
    let (own_head, own_tail) = split(documented);
    let (head, tail) = split(wanted);
    if own_tail.is_none() && tail.is_some() && own_head == wanted.split('.').next().unwrap_or("") {
        return Some(10); // The parent.
    }
    if own_tail.is_some()
        && documented.starts_with(wanted)
        && documented.as_bytes().get(wanted.len()) == Some(&b'.')
    {
        return Some(20); // A child.
    }
    if wanted.starts_with(documented) && wanted.as_bytes().get(documented.len()) == Some(&b'.') {
        return Some(10);
    }
    let longest = documented.len().max(wanted.len());
    if documented.as_bytes().first() == wanted.as_bytes().first()
        && let Some(edits) = edits(documented, wanted, (longest / 8).clamp(1, 3))
    {
        return Some(edits as u32);
    }
    if tail.is_some() && own_tail.is_some() && own_head == head {
        return Some(30); // A sibling.
    }
    // The head misspelt, as in `Forbbiden.RAM`.
    if let (Some(tail), Some(own_tail)) = (tail, own_tail)
        && tail == own_tail
        && edits(own_head, head, 2).is_some()
    {
        return Some(4);
    }
    // Longer or shorter by a word: `InvalidAccessKey` for `InvalidAccessKeyId.NotFound`.
    let (short, long) = if head.len() < own_head.len() { (head, own_head) } else { (own_head, head) };
    (short.len() >= 10 && long.starts_with(short) && long.len() - short.len() <= 12).then_some(40)
}

/// The number of edits between two texts, if at most `most`. Comparing which bytes both have rules most candidates out,
/// so that few need the expensive count.
fn edits(a: &str, b: &str, most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut surplus = [0_i32; 256];
    a.bytes().for_each(|byte| surplus[usize::from(byte)] += 1);
    b.bytes().for_each(|byte| surplus[usize::from(byte)] -= 1);
    let differing: u32 = surplus.iter().map(|count| count.unsigned_abs()).sum();
    // An edit takes one byte away and adds one at most.
    if a.is_ascii() && b.is_ascii() && differing as usize > 2 * most {
        return None;
    }
    Some(strsim::osa_distance(a, b)).filter(|&edits| edits <= most)
}

fn split(code: &str) -> (&str, Option<&str>) {
    match code.split_once('.') {
        Some((head, tail)) => (head, Some(tail)),
        None => (code, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinship_is_seen() {
        for (documented, wanted) in [
            ("throttling", "throttling.user"),
            ("invalidaccesskeyid.notfound", "invalidaccesskeyid"),
            ("forbidden.ram", "forbidden.subuser"),
            ("forbbiden.subuser", "forbidden.subuser"),
            ("invalidparamater", "invalidparameter"),
        ] {
            assert!(distance(documented, wanted).is_some(), "{documented} ~ {wanted}");
        }
        assert_eq!(distance("throttling", "operationdenied"), None);
        assert_eq!(edits("forbbiden", "forbidden", 2), Some(2));
        assert_eq!(edits("forbidden", "forbiden", 1), Some(1));
        assert_eq!(edits("abcd", "badc", 2), Some(2), "neighbours that change places are one edit");
        assert_eq!(edits("forbidden", "throttled", 2), None);
        assert_eq!(
            template("Invalid<parameter name>.Malformed", "InvalidVpcZone.Malformed"),
            Some(("parameter name".to_owned(), "VpcZone".to_owned()))
        );
    }
}
