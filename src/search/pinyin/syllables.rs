//! Cuts letters into the syllables and initials of Chinese characters that they may stand for.

/// Shorter queries are not taken for pinyin.
const LEAST: usize = 3;

/// Longer ones are not either.
const MOST: usize = 60;

/// At most this many ways to cut a query are tried.
const WAYS: usize = 64;

/// The place of a syllable among all that occur.
pub(in crate::search) type Sound = u16;

/// What was typed of one character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) enum Typed {
    /// The first letter of its syllable.
    Initial,
    /// Two letters of it: `zh`, `ch` or `sh`.
    Retroflex,
    Whole(Sound),
    /// The beginning of a syllable, one of those from the first place up to the second; only at the end of a query.
    Begun(Sound, Sound),
}

/// What was typed of some characters in a row, each with its first letter.
pub(in crate::search) type Way = Vec<(u8, Typed)>;

/// The syllables that occur in some texts, sorted.
pub(in crate::search) struct Syllables(Vec<String>);

impl Syllables {
    pub(in crate::search) fn new(mut syllables: Vec<String>) -> Self {
        syllables.sort_unstable();
        syllables.dedup();
        Self(syllables)
    }

    pub(in crate::search) fn all(&self) -> &[String] {
        &self.0
    }

    pub(in crate::search) fn sound(&self, syllable: &str) -> Option<Sound> {
        self.0.binary_search_by(|other| other.as_str().cmp(syllable)).ok().map(|at| at as Sound)
    }

    /// Whether a syllable may be meant by what was typed, the first letters being the same.
    pub(in crate::search) fn fits(&self, typed: Typed, sound: Sound) -> bool {
        match typed {
            Typed::Initial => true,
            Typed::Retroflex => self.0[usize::from(sound)].as_bytes().get(1) == Some(&b'h'),
            Typed::Whole(wanted) => sound == wanted,
            Typed::Begun(from, upto) => (from..upto).contains(&sound),
        }
    }

    /// The ways to cut letters into what may have been typed of at least two characters. Words of another
    /// language can mostly not be cut: no syllable starts with `i`, `u` or `v`.
    pub(in crate::search) fn ways(&self, letters: &str) -> Vec<Way> {
        let mut ways = Vec::new();
        let plain = letters.bytes().all(|letter| letter.is_ascii_lowercase());
        if plain && (LEAST..=MOST).contains(&letters.len()) && self.can_be_cut(letters) {
            self.cut(letters, &mut Vec::new(), &mut ways);
        }
        ways
    }

    /// Whether there is any way at all. Decided from the end, so that no place is tried twice.
    fn can_be_cut(&self, letters: &str) -> bool {
        let mut from = vec![false; letters.len() + 1];
        from[letters.len()] = true;
        for at in (0..letters.len()).rev() {
            from[at] = lengths(&letters[at..]).any(|length| {
                let end = at + length;
                from[end] && self.typed(&letters[at..end], end == letters.len()).is_some()
            });
        }
        from[0]
    }

    fn cut(&self, letters: &str, way: &mut Way, ways: &mut Vec<Way>) {
        let Some(&initial) = letters.as_bytes().first() else {
            if way.len() >= 2 {
                ways.push(way.clone());
            }
            return;
        };
        for length in lengths(letters) {
            if ways.len() >= WAYS {
                return;
            }
            let (head, rest) = letters.split_at(length);
            if let Some(typed) = self.typed(head, rest.is_empty()) {
                way.push((initial, typed));
                self.cut(rest, way, ways);
                way.pop();
            }
        }
    }

    /// What a part of a query may stand for.
    fn typed(&self, part: &str, last: bool) -> Option<Typed> {
        // Both spellings of `lüe` are typed.
        let spelt = match part {
            "lue" => "lve",
            "nue" => "nve",
            part => part,
        };
        let from = self.0.partition_point(|syllable| syllable.as_str() < spelt);
        let begun = self.0[from..].iter().take_while(|syllable| syllable.starts_with(spelt)).count();
        if begun == 0 {
            None
        } else if part.len() == 1 {
            Some(Typed::Initial)
        } else if self.0[from] == spelt {
            Some(Typed::Whole(from as Sound))
        } else if matches!(part, "zh" | "ch" | "sh") {
            Some(Typed::Retroflex)
        } else if last {
            Some(Typed::Begun(from as Sound, (from + begun) as Sound))
        } else {
            None
        }
    }
}

/// Lengths of a first syllable, the longest first; no syllable has more than six letters.
fn lengths(letters: &str) -> impl Iterator<Item = usize> + use<> {
    (1..=letters.len().min(6)).rev()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_cut_where_syllables_allow() {
        let texts = ["shi", "li", "bu", "cun", "zai", "zhang", "hao", "e"];
        let syllables = Syllables::new(texts.map(str::to_owned).to_vec());
        for (letters, ways) in [
            ("shilibucunzai", 1),
            ("slbcz", 1),
            ("zhanghao", 1),
            ("instance", 0),
            ("shi", 0),
            ("zh", 0),
            ("ebz", 1),
        ] {
            assert_eq!(syllables.ways(letters).len(), ways, "{letters}");
        }
    }
}
