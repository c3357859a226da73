//! The files of a room must not use each other in a circle: what two of them share belongs into a third file.
//!
//! A file uses another if a path in its code leads there; a name that a `mod.rs` re-exports leads to where it is
//! defined. Tests do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A module: its path from the crate's root, and its code without comments and tests.
type Modules = BTreeMap<Vec<String>, String>;

fn modules(folder: &Path, path: &[String], found: &mut Modules) {
    for item in fs::read_dir(folder).expect("src can be listed") {
        let file = item.expect("src can be listed").path();
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let own = [path, std::slice::from_ref(&stem)].concat();
        if file.is_dir() {
            modules(&file, &own, found);
        } else if file.extension().is_some_and(|extension| extension == "rs")
            && stem != "tests"
            && stem != "main"
        {
            let own = if matches!(&*stem, "mod" | "lib") { path.to_vec() } else { own };
            found.insert(own, plain(&fs::read_to_string(&file).expect("a readable file")));
        }
    }
}

/// Code without comments, and without what stands behind `#[cfg(test)]`.
fn plain(code: &str) -> String {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let code = code.split("#[cfg(all(test,").next().unwrap_or_default();
    code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// Every path of a code that starts at a root: `a::b` for each name of `use a::{b, c::d}`.
fn paths(code: &str, root: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(root) {
        let before = code[..at].chars().next_back();
        // A visibility such as `pub(in path)` is no use.
        let told_visible = code[..at].ends_with("pub(in ");
        if told_visible || before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        expand(&code[at..], &mut Vec::new(), &mut found);
    }
    found
}

/// Reads one path, or a group of them, at the head of a text; returns what stands behind.
fn expand<'c>(text: &'c str, head: &mut Vec<String>, found: &mut Vec<Vec<String>>) -> &'c str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            let depth = head.len();
            rest = expand(rest, head, found).trim_start();
            head.truncate(depth);
            match rest.strip_prefix(',') {
                Some(next) if !next.trim_start().starts_with('}') => rest = next,
                _ => return rest.split_once('}').map_or("", |(_, rest)| rest),
            }
        }
    }
    let length = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let (name, rest) = text.split_at(length);
    head.push(name.to_owned());
    match rest.strip_prefix("::") {
        Some(rest) if rest.starts_with(|c: char| c.is_alphabetic() || c == '{' || c == '_') => {
            expand(rest, head, found)
        }
        _ => {
            found.push(head.clone());
            rest
        }
    }
}

/// The module that a path leads to, seen from a module.
fn lead(from: &[String], path: &[String], modules: &Modules, depth: usize) -> Option<Vec<String>> {
    let mut at = from.to_vec();
    let mut names = path.iter().peekable();
    match names.peek().map(|name| name.as_str()) {
        Some("crate") => {
            at.clear();
            names.next();
        }
        Some("self") => drop(names.next()),
        _ => {}
    }
    while names.next_if(|name| *name == "super").is_some() {
        at.pop()?;
    }
    while let Some(name) = names.next_if(|name| {
        let child = [&at[..], std::slice::from_ref(name)].concat();
        modules.contains_key(&child)
    }) {
        at.push(name.clone());
    }
    // A re-exported name leads further.
    let Some(name) = names.next().filter(|_| depth < 4) else { return Some(at) };
    let handed_on = modules.get(&at)?.split(';').filter_map(|statement| {
        let statement = statement.trim_start();
        let statement = statement.rsplit_once('}').map_or(statement, |_| statement);
        let at = statement.find("use ")?;
        statement[..at].trim_end().ends_with(['b', ')']).then(|| &statement[at + 4..])
    });
    for statement in handed_on {
        let mut all = Vec::new();
        expand(statement, &mut Vec::new(), &mut all);
        if let Some(path) = all.iter().find(|path| path.last() == Some(name)) {
            return lead(&at, path, modules, depth + 1);
        }
    }
    Some(at)
}

/// For each module, the modules of its own room that it uses.
fn uses(modules: &Modules) -> BTreeMap<Vec<String>, BTreeSet<Vec<String>>> {
    let used = |(own, code): (&Vec<String>, &String)| {
        let children = modules.keys().filter(|key| key.len() == own.len() + 1 && key.starts_with(own));
        let roots = ["super::", "crate::", "self::"].map(str::to_owned).into_iter();
        let roots = roots.chain(children.filter_map(|child| Some(format!("{}::", child.last()?))));
        let paths = roots.flat_map(|root| paths(code, &root));
        let led = paths.filter_map(|path| lead(own, &path, modules, 0));
        let used = led.filter(|other| other != own && other.first() == own.first() && !other.is_empty());
        (own.clone(), used.collect())
    };
    modules.iter().map(used).collect()
}

/// The circles: each module from which a way leads back to itself, with that way.
fn circles(uses: &BTreeMap<Vec<String>, BTreeSet<Vec<String>>>) -> Vec<String> {
    let mut found: BTreeSet<String> = BTreeSet::new();
    for start in uses.keys() {
        let mut seen = BTreeSet::new();
        let mut open = vec![vec![start.clone()]];
        while let Some(way) = open.pop() {
            for next in uses.get(&way[way.len() - 1]).into_iter().flatten() {
                if next == start {
                    // The same circle is found from each of its files; it is reported for the first one only.
                    if way.iter().min() == Some(start) {
                        found.insert(
                            way.iter().map(|module| module.join("/")).collect::<Vec<_>>().join(" -> "),
                        );
                    }
                } else if seen.insert(next.clone()) {
                    open.push([&way[..], std::slice::from_ref(next)].concat());
                }
            }
        }
    }
    found.into_iter().collect()
}

#[test]
fn files_of_a_room_form_no_circle() {
    let mut all = Modules::new();
    modules(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &[], &mut all);
    assert!(all.len() > 50, "the files of src were found");
    assert_eq!(circles(&uses(&all)), Vec::<String>::new());
}

#[test]
fn circles_are_seen_through_names_that_are_handed_on() {
    let module = |path: &str, code: &str| (path.split('/').map(str::to_owned).collect(), code.to_owned());
    let of = |code: &str| {
        circles(&uses(&Modules::from([
            module("room", "mod one;\nmod two;\npub use one::One;\npub use two::{Other, Two};"),
            module("room/one", "use super::{Two};"),
            module("room/two", code),
        ])))
    };
    assert_eq!(of("use crate::room::One;"), ["room/one -> room/two"]);
    assert_eq!(of("fn f() { super::one::g() }"), ["room/one -> room/two"]);
    assert_eq!(of("use crate::other::One;"), Vec::<String>::new());
}
