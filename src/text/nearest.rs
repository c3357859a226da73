//! The nearest word: what somebody probably meant to type.

/// How many edits (letters left out, added, exchanged or swapped) a word of this many letters may have.
pub fn forgiven(letters: usize) -> usize {
    1 + letters / 4
}

/// The number of edits from one word to the other, letter case ignored.
pub fn edits(one: &str, other: &str) -> usize {
    strsim::osa_distance(&one.to_lowercase(), &other.to_lowercase())
}

/// The word nearest to what was typed: the first of those with the fewest edits. `None` where even that has more edits
/// than [`forgiven`] allows, or than a third of the letters typed: `nope` is no slip for `pop`.
pub fn nearest<T: AsRef<str>>(typed: &str, words: impl IntoIterator<Item = T>) -> Option<T> {
    nearest_by(typed, words, |word| word.as_ref().to_owned())
}

/// As [`nearest()`], for things that are compared by a spelling made from them.
pub fn nearest_by<T>(
    typed: &str,
    words: impl IntoIterator<Item = T>,
    spelling: impl Fn(&T) -> String,
) -> Option<T> {
    let letters = typed.chars().count();
    let distances = words.into_iter().map(|word| (edits(typed, &spelling(&word)), word));
    let (distance, word) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance <= forgiven(letters) && distance * 3 <= letters).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_near_or_none() {
        assert_eq!(nearest("slp", ["ecs", "slb"]), Some("slb"));
        assert_eq!(nearest("Throtling", ["Throttling", "Forbidden"]), Some("Throttling"));
        assert_eq!(nearest("kubernetes", ["ecs", "slb"]), None);
        assert_eq!(nearest("x", ["y"]), None);
        assert_eq!(nearest("nope", ["pop", "nas"]), None);
        assert_eq!(nearest("x", Vec::<&str>::new()), None);
    }
}
