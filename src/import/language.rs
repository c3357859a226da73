//! Which language a text is in.

/// Whether a text holds Chinese characters.
pub(super) fn has_han(text: &str) -> bool {
    text.chars().any(is_han)
}

/// Whether a text is Chinese: names and codes within it may be Latin, words of a sentence may not.
pub(super) fn is_chinese(text: &str) -> bool {
    let han = text.chars().filter(|c| is_han(*c)).count();
    let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).count();
    han > 0 && han * 2 >= words
}

fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

/// An English sentence, or a placeholder for one.
pub(super) fn reads_as_sentence(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_alphabetic()) && !has_han(text) && text.contains([' ', '{', '%'])
}

/// The opening of English descriptions: no service answers so.
pub(super) fn describes_answer(text: &str) -> bool {
    let text = text.trim_start();
    const OPENINGS: [&str; 8] = [
        "The error message returned",
        "The error message is returned",
        "The error code returned",
        "The error code is returned",
        "The error returned",
        "The message returned",
        "This error is returned",
        "Indicates ",
    ];
    OPENINGS
        .iter()
        .any(|opening| text.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening)))
}

/// Whether a Chinese sentence asks the reader to do something.
pub(super) fn is_advice(text: &str) -> bool {
    ["请", "建议", "提交工单", "联系"].iter().any(|word| text.contains(word))
}
