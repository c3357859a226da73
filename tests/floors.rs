//! The floors of the house: a module uses only modules of lower floors, never those of its own floor or above.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// From the top down; the modules of a line share a floor.
const FLOORS: [&[&str]; 9] = [
    &["cli"],
    &["shell", "fetch"],
    &["ui"],
    &["app"],
    &["page"],
    &["settings"],
    &["search", "diagnose", "import"],
    &["catalog"],
    &["text", "lang"],
];

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).expect("src can be listed") {
        let path = item.expect("src can be listed").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The top-level modules that a file's code names after `crate::`, or through enough `super::`s.
///
/// `depth` is how many modules the file lies below the crate's root.
fn used_modules(code: &str, depth: usize) -> BTreeSet<String> {
    let code: String =
        code.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n");
    let to_root = "super::".repeat(depth);
    let mut used = BTreeSet::new();
    for root in ["crate::", to_root.as_str()] {
        for (at, _) in code.match_indices(root) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let rest = &code[at + root.len()..];
            // `crate::{a::B, c}` names several.
            let names = match rest.strip_prefix('{') {
                Some(group) => top_names(group),
                None => vec![first_name(rest)],
            };
            used.extend(names.into_iter().filter(|name| !name.is_empty()));
        }
    }
    used
}

fn first_name(path: &str) -> String {
    path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn top_names(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut names = vec![first_name(group)];
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(first_name(&group[at + 1..])),
            _ => {}
        }
    }
    names
}

#[test]
fn no_module_looks_up_or_sideways() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    let mut faults = Vec::new();
    for file in &files {
        let path = file.strip_prefix(&source).expect("a file of src");
        let parts: Vec<String> =
            path.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let module = parts[0].as_str();
        if module == "lib" || module == "main" {
            continue;
        }
        let Some(own) = floor(module) else {
            faults.push(format!("{} stands on no floor", path.display()));
            continue;
        };
        let depth =
            if parts.last().is_some_and(|part| part == "mod") { parts.len() - 1 } else { parts.len() };
        let code = fs::read_to_string(file).expect("a readable file");
        for used in used_modules(&code, depth) {
            match floor(&used) {
                Some(other) if used != module && other <= own => {
                    faults.push(format!("{} uses {used}", path.display()));
                }
                _ => {}
            }
        }
    }
    assert!(files.len() > 10, "the files of src were found");
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn upward_and_sideways_paths_are_seen() {
    let used = |code: &str, depth| used_modules(code, depth).into_iter().collect::<Vec<_>>();
    assert_eq!(used("use crate::app::State;", 1), ["app"]);
    assert_eq!(used("use crate::{app::{State, Msg}, ui};", 1), ["app", "ui"]);
    assert_eq!(used("fn f() { super::super::shell::run() }", 2), ["shell"]);
    assert_eq!(used("use super::entry;", 2), Vec::<String>::new());
    assert_eq!(used("// crate::app", 1), Vec::<String>::new());
    assert_eq!(used("use crate :: cli;", 1), Vec::<String>::new());
}
