//! Byte offsets that lie between characters.

/// The last offset up to `at`, and within `text`, that no character of `text` spans.
pub fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_is_split() {
        let offsets = |text: &str| (0..6).map(|at| floor(text, at)).collect::<Vec<_>>();
        assert_eq!(offsets("a实b"), [0, 1, 1, 1, 4, 5]);
        assert_eq!(offsets(""), [0; 6]);
    }
}
