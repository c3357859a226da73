//! Tells by the last two letters of a word that it is none of a list, which rules out most words at once.

/// How many pairs of letters there are, at five bits a letter.
pub const PAIRS: usize = 1 << 10;

/// The place of the last two letters of a word in a table of all pairs, letter case aside; 0 for a shorter word.
pub const fn last_pair(word: &[u8]) -> usize {
    match word {
        [.., before, last] => (*before as usize & 31) << 5 | (*last as usize & 31),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_end_alike_have_one_place() {
        assert_eq!(last_pair(b"errorCode"), last_pair(b"DE"));
        assert_ne!(last_pair(b"code"), last_pair(b"coda"));
        assert!(["", "x", "zz"].iter().all(|word| last_pair(word.as_bytes()) < PAIRS));
    }
}
