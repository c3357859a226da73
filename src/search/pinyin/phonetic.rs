//! Explanations by how they are read: whole syllables, their initials, or some of each.
//!
//! A query of plain letters is cut into syllables and initials in every possible way; most words of other languages
//! cannot be cut at all. For each way, its initials are searched for in one text that holds the initials of all
//! explanations, and where they occur, the syllables are compared.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;

use super::reading;
use super::syllables::{Sound, Syllables, Typed, Way};
use crate::catalog::EntryId;
use crate::search::kept::{Kept, Reader, Writer};
use crate::search::words::explanations::Explanations;
use crate::search::words::word::is_han;

/// Stands in for a mark or a foreign word between characters.
const GAP: u8 = b' ';

/// Stands for a character of which no reading is known.
const GAP_SYLLABLE: &str = " ";

/// The sounds of all explanations.
pub(in crate::search) struct Phonetic {
    /// The initial of each character, a gap for what is no Han character, and a line break after each entry.
    initials: Vec<u8>,
    /// The syllable of each.
    sounds: Vec<Sound>,
    /// Where each entry starts; one more than there are entries.
    offsets: Vec<u32>,
    syllables: Syllables,
}

/// An explanation that reads as a query does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) struct Reading {
    pub(in crate::search) entry: EntryId,
    /// The higher, the better.
    pub(in crate::search) quality: u16,
}

impl Phonetic {
    pub(in crate::search) fn new(explanations: &Explanations) -> Self {
        let mut places: HashMap<String, Sound> = HashMap::new();
        let mut initials = Vec::new();
        let mut sounds: Vec<Sound> = Vec::new();
        let mut offsets = vec![0];
        let mut run = String::new();
        for entry in 0..explanations.entries() {
            let (start, line) = explanations.line(entry);
            let mut chars = line.char_indices().peekable();
            while let Some((at, c)) = chars.next() {
                let gap = explanations.breaks_before(start + at);
                if gap || !is_han(c) {
                    initials.push(GAP);
                    sounds.push(0);
                }
                if !is_han(c) {
                    continue;
                }
                run.clear();
                run.push(c);
                while let Some((_, c)) =
                    chars.next_if(|&(at, c)| is_han(c) && !explanations.breaks_before(start + at))
                {
                    run.push(c);
                }
                for syllable in reading::syllables(&run) {
                    let syllable = syllable.unwrap_or_else(|| GAP_SYLLABLE.to_owned());
                    initials.push(syllable.as_bytes()[0]);
                    let next = places.len() as Sound;
                    sounds.push(*places.entry(syllable).or_insert(next));
                }
            }
            initials.push(b'\n');
            sounds.push(0);
            offsets.push(initials.len() as u32);
        }
        let mut spelt = vec![""; places.len()];
        for (syllable, provisional) in &places {
            spelt[usize::from(*provisional)] = syllable;
        }
        let syllables = Syllables::new(places.keys().cloned().collect());
        let sorted: Vec<Sound> =
            spelt.iter().map(|syllable| syllables.sound(syllable).unwrap_or(0)).collect();
        for (sound, initial) in sounds.iter_mut().zip(&initials) {
            if initial.is_ascii_lowercase() {
                *sound = sorted[usize::from(*sound)];
            }
        }
        initials.shrink_to_fit();
        sounds.shrink_to_fit();
        Self { initials, sounds, offsets, syllables }
    }

    /// The explanations that read as the letters do, in lower case; an entry may come more than once.
    pub(in crate::search) fn search(&self, letters: &str) -> Vec<Reading> {
        let mut found = Vec::new();
        for way in self.syllables.ways(letters) {
            let initials: Vec<u8> = way.iter().map(|(initial, _)| *initial).collect();
            for at in memmem::find_iter(&self.initials, &initials) {
                if way
                    .iter()
                    .zip(&self.sounds[at..])
                    .all(|((_, typed), &sound)| self.syllables.fits(*typed, sound))
                {
                    found.push(self.reading(at, &way));
                }
            }
        }
        found
    }

