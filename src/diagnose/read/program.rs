//! Lines of programs and of their history: they speak of codes, and tell of no error.

/// What only programs hold.
const OPERATORS: [&str; 12] =
    ["== \"", "== '", "=== ", "!== ", "!= \"", "!= '", " := ", " && ", " || ", "=> {", "() {", "===\""];

/// How lines of programs begin that end as [`ENDS`] do.
const KEYWORDS: [&str; 20] = [
    "if ", "if(", "else ", "} else", "case ", "return ", "const ", "let ", "var ", "throw ", "raise ",
    "except ", "catch ", "} catch", "func ", "def ", "import ", "public ", "private ", "switch ",
];

const ENDS: [char; 5] = ['{', ';', ':', ')', ','];

/// What a language says of a program of one's own, with a word of that program behind it.
const OF_LANGUAGES: [&str; 10] = [
    "KeyError: ",
    "NameError: name ",
    "AttributeError: ",
    "ImportError: cannot import",
    "ReferenceError: ",
    "undefined method ",
    "DOMException",
    "--- FAIL: ",
    "--- PASS: ",
    "=== RUN",
];

/// What begins the sentence on a change: `fix: …`, `feat(api): …`.
const CHANGES: [&str; 11] =
    ["fix", "feat", "docs", "chore", "refactor", "test", "build", "ci", "perf", "style", "revert"];

/// Whether a line is a program's, or tells of a change to one.
pub fn is_line(line: &str) -> bool {
    let bare = line.trim();
    let begins = |starts: &[&str]| starts.iter().any(|start| bare.starts_with(start));
    OPERATORS.iter().any(|sign| bare.contains(sign))
        || begins(&KEYWORDS) && bare.ends_with(ENDS)
        || OF_LANGUAGES.iter().any(|sign| bare.contains(sign))
        || is_constant(bare)
        || is_change(bare)
}

/// `NOT_FOUND("NotFound", …)`: a constant and what it holds.
fn is_constant(line: &str) -> bool {
    let name =
        line.bytes().take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || *b == b'_').count();
    name > 2 && line[name..].starts_with("(\"")
}

fn is_change(line: &str) -> bool {
    let sentence = CHANGES.iter().find_map(|change| line.strip_prefix(change));
    let told = sentence.is_some_and(|rest| {
        let scope = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
        scope.map_or(rest, |(_, rest)| rest).trim_start_matches('!').starts_with(": ")
    });
    let hash = line.split(' ').next().filter(|hash| is_hash(hash) && hash.len() < line.len());
    told || hash.is_some_and(|hash| hash.bytes().any(|b| b.is_ascii_digit()))
}

/// Whether a text is a history of changes, as `git log` prints it, or describes an interface.
pub fn is_text(text: &str) -> bool {
    text.contains("#/components/")
        || text.contains("commit ")
            && text.lines().any(|line| {
                let hash = line.strip_prefix("commit ").and_then(|rest| rest.split(' ').next());
                hash.is_some_and(is_hash)
            })
}

fn is_hash(word: &str) -> bool {
    (7..=40).contains(&word.len()) && word.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_say_is_told_from_what_people_say() {
        for line in [
            "if e, ok := err.(*tea.SDKError); ok {",
            "case \"QuotaFull.Vpc\":",
            "throw new QuotaFullError(\"no\");",
            "KeyError: 'InvalidName'",
            "fix(slb): retry on QuotaFull",
            "1f2e3d4 Retry on QuotaFull",
            "QUOTA_FULL(\"QuotaFull\", \"No more\"),",
            "--- FAIL: TestQuotaFull (0.01s)",
        ] {
            assert!(is_line(line), "{line}");
        }
        for line in [
            "fix it, please: QuotaFull",
            "If I create it, QuotaFull comes",
            "returned QuotaFull",
            "decade of x",
        ] {
            assert!(!is_line(line), "{line}");
        }
        assert!(is_text("commit 1f2e3d4c5b\nAuthor: J\n\n    Retry on QuotaFull"));
    }
}
