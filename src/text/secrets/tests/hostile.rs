//! Texts that repeat what the rules look for. A rule that looks ahead without a limit would take for ever on them.

use super::super::mask;
use super::super::table::TABLE;

/// What may stand behind a name, or before the next.
#[rustfmt::skip]
const TAILS: [&str; 16] = [
    ":", "(", " ", "=\"", ": |\n", "://a:", "=", "| ", "\":\"", "=[", "=x -> ", "=abc(", "=“", "</a><b>", "&x=", ":\n",
];

/// What other rules look for.
#[rustfmt::skip]
const PIECES: [&str; 40] = [
    " -a", "redis-cli -a ", "curl -u ", "curl -u \"", "mysql -p", "\n-p", "LTAI-", "-----BEGIN", "-----BEGIN PRIVATE ",
    "-----BEGIN RSA-----", "string to sign:[\n", "bearer ", "a://", "a://a:", "a://a:/@", "a://@",
    "aaaaaaaaaaaaaaaaaaaa/", "a-", "\\", "\"", "'", "\n", " ", "“", "é", "password: aaaaaaaa", "password='\\\"x",
    "Value=", "Name=password&", "Value=\"Name=password ", "|password|\n|--|\n|a", "|password|", "|", "AUTH a ",
    "[]byte{", "password:[1 2 3", "password:\n- a1b2c\n", "$6$,", "a1B2", "setx password ",
];

#[test]
fn a_text_of_nothing_but_one_piece_is_masked() {
    let words = TABLE.iter().flat_map(|row| row.words);
    let named = words.flat_map(|word| TAILS.map(|tail| format!("{word}{tail}")));
    for piece in named.chain(PIECES.map(str::to_owned)) {
        let text = piece.repeat((8 << 10) / piece.len());
        let masked = mask(&text);
        assert!(masked == text || masked.contains("***"), "{piece:?}");
    }
}
