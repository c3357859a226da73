//! Texts that repeat what the rules look for. Where a rule looked ahead without an end, they would take for ever.

use super::super::{mask, names};

/// What may stand behind a name, or before the next.
const TAILS: [&str; 6] = [":", "(", " ", "=\"", ": |\n", "://a:"];

/// What other rules look for.
const PIECES: [&str; 30] = [
    " -a",
    "redis-cli -a ",
    "curl -u ",
    "curl -u \"",
    "mysql -p",
    "\n-p",
    "LTAI",
    "LTAI-",
    "STS.",
    "eyJ",
    "-----BEGIN",
    "-----BEGIN PRIVATE ",
    "-----BEGIN RSA-----",
    "string to sign:[\n",
    "bearer ",
    "a://",
    "a://a:",
    "a://a:/@",
    "a://@",
    "aaaaaaaaaaaaaaaaaaaa/",
    "a-",
    "\\",
    "\"",
    "'",
    "\n",
    " ",
    "“",
    "é",
    "password: aaaaaaaa",
    "password='\\\"x",
];

#[test]
fn a_text_of_nothing_but_one_piece_is_masked() {
    let names = names::NAMES.iter().chain(&names::WHOLE_NAMES).chain(&names::HAN_NAMES);
    let named = names.flat_map(|name| TAILS.map(|tail| format!("{name}{tail}")));
    for piece in named.chain(PIECES.map(str::to_owned)) {
        let text = piece.repeat((16 << 10) / piece.len());
        let masked = mask(&text);
        assert!(masked == text || masked.contains("***"), "{piece:?}");
    }
}