    /// Fewer characters for the same letters are better, because more of each was typed. Then a match between two
    /// marks is better than one inside a sentence, and a short explanation better than a long one.
    fn reading(&self, at: usize, way: &Way) -> Reading {
        let entry = self.offsets.partition_point(|&offset| offset as usize <= at) - 1;
        let starts = at == 0 || !self.initials[at - 1].is_ascii_lowercase();
        let ends = self.initials.get(at + way.len()).is_none_or(|next| !next.is_ascii_lowercase());
        let length = (self.offsets[entry + 1] - self.offsets[entry]).min(255) as u16;
        let fullness = 63 - way.len().min(63) as u16;
        let borders = u16::from(starts) * 2 + u16::from(ends);
        Reading { entry: EntryId::new(entry), quality: fullness << 10 | borders << 8 | (255 - length) }
    }
}

impl Kept for Phonetic {
    fn write(&self, out: &mut Writer) {
        out.put(&self.initials);
        out.put(&self.sounds);
        out.put(&self.offsets);
        out.put(self.syllables.all().join(" ").as_bytes());
    }

    fn read(from: &mut Reader) -> Option<Self> {
        let (initials, sounds, offsets) = (from.take()?, from.take()?, from.take()?);
        let spelt = String::from_utf8(from.take()?).ok()?;
        // The syllable of a gap is a blank, which also separates the syllables; in their order it comes first.
        let (gap, spelt) = match spelt.strip_prefix("  ") {
            Some(rest) => (Some(GAP_SYLLABLE), rest),
            None => (None, &*spelt),
        };
        let syllables = gap.into_iter().chain(spelt.split(' ')).map(str::to_owned).collect();
        Some(Self { initials, sounds, offsets, syllables: Syllables::new(syllables) })
    }
}

/// The characters of a run of Han characters, counted from its start, that read as the letters do.
pub(in crate::search) fn marks(run: &str, letters: &str) -> Vec<Range<usize>> {
    let read: Vec<String> = reading::syllables(run)
        .into_iter()
        .map(|syllable| syllable.unwrap_or_else(|| GAP_SYLLABLE.to_owned()))
        .collect();
    let syllables = Syllables::new(read.clone());
    let sounds: Vec<(u8, Sound)> = read
        .iter()
        .map(|syllable| (syllable.as_bytes()[0], syllables.sound(syllable).unwrap_or(0)))
        .collect();
    let mut found = Vec::new();
    for way in syllables.ways(letters) {
        for (at, run) in sounds.windows(way.len()).enumerate() {
            let fits = |((initial, sound), (wanted, typed)): (&(u8, Sound), &(u8, Typed))| {
                initial == wanted && syllables.fits(*typed, *sound)
            };
            if run.iter().zip(&way).all(fits) {
                found.push(at..at + way.len());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::words::explanations::tests::explained;

    const TEXTS: [&str; 5] =
        ["指定的实例不存在。", "实例，不存在", "请稍后重试", "参数的长度超过限制", "指定地域"];

    fn found(letters: &str) -> Vec<usize> {
        let explanations = Explanations::new(&explained(&TEXTS));
        let mut readings = Phonetic::new(&explanations).search(letters);
        readings.sort_by_key(|reading| std::cmp::Reverse(reading.quality));
        let mut entries: Vec<usize> = readings.into_iter().map(|reading| reading.entry.index()).collect();
        entries.dedup();
        entries
    }

    #[test]
    fn whole_syllables_initials_and_both_mixed_are_found() {
        for (letters, expected) in [
            ("shilibucunzai", vec![0]),
            ("slbcz", vec![0]),
            ("shilibcz", vec![0]),
            ("shlbcz", vec![0]),
            ("slbucunz", vec![0]),
            ("bcz", vec![1, 0]),
            ("chongshi", vec![2]),
            ("shaohoucs", vec![2]),
            ("zhongshi", vec![]),
            ("canshudechangdu", vec![3]),
            ("zhiding", vec![4, 0]),
            ("instance", vec![]),
            ("shi", vec![]),
            ("sl", vec![]),
        ] {
            assert_eq!(found(letters), expected, "{letters}");
        }
    }
}
