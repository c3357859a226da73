//! Typography taken away, so that texts can be compared.

/// One character without its typography: quotes straight, full-width forms half-width, dashes plain.
/// Letter case is kept.
pub fn char(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' | '＂' | '「' | '」' | '『' | '』' => '"',
        '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' | '＇' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '。' | '｡' | '．' => '.',
        '、' | '，' => ',',
        '【' => '[',
        '】' => ']',
        '《' | '〈' => '<',
        '》' | '〉' => '>',
        // The full-width forms stand in ASCII's order.
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{a0}' | '\u{3000}' | '\u{2002}'..='\u{200a}' | '\u{202f}' => ' ',
        _ => c,
    }
}

/// A message for comparison: typography folded, letter case ignored, runs of blanks as one, no blanks
/// at the ends or beside a mark, no final dots.
pub fn message(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars().map(char) {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        if blank && !c.is_ascii_punctuation() && !folded.ends_with(|c: char| c.is_ascii_punctuation()) {
            folded.push(' ');
        }
        blank = false;
        folded.extend(c.to_lowercase());
    }
    folded.truncate(folded.trim_end_matches('.').len());
    folded.drain(..folded.len() - folded.trim_start().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_that_differ_in_typography_are_equal() {
        for (a, b) in [
            ("doesn’t support RAM.", "doesn't  support RAM"),
            ("The parameter ”Action“ is invalid..", "the parameter \"Action\" is invalid ."),
            ("ＡＰＩ：ok。", "API:ok"),
            ("OwnerId,OwnerAccount is", "OwnerId, OwnerAccount is"),
            ("“ parameter name “ is", "\"parameter name\" is"),
        ] {
            assert_eq!(message(a), message(b));
        }
    }

    #[test]
    fn words_still_differ() {
        assert_ne!(message("instance is locked"), message("instance was locked"));
    }
}
