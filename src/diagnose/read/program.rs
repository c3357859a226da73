//! Recognises source code and its history: they mention codes, but report no error.

use super::names;

/// Signs that only source code has.
const OPERATORS: [&str; 12] =
    ["== \"", "== '", "=== ", "!== ", "!= \"", "!= '", " := ", " && ", " || ", ") => {", "() {", "===\""];

/// How lines of source code begin that end as [`ENDS`] do.
#[rustfmt::skip]
const KEYWORDS: [&str; 27] = [
    "if ", "if(", "else ", "} else", "case ", "return ", "const ", "let ", "var ", "throw ", "raise ",
    "except ", "catch ", "} catch", "func ", "def ", "import ", "public ", "private ", "switch ", "class ", "enum ",
    "interface ", "export ", "constructor(", "static ", "final ",
];

const ENDS: [char; 6] = ['{', '}', ';', ':', ')', ','];

/// What begins the declaration of a name that has a value.
const DECLARES: [&str; 6] = ["const ", "let ", "var ", "static ", "final ", "public "];

/// Beginnings of a compiler's or a runtime's messages about a program, followed by a word of that program.
const OF_LANGUAGES: [&str; 13] = [
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
    "Expected: \"",
    "Received: \"",
    "expect(",
];

/// Beginnings of a commit's subject: `fix: …`, `feat(api): …`.
const CHANGES: [&str; 11] =
    ["fix", "feat", "docs", "chore", "refactor", "test", "build", "ci", "perf", "style", "revert"];

/// Whether a line is source code, or describes a change to it.
pub fn is_line(line: &str) -> bool {
    let bare = line.trim();
    let begins = |starts: &[&str]| starts.iter().any(|start| bare.starts_with(start));
    OPERATORS.iter().any(|sign| bare.contains(sign))
        || begins(&KEYWORDS) && bare.ends_with(ENDS)
        || OF_LANGUAGES.iter().any(|sign| bare.contains(sign))
        || begins(&DECLARES) && bare.contains(" = ")
        || is_constant(bare)
        || is_change(bare)
}

/// Whether a line opens a map of Go's, whose lines may hold codes as keys: `map[string]string{`.
pub fn opens_map(line: &str) -> bool {
    line.trim_end().ends_with('{') && line.contains("map[string]")
}

/// How source code looks into the text of an error.
const SEARCHES: [&str; 8] = [
    "Contains(",
    ".contains(",
    ".includes(",
    ".indexOf(",
    "HasPrefix(",
    ".startsWith(",
    ".startswith(",
    " in str(",
];

/// How tests of programs compare texts, and make what they compare.
const CHECKS: [&str; 5] = ["assert.", "assertEquals(", "assertTrue(", "expect(", " := New"];

/// Whether a line of source code has strings with the names of errors' fields: where it looks for them,
/// `strings.Contains(err.Error(), "ErrorCode: C")`, or as the keys of a map, `"ErrorCode: C": "…",`.
pub fn quotes_names(line: &str) -> bool {
    let bare = line.trim();
    let searches = bare.ends_with(ENDS) && SEARCHES.iter().any(|sign| bare.contains(sign));
    let key = bare.strip_prefix('"').and_then(|rest| rest.split_once('"'));
    let names = |key: &str| key.contains([':', '=']) && !key.contains(['\\', '{', ',']);
    // `event.errorCode: A or event.errorCode: B` asks for errors.
    let asks =
        || bare.contains("rrorCode: ") && bare.matches(" or ").count() > 1 && bare.contains(" or event.");
    // `resource/alicloud_nas: retries the error code X` of a list of changes.
    let item = bare.trim_start_matches(['-', '*', ' ']);
    let changes = ["resource/alicloud_", "data-source/alicloud_"].iter().any(|start| item.starts_with(start));
    searches
        || changes
        || asks()
        || key.is_some_and(|(key, value)| names(key) && value.starts_with(": ") && value.ends_with("\","))
}

/// Whether a test of a program compares a text here, which may go on below.
pub fn opens_check(line: &str) -> bool {
    CHECKS.iter().any(|sign| line.contains(sign)) && line.contains(['"', '`', '\''])
}

/// Whether a line of source code ends what it says.
pub fn ends(line: &str) -> bool {
    line.trim().ends_with([')', ';', '}'])
}

/// `NOT_FOUND("NotFound", …)`, `ERRORS = {…`, `NotFound = 'NotFound',`: a constant and what it holds.
fn is_constant(line: &str) -> bool {
    let word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_';
    let (name, value) = line.split_at(line.bytes().take_while(word).count());
    let shouted = name.len() > 2 && !name.bytes().any(|b| b.is_ascii_lowercase());
    let is_field = || names::named(&names::letters(name)).is_some();
    // Go's constants stand below each other without a sign at the end.
    let aligned = value.trim_start().starts_with("= \"") && !name.is_empty() && !is_field();
    let quoted = |value: &str| {
        let inner = value.strip_suffix([',', ';']).unwrap_or(if aligned { value } else { "" });
        let quote = inner.starts_with(['"', '\'']).then(|| inner.split_at(1));
        quote.is_some_and(|(quote, rest)| rest.find(quote) == rest.len().checked_sub(1))
    };
    shouted && ["(\"", " = {"].iter().any(|sign| value.starts_with(sign))
        || !name.is_empty() && value.trim_start().strip_prefix("= ").is_some_and(quoted)
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

/// Whether a text describes an interface.
pub fn is_interface(text: &str) -> bool {
    ["#/components/", "\"$ref\""].iter().any(|sign| text.contains(sign))
}

/// Whether there is a history of changes in a text, as `git log` prints it.
pub fn has_history(text: &str) -> bool {
    text.contains("commit ")
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
            "Full = 'QuotaFull',",
            "const Full = \"QuotaFull\"",
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
        for line in [
            "if strings.Contains(err.Error(), \"ErrorCode: QuotaFull\") {",
            "\t\"ErrorCode: QuotaFull\":   \"no more\",",
        ] {
            assert!(quotes_names(line), "{line}");
        }
        for line in ["\"Message\": \"no more: QuotaFull\",", "the answer contains (ErrorCode: QuotaFull)"] {
            assert!(!quotes_names(line), "{line}");
        }
        assert!(opens_map("var texts = map[string]string{") && !opens_map("got map[string]string"));
        assert!(has_history("commit 1f2e3d4c5b\nAuthor: J\n\n    Retry on QuotaFull"));
        assert!(!has_history("commit the change"));
    }
}
