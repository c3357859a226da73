//! How often something happened over time.

use std::collections::BTreeMap;

/// Beyond this many cells, neighbours are merged.
const CELLS: usize = 4096;

/// Counts by time, in cells of a second, or of a power of two of seconds where there would be too many: what it holds
/// does not depend on the order in which it was added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timeline {
    cells: BTreeMap<i64, usize>,
    grain: u32,
}

impl Timeline {
    pub fn add(&mut self, seconds: i64, count: usize) {
        *self.cells.entry(seconds >> self.grain).or_default() += count;
        while self.cells.len() > CELLS {
            self.coarsen();
        }
    }

    /// Adds what another one holds.
    pub fn merge(&mut self, other: &Timeline) {
        while self.grain < other.grain {
            self.coarsen();
        }
        for (&cell, &count) in &other.cells {
            self.add(cell << other.grain, count);
        }
    }

    /// The first and the last second in it.
    pub fn span(&self) -> Option<(i64, i64)> {
        let (first, _) = self.cells.first_key_value()?;
        let (last, _) = self.cells.last_key_value()?;
        Some((first << self.grain, last << self.grain))
    }

    /// The counts of `number` equal parts of a span of time; empty where no time is known.
    pub fn buckets(&self, (first, last): (i64, i64), number: usize) -> Vec<usize> {
        if self.cells.is_empty() {
            return Vec::new();
        }
        let mut buckets = vec![0; number];
        let length = i128::from(last - first + 1).max(1);
        for (&cell, &count) in &self.cells {
            let at = i128::from((cell << self.grain) - first) * number as i128 / length;
            buckets[usize::try_from(at).unwrap_or(0).min(number - 1)] += count;
        }
        buckets
    }

    fn coarsen(&mut self) {
        self.grain += 1;
        for (cell, count) in std::mem::take(&mut self.cells) {
            *self.cells.entry(cell >> 1).or_default() += count;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_however_much_is_added_in_whatever_order() {
        let seconds = (0..20_000).map(|nth| 1_700_000_000 + nth * 7);
        let (mut forth, mut back, mut halves) =
            (Timeline::default(), Timeline::default(), [Timeline::default(), Timeline::default()]);
        seconds.clone().for_each(|second| forth.add(second, 1));
        seconds.clone().rev().for_each(|second| back.add(second, 1));
        seconds.enumerate().for_each(|(nth, second)| halves[nth % 2].add(second, 1));
        let [mut one, other] = halves;
        one.merge(&other);
        assert_eq!(forth, back);
        assert_eq!(forth, one);
        assert!(forth.cells.len() <= CELLS);
        let span = forth.span().expect("it has times");
        let buckets = forth.buckets(span, 24);
        assert_eq!(buckets.iter().sum::<usize>(), 20_000);
        assert!(buckets.iter().all(|count| (820..850).contains(count)), "{buckets:?}");
    }

    #[test]
    fn one_moment_is_the_first_bucket() {
        let mut timeline = Timeline::default();
        timeline.add(5, 3);
        assert_eq!(timeline.buckets((5, 5), 4), [3, 0, 0, 0]);
        assert_eq!(timeline.buckets((0, 9), 2), [0, 3]);
        assert!(Timeline::default().buckets((0, 9), 2).is_empty());
    }
}
